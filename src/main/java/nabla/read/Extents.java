package nabla.read;

import java.util.List;

/// How far a name, a number, its scripts and its brackets reach in a text, by indices into it.
final class Extents {

  private static final String OPENING = "([{⌊⌈";
  private static final String CLOSING = ")]}⌋⌉";
  private static final List<String> BARS = List.of("||", "‖", "\\|", "|");
  private static final String SUPERSCRIPTS = "ᵀ⁻⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉'′″‴!";

  private Extents() {}

  /// Where a part begins whose first name stands at `from`: before the brackets that close in it,
  /// and before commands such as `\\mathbf{`.
  static int begin(String text, int from, int to) {
    int begin = beforeFont(text, from);
    int closed = 0;
    int depth = 0;
    for (int i = from; i < to; i++) {
      if (OPENING.indexOf(text.charAt(i)) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(text.charAt(i)) >= 0 && depth-- == 0) {
        depth = 0;
        closed++;
      }
    }
    for (int i = begin == from ? closed : closed - 1; i > 0; i--) {
      int before = begin - 1;
      while (before >= 0 && text.charAt(before) == ' ') {
        before--;
      }
      if (before < 0 || OPENING.indexOf(text.charAt(before)) < 0) {
        return begin;
      }
      begin = before;
    }
    return begin;
  }

  private static int beforeFont(String text, int from) {
    if (from == 0 || text.charAt(from - 1) != '{') {
      return from;
    }
    int letter = from - 2;
    while (letter > 0 && isLatin(text.charAt(letter))) {
      letter--;
    }
    return letter >= 0 && isFont(text.substring(letter, from - 1)) ? letter : from;
  }

  private static boolean isFont(String command) {
    return command.startsWith("\\math") || command.startsWith("\\bold") || command.equals("\\text");
  }

  /// After a name or number.
  static int name(String text, int at, int length) {
    if (at >= text.length()) {
      return text.length();
    }
    int end = at;
    char c = text.charAt(at);
    if (c == '\\') {
      end++;
      while (end < text.length() && isLatin(text.charAt(end))) {
        end++;
      }
      return Math.max(end, Math.min(at + 2, text.length()));
    }
    if (Character.isDigit(c)) {
      while (end < text.length()
          && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
      return end;
    }
    for (int i = 0; i < length && end < text.length(); i++) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /// After the scripts, primes and digits of a name.
  static int suffixes(String text, int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (SUPERSCRIPTS.indexOf(c) >= 0
          || Character.getType(c) == Character.NON_SPACING_MARK
          || (c == '}' && openBefore(text, end))) {
        end++;
      } else if ((c == '^' || c == '_') && end + 1 < text.length()) {
        end = script(text, end + 1);
      } else {
        return end;
      }
    }
    return end;
  }

  /// Whether a brace closes a command such as `\\mathbf{x}`.
  private static boolean openBefore(String text, int at) {
    int open = text.lastIndexOf('{', at - 1);
    if (open < 1 || text.lastIndexOf('}', at - 1) > open) {
      return false;
    }
    int letter = open - 1;
    while (letter > 0 && isLatin(text.charAt(letter))) {
      letter--;
    }
    return isFont(text.substring(letter, open));
  }

  private static int script(String text, int at) {
    int end = at;
    while (end < text.length() && "-−+".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (end < text.length() && OPENING.indexOf(text.charAt(end)) >= 0) {
      int close = afterClosing(text, end + 1);
      return close < 0 ? text.length() : close;
    }
    return name(text, end, 1);
  }

  /// How many brackets are open at the end of a part.
  static int open(String text, int from, int to) {
    int open = 0;
    for (int i = from; i < to; i++) {
      if (OPENING.indexOf(text.charAt(i)) >= 0) {
        open++;
      } else if (CLOSING.indexOf(text.charAt(i)) >= 0 && open > 0) {
        open--;
      }
    }
    return open;
  }

  /// After the bar that closes one within a part, `‖b‖` of `‖b`, and after its scripts; the end of
  /// the part where none is open.
  static int afterBar(String text, int from, int to) {
    String open = "";
    int i = from;
    while (i < to) {
      String bar = bar(text, i);
      if (!bar.isEmpty()) {
        open = open.isEmpty() ? bar : open.equals(bar) ? "" : open;
      }
      i += Math.max(1, bar.length());
    }
    int close = open.isEmpty() ? -1 : text.indexOf(open, to);
    return close < 0 ? to : suffixes(text, close + open.length());
  }

  private static String bar(String text, int at) {
    for (String bar : BARS) {
      if (text.startsWith(bar, at)) {
        return bar;
      }
    }
    return "";
  }

  /// After the bracket that closes what is open at an index; -1 where none does.
  static int afterClosing(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      if (OPENING.indexOf(text.charAt(i)) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(text.charAt(i)) >= 0 && depth-- == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
