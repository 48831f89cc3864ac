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
}
