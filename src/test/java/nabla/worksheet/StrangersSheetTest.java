package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people write who have read no more than the list of statements.
class StrangersSheetTest {

  @Test
  void stepsMoveTheParametersOfANetworkAndNotItsInput() {
    String text =
        text(
            """
            network 2 -> 1 sigmoid, loss cross-entropy
            given x = (1, -2), y = 1, W1 = [0, 0], b1 = 0
            step θ by 1 along ∇L
            """);
    assertTrue(text.contains("= [0.5, −1]\nb₁ ← 1/2"), text);
    assertFalse(text.contains("x  ←") || text.contains("y  ←"), text);
  }

  @Test
  void stepsRefuseWhatIsNotInTheLoss() {
    assertSays("let L = w^2\ngiven w = 1\nstep v by 0.1 along ∇L", "v does not occur in L");
  }

  @Test
  void aListOfRowsIsAMatrixInAFormulaAsInValues() {
    assertSays(
        "let B = [[1,2],[3,4]]\nevaluate det(B), B (1, 1)", "det(B)  = −2\nB(1, 1) = (3, 7)");
    assertSays("given B = [[1,2],[3,4]]\nevaluate det(B)", "= −2");
    assertSays("let u = (1, 2)\nevaluate [u, u]", "(1, 2, 1, 2)");
  }

  @Test
  void theNameOfAFunctionStandsForTheFunction() {
    String f = "let f(x) = x^3 - 3x\n";
    assertSays(f + "derive f", "= 3x² − 3");
    assertSays(f + "derive f wrt x", "= 3x² − 3");
    assertSays(f + "evaluate f where x = 2", "f = 2\n");
    assertSays(f + "evaluate f\ngiven x = 3\nevaluate f", "f = 18\n");
  }

  @Test
  void parametersAndVariablesAreNumbersOfTheirOwn() {
    String declared = "x, w ∈ R^2\n";
    assertSays(declared + "let g(x) = x^2\nevaluate g(3), g'(3)", "g(3)  = 9\ng′(3) = 6\n");
    assertSays(declared + "let q(x) = x + 1\nevaluate q'(2)", "q′(2) = 1\n");
    assertSays(declared + "table x^2 for x = 3", "3  9\n");
    assertSays(declared + "solve x^2 = 4 for x", "x = −2\n");
    assertSays(declared + "plot x^2 for x in [-1, 1]", "The graph of x² for x from −1 to 1.");
    assertSays("given x = (1, 2)\nlet g(x) = x^2\ntable g for x = 3\nevaluate x", "x = (1, 2)");
    assertSays(declared + "let f(x) = ‖x‖²\nderive f wrt x", "2x");
    assertSays(declared + "let f(x) = ‖x‖²\nderive f wrt x", "2×1");
  }

  @Test
  void aLaterDeclarationDoesNotSpoilWhatDoesNotNeedIt() {
    String sheet = "let L = (w - 1)^2\nw ∈ R^2\n";
    assertSays(sheet + "let N = ‖w‖²\ngiven w = (3, 4)\nevaluate N", "N = 25\n");
    assertSays(sheet + "evaluate 1 + 1", "1 + 1 = 2\n");
    assertSays(sheet + "evaluate L", "error: sheet:3");
    assertSays("x ∈ R^2\nx ∈ R^3\ngiven x = (1, 2, 3)\nevaluate x^T x", "xᵀx = 14\n");
  }

  @Test
  void aSecondNetworkTakesThePlaceOfTheFirst() {
    String text =
        text(
            """
            network 2 -> 2 relu -> 1 linear
            network 3 -> 2 softmax, loss cross-entropy
            given x = (1, 0, 0), y = (1, 0), W1 = [0, 0, 0; 0, 0, 0], b1 = (0, 0)
            evaluate L
            """);
    assertFalse(text.contains("error:"), text);
    assertTrue(text.contains("0.69314718056"), text);
  }

  @Test
  void activationsAreFunctionsAndNoProducts() {
    assertSays("network 2 -> 2 lrelu -> 1 linear", "found the activation lrelu");
    String given = "given x = -1, y = 0, W1 = 1, b1 = 0, W2 = 1, b2 = 0\nevaluate ŷ where τ > 0\n";
    assertSays(
        "network 1 -> 1 leaky relu -> 1 linear, loss squared\n" + given, "ŷ  = −1/100 = −0.01\n");
    assertSays("network 1 -> 1 leaky relu(0.1) -> 1 linear, loss squared\n" + given, "ŷ  = −0.1\n");
    assertSays("let f(t) = t^3\nnetwork 1 -> 1 f -> 1 linear, loss squared\n" + given, "ŷ  = −1\n");
  }

  @Test
  void saysWhyANameHasNoMeaning() {
    String text = text("let L = k w\nlet k = 2\nevaluate L\nlet c = c + 1\n");
    assertTrue(text.contains("k is used before its definition in line 2"), text);
    assertTrue(text.contains("L has no meaning, as its definition in line 1 is wrong"), text);
    assertTrue(text.contains("c is defined by itself"), text);
  }

