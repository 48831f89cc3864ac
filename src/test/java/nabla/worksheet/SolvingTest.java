package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// `solve` on a sheet: one equation, several, and where the gradient of a named formula is 0. The
/// values were found by hand and put into the equations.
class SolvingTest {

  @Test
  void likelihoodsAsProducts() {
    assertSays(
        "x_i > 0\nλ > 0\nL(λ) = Π_{i=1}^n λ exp(-λ x_i)\nℓ(λ) = log L(λ)\nsolve ∂ℓ/∂λ = 0 for λ",
        "λ = n/(Σ_{i=1}^n xᵢ)",
        "−(Σ_{i=1}^n xᵢ)²/n < 0: a maximum");
  }

  /// Linear regression over examples, and the weighted mean (Bishop, Pattern Recognition and
  /// Machine Learning, equations 3.15 and 9.17).
  @Test
  void sumsOverVectors() {
    assertSays(
        "x_i ∈ R^d; y_i ∈ R; w ∈ R^d; λ > 0\nJ = 1/2 Σ_{i=1}^n (w^T x_i - y_i)^2 + λ/2 ‖w‖²\n"
            + "solve ∂J/∂w = 0 for w",
        "w = (Σ_{i=1}^n xᵢxᵢᵀ + λI_{d})⁻¹Σ_{i=1}^n yᵢxᵢ\n",
        "is positive definite, so that this is the only solution");
    assertSays(
        "x_i, μ ∈ R^d; r_i ∈ R\nJ = Σ_{i=1}^n r_i ‖x_i - μ‖²\nsolve ∂J/∂μ = 0 for μ",
        "μ = (Σ_{i=1}^n rᵢxᵢ)/(Σ_{i=1}^n rᵢ)");
    assertSays(
        "a, w ∈ R^d; λ > 0; y ∈ R\nsolve (a^T w - y) a + λ w = 0 for w", "w = y(aaᵀ + λI_{d})⁻¹a");
    assertSays("a, w ∈ R^d; λ > 0\nsolve (a^T w)^2 a + λ w = 0 for w", "This is not linear in w");
    assertSays(
        "x_i ∈ R^d; θ ∈ R^d; y_i ∈ R\nJ(θ) = 1/2 Σ_{i=1}^n (θ^T x_i - y_i)^2\n"
            + "given x = [1, 0; 1, 1; 1, 2], y = (6, 0, 0)\nsolve ∂J/∂θ = 0 for θ",
        "θ₁ = 5\nθ₂ = −3");
  }

  @Test
  void aGradientIsZeroWhereAllDerivativesAre() {
    String loss = "let L = (w - 1)^2 + (v - 2)^2 + w v\n";
    assertSays(loss + "solve ∇L = 0 for w, v", "w = 0\nv = 2\n", "positive definite: a minimum");
    assertSays(loss + "solve ∂L/∂w = 0, ∂L/∂v = 0 for w, v", "w = 0\nv = 2\n", "a minimum");
    assertSays(
        "let f(u, v) = u^2 v - v\nsolve ∇f(u, v) = 0",
        "u = 1\nv = 0\nThe Hessian there is [0, 2; 2, 0], indefinite: a saddle point.",
        "u = −1\nv = 0\n");
    assertSays(
        "let R = (1-x)^2 + 100 (y-x^2)^2\nsolve ∇R = 0 for x, y",
        "x = 1\ny = 1\nThe Hessian there is [802, −400; −400, 200], positive definite");
  }

  /// σ is 1 to 16 digits at 40, and nowhere 1.
  @Test
  void whatIsZeroByRoundingIsNone() {
    String none = "No solution is found";
    assertSays("let M = ln(1 + e^(-a-b))\nsolve ∇M = 0 for a, b", none);
    assertSays(
        "z = w x + b; ŷ = σ(z); L = -y ln ŷ - (1-y) ln(1-ŷ)\n"
            + "data x, y = (1,1), (2,1), (-1,0), (-2,0)\nsolve ∇L = 0 for w, b",
        none);
    String peak = text("let P = e^(-a^2-b^2)\nsolve ∇P = 0 for a, b");
    assertTrue(peak.contains("a ≈ 0, b ≈ 0\n") && peak.contains("a maximum"), peak);
    assertFalse(peak.contains("\nor\n") || peak.contains("family"), peak);
    String flat = text("solve erf(u) = 1 for u");
    assertFalse(flat.contains("that was tried"), flat);
    assertSays("solve |x| + x = 0 for x", "Every x with x ≤ 0 solves this");
  }

