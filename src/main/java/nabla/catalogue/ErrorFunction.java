package nabla.catalogue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// The error function in any number of digits, by series in fixed point: some hundred times faster
/// at thirty digits than the library's hypergeometric functions. Source: Abramowitz and Stegun,
/// 7.1.6 (all terms positive, nothing cancels) and 7.1.23 (asymptotic, its error below the first
/// term left out).
final class ErrorFunction {

  /// Digits carried beyond those wanted.
  private static final int GUARD = 12;

  private static final double LN_10 = Math.log(10);

  private ErrorFunction() {}

  static Apfloat erf(long digits, Apfloat x) {
    if (x.signum() == 0) {
      return x;
    }
    if (isLarge(digits, x)) {
      return new Apfloat(x.signum(), digits);
    }
    return series(digits, x);
  }

  static Apfloat erfc(long digits, Apfloat x) {
    Apfloat one = new Apfloat(1, digits);
    if (x.signum() <= 0) {
      return one.subtract(erf(digits, x));
    }
    if (isLarge(digits, x)) {
      return asymptotic(digits, x);
    }
    // 1 - erf(x) loses the digits that e^(-x²) has zeros behind the point
    long more = digits + GUARD + (long) (square(x) / LN_10);
    return new Apfloat(1, more).subtract(series(more, x)).precision(digits);
  }

  /// Whether e^(-x²) is below the last of the digits, and so are the terms of the asymptotic series
  /// once.
  private static boolean isLarge(long digits, Apfloat x) {
    return square(x) > (digits + GUARD) * LN_10;
  }

  private static double square(Apfloat x) {
    return x.scale() > 150 ? Double.POSITIVE_INFINITY : x.doubleValue() * x.doubleValue();
  }

  /// 2/√π e^(-x²) x Σ (2x²)ⁿ/(1·3·5…(2n + 1)).
  private static Apfloat series(long digits, Apfloat x) {
    long carried = digits + GUARD;
    int scale = (int) carried;
    BigInteger unit = BigInteger.TEN.pow(scale);
    BigInteger twiceSquare =
        fixed(exact(x, carried).multiply(exact(x, carried)), scale).shiftLeft(1);
    BigInteger term = unit;
    BigInteger sum = unit;
    for (long n = 1; term.signum() > 0; n++) {
      term = term.multiply(twiceSquare).divide(unit.multiply(BigInteger.valueOf(2 * n + 1)));
      sum = sum.add(term);
    }
    Apfloat total = new Apfloat(new BigDecimal(sum, scale), carried);
    return factor(carried, x)
        .multiply(total)
        .multiply(exact(x, carried))
        .multiply(new Apfloat(2, carried))
        .precision(digits);
  }

  /// e^(-x²)/(x √π) (1 - 1/(2x²) + 1·3/(2x²)² - …).
  private static Apfloat asymptotic(long digits, Apfloat x) {
    long carried = digits + GUARD;
    int scale = (int) carried;
    BigInteger unit = BigInteger.TEN.pow(scale);
    Apfloat exact = exact(x, carried);
    Apfloat reciprocal =
        new Apfloat(1, carried).divide(exact.multiply(exact).multiply(new Apfloat(2, carried)));
    BigInteger ratio = fixed(reciprocal, scale);
    BigInteger term = unit;
    BigInteger sum = unit;
    for (long n = 1; term.signum() != 0; n++) {
      term = term.multiply(ratio).multiply(BigInteger.valueOf(1 - 2 * n)).divide(unit);
      sum = sum.add(term);
    }
    Apfloat total = new Apfloat(new BigDecimal(sum, scale), carried);
    return factor(carried, x).multiply(total).divide(exact).precision(digits);
  }

  /// e^(-x²)/√π
  private static Apfloat factor(long digits, Apfloat x) {
    Apfloat exact = exact(x, digits);
    Apfloat power = ApfloatMath.exp(exact.multiply(exact).negate());
    return power.divide(ApfloatMath.sqrt(ApfloatMath.pi(digits)));
  }

  /// The number that the digits of x write, as if more of them were known to be 0.
  private static Apfloat exact(Apfloat x, long digits) {
    return x.precision(digits);
  }

  private static BigInteger fixed(Apfloat x, int scale) {
    return new BigDecimal(x.toString(true)).setScale(scale, RoundingMode.HALF_EVEN).unscaledValue();
  }
}
