package nabla.rewrite;

import java.math.BigInteger;
import nabla.expr.Rational;
import nabla.expr.Relation.Comparison;
import org.jspecify.annotations.Nullable;

/// What is known of the size of a number: an interval with rational ends, each open or closed, and
/// whether it is known to differ from 0 or to be an integer. It speaks of the value wherever there
/// is one: √x is not negative, although it is undefined for negative x.
///
/// @param lower the lower end; null where there is none
/// @param lowerOpen whether the value differs from the lower end
/// @param upper the upper end; null where there is none
/// @param upperOpen whether the value differs from the upper end
/// @param nonZero whether the value differs from 0
/// @param integer whether the value is an integer
record Bounds(
    @Nullable Rational lower,
    boolean lowerOpen,
    @Nullable Rational upper,
    boolean upperOpen,
    boolean nonZero,
    boolean integer) {

  /// Any number.
  static final Bounds ANY = new Bounds(null, true, null, true, false, false);

  /// Any number but 0.
  static final Bounds NONZERO = new Bounds(null, true, null, true, true, false);

  /// Above 0.
  static final Bounds POSITIVE = new Bounds(Rational.ZERO, true, null, true, true, false);

  /// 0 or above.
  static final Bounds NONNEGATIVE = new Bounds(Rational.ZERO, false, null, true, false, false);

  /// Ends with more binary digits than this are moved outwards, so that long products stay cheap.
  private static final int DIGITS = 96;

  /// Powers above this are not multiplied out.
  private static final int LARGEST_EXPONENT = 32;

  Bounds {
    if (lower != null && isLong(lower)) {
      BigInteger scaled = lower.times(Rational.of(BigInteger.ONE.shiftLeft(DIGITS / 2))).floor();
      boolean huge = scaled.bitLength() > 2 * DIGITS;
      lower =
          !huge
              ? Rational.of(scaled, BigInteger.ONE.shiftLeft(DIGITS / 2))
              : scaled.signum() > 0 ? Rational.of(BigInteger.ONE.shiftLeft(DIGITS)) : null;
      lowerOpen = true;
    }
    if (upper != null && isLong(upper)) {
      Rational turned = upper.negate();
      BigInteger scaled = turned.times(Rational.of(BigInteger.ONE.shiftLeft(DIGITS / 2))).floor();
      boolean huge = scaled.bitLength() > 2 * DIGITS;
      upper =
          !huge
              ? Rational.of(scaled.negate(), BigInteger.ONE.shiftLeft(DIGITS / 2))
              : scaled.signum() > 0 ? Rational.of(BigInteger.ONE.shiftLeft(DIGITS).negate()) : null;
      upperOpen = true;
    }
    if (nonZero && lower != null && lower.isZero()) {
      lowerOpen = true;
    }
    if (nonZero && upper != null && upper.isZero()) {
      upperOpen = true;
    }
    nonZero |= lower != null && (lower.signum() > 0 || (lower.isZero() && lowerOpen));
    nonZero |= upper != null && (upper.signum() < 0 || (upper.isZero() && upperOpen));
  }

  private static boolean isLong(Rational end) {
    return end.numerator().bitLength() > DIGITS || end.denominator().bitLength() > DIGITS;
  }

  /// Exactly this number.
  static Bounds of(Rational value) {
    return new Bounds(value, false, value, false, !value.isZero(), value.isInteger());
  }

  /// From `lower` to `upper`, both included.
  static Bounds between(Rational lower, Rational upper) {
    return new Bounds(lower, false, upper, false, false, false);
  }

  /// The numbers that compare so to `value`.
  static Bounds that(Comparison comparison, Rational value) {
    return switch (comparison) {
      case EQUAL, APPROXIMATELY -> of(value);
      case NOT_EQUAL -> value.isZero() ? NONZERO : ANY;
      case LESS -> new Bounds(null, true, value, true, false, false);
      case LESS_OR_EQUAL -> new Bounds(null, true, value, false, false, false);
      case GREATER -> new Bounds(value, true, null, true, false, false);
      case GREATER_OR_EQUAL -> new Bounds(value, false, null, true, false, false);
    };
  }

  boolean isPositive() {
    return lower != null && (lower.signum() > 0 || (lower.isZero() && lowerOpen));
  }

  boolean isNegative() {
    return upper != null && (upper.signum() < 0 || (upper.isZero() && upperOpen));
  }

  boolean isNonNegative() {
    return lower != null && lower.signum() >= 0;
  }

  boolean isNonPositive() {
    return upper != null && upper.signum() <= 0;
  }

  /// Whether the value is this one number.
  boolean is(Rational value) {
    return lower != null && upper != null && lower.equals(value) && upper.equals(value);
  }

  /// Whether nothing is known of the size.
  boolean isUninformed() {
    return lower == null && upper == null && !nonZero;
  }

  /// Whether the value compares so to 0.
  Truth compare(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, APPROXIMATELY ->
          nonZero ? Truth.FALSE : is(Rational.ZERO) ? Truth.TRUE : Truth.UNKNOWN;
      case NOT_EQUAL -> compare(Comparison.EQUAL).not();
      case GREATER -> isPositive() ? Truth.TRUE : isNonPositive() ? Truth.FALSE : Truth.UNKNOWN;
      case GREATER_OR_EQUAL ->
          isNonNegative() ? Truth.TRUE : isNegative() ? Truth.FALSE : Truth.UNKNOWN;
      case LESS -> compare(Comparison.GREATER_OR_EQUAL).not();
      case LESS_OR_EQUAL -> compare(Comparison.GREATER).not();
    };
  }

  Bounds asInteger() {
    return new Bounds(lower, lowerOpen, upper, upperOpen, nonZero, true);
  }

  Bounds asNonZero() {
    return new Bounds(lower, lowerOpen, upper, upperOpen, true, integer);
  }

  /// What is known when both are known.
  Bounds and(Bounds other) {
    int low = compareLower(other);
    int high = compareUpper(other);
    Bounds down = low > 0 ? this : other;
    Bounds up = high < 0 ? this : other;
    return new Bounds(
        down.lower,
        low == 0 ? lowerOpen || other.lowerOpen : down.lowerOpen,
        up.upper,
        high == 0 ? upperOpen || other.upperOpen : up.upperOpen,
        nonZero || other.nonZero,
        integer || other.integer);
  }

  /// What is known when one of both is known to hold.
  Bounds or(Bounds other) {
    int low = compareLower(other);
    int high = compareUpper(other);
    Bounds down = low < 0 ? this : other;
    Bounds up = high > 0 ? this : other;
    return new Bounds(
        down.lower,
        low == 0 ? lowerOpen && other.lowerOpen : down.lowerOpen,
        up.upper,
        high == 0 ? upperOpen && other.upperOpen : up.upperOpen,
        nonZero && other.nonZero,
        integer && other.integer);
  }

  private int compareLower(Bounds other) {
    return lower == null
        ? other.lower == null ? 0 : -1
        : other.lower == null ? 1 : lower.compareTo(other.lower);
  }

  private int compareUpper(Bounds other) {
    return upper == null
        ? other.upper == null ? 0 : 1
        : other.upper == null ? -1 : upper.compareTo(other.upper);
  }

  Bounds negate() {
    return new Bounds(
        upper == null ? null : upper.negate(),
        /* lowerOpen= */ upperOpen,
        lower == null ? null : lower.negate(),
        /* upperOpen= */ lowerOpen,
        nonZero,
        integer);
  }

  Bounds plus(Bounds other) {
    return new Bounds(
        lower == null || other.lower == null ? null : lower.plus(other.lower),
        lowerOpen || other.lowerOpen,
        upper == null || other.upper == null ? null : upper.plus(other.upper),
        upperOpen || other.upperOpen,
        false,
        integer && other.integer);
  }

  Bounds plus(Rational value) {
    return plus(of(value));
  }

  Bounds times(Rational value) {
    return times(of(value));
  }

  Bounds times(Bounds other) {
    boolean different = nonZero && other.nonZero;
    boolean whole = integer && other.integer;
    if (is(Rational.ZERO) || other.is(Rational.ZERO)) {
      return of(Rational.ZERO);
    }
    Bounds product;
    if (isNonNegative()) {
      product =
          other.isNonNegative()
              ? corners(this, other)
              : other.isNonPositive() ? corners(this, other.negate()).negate() : scaled(other);
    } else if (isNonPositive()) {
      return negate().times(other).negate();
    } else {
      product = other.isNonNegative() || other.isNonPositive() ? other.times(this) : mixed(other);
    }
    return new Bounds(
        product.lower, product.lowerOpen, product.upper, product.upperOpen, different, whole);
  }

  /// Of two factors that are not negative.
  private static Bounds corners(Bounds left, Bounds right) {
    Rational a = left.lower == null ? Rational.ZERO : left.lower;
    Rational b = right.lower == null ? Rational.ZERO : right.lower;
    Rational low = a.times(b);
    boolean reached =
        (!left.lowerOpen && (a.isZero() || !right.lowerOpen)) || (!right.lowerOpen && b.isZero());
    Rational high =
        left.upper == null || right.upper == null ? null : left.upper.times(right.upper);
    return new Bounds(low, !reached, high, left.upperOpen || right.upperOpen, false, false);
  }

  /// Of this, not negative, and a factor of either sign.
  private Bounds scaled(Bounds other) {
    if (upper == null) {
      return ANY;
    }
    boolean zero = !lowerOpen && lower != null && lower.isZero();
    Rational low = other.lower == null ? null : other.lower.times(upper);
    Rational high = other.upper == null ? null : other.upper.times(upper);
    return new Bounds(
        low,
        (upperOpen || other.lowerOpen) && !(zero && low != null && low.isZero()),
        high,
        (upperOpen || other.upperOpen) && !(zero && high != null && high.isZero()),
        false,
        false);
  }

  /// Of two factors of either sign.
  private Bounds mixed(Bounds other) {
    if (lower == null || upper == null || other.lower == null || other.upper == null) {
      return ANY;
    }
    Rational size =
        largest(lower.abs(), upper.abs()).times(largest(other.lower.abs(), other.upper.abs()));
    boolean open = (lowerOpen && upperOpen) || (other.lowerOpen && other.upperOpen);
    return new Bounds(size.negate(), open, size, open, false, false);
  }

  private static Rational largest(Rational a, Rational b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /// Of 1 over the value, which is not 0 where this has a value.
  Bounds reciprocal() {
    if (isNonNegative()) {
      return new Bounds(
          upper == null || upper.isZero() ? Rational.ZERO : upper.reciprocal(),
          upper == null || upperOpen,
          lower == null || lower.isZero() ? null : lower.reciprocal(),
          lowerOpen,
          true,
          false);
    }
    return isNonPositive() ? negate().reciprocal().negate() : NONZERO;
  }

  Bounds absolute() {
    if (isNonNegative()) {
      return this;
    }
    if (isNonPositive()) {
      return negate();
    }
    Rational high = null;
    boolean open = true;
    if (lower != null && upper != null) {
      int order = lower.abs().compareTo(upper.abs());
      high = order > 0 ? lower.abs() : upper.abs();
      open = order > 0 ? lowerOpen : order < 0 ? upperOpen : lowerOpen && upperOpen;
    }
    return new Bounds(Rational.ZERO, nonZero, high, open, nonZero, integer);
  }

  /// To a power that is a number.
  Bounds power(Rational exponent) {
    if (exponent.isZero()) {
      return of(Rational.ONE);
    }
    if (exponent.signum() < 0) {
      return power(exponent.negate()).reciprocal();
    }
    if (!exponent.isInteger()) {
      return and(NONNEGATIVE).againstOne();
    }
    boolean even = !exponent.numerator().testBit(0);
    Bounds base = even ? absolute() : this;
    if (base.isNonNegative()) {
      return exponent.isInt() && exponent.intValue() <= LARGEST_EXPONENT
          ? base.raised(exponent.intValue())
          : base.againstOne();
    }
    if (base.isNonPositive()) {
      return base.negate().power(exponent).negate();
    }
    return exponent.isInt() && exponent.intValue() <= LARGEST_EXPONENT
        ? base.raised(exponent.intValue())
        : new Bounds(null, true, null, true, nonZero, integer);
  }

  /// By a power that grows with the base, each end for itself.
  private Bounds raised(int exponent) {
    return new Bounds(
        lower == null ? null : lower.isZero() ? lower : lower.power(exponent),
        lowerOpen,
        upper == null ? null : upper.isZero() ? upper : upper.power(exponent),
        upperOpen,
        nonZero,
        integer);
  }

  /// What a positive power of this, not negative, keeps: its side of 0 and of 1.
  private Bounds againstOne() {
    Rational low =
        lower == null || lower.compareTo(Rational.ONE) < 0 ? Rational.ZERO : Rational.ONE;
    boolean lowOpen =
        low.isZero() ? nonZero : lower != null && (lowerOpen || lower.compareTo(low) > 0);
    Rational high = upper == null || upper.compareTo(Rational.ONE) > 0 ? null : Rational.ONE;
    boolean highOpen = upper != null && (upperOpen || upper.compareTo(Rational.ONE) < 0);
    return new Bounds(low, lowOpen, high, highOpen, nonZero, false);
  }

  /// Of the largest integer not above the value.
  Bounds floor() {
    return new Bounds(
        lower == null ? null : Rational.of(lower.floor()),
        false,
        upper == null ? null : Rational.of(upper.floor()),
        false,
        false,
        true);
  }
}