  /// Conditions on letters: a solution is one where they hold, and where the equation has a value.
  @Test
  void solutionsWithLettersSayForWhich() {
    assertSays("solve √x + √a = 1 for x", "x = (1 − √a)²  for 0 ≤ a ≤ 1\n");
    assertSays("solve √x = sin t for x", "x = sin(t)²  for sin(t) ≥ 0\n");
    assertSays("solve |x| = 3 - b^2 for x", "x = 3 − b²  for |b| ≤ √3\n", "x = b² − 3  for");
    assertSays("solve a/x = b for x", "x = a/b  for ab ≠ 0\n");
    assertSays("solve log(x)/log(a) = 2 for x", "x = a²  for a > 0, a ≠ 1\n");
    assertSays("solve ln(a x) = 1 for x", "x = e/a  for a ≠ 0\nWhere a = 0, no x solves it.");
  }

  /// Maximum likelihood and the line of best fit in letters, with sums over the examples.
  @Test
  void equationsOfSumsAreSolvedInLetters() {
    assertSays(
        "let l = Σ_i (k_i ln μ - μ)\nsolve ∂l/∂μ = 0 for μ",
        "nμ = Σ_{i=1}^n kᵢ\nμ = (Σ_{i=1}^n kᵢ)/n  for Σ_{i=1}^n kᵢ > 0\n");
    assertSays(
        "assume λ > 0; x ∈ R^n\nlet l(λ) = n ln λ - λ Σ_i x_i\nsolve l'(λ) = 0 for λ",
        "λ = n/(Σ_{i=1}^n xᵢ)  for Σ_{i=1}^n xᵢ > 0\n");
    assertSays(
        "let h = Σ_{i=1}^n (y_i - a - b x_i)^2\nsolve ∇h = 0 for a, b",
        "a = (Σ_{i=1}^n (yᵢ − bxᵢ))/n\n",
        "b = −(Σ_{i=1}^n xᵢ(yᵢ − (Σ_{j=1}^n yⱼ)/n))/(Σ_{i=1}^n (xᵢ(Σ_{j=1}^n xⱼ)/n − xᵢ²))");
    assertSays(
        "A ∈ R^{3×2}; x ∈ R^2; b ∈ R^3\nlet L = ‖A x - b‖^2\nsolve ∇L = 0 for x",
        "x = (AᵀA)⁻¹Aᵀb  for det(AᵀA) ≠ 0\n");
    assertSays("A ∈ R^{2×2}; u, b ∈ R^2\nsolve A u = b for u", "u = A⁻¹b  for det(A) ≠ 0\n");
  }

  @Test
  void namesInBracketsAreVariablesAsWell() {
    String loss = "let L = x^2 + 10 y^2\ngiven x = 10, y = 1\n";
    assertSays(loss + "solve ∇L = 0 for (x, y)", "2x = 0\n20y = 0\nx = 0\ny = 0\n", "a minimum");
    assertSays(
        loss + "descend L over (x, y) from (x, y) with α = 2/11 for 1 steps",
        "With θ = (x, y)",
        "70/11",
        "descent diverges");
  }

  @Test
  void severalEquationsAreSolvedTogether() {
    assertSays("solve x + y = 3, x - y = 1 for x, y", "x + y = 3\nx − y = 1\nx = 2\ny = 1\n");
    assertSays("solve x y z = 1, x = y, y = z for x, y, z", "x = 1\ny = 1\nz = 1\n");
    assertSays("solve x + y = 3 and 2x + 2y = 7 for x, y", "there is no solution");
    assertSays("solve x y = 0; x + y = 1 for x, y", "x = 1\ny = 0\nor\nx = 0\ny = 1\n");
    assertSays(
        "solve e^x = 2, x + y = 1 for x, y",
        "x = ln(2) ≈ 0.69314718056\ny = 1 − ln(2) ≈ 0.30685281944\n");
  }

