package nabla.rewrite;

/// What is known of a statement. Unknown is an answer of its own, and never taken for either of the
/// others.
public enum Truth {
  /// It holds wherever it has a meaning.
  TRUE,
  /// It holds nowhere.
  FALSE,
  /// Nothing is known, or it holds in some places.
  UNKNOWN;

  static Truth of(boolean known) {
    return known ? TRUE : FALSE;
  }

  /// What is known of the denial.
  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /// What is known of "this and that".
  public Truth and(Truth other) {
    return this == FALSE || other == FALSE ? FALSE : this == TRUE ? other : this;
  }

  /// What is known of "this or that".
  public Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
