package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// After a line that is wrong nothing is answered with what it was to replace.
class WithdrawalsTest {

  /// What the lines of a sheet that failed say, by their numbers.
  private static Map<Integer, String> errors(String sheet) {
    return WorksheetTest.run(sheet).answers().getLast().stream()
        .filter(answer -> answer.error() != null)
        .collect(
            Collectors.toMap(
                Answer::line,
                answer -> String.valueOf(Objects.requireNonNull(answer.error()).getMessage())));
  }

  private static void assertFails(String sheet, String... endings) {
    Map<Integer, String> errors = errors(sheet);
    assertEquals(endings.length, errors.size(), errors::toString);
    int place = 0;
    for (String message : errors.values()) {
      String expected = endings[place++];
      assertTrue(message.contains(expected), () -> message + " does not say " + expected);
    }
  }

  @Test
  void values() {
    String sheet = "let L = w^2 x\ngiven w = 1, x = 2\ngiven w = (, x = 3\n";
    String lost = " has no value, as line 3, which was to give it, is wrong";
    assertFails(sheet + "evaluate L", "in the value", lost);
    assertFails(sheet + "step w by 0.1 along ∇L", "in the value", lost);
    assertFails(sheet + "descend L over x from 0 with α = 1", "in the value", lost);
    assertFails(sheet + "given w = 2, x = 3\nevaluate L", "in the value");
    assertFails(sheet + "derive L by w\ngiven u = 1\nevaluate u", "in the value");
    assertFails(sheet + "clear\ngiven w = 4\nevaluate w", "in the value");
  }

  @Test
  void meanings() {
    String lost = "has no meaning, as its definition in line 2 is wrong";
    assertFails("let L = w\nlet L = w +\nevaluate L", "found the end", "L " + lost);
    assertFails("let f(t) = t\nlet f(t) = t +\nevaluate f(2)", "found the end", "f " + lost);
    assertFails("let f(t) = t\nlet f(t) = t +\nderive f'(x)", "found the end", "f " + lost);
    assertFails("x ∈ R^2\nx ∈ R^{\nderive x^T x by x", "found the end", "x " + lost);
    assertFails("let g = 1\nderive x^2 + as g\nevaluate g", "found the end", "g " + lost);
    assertFails("let L = w\nlet L = w +\nlet L = w^2\nderive L", "found the end");
  }

  @Test
  void examplesAndNetworks() {
    String data = "let L = (w x - y)^2\ngiven w = 1\ndata x, y = (1, 2), (3, 4)\n";
    assertFails(
        data + "data x, y = (1, 2), (3)\nevaluate L",
        "has 1 values for 2 variables",
        "has no value, as line 4");
    String network = "network 1 -> 1 linear, loss squared\ngiven x = 1, y = 2, W1 = 1, b1 = 0\n";
    assertFails(
        network + "network 1 -> 1 foo\nforward\nevaluate L",
        "found the activation foo",
        "found no network above forward",
        "L has no meaning, as its definition in line 3 is wrong");
    assertFails(network + "step θ by α( along ∇L\nevaluate L", "found no along");
    String layers = "network 2 -> 2 foo -> 1 linear, loss squared\n";
    String lost = " has no meaning, as its definition in line 3 is wrong";
    assertFails(
        "let L = (w-1)^2\ngiven w = 3\n"
            + layers
            + "evaluate L\nevaluate ŷ\nstep w by 0.1 along ∇L\ngiven W1 = 2\nevaluate W1",
        "found the activation foo",
        "L" + lost,
        "ŷ" + lost,
        "L" + lost);
    assertFails(
        network + "network 1 - 1\nevaluate W1", "the first number is the size", "W_1" + lost);
    assertFails(
        layers.replace("foo", "relu") + layers + layers.replace("foo", "tanh") + "derive L wrt W1",
        "found the activation foo");
  }

  @Test
  void filesOfAnyColumns() {
    assertFails(
        "given a = 1\ngiven data from \"nothing.csv\"\nevaluate a\ngiven a = 2\nevaluate a",
        "cannot be read",
        "there are no values, as line 2");
  }

  @Test
  void mistypedLines() {
    assertFails("given w = 1\ngievn w = 2\nevaluate w", "unknown name gievn", "w has no meaning");
  }

  @Test
  void valuesFitWhatWasDeclared() {
    assertFails("x ∈ R^2\ngiven x = (1, 2, 3)", "x is declared in ℝ^2, and its value is in ℝ^3");
    assertFails("x ∈ R^2\ndata x = (1, 2, 3), (4, 5, 6)", "x is declared in ℝ^2");
    assertFails("given z = 1/0", "the value of z: division by zero");
    assertFails("v ∈ R^{1×2}; A ∈ R^{2×n}\ngiven v = (1, 2), A = [1, 2, 3; 4, 5, 6]");
    assertFails("given x = (1, 2)\ngiven x = (1, 2, 3)\nevaluate x^T x\ngiven x = 2\nevaluate x^2");
    assertFails("W ∈ R^{2×2}\nnetwork a = W x; L = a", "the loss of a network is a number");
  }

