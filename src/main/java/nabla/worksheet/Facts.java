package nabla.worksheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Nabla;
import nabla.expr.Name;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// What a sheet declares and assumes, each fact as it is written: `x, z ∈ R^n`, `α > 0`.
final class Facts {

  private static final Pattern MEMBER =
      Pattern.compile("([^∈;]+?)\\s*(∈|\\\\in\\b|(?<=\\s)in(?=\\s))\\s*([^∈;]+)", Pattern.DOTALL);

  private static final Pattern ARRAY =
      Pattern.compile(
          "(?:R|ℝ|\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R)\\s*(?:\\^.*)?", Pattern.DOTALL);

  /// `x, y > 0`, `A symmetric`
  private static final Pattern ASSUMED =
      Pattern.compile(
          "\\s*([^<>=≤≥≠∈\\\\]+?)(\\s*[<>=≤≥≠].*|\\s+\\p{L}[\\p{L} -]+)", Pattern.DOTALL);

  /// None at all.
  static final Facts NONE = new Facts(List.of());

  /// In the order of the sheet.
  private final List<String> all;

  /// What they declare, read when it is first asked for.
  private @Nullable Set<Name> declared;

  private Facts(List<String> all) {
    this.all = List.copyOf(all);
  }

  /// Each fact, in the order of the sheet.
  List<String> all() {
    return all;
  }

  /// These and more. Where those say of which shape a name is, what stood here of that is past.
  Facts with(String more) {
    Set<Name> anew = new LinkedHashSet<>();
    for (String fact : more.split(";", -1)) {
      Matcher member = MEMBER.matcher(fact.strip());
      if (member.matches() && ARRAY.matcher(member.group(3)).matches()) {
        names(member).forEach(name -> addTo(anew, name));
      }
    }
    anew.addAll(numbersOf(anew));
    List<String> facts = new ArrayList<>(without(anew).all);
    facts.add(more);
    return new Facts(facts);
  }

  /// y of `y_i ∈ R`, which is no number by itself where that is declared.
  private Set<Name> numbersOf(Set<Name> names) {
    Set<Name> numbers = new LinkedHashSet<>();
    for (Name name : names) {
      Name letter = name.withSubscript("");
      Shape shape = name.subscript().matches("[a-zℓ]") ? shape(letter) : null;
      if (shape != null && shape.isScalar()) {
        numbers.add(letter);
      }
    }
    return numbers;
  }

  /// These without the shapes of some names.
  Facts without(Collection<Name> names) {
    return names.isEmpty()
        ? this
        : new Facts(
            all.stream()
                .map(facts -> without(facts, names))
                .filter(facts -> !facts.isBlank())
                .toList());
  }

  /// These without all that they say of a name: its shape, and what is assumed of it.
  Facts forgetting(Name name) {
    return new Facts(
        without(Set.of(name)).all.stream()
            .map(facts ->
                Arrays.stream(facts.split(";", -1))
                    .map(fact -> forgetting(fact, name))
                    .filter(fact -> !fact.isBlank())
                    .collect(Collectors.joining("; ")))
            .filter(facts -> !facts.isBlank())
            .toList());
  }

  /// An assumption without a name: that of `x, y > 0` without x is `y > 0`.
  private static String forgetting(String fact, Name name) {
    Matcher assumed = ASSUMED.matcher(fact);
    if (fact.contains("∈") || !assumed.matches()) {
      return fact;
    }
    List<String> kept =
        Arrays.stream(assumed.group(1).split(",", -1))
            .map(String::strip)
            .filter(item -> !Links.mentions(item, name))
            .toList();
    boolean relation = !Character.isLetter(assumed.group(2).strip().codePointAt(0));
    return kept.isEmpty() || (relation && Links.mentions(assumed.group(2), name))
        ? ""
        : String.join(", ", kept) + assumed.group(2);
  }

  /// These with numbers for letters that are sizes.
  Facts withSizes(Map<String, Long> sizes) {
    return sizes.isEmpty()
        ? this
        : new Facts(all.stream().map(facts -> withSizes(facts, sizes)).toList());
  }

  private static String withSizes(String facts, Map<String, Long> sizes) {
    List<String> sized = new ArrayList<>();
    for (String fact : facts.split(";", -1)) {
      Matcher member = MEMBER.matcher(fact.strip());
      if (!member.matches() || !ARRAY.matcher(member.group(3)).matches()) {
        sized.add(fact);
        continue;
      }
      String space = member.group(3);
      for (Map.Entry<String, Long> size : sizes.entrySet()) {
        String letter = "(?<![\\p{L}\\\\])" + Pattern.quote(size.getKey()) + "(?![\\p{L}\\d_])";
        space =
            space
                .replaceAll("\\^\\s*" + letter, "^{" + size.getValue() + "}")
                .replaceAll(letter, size.getValue().toString());
      }
      sized.add(member.group(1) + " ∈ " + space);
    }
    return String.join("; ", sized);
  }

  /// The names of which they say what they are.
  Set<Name> names() {
    Set<Name> names = declared;
    if (names == null) {
      names = Set.copyOf(Nabla.formula("0", toString()).reading().declared());
      declared = names;
    }
    return names;
  }

  /// Whether they say of which shape a name is.
  boolean declares(Name name) {
    return names().contains(name);
  }

  /// The shape that they say of a name; null where they say none.
  @Nullable Shape shape(Name name) {
    return declares(name)
        ? Nabla.formula(Sheet.spelled(name), toString()).reading().expression().shape()
        : null;
  }

  private static String without(String facts, Collection<Name> names) {
    List<String> left = new ArrayList<>();
    for (String fact : facts.split(";", -1)) {
      Matcher member = MEMBER.matcher(fact.strip());
      if (!member.matches()) {
        left.add(fact);
        continue;
      }
      List<String> kept =
          names(member).stream()
              .filter(name -> !names.contains(NameText.nameOrConstant(name)))
              .toList();
      if (!kept.isEmpty()) {
        left.add(String.join(", ", kept) + " ∈ " + member.group(3));
      }
    }
    return String.join("; ", left);
  }

  private static List<String> names(Matcher member) {
    return Arrays.stream(member.group(1).split(",", -1)).map(String::strip).toList();
  }

  private static void addTo(Set<Name> names, String text) {
    Name name = NameText.nameOrConstant(text);
    if (name != null) {
      names.add(name);
    }
  }

  /// The facts as the reader takes them.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Facts facts && all.equals(facts.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return String.join("; ", all);
  }
}
