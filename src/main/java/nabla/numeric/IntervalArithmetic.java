package nabla.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import nabla.expr.Rational;
import nabla.expr.Relation;
import org.jspecify.annotations.Nullable;

/// Arithmetic on intervals with bounds of a number of digits, lower bounds rounded down and upper
/// ones up, so that the true value is always inside. Rational numbers stay exact as long as they
/// are short.
final class IntervalArithmetic {

  /// A rational number with more binary digits is rounded.
  private static final int LONGEST_EXACT = 1 << 12;

  private final int digits;
  private final MathContext down;
  private final MathContext up;

  IntervalArithmetic(int digits) {
    this.digits = digits;
    this.down = new MathContext(digits, RoundingMode.FLOOR);
    this.up = new MathContext(digits, RoundingMode.CEILING);
  }

  int digits() {
    return digits;
  }

  private static Interval exactly(Rational value) {
    return Interval.exactly(value);
  }

  private static boolean isShort(Rational value) {
    return value.numerator().bitLength() <= LONGEST_EXACT
        && value.denominator().bitLength() <= LONGEST_EXACT;
  }

  /// The interval with bounds, where it is a number.
  Interval bounded(Interval interval) {
    Rational exact = interval.exact();
    if (exact == null || interval.hasBounds()) {
      return interval;
    }
    BigDecimal numerator = new BigDecimal(exact.numerator());
    BigDecimal denominator = new BigDecimal(exact.denominator());
    return interval.withBounds(
        numerator.divide(denominator, down), numerator.divide(denominator, up));
  }

  /// What follows where an operand is no number; null where all are.
  static @Nullable Interval failure(Interval... operands) {
    Interval failure = null;
    for (Interval operand : operands) {
      if (operand.isUndefined()) {
        return operand;
      }
      if (!operand.isNumber()) {
        failure = operand;
      }
    }
    return failure;
  }

  Interval add(Interval a, Interval b) {
    Rational left = a.exact();
    Rational right = b.exact();
    if (left != null && right != null) {
      Rational sum = left.plus(right);
      if (isShort(sum)) {
        return exactly(sum);
      }
    }
    Interval x = bounded(a);
    Interval y = bounded(b);
    return Interval.of(x.lower().add(y.lower(), down), x.upper().add(y.upper(), up));
  }

  Interval negate(Interval a) {
    Rational value = a.exact();
    return value != null
        ? exactly(value.negate())
        : Interval.of(a.upper().negate(), a.lower().negate());
  }

  Interval multiply(Interval a, Interval b) {
    Rational left = a.exact();
    Rational right = b.exact();
    if (a.isZero() || b.isZero()) {
      return exactly(Rational.ZERO);
    }
    if (left != null && right != null) {
      Rational product = left.times(right);
      if (isShort(product)) {
        return exactly(product);
      }
    }
    Interval x = bounded(a);
    Interval y = bounded(b);
    return Interval.of(
        least(
            x.lower().multiply(y.lower(), down),
            x.lower().multiply(y.upper(), down),
            x.upper().multiply(y.lower(), down),
            x.upper().multiply(y.upper(), down)),
        greatest(
            x.lower().multiply(y.lower(), up),
            x.lower().multiply(y.upper(), up),
            x.upper().multiply(y.lower(), up),
            x.upper().multiply(y.upper(), up)));
  }

  private static BigDecimal least(BigDecimal... values) {
    BigDecimal least = values[0];
    for (BigDecimal value : values) {
      least = least.min(value);
    }
    return least;
  }

  private static BigDecimal greatest(BigDecimal... values) {
    BigDecimal greatest = values[0];
    for (BigDecimal value : values) {
      greatest = greatest.max(value);
    }
    return greatest;
  }

  Interval divide(Interval a, Interval b) {
    if (b.isZero()) {
      return Interval.undefined("division by zero");
    }
    Rational divisor = b.exact();
    if (divisor != null) {
      return multiply(a, exactly(divisor.reciprocal()));
    }
    if (b.lower().signum() <= 0 && b.upper().signum() >= 0) {
      return Interval.UNKNOWN;
    }
    return multiply(
        a,
        Interval.of(BigDecimal.ONE.divide(b.upper(), down), BigDecimal.ONE.divide(b.lower(), up)));
  }

