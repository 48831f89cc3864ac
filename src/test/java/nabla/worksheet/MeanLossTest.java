package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nabla.answer.Report;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements about a loss of which the sheet has several examples: they are about its mean.
class MeanLossTest {
  private static final double[][] POINTS = {{1, 2}, {2, 3}, {3, 5}};

  private static final String LINE =
      """
      data x, y = (1, 2), (2, 3), (3, 5)
      let L = (w x + b - y)^2/2
      given w = 1, b = 0
      """;

  private static String text(String sheet) {
    return WorksheetTest.text(sheet);
  }

  private static void assertSays(String sheet, String... expected) {
    String text = text(sheet);
    for (String each : expected) {
      assertTrue(text.contains(each), "no \"" + each + "\" in\n" + text);
    }
  }

  @Test
  void evaluateGivesEachExampleAndTheMean() {
    assertSays(
        LINE + "evaluate L, ∂L/∂w, w + 1",
        "w + 1 = 2\n",
        """
        example    L    ∂L/∂w
        1          0.5  −1
        2          0.5  −2
        3          2    −6
        mean of 3  1    −3
        """);
    assertSays(
        """
        w ∈ R^2
        data x, y = ((2,1), 1.3), ((-3,2), 1.9)
        let L = (w^T x - y)^2
        given w = (1, 1)
        evaluate ∇L
        """,
        "mean of 2  (12.1, −4.1)\n");
    Report report = WorksheetTest.run(LINE + "evaluate L").answers().getLast().getLast().report();
    assertNotNull(report);
    String json = report.json().get().toString();
    assertTrue(json.contains("\"value\":1,\"examples\":3"), json);
  }

  /// Against the regression of commons-math3.
  @Test
  void solveFindsTheLeastSquares() {
    SimpleRegression line = new SimpleRegression();
    line.addData(POINTS);
    assertEquals(1.5, line.getSlope(), 1e-12);
    assertEquals(1 / 3.0, line.getIntercept(), 1e-12);
    String solution = "w = 3/2 = 1.5\nb = 1/3 ≈ 0.333333333333\n";
    assertSays(LINE + "solve ∂L/∂w = 0, ∂L/∂b = 0 for w, b", solution, "a minimum");
    assertSays(LINE + "solve ∇L = 0 for w, b", solution, "L is the mean over 3 examples");
    assertSays(LINE + "solve ∂L/∂w = 0 for w", "w = 23/14");
    assertSays(
        "w ∈ R^2\ndata x, y = ((2,1), 1.3), ((-3,2), 1.9)\nlet L = (w^T x - y)^2\n"
            + "solve ∂L/∂w = 0 for w",
        "w₁ = 0.1\nw₂ = 1.1\n");
  }

  @Test
  void descendGoesAlongTheMeanGradient() {
    double w = 0;
    double b = 0;
    for (int step = 0; step < 3; step++) {
      double slope = 0;
      double shift = 0;
      for (double[] point : POINTS) {
        double error = w * point[0] + b - point[1];
        slope += error * point[0] / POINTS.length;
        shift += error / POINTS.length;
      }
      w -= 0.1 * slope;
      b -= 0.1 * shift;
    }
    assertSays(
        LINE + "descend L over w, b from (0, 0) with α = 0.1 for 3 steps",
        "L is the mean over 3 examples: b²/2 + 7w²/3 + 2bw − 10b/3 − 23w/3 + 19/3\n",
        "one minimum at θ* = (1.5, 1/3)",
        "3  ≈ " + digits(w),
        "≈ " + digits(b));
    assertSays(
        LINE + "descend (w x - y)^2 over w from 0 with α = 0.1 for 2 steps",
        "w* = 23/14, a minimum");
    assertSays(LINE + "descend L over w from 0 with α = 0.1 for 1 steps\nevaluate w, L", "w = 1\n");
    assertSays(LINE + "descend L over w from 0 with α\nderive L by w", "= x(wx + b − y)");
  }

  private static String digits(double number) {
    return BigDecimal.valueOf(number).toPlainString().substring(0, 7);
  }

  @Test
  void equationsOfASystemAreAllKept() {
    assertSays("solve x + y = 3, x - y = 1 for x, y", "x = 2\ny = 1\n");
    assertSays("solve x + y = 3; x - y = 1 for x, y", "x = 2\ny = 1\n");
    assertSays("solve x + y = 3, x + y = 4 for x, y", "contradict each other");
    assertSays("solve x + y = 3, x - y for x, y", "is no equation");
    assertSays(
        "let L = w^2 + b^2 + w b - w\nsolve ∇L = 0 for w, b",
        "w = 2/3 ≈ 0.666666666667\nb = −1/3 ≈ −0.333333333333\n");
  }

