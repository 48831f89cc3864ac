package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Sizes that are letters, `μ ∈ R^d`, and lists that may be rows, as the values say them.
class SizesOfDataTest {

  private static final String SQUARES =
      "x_i, w ∈ R^d; y_i ∈ R\nlet J = 1/n Σ_{i=1}^n (w^T x_i − y_i)²\n";

  @Test
  void aLetterIsTheSizeOfWhatHasValues() {
    // (2/3) Σ_i (−y_i) x_i = −(2/3) ((1, 0) + 2 (3, 2))
    assertSays(
        SQUARES
            + "data x, y = (1, 0), 1; (3, 2), 2; (2, 2), 0\nevaluate ∂J/∂w at w = (0, 0)\n"
            + "given w = (1, 1)\nevaluate J",
        "∂J/∂w = (−14/3, −8/3)",
        "J = 25/3");
    assertSays(
        "x_i, μ ∈ R^d\nlet J = 1/n Σ_{i=1}^n ‖x_i − μ‖²\ngiven x = [1, 0; 3, 2; 2, 2]\n"
            + "solve ∂J/∂μ = 0 for μ",
        "n = 3, as x has 3 rows",
        "μ = (2, 4/3)\n",
        "positive definite: a minimum");
    assertSays(
        "w ∈ R^d\nlet J = Σ_{i=1}^n (w^T x_i − y_i)²\ngiven x = [1, 0; 3, 2], y = (1, 2)\n"
            + "given w = (1, 1)\nevaluate J",
        "J = 9\n");
  }

  /// y − x is (0, −3, −1).
  @Test
  void valuesBeforeADefinitionSayTheSizeOfTheirLetter() {
    String values = "x ∈ R^n\ngiven x = (1, 2, 3), y = (1, −1, 2)\n";
    String at = "evaluate L at w = 1";
    assertSays(values + "let L = Σ_i (y_i − w x_i)^2\n" + at, "L = 10\n");
    assertSays(values + "let L = 1/n Σ_i (y_i − w x_i)^2\n" + at, "L = 10/3");
    assertSays(
        "x ∈ R^{n×d}\ngiven x = [1, 2; 3, 4], y = (1, 2)\nlet L = Σ_i (y_i − w^T x_i)^2\n"
            + "evaluate L at w = (1, 0)",
        "L = 1\n");
    assertSays("x ∈ R^n\ngiven x = (1, 2, 3), y = (1, 2)\nlet L = Σ_i (y_i − w x_i)^2", "error");
  }

  @Test
  void valuesOfAnotherSizeAreRefused() {
    assertSays(
        SQUARES + "data x, y = (1, 0), 1; (3, 2), 2\ngiven w = (1, 1, 1)",
        "w is declared in ℝ^2, and its value is in ℝ^3");
  }

  @Test
  void examplesMayBeApartBySemicolons() {
    assertSays("data u, v = 1, 2; 3, 4\nevaluate u v", "mean of 2  7");
    assertSays("data s = 1; 2; 3\nevaluate s", "mean of 3  2");
    assertSays("data p, q = (1, 2); (3, 4)\nevaluate p q", "mean of 2  7");
    assertSays("data u, v = 1, 2; 3", "error");
  }

  @Test
  void listsOneALineAreRowsWhereOnlyThatFits() {
    // ŷ = 1 − 2 = −1, L = (−1 − 1)²
    assertSays(
        "network ŷ = W x + b; L = ‖ŷ − y‖²\nW = [1, −1]\nb = 0\nx = (1, 2)\ny = 1",
        "ŷ = −1\nL = 4\n");
    assertSays(
        "z = w x + b\nŷ = 2z\nL = (y − ŷ)²\nx = (1, 2)\nw = (0.5, −1)\nb = 0.5\ny = 1\nevaluate L",
        "L = 9\n");
    // z = 2, u = (2, 1), and z = 2.5, u = (2.5, 1.25)
    assertSays(
        "network z = W x; u = W^T z; L = ‖x − u‖²\ngiven W = [1, 0.5]\ndata x = (1, 2), (2, 1)",
        "1        (1, 2)  2    (2, 1)       2\n",
        "mean of L: 1.15625");
  }

  @Test
  void vectorsOfWhichEntriesAreUsedAreValues() {
    assertSays(
        "s ∈ R^2\nK = Σ_j s_j^2\ns = (1, 2)\nevaluate K, ∂K/∂s", "K     = 5\n∂K/∂s = (2, 4)\n");
    assertSays("z_i = w_i x_i\nL = Σ_i z_i^2\nx = (1, 2)\nw = (1, 2)\nevaluate L", "L = 17\n");
    assertSays("x = (1, 2, 4)\ny1 = 2 x1 + x2\nevaluate y1", "y₁ = 4\n");
  }

  @Test
  void numbersOfParametersAreValues() {
    String parabola = "J(w) = (w - 3)^2\n";
    assertSays(parabola + "w = 0\nw ← w - 0.1 ∂J/∂w\nevaluate J(w)", "w ← 0.6\n", "J(w) = 5.76");
    assertSays(parabola + "solve ∂J/∂w = 0 for w\nw = 0", "w = 3\n", "a minimum");
    assertSays("let w = 0\n" + parabola + "step w by 0.1 along ∂J/∂w", "w ← 0.6\n");
  }

  @Test
  void numbersBelowADefinitionAreValues() {
    assertSays("L = (w x − y)²\nw = 3\nx = 2\ny = 1\nevaluate L, ∂L/∂w", "L     = 25\n∂L/∂w = 20");
    assertSays(
        "L = (w x − y)²\nw = 3\nx = 2\ny = 1\nstep w by 0.1 along ∇L\nevaluate L", "L = 1\n");
  }

  @Test
  void declarationsMayStandBetweenCommas() {
    assertSays("x ∈ R^n, y ∈ R^n\nx = (1, 2)\nevaluate x", "x = (1, 2)\n");
    assertSays(
        "declare X ∈ R^{m×n}, w ∈ R^n\nL = ‖X w‖²\nX = [1, 0; 0, 1; 1, 1]\nw = (1, 2)\nevaluate L",
        "L = 14\n");
    assertSays("a ∈ R, x, y ∈ R^2\nshapes a x + y", "a       scalar  declared");
    assertSays("a ∈ R; z ∈ R, x, y ∈ R^2\nshapes z a x + y", "2×1");
  }
}
