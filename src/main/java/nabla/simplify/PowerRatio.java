package nabla.simplify;

import org.jspecify.annotations.Nullable;

/// A quotient of [PowerSum]s. The denominator is 1 where it would be a single term, since exponents
/// may be negative.
record PowerRatio(PowerSum numerator, PowerSum denominator) {

  static final PowerRatio ZERO = new PowerRatio(PowerSum.ZERO, PowerSum.ONE);
  static final PowerRatio ONE = new PowerRatio(PowerSum.ONE, PowerSum.ONE);

  static PowerRatio of(PowerSum sum) {
    return new PowerRatio(sum, PowerSum.ONE);
  }

  boolean isSum() {
    return denominator.isOne();
  }

  boolean isZero() {
    return numerator.isZero();
  }

  /// The number that this is; null where it is none.
  nabla.expr.@Nullable Rational constant() {
    return isSum() ? numerator.constant() : null;
  }
}
