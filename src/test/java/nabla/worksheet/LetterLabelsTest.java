package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Numbers with a letter below beside lists of the same name.
class LetterLabelsTest {

  @Test
  void areNoEntries() {
    String sum = "evaluate x_m\nevaluate Σ_i log(x_i/x_m)";
    String[] right = {"xₘ = 1\n", "= 6 ln(2) ≈ 4.15888308336"};
    assertSays("given x_m = 1, x = (2, 4, 8)\n" + sum, right);
    assertSays("x = (2, 4, 8)\nx_m = 1\n" + sum, right);
    assertSays("x_m = 1\ngiven x = (2, 4, 8)\n" + sum, right);
  }

  /// The exponent of a Pareto distribution: n/Σ ln(x_i/x_m).
  @Test
  void areSuchInLikelihoods() {
    assertSays(
        """
        n = 3
        x = (2, 4, 8)
        ℓ(α) = n log α + n α log x_m - (α + 1) Σ_{i=1}^n log x_i
        solve ℓ'(α) = 0
        given x_m = 1
        solve ℓ'(α) = 0
        """,
        "α = 1/(2 ln(2) − ln(xₘ))",
        "α = 1/(2 ln(2)) ≈ 0.721347520444",
        "a maximum");
  }

  /// The letter is an index where a sum runs over it, or where it is a number of examples.
  @Test
  void areNoneWhereTheLetterIsAnIndex() {
    assertSays("x = (2, 4, 8)\nevaluate Σ_{m=1}^3 x_m", "= 14\n");
    assertSays("x = (2, 4, 8)\nm = 3\nevaluate x_m", "xₘ = 8\n");
  }

  /// h is a count, and no function of what stands behind it.
  @Test
  void lettersOfFunctionsWithNumbers() {
    assertSays("given h = 7\nL = θ^h (1 - θ)^3\nevaluate L at θ = 1/2", "L = 1/1024");
    assertSays("f(x) = x^2\ngiven h = 0.001\nevaluate (f(1 + h) - f(1))/h", "= 2.001");
  }

  /// The hinge loss of several classes: only 5.1 − 3.2 + 1 is positive.
  @Test
  void classesThatAreLeftOut() {
    String scores = "s = (3.2, 5.1, -1.7)\n";
    String hinge = "L = Σ_{j≠%s} max(0, s_j - s_%s + 1)\nevaluate L";
    assertSays(scores + "y = 1\n" + hinge.formatted("y", "y"), "L = 2.9\n");
    assertSays(scores + "k = 1\n" + hinge.formatted("k", "k"), "L = 2.9\n");
    assertSays(scores + "given k = 1\n" + hinge.formatted("k", "k"), "L = 2.9\n");
    assertSays("t = (1, 2, 3)\nevaluate Σ_{i≠j} t_i t_j", "= 22\n");
  }
}
