package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks on worksheets; the numbers were worked out by hand.
class NetworkTest {

  /// σ(1110) is less than 1, if by less than any double, and the gradient is there; a unit at 0 is
  /// at its kink all the same.
  @Test
  void saturatedUnitsHaveGradients() {
    String weights = "given W1 = [30, 20; 10, 5], b1 = (1, %s), W2 = [10, 20%s], b2 = %s\n";
    String sigmoid =
        "network 2 -> 2 relu -> 1 σ, loss cross-entropy\n" + weights.formatted("%s", "", "0");
    String softmax =
        "network 2 -> 2 relu -> 2 softmax, loss cross-entropy\n"
            + weights.formatted("%s", "; -30, 5", "(0, 0)");
    for (String sheet :
        new String[] {
          sigmoid + "given x = (1, 2), y = 0",
          softmax + "given x = (1, 2), y = (0, 1)",
          sigmoid + "data x, y = ((1, 2), 0), ((1, 1), 0)\nbackward\nevaluate ∂L/∂b1"
        }) {
      String text = WorksheetTest.text(sheet.formatted("0"));
      assertTrue(text.contains("∂L/∂z₂") && !text.contains("error: "), text);
      assertFalse(text.contains("no derivative"), text);
      assertSays(sheet.formatted("-20"), "as every(z₁ ≠ 0) does not hold");
    }
  }

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
        "∂L/∂z₂      ŷ − y",
        "∂L/∂W₂      (ŷ − y)a₁ᵀ",
        "for sum(y) = 1, as the labels are the probabilities of the classes");
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
  void showsRandomWeightsAndTheSeedThatGivesThemAgain() {
    assertSays(
        "network 2 -> 2 tanh -> 1 linear, loss squared, weights random seed 5",
        "from the seed 5\nW₁ = [0.5647, −1.0086; −0.0272, −0.0935]\n",
        "W₂ = (−0.1454, 0.5592)ᵀ\n",
        "b₂ = 0\n");
    assertSays(
        "network 2 -> 1 linear, loss squared, weights random",
        "from the seed 0; weights random seed 0 says so, and gives them again");
    assertSays("network 200 -> 2 linear, weights random seed 1", "ℝ^{2×200} has 400 numbers");
    assertSays(
        """
        W ∈ R^{2×2}; x, v ∈ R^2; c, y ∈ R
        let L = (v · (W x) + c - y)^2
        data x, y = ((1, 2), 1)
        train L over W, v, c with sgd rate 0.1 for 1 epochs seed 4
        """,
        "started with random numbers (Glorot and Bengio, 2010) from the seed 4");
  }

  /// Labels that were rounded keep their sum in the gradient, as it is not 1.
  @Test
  void takesTheSumOfLabelsForOneWhereItIs() {
    String network = "network 2 -> 3 softmax, loss cross-entropy, weights random seed 1\n";
    assertSays(network + "given x = (1, 2), y = (0.2, 0.3, 0.5)", "∂L/∂z₁      ŷ − y      ℝ^3");
    assertSays(network + "data x, y = ((1, 2), (0, 1, 0)), ((2, 1), (1, 0, 0))", "mean of L");
    assertSays(
        network + "given x = (1, 2), y = (0.333, 0.333, 0.333)", "∂L/∂z₁      sum(y)ŷ − y  ");
    assertSays("network 2 -> 3 linear, loss -y^T log(softmax(ŷ))", "∂L/∂ŷ       softmax(ŷ) − y");
    assertSays("algorithm 2 -> 3 softmax, loss cross-entropy", "a^{[1]} − y", "for sum(y) = 1");
    assertSays(
        "z ∈ R^3\nlet L = -y^T log(softmax(z))\nderive L by z", "∂L/∂z = sum(y) softmax(z) − y");
  }

  @Test
  void runsBothPassesAtOnceWhereAllIsGiven() {
    assertSays(
        "given x = (1, 2), y = 1\nnetwork 2 -> 1 linear, loss squared, weights random seed 4",
        "ŷ = 3.0209\n",
        "L = 4.08403681\n",
        "∂L/∂ŷ       2(ŷ − y)    ℝ        4.0418\n");
  }

  @Test
  void functionsWithKinksHaveTheirValuesAtNumbers() {
    assertSays(
        """
        network z = w x + b; a = relu(z); c = leakyrelu(z - 3); ŷ = v a + u c; L = (ŷ - y)^2
        given x = 1.5, w = 0.9, b = 0.1152, v = 2, u = 1, y = 1
        """,
        "a = 1.4652\n",
        "c = −0.015348\n",
        "ŷ = 2.915052\n");
  }

  @Test
  void longExactValuesAreDecimals() {
    assertSays(
        """
        network a = softplus(w x); ŷ = 0.1 + v a; L = (ŷ - y)^2
        given x = 0.18367158625, w = -1, v = 0.04341, y = 1
        step v by 0.1 along ∇L
        """,
        "a ≈ 0.605");
    assertSays("evaluate 2.3055029081058276 + 0", "≈ 2.30550290811\n");
    assertSays("evaluate σ(21)(1 - σ(21))", "(1 − σ(21))σ(21) ≈ 7.58");
    assertSays("given w = 0.49\nevaluate σ(0.87 + w tanh(2.5))", "(2.5)) ≈ 0.79");
    assertSays("given w = 0.49\nevaluate tanh(w)", "= tanh(0.49) ≈ 0.454");
    assertSays("evaluate 1/3 + 0", "= 1/3 ≈ 0.333333333333\n");
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
    assertSays("network 2 -> 2 linear, loss MSE", "found the loss MSE, expected squared");
  }

  @Test
  void oneWeightInBrackets() {
    assertSays(
        "network 1 -> 1 linear, loss hinge\ngiven W1 = [0.5], b1 = 0, x = 1, y = 1\n",
        "ŷ = 0.5",
        "L = 0.5");
  }

  @Test
  void refusesASecondLoss() {
    assertSays("network 1 -> 1 linear, loss squared, loss hinge", "found a second loss");
  }

  @Test
  void aNumberOfRowsIsNoLetterOfItsOwn() {
    String sheet =
        """
        X ∈ R^{m×2}; W ∈ R^{2×2}; Y ∈ R^{m×2}
        network A = σ(X W); L = ||A - Y||_F^2/(2m)
        """;
    assertFalse(WorksheetTest.text(sheet).contains("a number of its own"));
    assertSays("network ŷ = w x; L = (ŷ - y)^2/m", "m is a number of its own");
  }

  /// One output, whose weights are a row whatever says so first: p = 5 − 11, L = 81.
  @Test
  void weightsOfOneOutputAreARow() {
    String given = "given W1=[1,2;3,4], b1=(0,0), W2=[1,-1], b2=0, x=(1,2), y=3\n";
    String network = "network z = W1 x + b1; h = relu(z); p = W2 h + b2; L = (p - y)^2\n";
    assertSays(given + network, "p = −6", "L = 81");
    assertSays(network + given, "p = −6", "L = 81");
    assertSays("x ∈ R^2\n" + network + given, "p = −6", "L = 81");
    assertSays(network.replace("(p - y)^2", "‖p - y‖^2") + given, "p = −6", "L = 81");
    assertSays(
        "network z^{[1]} = W^{[1]} x + b^{[1]}; a = \\tanh(z^{[1]}); \\hat{y} = W^{[2]} a +"
            + " b^{[2]}; L = \\frac12 (\\hat{y} - y)^2",
        "is read as a row");
  }

  @Test
  void theSlopeOfALeakyReluStandsBehindIt() {
    assertSays(
        "network 2 -> 2 leaky relu 0.2 -> 1 linear, loss squared\n"
            + "given W1=[1,2;3,-4], b1=(0,0), W2=[1,-1], b2=0, x=(1,2), y=3",
        "a₁ = (5, −1)",
        "L  = 9");
    assertSays("network 2 -> 2 relu 6 -> 1 linear, loss squared", "found the activation relu 6");
  }

  /// ½ (2 − 1)², with δ = (1, −1) of the hidden layer: numbers as definitions are given ones.
  @Test
  void numbersOfANetworkMayStandAsDefinitions() {
    String layers = "network 2 -> 2 relu -> 1 linear, loss squared/2\n";
    String written = "network a = W1 x + b1; h = relu(a); ŷ = W2 h + b2; L = (ŷ − y)^2/2\n";
    String numbers = "W1 = [1, 2; 0, 1]\nb1 = [0; 1]\nlet W2 = [1, −1]\nb2 = 0\n";
    for (String network : List.of(layers, written)) {
      for (String sheet :
          List.of(
              numbers + "x = [1; 2]\ny = 1\n" + network,
              network + numbers + "x = (1, 2)\ny = 1\n",
              numbers + network + "given x = (1, 2), y = 1\n",
              network + "given x = (1, 2), y = 1\n" + numbers)) {
        assertSays(sheet + "forward", "= 1/2 = 0.5");
        assertSays(sheet + "backward", "[1, 2; −1, −2]", "(5, 3)ᵀ");
      }
    }
    assertSays("W1 = [1, 2]\nevaluate W1", "(1, 2)"); // where there is no network
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 softmax, loss cross entropy | -y^T log(ŷ)",
        "3 softmax, loss categorical cross-entropy | -y^T log(ŷ)",
        "1 sigmoid, loss binary cross entropy | -y ln(ŷ) - (1 - y) ln(1 - ŷ)",
        "1 linear, loss MSE | (ŷ - y)^2",
        "1 linear, loss mean squared error | (ŷ - y)^2",
        "2 linear, loss squared error/2 | ‖ŷ - y‖^2/2"
      })
  void lossesHaveSeveralNames(String last, String formula) {
    String sheet = "network 2 -> " + last + "\ncheck L = " + formula;
    assertSays(sheet, "proved");
  }

  /// What follows a step is computed with what the step gave, however long the exact numbers are.
  @Test
  void stepsOfLongNumbersAreTaken() {
    String sheet =
        """
        network 1 -> 2 relu -> 1 linear, loss squared
        given W1 = [0.5234; 0.3123], b1 = (0, 0), W2 = [0.7123, 0.8123], b2 = 0, x = 0.51, y = 1
        step θ by 0.1 along ∇L
        step θ by 0.1 along ∇L
        """;
    double[] weights = {0.5234, 0.3123, 0, 0, 0.7123, 0.8123, 0};
    for (int i = 0; i < 2; i++) {
      double first = Math.max(0, weights[0] * 0.51 + weights[2]);
      double second = Math.max(0, weights[1] * 0.51 + weights[3]);
      double slope = 2 * (weights[4] * first + weights[5] * second + weights[6] - 1);
      double[] next = weights.clone();
      for (int unit = 0; unit < 2; unit++) {
        next[unit] -= 0.1 * slope * weights[4 + unit] * 0.51;
        next[2 + unit] -= 0.1 * slope * weights[4 + unit];
        next[4 + unit] -= 0.1 * slope * (unit == 0 ? first : second);
      }
      next[6] -= 0.1 * slope;
      weights = next;
    }
    double error =
        weights[4] * Math.max(0, weights[0] * 0.51 + weights[2])
            + weights[5] * Math.max(0, weights[1] * 0.51 + weights[3])
            + weights[6]
            - 1;
    assertEquals(0.0190540655053, error * error, 1e-12);
    assertSays(sheet, "L  ≈ 0.0190540655053");
    assertFalse(WorksheetTest.text(sheet).contains("no step in numbers"), sheet);
  }

  /// (1 + (0.5 − 0.1234567890123² − 0.1·0.1234567890123)²)/2, where all units rest in one example.
  @Test
  void theMeanIsANumberWhereAllUnitsRest() {
    double unit = 0.1234567890123;
    double mean = (1 + Math.pow(0.5 - unit * unit - 0.1 * unit, 2)) / 2;
    assertEquals(0.611586899565, mean, 1e-12);
    assertSays(
        """
        network 2 -> 2 relu -> 1 linear, loss squared
        W1 = [0.1234567890123, 0; 0, 0.1234567890123]
        b1 = (0, 0)
        W2 = [0.1234567890123, 0.1]
        b2 = 0
        data x, y = ((-1, -1), 1), ((1, 1), 0.5)
        """,
        "mean of L: 0.611586899565");
  }

  /// L = ½ (3.8 − 4)², with 0.1·6 more, and σ(3).
  @Test
  void networksAreReadWithTheShapesOfTheirValues() {
    String network = "network a = W1 x + b1; h = relu(a); ŷ = W2 h + b2; L = (ŷ − y)^2/2";
    String weights = "W1 = [1, 2; 0, 1], b1 = (0.5, −1), W2 = [1, −2], b2 = 0.3\n";
    String values = "x = (1, 2), y = 4\nevaluate L";
    assertSays(network + "\n" + weights + values, "L = 0.02");
    assertSays(network.replace(";", ",") + "\ngiven " + weights + "given " + values, "L = 0.02");
    assertSays(network + " + λ‖W1‖²\ngiven λ = 0.1, " + weights + "given " + values, "L = 0.62");
    assertSays(
        "network h = relu(W x); ŷ = σ(V h); L = ‖ŷ − y‖²/2\n"
            + "given W = [1, 2; 0, 1], V = [1, −1], x = (1, 2), y = 1\nevaluate ŷ",
        "ŷ = σ(3)");
    assertSays(
        "W1 ∈ R^{k×2}; W2 ∈ R^{1×k}\n" + network + ", weights random seed 3",
        "random weights need sizes, and nothing says that of W_1");
  }

  /// The same seed gives those of the same layers.
  @Test
  void weightsOfANetworkThatIsWrittenOutAreDrawn() {
    String layers = "network 2 -> 3 tanh -> 1 linear, loss squared, weights random seed 5\n";
    String written =
        """
        W1 ∈ R^{3×2}; b1 ∈ R^3; W2 ∈ R^{1×3}; x ∈ R^2; b2, y ∈ R
        network z1 = W1 x + b1; a1 = tanh(z1); ŷ = W2 a1 + b2; L = (ŷ − y)^2, weights random seed 5
        """;
    for (String name : List.of("W1", "b1", "W2", "b2")) {
      String values = WorksheetTest.text(layers + "evaluate " + name);
      String expected = values.substring(values.lastIndexOf("> evaluate"));
      assertSays(written + "evaluate " + name, expected.strip());
    }
    assertSays(written + "given x = (1, 2), y = 1", "∂L/∂W₁", "L  ≈");
  }
}
