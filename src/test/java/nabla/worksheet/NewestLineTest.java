package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Of several lines about one name the newest holds, and says what holds no more.
class NewestLineTest {

  @Test
  void valuesDefinitionsAndData() {
    assertSays(
        "let w = 7\ngiven w = 1\nevaluate w",
        "w has this value from here on; its definition in line 1 holds no more",
        "w = 1\n");
    assertSays(
        "given k = 0.1\nlet k = 4\nevaluate k",
        "k has this definition from here on; its value in line 1 holds no more",
        "k = 4\n");
    String data = "data p, q = (1, 2), (3, 4)\n";
    String past = "p has this value from here on; the data in line 1 hold no more";
    assertSays(data + "given p = 5, q = 1\nevaluate p q", past, "pq = 5\n");
    assertSays(data + "let p = 5\nevaluate p", "the data in line 1 hold no more", "p = 5\n");
    assertSays("given p = 5\ndata p = 1, 2\nevaluate p", "its value in line 1", "mean of 2  1.5");
    assertSays("let p = 5\ndata p = 1, 2\nevaluate p", "its definition in line 1", "mean of 2");
    assertSays("let v = (1, 2)\ngiven v = (1, 2, 3)\nevaluate v^T v", "vᵀv = 14\n");
    assertFalse(text("given w = 1\ngiven w = 2\nevaluate w").contains("no more"));
    assertFalse(text("data p = 1, 2\ndata p = 3, 4\nevaluate p").contains("no more"));
  }

  @Test
  void aDeclarationEndsValuesOfOtherShapes() {
    assertSays(
        "given W = [1, 2; 3, 4]\nW ∈ R^{3×2}\nevaluate W",
        "W is declared in ℝ^{3×2} from here on; its value in line 1 holds no more",
        "W has no value");
    assertSays(
        "given n = 3\nn ∈ R^2", "n is declared in ℝ^2 from here on; its value in line 1 holds no");
    assertSays(
        "data x = (1, 2), (3, 4)\nx ∈ R^3",
        "x is declared in ℝ^3 from here on; the data in line 1 hold no more");
    assertSays("given n = 3, x = (1, 2)\nx ∈ R^n", "x is declared in ℝⁿ with n = 3, and its value");
    assertFalse(text("given W = [1, 2; 3, 4]\nW ∈ R^{2×2}").contains("no more"));
    assertFalse(text("given x = (1, 2)\nx ∈ R^n\ngiven n = 2").contains("no more"));
  }

  @Test
  void dataOfOtherVariablesJoinOrEndThoseThatWereThere() {
    assertSays(
        "data x = 1, 2, 3\ndata y = 2, 4, 6\nevaluate x y",
        "each of the 3 examples has x, y from here on",
        "mean of 3  28/3 ≈ 9.33333333333");
    assertSays(
        "data x = 1, 2, 3\ndata y = 2, 4",
        "the 3 examples of x hold no more, as there are 2 from here on");
    assertSays(
        "data x, y = (1, 2), (2, 4)\ndata y, z = (1, 2), (2, 4)\nevaluate z",
        "the 2 examples of x, y hold no more\n",
        "mean of 2  3");
    assertFalse(text("data x = 1, 2, 3\ndata x, y = (1, 2)").contains("no more"));
  }

  @Test
  void theValuesOfANetworkAreItsOwn() {
    assertSays(
        "network z = w x; L = (z - y)^2\ngiven z = 3",
        "z is computed by the network, and gets no value");
  }

  @Test
  void aListOfVariablesStandsForThem() {
    String loss = "let L = (w1 - 1)^2 + (w2 + 3)^2\nlet θ = (w1, w2)\n";
    assertSays(loss + "derive L wrt θ", "= (2(w₁ − 1), 2(w₂ + 3))");
    assertSays(loss + "descend L over θ from (0, 0) with α = 0.1 for 2 steps", "θ* = (1, −3)");
    assertSays(loss + "solve ∇L = 0 for θ", "w₁ = 1\nw₂ = −3\n", "a minimum");
    assertSays(loss + "solve ∂L/∂θ = 0 for θ", "w₁ = 1\nw₂ = −3\n", "a minimum");
    assertSays(loss + "given θ = (5, 5)\nevaluate L, θ", "L = 80\nθ = (5, 5)\n");
    assertSays(loss + "given θ = (5, 5)\nevaluate ∂L/∂θ", "∂L/∂w₁ = 8\n∂L/∂w₂ = 16\n");
    assertSays(loss + "let P = θ^T θ\nderive P wrt θ", "∂P/∂θ = 2θ");
    assertSays(loss + "derive L + θ^T θ wrt θ", "θ is the list (w₁, w₂)", "write (w₁, w₂)");
    assertSays(loss + "check ∂L/∂θ = 0", "error: ");
    assertSays(loss + "let g = ∂L/∂θ\ngiven θ = (5, 5)\nevaluate g", "g = (8, 16)\n");
  }

