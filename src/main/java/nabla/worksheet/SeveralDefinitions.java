package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;

/// Several definitions between commas after one `let`: `let z = w x + b, a = σ(z)`.
final class SeveralDefinitions {

  /// The bounds of a sum have equals signs of their own.
  private static final Pattern IN_BRACES = Pattern.compile("\\{[^{}]*\\}");

  /// `(x, y) = (2, 1)`, and `(x_1, y_1) = (x_0, y_0) − α ∇f(x_0, y_0)`.
  private static final Pattern LISTS =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<names>\\([^()=]+\\))\\s*:?=\\s*(?<value>[^=\\s][^=]*?)\\s*",
          Pattern.DOTALL);

  private SeveralDefinitions() {}

  /// The definitions, each after those it uses; one alone is all of the text, and so is a list of
  /// which some part defines nothing, `f(x) = x^2, x > 0`.
  static List<Clause> in(Clause text) {
    List<Clause> byLists = byLists(text);
    if (!byLists.isEmpty()) {
      return byLists;
    }
    List<Clause> parts = StatementReader.list(text);
    return parts.size() > 1 && parts.stream().allMatch(SeveralDefinitions::defines)
        ? ordered(parts)
        : List.of(text);
  }

  /// The definitions that a list of names before a list or a vector says; none for anything else.
  private static List<Clause> byLists(Clause text) {
    Matcher lists = LISTS.matcher(text.text());
    if (!lists.matches()) {
      return List.of();
    }
    List<Clause> names =
        StatementReader.names(new Clause(lists.group("names"), lists.start("names")));
    Clause value = new Clause(lists.group("value"), lists.start("value"));
    List<Clause> values = StatementReader.names(value);
    boolean fit =
        names.size() > 1 && names.stream().allMatch(name -> NameText.alone(name.text()) != null);
    List<Clause> all = new ArrayList<>();
    for (int i = 0; fit && i < names.size(); i++) {
      Clause own =
          values.size() == names.size()
              ? values.get(i)
              : new Clause("(" + value.text() + ")_" + (i + 1), value.start());
      String name = names.get(i).text() + " = ";
      int start = Math.max(0, text.start() + own.start() - name.length());
      all.add(new Clause(name + own.text(), start));
    }
    return all;
  }

  private static boolean defines(Clause part) {
    String value = part.text().substring(part.text().indexOf('=') + 1);
    boolean once = !IN_BRACES.matcher(value).replaceAll("").contains("=");
    String left = part.text().split("=", 2)[0].replaceFirst("^\\s*let\\s+", "");
    boolean name = NameText.defined(part.text()) != null || NameText.spelling(left) != null;
    return once && name && !value.contains("..");
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
    Name name = NameText.defined(other.text());
    if (name == null) { // W_hh, which has its braces later
      return false;
    }
    boolean own = NameText.parameters(part.text()).contains(name);
    return !own && Links.mentions(part.text().substring(part.text().indexOf('=') + 1), name);
  }
}
