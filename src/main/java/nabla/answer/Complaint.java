package nabla.answer;

import nabla.expr.NablaException;
import nabla.read.Diagnostics;

/// Errors for people: the message, and the place in the formula with a caret below it.
public final class Complaint {
  /// Longer lines are cut to the neighbourhood of the place.
  private static final int WIDEST = 100;

  private Complaint() {}

  /// The error, over several lines where it has a place.
  public static String of(Located formula, NablaException error) {
    String complaint = complaint(formula.text(), error);
    if (formula.file().isEmpty()) {
      return complaint;
    }
    // A formula in a file is one line of it.
    String place = error.line() == 1 ? "1:" : "";
    return formula.file()
        + ":"
        + formula.line()
        + ":"
        + (place.isEmpty() ? " " : "")
        + complaint.substring(place.length());
  }

  private static String complaint(String formula, NablaException error) {
    String[] lines = formula.split("\r\n|\r|\n", -1);
    boolean placed = error.line() >= 1 && error.line() <= lines.length;
    if (!placed || lines[error.line() - 1].length() <= WIDEST) {
      return Diagnostics.render(formula, error);
    }
    String line = lines[error.line() - 1];
    int length = line.codePointCount(0, line.length());
    int place = Math.clamp(error.column() - 1, 0, length);
    int start = Math.max(0, place - WIDEST / 2);
    int end = Math.min(length, place + WIDEST / 2);
    String cut = line.substring(line.offsetByCodePoints(0, start), line.offsetByCodePoints(0, end));
    int column = place - start + 1;
    String shown =
        Diagnostics.render(
            (start > 0 ? "…" : "") + cut + (end < length ? "…" : ""),
            new NablaException(
                error.kind(),
                String.valueOf(error.getMessage()),
                1,
                column + (start > 0 ? 1 : 0),
                error.length()));
    return error.line() + ":" + error.column() + shown.substring(shown.indexOf(": "));
  }
}
