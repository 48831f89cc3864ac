package nabla.simplify;

import nabla.expr.Rational;

/// A quotient of polynomials without a common divisor; the denominator has coprime integer
/// coefficients and a positive leading one, so equal rational functions are equal fractions.
record Fraction(Polynomial numerator, Polynomial denominator) {

  static final Fraction ZERO = new Fraction(Polynomial.ZERO, Polynomial.ONE);

  static Fraction of(Polynomial numerator) {
    return new Fraction(numerator, Polynomial.ONE);
  }

  static Fraction of(Polynomial numerator, Polynomial denominator) {
    if (denominator.isZero()) {
      throw Canonical.undefined("division by an expression that is always 0");
    }
    if (numerator.isZero()) {
      return ZERO;
    }
    Polynomial n = numerator;
    Polynomial d = denominator;
    if (!d.isConstant()) {
      Polynomial common = PolynomialGcd.of(n, d);
      if (!common.isOne()) {
        n = PolynomialGcd.exactQuotient(n, common);
        d = PolynomialGcd.exactQuotient(d, common);
      }
    }
    Rational scale = d.numericContent();
    if (d.leadingCoefficient().signum() < 0) {
      scale = scale.negate();
    }
    Rational factor = scale.reciprocal();
    return new Fraction(n.times(factor), d.times(factor));
  }

  Fraction plus(Fraction other) {
    if (denominator.equals(other.denominator)) {
      Polynomial sum = numerator.plus(other.numerator);
      return denominator.isOne() ? of(sum) : of(sum, denominator);
    }
    return of(
        numerator.times(other.denominator).plus(other.numerator.times(denominator)),
        denominator.times(other.denominator));
  }

  Fraction times(Fraction other) {
    Polynomial n = numerator.times(other.numerator);
    return denominator.isOne() && other.denominator.isOne()
        ? of(n)
        : of(n, denominator.times(other.denominator));
  }

  Fraction power(int exponent) {
    return exponent >= 0
        ? new Fraction(numerator.power(exponent), denominator.power(exponent))
        : of(denominator.power(-exponent), numerator.power(-exponent));
  }
}
