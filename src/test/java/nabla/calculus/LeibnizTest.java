package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import nabla.Derived;
import nabla.Nabla;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Patterns of high derivatives, against one derivative after the other.
class LeibnizTest {

  private static final Symbol X = (Symbol) Reader.standard().expression("x");

  private static Expr canonical(String text) {
    return Canonical.of(Reader.standard().expression(text));
  }

  /// Every order up to 60 of every pattern: the same value as the derivative of the order before,
  /// which is simple enough for the rules of differentiation.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/x",
        "√x",
        "1/(1+x)^2",
        "(2x + 3)^(7/3)",
        "(5 − 2x)^(-1/2)",
        "(a x + b)^p",
        "x^n",
        "ln x",
        "ln(3x + 1)",
        "sin(2x + 1)",
        "cos(x/3)",
        "sinh(a x)",
        "cosh(2 − x)",
        "e^(−x/2)",
        "2^x",
        "c^(2x + 1)",
        "2^x e^(3x)",
        "x sin x",
        "x^2 e^(3x)",
        "(x^2 + a x + 1) cos(b x)",
        "x^3 ln x",
        "x^5 ln(2x + 1)",
        "x/(2x + 1)^2",
        "(x^3 − 1) √(x + 1)",
        "(x + 1)^3 (x − 2)^4",
        "x^30",
        "(2x + 1)^40 x^2",
        "x (sin x + e^x/2)",
        "3 x sinh(2x) − cos(x/2 + 1)/7 + x^2 + 5"
      })
  void agreesWithOneAfterTheOther(String text) {
    Expr formula = canonical(text);
    Expr before = formula;
    for (int order = 1; order <= 60; order++) {
      Expr expected = Canonical.of(Derivatives.of(before, X));
      Expr found = Leibniz.of(formula, X, order);
      assertNotNull(found, text);
      if (Canonical.isZero(found)) {
        assertEquals(Num.ZERO, expected, text + " to order " + order);
      } else {
        assertNull(
            Agreement.difference(1, order, Assumptions.NONE, expected, found),
            text + " to order " + order);
      }
      before = found;
    }
  }

  /// Nothing but the rules of differentiation.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/(1+x)^2",
        "√(2x + 3)",
        "ln(3x + 1)",
        "x sin(2x)",
        "x^2 e^(3x)",
        "x^3 ln x",
        "x 2^x"
      })
  void agreesWithTheRulesAlone(String text) {
    Expr formula = canonical(text);
    Expr general = formula;
    for (int order = 1; order <= 12; order++) {
      general = Canonical.of(Derivatives.of(general, X));
      Expr found = Leibniz.of(formula, X, order);
      assertNotNull(found);
      assertNull(
          Agreement.difference(3, order, Assumptions.NONE, general, found),
          text + " to order " + order);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sin(x^2)",
        "e^(x^2)",
        "√(x^2 + 1)",
        "x^x",
        "tan x",
        "√x sin x",
        "x^n e^x",
        "sin(x) cos(x)",
        "1/(x (x + 1))",
        "(-2)^x",
        "ln(x)^2",
        "|x|"
      })
  void knowsWhereItDoesNotServe(String text) {
    assertNull(Leibniz.of(canonical(text), X, 20));
  }

  /// The factors of an order too high for its digits, against the product itself in many digits.
  @ParameterizedTest
  @CsvSource({"-1", "-3", "1/2", "5/2", "-1/2", "-7/2", "1/3", "-2/3", "20000", "10007"})
  void theFactorsOfAHighOrder(String power) {
    Rational p = ((Num) canonical(power)).value();
    int m = 10_050;
    Rational product = Rational.ONE;
    for (int j = 10_000; j < m; j++) {
      product = product.times(p.minus(Rational.of(j)));
    }
    Expr ratio =
        Canonical.quotient(
            FallingFactorial.of(Num.of(p), m), FallingFactorial.of(Num.of(p), 10_000));
    if (p.isInteger() && p.signum() > 0 && p.compareTo(Rational.of(m)) < 0) {
      assertEquals(Num.ZERO, ratio);
      return;
    }
    double value = Evaluation.of(Canonical.quotient(ratio, Num.of(product)), Map.of()).value();
    assertEquals(1, value, 1e-9, power);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "1/x¦ 1000000!/x^1000001",
        "ln x¦ −999999!/x^1000000",
        "sin(3x)¦ 3^1000000·sin(3x)",
        "x sin x¦ x sin(x) − 1000000 cos(x)",
        "e^(2x + 1)¦ 2^1000000·e^(2x + 1)",
        "2^x¦ 2^x·ln(2)^1000000",
        "√x¦ −2·1999998!/(2^2000000·x^(1999999/2)·999999!)",
        "x^1000000¦ 1000000!",
        "x^7 + 3¦ 0"
      })
  void anOrderOfAMillion(String formula, String expected) {
    Derived derived = Nabla.formula(formula).derive("x", 1_000_000, false, true).getFirst();
    assertEquals(expected, derived.toText());
    assertNotNull(derived.verification());
    assertTrue(derived.verification().isVerified(), derived.verification().summary());
  }

  @Test
  void aThousandIsVerified() {
    for (String formula : new String[] {"x^n", "x^2 e^(3x)", "√x", "1/(1 + x)^2", "x^3 ln x"}) {
      Derived derived = Nabla.formula(formula).derive("x", 1000, false, true).getFirst();
      assertNotNull(derived.verification());
      assertTrue(derived.verification().isVerified(), derived.verification().summary());
    }
  }
}
