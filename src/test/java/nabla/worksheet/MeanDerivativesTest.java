package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Functions of derivatives over examples: of those of the mean loss.
class MeanDerivativesTest {

  /// The derivatives by w are −2 and 4, 1 in the mean; the second ones 2 and 8.
  private static final String DATA =
      "L = (w x − y)^2\ndata x, y = (1, 2), (2, 1)\ngiven w = 1, v = 0\n";

  @Test
  void squaresOfGradients() {
    assertSays(
        DATA + "v ← 0.9 v + 0.1 (∂L/∂w)^2",
        "v ← 0.1\n",
        "with the means of the derivatives over 2 examples");
    assertSays(DATA + "g = ∂L/∂w\nv ← 0.9 v + 0.1 g^2", "v ← 0.1\n");
    assertSays(DATA + "g ← ∂L/∂w\nv ← 0.9 v + 0.1 g^2", "v ← 0.1\n");
    assertSays(
        DATA + "evaluate (∂L/∂w)^2",
        "1            4\n2            16\nmean of 2    10\nwith mean ∂  1\n");
  }

  @Test
  void newtonsStepAndNorms() {
    assertSays(DATA + "w ← w − ∂L/∂w / ∂²L/∂w²", "w ← 4/5 = 0.8\n");
    assertSays(DATA + "step w by 0.5 along ∇L/‖∇L‖", "w ← 0.5\n");
    assertSays( // the derivative of the third example is 0
        "L = (w x − y)^2\ndata x, y = (1, 2), (2, 1), (3, 3)\nw = 1\n"
            + "w ← w − 0.5 ∂L/∂w/|∂L/∂w|",
        "w ← 0.5\n");
    assertSays( // Newton's method is at the minimum of a quadratic loss after one step
        "w ∈ R^2\nL = (w^T x − y)^2\ndata x, y = ((1, 0), 2), ((1, 1), 1), ((0, 2), 3)\n"
            + "given w = (1, 0)\nw ← w − (∇²L)^{-1} ∇L\nevaluate ∇L",
        "w ← (8/9, 11/9)",
        "mean of 3  (0, 0)\n");
  }

  @Test
  void whatIsLinearIsTheMean() {
    String said = text(DATA + "v ← 0.9 v + 0.1 ∂L/∂w\nevaluate 2 ∂L/∂w");
    assertFalse(said.contains("with mean ∂"), said);
    assertSays(DATA + "v ← 0.9 v + 0.1 ∂L/∂w", "v ← 0.1\n", "the mean over 2 examples");
  }
}
