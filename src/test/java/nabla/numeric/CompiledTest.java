package nabla.numeric;

import static nabla.numeric.Formulas.formula;
import static nabla.numeric.Formulas.variables;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledTest {

  private static final double[] PLACES = {
    -3.5, -1, -0.5, 0, 0.25, 1, 2, 17, Double.NaN, Double.POSITIVE_INFINITY
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x^2 y - 3 x/(y + 1) - (-x)",
        "x^(1/2) + y^(-1/2) + x^y + x^7 + y^(-1) + x^(-3) + x^0 + x^4 + x^3",
        "e^(-x^2/2) σ(y) tanh(x) softplus(x y)",
        "{x^2 if x > y and y ≠ 1; 7 if x = y or x ≥ 1; sin(x) otherwise}",
        "{1 if x <= 0; 2 if x >= 1}",
        "𝟙[x > 0] max(x, y, 1) + min(x, y) + atan2(x, y) + π",
        "sum(k=0..5, x^k y) + ∏_{k=1}^{3}(k + x)",
        "|x| + sign(y) + ⌊x⌋ + relu(x)"
      })
  void agreesWithTheProgram(String text) {
    Expr expression = formula(text);
    Program program = Program.of(variables("x", "y"), expression);
    Compiled compiled = Compiled.of(variables("x", "y"), expression);
    for (double x : PLACES) {
      for (double y : PLACES) {
        assertEquals(
            program.value(x, y), compiled.evaluate(x, y), () -> text + " at " + x + ", " + y);
      }
    }
  }

  @Test
  void evaluatesColumnsWithParameters() {
    Expr s = formula("σ(b + w1 x1 + w2 x2)");
    Expr common =
        Product.of(
            formula("2"),
            Sum.of(s, formula("-y")),
            s,
            Sum.of(formula("1"), Product.of(formula("-1"), s)));
    Expr[] partials = {
      common, Product.of(common, formula("x1")), Product.of(common, formula("x2"))
    };
    List<nabla.expr.Symbol> columns = variables("x1", "x2", "y");
    List<nabla.expr.Symbol> parameters = variables("b", "w1", "w2");
    Compiled gradient = Compiled.of(columns, parameters, partials);
    Program program = Program.of(variables("x1", "x2", "y", "b", "w1", "w2"), partials);
    SplittableRandom random = new SplittableRandom(5);
    int rows = 10_000;
    double[][] data = new double[3][];
    for (int i = 0; i < 3; i++) {
      data[i] = random.doubles(rows, -2, 2).toArray();
    }
    double[][] results = new double[3][rows];
    double[] weights = {0.3, -0.7, 1.1};
    gradient.evaluateColumns(data, weights, results);
    for (int row = 0; row < rows; row += 97) {
      double[] expected =
          program.evaluate(
              data[0][row], data[1][row], data[2][row], weights[0], weights[1], weights[2]);
      assertArrayEquals(
          expected, new double[] {results[0][row], results[1][row], results[2][row]}, 1e-15);
    }
  }

  @Test
  void cutsLargeCodeIntoParts() {
    Expr x = formula("x");
    Expr f = x;
    for (int k = 0; k < 2000; k++) {
      f = Sum.of(Product.of(Apply.of(Trigonometric.SIN, f), f), x);
    }
    Compiled compiled = Compiled.of(variables("x"), f, formula("x"));
    double expected = Program.of(variables("x"), f).value(0.3);
    double[][] results = new double[2][50];
    double[] column = new double[50];
    Arrays.fill(column, 0.3);
    compiled.evaluateColumns(new double[][] {column}, results);
    assertEquals(expected, results[0][49]);
    assertEquals(0.3, results[1][49]);
  }

  @Test
  void leavesHugeExpressionsToTheProgram() {
    Expr f = formula("x");
    for (int k = 0; k < 60_000; k++) {
      f = Apply.of(Trigonometric.COS, f);
    }
    double[][] results = new double[1][2];
    Compiled.of(variables("x"), f).evaluateColumns(new double[][] {{0.5, 1}}, results);
    assertEquals(0.7390851332151607, results[0][1], 1e-12);
  }

  @Test
  void evaluatesConstantsAndRefusesWrongCounts() {
    Compiled sum = Compiled.of(variables("x", "y"), formula("x + y"));
    assertEquals(5, Compiled.of(List.of(), formula("2 + 3")).evaluate());
    assertThrows(IllegalArgumentException.class, () -> sum.evaluate(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> sum.evaluateColumns(new double[][] {{1}, {1, 2}}, new double[1][2]));
  }

  /// Code that is cut into parts keeps constants in none of them.
  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000})
  void constantsAreOutputsToo(int terms) {
    Symbol w = Symbol.of("w");
    List<Expr> all = new ArrayList<>();
    for (int i = 1; i <= terms; i++) {
      all.add(Apply.of(Trigonometric.SIN, Product.of(Num.of(i), w)));
    }
    Compiled compiled = Compiled.of(List.of(w), Num.of(7), Sum.of(all), Num.of(-2), w);
    double[] results = new double[4];
    compiled.evaluate(new double[] {0.5}, results);
    double sum = 0;
    for (int i = 1; i <= terms; i++) {
      sum += Math.sin(i * 0.5);
    }
    assertArrayEquals(new double[] {7, sum, -2, 0.5}, results, 1e-9);
    double[][] rows = new double[4][1];
    compiled.evaluateColumns(new double[][] {{0.5}}, rows);
    assertArrayEquals(new double[] {7}, rows[0]);
    assertArrayEquals(new double[] {-2}, rows[2]);
  }
}
