package nabla.worksheet.descent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import nabla.expr.Budget;
import org.jspecify.annotations.Nullable;

/// The steps of a descent, taken one after the other until it stops, or shows that it never will.
///
/// @param first the first steps
/// @param last the last steps, none of which is among the first
/// @param end the last of all
/// @param outcome why it ended
/// @param path all steps, or the first of very many
record Iteration(
    List<Iterate> first, List<Iterate> last, Iterate end, Outcome outcome, List<Iterate> path) {

  private static final int FIRST = 12;
  private static final int LAST = 3;

  /// A picture shows no more steps.
  private static final int LONGEST_PATH = 400;

  /// Values beyond are taken for a descent that diverges, before they leave what a double holds.
  private static final double BEYOND = 1e100;

  /// Why a descent ended.
  enum Outcome {
    /// The steps that were asked for are taken.
    COUNTED,
    /// The condition holds.
    HOLDS,
    /// A step changed nothing.
    RESTS,
    /// A step led back to where the one before had come from.
    RETURNS,
    /// The values are too large.
    DIVERGES,
    /// The loss or its gradient has no value.
    UNDEFINED,
    /// The loss or its gradient has one that no double holds.
    OVERFLOWS,
    /// It is where it leads to as far as can be seen.
    ARRIVES,
    /// Too many steps, or too much time.
    LIMIT
  }

  /// The same with another reason why it ended.
  Iteration ended(Outcome why) {
    return new Iteration(first, last, end, why, path);
  }

  /// One step.
  interface Stepper {
    /// Where the next step leads; null where the gradient has none.
    @Nullable Iterate after(Iterate present);

    /// Whether the loss has a value there.
    default boolean isDefined(Iterate present) {
      return true;
    }

    /// Whether the condition is not worth waiting for any more.
    default boolean hasArrived(Iterate present) {
      return false;
    }
  }

  /// Takes the steps.
  ///
  /// @param count how many; [Stop#MOST_STEPS] where only the condition counts
  /// @param condition which step is the last; null for none but the count
  static Iteration of(
      Iterate start, Stepper stepper, int count, @Nullable Predicate<Iterate> condition) {
    List<Iterate> first = new ArrayList<>();
    List<Iterate> path = new ArrayList<>();
    Deque<Iterate> last = new ArrayDeque<>();
    Iterate earlier = null;
    Iterate before = null;
    Iterate present = start;
    Long end = Budget.end(2);
    while (true) {
      if (first.size() < FIRST + LAST + 1) { // so that none is left out alone
        first.add(present);
      } else {
        last.add(present);
        if (last.size() > LAST) {
          last.removeFirst();
        }
      }
      if (path.size() < LONGEST_PATH && present.isFinite()) {
        path.add(present);
      }
      Outcome outcome =
          present.isFinite() && !stepper.isDefined(present)
              ? Outcome.UNDEFINED
              : outcome(earlier, before, present, count, condition);
      if (outcome == null && condition != null && stepper.hasArrived(present)) {
        outcome = Outcome.ARRIVES;
      }
      if (outcome == null && condition != null && end != null && System.nanoTime() - end > 0) {
        outcome = Outcome.LIMIT;
      }
      Iterate next = outcome == null ? next(stepper, present) : null;
      if (next == null) {
        Outcome why = outcome == null ? Outcome.UNDEFINED : outcome;
        while (first.size() > FIRST && !last.isEmpty()) {
          if (last.size() < LAST) {
            last.addFirst(first.getLast());
          } else if (last.getFirst().step() == first.getLast().step() + 1
              && first.size() <= FIRST) {
            break;
          }
          first.removeLast();
        }
        return new Iteration(
            List.copyOf(first), List.copyOf(last), present, why, List.copyOf(path));
      }
      earlier = before;
      before = present;
      present = next;
    }
  }

  private static @Nullable Iterate next(Stepper stepper, Iterate present) {
    Budget.check();
    return stepper.after(present);
  }

  private static @Nullable Outcome outcome(
      @Nullable Iterate earlier,
      @Nullable Iterate before,
      Iterate present,
      int count,
      @Nullable Predicate<Iterate> condition) {
    if (!present.isFinite()) {
      return Outcome.DIVERGES;
    }
    if (condition != null && condition.test(present)) {
      return Outcome.HOLDS;
    }
    if (present.step() >= count) {
      return condition == null ? Outcome.COUNTED : Outcome.LIMIT;
    }
    for (double value : present.values()) {
      if (Math.abs(value) > BEYOND) {
        return Outcome.DIVERGES;
      }
    }
    if (condition == null || before == null) {
      return null;
    }
    return present.isAt(before)
        ? Outcome.RESTS
        : earlier != null && present.isAt(earlier) ? Outcome.RETURNS : null;
  }
}
