package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms that can be asked for by name.
final class FormTest {

  private static String inForm(String text, String form) {
    Formula formula = Nabla.formula(text);
    return formula.text(formula.simplified(Form.parse(form)));
  }

  @ParameterizedTest
  @CsvSource({
    "x^4-y^4, (x + y)(x − y)(x² + y²)",
    "x^4-16, (x − 2)(x + 2)(x² + 4)",
    "3x^2-3, 3(x − 1)(x + 1)",
    "x^3+y^3, (x + y)(x² + y² − xy)",
    "8x^3-27, (2x − 3)(4x² + 6x + 9)",
    "x^4+4, (x² − 2x + 2)(x² + 2x + 2)",
    "x^6-1, (x − 1)(x + 1)(x² + x + 1)(x² − x + 1)",
    "a x + a y + b x + b y, (a + b)(x + y)",
    "x^3+3x^2 y+3x y^2+y^3, (x + y)³",
    "4x^2-12x y+9y^2-1, (2x − 3y − 1)(2x − 3y + 1)",
    "a^3+b^3+c^3-3a b c, (a + b + c)(a² + b² + c² − ab − ac − bc)",
    "x^2 y^2 - 1, (xy − 1)(xy + 1)",
    "(x^2-1)/(x^4-16), (x − 1)(x + 1)/((x − 2)(x + 2)(x² + 4))",
    // irreducible over the rational numbers, though not over the real ones or modulo any prime
    "x^2-2, x² − 2",
    "x^2+1, x² + 1",
    "x^4-10x^2+1, x⁴ − 10x² + 1"
  })
  void factorsAreIrreducible(String text, String factored) {
    assertEquals(factored, inForm(text, "factored"));
  }

  @ParameterizedTest
  @CsvSource({
    "x, (x+1)^2 (x-y), x³ + (2 − y)x² + (1 − 2y)x − y",
    "x, a x + b x + x^2 + c, x² + (a + b)x + c",
    "x, -x^2 y/2 - x^2/2 + 3x - 5, −(y + 1)x²/2 + 3x − 5",
    "x, (x+a)^2/(y-1), (x² + 2ax + a²)/(y − 1)",
    "e^x, e^x a + e^x b + e^(2x), e^(2x) + (a + b)e^x",
    "y, x + 1, x + 1"
  })
  void collectedFormsFallInPowers(String part, String text, String collected) {
    assertEquals(collected, inForm(text, "collected:" + part));
  }

  @ParameterizedTest
  @CsvSource({
    "sinh x, (e^x − e^(−x))/2",
    "tanh x, (e^(2x) − 1)/(1 + e^(2x))",
    "σ(x)(1-σ(x)), e^(−x)/(1 + e^(−x))²",
    "sin(x)^2 + sinh x, (e^x − e^(−x))/2 + sin(x)²",
    // nothing to write with exponentials
    "x^2-5x+6, x² − 5x + 6",
    "x + sin x, x + sin(x)"
  })
  void onlyHyperbolicAndLogisticFunctionsBecomeExponentials(String text, String exponential) {
    assertEquals(exponential, inForm(text, "exponential"));
  }

  @Test
  void productsOfRandomPolynomialsAreSplitAgain() {
    long seed = Long.getLong("nabla.seed", 20_261_121L);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      int variables = 1 + random.nextInt(2);
      Polynomial first = random(random, variables);
      Polynomial second = random(random, variables);
      Polynomial product = first.times(second);
      if (first.isConstant() || second.isConstant()) {
        continue;
      }
      PolynomialFactors factors = PolynomialFactors.of(product);
      Polynomial again = Polynomial.constant(factors.number());
      int parts = 0;
      for (PolynomialFactors.Factor factor : factors.factors()) {
        for (Polynomial part : IrreducibleFactors.of(factor.base())) {
          again = again.times(part.power(factor.multiplicity()));
          parts += factor.multiplicity();
        }
      }
      assertEquals(product, again, "seed " + seed);
      assertTrue(parts >= 2, () -> product + " stays whole; seed " + seed);
    }
  }

  private static Polynomial random(Random random, int variables) {
    Polynomial sum = Polynomial.ZERO;
    for (int term = 0; term < 3; term++) {
      Monomial monomial = Monomial.ONE;
      for (int variable = 0; variable < variables; variable++) {
        monomial = monomial.times(Monomial.of(variable, random.nextInt(3)));
      }
      sum = sum.plus(Polynomial.term(Rational.of(random.nextInt(-4, 5)), monomial));
    }
    return sum;
  }
}
