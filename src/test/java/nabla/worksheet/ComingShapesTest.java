package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Definitions that only the shapes of values below them explain.
class ComingShapesTest {

  /// h = (0, 3), ŷ = 6.5; ∂L/∂W of the first layer is 3.5 · 2 (0, 1)ᵀ (1, 2).
  @Test
  void weightsOfTheOutputAreARow() {
    assertSays(
        """
        ŷ = W^{[2]} relu(W^{[1]} x + b^{[1]}) + b^{[2]}
        L = (ŷ - y)^2/2
        given W^{[1]} = [1, -1; 2, 0], b^{[1]} = (0, 1), W^{[2]} = [1, 2], b^{[2]} = 0.5, x = (1, 2), y = 3
        evaluate L, ∂L/∂W^{[1]}
        """,
        "L           = 6.125\n∂L/∂W^{[1]} = [0, 0; 7, 14]\n");
  }

  @Test
  void aRowABatchAndANumber() {
    assertSays(
        "Z = W A + b\ngiven W = [1,-1], A = [1,2,-1;0,1,1], b = 0.2\nevaluate Z",
        "Z is read by these values\n",
        "Z = (1.2, 1.2, −1.8)ᵀ\n");
  }

  @Test
  void parametersOfFunctionsAreOthers() {
    assertSays(
        "F(x, y) = (x^2 y, 5x)\nJ = ∇F\nx = (1, 0)", "these values do not fit the definitions");
  }
}
