package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// What people write for the variables, the rate and the place of a descent, a step and a value.
class SpellingsOfDescentTest {

  private static final String LOSS = "let f(w) = (w - 3)^2\n";

  @Test
  void ratesAsLetters() {
    assertSays(
        "L = (w - 3)^2\ndescend L over w from 0 with rate α", "converges exactly for 0 < α < 1");
  }

  @Test
  void variablesAreThoseOfTheStartsOrOfTheFunction() {
    assertSays(LOSS + "descend f from w = 0 with α = 0.1 for 1 steps", "1  0.6");
    assertSays(LOSS + "descend f from 0 with α = 0.1 for 1 steps", "1  0.6");
    assertSays(LOSS + "descend f with α = 0.1 for 1 steps\ngiven w = 0", "w₀");
    String two = "let g(x, y) = x^2 + (y - 1)^2\n";
    assertSays(two + "descend g from (x, y) = (1, 2) with α = 0.1 for 1 steps", "1  0.8  1.8");
    assertSays(two + "descend g from x = 1, y = 2 with α = 0.1 for 1 steps", "1  0.8  1.8");
    assertSays(
        "let L = (w - 3)^2\ndescend L from 0 with α = 0.1 for 1 steps",
        "found no variables, expected over and their names");
  }

  @Test
  void ratesHaveNames() {
    for (String rate :
        new String[] {"learning rate 0.1", "rate = 0.1", "step size 0.1", "η = 0.1", "0.1"}) {
      assertSays(
          LOSS + "descend f over w from 0 with " + rate + " for 1 steps",
          "The update with the rate 0.1:",
          "1  0.6");
    }
    assertSays(LOSS + "given w = 0\nstep w by η = 0.1 along ∇f", "w ← 0.6");
    assertSays(LOSS + "given w = 0\nstep w by η along ∇f", "w ← 6η");
  }

  @Test
  void placesAreLists() {
    String function = "let g(x, y) = x^2 y\n";
    assertSays(function + "evaluate ∇g at (x, y) = (-1, 2)", "= −4\n", "= 1\n");
    assertSays(function + "evaluate g at x = 3 and y = 2", "g = 18\n");
    assertSays(
        function + "evaluate g at (x, y) = (-1, 2, 3)",
        "\"(x, y) = (-1, 2, 3)\" gives 3 values for 2 names");
  }

  @Test
  void aMethodThatADescentDoesNotHaveIsRefused() {
    String loss = "let f = w^2\ndescend f over w from 1 with ";
    for (String method : new String[] {"momentum 0.9", "adam", "banana"}) {
      assertSays(loss + method + " α = 0.1 for 3 steps", "found " + method, "train has methods");
    }
    assertSays(loss + "a constant learning rate η = 0.1 for 3 steps", "= 0.8");
  }

  @Test
  void ratesThatAreFormulas() {
    assertSays(
        "assume a > 0\nf = a (x − c)^2/2\ndescend f over x with α = 1/(2a)",
        "multiplies the distance by the same factor 1/2",
        "With a rate α descent converges exactly for 0 < α < 2/a",
        "4  (15c + x₀)/16\n");
    assertSays(
        "assume γ > 1\nf = (x^2 + γ y^2)/2\ndescend f over x, y from (γ, 1) with α = 2/(1 + γ)",
        "multiplies the distance by 1 − 2λ/(1 + γ)",
        "λₘₐₓ = γ\n",
        "Both are positive.\n");
    assertSays(
        "A ∈ R^{n×n} symmetric; b ∈ R^n; A positive definite\n"
            + "descend 1/2 x^T A x − b^T x over x with α = 1/M",
        "xₜ₊₁ = xₜ − (1/M)(Axₜ − b)");
  }
}
