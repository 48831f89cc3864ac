package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// What has an index below: `z_i` and `z_1`, values of `x_1` and `x_2`, sums over shifted places.
class EntriesTest {

  private static final String SQUARES = "let J = Σ_{i=1}^n (w x_i − y_i)²\n";

  @Test
  void aNumberBelowIsOneOfWhatIsDefinedByAnIndex() {
    String line = "let z_i = w x_i + b\ngiven x = (1, 2, 3), w = 2, b = 1\n";
    assertSays(line + "evaluate z_1, z_2 − z_1, z", "z₁      = 3\n", "zᵢ      = (3, 5, 7)\n");
    assertSays(line + "let s = z_3\nevaluate s", "s = 7\n");
    assertSays(line + "derive z_2 wrt w", "= x₂", "verified");
    assertSays(line + "table z for w = 0, 1", "w  z\n0  (1, 1, 1)\n1  (2, 3, 4)\n");
    assertSays(
        "let c_k = Σ_{j=1}^2 v_j x_{k+j-1}\ngiven x = (1, 2, 5), v = (1, −1)\nevaluate c_1, c_2",
        "c₁ = −1\nc₂ = −3\n");
    assertSays("let a_k = 1/k^2\nevaluate a_3", "a₃ = 1/9");
  }

  /// The examples of a course as it writes them; the mean of 1, 1 and 4 over 6.
  @Test
  void labelsInParenthesesAreEntries() {
    assertSays(
        """
        x^{(1)} = 1, x^{(2)} = 2, x^{(3)} = 3
        y^{(1)} = 2, y^{(2)} = 3, y^{(3)} = 5
        J = 1/6 Σ_i (θ_1 x^{(i)} - y^{(i)})^2
        θ_1 = 1
        evaluate J, ∂J/∂θ_1, x^{(2)}
        """,
        "J       = 1\n",
        "∂J/∂θ₁  = −3\n",
        "x^{(2)} = 2\n");
    assertSays(
        """
        x^{(1)} = (1, 2), x^{(2)} = (3, 4)
        y^{(1)} = 2, y^{(2)} = 3
        J = 1/2 Σ_i (w^T x^{(i)} - y^{(i)})^2
        w = (1, 0)
        evaluate J, ∂J/∂w
        """,
        "x = [1, 2; 3, 4]",
        "= (−1, −2)\n");
  }

  /// Hinge loss of the first class: 0 of the sum is for itself.
  @Test
  void sumsWithoutOneValue() {
    assertSays(
        "s = (1, 2, 3)\nH = Σ_{j≠1} max(0, s_j - s_1 + 1)\nevaluate H, ∂H/∂s",
        "H     = 5\n",
        "= (−2, 1, 1)\n");
    assertSays(
        "p = [0.5, 0.5; 0.2, 0.8]\ny = (1, 2)\nL = -Σ_i Σ_k 1{y_i = k} log p_{ik}\nevaluate L",
        "L = ln(2.5)");
  }

  @Test
  void aLetterBelowThatStandsNowhereElseIsNoIndex() {
    assertSays("let E_k = m v²/2\ngiven m = 2, v = 3\nevaluate E_1", "E_1 has no value");
    assertSays(
        "let z_i = w x_i\nz_2 ∈ R\ngiven x = (1, 2), w = 3\nevaluate z_2", "z_2 has no value");
    assertSays("let z_i = w x_i\nlet z_2 = 7\nevaluate z_2", "z₂ = 7\n");
  }

  @Test
  void whatIsDefinedByAnIndexAndIsWrongHasNoMeaning() {
    String wrong = "given w = (1, 2)\nlet c_k = k Σ_{j=1}^3 w_j\n";
    assertSays(wrong + "evaluate c_1", "c_1 has no meaning, as its definition in line 2 is wrong");
    assertSays(wrong + "let M = Σ_{k=1}^3 c_k", "c has no meaning, as its definition in line 2");
  }