  @Test
  void anEquationThatIsLinearInOneVariableIsSolvedInCases() {
    String text = text("solve x^2 + y^2 = 5, x y = 2 for x, y");
    for (String point : new String[] {"x = 1\ny = 2", "x = 2\ny = 1", "x = −2\ny = −1"}) {
      assertTrue(text.contains(point), text);
    }
    assertFalse(text.contains("may be other"), text);
    assertSays("solve x y = 1, x^2 y = 0 for x, y", "No real numbers solve this.");
  }

  /// ln x is where x > 0, and σ with ln σ is no negative root.
  @Test
  void solutionsWithLettersLieWhereTheDerivativeExists() {
    assertSays("let L = ln x - a x\nsolve ∂L/∂x = 0 for x", "x = 1/a  for a > 0\n");
    String text = text("let M = n ln σ + s/(2 σ^2)\nsolve ∂M/∂σ = 0 for σ");
    assertTrue(text.contains("for ns > 0"), text);
    assertFalse(text.contains("σ = −"), text);
  }

  @Test
  void theOnlyUnknownNeedsNoName() {
    assertSays("solve 2 x = 6", "x = 3\n");
    assertSays("solve x^2 = 2 y", "expected one as in solve x^2 = a for x");
  }

  @Test
  void theGradientAtAPointTakesItsArguments() {
    assertSays("let g(u, v) = u^2 v\nevaluate ∇g(1, 2)", "= 4\n", "= 1\n");
    assertSays("let g(u, v) = u^2 v\nevaluate ∇g(1)", "found 1 arguments of g, which has 2");
  }

  @Test
  void definitionsInOneLineStandByThemselves() {
    assertSays("a = w x + b; L = (a - y)^2/2\nderive L wrt w", "= x(a − y)");
    assertSays("x ∈ R^2; z = W x; L = ||z - y||^2\nderive L wrt W", "2(z − y)xᵀ");
    assertSays("a = q x +; M = a^2\nderive M wrt q", "found the end of the formula after +");
  }

  @Test
  void familiesOfSolutions() {
    assertSays(
        "let f(u, v) = u^2 v\nsolve ∇f = 0",
        "u = 0\nwith any v: a family of solutions.",
        "The Hessian is singular along it");
    assertFalse(text("let f(u, v) = u^2 v\nsolve ∇f = 0").contains("other solutions"));
    assertSays("solve x y = 1 for x, y", "x = 1/y  for y ≠ 0\nwith any y: a family");
    assertSays("solve x/y = 1, x^2/y = x for x, y", "x = y  for y ≠ 0\n");
    assertSays("let h = u^2 v + v\nsolve ∇h = 0 for u, v", "No real numbers solve this.");
    assertSays("solve u^2 = 4 for u", "u = −2\n", "u = 2\n");
  }

  @Test
  void identitiesHoldWhereTheyHaveValues() {
    assertSays("solve (x-1)/(x-1) = 1 for x", "This holds for every x with x ≠ 1.");
    assertSays("solve ln(x) - ln(x) = 0 for x", "This holds for every x with x > 0.");
    assertSays("solve x = x for x", "This holds for every x.");
  }

  @Test
  void sizesAndNumbersOfGivenArrays() {
    String sheet =
        """
        X ∈ R^{m×n}; w ∈ R^n; y ∈ R^m
        let L = ||X w - y||^2/m
        given X = [1, 0; 1, 1; 1, 2], y = (1, 2, 2)
        """;
    assertSays(sheet + "solve ∂L/∂w = 0 for w", "w = (7/6, 1/2)");
    assertSays(
        sheet + "descend L over w from (0,0) with α = 0.1 for 4 steps", "minimum at w* = (7/6,");
    String line = "x, y ∈ R^3\ngiven x = (1,2,3), y = (2,4,6.5)\nlet L = ||w x - y||^2\n";
    assertSays(line + "descend L over w from 0 with α = 0.01 for 5 steps", "= 28w − 59");
    assertSays(line + "solve ∂L/∂w = 0 for w", "w = 59/28", "d²L/dw² = 28 > 0: a minimum.");
    assertSays(line + "plot L for w in [0, 4]", "for w from 0 to 4.");
    assertSays(line + "table L for w = 0, 1", "0  62.25\n1  17.25\n");
  }

