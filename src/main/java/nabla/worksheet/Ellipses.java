package nabla.worksheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `x_1, …, x_n ∈ R`, the declaration of numbers that make a vector: `x ∈ R^n`; and `x_1, …, x_m ∈
/// R^n`, that of several vectors: `x_i ∈ R^n`.
final class Ellipses {

  private static final Pattern LIST =
      Pattern.compile(
          "(?<name>\\p{L})(?:_\\{?1\\}?|₁)\\s*,(?:\\s*\\k<name>(?:_\\{?[2-9]\\}?|[₂-₉])\\s*,)*"
              + "\\s*(?:\\.\\.\\.|…|\\\\[lc]?dots)\\s*,?\\s*\\k<name>(?:_\\{?(?<size>\\w)\\}?|(?<small>[ₙₘₖ]))"
              + "\\s*(?<in>∈|\\\\in\\b|\\bin\\b)\\s*(?<set>R|ℝ|\\\\R|\\\\mathbb\\s*\\{?R\\}?)(?<power>\\s*\\^)?");

  private Ellipses() {}

  /// A text with these declarations as formulas have them.
  static String plain(String text) {
    return LIST.matcher(text)
        .replaceAll(list -> {
          Matcher found = LIST.matcher(list.group());
          found.matches();
          String size =
              found.group("size") != null
                  ? found.group("size")
                  : switch (found.group("small")) {
                    case "ₘ" -> "m";
                    case "ₖ" -> "k";
                    default -> "n";
                  };
          String name = found.group("name");
          return Matcher.quoteReplacement(
              found.group("power") == null ? name + " ∈ R^" + size : name + "_i ∈ R^");
        });
  }
}
