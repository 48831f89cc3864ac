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
        "this formula needs matrix calculus; derivatives of vectors and matrices are not carried"
            + " out yet");
  }
}