  @Test
  void descentOverAMatrixGoesOverItsEntries() {
    String sheet = "W ∈ R^{2×2}\ngiven x = (1, 2), y = (3, 4)\n";
    assertSays(
        sheet + "let L = ||W x - y||^2/2\ndescend L over W from 0 with α = 0.1, 0.5 for 4 steps",
        "The eigenvalues are 0, 0, 5 and 5.",
        "exactly for 0 < α < 0.4",
        "From (0, 0, 0, 0) that is (0.6, 1.2, 0.8, 1.6).",
        "4  0.5625     1.125      0.75       1.5        0.048828125");
    assertSays(
        sheet
            + "let N = sum(exp(W)) - 3 tr(W) - sum(W)\n"
            + "descend N over W from 0 with α = 0.1 for 3 steps",
        "W₁₂^{(t+1)} = W₁₂^{(t)} − 0.1(e^(W₁₂^{(t)}) − 1)");
  }

  /// The letters of an account are not those of the sheet.
  @Test
  void theSheetKeepsItsLetters() {
    String two = "descend (u - 1)^2 + (v - 2)^2/2 over u, v from (0, 0) with α = 0.1 for 2 steps";
    String own = WorksheetTest.text(two);
    assertTrue(own.contains("With θ = (u, v) the gradient is Hθ + b"), own);
    assertTrue(own.contains("with the eigenvalue λ") && own.contains("vₜ    L  "), own);
    String text = WorksheetTest.text("let L = λ w^3\nlet θ = 3\ngiven H = 7\n" + two);
    assertTrue(text.contains("With p = (u, v) the gradient is Mp + b"), text);
    assertTrue(text.contains("with the eigenvalue μ each step multiplies"), text);
    assertTrue(text.contains("vₜ    J  "), text);
    assertSays(
        "let f(w) = (w - 3)^2 + 1\ndescend f(w) over w from 0 with α = 0.1 for 3 steps",
        "since d²f/dw² = 2 > 0",
        "wₜ     f         |wₜ − 3|");
    assertSays("let J(w) = w^4\ndescend J(w) over w from 1 with α = 0.1", "with d²J/dw² = 0");
    assertSays(
        "let L = w^3\ndata x, y = (1, 2), (2, 3)\ndescend (w x - y)^2 over w from 0 with α = 0.1",
        "J is the mean of (wx − y)² over 2 examples");
    String product = "derive (x^2 + 1)(x^3 + 2)(x^4 + 3) sin(x) cos(x) e^(-x^2)";
    assertSays("let f(x) = x^3\n" + product, "dg/dx = d/dx[");
  }

  @Test
  void descentEndsWhereTheLossHasNoValue() {
    assertSays(
        "descend ln w over w from 1 with α = 0.1 until w < -5",
        "It ends at t = 6: the loss or its gradient has no value there");
    assertSays(
        "descend w^2 over w from 1 with α = 0.001 for 500 steps",
        "The path of the first 399 of 500 steps");
    assertSays(
        "descend w^2 over w from 1 with α = 0.1 for 20 steps", "The path of 20 steps from w = 1");
  }

  @Test
  void aFamilyIsNumberedByALetterThatIsFree() {
    assertSays("solve sin(x) = k for x", "x = 2πn + arcsin(k)", "Here n is any whole number.");
    assertSays("solve tan(x) = a for x", "x = πk + arctan(a)", "Here k is any whole number.");
    // each sine has a whole number of its own
    assertSays("solve sin(cos(x)) = 0 for x", "x = 2πn + arccos(2πk)");
  }

  @Test
  void saysWhatIsSolvedWhereItWouldDivideByZero() {
    String linear = "Where a = 0, every x solves it if b = 0, and none otherwise.";
    assertSays("solve a x = b for x", "x = b/a  for a ≠ 0\n" + linear);
    assertSays("solve a x^2 + b x + c = 0 for x", "Where a = 0, this is bx + c = 0.");
    assertSays("solve a x = a + 1 for x", "Where a = 0, no x solves it.");
    assertSays(
        "solve a x + b x = c for x",
        "Where a + b = 0, every x solves it if c = 0, and none otherwise.");
    assertFalse(text("assume a > 0\nsolve a x = b for x").contains("Where"));
  }

