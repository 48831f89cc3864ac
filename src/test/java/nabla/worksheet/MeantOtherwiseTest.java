package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Lines that could be read as something else than they mean are refused, or read as they are
/// meant.
class MeantOtherwiseTest {

  private static final String LOSS = "let L = (w - 2)^2\ngiven w = 0\n";

  @Test
  void updatesAreSteps() {
    for (String arrow : new String[] {"<-", "←", ":=", "=", "\\leftarrow"}) {
      assertSays(LOSS + "w " + arrow + " w - 0.1 ∂L/∂w\nevaluate L", "w ← 0.4\n", "L = 2.56\n");
    }
    assertSays(LOSS + "step w := w - α \\nabla L", "w ← 4α");
    assertSays(LOSS + "w = w - 0.1 ∂L/∂w\nderive L by w", "2(w − 2)");
    assertFalse(text(LOSS + "w = w - 0.1 ∂L/∂w").contains("circular"));
  }

  @Test
  void wordsOfOtherStatementsAreNoProducts() {
    assertSays(
        LOSS + "step w by 0.1 along ∇L for 3 steps",
        "3:24: found \"for\", which is no part of step");
    assertSays(LOSS + "derive L for w", "found \"for\", which is no part of derive");
    assertSays(LOSS + "descend L by w from 0 with α = 1/2", "found \"by\", which is no part");
    assertSays(
        "let f(x) = {x if x > 0; 0 otherwise}\nderive f(x) by x", "{1 if x > 0; 0 otherwise}");
  }

  @Test
  void notesQuoteTheTextOfTheFunction() {
    assertFalse(text("let f(x) = e^x y\nlet h = 5 + 7 + 8 + 9 + 10").contains("note"));
  }

  @Test
  void aParameterIsNoUseOfItsName() {
    assertSays("let f(x) = x^2\nevaluate f(3)\nlet x = 7\nevaluate f(2)", "= 9", "= 4");
    assertSays("let f(x) = x^2 + a\nlet a = 7", "a is used before its definition in line 2");
  }

  @Test
  void lettersOfOtherStylesAreTheirNames() {
    for (String loss : new String[] {"ℓ", "\\ell", "𝓛", "\\mathcal{L}", "L"}) {
      assertSays(
          "let %s = (x - μ)^2\ndata x = 1, 2, 4, 5\nsolve ∇%s = 0 for μ".formatted(loss, loss),
          "is the mean over 4 examples",
          "μ = 3");
    }
    assertSays("let \\gamma = x^2\nevaluate \\frac{\\partial \\gamma}{\\partial x}", "= 2x");
    assertSays("let ℓ = 3\nlet l = 4\nevaluate ℓ l", "= 12");
  }

  @Test
  void factorsOfALossThatIsAMean() {
    assertSays("let L = (x - μ)^2\ndata x = 1, 2, 4, 5\nsolve ∂(2L)/∂μ = 0 for μ", "μ = 3");
  }

  @Test
  void labelsAreWholeNumbers() {
    assertSays("y ∈ {0, 1}\ncheck y(1 - y) > 0", "refuted");
    assertSays("y ∈ {0, 1}\nsolve y^2 = y for y", "y = 0", "y = 1");
    assertSays("y ∈ {0, 1}\ndata y, p = (0, 0.1), (1, 0.9)\nevaluate y p", "mean of 2  ");
    assertSays("y ∈ {-1, 1}", "found a set of numbers that are no neighbours");
  }

  @Test
  void otherWordsOfAllStatements() {
    for (String line :
        new String[] {
          "table L for w = 1 to 5",
          "derive L at 3",
          "simplify L at w = 3",
          "given w = 3 for all",
          "evaluate L at w = 3 to 5",
          "descend L over w from 0 to 5 with α = 0.1",
          "check L = 0 at w = 3",
          "let v2 = 5 is",
          "let f(x) = x^2 for x > 0"
        }) {
      assertSays(LOSS + line, ":3:", "which is no part of");
    }
    assertSays("let s = a t + b\nevaluate s at a = 2, t = 3, b = 1", "s = 7");
  }

  @Test
  void definitionsForEachIndexStandInTheirSums() {
    String line = "let z_i = w x_i + b\nlet L = Σ_i (y_i - z_i)^2\n";
    assertSays(line + "derive L wrt w, b", "∂L/∂w = −2Σ_{i=1}^n xᵢ(yᵢ − wxᵢ − b)");
    assertSays(
        line + "given w = 1, b = 0, x = (1, 2, 3), y = (1, 2, 4)\nevaluate L, ∂L/∂w",
        "L     = 1",
        "∂L/∂w = −6");
    assertSays("let v_k = k^2\nlet T = Σ_{k=1}^4 v_k\nevaluate T", "T = 30");
    assertSays("let r_i = y_i - w x_i\nlet S = Σ_i r_i^2\ncheck ∂S/∂w = -2 Σ_i x_i r_i", "proved");
    assertSays("let w_k = 3\nevaluate w_k + 1", "wₖ + 1 = 4");
  }
}
