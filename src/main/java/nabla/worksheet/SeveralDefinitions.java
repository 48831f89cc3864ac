package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;

/// Several definitions between commas after one `let`: `let z = w x + b, a = σ(z)`.
final class SeveralDefinitions {

  /// The bounds of a sum have equals signs of their own.
  private static final Pattern IN_BRACES = Pattern.compile("\\{[^{}]*\\}");

  private SeveralDefinitions() {}

  /// The definitions, each after those it uses; one alone is all of the text, and so is a list of
  /// which some part defines nothing, `f(x) = x^2, x > 0`.
  static List<Clause> in(Clause text) {
    List<Clause> parts = StatementReader.list(text);
    return parts.size() > 1 && parts.stream().allMatch(SeveralDefinitions::defines)
        ? ordered(parts)
        : List.of(text);
  }

  private static boolean defines(Clause part) {
    String value = part.text().substring(part.text().indexOf('=') + 1);
    boolean once = !IN_BRACES.matcher(value).replaceAll("").contains("=");
    return once && NameText.defined(part.text()) != null && !value.contains("..");
  }

  private static List<Clause> ordered(List<Clause> parts) {
    List<Clause> open = new ArrayList<>(parts);
    List<Clause> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      Clause next =
          open.stream()
              .filter(part -> open.stream().noneMatch(other -> other != part && uses(part, other)))
              .findFirst()
              .orElse(open.getFirst());
      open.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  private static boolean uses(Clause part, Clause other) {
    Name name = Objects.requireNonNull(NameText.defined(other.text()));
    boolean own = NameText.parameters(part.text()).contains(name);
    return !own && Links.mentions(part.text().substring(part.text().indexOf('=') + 1), name);
  }
}
