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
      assertSays(
          LOSS + "w " + arrow + " w - 0.1 ∂L/∂w",
          "3:1: found an update of w, expected it as a step: step w by 0.1 along ∂L/∂w");
    }
    assertSays(LOSS + "step w := w - α \\nabla L", "step w by α along \\nabla L");
    assertSays(LOSS + "w = w - 0.1 ∂L/∂w\nderive L by w", "2(w − 2)");
    assertSays(LOSS + "w = w - 0.1 ∂L/∂w\nevaluate L", "w has no value, as line 3");
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
}
