package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One update of gradient descent after the other.
class SteppingTest {

  /// The values are those of Python's decimal numbers.
  @Test
  void goesOnBeyondDoubles() {
    assertSays(
        "let L = w^4\ngiven w = 10\n" + "step w by 1 along ∇L\n".repeat(6),
        "w ← ≈ −5.77037476072e315",
        "w ← ≈ 7.68549864178e947");
    assertSays("let L = e^w\ngiven w = 1000\nstep w by 0.1 along ∇L", "≈ −1.97007111402e433");
    assertSays("let L = (w-2)^2\ngiven w = 1\nstep w by 1e400 along ∇L", "2e400");
    assertSays(
        "w ∈ R^2\nlet q = e^(w[0]) + w[1]^2\ngiven w = (1000, 1)\nstep w by 0.1 along ∇q",
        "−1.97007111402e433");
  }

  @Test
  void movesListsThatAreNamedLikeTheirEntries() {
    for (String name : new String[] {"θ", "w", "p"}) {
      String sheet =
          """
          let θ = (θ1, θ2)
          let L = (θ1 - 1)^2 + (θ2 + 2)^2
          given θ1 = 0, θ2 = 0
          evaluate ‖∇L‖^2
          step θ by 0.5 along ∇L
          evaluate ‖∇L‖ + 7, θ1 - 2θ2
          """
              .replace("θ", name);
      assertSays(sheet, "= 20", name + "₁ ← 1", name + "₂ ← −2", "= 7", "= 5");
    }
  }

  @Test
  void descendsBeyondDoubles() {
    assertSays(
        """
        w ∈ R^2
        let q = w^T A w
        given A = [1e400, 0; 0, 1]
        descend q over w from (1, 1) with α = 0.1 for 3 steps
        """,
        "All are positive: there is one minimum at w* = (0, 0).",
        "(≈ −2e399, 0.8)");
  }

  @Test
  void refusesEndsOfADescentThatItWouldDrop() {
    String descent = "let M = (w-100)^2/2\ndescend M over w from 0 with ";
    assertSays(
        descent + "α = 1/2 for 3 steps until |w-100| < 1", "found both for 3 steps and until");
    assertSays(
        descent + "α = 1/2 until |w-100| < 1 for 3 steps", "found both for 3 steps and until");
    assertSays(descent + "α until |w-100| < 1", "where the rate α has no number, expected one");
    assertSays(descent + "α = 1/2 until |w-100| < 1", "|w-100| < 1 holds first at t = 7.");
  }

  @Test
  void gradientsAreWords() {
    String loss = "let L = (w - 3)^2\ngiven w = 1\n";
    assertSays(loss + "step w by 1/4 along grad L\nevaluate grad L", "w ← 2", "= −2");
    assertSays("let grad = 2 w\nevaluate grad at w = 3", "grad = 6");
  }

  /// A rate that gets its number after the step.
  @Test
  void aRateThatIsGivenLaterIsPutIn() {
    assertSays(
        "let L = (w - 3)^2\ngiven w = 1\nstep w by η along ∇L\ngiven η = 0.1\nevaluate w, L",
        "w ← 4η + 1",
        "w = 1.4 from here on",
        "L = 2.56");
  }

  @Test
  void theRateMayStandAsInADescent() {
    String sheet = "let L = (w x − y)^2\ngiven w = 0, x = 1, y = 2\n";
    for (String rate :
        List.of("by 0.1 along ∇L", "with rate 0.1 along ∇L", "along ∇L with η = 0.1")) {
      assertSays(sheet + "step w " + rate, "w ← 0.4");
    }
    assertSays(sheet + "step by 0.1 along ∇L", "found no variables before by");
    assertSays(sheet + "step w by 0.1 along ∇L;", "w ← 0.4");
  }
}
