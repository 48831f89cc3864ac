package nabla.answer;

/// What can be asked about a formula.
public enum Question {
  /// Its derivatives.
  DERIVE,
  /// Its closed form, or another form.
  SIMPLIFY,
  /// The shapes of its parts and of its derivatives.
  SHAPES,
  /// Whether it holds.
  CHECK,
  /// Its value.
  EVALUATE,
  /// How it is read.
  READ
}
