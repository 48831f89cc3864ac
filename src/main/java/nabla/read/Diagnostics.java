package nabla.read;

import nabla.expr.NablaException;

/// Shows where in a text an error stands.
public final class Diagnostics {

  private Diagnostics() {}

  /// The message, and for an error with a place: line and column, the line itself, and a caret
  /// below the place.
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
    String line = error.line() <= lines.length ? lines[error.line() - 1] : "";
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
      if (column < error.column()) {
        below.append(c == '\t' ? "\t" : isWide(c) ? "  " : " ");
      }
      column++;
    }
    below.append(" ".repeat(Math.max(0, error.column() - column))).append('^');
    return error.line() + ":" + error.column() + ": " + message + "\n  " + shown + "\n  " + below;
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
