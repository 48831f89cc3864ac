package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Names of derivatives: by `let g = ∂L/∂w`, `let g = ∇L`, and `derive L as g`.
class NamedDerivativesTest {

  private static final String LOSS = "let L = (w - 3)^2\n";

  @Test
  void areFormulasInWhatTheDerivativeIs() {
    assertSays(LOSS + "let g = ∂L/∂w\nevaluate g, 2g", "g  = 2(w − 3)", "2g = 4(w − 3)");
    assertSays(LOSS + "let g = dL/dw\ngiven w = 1\nlet h = g + 1\nevaluate h", "h = −3");
    assertSays(LOSS + "let g = ∇L\ngiven w = 1\nevaluate g", "g = −4");
    assertSays("let M = a^2 b\nlet G = ∇M\ngiven a = 2, b = 3\nevaluate G", "(12, 4)");
    assertSays("let M = a^2 b\nlet G = -∇M\ngiven a = 2, b = 3\nevaluate G", "(−12, −4)");
    assertSays("x ∈ R^2\nlet F = ‖x‖²\nlet r = ∂F/∂x\ngiven x = (1, 2)\nevaluate r", "r = (2, 4)");
    assertSays(
        "let L = (\nlet g = ∂L/∂w", "L has no meaning, as its definition in line 1 is wrong");
  }

  @Test
  void areWrittenAsFractionsAndInARow() {
    String chain = "let z = w x + b\nlet a = σ(z)\nlet L = (a - y)^2\n";
    assertSays(chain + "check ∂L/∂w = ∂L/∂a ∂a/∂z ∂z/∂w", "proved");
    assertSays(chain + "check dL/dw = dL/da da/dz · x", "proved");
    assertSays(LOSS + "given w = 1\nevaluate \\frac{dL}{dw}, \\frac{d}{dw} L", "= −4", "= −4");
    assertSays(LOSS + "solve \\frac{dL}{dw} = 0 for w", "w = 3");
    assertSays(LOSS + "evaluate ∂L/∂w∂b", "order 1 above and 2 below");
  }

  @Test
  void areDirectionsOfSteps() {
    String given = "given w = 1\n";
    assertSays(LOSS + "let g = ∂L/∂w\n" + given + "step w by α along g", "w ← 4α + 1");
    assertSays(LOSS + given + "step w by 1/2 along ∂L/∂w\nevaluate w", "w ← 3", "w = 3");
    assertSays(LOSS + "derive L wrt w as g\n" + given + "step w by 1/4 along g", "w ← 2");
    String two = "let M = a^2 b\nlet G = ∇M\ngiven a = 2, b = 3\n";
    assertSays(two + "step a, b by 1/4 along G", "a ← −1\nb ← 2\n");
    assertSays(two + "let θ = (a, b)\nstep θ by 1/4 along G", "a ← −1\nb ← 2\n");
    assertSays(LOSS + given + "step w by 1 along L", "expected the gradient of a named formula");
    assertSays(two + "step a, b by 1/4 along ∂M/∂a", "or a list with an entry for each of a, b");
    assertSays(LOSS + given + "step w by 1 along -∇L", "w ← 5", "goes against the gradient");
  }

  @Test
  void followWhatTheyAreDerivativesOf() {
    String chain = "let z = b + w x\nlet L = (y - z)^2\nderive L wrt w as g\n";
    String values = "given b = 1, w = 1, x = 1, y = 1\nevaluate g, ∂L/∂w\n";
    assertSays(
        chain + "let z = b + w^2 x\n" + values,
        "derived anew: g = −4wx(y − z)",
        "g     = 4\n∂L/∂w = 4");
    assertSays(chain + "let L = w^3\n" + values, "derived anew: g = 3w²", "g     = 3");
    assertSays(
        "let x = 1\nlet L = x w\nderive L wrt w as g\nlet x = w^2\ngiven w = 2\nevaluate g, ∂L/∂w",
        "g     = 12\n∂L/∂w = 12");
    assertSays("let L = x^2\nderive L as g\nlet g = 7\nlet L = x^3\nevaluate g", "g = 7");
  }

