package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import nabla.expr.Rational;
import org.junit.jupiter.api.Test;

/// Polynomials, their common divisors and their factors, on random ones and at random points.
final class PolynomialTest {

  private static final Polynomial X = Polynomial.variable(0);
  private static final Polynomial Y = Polynomial.variable(1);
  private static final Polynomial Z = Polynomial.variable(2);

  private final long seed = Long.getLong("nabla.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  private Polynomial randomPolynomial(int variables, int terms, int degree) {
    Polynomial sum = Polynomial.ZERO;
    for (int i = 0; i < terms; i++) {
      Monomial monomial = Monomial.ONE;
      for (int variable = 0; variable < variables; variable++) {
        monomial = monomial.times(Monomial.of(variable, random.nextInt(degree + 1)));
      }
      Rational coefficient = Rational.of(random.nextInt(-6, 7), random.nextInt(1, 4));
      sum = sum.plus(Polynomial.term(coefficient, monomial));
    }
    return sum;
  }

  private static Rational value(Polynomial polynomial, Rational... point) {
    Rational[] sum = {Rational.ZERO};
    polynomial.forEach((monomial, coefficient) -> {
      Rational term = coefficient;
      for (int variable = 0; variable < monomial.variables(); variable++) {
        for (int factor = 0; factor < monomial.exponent(variable); factor++) {
          term = term.times(point[variable]);
        }
      }
      sum[0] = sum[0].plus(term);
    });
    return sum[0];
  }

  private static Polynomial number(long value) {
    return Polynomial.constant(value);
  }

  @Test
  void arithmeticIsThatOfTheValues() {
    for (int i = 0; i < 200; i++) {
      Polynomial a = randomPolynomial(3, 4, 3);
      Polynomial b = randomPolynomial(3, 4, 3);
      Rational[] point = {
        Rational.of(random.nextInt(-5, 6)),
        Rational.of(random.nextInt(-5, 6), 2),
        Rational.of(random.nextInt(-5, 6))
      };
      Rational left = value(a, point);
      Rational right = value(b, point);
      assertEquals(left.plus(right), value(a.plus(b), point), () -> "seed " + seed);
      assertEquals(left.minus(right), value(a.minus(b), point), () -> "seed " + seed);
      assertEquals(left.times(right), value(a.times(b), point), () -> "seed " + seed);
      assertEquals(left.power(3), value(a.power(3), point), () -> "seed " + seed);
      if (!b.isZero()) {
        assertEquals(a, a.times(b).dividedBy(b), () -> "seed " + seed);
      }
    }
  }

  @Test
  void divisionLeavesNoRestUnsaid() {
    assertEquals(X.plus(number(1)), X.times(X).minus(number(1)).dividedBy(X.minus(number(1))));
    assertNull(X.times(X).plus(number(1)).dividedBy(X.minus(number(1))));
  }

  @Test
  void theGreatestCommonDivisorIsCommonAndGreatest() {
    for (int i = 0; i < 60; i++) {
      Polynomial common = randomPolynomial(3, 3, 2);
      Polynomial a = randomPolynomial(3, 3, 2);
      Polynomial b = randomPolynomial(3, 3, 2);
      if (common.isZero() || a.isZero() || b.isZero()) {
        continue;
      }
      Polynomial divisor = PolynomialGcd.of(a.times(common), b.times(common));
      assertNotNull(a.times(common).dividedBy(divisor), () -> "seed " + seed);
      assertNotNull(b.times(common).dividedBy(divisor), () -> "seed " + seed);
      assertNotNull(divisor.dividedBy(PolynomialGcd.primitive(common)), () -> "seed " + seed);
    }
  }

  @Test
  void coprimePolynomialsHaveNoCommonDivisor() {
    assertTrue(PolynomialGcd.of(X.plus(Y), X.minus(Y)).isConstant());
    assertTrue(PolynomialGcd.of(X.times(X).plus(number(1)), X.plus(number(1))).isConstant());
    assertEquals(X, PolynomialGcd.of(X.times(Y), X.times(Z)));
  }

  @Test
  void rootsAreFoundAmongManyDivisors() {
    Polynomial x = Polynomial.variable(0);
    Polynomial first = x.times(Rational.of(1000)).minus(Polynomial.constant(291));
    Polynomial second = x.times(Rational.of(720)).plus(Polynomial.constant(1001));
    Polynomial third = x.times(x).plus(Polynomial.constant(2));
    PolynomialFactors factors = PolynomialFactors.of(first.times(second).times(third));
    assertEquals(3, factors.factors().size());
    assertTrue(factors.factors().contains(new PolynomialFactors.Factor(first, 1)));
    assertTrue(factors.factors().contains(new PolynomialFactors.Factor(second, 1)));
  }

  @Test
  void factorsMultiplyToTheWhole() {
    for (int i = 0; i < 100; i++) {
      Polynomial product = Polynomial.ONE;
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        product = product.times(randomPolynomial(2, 3, 1));
      }
      PolynomialFactors factors = PolynomialFactors.of(product);
      Polynomial again = Polynomial.constant(factors.number());
      for (PolynomialFactors.Factor factor : factors.factors()) {
        again = again.times(factor.base().power(factor.multiplicity()));
      }
      assertEquals(product, again, "seed " + seed);
    }
  }

  @Test
  void squaresRootsAndDifferencesAreFound() {
    // (x − y)² (x + y) · 3x
    Polynomial square = X.minus(Y).power(2).times(X.plus(Y)).times(X).times(Rational.of(3));
    assertEquals(3, PolynomialFactors.of(square).factors().size());
    // x³ − 6x² + 11x − 6 = (x − 1)(x − 2)(x − 3)
    Polynomial cubic = X.minus(number(1)).times(X.minus(number(2))).times(X.minus(number(3)));
    assertEquals(3, PolynomialFactors.of(cubic).factors().size());
    // x² + 1 has no factors over the rational numbers
    assertEquals(1, PolynomialFactors.of(X.times(X).plus(number(1))).factors().size());
  }

  @Test
  void aSquareRootIsFoundWhereThereIsOne() {
    Polynomial base = X.plus(Y.times(Rational.TWO)).minus(number(3));
    Polynomial root = PolynomialFactors.squareRoot(base.times(base));
    assertNotNull(root);
    assertEquals(base.times(base), root.times(root));
    assertNull(PolynomialFactors.squareRoot(base));
    assertNull(PolynomialFactors.squareRoot(base.times(base).negate()));
  }

  @Test
  void whatGrowsTooLargeIsRefused() {
    Polynomial sum = Polynomial.ONE;
    for (int variable = 0; variable < 12; variable++) {
      sum = sum.plus(Polynomial.variable(variable));
    }
    Polynomial wide = sum;
    assertThrows(Polynomial.TooLarge.class, () -> wide.power(12));
  }

  @Test
  void fractionsAreInLowestTerms() {
    Fraction fraction = Fraction.of(X.times(X).minus(number(1)), X.minus(number(1)));
    assertEquals(Fraction.of(X.plus(number(1))), fraction);
    Fraction sum = Fraction.of(Polynomial.ONE, X).plus(Fraction.of(Polynomial.ONE, Y));
    assertEquals(Fraction.of(X.plus(Y), X.times(Y)), sum);
    assertEquals(Fraction.ZERO, sum.plus(Fraction.of(X.plus(Y).negate(), X.times(Y))));
  }
}
