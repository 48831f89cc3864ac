package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Networks on worksheets; the numbers were worked out by hand.
class NetworkTest {

  @Test
  void runsForwardAndBackwardWithItsLastNumber() {
    assertSays(
        """
        x ∈ R^3; W1 ∈ R^{2×3}; b1 ∈ R^2; W2 ∈ R^{1×2}
        network a = W1 x + b1; h = relu(a); ŷ = W2 h + b2; L = (ŷ - y)^2/2
        given x = (1, 2, 3), y = 0.33, W1 = [-1, -1, -0.1; 0.1, 0.2, 0.2], b1 = (0.1, 0.2)
        given W2 = [0.6, 1.1], b2 = -0.1
        """,
        "a = (−3.2, 1.3)\n",
        "h = (0, 1.3)\n",
        "ŷ = 1.33\n",
        "L = 0.5\n",
        "(0, 1.3)ᵀ\n",
        "(0.6, 1.1)\n",
        "[0, 0, 0; 1.1, 2.2, 3.3]\n");
  }

  @Test
  void takesAListAsTheRowThatFits() {
    assertSays("let s = W h\ngiven W = [5, 6], h = (1, 2)\nevaluate s", "s = 17\n");
  }

  /// Gradients (6.8, 3.4, 3.4, 10.2, 3.4) and (0, 0, 0, 0, −3.8) of the two examples.
  @Test
  void takesTheMeanOverExamples() {
    assertSays(
        """
        x ∈ R^2
        network z = w0 x[0] + w1 x[1] + w2; h = relu(z); ŷ = w3 h + w4; L = (ŷ - y)^2
        let θ = (w0, w1, w2, w3, w4)
        given w0 = 1, w1 = 1, w2 = 0, w3 = 1, w4 = 0
        data x, y = ((2,1), 1.3), ((-3,2), 1.9)
        backward
        step θ by 0.01 along ∇L
        """,
        "mean of L: 3.25\n",
        "6.8        0          3.4\n",
        "10.2       0          5.1\n",
        "w₀ ← 0.966\nw₁ ← 0.983\nw₂ ← −0.017\nw₃ ← 0.949\nw₄ ← 0.002\n",
        "mean of L: 2.8556473244\n");
  }

  @Test
  void writesOutLayers() {
    assertSays(
        "network 3 -> 2 relu -> 1 linear, loss squared/2",
        "∂L/∂W₂      (ŷ − y)a₁ᵀ",
        "∂L/∂W₁      (ŷ − y)(W₂ᵀ ⊙ 𝟙[z₁ > 0])xᵀ",
        "ℝ^{2×3}");
    assertSays(
        "network 4 -> 3 tanh -> 2 softmax, loss cross-entropy",
        "∂L/∂z₂      sum(y)ŷ − y",
        "∂L/∂W₂      (sum(y)ŷ − y)a₁ᵀ");
    assertSays("network 2 -> 1 σ, loss cross-entropy", "∂L/∂b₁      ŷ − y");
    assertSays("network 2 -> 3 linear, loss squared/m", "∂L/∂b₁      2(ŷ − y)/m");
    assertSays("network 2 -> 1 linear, loss hinge", "∂L/∂b₁");
    assertSays(
        "network 2 -> 1 linear, loss pinball(0.9)",
        "∂L/∂b₁      {−0.9 if y > ŷ; 0.1 otherwise}",
        "for y ≠ ŷ\n");
    assertSays("network 2 -> 3 leakyrelu -> 3 softplus -> 1 linear, loss squared", "∂L/∂W₁");
  }

  @Test
  void randomWeightsFollowTheirSeed() {
    String sheet = "network 2 -> 2 tanh -> 1 linear, loss squared, weights random seed ";
    String numbers = "\ngiven x = (1, 1), y = 0\nevaluate W1";
    String first = WorksheetTest.text(sheet + 1 + numbers);
    assertEquals(first, WorksheetTest.text(sheet + 1 + numbers));
    assertNotEquals(first.replace("seed 1", "seed 2"), WorksheetTest.text(sheet + 2 + numbers));
  }

  @Test
  void saysWhatIsNoNetwork() {
    assertSays("network 3 -> x relu", "found the layer \"x relu\"");
    assertSays("network 3", "found 1 layers, expected the input and up to 99 more");
    assertSays("network 3 -> 1, loss cubic", "found the loss cubic, expected squared");
    assertSays("forward", "found no network above forward");
    assertSays("data x, y = (1, 2), (3)", "has 1 values for 2 variables");
  }

  @Test
  void columnsOfAVectorStandInTheOrderOfTheirNumbers() {
    Statement.Clause names = new Statement.Clause("x, y", 0);
    Examples examples = Examples.ofColumns(names, "x2 = [2, 5]; y = [3, 6]; x1 = [1, 4]");
    assertEquals(List.of("(1, 2)", "3"), examples.rows().getFirst());
  }

  @Test
  void aLossThatBeginsWithAFunctionIsAFormula() {
    assertSays("network 2 -> 2 linear, loss sum((ŷ - y).^2)", "∂L/∂b₁      2(ŷ − y)");
    assertSays("network 2 -> 2 linear, loss foo", "found the loss foo");
  }
}