  @Test
  void systemsWithoutAFormulaAreSolvedByNumbers() {
    assertSays("solve e^x = y, x + y = 1 for x, y", "x ≈ 0, y ≈ 1\n", "There may be other");
    assertSays(
        "given a = 2\nsolve e^x = a y, x + y = 1 for x, y", "x ≈ 0.3149230578, y ≈ 0.6850769422");
    assertSays(
        "solve x^2 + y^2 = 4, e^x + y = 1 for x, y",
        "x ≈ −1.816264069, y ≈ 0.8373677999",
        "or",
        "x ≈ 1.004168738, y ≈ −1.729637287");
    assertSays(
        "let L = e^(x-1) + x^2 + (y - cos(x))^2\nsolve ∇L = 0 for x, y",
        "x ≈ −0.1571849515, y ≈ 0.9876718596",
        "a minimum");
    // only far away are the sides as good as equal
    assertSays("solve x^2 + y^2 + e^(x y) = 0, x = y^3 + cos(x) for x, y", "No solution is found");
    assertSays("solve e^x = a y, x + y = 1 for x, y", "with numbers for the other names");
  }

  @Test
  void theInverseOfTheSigmoidIsKnownInTheSecondDerivative() {
    assertSays("let L = (y - σ(w x + v))^2\nsolve ∂L/∂v = 0 for v", "> 0: a minimum.");
    assertSays("let L = (σ(b) - y)^2/2\nsolve ∂L/∂b = 0 for b", "= y²(y − 1)² > 0: a minimum.");
  }

  /// Points on a line of zeros are no solutions of their own; every (0, y) was put in by hand.
  @Test
  void pointsOfAFamilyAreSaidOnce() {
    String line = text("solve ∇(e^(x y) + x^4 - x y) = 0 for x, y");
    assertTrue(line.contains("with any y: a family of solutions"), line);
    assertFalse(line.contains("\nor\n"), line);
    assertTrue(line.contains("starts with each variable between −100 and 100"), line);
    String curve = text("let C = (e^x + e^y + sin(x y) - 3)^2\nsolve ∇C = 0 for x, y");
    assertTrue(curve.contains("they are some of a family"), curve);
    assertTrue(curve.contains("a saddle point"), curve);
    assertFalse(curve.contains("singular but for rounding"), curve);
  }

  /// X w + b 𝟏 = y at w = (−1/2, 1) and b = −1/2, as one sees by putting them in.
  @Test
  void severalArraysAreSolvedForTogether() {
    String linear = "; w ∈ R^%s; b ∈ R\nlet L = ||X w + b 𝟏 - y||^2\n";
    assertSays(
        "X ∈ R^{3×2}; y ∈ R^3"
            + linear.formatted("2")
            + "given X = [1 2; 3 4; 5 7], y = (1, 2, 4)\nsolve ∇L = 0 for w, b",
        "w₁ = −1/2 = −0.5\nw₂ = 1\nb  = −1/2 = −0.5\n",
        "positive definite: a minimum");
    String letters = "X ∈ R^{m×n}; y ∈ R^m" + linear.formatted("n");
    for (String equations : new String[] {"∇L = 0", "∂L/∂w = 0, ∂L/∂b = 0"}) {
      assertSays(
          letters + "solve " + equations + " for w, b",
          "(XᵀX)w = Xᵀ(y − b 𝟏ₘ)\n(2m)b  = 2 sum(y) − 2 sum(Xw)\n",
          "These hold together");
    }
    assertSays(letters + "solve ∂L/∂b = 0 for b", "b = (sum(y) − sum(Xw))/m\n");
    assertSays(letters + "solve ∂L/∂w = 0 for w, b", "in the order of the variables");
  }

  @Test
  void solutionsOfSystemsThatDoNotCount() {
    assertSays(
        "let D = x^2/2 - 2 ln(x) + y^2\nsolve ∇D = 0 for x, y",
        "x = −√2, y = 0 solves it, and is not among the values with x > 0.",
        "positive definite: a minimum");
    assertSays(
        "assume x > 0\nsolve x^2 + y = 5, y = 1 for x, y",
        "x = −2, y = 1 solves it, and is not among the values with x > 0.",
        "x = 2");
    String gaussian = "let L = -(x - μ)^2/(2σ^2) - ln σ\ndata x = 1, 2, 4, 5\n";
    assertSays(
        gaussian + "solve ∇L = 0 for μ, σ",
        "is not among the values with σ > 0",
        "negative definite: a maximum");
  }

