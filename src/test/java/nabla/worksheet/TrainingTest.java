package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import nabla.answer.Report;
import nabla.worksheet.training.Watch;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train`, from its text to the parameters that the sheet goes on with.
class TrainingTest {
  private static final String LINE = "let L = (w x + b - y)^2\ngiven w = 0, b = 0\n";

  @TempDir Path folder = Path.of("");

  private final SimpleRegression regression = new SimpleRegression();

  @BeforeEach
  void writePoints() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("y,comment,x\n");
    for (int i = 0; i < 200; i++) {
      double x = Math.round(2000 * random.nextDouble() - 1000) / 1000.0;
      double y = Math.round(1000 * (2 * x + 1 + 0.1 * random.nextGaussian())) / 1000.0;
      regression.addData(x, y);
      text.append(String.format(Locale.ROOT, "%.3f,\"no, 1\",%.3f%n", y, x));
    }
    Files.writeString(folder.resolve("points.csv"), text);
  }

  private Answered run(String sheet, Watch watch) {
    Worksheet.Settings settings =
        new Worksheet.Settings(
            folder, false, null, Duration.ofSeconds(10), Worksheet.Settings.NO_LIMIT, watch);
    return Worksheet.of(sheet, false).run(settings, answer -> {});
  }

  private String text(String sheet) {
    return new SheetWriter(run(sheet, Watch.NONE), "sheet", false).write(SheetFormat.TEXT);
  }

  private JsonObject train(String sheet, Watch watch) {
    Answer last = run(sheet, watch).answers().getLast().getLast();
    Report report = last.report();
    assertNotNull(report, () -> String.valueOf(last.error()));
    return report.json().get().getAsJsonObject("train");
  }

  private JsonObject train(String sheet) {
    return train(sheet, Watch.NONE);
  }

  private static double parameter(JsonObject train, String name) {
    return train
        .getAsJsonObject("parameters")
        .getAsJsonObject(name)
        .getAsJsonArray("numbers")
        .get(0)
        .getAsDouble();
  }

  private void assertSays(String sheet, String expected) {
    String text = text(sheet);
    assertTrue(text.contains(expected), text);
  }

  @Test
  void findsTheSolutionOfTheNormalEquations() {
    JsonObject train =
        train(
            LINE
                + "train L over w, b on \"points.csv\" with sgd rate 0.3 batch all for 300 epochs");
    assertEquals(regression.getSlope(), parameter(train, "w"), 1e-9);
    assertEquals(regression.getIntercept(), parameter(train, "b"), 1e-9);
    assertEquals(
        regression.getSumSquaredErrors() / regression.getN(),
        train.get("loss").getAsDouble(),
        1e-9);
  }

  @Test
  void comesNearItByEachMethod() {
    for (String method :
        List.of(
            "sgd rate 0.1 schedule cosine",
            "sgd rate 0.02 momentum 0.9 schedule decay 0.1",
            "momentum 0.9 rate 0.02 schedule decay 0.1",
            "nesterov(0.8) rate 0.02 schedule step 0.5 every 10",
            "rmsprop rate 0.02 schedule cosine",
            "adam rate 0.05 schedule cosine")) {
      JsonObject train =
          train(LINE + "train L over w, b on \"points.csv\" batch 20 for 40 epochs with " + method);
      assertEquals(regression.getSlope(), parameter(train, "w"), 0.01, method);
      assertEquals(regression.getIntercept(), parameter(train, "b"), 0.01, method);
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    String sheet = LINE + "train L over w, b on \"points.csv\" rate 0.1 batch 8 for 3 epochs seed ";
    assertEquals(train(sheet + "7"), train(sheet + "7"));
    assertNotEquals(parameter(train(sheet + "7"), "w"), parameter(train(sheet + "8"), "w"));
  }

  @Test
  void goesOnWithTheParameters() {
    assertSays(
        LINE
            + """
            train L over w, b on "points.csv" rate 0.3 batch all for 300 epochs
            given x = 0, y = 0
            evaluate w x + b\
            """,
        String.format(Locale.ROOT, "w x + b ≈ %.8f", regression.getIntercept())
            .substring(0, 18)
            .replace("w x", "wx"));
  }

  @Test
  void learnsWhatNoLineSeparates() {
    JsonObject train =
        train(
            """
            network 2 -> 8 tanh -> 1 linear, loss squared/2, weights random seed 3
            data x, y = ((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)
            train L with adam rate 0.05 for 300 epochs until L < 1e-3\
            """);
    assertEquals("reached", train.get("end").getAsString());
    assertTrue(train.get("loss").getAsDouble() < 1e-3);
  }

  @Test
  void startsWhereNothingIsGivenWithRandomNumbers() {
    assertSays(
        """
        W ∈ R^{4×2}; x ∈ R^2; v, c ∈ R^4
        let L = (v^T σ(W x + c) - y)^2
        data x, y = ((0, 1), 1), ((1, 0), -1)
        train L over W, v, c with adam rate 0.1 for 100 epochs seed 5\
        """,
        "W, v, c started with random numbers");
  }

  @Test
  void takesALossOfAllDataAtOnce() {
    assertSays(
        """
        X ∈ R^{m×n}; w ∈ R^n; y ∈ R^m
        let L = ‖X w - y‖^2
        given X = [1, 0; 0, 2], y = (3, 4), w = (0, 0)
        train L over w rate 0.1 for 200 epochs\
        """,
        "w ≈ (3, 2)");
  }

  @Test
  void saysThatItDiverges() {
    String sheet = LINE + "train L over w, b on \"points.csv\" batch all for 500 epochs rate 2";
    JsonObject train = train(sheet);
    assertEquals("diverged", train.get("end").getAsString());
    assertTrue(Double.isFinite(parameter(train, "w")));
    assertSays(sheet, "it diverges: in epoch ");
    assertSays("let L = e^{w^2}\ngiven w = 2\ntrain L over w rate 100", "the loss is infinite");
    assertSays("let L = ln(w)\ngiven w = 1\ntrain L over w rate 2", "the loss is no number");
  }

  @Test
  void stopsWithWhatItHas() {
    AtomicInteger asked = new AtomicInteger();
    JsonObject train =
        train(
            LINE + "train L over w, b on \"points.csv\" rate 0.1 for 1000000 epochs",
            new Watch(progress -> {}, () -> asked.incrementAndGet() > 5));
    assertEquals("stopped", train.get("end").getAsString());
    int epochs = train.getAsJsonArray("epochs").size();
    assertTrue(epochs > 1 && epochs <= 6);
  }

  @Test
  void saysWhatIsMissing() {
    assertSays(LINE + "train L on \"points.csv\"", "found no parameters, expected over");
    assertSays(LINE + "train L over q on \"points.csv\"", "q does not occur in L");
    assertSays(LINE + "train L over w on \"none.csv\"", "cannot be read");
    assertSays(LINE + "train L over w, b", "x has no numbers");
    assertSays(
        "let L = (w x + k z - y)^2\ntrain L over w, k on \"points.csv\"", "has no column of it");
    assertSays(LINE + "train L over w, b on \"points.csv\" with adan", "found the method adan");
    assertSays(LINE + "train L over w, b on \"points.csv\" rate -1", "expected a positive number");
    assertSays(LINE + "train L over w, b on \"points.csv\" batch 0", "expected a whole number");
    assertSays(LINE + "train L over w, b on \"points.csv\" for 3 years", "expected a whole number");
    assertSays(LINE + "train L over w, b on \"points.csv\" until w < 3", "as in until L < 0.01");
    assertSays(
        "let L = (ln(w) x - y)^2\ngiven w = -1\ntrain L over w on \"points.csv\"",
        "the loss is no number at the start for example 1");
  }

  @Test
  void takesWordsInTheNameOfAFileForNothingElse() throws IOException {
    Files.copy(folder.resolve("points.csv"), folder.resolve("points for 3.csv"));
    assertSays(LINE + "train L over w, b on \"points for 3.csv\" for 2 epochs", " after 2 epochs");
  }

  @Test
  void wantsComponentsWithoutGaps() throws IOException {
    Files.writeString(folder.resolve("gaps.csv"), "x1,x3,y\n1,2,3\n");
    Files.writeString(folder.resolve("turned.csv"), "x2,x1,y\n0,1,3\n1,0,5\n");
    String sheet = "x, w ∈ R^2\nlet L = (w^T x - y)^2\ngiven w = (0, 0)\ntrain L over w on ";
    assertSays(sheet + "\"gaps.csv\"", "has gaps among the columns of x");
    assertSays(sheet + "\"turned.csv\" rate 0.5 for 100 epochs", "w ≈ (3, 5)");
  }

  /// The logarithms of σ and softmax far out, where these are 0 or 1 on doubles; the losses are
  /// those of softplus, worked out by hand.
  @Test
  void computesCrossEntropyWhereTheLastLayerIsSaturated() throws IOException {
    Files.writeString(folder.resolve("one.csv"), "x,y\n1,1\n-1,0\n");
    Files.writeString(folder.resolve("two.csv"), "x1,x2,y1,y2\n1,2,0,1\n-1,0,1,0\n");
    String entropy = " with sgd rate 1e-9 batch all for 1 epochs";
    JsonObject good =
        train(
            "network 1 -> 1 σ, loss cross-entropy\ngiven W1 = 40, b1 = 0\n"
                + "train L over W1, b1 on \"one.csv\""
                + entropy);
    assertEquals(Math.log1p(Math.exp(-40)), good.get("loss").getAsDouble(), 1e-30);
    for (String loss :
        List.of(
            "let p = 1/(1 + e^(-w x))\nlet L = -y ln(p) - (1 - y) ln(1 - p)",
            "let L = -ln(σ(w x)^y (1 - σ(w x))^(1 - y))",
            "let L = ln(1 + e^((1 - 2y) w x))")) {
      JsonObject bad = train(loss + "\ngiven w = -2000\ntrain L over w on \"one.csv\"" + entropy);
      assertEquals(2000, bad.get("loss").getAsDouble(), 1e-6, loss);
      assertEquals(-2000, parameter(bad, "w"), 1e-6, loss);
    }
    for (String layer : List.of("σ", "softmax")) {
      JsonObject wide =
          train(
              "network 2 -> 2 "
                  + layer
                  + ", loss cross-entropy\ngiven W1 = [0, 0; 0, 0], b1 = (900, -900)\n"
                  + "train L over W1, b1 on \"two.csv\""
                  + entropy);
      // 1800 for the one and 0 for the other
      assertEquals(900, wide.get("loss").getAsDouble(), 1e-5, layer);
    }
  }

  @Test
  void keepsTheLastNumbersWhereTheLossHasNone() throws IOException {
    Files.writeString(folder.resolve("root.csv"), "x,y\n1,1\n1,0\n");
    JsonObject train =
        train(
            "let L = √(w x) y + 5\ngiven w = 0.1\n"
                + "train L over w on \"root.csv\" with sgd rate 0.1 batch 1 for 3 epochs");
    assertEquals("diverged", train.get("end").getAsString());
    assertTrue(Double.isFinite(train.get("loss").getAsDouble()));
    assertTrue(parameter(train, "w") > 0);
  }

  @Test
  void whatIsTrainedMayStartAsADefinition() {
    String data = "data x, y = (1, 2), (2, 4), (3, 7)\n";
    assertSays(
        data + "w = 0\nL = (w x − y)^2\ntrain L over w with sgd rate 0.1 batch all for 1 epochs",
        "w ≈ 2.06667");
  }
}