  Interval power(Interval a, int exponent) {
    if (exponent <= 0 && a.isZero()) {
      return Interval.undefined(exponent == 0 ? "0^0" : "division by zero");
    }
    Rational base = a.exact();
    if (base != null) {
      long bits = Math.max(base.numerator().bitLength(), base.denominator().bitLength());
      if (bits * Math.abs((long) exponent) <= LONGEST_EXACT || bits <= 1) {
        return exactly(base.power(exponent));
      }
    }
    Interval x = bounded(a);
    if (exponent == 0) {
      return nonzero(x);
    }
    return exponent < 0
        ? divide(exactly(Rational.ONE), power(x, -(long) exponent))
        : power(x, (long) exponent);
  }

  /// 1 where the number is not 0.
  private static Interval nonzero(Interval x) {
    return x.lower().signum() > 0 || x.upper().signum() < 0
        ? exactly(Rational.ONE)
        : Interval.UNKNOWN;
  }

  private Interval power(Interval x, long exponent) {
    BigDecimal low = x.lower().abs();
    BigDecimal high = x.upper().abs();
    if (x.lower().signum() >= 0) {
      return Interval.of(power(low, exponent, down), power(high, exponent, up));
    }
    boolean even = exponent % 2 == 0;
    if (x.upper().signum() <= 0) {
      BigDecimal least = power(high, exponent, down);
      BigDecimal most = power(low, exponent, up);
      return even ? Interval.of(least, most) : Interval.of(most.negate(), least.negate());
    }
    return even
        ? Interval.of(BigDecimal.ZERO, power(low.max(high), exponent, up))
        : Interval.of(power(low, exponent, up).negate(), power(high, exponent, up));
  }

  /// A power of a number that is not negative, each product rounded the same way.
  private static BigDecimal power(BigDecimal base, long exponent, MathContext rounding) {
    BigDecimal result = BigDecimal.ONE;
    BigDecimal square = base;
    for (long rest = exponent; ; square = square.multiply(square, rounding)) {
      if ((rest & 1) != 0) {
        result = result.multiply(square, rounding);
      }
      rest >>= 1;
      if (rest == 0) {
        return result;
      }
    }
  }

  /// The square root of a number that is not negative.
  Interval squareRoot(Interval a) {
    Rational value = a.exact();
    if (value != null) {
      BigInteger[] above = value.numerator().sqrtAndRemainder();
      BigInteger[] below = value.denominator().sqrtAndRemainder();
      if (above[1].signum() == 0 && below[1].signum() == 0) {
        return exactly(Rational.of(above[0], below[0]));
      }
    }
    Interval x = bounded(a);
    BigDecimal low = x.lower().signum() <= 0 ? BigDecimal.ZERO : x.lower().sqrt(down);
    BigDecimal high = x.upper().signum() == 0 ? BigDecimal.ZERO : x.upper().sqrt(up);
    return Interval.of(low.subtract(low.ulp()).max(BigDecimal.ZERO), high.add(high.ulp()));
  }

  /// The largest integer not above the number.
  Interval floor(Interval a) {
    Rational value = a.exact();
    if (value != null) {
      return exactly(Rational.of(value.floor()));
    }
    BigDecimal low = a.lower().setScale(0, RoundingMode.FLOOR);
    BigDecimal high = a.upper().setScale(0, RoundingMode.FLOOR);
    return low.compareTo(high) == 0
        ? exactly(Rational.of(low.toBigIntegerExact()))
        : Interval.of(low, high);
  }

  /// The smallest interval that holds both.
  Interval hull(Interval a, Interval b) {
    Rational left = a.exact();
    Rational right = b.exact();
    if (left != null && right != null && left.equals(right)) {
      return a;
    }
    Interval x = bounded(a);
    Interval y = bounded(b);
    return Interval.of(x.lower().min(y.lower()), x.upper().max(y.upper()));
  }

  /// Whether the comparison holds, does not, or is unknown.
  Interval compare(Relation.Comparison comparison, Interval a, Interval b) {
    Rational left = a.exact();
    Rational right = b.exact();
    if (left != null && right != null) {
      return truth(comparison.holds(left.compareTo(right)));
    }
    Interval x = bounded(a);
    Interval y = bounded(b);
    if (x.upper().compareTo(y.lower()) < 0) {
      return truth(comparison.holds(-1));
    }
    if (x.lower().compareTo(y.upper()) > 0) {
      return truth(comparison.holds(1));
    }
    if (x.upper().compareTo(y.lower()) == 0 && comparison.holds(-1) == comparison.holds(0)) {
      return truth(comparison.holds(0));
    }
    if (x.lower().compareTo(y.upper()) == 0 && comparison.holds(1) == comparison.holds(0)) {
      return truth(comparison.holds(0));
    }
    return Interval.UNKNOWN;
  }

  static Interval truth(boolean holds) {
    return holds ? Interval.TRUE : Interval.FALSE;
  }
}