  @Test
  void sizesInFrontOfAHessianArePositive() {
    String shapes = "X ∈ R^{m×n}; y ∈ R^m; w ∈ R^n\n";
    assertSays(
        shapes + "let L = 1/m ||X w - y||^2\nsolve ∇L = 0 for w",
        "and positive semidefinite: each solution is a minimum");
    assertSays(
        shapes + "let L = -1/m ||X w - y||^2\nsolve ∇L = 0 for w",
        "and negative semidefinite: each solution is a maximum");
    assertSays(
        shapes + "assume λ > 0\nlet L = ||X w - y||^2/(2m) + λ||w||^2\nsolve ∇L = 0 for w",
        "XᵀX/m + 2λIₙ is positive definite, so that this is the only solution");
    assertSays(
        shapes + "let L = c ||X w - y||^2\nsolve ∇L = 0 for w", "a maximum where it is negative");
    String form = "let q = 1/2 w^T A w - b^T w\ndescend q over w from 0 with α";
    assertSays(
        "A ∈ R^{n×n}\nassume A positive definite\n" + form,
        "A is positive definite: descent converges from every start exactly for 0 < α < 2/λₘₐₓ");
  }

  /// The means of the normal equations, [10, 8; 8, 12] w = (22, 22), are those of NumPy.
  @Test
  void aVectorOverExamples() {
    WorksheetTest.assertSays(
        """
        x, w ∈ R^2
        let L = (w^T x - y)^2
        data x, y = ((1, 2), 3), ((2, 1), 4), ((0, 1), 1)
        solve ∇L = 0 for w
        """,
        "8w₁/3 + 4w₂ − 22/3 = 0",
        "w₁ = 11/7",
        "w₂ = 11/14",
        "[10/3, 8/3; 8/3, 4], positive definite: a minimum");
  }

  /// A loss that is named as a function, L(w), has the numbers of the sheet as one named L has.
  @Test
  void functionsOfArraysHaveTheirNumbers() {
    String loss = "let L(w) = Σ_{i=1}^3 (w x_i - y_i)^2\ngiven x = (1, 2, 3), y = (2, 3, 5)\n";
    for (String equation : List.of("L'(w) = 0 for w", "L' = 0", "∂L/∂w = 0 for w")) {
      assertSays(loss + "solve " + equation, "w = 23/14", "d²L/dw² = 28 > 0: a minimum.");
    }
    assertSays(
        loss + "descend L over w from 0 with α = 0.01 for 3 steps", "t  wₜ        L", "0.46  ");
    String norm = "x ∈ R^3\nlet L(w) = ‖w x - y‖^2\ngiven x = (1, 2, 3), y = (2, 3, 5)\n";
    assertSays(norm + "solve L'(w) = 0 for w", "w = 23/14", "a minimum.");
  }

  @Test
  void whatIsAssumedAndNotUsedIsSaid() {
    String sum = "assume x + y = 10\n";
    String said = "x + y = 10 is assumed, and is no";
    assertSays(sum + "let P = x y\nsolve ∇P = 0 for x, y", "x = 0\ny = 0\n", said);
    assertSays(sum + "solve x - y = 2, x y = 3 for x, y", said + "ne of the equations here.");
    assertFalse(
        text("assume a + b = 1\nlet P = x y\nsolve ∇P = 0 for x, y").contains("is assumed"));
  }

  @Test
  void namesOfDerivativesAreTheseWithTheirSecondOrder() {
    String loss = "let C = (w - 3)^2 + 1\n";
    String minimum = "d²C/dw² = 2 > 0: a minimum";
    assertSays(loss + "derive C wrt w as g\nsolve g = 0 for w", "w = 3\n", minimum);
    assertSays(loss + "let g = ∂C/∂w\nsolve g = 0 for w", "w = 3\n", minimum);
    assertSays("let s(t) = t^3 - 3t\nlet v(t) = ds/dt\nsolve v(t) = 0 for t", "d²s/dt² = −6 < 0");
    String data = "data x, y = (1, 2), (2, 4), (3, 7)\nlet L = (w x - y)^2\n";
    assertSays(data + "derive L wrt w as g\nsolve g = 0 for w", "w = 31/14");
    assertSays(data + "let g = ∂L/∂w\nsolve g = 0 for w", "w = 31/14");
  }

