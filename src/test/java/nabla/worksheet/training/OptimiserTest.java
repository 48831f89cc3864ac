package nabla.worksheet.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

/// Each method on the loss w², whose gradient is 2w, from 1 with the rate 0.1: the numbers are
/// worked out by hand from the formulas in the papers.
class OptimiserTest {

  private static void assertPath(String method, double... path) {
    Optimiser optimiser = Method.of(method).optimiser(1);
    double[][] w = {{1}};
    for (double expected : path) {
      optimiser.step(0.1, w, new double[][] {{2 * w[0][0]}});
      assertEquals(expected, w[0][0], 1e-7, method);
    }
  }

  @Test
  void goesAlongTheGradient() {
    assertPath("sgd", 0.8, 0.64, 0.512);
  }

  @Test
  void gathersMomentum() {
    // v = 2, 1.8 + 1.6 = 3.4, 3.06 + 0.92 = 3.98
    assertPath("momentum(0.9)", 0.8, 0.46, 0.062);
    assertPath("momentum(0)", 0.8, 0.64, 0.512);
  }

  @Test
  void looksAhead() {
    // v = 2 and g + 0.9 v = 3.8; then g = 1.24, v = 3.04, g + 0.9 v = 3.976
    assertPath("nesterov(0.9)", 0.62, 0.2224);
  }

  @Test
  void dividesByTheRootOfTheSquares() {
    // s = 0.4, w = 1 − 0.2/√0.4; then g = 1.36754447, s = 0.36 + 0.187017787
    assertPath("rmsprop", 0.683772239, 0.498870614);
  }

  @Test
  void correctsTheStartAtZero() {
    // the first step of Adam is the rate, whatever the gradient; m̂ = 0.36/0.19, ŝ =
    // 0.00723676/0.001999
    assertPath("adam", 0.9, 0.800412229);
  }

  @Test
  void readsItsConstants() {
    assertEquals("adam(0.8, 0.99, 1e-8)", Method.of("Adam(0.8, 0.99)").toString());
    assertEquals("momentum(0.5)", Method.of("sgd").withMomentum("0.5").toString());
    for (String wrong : new String[] {"adan", "adam(1)", "sgd(0.1)", "adam(0.9, x)", "adam(0.9"}) {
      NablaException refused = assertThrows(NablaException.class, () -> Method.of(wrong), wrong);
      assertEquals(NablaException.Kind.SYNTAX, refused.kind());
    }
    assertThrows(NablaException.class, () -> Method.of("adam").withMomentum("0.5"));
  }

  @Test
  void changesTheRateFromEpochToEpoch() {
    assertEquals(0.5, Schedule.of("constant").rate(0.5, 9, 10));
    assertEquals(0.25, Schedule.of("decay 0.5").rate(0.5, 2, 10));
    assertEquals(0.125, Schedule.of("step 0.5 every 3").rate(0.5, 8, 10));
    assertEquals(0.5, Schedule.of("step 0.5 every 3").rate(0.5, 2, 10));
    assertEquals(0.25, Schedule.of("cosine").rate(0.5, 5, 10), 1e-15);
    assertTrue(Schedule.of("cosine").rate(0.5, 9, 10) > 0);
    for (String wrong : new String[] {"", "step 0 every 3", "step 0.5 every 0", "decay -1"}) {
      assertThrows(NablaException.class, () -> Schedule.of(wrong), wrong);
    }
  }
}
