package nabla.expr;

/// The one error that Nabla throws for input it cannot serve. Its message is a sentence for the
/// person who typed the formula; its kind says what sort of thing went wrong.
public final class NablaException extends RuntimeException {

  /// What went wrong.
  public enum Kind {
    /// The text is not a formula.
    SYNTAX,
    /// The parts do not fit together as scalars, vectors and matrices.
    SHAPE,
    /// A name is unknown, or means two things.
    NAME,
    /// The value does not exist: `1/0`, `ln(-1)`.
    DOMAIN,
    /// The question is understood, and no method here answers it.
    UNSUPPORTED,
    /// A limit on time, size, digits or depth was reached.
    BUDGET
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int line;
  private final int column;
  private final int length;

  /// An error that belongs to no place in the text.
  public NablaException(Kind kind, String message) {
    this(kind, message, 0, 0);
  }

  /// An error at a line and a column, both counted from 1.
  public NablaException(Kind kind, String message, int line, int column) {
    this(kind, message, line, column, 1);
  }

  /// An error about so many columns of a line.
  public NablaException(Kind kind, String message, int line, int column, int length) {
    super(message);
    this.kind = kind;
    this.line = line;
    this.column = column;
    this.length = length;
  }

  /// What went wrong.
  public Kind kind() {
    return kind;
  }

  /// The line in the text, from 1; 0 where there is none.
  public int line() {
    return line;
  }

  /// How many columns the error is about; 1 where it is about a place.
  public int length() {
    return length;
  }

  /// The column in the line, from 1, in characters as a reader counts them; 0 where there is none.
  public int column() {
    return column;
  }
}