  @Test
  void assumedEquationsAreNoConstraintsOfDescents() {
    assertSays(
        "assume a + b = 1\nlet J = a^2 + b^2\n"
            + "descend J over a, b from (1, 0) with α = 0.1 for 1 steps",
        "a + b = 1 is assumed, and is no constraint of the descent");
  }

  @Test
  void entriesOfGivenVectorsHaveTheirNumbers() {
    assertSays(
        "given x = (1, 2, 3), y = (2, 4, 7)\nlet R(a, b) = Σ_{i=1}^3 (a + b x_i - y_i)^2\n"
            + "solve ∂R/∂a = 0, ∂R/∂b = 0 for a, b",
        "6a + 12b − 26 = 0",
        "a = −2/3",
        "b = 5/2",
        "a minimum");
  }

  /// XᵀRX w = XᵀRy, by library: (0.9, 0.4) with numbers.
  @Test
  void weightedLeastSquaresAreLinear() {
    String declared = "X ∈ R^{n×d}; w ∈ R^d; r, y ∈ R^n\n";
    for (String loss :
        List.of("(X w − y)^T diag(r) (X w − y)", "sum(r ⊙ (X w − y).^2)", "‖√(r) ⊙ (X w − y)‖^2")) {
      assertSays(
          "let L = %s\ngiven X = [1, 1; 1, 2; 1, 3], y = (1, 2, 2), r = (1, 2, 3)\n".formatted(loss)
              + "solve ∂L/∂w = 0 for w",
          "w = (9/10, 2/5)");
    }
    assertSays(
        declared + "let L = (X w − y)^T diag(r) (X w − y)\nsolve ∂L/∂w = 0 for w",
        "w = (Xᵀ diag(r)X)⁻¹Xᵀ diag(r)y  for det(Xᵀ diag(r)X) ≠ 0");
    assertSays("a, c, w ∈ R^d\nlet M = 1/2 sum(a ⊙ (w − c).^2)\nsolve ∂M/∂w = 0 for w", "w = c");
  }

  /// The nearest and the farthest point of a circle, and half of 4 each.
  @Test
  void gradientsOnBothSidesAreOneEquationForEachUnknown() {
    assertSays(
        "let f = x + 2y\nlet g = x^2 + y^2 − 5\nsolve ∇f = λ ∇g, g = 0 for x, y, λ",
        "x = 1\ny = 2\nλ = 1/2",
        "x = −1\ny = −2\nλ = −1/2");
    assertSays(
        "f(x, y) = x y\ng(x, y) = x + y − 4\nsolve ∇f = λ∇g, g(x, y) = 0 for x, y, λ",
        "x = 2\ny = 2\nλ = 2");
  }

  /// d/dt is read as a derivative, or as a quotient where d is a vector.
  @Test
  void aDirectionMayBeCalledD() {
    assertSays(
        "d ∈ R^2\nlet ψ = t^2 + 3 t + d^T d\ngiven d = (−1, 0)\nsolve ∂ψ/∂t = 0 for t", "t = −3/2");
  }

  @Test
  void severalArraysWithNumbers() {
    // 2 − 1 = 1, 3 − 1 = 2, 2 + 3 − 1 = 4: no residual is left
    assertSays(
        """
        X ∈ R^{3×2}; w ∈ R^2; y ∈ R^3
        let L = ‖X w + b ones(3) − y‖²
        given X = [1, 0; 0, 1; 1, 1], y = (1, 2, 4)
        solve ∂L/∂w = 0, ∂L/∂b = 0 for w, b
        """,
        "w₁ = 2\nw₂ = 3\nb  = −1\n",
        "positive definite: a minimum");
    // the eigenvectors of S, for 3 and 1
    assertSays(
        """
        w ∈ R^2
        given S = [2, 1; 1, 2]
        let R = w^T S w − λ (w^T w − 1)
        solve ∂R/∂w = 0, ∂R/∂λ = 0 for w, λ
        """,
        "w₁ = √(2)/2 ≈ 0.707106781187\nw₂ = √(2)/2 ≈ 0.707106781187\nλ  = 3\n",
        "w₂ = −√(2)/2 ≈ −0.707106781187\nλ  = 1\n");
    assertSays(
        "u, v ∈ R^2\nsolve u + 2v = (1, 2), u − v = (0, 1) for u, v",
        "u₁ = 1/3 ≈ 0.333333333333\nu₂ = 4/3 ≈ 1.33333333333\n");
  }

