package nabla.numeric;

import static nabla.numeric.Formulas.at;
import static nabla.numeric.Formulas.formula;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "1/3 + 1/6¦ ¦ 1/2",
        "x^10¦ x = 3¦ 59049",
        "x^20 - (x + 1/10)^20 + x/10¦ x = 0¦ -1/100000000000000000000",
        "(x + y)/(x - y)¦ x = 1/2, y = 1/3¦ 5",
        "{x if x > 0; 0 otherwise}¦ x = 2¦ 2"
      })
  void isExactWherePossible(String formula, String point, String expected) {
    Evaluation evaluation = Evaluation.of(formula(formula), at(point == null ? "" : point));
    assertTrue(evaluation.isExact());
    assertEquals(expected, String.valueOf(evaluation.exact()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "σ(x)¦ x = 21¦ 0.9999999992417439",
        "e^x - 1¦ x = 1/100000000000000¦ 1.000000000000005E-14",
        "(1 - cos(x))/x^2¦ x = 1/1000000000¦ 0.5",
        "e^1000/e^999¦ ¦ 2.718281828459045",
        "ln(1 + x) - x¦ x = 1/10000000000¦ -4.9999999996666667E-21",
        "√(x^2 + 1) - x¦ x = 100000000¦ 5.0E-9",
        "sin(π)¦ ¦ 0"
      })
  void hasGoodDigits(String formula, String point, double expected) {
    Evaluation evaluation = Evaluation.of(formula(formula), at(point == null ? "" : point));
    assertFalse(evaluation.isExact());
    assertEquals(expected, evaluation.value(), 1e-12 * Math.abs(expected));
    assertTrue(expected == 0 ? evaluation.digits() == 0 : evaluation.digits() >= 12);
  }

  @ParameterizedTest
  @CsvSource({"1/0", "ln(-1)", "0^0", "√(-1)", "1/(√4 - 2)", "e^(-1/0^2)"})
  void hasNoValueWhereUndefined(String formula) {
    NablaException failure =
        assertThrows(NablaException.class, () -> Evaluation.of(formula(formula), Map.of()));
    assertEquals(NablaException.Kind.DOMAIN, failure.kind());
  }

  @Test
  void evaluatesDeepExpressions() {
    Expr deep = Num.of(Rational.HALF);
    for (int i = 0; i < 20_000; i++) {
      deep = Apply.of(Trigonometric.SIN, deep);
    }
    assertEquals(0.01224, Evaluation.of(deep, Map.of()).value(), 1e-4);
  }
}
