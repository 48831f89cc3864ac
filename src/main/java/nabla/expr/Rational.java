package nabla.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// An exact rational number in lowest terms with a positive denominator. Small values are kept as a
/// pair of `long`, larger ones as a pair of [BigInteger]; equal values have one representation.
public final class Rational implements Comparable<Rational> {

  /// The number 0.
  public static final Rational ZERO = new Rational(0, 1);

  /// The number 1.
  public static final Rational ONE = new Rational(1, 1);

  /// The number −1.
  public static final Rational MINUS_ONE = new Rational(-1, 1);

  /// The number 2.
  public static final Rational TWO = new Rational(2, 1);

  /// The number ½.
  public static final Rational HALF = new Rational(1, 2);

  /// More binary digits than this in a numerator or denominator are refused.
  private static final int MAXIMUM_BITS = 1 << 20;

  private final long numerator;
  private final long denominator;
  private final @Nullable Big big;

  private record Big(BigInteger numerator, BigInteger denominator) {}

  private Rational(long numerator, long denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.big = null;
  }

  private Rational(Big big) {
    this.numerator = 0;
    this.denominator = 0;
    this.big = big;
  }

  /// The integer `value`.
  public static Rational of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new Rational(value, 1);
  }

  /// The fraction `numerator / denominator`; a zero denominator is a domain error.
  public static Rational of(long numerator, long denominator) {
    if (denominator == 0) {
      throw new NablaException(NablaException.Kind.DOMAIN, "division by zero");
    }
    if (numerator == Long.MIN_VALUE || denominator == Long.MIN_VALUE) {
      return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
    long divisor = gcd(Math.abs(numerator), Math.abs(denominator));
    long sign = denominator < 0 ? -1 : 1;
    return new Rational(sign * numerator / divisor, sign * denominator / divisor);
  }

  /// The integer `value`.
  public static Rational of(BigInteger value) {
    return of(value, BigInteger.ONE);
  }

  /// The fraction `numerator / denominator`; a zero denominator is a domain error.
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new NablaException(NablaException.Kind.DOMAIN, "division by zero");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    BigInteger n = numerator.divide(divisor);
    BigInteger d = denominator.divide(divisor);
    if (n.bitLength() < 64 && d.bitLength() < 64) {
      long small = n.longValueExact();
      if (small != Long.MIN_VALUE) {
        return new Rational(small, d.longValueExact());
      }
    }
    if (n.bitLength() > MAXIMUM_BITS || d.bitLength() > MAXIMUM_BITS) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "an exact number grows past the limit of " + MAXIMUM_BITS + " binary digits");
    }
    return new Rational(new Big(n, d));
  }

  /// The exact value of a decimal such as `0.01` or `2e3`.
  public static Rational parse(String decimal) {
    Rational plain = parsePlain(decimal);
    if (plain != null) {
      return plain;
    }
    BigDecimal value = new BigDecimal(decimal);
    if (Math.abs((long) value.scale()) > MAXIMUM_BITS / 4) {
      throw new NablaException(
          NablaException.Kind.BUDGET, "the number " + decimal + " has too many digits");
    }
    return value.scale() > 0
        ? of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
        : of(value.toBigIntegerExact());
  }

  /// The value of a few digits with at most a point between them, which is nearly always what is
  /// there: getting the general way ready takes a start-up several milliseconds.
  private static @Nullable Rational parsePlain(String decimal) {
    int length = decimal.length();
    if (length == 0 || length > 18 || decimal.equals(".")) {
      return null;
    }
    long digits = 0;
    long power = 1;
    boolean point = false;
    for (int i = 0; i < length; i++) {
      char c = decimal.charAt(i);
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        power *= point ? 10 : 1;
      } else {
        return null;
      }
    }
    return of(digits, power);
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /// The numerator; it carries the sign.
  public BigInteger numerator() {
    return big == null ? BigInteger.valueOf(numerator) : big.numerator;
  }

  /// The denominator, positive.
  public BigInteger denominator() {
    return big == null ? BigInteger.valueOf(denominator) : big.denominator;
  }

  /// −1, 0 or 1.
  public int signum() {
    return big == null ? Long.signum(numerator) : big.numerator.signum();
  }

  /// Whether this is 0.
  public boolean isZero() {
    return big == null && numerator == 0;
  }

  /// Whether this is 1.
  public boolean isOne() {
    return big == null && numerator == 1 && denominator == 1;
  }

  /// Whether this is an integer.
  public boolean isInteger() {
    return big == null ? denominator == 1 : big.denominator.equals(BigInteger.ONE);
  }

  /// Whether this is an integer that an `int` holds.
  public boolean isInt() {
    return big == null && denominator == 1 && numerator == (int) numerator;
  }

  /// The value as an `int`, where [#isInt()].
  public int intValue() {
    if (!isInt()) {
      throw new ArithmeticException(this + " is no int");
    }
    return (int) numerator;
  }

  /// The sum.
  public Rational plus(Rational other) {
    if (big == null && other.big == null) {
      if (denominator == 1 && other.denominator == 1) {
        long sum = numerator + other.numerator;
        if (((numerator ^ sum) & (other.numerator ^ sum)) >= 0) {
          return smallInteger(sum);
        }
      }
      long left = numerator * other.denominator;
      long right = other.numerator * denominator;
      if (fits(numerator, other.denominator)
          && fits(other.numerator, denominator)
          && fits(denominator, other.denominator)) {
        long sum = left + right;
        if (((left ^ sum) & (right ^ sum)) >= 0) {
          return of(sum, denominator * other.denominator);
        }
      }
    }
    return of(
        numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
        denominator().multiply(other.denominator()));
  }

  /// The difference.
  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  /// The product.
  public Rational times(Rational other) {
    if (big == null
        && other.big == null
        && fits(numerator, other.numerator)
        && fits(denominator, other.denominator)) {
      return denominator == 1 && other.denominator == 1
          ? smallInteger(numerator * other.numerator)
          : of(numerator * other.numerator, denominator * other.denominator);
    }
    return of(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
  }

  private static Rational smallInteger(long value) {
    return value == Long.MIN_VALUE ? of(BigInteger.valueOf(value)) : of(value);
  }

  private static boolean fits(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return (high == 0 && low >= 0) || (high == -1 && low < 0);
  }

  /// The quotient; division by zero is a domain error.
  public Rational dividedBy(Rational other) {
    return times(other.reciprocal());
  }

  /// The reciprocal; that of zero is a domain error.
  public Rational reciprocal() {
    return big == null ? of(denominator, numerator) : of(big.denominator, big.numerator);
  }

  /// The value with its sign turned.
  public Rational negate() {
    return big == null
        ? new Rational(-numerator, denominator)
        : of(big.numerator.negate(), big.denominator);
  }

  /// The absolute value.
  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /// This to an integer power; `0^0` and `0^-1` are domain errors.
  public Rational power(int exponent) {
    if (isZero() && exponent <= 0) {
      throw new NablaException(
          NablaException.Kind.DOMAIN, exponent == 0 ? "0^0 is undefined" : "division by zero");
    }
    if (isOne() || exponent == 0) {
      return ONE;
    }
    Rational base = exponent < 0 ? reciprocal() : this;
    long size = Math.abs((long) exponent);
    long bits = Math.max(base.numerator().bitLength(), base.denominator().bitLength());
    if ((bits - 1) * size > MAXIMUM_BITS) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "an exact number grows past the limit of " + MAXIMUM_BITS + " binary digits");
    }
    if (size > Integer.MAX_VALUE) {
      return base.numerator().testBit(0) ? base : ONE; // only ±1 reaches here
    }
    return of(base.numerator().pow((int) size), base.denominator().pow((int) size));
  }

  /// The greatest rational of which both are integer multiples; the absolute value of the one where
  /// the other is 0.
  public Rational commonMeasure(Rational other) {
    if (big == null && other.big == null) {
      long shared = gcd(denominator, other.denominator);
      if (fits(denominator / shared, other.denominator)) {
        return of(
            gcd(Math.abs(numerator), Math.abs(other.numerator)),
            denominator / shared * other.denominator);
      }
    }
    BigInteger shared = denominator().gcd(other.denominator());
    return of(
        numerator().gcd(other.numerator()),
        denominator().divide(shared).multiply(other.denominator()));
  }

  /// The largest integer not above this.
  public BigInteger floor() {
    BigInteger[] parts = numerator().divideAndRemainder(denominator());
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /// The nearest `double`.
  public double doubleValue() {
    if (big == null && Math.abs(numerator) < 1L << 53 && denominator < 1L << 53) {
      return (double) numerator / denominator;
    }
    return new BigDecimal(numerator())
        .divide(new BigDecimal(denominator()), MathContext.DECIMAL64)
        .doubleValue();
  }

  /// Whether a finite decimal fraction gives this value exactly.
  public boolean isFiniteDecimal() {
    BigInteger rest = denominator();
    rest = rest.shiftRight(Math.max(rest.getLowestSetBit(), 0));
    BigInteger five = BigInteger.valueOf(5);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
    }
    return rest.equals(BigInteger.ONE);
  }

  /// The finite decimal fraction of this value, where [#isFiniteDecimal()].
  public BigDecimal toDecimal() {
    return new BigDecimal(numerator()).divide(new BigDecimal(denominator()));
  }

  @Override
  public int compareTo(Rational other) {
    if (big == null
        && other.big == null
        && fits(numerator, other.denominator)
        && fits(other.numerator, denominator)) {
      return Long.compare(numerator * other.denominator, other.numerator * denominator);
    }
    return numerator()
        .multiply(other.denominator())
        .compareTo(other.numerator().multiply(denominator()));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Rational other
        && (big == null
            ? other.big == null && numerator == other.numerator && denominator == other.denominator
            : big.equals(other.big));
  }

  @Override
  public int hashCode() {
    return big == null
        ? Long.hashCode(numerator * 0x9E3779B97F4A7C15L + denominator)
        : big.hashCode();
  }

  @Override
  public String toString() {
    return isInteger() ? numerator().toString() : numerator() + "/" + denominator();
  }
}
