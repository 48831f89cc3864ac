package nabla.expr;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The limits of one computation: time and newly made nodes. Work that may grow calls [#check()] in
/// its loops; passing a limit is a [NablaException] of kind `BUDGET` that names it.
public final class Budget {

  private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();
  private static final Budget UNLIMITED =
      new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));
  private static final int CLOCK_INTERVAL = 1 << 10;

  /// What a node takes, with the maps that passes keep about it.
  private static final long BYTES_PER_NODE = 400;

  private final long deadline;
  private final long maximumNodes;
  private final Duration time;
  private long nodes;
  private int untilClock = CLOCK_INTERVAL;

  private Budget(long deadline, long maximumNodes, Duration time) {
    this.deadline = deadline;
    this.maximumNodes = maximumNodes;
    this.time = time;
  }

  /// Runs `work` under a limit on elapsed time and on newly made nodes.
  public static <T> T within(Duration time, long maximumNodes, Supplier<T> work) {
    Budget budget = new Budget(System.nanoTime() + time.toNanos(), maximumNodes, time);
    return ScopedValue.where(CURRENT, budget).call(work::get);
  }

  /// The same work under the limits of the computation that runs here, for a thread that does it
  /// while this one waits.
  public static Runnable carried(Runnable work) {
    Budget budget = current();
    return budget == UNLIMITED ? work : () -> ScopedValue.where(CURRENT, budget).run(work);
  }

  /// Runs `work` under a limit on elapsed time, and on as many new nodes as the memory holds.
  public static <T> T within(Duration time, Supplier<T> work) {
    return within(time, Runtime.getRuntime().maxMemory() / BYTES_PER_NODE, work);
  }

  /// Runs `work` that may be left undone in at most one part in so many of the time that is left;
  /// null where it does not end in that time, while the running computation goes on.
  public static <T> @Nullable T attempt(int parts, Supplier<T> work) {
    Budget whole = current();
    if (whole == UNLIMITED) {
      return work.get();
    }
    long now = System.nanoTime();
    long share = Math.max(0, whole.deadline - now) / parts;
    Budget part = new Budget(now + share, whole.maximumNodes, whole.time);
    part.nodes = whole.nodes;
    try {
      return ScopedValue.where(CURRENT, part).call(work::get);
    } catch (NablaException failure) {
      if (failure.kind() != NablaException.Kind.BUDGET
          || part.nodes > part.maximumNodes
          || System.nanoTime() - part.deadline <= 0) {
        throw failure;
      }
      return null;
    } finally {
      whole.nodes = part.nodes;
    }
  }

  /// When one part in so many of the time that is left is over, on the clock of
  /// [System#nanoTime()]; null where the time has no limit.
  public static @Nullable Long end(int parts) {
    Budget budget = current();
    long now = System.nanoTime();
    return budget == UNLIMITED ? null : now + Math.max(0, budget.deadline - now) / parts;
  }

  /// The budget of the computation that runs on this thread.
  static Budget current() {
    return CURRENT.isBound() ? CURRENT.get() : UNLIMITED;
  }

  /// Whether the time of the running computation is over; for a caller that can return what it has.
  public static boolean exhausted() {
    Budget budget = current();
    return budget != UNLIMITED && System.nanoTime() - budget.deadline > 0;
  }

  /// Stops the running computation where its time is over.
  public static void check() {
    Budget budget = current();
    if (budget != UNLIMITED) {
      budget.tick();
    }
  }

  /// The same before a piece of work so large that the clock is worth a look each time.
  public static void checkClock() {
    Budget budget = current();
    if (budget != UNLIMITED) {
      budget.untilClock = 0;
      budget.tick();
    }
  }

  void countNode() {
    if (this == UNLIMITED) {
      return;
    }
    if (++nodes > maximumNodes) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "the expression grows past the limit of " + maximumNodes + " nodes");
    }
    tick();
  }

  private void tick() {
    if (--untilClock <= 0) {
      untilClock = CLOCK_INTERVAL;
      if (System.nanoTime() - deadline > 0) {
        throw new NablaException(
            NablaException.Kind.BUDGET,
            "the time limit of " + time.toMillis() / 1000.0 + " s is over (--timeout sets it)");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new NablaException(NablaException.Kind.BUDGET, "the computation was interrupted");
      }
    }
  }
}
