package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One update of gradient descent after the other.
class SteppingTest {

  /// The values are those of Python's decimal numbers.
  @Test
  void vectorsWithANumberInTheirNamesMoveInSymbols() {
    assertSays(
        "w1, x ∈ R^3; y ∈ R\nL = (w1^T x - y)^2\nstep w1 by η along ∂L/∂w1",
        "w₁ ← w₁ − η(2(w₁ᵀx − y)x)");
    assertSays(
        "network 3 -> 2 relu -> 1 linear, loss squared/2\nstep W1, b2 by η along ∇L",
        "W₁ ← W₁ − η(",
        "b₂ ← b₂ − η(b₂ + W₂ relu(W₁x + b₁) − y)");
  }

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

  /// With r = wᵀx + b − y = 2 the gradient is (4, 4) and 4; W₁ moves by 0.1·(1.5, 3; −1.5, −3).
  @Test
  void listsOfArraysMoveTogether() {
    String line =
        "let L = (w^T x + b − y)^2\nlet θ = (w, b)\ngiven w = (1, 2), b = 0, x = (1, 1), y = 1\n";
    assertSays(line + "step θ by 0.1 along ∇L", "w ← (0.6, 1.6)", "b ← −0.4");
    assertSays(line + "evaluate ∇_θ L", "∂L/∂w = (4, 4)", "∂L/∂b = 4");
    assertSays(line + "derive L wrt θ", "∂L/∂w = 2(b + wᵀx − y)x", "∂L/∂b = 2(b + wᵀx − y)");
    assertSays(line + "train L over θ with sgd rate 0.1 for 1 epochs", "w ≈ (0.6, 1.6)");
    String network =
        """
        network 2 -> 2 relu -> 1 linear, loss squared/2
        let θ = (W1, b1, W2, b2)
        given W1 = [1, 2; 0, 1], b1 = (0, 1), W2 = [1, −1], b2 = 0.5, x = (1, 2), y = 1
        """;
    assertSays(
        network + "step θ by 0.1 along ∇L",
        "W₁ ← [0.85, 1.7; 0.15, 1.3]",
        "b₁ ← (−0.15, 1.15)",
        "W₂ ← (0.25, −1.45)ᵀ",
        "b₂ ← 0.35");
    assertSays(
        network + "step W2 by 0.1 along ∇L\ndescend L over θ with α = 0.1 for 1 steps",
        "The update with the rate 0.1, of all at once");
    // what fits together is a vector where a formula is of it
    assertSays("u, v ∈ R^2\nlet z = (u, v)\nderive ‖z‖^2 wrt z", "∂L/∂z = 2z");
  }

  /// The variable is a vector, though nothing says so but the formula.
  @Test
  void stepsOfVectorsThatNobodyDeclared() {
    String loss = "f(x) = 1/2 ||A x - b||^2\n";
    assertSays(loss + "x ← x - ε ∇f", "x ← x − ε(Aᵀ(Ax − b))\n");
    assertSays(loss + "step x by α along ∇f", "x ← x − α(Aᵀ(Ax − b))\n");
  }
}
