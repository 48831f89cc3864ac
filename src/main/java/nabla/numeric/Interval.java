package nabla.numeric;

import java.math.BigDecimal;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Two bounds between which a number lies, the number itself where it is rational and not too long,
/// or the knowledge that there is none.
final class Interval {

  /// Nothing is known: the digits at hand do not decide it.
  static final Interval UNKNOWN = new Interval(null, null, null, null);

  static final Interval TRUE = exactly(Rational.ONE);
  static final Interval FALSE = exactly(Rational.ZERO);

  private final @Nullable BigDecimal lower;
  private final @Nullable BigDecimal upper;
  private final @Nullable Rational exact;
  private final @Nullable String reason;

  private Interval(
      @Nullable BigDecimal lower,
      @Nullable BigDecimal upper,
      @Nullable Rational exact,
      @Nullable String reason) {
    this.lower = lower;
    this.upper = upper;
    this.exact = exact;
    this.reason = reason;
  }

  static Interval of(BigDecimal lower, BigDecimal upper) {
    return new Interval(lower, upper, null, null);
  }

  static Interval exactly(Rational value) {
    return new Interval(null, null, value, null);
  }

  /// There is no number, and why.
  static Interval undefined(String reason) {
    return new Interval(null, null, null, reason);
  }

  /// An exact number together with bounds for it.
  Interval withBounds(BigDecimal below, BigDecimal above) {
    return new Interval(below, above, exact, null);
  }

  boolean hasBounds() {
    return lower != null;
  }

  /// Whether there is a number.
  boolean isNumber() {
    return lower != null || exact != null;
  }

  boolean isUndefined() {
    return reason != null;
  }

  /// Why there is no number.
  String reason() {
    return reason == null ? "" : reason;
  }

  @Nullable Rational exact() {
    return exact;
  }

  boolean isZero() {
    return exact != null && exact.isZero();
  }

  BigDecimal lower() {
    return present(lower);
  }

  BigDecimal upper() {
    return present(upper);
  }

  private static BigDecimal present(@Nullable BigDecimal bound) {
    if (bound == null) {
      throw new IllegalStateException("no bounds");
    }
    return bound;
  }
}
