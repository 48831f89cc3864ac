package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// `solve` on a sheet: one equation, several, and where the gradient of a named formula is 0. The
/// values were found by hand and put into the equations.
class SolvingTest {

  private static void assertSays(String sheet, String... expected) {
    String text = text(sheet);
    for (String part : expected) {
      assertTrue(text.contains(part), text);
    }
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

  @Test
  void severalEquationsAreSolvedTogether() {
    assertSays("solve x + y = 3, x - y = 1 for x, y", "x + y = 3\nx − y = 1\nx = 2\ny = 1\n");
    assertSays("solve x y z = 1, x = y, y = z for x, y, z", "x = 1\ny = 1\nz = 1\n");
    assertSays("solve x + y = 3 and 2x + 2y = 7 for x, y", "there is no solution");
    assertSays("solve x y = 0; x + y = 1 for x, y", "x = 1\ny = 0\nor\nx = 0\ny = 1\n");
    assertSays("solve e^x = 2, x + y = 1 for x, y", "x = ln(2)\ny = 1 − ln(2)\n");
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
}