  @Test
  void clearForgetsWhatItNames() {
    String sheet = "let z = x^2\ngiven x = 3, y = 2\n";
    assertSays(
        sheet + "clear x\nevaluate z, y",
        "x is cleared; its value in line 2 holds no more",
        "z = x²\ny = 2\n");
    assertSays(
        sheet + "clear z\nevaluate z", "its definition in line 1 holds no more", "z has no value");
    assertSays("x ∈ R^2\nclear x\nlet L = x^2\nderive L", "= 2x");
    assertSays(sheet + "clear all\nevaluate y", "y has no value");
    assertSays(sheet + "clear q", "found q, expected clear alone, or names");
    assertSays(sheet + "clear everything\nevaluate z", "z has no value");
    assertSays("network z = w x; L = (z - y)^2\nclear z\nforward", "the network holds no more");
  }

  @Test
  void aStepThatFailsLeavesItsVariables() {
    String sheet = "let L = (w-1)^2\ngiven w = 3\n";
    assertSays(
        sheet + "step w by 0.1 along L\nstep w by 0.1 along ∇L\nevaluate w",
        "found L, expected the gradient",
        "w ← 2.6\n",
        "w = 2.6\n");
    assertSays(sheet + "step w by 0.1 along ∇LL", "found ∇ of LL, which has no definition");
    String open = text("let L = (w-1)^2\nstep w by 0.1 along ∇L\nevaluate w");
    assertTrue(open.contains("no step in numbers, as there is no value for some of w"), open);
    assertTrue(open.contains("w has no value"), open);
  }

  @Test
  void aSecondNetworkHasItsOwnShapes() {
    String two =
        "network 2 -> 2 relu -> 3 softmax, loss cross-entropy\n%s"
            + "network 3 -> 2 tanh -> 1 linear, loss squared/2, weights random seed 1\n";
    assertSays(
        two.formatted("given x = (1, 2), y = (0, 1, 0)\n") + "given x = (1, 2, 3), y = 1\nforward",
        "x is declared in ℝ^3 from here on; its value in line 2 holds no more",
        "y is declared in ℝ from here on; its value in line 2 holds no more",
        "ℝ^{2×3}");
    assertFalse(text(two.formatted("") + "given x = (1, 2, 3), y = 1").contains("error:"));
    assertSays("x ∈ R^2\nx ∈ R\nderive x^2 by x", "2x");
  }

  @Test
  void theNotationOfTheAnswersIsRead() {
    String loss = "let L = (w-2)^2\n";
    assertSays(loss + "solve dL/dw = 0 for w", "w = 2\n", "a minimum");
    assertSays(loss + "given w = 3\nevaluate dL/dw", "dL/dw = 2\n");
    assertSays(loss + "check dL/dw = 2(w-2)", "proved");
    assertSays(loss + "plot L, dL/dw for w in [0, 5]", "The graphs of L");
  }

  @Test
  void anUnreachedBoundOfATrainingIsSaid() {
    String sheet = "let L = (w x - y)^2\ndata x, y = (1, 2), (2, 4)\ngiven w = 0\n";
    assertSays(
        sheet + "train L over w rate 0.0001 until L < 0.001 for 5 epochs",
        "after 5 epochs; L < 0.001 does not hold yet");
    assertFalse(
        text(sheet + "train L over w rate 0.1 until L < 1 for 50 epochs").contains("hold yet"));
  }

  @Test
  void aStepTakesTheNumberOfADefinition() {
    assertSays(
        "let u = 3\nlet M = (u - 1)^2\nstep u by 0.1 along ∇M\nevaluate u, M",
        "u ← 2.6\nu has the new value from here on; its definition in line 1 holds no more",
        "u = 2.6\nM = 2.56");
    assertSays(
        "let v = a + b\nlet Q = v^2\nstep v by 0.1 along ∇Q",
        "v stands for a + b; a step moves variables");
  }
}
