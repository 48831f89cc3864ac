package nabla.calculus;

import nabla.expr.NablaException;

/// The questions that are understood and have no answer here.
final class Unsupported {

  private Unsupported() {}

  static NablaException operator(String what) {
    return new NablaException(
        NablaException.Kind.UNSUPPORTED, "no rule is known for the differential of " + what);
  }

  static NablaException matrices() {
    return new NablaException(
        NablaException.Kind.UNSUPPORTED,
        "a part of this formula is a vector or matrix where the rules know numbers only; no rule is"
            + " known for its derivative");
  }
}
