package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Lists with several names and equals signs: definitions after one `let`, and what has one name
/// only.
class SeveralDefinitionsTest {

  @Test
  void eachIsOneOfItsOwn() {
    assertSays("let z = w x + b, a = σ(z)\nlet L = (a-y)^2\nderive L wrt w", "= 2ax(1 − a)(a − y)");
    assertSays("let a = 1, b = 2\nevaluate a, b, a + b", "b     = 2", "a + b = 3");
    assertSays("a = 1, b2 = 2\nevaluate b2", "b₂ = 2");
    assertSays("let f(x) = x^2, g(x) = x^3\nevaluate g(2)", "g(2) = 8");
    assertSays("let u = (1, 2), v = (3, 4)\nevaluate u^T v", "= 11");
    assertSays("let s = Σ_{i=1}^3 i, t = 2\nevaluate s t", "= 12");
  }

  /// Each stands after those that it uses.
  @Test
  void orderIsFree() {
    assertSays("let r = c x^2, c = 3\nevaluate r, c", "r = 3x²\nc = 3");
  }

  @Test
  void conditionsAreNoDefinitions() {
    assertSays("let h(x) = x^2, x > 0\nevaluate h(2)", "h(2) = 4");
  }

  @Test
  void oneNameStaysOne() {
    assertSays(
        "table x^2 y for x = 1, 2, y = 3, 4",
        "found values of a second variable y = 3, 4, expected those of one",
        "as in given y = 3");
    String loss = "let L = (w-1)^2\ndescend L over w from 0 with α = ";
    assertSays(loss + "0.1, β = 0.9 for 2 steps", "found β = 0.9 beside the rate");
    assertSays(loss + "0.1, 0.2 for 1 steps", "With α = 0.2");
  }
}
