package nabla.worksheet.descent;

/// When a descent ends.
public sealed interface Stop {

  /// After so many steps.
  ///
  /// @param count how many, 0 or more
  record Steps(int count) implements Stop {}

  /// As soon as a condition on the variables, the loss or its gradient holds.
  ///
  /// @param condition as it is written: `|w - 100| < 1`, `‖∇L‖ < 1e-6`
  record Until(String condition) implements Stop {}
}
