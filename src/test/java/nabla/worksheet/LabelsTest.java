package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nabla.Nabla;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels that a loss does not take.
class LabelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -y ln(p) - (1 - y) ln(1 - p)             | PROBABILITIES
          -(y log(σ(w x)) + (1 - y) log(1 - σ(w x))) | PROBABILITIES
          -(y ln(p) + (1 - y) ln(1 - p))/m         | PROBABILITIES
          -sum(y ⊙ log(v) + (1 - y) ⊙ log(1 - v))  | PROBABILITIES
          -y^T log(softmax(v))                     | DISTRIBUTION
          -sum(y ⊙ log(softmax(v)))                | DISTRIBUTION
          -Σ_{i=1}^3 y_i log(softmax(v)_i)         | DISTRIBUTION
          softplus(w x + b) - y (w x + b) | PROBABILITIES
          logsumexp(v) - y^T v | DISTRIBUTION
          max(0, 1 - y (w x + b))                  | SIGNS
          """)
  void areFoundInALoss(String loss, Labels.Demand demand) {
    String declared = loss.contains("v") ? "v, y ∈ R^3" : "p ∈ R";
    Labels labels = Labels.of(Nabla.formula(loss, declared).reading().expanded());
    assertNotNull(labels);
    assertEquals("y", labels.label().toString());
    assertEquals(demand, labels.demand());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y ln(x)",
        "x ln(x)",
        "-(1 - y) ln(y)",
        "(σ(w x) - y)^2",
        "max(0, 1 - w x)",
        "softplus(w x) - y",
        "softplus(w x) + y w x"
      })
  void areNotFoundWhereThereAreNone(String loss) {
    assertNull(Labels.of(Nabla.formula(loss).reading().expanded()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network 2 -> 1 sigmoid, loss cross-entropy\ngiven y = 2",
        "network 2 -> 1 sigmoid, loss cross-entropy\ngiven x = (1, 2), y = -0.1",
        "network 2 -> 2 sigmoid, loss cross-entropy/2\ngiven y = (0, 3)",
        "given y = 2\nnetwork 2 -> 1 sigmoid, loss cross-entropy",
        "network 2 -> 1 σ, loss cross-entropy\ndata x, y = ((1, 2), 0), ((2, 3), -1)",
        "network 2 -> 3 softmax, loss cross-entropy\ngiven y = (0, 2, 0)",
        "network 2 -> 3 softmax, loss cross-entropy\ngiven y = (1, 1, 0)",
        "network 2 -> 3 softmax, loss cross-entropy\ndata x, y = ((1, 2), (0.2, 0.3, 0.4))",
        "network 2 -> 1 linear, loss hinge\ndata x, y = ((1, 2), 0), ((2, 3), 1)",
      })
  void areRefusedWhereTheLossIsCalledByItsName(String sheet) {
    int last = (int) sheet.lines().count();
    assertSays(sheet, "error: sheet:" + last + ":", "the labels of ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network 2 -> 1 sigmoid, loss cross-entropy\ngiven y = 0.5",
        "network 2 -> 1 sigmoid, loss cross-entropy\ndata x, y = ((1, 2), 0), ((2, 3), 1)",
        "network 2 -> 3 softmax, loss cross-entropy\ngiven y = (0, 1, 0)",
        "network 2 -> 3 softmax, loss cross-entropy\ngiven y = (0.333, 0.333, 0.333)",
        "network 2 -> 1 linear, loss hinge\ndata x, y = ((1, 2), -1), ((2, 3), 1)",
        "network 2 -> 1 linear, loss squared\ngiven y = -7",
        "network 2 -> 1 σ, loss squared\ndata x, y = ((1, 2), 5), ((2, 3), 1)",
      })
  void areTakenWhereTheyFit(String sheet) {
    assertFalse(text(sheet).contains("the labels of"), text(sheet));
    assertFalse(text(sheet).contains("error:"), text(sheet));
  }

  @Test
  void areSpokenOfWhereTheLossIsWrittenOut() {
    String loss = "p = σ(w x)\nL = -y ln(p) - (1 - y) ln(1 - p)\n";
    assertSays(
        loss + "data x, y = (1, 0), (2, 2)\ngiven w = 1\nevaluate L",
        "example 2: y is 2, and the labels of cross-entropy are probabilities, from 0 to 1",
        "mean of 2");
    assertSays("given y = 3\n" + loss, "y is 3, and the labels");
    String once = text(loss + "given y = 3\ngiven x = 1\ngiven w = 2\nevaluate L");
    assertEquals(once.indexOf("y is 3"), once.lastIndexOf("y is 3"), once);
  }

  @Test
  void theNumberOfAClassIsNoLabelOfSoftmax(@TempDir Path folder) throws IOException {
    String network = "network 2 -> 3 softmax, loss cross-entropy\n";
    String hint = "the second of 3 classes is written one-hot, y = (0, 1, 0)";
    assertSays(network + "given y = 2", hint);
    assertSays(network + "data x, y = ((1, 2), 0), ((2, 3), 2)", hint);
    Path file = folder.resolve("classes.csv");
    Files.writeString(file, "x1,x2,y\n1,2,0\n2,3,2\n");
    assertSays(network + "data x, y from \"" + file + "\"", hint);
    assertSays(network + "train L on \"" + file + "\" for 2 epochs", "write them one-hot");
    Files.writeString(file, "x1,x2,y1,y2,y3\n1,2,0,1,0\n2,3,2,0,0\n");
    assertSays(
        network + "train L on \"" + file + "\" for 2 epochs", "example 2: y has the entry 2");
    Files.writeString(file, "x1,x2,y1,y2,y3\n1,2,0,1,0\n2,3,1,0,0\n");
    assertSays(network + "train L on \"" + file + "\" for 2 epochs", "after 2 epochs");
  }
}
