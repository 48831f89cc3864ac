package nabla.write;

/// How much of a derivation is shown.
public enum Steps {
  /// Only the subject and the result.
  NONE,
  /// The lines.
  BRIEF,
  /// The lines, and below each the smaller steps it consists of.
  FULL
}
