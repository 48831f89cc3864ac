package nabla.numeric;

import static nabla.numeric.Formulas.formula;
import static nabla.numeric.Formulas.value;
import static nabla.numeric.Formulas.variable;
import static nabla.numeric.Formulas.variables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2 x^3 - x/4¦ 2¦ 15.5",
        "x^(-2)¦ 4¦ 0.0625",
        "x^(1/2)¦ 9¦ 3",
        "x^40¦ 2¦ 1099511627776",
        "e^(2x)¦ 0.5¦ 2.718281828459045",
        "σ(x) (1 - σ(x))¦ 0¦ 0.25",
        "|x| + sign(x)¦ -3¦ 2",
        "{x^2 if x > 0; -x otherwise}¦ -3¦ 3",
        "{x^2 if x > 0; -x otherwise}¦ 3¦ 9",
        "𝟙[x > 0] + 10 𝟙[x <= 0]¦ 0¦ 10",
        "max(x, 2, 7)¦ 3¦ 7",
        "sum(k=1..10, k x)¦ 2¦ 110",
        "sum(k=0..3, x^k)¦ 0¦ 1",
        "sum(k=5..1, x)¦ 2¦ 0",
        "sum(k=1..3, sum(m=1..k, k m + x))¦ 1¦ 31",
        "∏_{k=1}^{4} (k + x)¦ 0¦ 24",
        "∫_0^x t^2 dt¦ 3¦ 9",
        "∫_0^∞ e^(-x t) dt¦ 2¦ 0.5"
      })
  void givesTheValue(String formula, double x, double expected) {
    assertEquals(expected, value(formula, x), 1e-12 * Math.abs(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "1/x¦ 0",
        "x^0¦ 0",
        "x^(-1)¦ 0",
        "0^x¦ 0",
        "x^(1/3)¦ -8",
        "x^x¦ -0.5",
        "√x¦ -1",
        "ln(x)¦ -1",
        "x/(x - x)¦ 1",
        "e^(-1/x^2)¦ 0",
        "{1 if x > 0; 2 if x < 0}¦ 0",
        "{1 if 1/x > 0; 2 otherwise}¦ 0"
      })
  void isNaNWhereUndefined(String formula, double x) {
    assertEquals(Double.NaN, value(formula, x));
  }

  @Test
  void overflowIsNotUndefined() {
    assertEquals(0, value("1/(1 + e^x)", 1000));
    assertEquals(Double.POSITIVE_INFINITY, value("e^x", 1000));
  }

  @Test
  void evaluatesSeveralOutputsAndIgnoresUnusedInputs() {
    Program program =
        Program.of(variables("x", "y", "z"), formula("x + y"), formula("x y"), formula("7"));
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        new double[] {5, 6, 7}, program.evaluate(2, 3, 99));
  }

  @Test
  void evaluatesEachDistinctNodeOnce() {
    Expr x = variable("x");
    Expr shared = x;
    for (int i = 0; i < 60; i++) {
      shared = Sum.of(shared, shared); // 2⁶⁰ leaves when written out
    }
    Program program = Program.of(variables("x"), shared);
    assertEquals(60, program.size());
    assertEquals(0x1p60, program.value(1));
  }

  @Test
  void evaluatesDeepExpressions() {
    Expr deep = variable("x");
    double expected = 1;
    for (int i = 0; i < 100_000; i++) {
      deep = Apply.of(Trigonometric.SIN, deep);
      expected = Math.sin(expected);
    }
    assertEquals(expected, Program.of(variables("x"), deep).value(1), 1e-12);
  }

  @Test
  void namesWhatHasNoNumber() {
    assertEquals(
        "there is no number for the unknown function f",
        failure(unknown(), NablaException.Kind.UNSUPPORTED));
    assertEquals(
        "there is no number for a derivative by x that is not carried out",
        failure(
            nabla.expr.Derivative.of(Product.of(variable("x"), Num.TWO), variable("x"), 1),
            NablaException.Kind.UNSUPPORTED));
    assertEquals("no value is given for y", failure(variable("y"), NablaException.Kind.NAME));
    assertTrue(
        failure(
                Symbol.of(Name.of("A"), nabla.expr.Shape.vector(nabla.expr.Dimension.of(3))),
                NablaException.Kind.UNSUPPORTED)
            .contains("3×1"));
  }

  private static Expr unknown() {
    return Apply.of(UnknownFunction.of(Name.of("f"), 1), variable("x"));
  }

  private static String failure(Expr expression, NablaException.Kind kind) {
    NablaException failure =
        assertThrows(NablaException.class, () -> Program.of(variables("x"), expression));
    assertEquals(kind, failure.kind());
    return String.valueOf(failure.getMessage());
  }

  @Test
  void stopsLongSums() {
    Program endless = Program.of(List.of(), formula("sum(k=1..10^12, k)"));
    assertEquals(
        NablaException.Kind.BUDGET, assertThrows(NablaException.class, endless::value).kind());
    Program slow = Program.of(List.of(), formula("sum(k=1..10^8, sin(k))"));
    NablaException late =
        assertThrows(
            NablaException.class,
            () -> Budget.within(Duration.ofMillis(50), 1000, () -> slow.value()));
    assertEquals(NablaException.Kind.BUDGET, late.kind());
  }
}
