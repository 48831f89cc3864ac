package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Rational;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.Apint;

/// The gamma function at large numbers, by Stirling's series, whose error is smaller than the first
/// term that is left out ([DLMF 5.11](https://dlmf.nist.gov/5.11)).
final class Stirling {

  /// From here on, each term of the series brings several digits.
  static final long FROM = 1000;

  private static final int MOST_TERMS = 120;

  /// `B₂ₖ/(2k(2k − 1))` for k = 1, 2, …
  private static final List<Rational> COEFFICIENTS = coefficients();

  private Stirling() {}

  /// Γ(x) for x ≥ 1000, to as many digits as x has.
  static Apfloat gamma(Apfloat x) {
    long digits = x.precision() + 2 * Math.max(1, x.scale()) + 4;
    Apfloat at = x.precision(digits);
    Apfloat half = new Apfloat("0.5", digits);
    Apfloat logarithm =
        at.subtract(half)
            .multiply(ApfloatMath.log(at))
            .subtract(at)
            .add(ApfloatMath.log(ApfloatMath.pi(digits).multiply(new Apint(2))).multiply(half));
    Apfloat power = at;
    Apfloat square = at.multiply(at);
    for (Rational coefficient : COEFFICIENTS) {
      Apfloat term =
          new Apfloat(coefficient.numerator(), digits)
              .divide(new Apfloat(coefficient.denominator(), digits))
              .divide(power);
      if (term.scale() < -digits) {
        return ApfloatMath.exp(logarithm).precision(x.precision());
      }
      logarithm = logarithm.add(term);
      power = power.multiply(square);
    }
    return ApfloatMath.gamma(x);
  }

  /// By the triangle of Akiyama and Tanigawa, which gives the Bernoulli numbers from 1, 1/2, 1/3, …
  private static List<Rational> coefficients() {
    List<Rational> coefficients = new ArrayList<>();
    Rational[] row = new Rational[2 * MOST_TERMS + 1];
    for (int m = 0; m < row.length; m++) {
      row[m] = Rational.of(1, m + 1L);
      for (int j = m; j >= 1; j--) {
        row[j - 1] = row[j - 1].minus(row[j]).times(Rational.of(j));
      }
      if (m > 0 && m % 2 == 0) {
        coefficients.add(row[0].dividedBy(Rational.of((long) m * (m - 1))));
      }
    }
    return List.copyOf(coefficients);
  }
}