  @Test
  void manyExamplesAreNumbers(@TempDir Path folder) throws IOException {
    int count = 100_000;
    StringBuilder csv = new StringBuilder("x,c,y\n");
    double loss = 0;
    for (int i = 0; i < count; i++) {
      double x = i % 100 / 100.0;
      double y = i % 7 / 8.0;
      csv.append(x).append(",\"a, b\",").append(y).append('\n');
      loss += (0.5 * x - y) * (0.5 * x - y) / count;
    }
    Files.writeString(folder.resolve("data.csv"), csv);
    Worksheet.Settings settings =
        new Worksheet.Settings(folder, false, null, Duration.ofSeconds(60));
    String sheet =
        """
        data x, y from "data.csv"
        let L = (w x - y)^2
        given w = 1/2
        evaluate L, x, x + w
        descend L over w from 0 with α = 0.1
        data x, z from "data.csv"
        """;
    Answered answered = Worksheet.of(sheet, false).run(settings, answer -> {});
    String text = new SheetWriter(answered, "sheet", false).write(SheetFormat.TEXT);
    String mean = text.lines().filter(line -> line.startsWith("mean of")).findFirst().orElse("");
    List<String> means = List.of(mean.split("\\s{2,}", -1));
    assertEquals(loss, Double.parseDouble(means.get(1).replace("≈ ", "")), 1e-9, text);
    assertEquals("0.495", means.get(2));
    assertEquals("0.995", means.get(3));
    assertTrue(text.contains("L is the mean over 100000 examples"), text);
    assertTrue(text.contains("has no column z"), text);
    assertFalse(text.contains("internal error"), text);
  }

  @Test
  void aLetterForTheNumberOfExamplesIsSpokenOf() {
    String sheet = "let L = (w u - v)^2/m\ndata u, v = (1, 2), (2, 3)\n";
    String said = "m in L is a number of its own; over the examples the mean is taken";
    assertSays(sheet, said);
    assertSays("data u, v = (1, 2), (2, 3)\nlet L = (w u - v)^2/m", said);
    assertSays(
        sheet + "train L over w for 2 epochs", "leave m out of the loss, or write given m = 1");
    String given = WorksheetTest.text("given m = 2\n" + sheet);
    assertFalse(given.contains("of its own"), given);
  }

  /// y = 2x + 1 at x = 0, …, 999: the mean of x² is 332833.5, that of x is 499.5.
  @Test
  void aPolynomialHasItsMeanOverManyExamples(@TempDir Path folder) throws IOException {
    StringBuilder lines = new StringBuilder("x,y\n");
    for (int x = 0; x < 1000; x++) {
      lines.append(x).append(',').append(2 * x + 1).append('\n');
    }
    Path file = folder.resolve("line.csv");
    Files.writeString(file, lines);
    String data = "data x, y from \"" + file + "\"\n";
    assertSays(
        "let L = (w x + b - y)^2\n" + data + "solve ∇L = 0 for w, b",
        "L is the mean over 1000 examples: 332833.5w²",
        "w = 2\nb = 1\n",
        "positive definite: a minimum");
    assertSays(
        "let L = (w x - y)^2\n" + data + "descend L over w from 0 with α = 0.000001 for 2 steps",
        "converges exactly for 0 < α <");
    assertSays(
        "let L = (σ(w x) - y)^2\n" + data + "solve ∂L/∂w = 0 for w",
        "the mean over 1000 examples is no formula to derive",
        "batch all");
  }

