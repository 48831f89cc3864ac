package nabla;

import nabla.expr.NablaException;
import nabla.numeric.Verification;

/// What follows from verdicts on answers.
final class Differing {

  private Differing() {}

  /// An answer that differs from the numbers is not shown.
  static void withholdIfWrong(Verification verification) {
    if (verification.verdict() == Verification.Verdict.WRONG) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the derivative that was found failed its verification and is withheld: "
              + verification.reason());
    }
  }

  /// Two verdicts together: the fewer points and the larger error.
  static Verification worse(Verification one, Verification other) {
    return new Verification(
        Verification.Verdict.VERIFIED,
        Math.min(one.points(), other.points()),
        Math.max(one.maximumRelativeError(), other.maximumRelativeError()),
        "",
        null);
  }
}
