package nabla.answer;

import nabla.expr.NablaException;

/// What the process says to the shell. Of several formulas the largest counts, which is the worst.
public final class ExitCode {
  /// Answered; a claim was proved or is supported.
  public static final int DONE = 0;

  /// A claim was refuted, or remained undecided.
  public static final int NOT_SHOWN = 1;

  /// The input is at fault.
  public static final int BAD_INPUT = 2;

  /// A limit was reached.
  public static final int OVER_BUDGET = 3;

  private ExitCode() {}

  /// The code for an error.
  public static int of(NablaException.Kind kind) {
    return switch (kind) {
      case SYNTAX, SHAPE, NAME, DOMAIN, UNSUPPORTED -> BAD_INPUT;
      case BUDGET -> OVER_BUDGET;
    };
  }
}
