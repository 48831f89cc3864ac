package nabla.read;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// What to write in the place of a word that is no name here: other languages' and other programs'
/// words for what is written differently, and the nearest name where a letter is wrong.
final class Suggestions {

  private static final int SHORTEST = 4;

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("pow", "x^a"),
          Map.entry("power", "x^a"),
          Map.entry("root", "x^(1/n) or \\sqrt[n]{x}"),
          Map.entry("nthroot", "x^(1/n) or \\sqrt[n]{x}"),
          Map.entry("squareroot", "sqrt(x)"),
          Map.entry("fact", "n!"),
          Map.entry("factorial", "n!"),
          Map.entry("diff", "d/dx …"),
          Map.entry("deriv", "d/dx …"),
          Map.entry("derivative", "d/dx …"),
          Map.entry("derive", "d/dx …"),
          Map.entry("integrate", "∫_a^b … dx"),
          Map.entry("integral", "∫_a^b … dx"),
          Map.entry("lg", "log_10(x) or log_2(x)"),
          Map.entry("ld", "log_2(x)"),
          Map.entry("sen", "sin(x)"),
          Map.entry("sine", "sin(x)"),
          Map.entry("cosine", "cos(x)"),
          Map.entry("tangent", "tan(x)"),
          Map.entry("logarithm", "ln(x)"),
          Map.entry("exponential", "exp(x)"),
          Map.entry("ctg", "cot(x)"),
          Map.entry("cotg", "cot(x)"),
          Map.entry("arcctg", "arccot(x)"),
          Map.entry("signum", "sign(x)"),
          Map.entry("ceiling", "ceil(x)"),
          Map.entry("maximum", "max(x, y)"),
          Map.entry("minimum", "min(x, y)"),
          Map.entry("std", "‖x - mean(x) 𝟏‖/√n"),
          Map.entry("stdev", "‖x - mean(x) 𝟏‖/√n"),
          Map.entry("variance", "‖x - mean(x) 𝟏‖^2/n"),
          Map.entry("average", "mean(x)"),
          Map.entry("avg", "mean(x)"),
          Map.entry("transpose", "x^T"),
          Map.entry("inverse", "X^-1"),
          Map.entry("trace", "tr(X)"),
          Map.entry("pinv", "(X^T X)^-1 X^T for an X of full column rank"),
          Map.entry("sqrtm", "expm(logm(X)/2)"),
          Map.entry("adj", "det(X) X^-1"),
          Map.entry("adjugate", "det(X) X^-1"),
          Map.entry("triu", "X ⊙ M with a matrix M of ones and zeros"),
          Map.entry("tril", "X ⊙ M with a matrix M of ones and zeros"),
          Map.entry("log1p", "ln(1 + x)"),
          Map.entry("expm1", "exp(x) - 1"),
          Map.entry("relu6", "min(max(x, 0), 6)"),
          Map.entry("selu", "λ elu(x, α)"),
          Map.entry("argmax", "max(x), which has the unit vector at that place as its derivative"),
          Map.entry("argmin", "min(x), which has the unit vector at that place as its derivative"),
          Map.entry("var", "‖x - mean(x) 𝟏‖^2/n"),
          Map.entry("matmul", "A B"),
          Map.entry("cumsum", "Σ_{j=1}^i x_j"),
          Map.entry("cumprod", "Π_{j=1}^i x_j"),
          Map.entry("determinant", "det(X)"));

  private Suggestions() {}

  /// The words that are known from elsewhere.
  static Set<String> words() {
    return WORDS.keySet();
  }

  /// How the thing that a word names is written; null where the word names nothing.
  static @Nullable String forWord(String word) {
    return WORDS.get(word);
  }

  /// The known name that differs from a word in one letter, or in two neighbours that changed
  /// places; null where there is none.
  static @Nullable String nearest(String word, Collection<String> known) {
    if (word.length() < SHORTEST) {
      return null;
    }
    @Nullable String nearest = null;
    for (String name : known) {
      if (name.length() >= SHORTEST
          && isNear(word, name)
          && (nearest == null || name.compareTo(nearest) < 0)) {
        nearest = name;
      }
    }
    return nearest;
  }

  /// What to write for a family of vectors x_i.
  static String rowsOf(Name family) {
    String rows = family.base().toUpperCase(Locale.ROOT);
    return "expected the vectors as the rows of a matrix "
        + rows
        + " ∈ R^{m×n}: the entries of "
        + rows
        + " w are their products with w, as in sum((y - "
        + rows
        + " w).^2), and row i is "
        + rows
        + "[i-1, :]";
  }

  private static boolean isNear(String word, String name) {
    int difference = word.length() - name.length();
    if (Math.abs(difference) > 1) {
      return false;
    }
    int same = 0;
    int shorter = Math.min(word.length(), name.length());
    while (same < shorter && word.charAt(same) == name.charAt(same)) {
      same++;
    }
    if (difference > 0) {
      return word.substring(same + 1).equals(name.substring(same));
    }
    if (difference < 0) {
      return word.substring(same).equals(name.substring(same + 1));
    }
    boolean replaced = same < shorter && word.substring(same + 1).equals(name.substring(same + 1));
    boolean swapped =
        same + 1 < shorter
            && word.charAt(same) == name.charAt(same + 1)
            && word.charAt(same + 1) == name.charAt(same)
            && word.substring(same + 2).equals(name.substring(same + 2));
    return replaced || swapped;
  }
}
