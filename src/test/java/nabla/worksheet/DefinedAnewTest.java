package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// First lines of the sheets that people write: functions of the catalogue defined anew, starts and
/// conditions of descents, rows of numbers, names that are none.
class DefinedAnewTest {

  /// `(3 − w)² + 0.5w²` with the slope −3 at 1, and c a with a slope 2a + b + 1.
  @Test
  void sumsOfWhatWasDefinedAndMore() {
    assertSays(
        "x = 2, y = 3, w = 1, λ = 0.5\nL = (y - w x)^2\nL = L + λ w^2\nevaluate L, ∂L/∂w",
        "L is defined anew",
        "L     = 1.5\n∂L/∂w = −3\n");
    assertSays(
        "L = (y - w x)^2\nL = L + λ w^2\nλ = 0.5\nx = 2\ny = 3\nw = 1\nevaluate L, ∂L/∂w",
        "L     = 1.5\n∂L/∂w = −3\n");
    assertSays(
        "a = 2\nb = 3\nc = a + b\nc = c + 1\nd = c a\nevaluate d, ∂d/∂a",
        "d     = 12\n∂d/∂a = 8\n");
  }

  @Test
  void functionsOfTheCatalogueAreDefinedAnew() {
    assertSays(
        "let σ(x) = 1/(1 + e^-x)\nderive σ\nevaluate σ(0)", "= σ(x)(1 − σ(x))", "σ(0) = 1/2 = 0.5");
    assertSays(
        "let φ(x) = 1/√(2π) e^(-x^2/2)\nderive φ\ncheck φ'(x) = -x φ(x)",
        "= −xe^(−x²/2)/√(2π)",
        "proved");
  }

  @Test
  void powersOfWhatIsNoEulersNumberAreSaid() {
    assertSays(
        "let e = y - x\nlet s(z) = 1/(1 + e^{-z})",
        "e is here what e = y - x says, and not Euler’s");
  }

  @Test
  void whatIsDefinedAnewNeedsNoParentheses() {
    assertSays("let tan(x) = sin x / cos x\nlet f(x) = tan x\nevaluate f(0)", "f(0) = 0");
    assertSays("let relu(x) = max(0, x)\nevaluate relu 3", "relu(3) = 3");
  }

  @Test
  void startsMayBeNamedAsTheFirstIterate() {
    String loss = "let f(x) = x^2 + 3x + 2\ndescend f over x from ";
    assertSays(loss + "x_0 = 5 with η = 0.1 for 2 steps", "2  2.66  17.0556  4.16");
    assertSays(loss + "q = 5 with η = 0.1 for 2 steps", "found a start of q, expected one of x");
    assertSays(
        "let g = u^2 + v^2\ndescend g over u, v from (u, v) = (1, 2) with η = 0.1 for 2 steps",
        "2  0.64  1.28  2.048  ≈ 1.431084");
  }

  /// |f′(x)| = 2·6.5·0.8^t is below 0.5 after 15 steps.
  @Test
  void conditionsMayUseFunctionsOfTheSheet() {
    String sheet = "let f(x) = x^2 + 3x + 2\ndescend f over x from 5 with η = 0.1 until ";
    assertSays(sheet + "|f'(x)| < 0.5", "\n15  ");
  }

  @Test
  void aRowOfNumbersIsAMatrix() {
    assertSays("let A = [[1, 2, 3]]\nlet x = (1, 1, 1)\nevaluate A x", "Ax = 6");
    assertSays(
        """
        network 1 -> 3 tanh -> 1 linear, loss squared
        given W1 = (1,2,3), b1 = (0,0,0), W2 = [[1,2,3]], b2 = 0, x = 1, y = 2
        step W1, b1, W2, b2 by 0.1 along ∇L
        table ŷ for x = 0, 1
        """,
        "x  ŷ\n0  ");
  }

  @Test
  void derivativesOfNamesOfSeveralLettersAreNoProducts() {
    String sheet = "let MSE = (w-2)^2\n";
    assertSays(sheet + "check dMSE/dw = 2(w-2)", "proved");
    assertSays(sheet + "solve dMSE/dw = 0 for w", "w = 2\n");
    assertSays(sheet + "let g = dMSE/dw\nevaluate g at w = 3", "g = 2");
    assertSays(sheet + "given w = 1\nstep w by 0.1 along dMSE/dw", "w ← 1.2");
    assertSays("let loss(w) = (w-1)^2\ncheck \\frac{dloss}{dw} = 2(w-1)", "proved");
  }

  /// Of one input the weights are a column, to one output a row.
  @Test
  void randomWeightsStandAsTheyAre() {
    assertSays(
        "network 1 -> 3 tanh -> 1 linear, loss squared, weights random seed 1",
        "W₁ = (0.5655, −0.2203, −0.7159)\n",
        "W₂ = (−0.4098, 1.1458, −1.2098)ᵀ\n");
  }

  @Test
  void namesWithSignsAreNames() {
    assertSays(
        "let out_o1 = w1 x\nlet E = (t - out_o1)^2\nderive E wrt w1", "= −2x(t − \"out_o1\")");
  }

  @Test
  void aNameWithoutArgumentsBeforeANumberIsSaidToBeAFactor() {
    assertSays(
        "let L = (w-1)^2\nevaluate L(2)",
        "L(…) is read as a product, since L is defined without an argument");
  }

  @Test
  void theSecondDerivativeOfADerivativeIsKnown() {
    assertSays(
        "let s(t) = t^3 - 6t^2 + 9t\nlet v(t) = s'(t)\nlet b(t) = v'(t)\nsolve b(t) = 0 for t",
        "t = 2\nd²L/dt² = 6 > 0");
  }

  @Test
  void namedPartsAreFoundWhateverTheOrderOfTheirInnerProduct() {
    assertSays(
        "θ, x ∈ R^n\nlet h = σ(θ^T x)\nlet J = -y log h - (1-y) log(1-h)\nderive J wrt θ",
        "∂J/∂θ = h·(1 − h) ∂J/∂h·x",
        "= (h − y)x ");
  }

  /// Momentum by hand: v = 0.9 · 0 − 4 and w = 0 + 0.4 at once, then −3.6 − 3.6 and 0.4 + 0.72.
  @Test
  void valuesOfALineAreGivenAtOnce() {
    String sheet =
        """
        given v = 0, w = 0
        let L = (w − 4)^2/2
        let v_new = 9/10 v + ∂L/∂w
        let w_new = w − v_new/10
        given v = v_new, w = w_new
        """;
    assertSays(sheet + "evaluate v, w", "v = −4\n", "w = 2/5");
    assertSays(sheet + "given v = v_new, w = w_new\nevaluate v, w", "v = −36/5", "w = 28/25");
    assertSays(
        "given v = 1, w = 2\nlet p = w + v\nlet q = w + p\ngiven v = p, w = q\nevaluate w",
        "w = 5\n");
    assertSays("given x = 2, y = 2x\nevaluate y", "y = 4\n");
  }
}