  @Test
  void aNameOfSeveralLettersIsOne() {
    assertSays("let s = p^2 q\nderive s wrt p, q as ds\ngiven p = 1, q = 3\nevaluate ds", "(6, 1)");
    assertSays("let s = p^2\nderive s wrt p as slope\ngiven p = 4\nevaluate slope", "= 8");
  }

  @Test
  void aPrimeOfWhatIsNoFunctionSaysWhatToWrite() {
    String loss = "let L = (w - 1)^2\ngiven w = 3\n";
    assertSays(loss + "evaluate L'", "error: sheet:3:10", "L′ has no meaning", "write ∂L/∂w");
    assertSays(loss + "evaluate ∂L/∂w", "= 4");
    assertSays("let L(w) = (w - 1)^2\nevaluate L'(3)", "L′(3) = 4");
    assertSays("let g = 3 + x\nlet g' = 5\nevaluate g'", "= 5");
  }

  @Test
  void derivativesByIntermediates() {
    String neuron = "let z = w x + b\nlet L = (σ(z) - y)^2/2\n";
    assertSays(neuron + "check ∂L/∂w = ∂L/∂z x", "proved");
    assertSays(neuron + "check ∂L/∂w = ∂L/∂z", "refuted");
    String named = neuron + "let δ = ∂L/∂z\n";
    assertSays(named + "check ∂L/∂w = δ x", "proved");
    assertSays(named + "check ∂L/∂b = 2δ", "refuted");
    assertSays(named + "evaluate δ at w = 1, x = 2, b = 0, y = 1", "δ = −σ(2)(1 − σ(2))²");
    assertSays(
        neuron + "given w = 1, x = 2, b = 0, y = 1\nevaluate ∂L/∂z · ∂z/∂w, ∂L/∂w", "−0.0250310");
    String layers = "let a = W x + b\nlet h = relu(a)\nlet L = ‖V h - y‖²/2\n";
    String numbers =
        "given W = [1, 2; -3, 1], x = (1, 1), b = (0, 1), V = [1, 1], y = (2)\nlet δ = ∂L/∂a\n";
    assertSays(layers + numbers + "evaluate δ, ∂L/∂h", "δ     = (1, 0)", "∂L/∂h = (1, 1)");
    assertSays(layers + numbers + "check ∂L/∂W = δ x^T", "proved");
  }

  @Test
  void aDerivativeThatHasANameIsAFormula() {
    String named = "let L = (w x - y)^2\nlet g = ∂L/∂w\n";
    assertSays(named + "check g = 2x(w x - y)", "proved");
    assertSays(named + "solve g = 0 for w", "w = y/x");
    assertSays("let f(x) = x^3\nlet q(x) = x f''(x)\nevaluate q'(1)", "= 12");
  }

  /// At a kink, as those do that are not named.
  @Test
  void sayWhereThereIsNone() {
    String loss = "let L = w^2 + λ |w x|\ngiven λ = 1, x = 2\nderive L wrt w as g\n";
    String none = ": no derivative here, as wx ≠ 0 does not hold; the value is that of the formula";
    assertSays(loss + "evaluate g at w = 0", "g = 0\ng" + none);
    assertSays(loss + "let h = g + 1\nevaluate h at w = 0", "h = 1\nh" + none);
    assertSays(loss + "table L, g for w = 0, 1", "g at w = 0: no derivative here");
    assertSays(loss + "given w = 0\nstep w by 0.1 along g", "w − 0.1g" + none);
    assertSays(loss + "data x = 0, 1\ngiven w = 1\nevaluate g", "no derivative at example 1, as");
    for (String smooth :
        new String[] {
          "evaluate g at w = 1", "let g = w\nevaluate g at w = 0", "table g for w = 2"
        }) {
      String text = WorksheetTest.text(loss + smooth);
      assertFalse(text.contains("no derivative"), text);
    }
  }

  /// `dw` may be a name, be it of the gradient itself, and `dL/dw` is no quotient by it.
  @Test
  void areNoQuotientsByDifferentialsWithNames() {
    assertSays(
        "let L = w^2\nlet dw = 5\ncheck dL/dw = 2w\nevaluate 2 dL/dw at w = 3", "proved", "= 12");
    assertSays("let L = w^2\nlet dw = 5\nlet v = w - 0.1 dL/dw\nevaluate v at w = 3", "v = 2.4");
    assertSays("given dt = 0.01\nlet s(t) = t^3\nlet v(t) = ds/dt\nevaluate v(2)", "v(2) = 12");
    assertSays("let L = (w - 1)^2\nlet dw = dL/dw\nevaluate dw at w = 3", "dw = 4");
    assertSays("given dy = 6, dx = 2\nevaluate dy/dx", "= 3\n");
  }

