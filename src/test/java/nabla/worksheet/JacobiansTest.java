package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Jacobians of functions of several numbers, and what is made of them. By hand.
class JacobiansTest {
  private static final String MAP = "F(x, y) = (x^2 y, 5x + sin y)\n";

  @Test
  void jacobians() {
    assertSays(MAP + "J = ∇F\nevaluate J at x = 1, y = 0", "J = [0, 1; 5, 1]\n");
    assertSays(MAP + "evaluate ∂F/∂(x, y) at x = 1, y = 0", "= [0, 1; 5, 1]\n");
    assertSays(MAP + "evaluate F'(1, 0), det(∇F(1, 0))", "= [0, 1; 5, 1]\n", "= −5\n");
    assertSays(MAP + "evaluate ∇F(1, 0)", "(0, 5)", "(1, 1)");
  }

  /// J has the rows (1, 1), (1, 2), (2, 1), and r is (1, 0, 1) there: JᵀJ = [6, 5; 5, 6], Jᵀr = (3,
  /// 2).
  @Test
  void gaussNewton() {
    assertSays(
        """
        r(a, b) = (a + b - 1, a + 2b - 3, a^2 b)
        J = ∂r/∂(a, b)
        given a = 1, b = 1
        evaluate (J^T J)^{-1} J^T r(1, 1), J
        """,
        "= (8/11, −3/11)",
        "[1, 1; 1, 2; 2, 1]");
  }

  @Test
  void secondDerivativesInBrackets() {
    String test = "f(x, y) = x^3 - 3x y + y^3\nD = ∂²f/∂x² ∂²f/∂y² - (∂²f/(∂x ∂y))^2\n";
    assertSays(test + "evaluate D at x = 1, y = 1", "D = 27\n");
  }

  @Test
  void numbersOfMatrices() {
    assertSays(
        "H(x, y) = [2x, y; y, 2]\nevaluate det(H(1, 1)), H(1, 1)",
        "det([2·1, 1; 1, 2]) = 3\nH(1, 1)             = [2, 1; 1, 2]\n");
  }

  /// It said `w ← −0.1L′(0)`, and then that w is 0.
  @Test
  void derivativesOfWhatHasNoDefinition() {
    assertSays("w = 0\nw ← w - 0.1 ∂L/∂w", "found a derivative of what has no definition");
    assertSays("∂L/∂w = 2 (w - 3)", "a derivative by hand gets one of its own, g = …");
  }

  @Test
  void gradientsBesideData() {
    assertSays(
        """
        L = ||X w - y||^2/2
        given X = [1,2;3,4;5,6], y = (1,2,3), w = (0,0)
        w ← w - (∇²L)^{-1} ∇L
        """,
        "w ← (0, 1/2)");
  }

  /// r = (0, −1): JᵀJ = [10, 4; 4, 2], Jᵀr = (3, 1).
  @Test
  void columnsBesideEachOther() {
    assertSays(
        """
        r_i = y_i - a t_i - b
        J = [∂r/∂a, ∂r/∂b]
        given y = (1,2), t = (1, 3), a = 1, b = 0
        evaluate J, (J^T J)^{-1} J^T r
        """,
        "J          = [−1, −1; −3, −1]\n(JᵀJ)⁻¹Jᵀr = (1/2, −1/2)");
  }

  /// Parameters are themselves, whatever their letter is elsewhere: f(1, 2) was 89.
  @Test
  void parametersWithANumberBesideAVector() {
    String function = "f(x_1, x_2) = x_1^2 + 5 x_2^2\n";
    for (String vector : new String[] {"x = (3, 4)\n", "x ∈ R^2\n"}) {
      assertSays(function + vector + "evaluate f(1, 2), ∇²f(1, 2)", "= 21\n", "[2, 0; 0, 10]");
      assertSays(vector + function + "check f(1, 2) = 21", "proved");
    }
    assertSays(function + "x = (3, 4)\nx ← x - 0.1 ∇f(x)", "x ← (2.4, 0)\n");
    assertSays("x ∈ R^2\n" + function + "solve ∇f = 0 for x_1, x_2", "x₁ = 0\nx₂ = 0\n");
    assertSays(
        "f = Σ_{i=1}^2 x_i^2 + ν (1 - x_1 - x_2)\nsolve ∇f = 0 for x_1, x_2, ν",
        "x₁ = 1/2",
        "a minimum under the constraint");
  }

  @Test
  void offsetsOfFunctions() {
    assertSays("J(θ, θ_0) = (θ x + θ_0 - y)^2\nderive J wrt θ, θ_0", "2x(θx + θ₀ − y)");
    assertSays(
        "x ∈ R^n, A ∈ R^{m×n}, b ∈ R^m\nx_ls = (A^T A)^{-1} A^T b\n" + "check A^T (A x_ls - b) = 0",
        "proved");
  }

  /// 3 − 9 of the scores 1 − x; Σ 3k² and x³ from 0 to 2.
  @Test
  void slopesUnderSums() {
    assertSays(
        """
        f(x; θ) = θ e^{-θ x}
        s(x; θ) = ∂/∂θ ln f(x; θ)
        S(θ) = Σ_i s(x_i; θ)
        given x = (1, 2, 6)
        evaluate S(1)
        """,
        "S(1) = −6\n");
    assertSays(
        "f(x) = x^3\nevaluate Σ_{k=1}^3 f'(k), ∫_0^2 f'(t) dt", "Σ_{k=1}^3 f′(k) = 42\n", "≈ 8\n");
    assertSays("s(x, l) = ∂/∂l (l x^2)\nevaluate Σ_{k=1}^3 s(k, 2)", "= 14\n");
  }

  @Test
  void startsSayHowManyEntriesThereAre() {
    assertSays(
        "f(x) = 1/2 ‖x‖^2\ndescend f over x from (1, 1) with α = 1/2 until ‖x‖ < 0.1",
        "‖x‖ < 0.1 holds first at t = 4.");
    assertSays(
        "X ∈ R^{m×n}\nJ(θ) = ‖X θ - y‖²/2\n"
            + "given X = [1,2;3,4;5,6], y = (1,2,3), θ = (0, 0)\nθ ← θ - 0.01 ∇J(θ)",
        "θ ← (0.22, 0.28)\n");
  }
}
