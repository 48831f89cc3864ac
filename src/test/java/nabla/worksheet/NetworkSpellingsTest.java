package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks as textbooks and programs write them.
class NetworkSpellingsTest {

  private static final String LAYERS = "network 1 -> 2 relu -> 1 linear, loss squared/2\n";

  /// z₁ = (2, −1), ŷ = 2·2 + 0.5, so that ŷ − y = 1.5.
  @Test
  void layersInBrackets() {
    for (String label : new String[] {"^{[%d]}", "^{(%d)}", "^[%d]", "_%d", "_{%d}", "%d"}) {
      String first = label.formatted(1);
      String second = label.formatted(2);
      assertSays(
          LAYERS
              + ("W" + first + " = [1; −1]\nb" + first + " = (0, 1)\n")
              + ("W" + second + " = [2, 3]\nb" + second + " = 0.5\n")
              + ("x = 2\ny = 3\nevaluate ∂L/∂b" + first + ", W" + first + " x"),
          "z₁ = (2, −1)\n",
          "L  = 1.125\n",
          "∂L/∂b₁ = (3, 0)\n",
          "W₁x    = (2, −2)\n");
    }
  }

  @Test
  void zeroIsTheVectorOfZeros() {
    assertSays(
        LAYERS + "given W1 = [1; −1], b1 = 0, W2 = [2, 3], b2 = 0, x = 2, y = 3",
        "b₁ = (0, 0)\n",
        "ŷ  = 4\n");
    assertSays("w ∈ R^3\ngiven w = 0\nevaluate w", "w = (0, 0, 0)\n");
    assertSays("w ∈ R^3\ngiven w = 1", "w is declared in ℝ^3, and its value is in ℝ");
  }

  /// Where ŷ = 3 and y = 1, the values by hand.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          absolute | L = 2 | 1
          MAE | L = 2 | 1
          mean absolute error | L = 2 | 1
          huber | L = 3/2 = 1.5 | 1
          huber(4) | L = 2 | 2
          Huber loss | L = 3/2 = 1.5 | 1
          huber(1)/2 | L = 3/4 = 0.75 | 1/2 = 0.5
          """)
  void robustLosses(String loss, String value, String slope) {
    String network = "network 1 -> 1 linear, loss " + loss + "\n";
    assertSays(
        network + "given W1 = 1, b1 = 1, x = 2, y = 1\nevaluate L, ∂L/∂ŷ",
        value,
        "∂L/∂ŷ = " + slope + "\n");
  }

  /// The entries of ŷ − y are 3 and 1/2.
  @Test
  void robustLossesOfVectors() {
    String values = "given W1 = [3; 1/2], b1 = 0, x = 1, y = (0, 0)\nevaluate L, ∂L/∂ŷ";
    assertSays("network 1 -> 2 linear, loss huber\n" + values, "21/8 = 2.625", "(1, 1/2)");
    assertSays("network 1 -> 2 linear, loss absolute\n" + values, "7/2 = 3.5", "(1, 1)");
  }

  @Test
  void logLossIsCrossEntropy() {
    String given = "given W1 = 0, b1 = 0, x = 1, y = 1\nevaluate L";
    for (String loss : new String[] {"log loss", "BCE", "binary cross-entropy"}) {
      assertSays("network 1 -> 1 sigmoid, loss " + loss + "\n" + given, "ln(2)");
    }
  }

  /// With ŷ = (1/2, 1/2) each of the two units has the loss ln 2.
  @Test
  void binaryCrossEntropyIsThatOfEachUnit() {
    String given = "given W1 = [0; 0], b1 = 0, x = 1, y = (1, 0)\nevaluate L";
    assertSays("network 1 -> 2 softmax, loss binary cross-entropy\n" + given, "≈ 1.38629436112");
    assertSays("network 1 -> 2 softmax, loss cross-entropy\n" + given, "≈ 0.69314718056");
    assertSays(
        "network 1 -> 2 linear, loss mean squared error\n" + given,
        "found the loss mean squared error, expected squared");
  }

  @Test
  void plainListsAreTheEntriesOfAWrittenNetwork() {
    assertSays(
        """
        network z = w1 x1 + w2 x2 + b; L = (z - y)^2
        x = (1, 2)
        w = (0.5, -0.2)
        b = 0
        y = 1
        """,
        "z = 0.1\nL = 0.81\n");
  }
}
