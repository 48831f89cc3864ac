package nabla.worksheet;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.expr.Shape;

/// Powers in factors of products entry by entry, which are powers of the entries: `(a − y) ⊙ (1 −
/// a^2)`.
final class HadamardPowers {

  /// A power of a name, of a function or of what stands in brackets.
  static final Pattern RAISED =
      Pattern.compile(
          "(?<base>\\((?<inner>(?:[^()]|\\([^()]*\\))*)\\)|[^\\s()+\\-−*/^²³]+(?:\\([^()]*\\))?)"
              + "\\s*(?:\\^\\s*\\{?\\s*(?<number>\\d+)\\s*\\}?|(?<sign>[²³]))");

  private static final Pattern HADAMARD =
      Pattern.compile("\\s*(?:⊙|∘|\\.\\*|\\\\odot|\\\\circ)\\s*");

  /// `⊙ (1 − A^2)` and `(1 − A²) ⊙`
  private static final Pattern SQUARES =
      Pattern.compile(
          HADAMARD.pattern()
              + "\\(\\s*1\\s*[-−]\\s*\\p{L}\\w*\\s*(?:\\^\\s*\\{?2\\}?|²)\\s*\\)"
              + "|\\(\\s*1\\s*[-−]\\s*\\p{L}\\w*\\s*(?:\\^\\s*\\{?2\\}?|²)\\s*\\)(?="
              + HADAMARD.pattern()
              + ")");

  /// The function of a vector before its bracket.
  private static final Pattern DIAGONAL = Pattern.compile(".*diag\\s*\\(?", Pattern.DOTALL);

  private static final Pattern HADAMARD_BEFORE =
      Pattern.compile(".*" + HADAMARD.pattern(), Pattern.DOTALL);

  private HadamardPowers() {}

  /// A text with the squares of the entries in `dA ⊙ (1 − A^2)`, where A² would be a product of
  /// square matrices, and 1 minus it no matrix.
  static String squares(Sheet sheet, String text, Set<String> said) {
    return SQUARES
        .matcher(text)
        .replaceAll(found -> {
          Matcher square = RAISED.matcher(found.group());
          int start = Math.max(found.group().lastIndexOf('-'), found.group().lastIndexOf('−')) + 1;
          boolean any = square.find(start);
          Name name = any ? NameText.alone(square.group("base")) : null;
          String value = name == null ? null : sheet.value(name);
          Shape shape =
              value != null
                  ? NameText.value(value).shape()
                  : name == null ? null : sheet.facts().shape(name);
          if (!any || shape == null || shape.isScalar() || shape.isVector()) {
            return Matcher.quoteReplacement(found.group());
          }
          said.add(square.group().strip() + " is entry by entry");
          String entries = square.group("base") + ".^2";
          return Matcher.quoteReplacement(
              found.group().substring(0, square.start())
                  + entries
                  + found.group().substring(square.end()));
        });
  }

  /// Whether a part of a text is a factor of a product entry by entry, or is in brackets which are.
  static boolean isBeside(String text, int start, int end) {
    int from = start;
    int to = end;
    while (true) {
      String before = text.substring(0, from);
      if (HADAMARD_BEFORE.matcher(before).matches()
          || DIAGONAL.matcher(before).matches()
          || HADAMARD.matcher(text.substring(to)).lookingAt()) {
        return true;
      }
      int open = enclosing(text, from);
      int close = open < 0 ? 0 : Gradients.closing(text, open);
      if (close == 0) {
        return false;
      }
      from = open;
      to = close;
    }
  }

  /// Where the bracket around a place opens; -1 where there is none.
  private static int enclosing(String text, int place) {
    int depth = 0;
    for (int i = place - 1; i >= 0; i--) {
      depth += text.charAt(i) == ')' ? 1 : text.charAt(i) == '(' ? -1 : 0;
      if (depth < 0) {
        return i;
      }
    }
    return -1;
  }
}