  /// The steps of a loop over the examples.
  @Test
  void descentGoesOverManyExamplesOfAnyLoss(@TempDir Path folder) throws IOException {
    StringBuilder lines = new StringBuilder("x,y\n");
    double[] xs = new double[1000];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = (i % 41 - 20) / 10.0;
      lines.append(xs[i]).append(',').append(i % 41 > 17 ? 1 : 0).append('\n');
    }
    double w = 0;
    double b = 0;
    for (int step = 0; step < 4; step++) {
      double slope = 0;
      double shift = 0;
      for (int i = 0; i < xs.length; i++) {
        double error = 1 / (1 + Math.exp(-w * xs[i] - b)) - (i % 41 > 17 ? 1 : 0);
        slope += error * xs[i] / xs.length;
        shift += error / xs.length;
      }
      w -= 0.5 * slope;
      b -= 0.5 * shift;
    }
    Path file = folder.resolve("points.csv");
    Files.writeString(file, lines);
    String sheet =
        "data x, y from \""
            + file
            + "\"\nlet p = σ(w x + b)\n"
            + "let L = -y ln p - (1 - y) ln(1 - p)\ndescend L over w, b from 0 with α = ";
    assertSays(sheet + "1/2 for 4 steps", "4     " + digits(w), digits(b), "∂L/∂w = x(p − y)\n");
    assertSays(sheet + "1/2 until L < 0.1", "goes for a number of steps");
    assertSays(sheet + "α for 2 steps", "Steps are shown for a number");
  }

  /// A loss that is named as a function of its parameters is the mean as well.
  @Test
  void functionsOfParametersAreMeans() {
    SimpleRegression origin = new SimpleRegression(false);
    origin.addData(POINTS);
    assertEquals(23.0 / 14, origin.getSlope(), 1e-12);
    String loss = "let J(w) = (w x - y)^2\ndata x, y = (1, 2), (2, 3), (3, 5)\n";
    assertSays(loss + "solve J'(w) = 0 for w", "J is the mean over 3 examples", "w = 23/14");
    assertSays(loss + "solve ∂J/∂w = 0 for w", "w = 23/14");
    assertSays(loss + "solve ∇J = 0", "w = 23/14");
    assertSays(loss + "descend J over w from 0 with α = 0.1 for 1 steps", "w* = 23/14", "23/15");
    assertSays(loss + "table J, J' for w = 1", "w  J  J′\n1  2  −6\n");
    assertSays(loss + "plot J for w in [0, 1]", "The graph of J(w) for w from 0 to 1.");
    SimpleRegression line = new SimpleRegression();
    line.addData(POINTS);
    assertEquals(1.5, line.getSlope(), 1e-12);
    assertEquals(1.0 / 3, line.getIntercept(), 1e-12);
    assertSays(
        "let J(w, b) = (w x + b - y)^2\ndata x, y = (1, 2), (2, 3), (3, 5)\nsolve ∇J = 0 for w, b",
        "w = 3/2",
        "b = 1/3");
  }

  /// A parameter is no data.
  @Test
  void functionsOfInputsAreNoMeans() {
    String sheet = "let f(x) = w x\ndata x, y = (1, 2), (2, 3)\ngiven w = 2\ntable f for x = 0, 5";
    assertSays(sheet, "0  0\n5  10\n");
    assertFalse(text(sheet).contains("mean"));
  }

  /// The mean of e² is not the square of the mean of e.
  @Test
  void formulasOfNamesAreMeansAsAWhole() {
    String error = "data x, y = (1, 2), (2, 4), (3, 7)\nlet e = y - v x\n";
    String mean = "is the mean of e² over 3 examples: 14v²/3 − 62v/3 + 23";
    assertSays(error + "table e^2 for v = 0, 1", mean, "0  23\n1  7\n");
    assertSays(error + "plot e^2 for v in [0, 1]", mean);
    assertSays(error + "table \\frac{e^2}{2} for v = 0", "0  11.5");
    assertSays(error + "let f(v) = e\ntable f(2)^2, v for v = 0", "0  0.333333333333  0");
    assertSays(error + "let f(v) = e\ntable 2 f(v) + v for v = 1", "1  5.66666666667");
    String named = "of examples, expected a name for it, as in let";
    assertSays(error + "solve e^2 = 0 for v", "found e^2 " + named);
    assertSays(error + "solve ∇(e^2) = 0 for v", named);
    assertSays(error + "let L = e^2\ntable L, 2L, ∂L/∂v for v = 1", "1  7  14  −11.3333333333");
    assertSays(
        error + "descend e^2 over v from 0 with α = 0.01 for 1 steps", "14v²/3 − 62v/3 + 23");
    assertSays(
        error + "descend 1/2 (y - v x)^2 over v from 0 with α = 0.01 for 1 steps", "7v²/3 − 31v/3");
    assertSays(error + "solve ∂/∂v (y - v x)^2 = 0 for v", "found ∂/∂v (y - v x)^2 of examples");
    assertSays(error + "solve e = 0 for v", "e is the mean over 3 examples: 13/3 − 2v", "v = 13/6");
  }

  /// What is in columns that nobody asked for does not matter.
  @Test
  void otherColumnsMayHoldText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("people.csv");
    Files.writeString(file, "y,x,name\n2,1,Ann\n4,2,Bo\n7,3,Cy\n");
    String data = "data x, y from \"" + file + "\"\n";
    assertSays(data + "evaluate mean(x), Σ_i x_i y_i", "= 2\n", "= 31\n");
    assertSays(data.replace("x, y", "x, name"), "line 2, column name: \"Ann\" is no number");
  }
}
