package nabla.write;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.read.Reader;

/// What stands between two factors in text: nothing where juxtaposition is read as a product and
/// looks like one, a space between words, and a dot where anything else would join them or apply
/// one to the other.
final class TextSpacing {

  /// Letters that apply to a parenthesis, or begin a sign of their own.
  private static final String CALLABLE = "fghdDEPσΓΦφϕψδδΣΠγβΒζ";

  /// Words of the language which are no functions.
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "otherwise",
          "else",
          "let",
          "where",
          "with",
          "and",
          "or",
          "not",
          "in",
          "for",
          "is",
          "to",
          "lim",
          "sum",
          "prod",
          "int",
          "frac",
          "over",
          "mod",
          "given");

  private static final Set<String> KNOWN = new HashSet<>(KEYWORDS);

  static {
    for (Function function : Catalogue.standard().functions()) {
      know(function.name());
      function.aliases().forEach(TextSpacing::know);
    }
    for (String name : Letters.greekNames()) {
      know(name);
    }
    Reader.foreignWords().forEach(TextSpacing::know);
  }

  private final WriteOptions options;

  TextSpacing(WriteOptions options) {
    this.options = options;
  }

  private static void know(String name) {
    if (name.length() > 1) {
      KNOWN.add(name);
    }
  }

  String between(CharSequence before, String next, boolean afterExponent) {
    char last = before.charAt(before.length() - 1);
    char first = next.charAt(0);
    if (options.ascii()) {
      return Letters.isDigit(last) && !afterExponent && isPlainLetter(next) ? "" : "*";
    }
    if (first == '∂' || isDifferential(next)) {
      return afterExponent ? "·" : " ";
    }
    if (endsInDifferential(before)) {
      return " ";
    }
    if (afterExponent
        || Letters.isDigit(first)
        || isBar(last)
        || isBar(first)
        || first == '"'
        || last == '"') {
      return "·";
    }
    boolean letterBefore = Letters.isLetter(last);
    if (first == '(' || first == '[') {
      return isCallable(before) ? "·" : last == ']' ? " " : "";
    }
    if (!Letters.isLetter(first)) {
      return "∑ΣΠ∫{√∛⌊⌈𝟙".indexOf(next.codePointAt(0)) >= 0
              && Letters.isDigit(last)
              && first != '{'
          ? ""
          : " ";
    }
    if (leadingRun(next).length() > 1) {
      return " ";
    }
    if (Letters.isDigit(last)) {
      return looksLikeExponent(next) ? "·" : "";
    }
    if (!letterBefore) {
      return last == '}' || last == ']' || last == '!' ? " " : "";
    }
    return isSafe(trailingRun(before, before.length()), leadingRun(next)) ? "" : " ";
  }

  /// `dy/dx`, `d/dx[` and `dμ` stand apart from what is multiplied.
  private static boolean isDifferential(String next) {
    return next.length() > 1
        && next.charAt(0) == 'd'
        && (next.endsWith("[")
            || next.contains("/d")
            || Letters.isGreek(next.substring(1, 2))
            || Letters.isLatin(next.charAt(1)));
  }

  /// Whether the text ends in a sign like `dX` or `dXᵀ`, which is not that of the product with what
  /// follows.
  private static boolean endsInDifferential(CharSequence before) {
    int end = before.length() - 1;
    while (end > 0 && (before.charAt(end) == 'ᵀ' || isSmall(before.charAt(end)))) {
      end--;
    }
    return end > 0
        && Letters.isLetter(before.charAt(end))
        && before.charAt(end - 1) == 'd'
        && (end == 1 || !Letters.isLetter(before.charAt(end - 2)));
  }

  private static boolean isPlainLetter(String next) {
    return next.length() == 1
        && Letters.isLatin(next.charAt(0))
        && next.charAt(0) != 'e'
        && next.charAt(0) != 'E';
  }

  private static boolean isBar(char c) {
    return c == '|' || c == '‖';
  }

  /// `2e₁` could be read as a number with an exponent.
  private static boolean looksLikeExponent(String next) {
    return (next.charAt(0) == 'e' || next.charAt(0) == 'E') && next.length() > 1;
  }

  /// Whether what is written so far ends in a name that would apply to a parenthesis.
  private boolean isCallable(CharSequence before) {
    int end = before.length() - 1;
    boolean marked = false;
    while (end >= 0 && !Letters.isLetter(before.charAt(end)) && isSmall(before.charAt(end))) {
      marked |= before.charAt(end) == '′' || before.charAt(end) == '″' || before.charAt(end) == '‴';
      end--;
    }
    while (end > 0 && Character.getType(before.charAt(end)) == Character.NON_SPACING_MARK) {
      end--;
    }
    if (end < 0 || !Letters.isLetter(before.charAt(end))) {
      return marked;
    }
    String letter = Character.toString(before.charAt(end));
    return marked
        || CALLABLE.contains(letter)
        || (Catalogue.standard().lookup(letter) != null
            && !letter.equals("e")
            && !letter.equals("π"))
        || (trailingRun(before, end + 1).length() > 1
            && options.words().contains(trailingRun(before, end + 1)))
        || options.functions().stream().anyMatch(name -> name.base().equals(letter));
  }

  private static boolean isSmall(char c) {
    return (c >= '₀' && c <= 'ₜ')
        || (c >= 'ᵢ' && c <= 'ᵪ')
        || c == 'ⱼ'
        || c == '′'
        || c == '″'
        || c == '‴'
        || c == '⁗';
  }

  private static String leadingRun(String text) {
    int end = 0;
    while (end < text.length() && Letters.isLatin(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static String trailingRun(CharSequence text, int end) {
    int start = end;
    while (start > 0 && Letters.isLatin(text.charAt(start - 1))) {
      start--;
    }
    return text.subSequence(start, end).toString();
  }

  /// Whether no name of several letters arises where the two runs meet; four letters look like a
  /// word to the reader.
  private boolean isSafe(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return true;
    }
    String run = left + right;
    if (run.indexOf('d') >= 0 || run.length() > 3) {
      return false;
    }
    for (int start = 0; start < run.length(); start++) {
      for (int end = start + 2; end <= run.length(); end++) {
        String word = run.substring(start, end);
        if (KNOWN.contains(word)
            || KNOWN.contains(word.toLowerCase(Locale.ROOT))
            || options.words().contains(word)) {
          return false;
        }
      }
    }
    return true;
  }
}
