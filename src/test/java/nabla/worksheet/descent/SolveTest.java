package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.Report;
import nabla.answer.TextReport;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolveTest {

  private static Roots.Found roots(String zero, String where) {
    Formula formula = Nabla.formula(zero, where);
    return Roots.of(formula.reading().expanded(), Symbol.of("x"), Forms.of(formula));
  }

  private static String shown(Roots.Found found) {
    return found.roots().stream()
        .map(root ->
            Text.of(root.value())
                + (root.conditions().isEmpty()
                    ? ""
                    : root.conditions().stream()
                        .map(Text::of)
                        .collect(Collectors.joining(", ", " for ", ""))))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          x - 100            | 100
          a x - b            | b/a for a ≠ 0
          x^2 - 2            | −√2; √2
          x^2 + 1            | none
          x^2 - a            | −√a for a ≥ 0; √a for a ≥ 0
          x^3 - 6x^2 + 11x - 6 | 1; 2; 3
          x^4 - 5x^2 + 4     | 1; 2; −1; −2
          x^3 - 5            | ∛5
          e^(2x) - 5         | ln(5)/2
          e^(2x) - 3e^x + 2  | 0; ln(2)
          e^x + e^(-x) - 2   | 0
          e^x + 1            | none
          e^x - a            | ln(a) for a > 0
          σ(x) - 1/4         | −ln(3)
          σ(x) - 2           | none
          tanh(x) - 2        | none
          arctan(x) - 2      | none
          sqrt(x) + 1        | none
          sqrt(x) - x + 2    | 4
          sqrt(x + 1) - 2    | 3
          ln(x^2 - 1)        | −√2; √2
          ln x + 1           | e⁻¹
          x e^(-x^2)         | 0
          x/(1 + x^2)        | 0
          1/x                | none
          x(x - 1)/(x - 1)   | 0
          (x^2 - 1)/(x - 1)  | −1
          2^x - 8            | 3
          abs(x - 1) - 2     | 3; −1
          """)
  void solves(String zero, String expected) {
    Roots.Found found = roots(zero, "");
    assertEquals(expected == null ? "" : expected, shown(found));
    assertTrue(found.complete());
  }

  @ParameterizedTest
  @CsvSource({"cos x - x", "e^x + 2x", "x + sign(x)", "relu(x)", "x^5 - a x - 1"})
  void doesNotSayThatItFoundAll(String zero) {
    assertFalse(roots(zero, "").complete());
  }

  @Test
  void findsAllRealRootsOfPolynomials() {
    Random random = new Random(11);
    for (int trial = 0; trial < 50; trial++) {
      double[] coefficients = new double[4 + random.nextInt(3)];
      StringBuilder text = new StringBuilder("0");
      for (int i = 0; i < coefficients.length; i++) {
        int value = random.nextInt(19) - 9;
        coefficients[i] = value;
        text.append(" + (").append(value).append(") x^").append(i);
      }
      for (Root root : roots(text.toString(), "").roots()) {
        double at = Nabla.formula(Text.of(root.value())).at("").toDouble();
        double value = 0;
        double size = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
          value = value * at + coefficients[i];
          size = size * Math.abs(at) + Math.abs(coefficients[i]);
        }
        assertTrue(Math.abs(value) <= 1e-9 * size, text + " at " + at);
      }
    }
  }

  @Test
  void countsEigenvaluesBySign() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int size = 1 + random.nextInt(4);
      Rational[][] matrix = new Rational[size][size];
      double[][] doubles = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          int value = random.nextInt(5) - 2;
          matrix[i][j] = Rational.of(value);
          matrix[j][i] = matrix[i][j];
          doubles[i][j] = value;
          doubles[j][i] = value;
        }
      }
      Inertia inertia = Inertia.of(matrix);
      int positive = 0;
      int negative = 0;
      for (double each :
          new EigenDecomposition(new Array2DRowRealMatrix(doubles)).getRealEigenvalues()) {
        positive += each > 1e-9 ? 1 : 0;
        negative += each < -1e-9 ? 1 : 0;
      }
      assertEquals(new Inertia(positive, negative, size - positive - negative), inertia);
    }
  }

  private static String text(Report report) {
    return new TextReport(report.writing(), Colours.NONE, 0).write(report);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          L = 1/2 (x - 100)^2 | x = 100                 | a minimum
          L = x^4             | d⁴L/dx⁴ = 24            | a minimum
          L = x^3             | of odd order            | neither a minimum nor a maximum
          L = -x^2            | d²L/dx² = −2 < 0        | a maximum
          L = a x^2 + b x     | for a ≠ 0               | a minimum where a > 0
          L = e^x + x^2       | x ≈ −0.351733711        | there may be others
          L = abs(x) + x^2      | does not exist          | w
          L = (σ(x) - 1/4)^2  | x = −ln(3)              | a minimum
          """)
  void saysWhatIsWhereTheDerivativeIsZero(String loss, String first, String second) {
    String text = text(Solve.solve(Nabla.formula("∂L/∂x = 0", loss), List.of("x")));
    assertTrue(text.contains(first), text);
    assertTrue(text.contains(second), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (1 - x)^2 + 100(y - x^2)^2 | positive definite: a minimum
          x^2 + y^2 - 3x y           | a saddle point
          x^3 + y^3 - 3x y           | [6, −3; −3, 6], positive definite
          x^2 + 2x y + y^2           | a family of solutions
          x^2 + 2x y + y^2 + x       | there is no solution
          y sin x                    | x ≈ 3.141592654, y ≈ 0
          """)
  void findsWhereGradientsAreZero(String loss, String sentence) {
    String text = text(Solve.stationary(Nabla.formula(loss), List.of("x", "y")));
    assertTrue(text.contains(sentence), text);
  }

  @Test
  void solvesNormalEquations() {
    String symbols =
        text(
            Solve.solve(
                Nabla.formula("∂L/∂w = 0", "L = ‖X w - y‖^2; X in R^{m×n}; w in R^n"),
                List.of("w")));
    assertTrue(symbols.contains("w = (XᵀX)⁻¹Xᵀy  for det(XᵀX) ≠ 0"), symbols);
    String numbers =
        text(
            Solve.solve(
                Nabla.formula(
                    "∂L/∂w = 0",
                    "L = ‖X w - y‖^2; X = [1, 2; 3, 4; 5, 6]; y = (1, 2, 2); w in R^2"),
                List.of("w")));
    assertTrue(numbers.contains("w = (−2/3, 11/12)"), numbers);
  }

  @Test
  void refusesWhatIsNoEquation() {
    assertThrows(NablaException.class, () -> Solve.solve(Nabla.formula("x + 1"), List.of("x")));
    assertThrows(NablaException.class, () -> Solve.solve(Nabla.formula("x = 1"), List.of("y")));
  }
}
