package nabla.worksheet.descent;

import nabla.expr.NablaException;

/// When a descent ends.
public sealed interface Stop {

  /// No descent goes on for longer.
  int MOST_STEPS = 100_000;

  /// After so many steps.
  ///
  /// @param count how many, 0 or more
  record Steps(int count) implements Stop {
    /// Refuses a negative number.
    public Steps {
      if (count < 0) {
        throw new NablaException(
            NablaException.Kind.DOMAIN, "a descent takes 0 steps or more, not " + count);
      }
    }
  }

  /// As soon as a condition on the variables, the loss or its gradient holds.
  ///
  /// @param condition as it is written: `|w - 100| < 1`, `‖∇L‖ < 1e-6`
  /// @param values of other names in it: `let ε = 0.01`; empty for none
  record Until(String condition, String values) implements Stop {

    /// A condition on nothing else.
    public Until(String condition) {
      this(condition, "");
    }
  }
}
