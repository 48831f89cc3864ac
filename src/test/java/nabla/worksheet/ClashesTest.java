package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot all be true is refused in the line that says the last of it.
class ClashesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let m = 2\nx ∈ R^m\ngiven x = (1, 2, 3)",
        "given m = 2\nx ∈ R^m\ngiven x = (1, 2, 3)",
        "x ∈ R^m\nlet m = 2\ndata x = (1, 2, 3), (4, 5, 6)",
        "x ∈ R^m\ngiven x = (1, 2, 3)\nlet m = 2",
        "given x = (1, 2, 3)\nlet m = 2.5\nx ∈ R^m",
        "m ∈ N\nA ∈ R^{m×(m+1)}\ngiven m = 2, A = [1, 2; 3, 4]",
      })
  void numbersThatAreNotTheSizes(String sheet) {
    int last = (int) sheet.lines().count();
    assertSays(sheet + "\nevaluate 1 + 1", "sheet:" + last + ":", "is declared in", "1 + 1 = 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assume x > 0\ngiven x = -3",
        "given x = -3\nassume x > 0",
        "assume x > 0\nlet x = -3",
        "assume y > 0\nassume y < 0",
        "assume a < b\nassume b < a",
        "assume 0 < b < c < 2\ngiven b = 3",
        "a ∈ (0,1)\ngiven a = 1",
        "n ∈ N\ngiven n = 3/2",
        "A ∈ R^{n×n}; A symmetric\ngiven A = [1, 2; 3, 4]",
        "m ∈ N\nlet m = 1/2",
        "A symmetric\ngiven A = [1, 2; 3, 4]",
        "A positive definite\ngiven A = [1, 2; 2, 1]",
        "v ∈ R^n\nassume v > 0\ngiven v = (1, -1)",
        "assume x > 0\ndata x, y = (1, 2), (-1, 2)",
        "assume x > 0\nsimplify √(x²) where x < 0",
      })
  void whatIsAssumedAndDoesNotHold(String sheet) {
    int last = (int) sheet.lines().count();
    assertSays(sheet + "\nevaluate 1 + 1", "sheet:" + last + ":", "1 + 1 = 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let m = 3\nx ∈ R^m\ngiven x = (1, 2, 3)\nevaluate m",
        "given m = 2\nx ∈ R^m\ngiven x = (1, 2)\ngiven m = 3\ngiven x = (1, 2, 3)\nevaluate x",
        "assume x ≥ 0\ngiven x = 0\nevaluate x",
        "assume a < b\nassume b < c\ngiven a = 1, c = 2\nevaluate a",
        "A positive definite\ngiven A = [2, 1; 1, 2]\nevaluate A",
        "assume 1ᵀp = 1\ngiven p = (0.333, 0.333, 0.333)\nevaluate p",
        "Q orthogonal\ngiven Q = [0.6, 0.8; -0.8, 0.6]\nevaluate Q",
        "assume x ≠ 0\ngiven x = -1\nevaluate x",
        "assume L > 0\nlet L = u + 1\ngiven u = 1\nevaluate L",
      })
  void whatMayBeTrueIsTaken(String sheet) {
    assertFalse(text(sheet).contains("error"), text(sheet));
  }

  @Test
  void aStepThatLeavesWhatIsAssumedSaysSo() {
    assertSays(
        "assume w > 0\nlet L = (w + 3)^2\ngiven w = 1\nstep w by 1/2 along ∇L",
        "w ← −3",
        "w > 0 is assumed, which does not hold for w = −3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let z1 = (1, 2)\nz1 ∈ R^3",
        "let v = [1, 2; 3, 4]\nv ∈ R",
        "x ∈ R^2\nlet s = 2x\ns ∈ R^{2×2}",
      })
  void aDeclarationThatDoesNotFitADefinitionIsRefusedWhereItStands(String sheet) {
    int last = (int) sheet.lines().count();
    assertSays(sheet, "error: sheet:" + last + ":", "is defined in line " + (last - 1), "clear");
  }

  @Test
  void aDeclarationThatFitsADefinitionIsTaken() {
    String text = text("let z1 = (1, 2)\nz1 ∈ R^2\nevaluate z1\nlet s = W h\ns ∈ R^m\nW ∈ R^{m×n}");
    assertFalse(text.contains("error:"), text);
  }

  @Test
  void theNamesOfANetworkAreNoEntriesOfAnother() {
    assertSays(
        "W ∈ R^{3×2}\nnetwork 2 -> 1",
        "error: sheet:2:",
        "the network calls its own W1, which is an entry of W ∈ ℝ^{3×2} above; clear W");
    String text = text("W ∈ R^{3×2}\nclear W\nnetwork 2 -> 1");
    assertFalse(text.contains("error:"), text);
  }

  /// `x1` and the entry `x_1` look the same where they are written.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "z ∈ R^n\nlet z1 = b + w",
        "let z1 = b + w\nz ∈ R^n",
        "x ∈ R^3\ngiven y1 = 2, x2 = 7",
        "given x = (1, 2, 3)\nlet x_2 = 7",
        "given x2 = 7\ngiven x = (1, 2, 3)",
        "given x = (1, 2), x1 = 7",
        "u ∈ R^2\ndata u1 = 1, 2",
      })
  void aNumberThatLooksLikeAnEntryIsRefused(String sheet) {
    int last = (int) sheet.lines().count();
    assertSays(sheet, "error: sheet:" + last + ":", "looks like an entry of ", "clear ");
  }

  @Test
  void whatIsDeclaredBesideAVectorIsItselfAndArraysAreNoEntries() {
    assertSays(
        "z ∈ R^n; z1 ∈ R\nlet z1 = b + w\nlet L = z1^2\nderive L wrt b as g\n"
            + "given b = 1, w = 2\nevaluate g, z_1\nstep b by 0.1 along g",
        "g  = 6\n",
        "z₁ = 3\n",
        "b ← 0.4");
    assertSays(
        "given z = (1, 2)\nlet z2 = 3z\ngiven z1 = (3, 4)\nevaluate z2, z_1",
        "z₂ = (3, 6)\n",
        "z₁ = (3, 4)\n");
  }

  @Test
  void theNumberBehindAVectorIsItsEntry() {
    assertSays(
        "x ∈ R^3\nlet a = x1^2 + 1\nderive a by x\ngiven x = (5, 2, 1)\nevaluate a, x_2, x₂, x3",
        "∂a/∂x = ",
        "a  = 26\n",
        "x₂ = 2\nx₂ = 2\nx₃ = 1");
    String text = text("x ∈ R^3\nlet a = x1 + 1");
    assertFalse(text.contains("note"), text);
  }

  @Test
  void namesOfFunctionsGetNoValues() {
    assertSays("given sin = 3", "error: sheet:1:7", "sin is a function, and gets no value");
    assertSays("given cost = 3\nevaluate cost", "cost = 3");
    assertSays("data x =", "found an example without a value");
  }
}
