package nabla.read;

import nabla.expr.NablaException;

/// Shows where in a text an error stands.
public final class Diagnostics {

  /// Of a longer line only the surroundings of the error are shown.
  private static final int LONGEST_LINE = 120;

  private Diagnostics() {}

  /// The message, and for an error with a place: line and column, the line itself, and carets below
  /// the place.
  ///
  /// ```
  /// 1:5: found `)`, expected …
  ///   x + )
  ///       ^
  /// ```
  public static String render(String source, NablaException error) {
    String message = String.valueOf(error.getMessage());
    if (error.line() < 1) {
      return message;
    }
    String[] lines = source.split("\r\n|\r|\n", -1);
    String whole = error.line() <= lines.length ? lines[error.line() - 1] : "";
    int place = offset(whole, error.column());
    int from = whole.length() <= LONGEST_LINE ? 0 : Math.max(0, place - LONGEST_LINE / 2);
    from = from > 0 && Character.isLowSurrogate(whole.charAt(from)) ? from - 1 : from;
    int to = Math.min(whole.length(), from + LONGEST_LINE);
    to = to < whole.length() && Character.isLowSurrogate(whole.charAt(to)) ? to + 1 : to;
    String line =
        (from > 0 ? "…" : "") + whole.substring(from, to) + (to < whole.length() ? "…" : "");
    int caret = error.column() - columns(whole, from) + (from > 0 ? 1 : 0);
    StringBuilder shown = new StringBuilder();
    StringBuilder below = new StringBuilder();
    int column = 1;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      int c = line.codePointAt(i);
      if (!Source.countsAsColumn(c)) {
        if (Character.getType(c) == Character.NON_SPACING_MARK) {
          shown.appendCodePoint(c);
        }
        continue;
      }
      shown.appendCodePoint(c);
      if (column < caret) {
        below.append(c == '\t' ? "\t" : isWide(c) ? "  " : " ");
      }
      column++;
    }
    below.append(" ".repeat(Math.max(0, caret - column)));
    below.append("^".repeat(Math.clamp(column - caret, 1, Math.max(1, error.length()))));
    return error.line() + ":" + error.column() + ": " + message + "\n  " + shown + "\n  " + below;
  }

  /// Where a column of a line begins, as an index into it that splits no character.
  private static int offset(String line, int column) {
    int at = 0;
    int count = 1;
    while (at < line.length()) {
      int c = line.codePointAt(at);
      if (Source.countsAsColumn(c) && count++ == column) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /// How many columns there are before an index.
  private static int columns(String line, int end) {
    return (int) line.substring(0, end).codePoints().filter(Source::countsAsColumn).count();
  }

  /// East Asian wide characters and emoji take two cells on a terminal.
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
