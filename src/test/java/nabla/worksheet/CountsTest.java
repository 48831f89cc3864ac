package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

/// Losses that add up their examples themselves.
class CountsTest {
  private static final String LOSS = "let L = 1/(2m) Σ_{i=1}^m (w x_i - y_i)^2\n";

  private static final String ASKED =
      """
      evaluate L at w = 1
      table L for w = 0, 1
      solve ∂L/∂w = 0 for w
      descend L over w from 0 with α = 0.1 for 2 steps
      """;

  /// (1 + 1 + 16)/6 at w = 1; 0 = 14 w − 29.
  @Test
  void aVectorSaysHowManyExamplesThereAre() {
    String[] said = {
      "m = 3, as x has 3 entries", "L = 3\n", "0  10.3333333333\n", "29/14", "0.9666667"
    };
    assertSays(LOSS + "given x = (1, 2, 3), y = (2, 3, 7)\n" + ASKED, said);
    assertSays("given x = (1, 2, 3), y = (2, 3, 7)\n" + LOSS + ASKED, said);
  }

  @Test
  void examplesOneByOneAreTheEntriesOfAVector() {
    String[] said = {"L = 3\n", "0  10.3333333333\n", "29/14", "0.9666667"};
    assertSays(LOSS + "data x, y = (1, 2), (2, 3), (3, 7)\n" + ASKED, said);
    assertSays("data x, y = (1, 2), (2, 3), (3, 7)\n" + LOSS + ASKED, said);
  }

  /// The mean over examples divides by their number already.
  @Test
  void theLossOfOneExampleDoesNotSayWhatTheLetterIs() {
    assertSays(
        "let L = (w x - y)^2/(2m)\ndata x, y = (1, 2), (2, 3), (3, 7)\nevaluate L at w = 1",
        "m in L is a number of its own",
        "mean of 3  3/m");
  }

  @Test
  void whatIsKnownOtherwiseStays() {
    assertSays(
        "X ∈ R^{m×n}; w ∈ R^n; y ∈ R^m\nlet L = 1/(2m) ‖X w - y‖²\n"
            + "given X = [1, 2; 3, 4; 5, 6], y = (1, 2, 3), w = (0, 1)\nevaluate L",
        "L = 7/3");
    String given = text(LOSS + "given m = 2, x = (1, 2), y = (2, 3)\nevaluate L at w = 1");
    assertFalse(given.contains("as x has"), given);
    assertSays("given m = 4\nlet L = m w^2\ngiven w = 3\nevaluate L", "L = 36\n");
  }

  /// The line through the points by its formula, ŵ = Sxy/Sxx, against that by the normal equations.
  @Test
  void numbersOfAllExamplesLeaveThemExamples() {
    String data = "data x, y = (1, 2), (2, 4), (3, 7)\n";
    SimpleRegression line = new SimpleRegression();
    line.addData(new double[][] {{1, 2}, {2, 4}, {3, 7}});
    assertEquals(5.0 / 2, line.getSlope(), 1e-12);
    assertSays(
        data + "evaluate mean(x), max(y), Σ_i x_i y_i", "mean(x)        = 2\n", "= 7\n", "= 31\n");
    assertSays(
        data
            + "let xbar = mean(x)\nlet Sxy = Σ_i (x_i - xbar)(y_i - mean(y))\n"
            + "let Sxx = Σ_{i=1}^n (x_i - xbar)^2\nevaluate Sxy/Sxx\n"
            + "let L = (w x + b - y)^2\nsolve ∂L/∂w = 0, ∂L/∂b = 0 for w, b",
        "xbar = 2, of all 3 examples",
        "Sxy = 5, of all 3 examples",
        "Sxy/Sxx = 5/2",
        "L is the mean over 3 examples",
        "w = 5/2");
  }

  @Test
  void gradientsAreByNoneOfTheData() {
    String loss = "data x, y = (1, 2), (2, 4), (3, 7)\nlet MSE = 1/n Σ_{i=1}^n (y_i - w x_i)^2\n";
    assertSays(loss + "evaluate ∇MSE at w = 2", "∂MSE/∂w = −2\n");
    assertSays(loss + "given w = 2\nstep w by 1/4 along ∇MSE", "w ← 5/2");
  }

  @Test
  void aNumberOfExamplesIsTheirs() {
    assertSays(
        "data x, y = (1, 2), (2, 4), (3, 7)\nlet L(w, b) = 1/3 Σ_{i=1}^3 (w x_i + b - y_i)^2\n"
            + "evaluate L(1, 1)\nsolve ∇L = 0 for w, b",
        "L(1, 1) = 10/3",
        "w = 5/2",
        "b = −2/3");
  }

  /// What is made of other numbers is a formula, and follows them.
  @Test
  void whatHasOtherValuesInItIsNoNumberOfTheExamples() {
    String data = "data x, y = (1, 2.1), (2, 3.9), (3, 6.2), (4, 7.8)\n";
    String sum = "given w = 1, b = 0\nlet S = Σ_i (y_i - w x_i - b)^2\n";
    assertSays(data + sum + "evaluate S at w = 2", "S = 0.1\n");
    assertSays(data + sum + "given w = 2\nevaluate S", "S = 0.1\n");
    assertSays(data + sum + "step w, b by 0.01 along ∇S", "w ← 1.594\nb ← 0.2\n");
    assertSays(data + "let c = 2\nlet T = c Σ_i x_i\nlet c = 3\nevaluate T", "T = 30\n");
    assertSays(data + "given k = 5\nlet Q = k mean(x)\nevaluate Q at k = 1", "Q = 5/2");
  }

  @Test
  void numbersOfTheExamplesFollowThem() {
    assertSays(
        "data x, y = (1, 2), (2, 4)\nlet m = mean(x)\nlet S = Σ_i (x_i - m)^2\nevaluate S\n"
            + "data x, y = (1, 2), (5, 4)\nevaluate m, S",
        "m = 3/2, of all 2 examples",
        "S = 1/2",
        "m = 3 from here on",
        "S = 8 from here on",
        "m = 3\nS = 8\n");
  }

  /// A sum over one of two columns.
  @Test
  void sumsOfSomeOfTheVariablesAreSolvedAndDescended() {
    String sum = "data x, y = (1, 2), (2, 4), (3, 7)\nlet V = Σ_i (x_i - k)^2\n";
    assertSays(sum + "solve ∂V/∂k = 0 for k", "k = 2\n", "a minimum");
    assertSays(sum + "descend V over k from 0 with α = 0.1 for 1 steps", "1  1.2");
    assertSays(sum + "evaluate V at k = 1", "V = 5\n");
    String function = "data x, y = (1, 2), (2, 4), (3, 7)\nlet V(k) = Σ_i (x_i - k)^2\n";
    assertSays(function + "solve V'(k) = 0 for k", "k = 2\n", "a minimum");
    assertSays(function + "plot V for k in [0, 5]", "The graph of V(k) for k from 0 to 5");
    assertFalse(text(sum).contains("a number of its own"), text(sum));
  }

  /// The b of `ŷ = w x + b`, where x is a vector.
  @Test
  void vectorsThatNobodyDeclaredAreSaid() {
    String said = "b is read as a vector in ";
    assertSays("given x = (1, 2, 3)\nlet ŷ = x + b", said, "for a number write b 𝟏 there");
    assertSays("given x = (1, 2, 3)\nlet ŷ = w x + b", "b is added to each entry");
    String layer = text("given x = (1, 2, 3)\nlet a = W x + b");
    assertFalse(layer.contains(said), layer);
  }
}
