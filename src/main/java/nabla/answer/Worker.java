package nabla.answer;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import nabla.expr.Budget;
import nabla.expr.NablaException;

/// Runs each request under limits of time, nodes, stack and memory, so that reaching one is an
/// error of that request alone.
public final class Worker {

  /// Enough for thousands of nested parentheses; taken from the system only as far as it is used.
  private static final long STACK = 1L << 28;

  private static final long PATIENCE_MILLISECONDS = 1000;

  private Worker() {}

  /// The result of `work`, or a [NablaException] of kind `BUDGET` in time.
  public static <T> T run(Duration time, Supplier<T> work) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    FutureTask<T> task = new FutureTask<>(() -> Budget.within(time, work));
    Thread thread = new Thread(null, task, "request", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      // Loops look at the budget; whatever does not is given up a little later.
      return task.get(
          time.toMillis() + Math.clamp(time.toMillis() / 10, 200, 2000), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      end(task, thread);
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "the time limit of " + time.toMillis() / 1000.0 + " s is over (--timeout sets it)");
    } catch (InterruptedException end) {
      end(task, thread);
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException failure) {
      throw explained(failure.getCause() == null ? failure : failure.getCause());
    }
  }

  /// Gives work up, and waits a moment for it to put back what it was about to change.
  private static void end(FutureTask<?> task, Thread thread) {
    task.cancel(true);
    try {
      thread.join(PATIENCE_MILLISECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private static NablaException interrupted() {
    return new NablaException(NablaException.Kind.BUDGET, "the computation was interrupted");
  }

  private static NablaException explained(Throwable cause) {
    return switch (cause) {
      case NablaException refused -> refused;
      case StackOverflowError deep ->
          new NablaException(
              NablaException.Kind.BUDGET, "the formula is nested too deeply for this computation");
      case OutOfMemoryError full ->
          new NablaException(
              NablaException.Kind.BUDGET,
              "the memory limit of "
                  + (Runtime.getRuntime().maxMemory() >> 20)
                  + " MiB is reached (NABLA_OPTS=-Xmx4g sets it)");
      default -> internal(cause);
    };
  }

  /// A fault of ours is said in one sentence; NABLA_DEBUG shows where it happened.
  @SuppressWarnings("CatchAndPrintStackTrace")
  public static NablaException internal(Throwable cause) {
    if (System.getenv("NABLA_DEBUG") != null) {
      cause.printStackTrace();
    }
    String what =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new NablaException(
        NablaException.Kind.UNSUPPORTED,
        "internal error: "
            + what.lines().findFirst().orElse("")
            + "; please report it with the formula");
  }
}