  @Test
  void meansOverManyExamplesAgreeWithASimpleLoop(@TempDir Path folder) throws IOException {
    int count = 5000;
    StringBuilder csv = new StringBuilder("x1,x2,y\n");
    double[] sums = new double[4];
    for (int i = 0; i < count; i++) {
      double x1 = Math.sin(i);
      double x2 = Math.cos(3 * i);
      double y = i % 7 / 7.0;
      csv.append(x1).append(',').append(x2).append(',').append(y).append('\n');
      double error = 0.5 * x1 - x2 + 0.25 - y;
      sums[0] += error * error / count;
      sums[1] += 2 * error * x1 / count;
      sums[2] += 2 * error * x2 / count;
      sums[3] += 2 * error / count;
    }
    Files.writeString(folder.resolve("data.csv"), csv);
    String sheet =
        """
        w, x ∈ R^2
        network z = w·x + b; L = (z - y)^2
        given w = (0.5, -1), b = 0.25
        data x, y from "data.csv"
        step w, b by 1 along ∇L
        """;
    Worksheet.Settings settings =
        new Worksheet.Settings(folder, true, null, Duration.ofSeconds(60));
    String text =
        new SheetWriter(Worksheet.of(sheet, false).run(settings, answer -> {}), "sheet", false)
            .write(SheetFormat.TEXT);
    assertTrue(text.contains("mean of L: " + digits(sums[0])), text);
    assertTrue(text.contains("b ← ≈ " + digits(0.25 - sums[3])), text + sums[3]);
    assertTrue(text.contains(digits(0.5 - sums[1])), text);
    assertTrue(text.contains(digits(-1 - sums[2])), text);
    assertTrue(text.contains("the first 12 of 5000 examples"), text);
  }

  /// The first digits, which rounding does not change.
  private static String digits(double number) {
    return new BigDecimal(number).toPlainString().replace('-', '−').substring(0, 10);
  }

  @Test
  void fractionsStayExactFromStepToStep() {
    String sheet =
        """
        X ∈ R^{m×n}; w ∈ R^n; y ∈ R^m
        given X = [1, 1; 1, 2; 1, 1], y = (1, 2, 3), w = (0, 0), m = 3
        let J = ‖X w - y‖^2/(2m)
        step w by 0.5 along ∇J
        step w by 0.5 along ∇J
        let H = X^T X/m
        evaluate H, J
        step w by 0.5 along ∇J
        """;
    assertSays(sheet, "w ← (1, 4/3) ≈ ", "w ← (11/18, 2/3) ≈ ", "H = [1, 4/3; 4/3, 2] ≈ ");
    assertSays(sheet, "J = 329/648 ≈ ", "w ← (31/36, 25/27) ≈ ");
    assertSays("let q = (w - 1/3)^2\ngiven w = -1\nstep w by 1/7 along ∇q", "w ← −13/21 ≈ ");
    String root = "let q = (w - √2)^2\ngiven w = 1\nstep w by 1/2 along ∇q\nevaluate q, w";
    assertSays(root, "w ← √2 ≈ ", "w ≈ 1.41421356237\n"); // no rational number, hence rounded
  }

  @Test
  void aGradientIsNotBySizes() {
    String sheet = "X ∈ R^{m×n}; w ∈ R^n\ngiven X = [1, 2; 3, 4], w = (1, 1), m = 2\n";
    String text = text(sheet + "let J = ‖X w‖^2/m\nevaluate ∇J");
    assertTrue(text.contains("∂J/∂w = (24, 34)"), text);
    assertFalse(text.contains("error"), text);
  }

  @Test
  void errorsHaveTheirPlaces() {
    assertSays("derive x² wrt zz", "sheet:1:15: \"zz\" is not the name of a variable");
    assertSays("let m m = 4", "sheet:1:5: found no name to define");
    assertSays("let K = w^2\n  forward", "sheet:2:3: found no network above forward");
    assertSays(
        "x, y ∈ R^2; W ∈ R^{2×2}\nlet K = ‖W x - y‖^2\ngiven x = (1, 2), y = (1, 2, 3)",
        "sheet:3:");
    assertSays(
        "x, y ∈ R^n; W ∈ R^{n×n}\nlet K = ‖W x - y‖^2\ngiven x = (1, 2)\ngiven y = (1, 2, 3)\n"
            + "train K over W for 2 epochs",
        "sheet:5:7: ");
  }

  @Test
  void theBoundOfADescentMayHaveAName() {
    String descent = "let Q = (a-3)^2\n%sdescend Q over a from 1 with α = 1/4 until |∇Q| < ε";
    assertSays(descent.formatted("given ε = 0.01, a = 7\n"), "|∇Q| < ε holds first at t = 9.");
    String letter = descent.formatted("given g = 0.01\n").replace("ε", "g");
    assertSays(letter, "|∇Q| < g holds first at t = 9.");
    assertSays(
        descent.formatted(""), "sheet:2:44: the condition |∇Q| < ε mentions ε, which has no");
  }

  @Test
  void limitsAndListsAreSaid() {
    String sheet = "let J = (v x - y)^2\ndata x, y = (1, 2), (2, 4)\ntrain J over v rate 0.1 ";
    assertSays(sheet + "for 10000000 epochs", "found 10000000 epochs, expected at most 9999999");
    assertSays(sheet + "batch 99999999999", "found 99999999999, expected at most 999999999");
    assertSays(sheet + "for 0 epochs", "found 0 epochs, expected a whole number from 1 up");
    assertSays(sheet + "for 2.5 epochs", "found 2.5 epochs, expected a whole number from 1 up");
    for (String list : new String[] {"1, 2,", "1,, 2", ", 1"}) {
      assertSays("table q^2 for q = " + list, "found a comma without a value beside it");
    }
    assertSays("table q^2 for q = 1, 2", "2  4\n");
  }

  @Test
  void tablesSayWhereThereIsNoDerivative() {
    assertSays(
        "let f(x) = max(x, 0)\ntable f, f' for x = -1, 0, 1",
        "0   0  0\n",
        "f′ at x = 0: no derivative here; the value is that of the formula");
    assertSays(
        "let L = |w x|\ngiven x = 2\ntable L, ∂L/∂w for w = -1, 0, 1",
        " at w = 0: no derivative here");
    String smooth = WorksheetTest.text("let f(x) = |x|^3\ntable f, f' for x = -1, 0, 1");
    assertFalse(smooth.contains("no derivative"), smooth);
  }
}
