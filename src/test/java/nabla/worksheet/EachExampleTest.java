package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Networks over data: values and gradients of each example, and their means.
class EachExampleTest {

  private static final String DEEP =
      "network 2 -> 4 relu -> 4 tanh -> 3 softmax, loss cross-entropy, weights random seed 3\n";

  /// Points of three classes, the first of which gives no unit of the first layer a part.
  private static String data(int count) {
    Random random = new Random(7);
    StringJoiner rows = new StringJoiner(", ", "data x, y = ((1.2882, 1.4494), (1, 0, 0)), ", "\n");
    for (int i = 1; i < count; i++) {
      int label = random.nextInt(3);
      rows.add(
          "((%.3f, %.3f), (%d, %d, %d))"
              .formatted(
                  random.nextGaussian(),
                  random.nextGaussian(),
                  label == 0 ? 1 : 0,
                  label == 1 ? 1 : 0,
                  label == 2 ? 1 : 0));
    }
    return rows.toString();
  }

  private static double mean(String sheet, int count) {
    String text = WorksheetTest.text(sheet);
    Matcher mean = Pattern.compile("mean of " + count + " +(?:≈ )?\\(?(−?[\\d.]+)").matcher(text);
    assertTrue(mean.find(), text);
    return Double.parseDouble(mean.group(1).replace('−', '-'));
  }

  /// Against differences of the mean loss.
  @Test
  void theMeanGradientOfADeepNetworkIsTheSlopeOfTheMeanLoss() {
    for (int count : new int[] {3, 20}) {
      String sheet = DEEP + data(count);
      for (String bias : new String[] {"b1", "b2"}) {
        double slope = mean(sheet + "evaluate ∂L/∂" + bias, count);
        double up = mean(sheet + "given " + bias + " = (0.0001, 0, 0, 0)\nevaluate L", count);
        double down = mean(sheet + "given " + bias + " = (-0.0001, 0, 0, 0)\nevaluate L", count);
        assertEquals((up - down) / 2e-4, slope, 1e-6, bias);
      }
    }
  }

  @Test
  void aStepOfADeepNetworkHasNumbers() {
    String text = WorksheetTest.text(DEEP + data(20) + "backward\nstep θ by 0.1 along ∇L");
    assertTrue(text.contains("b₁ ← ≈ ("), text);
    assertFalse(text.contains("there is no value"), text);
    assertFalse(text.contains("error: "), text);
  }

  @Test
  void theBackwardPassGoesThroughAllLayersOfManyExamples() {
    String text = WorksheetTest.text(DEEP + data(300) + "backward");
    assertTrue(text.contains("∂L/∂ŷ"), text);
    assertFalse(text.contains("error: "), text);
  }

  @Test
  void fractionsStayExact() {
    String line = "let L = (w x - y)^2\ngiven w = 1/3\n";
    assertSays(line + "data x, y = (1, 1), (2, 1)\nevaluate L", "mean of 2  5/18 ≈ 0.277777777778");
    assertSays(
        line + "data x, y = (1, 1), (2, 1)\nstep w by 1 along ∂L/∂w", "w ← 5/3 ≈ 1.66666666667");
    assertSays(
        "let L = a (w x - y)^2\ngiven w = 1\ndata x, y = (1, 3), (2, 1)\nevaluate L", "5a/2");
  }
}