  /// `dv/du` of `u = x²` and `v = x³` is not 0.
  @Test
  void byWhatStandsBesideThemAreRefused() {
    String names = "let u = x^2\nlet v = x^3\n";
    String refused = "found a derivative of v by u, which is defined, and of which v is not made";
    assertSays(names + "evaluate dv/du at x = 2", refused);
    assertSays(names + "solve dv/du = 0 for x", refused);
    assertSays(names + "table dv/du for x = 1", refused);
    assertSays(names + "check dv/du = 3x/2", refused);
    assertSays(names + "evaluate (dv/dx)/(du/dx) at x = 2", "= 3\n");
    assertSays(names + "let z = u + v\nevaluate dz/du at x = 2", "= 1\n");
  }

  /// Greek letters that are spelled out, with and without a number.
  @Test
  void areOfGreekLetters() {
    String alpha = "let alpha1 = x^2\n";
    assertSays(alpha + "derive alpha1 + x wrt x", "= 2x + 1");
    assertSays(alpha + "check alpha1 = x^2", "proved");
    assertSays(alpha + "solve dalpha1/dx = 4 for x", "x = 2\n");
    assertSays("let mu = x^3\ncheck dmu/dx = 3x^2", "proved");
    assertSays("let ell = x^2 - 2 x\nsolve ∂ell/∂x = 0 for x", "x = 1\n");
    assertSays("let sigma2 = 4\nlet mu = 5\nevaluate mu + sigma2", "= 9\n");
  }

  /// The Jacobian of a vector by numbers that a list names; Newton's and Gauss and Newton's steps
  /// by hand.
  @Test
  void jacobiansByLists() {
    String list = "θ = (a, b)\nr = (a^2 + b^2 - 4, a b - 1)\nJ = ∂r/∂θ\ngiven a = 2, b = 1\n";
    assertSays(list + "evaluate J, det(J)", "J      = [4, 2; 1, 2]\n", "det(J) = 6\n");
    assertSays(list + "θ ← θ - J^{-1} r\nevaluate θ", "θ = (2, 1/2)");
    assertSays(
        """
        t = (0, 1, 2)
        y = (2, 1, 0.5)
        θ = (a, b)
        r = y - a exp(-b t)
        J = ∂r/∂θ
        given a = 1, b = 0
        evaluate J^T J, J^T r
        """,
        "JᵀJ = [3, −3; −3, 5]\n",
        "Jᵀr = (−0.5, −1)\n");
  }

  /// A letter that no sum runs over names one vector.
  @Test
  void derivativesOfNamesWithAnIndex() {
    assertSays(
        "f_t, p ∈ R^m\nc_t = f_t ⊙ p\ncheck ∂c_t/∂p = diag(f_t)", "proved by the laws of matrices");
    assertSays("z_i = w x_i + b\nx_i ∈ R\ncheck ∂z_i/∂w = x_i", "proved");
  }

  @Test
  void jacobiansByNumbersInBrackets() {
    assertSays(
        "r = (x^2 + y, x y)\nJ = ∂r/∂(x, y)\nx = 2, y = 1\nevaluate J", "J = [4, 1; 1, 2]\n");
  }

  /// No 0 where a vector that is defined by its entries stands as a whole.
  @Test
  void vectorsByTheirEntriesAsAWhole() {
    String definitions = "w, x ∈ R^n\nz_i = w_i x_i\nq = ||z||^2\n";
    assertSays(definitions + "derive q wrt w", "z = w ⊙ x", "= 2(x ⊙ z)");
    assertSays(definitions + "derive q wrt z", "= 2z");
  }

  @Test
  void derivativesOfWordsInUpdates() {
    assertSays("loss = (w - 1)^2\nw = 0\nw ← w - 0.1 dloss/dw", "w ← 0.2\n");
  }
}
