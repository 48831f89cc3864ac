package nabla.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Limits on time, for whole computations and for parts that may be left undone.
class BudgetTest {

  private static String endless() {
    while (true) {
      Budget.check();
    }
  }

  private static String failing() {
    throw new NablaException(NablaException.Kind.DOMAIN, "nothing is undefined");
  }

  @Test
  void theWholeStopsAtItsLimit() {
    Duration brief = Duration.ofMillis(20);
    NablaException over =
        assertThrows(NablaException.class, () -> Budget.within(brief, 100, BudgetTest::endless));
    assertEquals(NablaException.Kind.BUDGET, over.kind());
  }

  @Test
  void aPartThatTakesTooLongIsLeftUndone() {
    String result = Budget.within(Duration.ofMinutes(5), 100, BudgetTest::twoParts);
    assertEquals("done", result);
  }

  private static String twoParts() {
    assertNull(Budget.attempt(10_000, BudgetTest::endless));
    Budget.check();
    String done = Budget.attempt(2, () -> "done");
    return done == null ? "undone" : done;
  }

  @Test
  void otherFailuresOfAPartAreThoseOfTheWhole() {
    Duration enough = Duration.ofMinutes(5);
    NablaException failure =
        assertThrows(
            NablaException.class,
            () -> Budget.within(enough, 100, () -> Budget.attempt(2, BudgetTest::failing)));
    assertEquals(NablaException.Kind.DOMAIN, failure.kind());
  }
}
