package nabla.numeric;

import org.jspecify.annotations.Nullable;

/// What came of comparing a claimed derivative with differences of the function.
///
/// @param verdict whether they agree
/// @param points at how many points they were compared and agreed
/// @param maximumRelativeError the largest relative difference at those points
/// @param reason in words, why nothing was verified, or what differs; empty where all is well
/// @param point where they differ; null unless the verdict is WRONG
public record Verification(
    Verdict verdict,
    int points,
    double maximumRelativeError,
    String reason,
    @Nullable Point point) {

  /// Whether the claim holds.
  public enum Verdict {
    /// They agree at all points.
    VERIFIED,
    /// They differ.
    WRONG,
    /// It could not be found out.
    UNVERIFIED
  }

  /// It could not be found out, and why.
  public static Verification unverified(String reason) {
    return new Verification(Verdict.UNVERIFIED, 0, 0, reason, null);
  }

  /// Whether they agree at all points.
  public boolean isVerified() {
    return verdict == Verdict.VERIFIED;
  }

  /// The line below an answer: `verified at 8 points, max relative error 3e-11`, or why not.
  public String summary() {
    return switch (verdict) {
      case VERIFIED ->
          "verified at "
              + points
              + (points == 1 ? " point" : " points")
              + ", max relative error "
              + shortened(maximumRelativeError);
      case WRONG -> "not the derivative: " + reason;
      case UNVERIFIED -> "not verified: " + reason;
    };
  }

  /// One digit and a power of ten, as in `3e-11`.
  private static String shortened(double error) {
    if (error == 0) {
      return "0";
    }
    int exponent = (int) Math.floor(Math.log10(error));
    long digit = Math.round(error / Math.pow(10, exponent));
    return digit == 10 ? "1e" + (exponent + 1) : digit + "e" + exponent;
  }
}