  @Test
  void oneWrongFormulaLeavesTheOthers() {
    String text = WorksheetTest.text("evaluate 1 + 1, ln(-1), 2^3");
    assertTrue(text.contains("1 + 1 = 2\n2³    = 8\n"), text);
    assertTrue(text.contains("sheet:1:17: ln of a negative number is undefined"), text);
    assertFails("evaluate 1 + 1, ln(-1), 2^3", "ln of a negative");
  }

  @Test
  void kinksAreSaid() {
    String f = "let f(x) = |x|\ngiven x = 0\nlet h = |x - 1|\n";
    String here = "no derivative here, as";
    assertTrue(WorksheetTest.text(f + "evaluate f'(0)").contains("f′(0): no derivative here;"));
    assertTrue(!WorksheetTest.text(f + "evaluate f'(1), ∂h/∂x").contains(here));
    assertTrue(WorksheetTest.text(f + "given x = 1\nevaluate ∂h/∂x").contains("∂h/∂x: " + here));
  }

  @Test
  void aFunctionOfItself() {
    assertFails("let h(x) = h(x - 1)", "h is defined by itself");
    assertFails("let c = c + 1", "a definition takes names from above it");
  }

  @Test
  void clearingForgetsWhatWasWrong() {
    assertFails("let b = sin(\nclear\nlet L = w + b\nderive L wrt b", "found the end");
    assertFails("let b = sin(\nclear b\nlet L = w + b\nderive L wrt b", "found the end");
    assertFails("given b = (\nclear b\nevaluate 2b", "in the value");
    assertFails("let b = sin(\nclear\nlet b = 2\nevaluate b", "found the end");
    assertFails("clear q", "found q, expected clear alone");
  }

  @Test
  void clearingForgetsWhatIsAssumed() {
    String sheet = "assume x, y > 0\nclear x\nsimplify √(x^2)\nsimplify √(y^2)\n";
    WorksheetTest.assertSays(sheet, "√(x²) = |x|", "√(y²) = y");
  }

  /// `let x + y = 3` defines no y, and `let sin = 4` takes sin from nobody.
  @Test
  void whatNoLineDefinesKeepsItsMeaning() {
    WorksheetTest.assertSays("let x + y = 3\nderive x y wrt y", "∂/∂y[xy] = x");
    WorksheetTest.assertSays("given x + y = 3\nevaluate y at y = 1", "y = 1\n");
    WorksheetTest.assertSays("let sin = 4\nevaluate sin(0)", "sin(0) = 0\n");
    WorksheetTest.assertSays("given sin = 4\nevaluate sin(0)", "sin(0) = 0\n");
    WorksheetTest.assertSays("let max(x, 0) = 3\nevaluate max(3, 4)", "max(3, 4) = 4\n");
    WorksheetTest.assertSays("let relu(x) = max(x, 0\nevaluate relu(3)", "relu has no meaning");
    WorksheetTest.assertSays("let y = x +\nevaluate y", "y has no meaning, as its definition");
  }

  /// A letter that was to stand for something else is no constant below.
  @Test
  void constantsAreNotWhatWasMeant() {
    String wrong = "let e = y - ŷ\n";
    assertSays(wrong + "evaluate 2e\nlet ŷ = 1", "e has no meaning, as its definition in line 1");
    assertSays(wrong + "let L = e^2\nlet ŷ = 1", "e has no meaning, as its definition in line 1");
    assertSays(wrong + "evaluate exp(0) + 1\nlet ŷ = 1", "= 2\n");
    assertSays("let e = 1 +\nlet f(e) = e^2\nevaluate f(3)", "f(3) = 9");
    assertSays("let π = ((\nevaluate 2π", "π has no meaning");
    assertSays("let π = ((\nclear π\nevaluate 2π", "2π ≈ 6.28");
    assertSays("let π = ((\nlet π(s) = s^2\nevaluate π(3)", "= 9\n");
  }

  @Test
  void longNamesHaveDerivatives() {
    String loss = "let MSE2 = (w - 1)^2\n";
    assertSays(loss + "check dMSE2/dw = 2(w - 1)", "proved");
    assertSays(loss + "check ∂MSE2/∂w = 2(w - 1)", "proved");
    assertSays("let S_xy = (w - 1)^2\ncheck ∂S_xy/∂w = 2(w - 1)", "proved");
  }

  @Test
  void aNameWithAPrimeIsTakenAway() {
    assertFails(
        "given w = 1\nw' = w + 2\nw' = w + * 3\nevaluate w'", "found *", "in line 3 is wrong");
  }

  @Test
  void anEquationThatIsNoStatementTakesNothingAway() {
    String text =
        WorksheetTest.text("\\ell(w) = (w - 3)^2\n\\nabla_w \\ell(w) = 0\ncheck ℓ(w) = (3 - w)^2");
    assertTrue(text.contains("proved"), text);
  }
}
