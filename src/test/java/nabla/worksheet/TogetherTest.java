package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Updates in several lines by derivatives that have names.
class TogetherTest {

  private static final String LOSS =
      """
      L = (y - w x - b)^2
      w = 0, b = 0, x = 1, y = 2
      dw = dL/dw
      db = dL/db
      """;

  /// By hand: both derivatives are −4 at (0, 0).
  @Test
  void areByTheDerivativesFromBeforeThem() {
    String said = "db is taken from before w changed";
    assertSays(LOSS + "w = w - 0.1 dw\nb = b - 0.1 db", "w ← 0.4\n", "b ← 0.4\n", said);
    assertSays(LOSS + "w ← w - 0.1 dw\nevaluate w\nb ← b - 0.1 db", "b ← 0.4\n", said);
    String chain =
        """
        w = 0, b = 0, x = 2, y = 3
        a = w x + b
        dz = a - y
        dw = x dz
        db = dz
        w = w - 0.1 dw
        b = b - 0.1 db
        """;
    assertSays(chain, "w ← 0.6\n", "b ← 0.3\n", said);
  }

  /// At (0.4, 0.4) both derivatives are −2.4.
  @Test
  void takeNewDerivativesInTheNextRound() {
    String round = "w ← w - 0.1 dw\nb ← b - 0.1 db\n";
    assertSays(LOSS + round + round, "w ← 0.64\n", "b ← 0.64\n");
    assertSays(LOSS + round + "evaluate dw, db\n" + round, "db = −2.4\n", "b ← 0.64\n");
    assertSays(LOSS + "w ← w - 0.1 dw\nevaluate L\nb ← b - 0.1 db", "b ← 0.32\n");
  }

  /// Momentum: what an update itself changed is new in the next.
  @Test
  void takeNewVelocities() {
    assertSays(
        LOSS + "m = 0\nm ← 0.9 m + dw\nw ← w - 0.1 m\nb ← b - 0.1 db",
        "m ← −4\n",
        "w ← 0.4\n",
        "b ← 0.4\n");
  }

  /// A gradient by all that changed is one at a new place, as in conjugate gradients.
  @Test
  void leaveGradientsByWhatChanged() {
    assertSays(
        "x ∈ R^2\nf = x^T x\ng = ∇f\ngiven x = (1, 2), p = (0, 0)\nx ← x - 0.25 g\np ← p - g",
        "x ← (0.5, 1)\n",
        "p ← (−1, −2)\n");
  }
}
