package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Formulas that stand before brackets as functions do.
class AtPlacesTest {

  /// The central difference of a quadratic function is its derivative.
  @Test
  void differencesOfLosses() {
    String loss = "L = (w - 1)^2\nw = 0, ε = 0.001\n";
    assertSays(loss + "evaluate (L(w + ε) - L(w - ε))/(2 ε)", "= −2\n");
    assertSays(loss + "g = (L(w + ε) - L(w - ε))/(2 ε)\nevaluate g", "g = −2\n");
    assertSays(loss + "evaluate L(w + ε)", "= 0.998001\n");
  }

  @Test
  void discriminantsOfFunctions() {
    String function = "f(x, y) = x^4 + y^4 - 4 x y + 1\n";
    assertSays(
        function + "D = f_xx f_yy - f_xy^2\nevaluate D(0, 0), D(1, 1)", "= −16\n", "= 128\n");
    assertSays(function + "D = ∂²f/∂x² ∂²f/∂y² - (∂²f/∂x∂y)^2\nevaluate D(1, 1)", "= 128\n");
  }

  @Test
  void productsStay() {
    assertSays("w = 2, x = 0\na = σ(w x)\nevaluate a(1 - a)", "= 1/4");
    assertSays("w = 2, x = 3\na = w x\nevaluate a(x - a)", "= −18");
  }
}
