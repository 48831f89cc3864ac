package nabla.catalogue;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// Values of special functions on doubles, where the library's own are undefined in other places
/// than ours, and in many digits.
final class SpecialValues {

  /// The largest n whose factorial is a finite double.
  private static final int LARGEST_FACTORIAL = 170;

  private SpecialValues() {}

  /// By erfc, so that the left tail keeps its digits.
  static double normalCdf(double x) {
    return 0.5 * Erf.erfc(-x / Math.sqrt(2));
  }

  static Apfloat normalCdf(long digits, Apfloat x) {
    long carried = digits + 5;
    Apfloat scaled = x.negate().divide(ApfloatMath.sqrt(new Apfloat(2, carried)));
    return ErrorFunction.erfc(carried, scaled).divide(new Apfloat(2, carried)).precision(digits);
  }

  static double gamma(double x) {
    if (isPole(x)) {
      return Double.NaN;
    }
    return x == Math.rint(x) ? factorial(x - 1) : Gamma.gamma(x);
  }

  static double logGamma(double x) {
    return x > 0 ? Gamma.logGamma(x) : Double.NaN;
  }

  /// Exact up to 22!, within half a unit in the last place of each factor beyond.
  static double factorial(double n) {
    if (n != Math.rint(n)) {
      return Gamma.gamma(n + 1);
    }
    if (n < 0) {
      return Double.NaN;
    }
    double product = n > LARGEST_FACTORIAL ? Double.POSITIVE_INFINITY : 1;
    for (int factor = 2; factor <= n && product < Double.POSITIVE_INFINITY; factor++) {
      product *= factor;
    }
    return product;
  }

  /// For a whole k by the product n(n − 1)…(n − k + 1)/k!, which has a value for every n; else by
  /// the gamma function.
  static double binomial(double n, double k) {
    if (isPole(n + 1)) {
      return Double.NaN;
    }
    double smaller = n == Math.rint(n) && k > n / 2 ? n - k : k;
    if (smaller == Math.rint(smaller) && smaller <= 1000) {
      double product = smaller < 0 ? 0 : 1;
      for (int i = 1; i <= smaller; i++) {
        product = product * (n - smaller + i) / i;
      }
      return product;
    }
    if (isPole(k + 1) || isPole(n - k + 1)) {
      return 0;
    }
    return gamma(n + 1) / (gamma(k + 1) * gamma(n - k + 1));
  }

  private static boolean isPole(double x) {
    return x <= 0 && x == Math.rint(x);
  }
}
