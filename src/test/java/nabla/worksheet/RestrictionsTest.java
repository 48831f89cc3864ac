package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Assumptions on names that stand for formulas hold of the letters in these.
class RestrictionsTest {

  @Test
  void namesThatAClaimDoesNotUseRestrictItsLetters() {
    String unit = "let p = σ(w x)\nassume p > 1/2\n";
    assertSays(unit + "check w x > 0", "supported: it holds at 150 points");
    assertSays(unit + "check w x > 1", "refuted: at w = ");
    String sum = "let z = w x + b\nassume z > 0\n";
    assertSays(sum + "check |w x + b| = w x + b", "proved");
    assertSays(sum + "check √((w x + b)^2) = w x + b", "proved");
    assertSays(sum + "simplify √((w x + b)^2)", "= wx + b");
    String twice = "let z = w x\nlet u = z + b\nassume u > 0\n";
    assertSays(twice + "check |w x + b| = w x + b", "proved");
    assertSays("let z = w x\nassume z > u\nassume u > 0\ncheck |w x| = w x", "both sides agree at");
  }

  @Test
  void namesOfOtherLettersRestrictNothing() {
    assertSays("let z = w x\nassume z > 0\ncheck |b| = b", "refuted: at b = −1");
    assertSays("let z = w x\nassume z > 0\nclear z\ncheck |w x| = w x", "refuted: at w = ");
    assertSays("let z = w x\nassume z > 0\nderive w^2 wrt w", "= 2w");
  }
}
