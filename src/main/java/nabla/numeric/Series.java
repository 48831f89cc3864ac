package nabla.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// The elementary functions by their power series, in whole numbers of 2^-bits. At some dozens of
/// digits this is many times faster than a general library, and starts at once.
///
/// Every result is within `2^-(bits - DOUBT)` of the value for the argument as given; the bits that
/// the series loses to rounding are fewer than that, since each has fewer than 2^20 terms of one
/// rounding each.
final class Series {

  /// The last bits of a result that may be wrong.
  static final int DOUBT = 24;

  private static final BigInteger[] LN2 = new BigInteger[1];

  private final int bits;
  private final BigInteger one;

  Series(int bits) {
    this.bits = bits;
    this.one = BigInteger.ONE.shiftLeft(bits);
  }

  /// The number of bits for so many decimal digits behind the point.
  static int bitsFor(long digits) {
    return (int) (digits * 3.33) + DOUBT + 8;
  }

  /// A decimal as a multiple of 2^-bits.
  BigInteger fixed(BigDecimal value) {
    BigInteger scaled = value.unscaledValue().shiftLeft(bits);
    return value.scale() > 0
        ? scaled.divide(BigInteger.TEN.pow(value.scale()))
        : scaled.multiply(BigInteger.TEN.pow(-value.scale()));
  }

  /// A multiple of 2^-bits as a decimal, rounded.
  BigDecimal decimal(BigInteger value) {
    int digits = Math.max(4, (int) (value.bitLength() * 0.302) + 2);
    return new BigDecimal(value)
        .divide(new BigDecimal(one), new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private BigInteger multiply(BigInteger a, BigInteger b) {
    return a.multiply(b).shiftRight(bits);
  }

  /// e^x for |x| < 1: the argument is halved some times, and the result squared as often.
  BigInteger exponential(BigInteger x) {
    int halvings = (int) Math.sqrt(bits) / 2;
    Series finer = new Series(bits + 2 * halvings + 8);
    BigInteger argument = x.shiftLeft(finer.bits - bits).shiftRight(halvings);
    BigInteger term = finer.one;
    BigInteger sum = finer.one;
    for (int k = 1; term.signum() != 0 && !term.equals(BigInteger.ONE.negate()); k++) {
      term = finer.multiply(term, argument).divide(BigInteger.valueOf(k));
      sum = sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = finer.multiply(sum, sum);
    }
    return sum.shiftRight(finer.bits - bits);
  }

  /// sin x for |x| < 2.
  BigInteger sine(BigInteger x) {
    return wave(x, x, 1);
  }

  /// cos x for |x| < 2.
  BigInteger cosine(BigInteger x) {
    return wave(one, x, 0);
  }

  private BigInteger wave(BigInteger first, BigInteger x, int power) {
    BigInteger square = multiply(x, x);
    BigInteger term = first;
    BigInteger sum = first;
    for (long k = power + 1L; term.signum() != 0 && !term.equals(BigInteger.ONE.negate()); k += 2) {
      term = multiply(term, square).divide(BigInteger.valueOf(k * (k + 1))).negate();
      sum = sum.add(term);
    }
    return sum;
  }

  /// x + 2x³/3 + 4x⁵/(3·5) + …
  BigInteger errorSum(BigInteger x) {
    BigInteger square = multiply(x, x).shiftLeft(1);
    BigInteger term = x;
    BigInteger sum = x;
    for (long k = 3; term.signum() != 0 && !term.equals(BigInteger.ONE.negate()); k += 2) {
      term = multiply(term, square).divide(BigInteger.valueOf(k));
      sum = sum.add(term);
    }
    return sum;
  }

  /// arctan x for |x| ≤ 1, by halving the angle: tan(a/2) = x/(1 + √(1 + x²)).
  BigInteger arctangent(BigInteger x) {
    int halvings = 2 + (int) Math.sqrt(bits) / 3;
    Series finer = new Series(bits + 2 * halvings + 8);
    BigInteger argument = x.shiftLeft(finer.bits - bits);
    for (int i = 0; i < halvings; i++) {
      BigInteger root =
          finer.one.add(finer.multiply(argument, argument)).shiftLeft(finer.bits).sqrt();
      argument = argument.shiftLeft(finer.bits).divide(finer.one.add(root));
    }
    return finer.plainArctangent(argument).shiftLeft(halvings).shiftRight(finer.bits - bits);
  }

  /// x − x³/3 + x⁵/5 − …
  private BigInteger plainArctangent(BigInteger x) {
    BigInteger square = multiply(x, x);
    BigInteger power = x;
    BigInteger sum = x;
    for (long k = 3; power.signum() != 0 && !power.equals(BigInteger.ONE.negate()); k += 2) {
      power = multiply(power, square).negate();
      sum = sum.add(power.divide(BigInteger.valueOf(k)));
    }
    return sum;
  }

  /// ln x for ½ ≤ x ≤ 2, by Newton's method on e^y = x from a double, the precision doubling at
  /// each step.
  BigInteger logarithm(BigInteger x) {
    double start = Math.log(decimal(x).doubleValue());
    BigInteger y = fixed(new BigDecimal(start));
    for (int good = 48; good < 2 * bits; good *= 2) {
      // y + (x − e^y)/e^y·(1 − half of it) converges with its square; the last step confirms.
      BigInteger power = exponential(y);
      y = y.add(x.subtract(power).shiftLeft(bits).divide(power));
    }
    return y;
  }

  /// ln 2 = −ln ½.
  BigInteger logarithmOfTwo() {
    BigInteger known;
    synchronized (LN2) {
      known = LN2[0];
    }
    if (known != null && known.bitLength() >= bits) {
      return known.shiftRight(known.bitLength() - bits);
    }
    // ln 2 lies between ½ and 1, so its bit length is its number of bits.
    BigInteger value = logarithm(one.shiftLeft(1));
    synchronized (LN2) {
      LN2[0] = value;
    }
    return value;
  }

  /// π by Machin's formula, 16 arctan(1/5) − 4 arctan(1/239).
  BigInteger pi() {
    BigInteger fifth = plainArctangent(one.divide(BigInteger.valueOf(5)));
    BigInteger small = plainArctangent(one.divide(BigInteger.valueOf(239)));
    return fifth.shiftLeft(4).subtract(small.shiftLeft(2));
  }
}