  /// The point of least norm (S. Boyd and L. Vandenberghe, Convex Optimization, 2004, section
  /// 10.1.1), and the portfolio of least variance.
  @Test
  void lagrangiansOfVectors() {
    String norm = "x ∈ R^n; A ∈ R^{m×n}; b, λ ∈ R^m\nlet L = x^T x/2 + λ^T (b − A x)\n";
    String least = "λ = (AAᵀ)⁻¹b  for det(AAᵀ) ≠ 0\n";
    String under = "this is the minimum under these, as the Hessian by x is a positive multiple of";
    assertSays(norm + "solve ∂L/∂x = 0, ∂L/∂λ = 0 for x, λ", least, "x = Aᵀ((AAᵀ)⁻¹b)\n", under);
    assertSays(norm + "solve ∇L = 0 for x, λ", least, under + " Iₙ");
    assertSays(
        """
        w ∈ R^n; S ∈ R^{n×n} symmetric positive definite
        let Q = w^T S w/2 − μ (𝟏^T w − 1)
        solve ∂Q/∂w = 0, ∂Q/∂μ = 0 for w, μ
        """,
        "μ = 1/sum(S⁻¹ 𝟏ₙ)",
        "w = (1/sum(S⁻¹ 𝟏ₙ))S⁻¹ 𝟏ₙ\n",
        "a positive multiple of S");
    String sphere = "a, x ∈ R^n\nlet M = a^T x − λ (x^T x − 1)\n";
    assertSays(
        sphere + "solve ∂M/∂x = 0, ∂M/∂λ = 0 for x, λ",
        "these equations are not linear in one variable after the other, and not solved in"
            + " symbols");
  }

  /// Multinomial likelihood, demand by logarithmic utility, and the weight of AdaBoost (Y. Freund
  /// and R. Schapire, 1997).
  @Test
  void textbookEquationsInLetters() {
    assertSays(
        """
        assume a > 0, b > 0, c > 0
        let ℓ = a log p + b log q + c log r + λ(1 − p − q − r)
        solve ∂ℓ/∂p = 0, ∂ℓ/∂q = 0, ∂ℓ/∂r = 0, p + q + r = 1 for p, q, r, λ
        """,
        "p = a/(a + b + c)\nq = b/(a + b + c)\nr = c/(a + b + c)\nλ = a + b + c\n");
    assertSays(
        """
        assume α > 0, α < 1, s > 0, t > 0
        let U = α log x + (1 − α) log y + μ (M − s x − t y)
        solve ∂U/∂x = 0, ∂U/∂y = 0, ∂U/∂μ = 0 for x, y, μ
        """,
        "x = αM/s\ny = M(1 − α)/t\nμ = 1/M\n");
    assertSays(
        "assume ε > 0, ε < 1\nlet Z = (1 − ε) e^{-α} + ε e^{α}\nsolve ∂Z/∂α = 0",
        "α = ln(1/ε − 1)/2\n");
  }

  /// A gradient by a name, where the arrays have numbers.
  @Test
  void namedGradientsOfFunctions() {
    assertSays(
        """
        J(w) = 1/2 ||X w - y||^2
        g = ∇J(w)
        given X = [1, 0; 1, 1; 1, 2], y = (1, 2, 2)
        solve g = 0 for w
        """,
        "w = (7/6, 1/2)",
        "positive definite: a minimum");
  }

  /// Numbers beside letters.
  @Test
  void matricesOfNumbersAndVectorsOfLetters() {
    assertSays(
        "x, b ∈ R^2\nQ = [2, 0; 0, 4]\nf(x) = 1/2 x^T Q x - b^T x\nsolve ∇f = 0 for x",
        "x = 2[4, 0; 0, 8]⁻¹b");
    assertSays(
        """
        Q = [2, 1; 1, 4]
        c = (5, 3)
        A = [1, 0; -1, 0; 0, 1; 0, -1]
        b = (1, 1, 1, 1)
        L(x, λ) = 1/2 x^T Q x + c^T x + λ^T (A x - b)
        solve ∂L/∂x = 0 for x
        """,
        "x = −2[4, 2; 2, 8]⁻¹([1, 0; −1, 0; 0, 1; 0, −1]ᵀλ + (5, 3))");
  }
}