  @Test
  void valuesOfEntriesAreThoseOfTheVector() {
    String values = "x = (1, 2)\ny = (3, 5)\nn = 2, as x has 2 entries\n";
    String at = "evaluate J at w = 1";
    String both = "given x_1 = 1, x_2 = 2, y_1 = 3, y_2 = 5\n";
    assertSays(SQUARES + both + at, values, "J = 13\n");
    assertSays(SQUARES + "given x_1 = 1, y_1 = 3\ngiven x_2 = 2, y_2 = 5\n" + at, values, "J = 13");
    assertSays(
        SQUARES + "x_1 = 1\nx_2 = 2\ny_1 = 3\ny_2 = 5\n" + at,
        "x = (1, 2)\nn = 2, as x has 2 entries\n",
        "y = (3, 5)\n",
        "J = 13\n");
    assertSays("x_1 = 1\nx_2 = 2\ny_1 = 3\ny_2 = 5\n" + SQUARES + at, values, "J = 13\n");
    assertSays(
        """
        m ∈ R^2
        let J = 1/n Σ_{i=1}^n ‖x_i − m‖²
        given x_1 = (1, 0), x_2 = (3, 2)
        evaluate J at m = (0, 0)
        """,
        "x = [1, 0; 3, 2]\nn = 2, as x has 2 rows\n",
        "J = 7\n");
  }

  @Test
  void anEntryOfWhatHasValuesIsNotGivenApart() {
    String given = SQUARES + "given x = (1, 2), y = (3, 5)\n";
    assertSays(given + "given x_2 = 7", "x₂ looks like an entry of x ∈ ℝ^2 above");
    String gap = SQUARES + "given x_1 = 1, x_3 = 2\n";
    assertFalse(text(gap).contains("x = (1, 2)"), text(gap));
  }

  @Test
  void sumsOverShiftedPlacesHaveGradientsWithValues() {
    String sums =
        """
        let L = Σ_{k=1}^2 (Σ_{j=1}^2 w_j x_{k+j} − y_k)²
        given x = (1, 2, 3, 4), y = (1, 2), w = (1, 0)
        """;
    // r = (2 − 1, 3 − 2) = (1, 1); ∂L/∂w_j = 2 Σ_k r_k x_{k+j}, ∂L/∂x_2 = 2 r_1 w_1
    assertSays(sums + "evaluate L, ∇_w L", "L     = 2\n∂L/∂w = (10, 14)\n");
    assertSays(sums + "evaluate ∂L/∂x", "∂L/∂x = (0, 2, 2, 0)\n");
    assertSays(sums + "step w by 0.1 along ∇_w L", "w ← (0, −1.4)");
    assertSays(
        sums + "clear w\nsolve ∂L/∂w = 0 for w",
        "26w₁ + 36w₂ − 16 = 0\n36w₁ + 50w₂ − 22 = 0\nw₁ = 2\nw₂ = −1\n",
        "positive definite: a minimum");
    assertSays(
        sums + "simplify ∂L/∂w", "= 2Σ_{k=1}^2 (Σ_{j=1}^2 wⱼxₖ₊ⱼ − yₖ)Σ_{j=1}^2 xⱼ₊ₖ unit(j, 2)");
  }

  @Test
  void wordsForAtGoBeforeValues() {
    for (String word : new String[] {"at", "for", "with", "when", "given"}) {
      assertSays("let f(x) = x²\nevaluate f(x) " + word + " x = 3", "f(x) = 9\n");
    }
  }

  /// q stands nowhere but below x: x_q is a vector of its own beside x₁ and x₂. Of skip-gram (T.
  /// Mikolov and others, 2013) −ln σ(1) − 2 ln σ(−1/2).
  @Test
  void aLetterBelowThatIsNoIndexMakesANameOfItsOwn() {
    assertSays(
        """
        d = ||x_q - x_1||^2 + Σ_{i=1}^2 ||x_i||^2
        x_q = (1, 1)
        x_1 = (1, 0)
        x_2 = (0, 2)
        evaluate d, ∂d/∂x_q
        """,
        "d       = 6\n∂d/∂x_q = (0, 2)\n");
    assertSays(
        """
        L = -log σ(u_o^T v_c) - Σ_{k=1}^2 log σ(-u_k^T v_c)
        given u_o = (1, 0), v_c = (1, 1), u_1 = (0.5, 0), u_2 = (0, 0.5)
        evaluate L
        derive L wrt u_o
        """,
        "L ≈ 2.26141565588\n",
        "∂L/∂uₒ = (σ(uₒᵀv_c) − 1)v_c\n");
    assertSays( // k is an index of what is defined
        """
        x_i, μ_k ∈ R^2
        r_{ik} = exp(-‖x_i - μ_k‖²)/Σ_j exp(-‖x_i - μ_j‖²)
        let J = Σ_{i=1}^2 Σ_{k=1}^2 r_{ik}
        given x = [0, 1; 1, 0], μ = [0, 1; 1, 0]
        evaluate J
        """,
        "J = 2");
  }
}
