package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nabla.expr.NablaException;
import nabla.write.Katex;
import nabla.write.ShapeRow;
import nabla.write.ShapeRows;
import nabla.write.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shape checks as a student hands them in: every part once, from the variables to the answer.
final class ShapeCheckTest {

  private static String table(List<ShapeRow> rows) {
    return ShapeRows.text(rows, WriteOptions.DEFAULT).stripTrailing();
  }

  private static ShapeCheck check(String formula, String where, String by) {
    return ShapeCheck.of(Nabla.formula(formula).where(where), by, false);
  }

  @Test
  void theMeanOfSquaredErrors() {
    ShapeCheck check = check("1/(2m) ||Xw-y||^2", "X in R^{m x n}", "w");
    assertEquals(
        """
        m                   scalar  the number of rows of X
        X                   m×n     declared
        w                   n×1     so that the formula fits
        y                   m×1     so that the formula fits
        Xw                  m×1     (m×n)(n×1) → m×1
        Xw − y              m×1     (m×1) − (m×1) → m×1
        ‖Xw − y‖            scalar  ‖m×1‖ → a number
        ‖Xw − y‖²           scalar  a power of a number
        (1/(2m))·‖Xw − y‖²  scalar  numbers → a number\
        """
            .strip(),
        table(check.rows()));
    assertEquals(
        """
        Xᵀ                        n×m  (m×n)ᵀ → n×m
        Xᵀ(Xw − y)                n×1  (n×m)(m×1) → n×1
        Xᵀ(Xw − y)/m              n×1  (n×1) over a number → n×1
        ∂/∂w[(1/(2m))·‖Xw − y‖²]  n×1  a number by (n×1) → n×1, the shape of w\
        """
            .strip(),
        table(check.derivatives().getFirst().rows()));
  }

  /// Each row is LaTeX, also where a statement at each entry is counted.
  @Test
  void rowsAreLatex() {
    ShapeCheck check =
        check("a = W_1 x + b_1; h = relu(a); ŷ = W_2 h + b_2; L = 1/2||ŷ - y||^2", "", "W_1");
    String formula = ShapeRows.latex(check.rows(), WriteOptions.DEFAULT);
    String derivative =
        ShapeRows.latex(check.derivatives().getFirst().rows(), WriteOptions.DEFAULT);
    assertTrue(formula.contains("\\text{numbers}\\to \\text{a number}"), formula);
    assertTrue(derivative.contains("\\mathbf{1}(\\text{a statement})"), derivative);
    assertEquals(List.of(), Katex.complaints(List.of(formula, derivative)));
  }

  /// The derivative by one of many vectors has the shape of this one.
  @Test
  void oneOfManyVectors() {
    ShapeCheck check = check("Σ_i ||y_i - Σ_k z_{ik} μ_k||^2", "", "μ_k");
    ShapeRow row = check.derivatives().getFirst().rows().getLast();
    assertEquals(row.shape(), check.derivatives().getFirst().derived().result().shape());
  }

  @Test
  void intermediatesHaveRowsOfTheirOwn() {
    ShapeCheck check = check("z = Wx + b; L = ||z - y||^2", "", "W");
    String formula = table(check.rows());
    assertTrue(formula.contains("z = Wx + b    m×1     (m×1) + (m×1) → m×1"), formula);
    assertTrue(formula.contains("L = ‖z − y‖²  scalar"), formula);
    String gradient = table(check.derivatives().getFirst().rows());
    assertTrue(gradient.contains("2(z − y)xᵀ  m×n  a number times (m×1)(1×n) → m×n"), gradient);
    assertTrue(gradient.endsWith("∂L/∂W       m×n  a number by (m×n) → m×n, the shape of W"));
  }

  /// Without a variable: by all arrays of a number, by none of an array, by parameters where the
  /// formula has some.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "x^T(Ax+z) # 3",
        "Ax + z # 0",
        "sin(x) # 0",
        "f(x) = x^T(Ax+z) # 1",
        "Σ_i x_i y_i # 2",
      })
  void byWhatItIsDifferentiated(String formula, int derivatives) {
    assertEquals(derivatives, check(formula, "", "").derivatives().size());
  }

  /// What is inferred is said to be inferred, also of the parameters of a function.
  @Test
  void parametersAreInferredLikeOtherNames() {
    String table = table(check("f(x) = x^T(Ax+z)", "", "").rows());
    assertTrue(table.startsWith("x           n×1     so that the formula fits"), table);
    assertTrue(
        table(check("f(x) = x^2", "", "").rows()).startsWith("x   scalar  not declared"), table);
  }

  /// Each row fits the one that it speaks of, each part is listed once, and the last row of a
  /// derivative has the shape that formula and variable give.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "softmax(W x) # x # m×n",
        "log det S + r^T S^{-1} r # S # n×n",
        "(A B) ⊙ C # B # km×kn",
        "sum(log(1+exp(-y ⊙ (Xw)))) # w # m×1",
        "diag(x) A x # x # n×n",
        "X^{-1} where X in R^{n x n} # X # n²×n²",
        "||x|| # x x # n×n",
        "x^T x # x_k # scalar",
        "V σ(W x) where V in R^{m x k}; W in R^{k x n}; x in R^n # x # m×n",
      })
  void everyDerivativeHasItsShape(String formula, String by, String shape) {
    ShapeCheck check = check(formula, "", by);
    List<ShapeRow> all = check.rows();
    assertEquals(all.size(), all.stream().map(ShapeRow::expression).distinct().count());
    ShapeCheck.OfDerivative derivative = check.derivatives().getFirst();
    assertEquals(
        derivative.derived().result().shape().toString(),
        derivative.rows().getLast().shape().toString());
    assertEquals(shape, derivative.derived().result().shape().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "1/(2m) ||Xw-y||^2 # X in R^{m x n} # m # m is the number of rows of X",
        "||x||/√n # x in R^n # n # n is the number of rows of x",
        "||x||^2 # x in R^{n+1} # n # n is part of the number of rows of x",
        "||X||^2 # X in R^{m x n} # n # n is the number of columns of X",
      })
  void nothingIsDifferentiatedBySizes(String formula, String where, String by, String said) {
    NablaException refused =
        assertThrows(
            NablaException.class, () -> Nabla.formula(formula).where(where).derivative(by));
    assertEquals(
        said + ", a whole number, by which nothing can be differentiated", refused.getMessage());
  }

  /// A number that is no size is a variable like any other.
  @Test
  void otherNumbersAreVariables() {
    assertEquals("−‖Xw − y‖²/(2m²)", Nabla.formula("1/(2m) ||Xw-y||^2").derivative("m").toText());
  }

  /// Numbers beside products of arrays do not change the order of these.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "1/2 (w^T x - y)^2 # y # y − wᵀx",
        "(w^T x) y # y # wᵀx",
        "y^2 w^T A x # y # 2y(wᵀAx)",
        "e^{y x^T x} # y # (xᵀx)e^(y(xᵀx))",
      })
  void numbersBesideArrays(String formula, String by, String result) {
    assertEquals(result, Nabla.formula(formula).derivative(by).toText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "y - w^T x # y − wᵀx",
        "x^T y + y^T x # 2(xᵀy)",
        "2 x^T x + x^T x # 3(xᵀx)",
        "1/(x^T y) + 1/(x^T y) # 2/(xᵀy)",
        "A B - B A + 2 B A # AB + BA",
      })
  void closedFormsKeepTheOrderOfArrays(String formula, String result) {
    Formula read = Nabla.formula(formula).where("A, B in R^{n x n}");
    assertEquals(result, read.text(read.simplified()));
  }
}
