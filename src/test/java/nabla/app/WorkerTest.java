package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import nabla.answer.Worker;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

final class WorkerTest {
  private static NablaException refused(Duration time, Supplier<Object> work) {
    return assertThrows(NablaException.class, () -> Worker.run(time, work));
  }

  @Test
  void workIsDone() {
    assertEquals(2, Worker.run(Duration.ofSeconds(5), () -> 1 + 1));
  }

  @Test
  void whatNeverLooksAtItsBudgetIsGivenUp() {
    NablaException late =
        refused(
            Duration.ofMillis(50),
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException givenUp) {
                return "interrupted";
              }
              return "never";
            });
    assertEquals(NablaException.Kind.BUDGET, late.kind());
    assertTrue(String.valueOf(late.getMessage()).contains("0.05 s"), late.getMessage());
  }

  /// What was begun has ended when the caller goes on, so that nothing changes beside it.
  @Test
  void whatIsGivenUpHasEnded() {
    AtomicBoolean ended = new AtomicBoolean();
    NablaException late =
        refused(
            Duration.ofMillis(50),
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException givenUp) {
                LockSupport.parkNanos(50_000_000);
                ended.set(true);
              }
              return "ended";
            });
    assertEquals(NablaException.Kind.BUDGET, late.kind());
    assertTrue(ended.get());
  }

  @Test
  void errorsOfTheMachineAreBudgetErrors() {
    NablaException deep =
        refused(
            Duration.ofSeconds(10),
            () -> {
              throw new StackOverflowError();
            });
    assertEquals(NablaException.Kind.BUDGET, deep.kind());
    NablaException full =
        refused(
            Duration.ofSeconds(10),
            () -> {
              throw new OutOfMemoryError();
            });
    assertEquals(NablaException.Kind.BUDGET, full.kind());
  }

  @Test
  void refusalsPassUnchanged() {
    NablaException refusal = new NablaException(NablaException.Kind.SHAPE, "no");
    NablaException seen =
        refused(
            Duration.ofSeconds(10),
            () -> {
              throw refusal;
            });
    assertEquals(refusal, seen);
  }
}
