package nabla.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// The elementary functions of a decimal number: the argument is brought to where [Series]
/// converges fast.
final class Decimals {

  /// Digits beyond those that are promised.
  private static final int GUARD = 6;

  private static final BigDecimal LN2 = new BigDecimal("0.6931471805599453");
  private static final BigDecimal HALF_PI = new BigDecimal("1.5707963267948966");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /// Beyond this, e^x has more digits than a decimal number can count.
  private static final BigDecimal LARGEST_EXPONENT = BigDecimal.valueOf(300_000_000);

  private final int digits;

  /// Results are within 10^-digits; those of [#exponential] within that part of their size.
  Decimals(int digits) {
    this.digits = digits;
  }

  BigDecimal exponential(BigDecimal x) {
    if (x.abs().compareTo(LARGEST_EXPONENT) > 0) {
      throw new ArithmeticException("an exponent out of range");
    }
    int doublings =
        x.divide(LN2, new MathContext(12)).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    int bits = Series.bitsFor(digits + GUARD) + 32;
    Series series = new Series(bits);
    BigInteger rest =
        series.fixed(x).subtract(series.logarithmOfTwo().multiply(BigInteger.valueOf(doublings)));
    BigDecimal power = series.decimal(series.exponential(rest));
    if (Math.abs((long) doublings) < 4096) {
      BigDecimal factor = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(doublings)));
      return doublings >= 0
          ? power.multiply(factor)
          : power.divide(factor, new MathContext(digits + 2 * GUARD));
    }
    return power.multiply(TWO.pow(doublings, new MathContext(digits + 4 * GUARD)));
  }

  /// The natural logarithm of a positive number.
  BigDecimal logarithm(BigDecimal x) {
    long size = x.unscaledValue().bitLength() - (long) Math.floor(x.scale() * 3.321928094887362);
    int doublings = Math.toIntExact(size - 1);
    int bits = Series.bitsFor(digits + GUARD) + 40;
    Series series = new Series(bits);
    BigInteger mantissa = scaled(x, bits - doublings);
    while (mantissa.bitLength() > bits + 1) {
      mantissa = scaled(x, bits - ++doublings);
    }
    while (mantissa.bitLength() < bits) {
      mantissa = scaled(x, bits - --doublings);
    }
    BigInteger value =
        series
            .logarithm(mantissa)
            .add(series.logarithmOfTwo().multiply(BigInteger.valueOf(doublings)));
    return series.decimal(value);
  }

  /// x · 2^shift as a whole number.
  private static BigInteger scaled(BigDecimal x, int shift) {
    BigInteger above = x.unscaledValue();
    BigInteger below = BigInteger.ONE;
    if (x.scale() > 0) {
      below = BigInteger.TEN.pow(x.scale());
    } else {
      above = above.multiply(BigInteger.TEN.pow(-x.scale()));
    }
    return shift >= 0
        ? above.shiftLeft(shift).divide(below)
        : above.divide(below.shiftLeft(-shift));
  }

  BigDecimal sine(BigDecimal x) {
    return wave(x, 0);
  }

  BigDecimal cosine(BigDecimal x) {
    return wave(x, 1);
  }

  /// The sine of x and so many quarter turns.
  private BigDecimal wave(BigDecimal x, int turned) {
    int before = Math.max(0, x.precision() - x.scale());
    int bits = Series.bitsFor((long) digits + GUARD + before);
    Series series = new Series(bits);
    BigInteger argument = series.fixed(x);
    BigInteger quarter = series.pi().shiftRight(1);
    BigInteger turns = BigInteger.ZERO;
    if (x.abs().compareTo(HALF_PI) > 0) {
      turns = argument.add(quarter.shiftRight(1)).divide(quarter);
      argument = argument.subtract(quarter.multiply(turns));
    }
    int phase = turns.add(BigInteger.valueOf(turned)).mod(BigInteger.valueOf(4)).intValue();
    BigDecimal value =
        series.decimal(phase % 2 == 0 ? series.sine(argument) : series.cosine(argument));
    return phase < 2 ? value : value.negate();
  }

  BigDecimal arctangent(BigDecimal x) {
    Series series = new Series(Series.bitsFor(digits + GUARD));
    if (x.abs().compareTo(BigDecimal.ONE) <= 0) {
      return series.decimal(series.arctangent(series.fixed(x)));
    }
    BigDecimal inverse = BigDecimal.ONE.divide(x, new MathContext(digits + 2 * GUARD));
    BigInteger turn = series.arctangent(series.fixed(inverse));
    BigInteger quarter = series.pi().shiftRight(1);
    return series.decimal((x.signum() > 0 ? quarter : quarter.negate()).subtract(turn));
  }

  /// erf x = 2/√π e^(-x²) (x + 2x³/3 + 4x⁵/15 + …), whose terms all have one sign.
  BigDecimal error(BigDecimal x) {
    double size = Math.abs(x.doubleValue());
    if (size * size > 2.31 * (digits + GUARD)) {
      return BigDecimal.valueOf(x.signum()); // what is missing is less than 10^-digits
    }
    // The sum is about e^(x²), and so are its digits before the point.
    int before = (int) (size * size * 0.44) + 1;
    Series series = new Series(Series.bitsFor((long) digits + GUARD + before));
    BigDecimal sum = series.decimal(series.errorSum(series.fixed(x)));
    MathContext working = new MathContext(digits + before + 2 * GUARD);
    Decimals finer = new Decimals(digits + before);
    BigDecimal scale =
        TWO.divide(finer.pi().sqrt(working), working)
            .multiply(finer.exponential(x.multiply(x).negate()), working);
    return sum.multiply(scale, working);
  }

  BigDecimal pi() {
    Series series = new Series(Series.bitsFor(digits + GUARD));
    return series.decimal(series.pi());
  }
}
