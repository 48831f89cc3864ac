package nabla.write;

import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;

/// What stands between two factors in LaTeX: mostly nothing, since TeX ignores spaces between
/// letters and the reader does not; `\cdot` where the parts would join or one would apply to the
/// other.
final class LatexSpacing {

  private static final String CALLABLE = "fghdDEP";

  /// A sign like `dX`, `dx_{1}` or `d\Sigma`, and what may stand at it.
  private static final String DIFFERENTIAL =
      "d(?:[A-Za-z]|\\\\[A-Za-z]+(?:\\{[^{}]*\\})?)(?:_(?:\\{[^{}]*\\}|.))?(?:\\^\\{[^{}]*\\})?";

  private static final Pattern IS_DIFFERENTIAL = Pattern.compile(DIFFERENTIAL);
  private static final Pattern ENDS_IN_DIFFERENTIAL =
      Pattern.compile("(?<![A-Za-z\\\\])" + DIFFERENTIAL + "$");
  private static final int LONGEST_DIFFERENTIAL = 60;

  private final WriteOptions options;

  LatexSpacing(WriteOptions options) {
    this.options = options;
  }

  String between(CharSequence before, String next, boolean afterExponent) {
    char last = before.charAt(before.length() - 1);
    char first = next.charAt(0);
    if (!afterExponent && (IS_DIFFERENTIAL.matcher(next).matches() || endsInDifferential(before))) {
      return "\\,";
    }
    if (Letters.isDigit(first)
        || afterExponent
        || (Letters.isDigit(last) && next.startsWith("\\frac"))) {
      return " \\cdot ";
    }
    if (next.startsWith("\\left(") || next.startsWith("\\left[") || first == '(' || first == '[') {
      return isCallable(before) ? " \\cdot " : last == ']' ? "\\," : "";
    }
    if (next.startsWith("\\frac{d") || next.startsWith("\\frac{\\partial")) {
      return "\\,";
    }
    if (Character.isLetter(first)) {
      boolean apart = endsInCommand(before) || Letters.isLetter(last) || isExponent(before, next);
      return apart ? " " : "";
    }
    return "";
  }

  /// Whether the text ends in a sign like `dX` or `dXᵀ`, which is not that of the product with what
  /// follows.
  private static boolean endsInDifferential(CharSequence before) {
    int start = Math.max(0, before.length() - LONGEST_DIFFERENTIAL);
    return ENDS_IN_DIFFERENTIAL.matcher(before.subSequence(start, before.length())).find();
  }

  private static boolean isExponent(CharSequence before, String next) {
    return Letters.isDigit(before.charAt(before.length() - 1))
        && (next.startsWith("e") || next.startsWith("E"));
  }

  /// Whether the text ends in a command of letters, which a letter would lengthen.
  static boolean endsInCommand(CharSequence text) {
    int start = text.length();
    while (start > 0 && Letters.isLatin(text.charAt(start - 1))) {
      start--;
    }
    return start > 0 && start < text.length() && text.charAt(start - 1) == '\\';
  }

  /// Whether the text ends in a name that would apply to a parenthesis.
  private boolean isCallable(CharSequence before) {
    String text =
        before.subSequence(Math.max(0, before.length() - 200), before.length()).toString();
    boolean marked = text.endsWith("'");
    while (text.endsWith("'")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.endsWith("}")) {
      int open = text.lastIndexOf('{');
      if (open > 0 && text.charAt(open - 1) == '_') {
        text = text.substring(0, open - 1);
      } else {
        return marked
            || (open >= 5 && text.startsWith("\\text", open - 5))
            || endsInAccent(text, open);
      }
    }
    int start = text.length();
    while (start > 0 && Letters.isLatin(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start);
    if (start > 0 && text.charAt(start - 1) == '\\') {
      // a Greek letter, which may name a function
      return true;
    }
    return marked
        || text.endsWith("}")
        || (word.length() == 1
            && (CALLABLE.contains(word)
                || (Catalogue.standard().lookup(word) != null && !word.equals("e"))
                || options.functions().stream().anyMatch(name -> name.base().equals(word))));
  }

  private static boolean endsInAccent(String text, int open) {
    return open > 0
        && Letters.isLatin(text.charAt(open - 1))
        && !text.startsWith("\\mathbb", open - 7);
  }
}
