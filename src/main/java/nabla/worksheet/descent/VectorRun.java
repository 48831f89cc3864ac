package nabla.worksheet.descent;

import java.util.Arrays;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Rational;
import nabla.expr.Relation;
import org.jspecify.annotations.Nullable;

/// The descent on a quadratic loss of several variables, all with numbers.
final class VectorRun {
  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final @Nullable RationalQuadratic numbers;

  /// @param numbers the loss in rational numbers; null where it has others
  VectorRun(
      Account account,
      Forms forms,
      Notation notation,
      Problem problem,
      @Nullable RationalQuadratic numbers) {
    this.account = account;
    this.forms = forms;
    this.notation = notation;
    this.problem = problem;
    this.numbers = numbers;
  }

  /// What happens, and the table of the steps; false where something has no exact number.
  boolean run(Expr rate, List<Expr> start, Stop stop) {
    Rational[] from = Forms.rationals(start);
    Rational step = Forms.rational(rate);
    if (numbers == null || from == null || step == null) {
      return false;
    }
    boolean converges = behaviour(rate, numbers, step, from);
    Rational[] limit = numbers.stationary(start);
    List<Expr> goal = limit == null ? null : forms.numbers(limit);
    Condition condition = stop instanceof Stop.Until until ? Condition.parse(until, problem) : null;
    int count =
        stop instanceof Stop.Steps(int wanted)
            ? Math.min(wanted, Stop.MOST_STEPS)
            : Stop.MOST_STEPS;
    Iteration iteration =
        Iteration.of(
            Iterate.exactly(0, from),
            Approach.to(
                converges ? limit : null,
                condition,
                present -> next(present, numbers, step, limit)),
            count,
            condition == null ? null : condition::holds);
    new Steps(account, notation, problem, goal).table(rate, iteration, condition);
    Path.draw(account, problem, iteration, rate);
    return true;
  }

  private static Iterate next(
      Iterate present, RationalQuadratic loss, Rational step, Rational @Nullable [] limit) {
    Rational[] next = java.util.Objects.requireNonNull(present.exact()).clone();
    Rational[] slope = loss.gradient(next);
    for (int i = 0; i < next.length; i++) {
      next[i] =
          Steps.shortened(
              next[i].minus(step.times(slope[i])), limit == null ? Rational.ZERO : limit[i]);
    }
    return Iterate.exactly(present.step() + 1, next);
  }

  /// Exactly, by the factors of the directions in which the start has a part; true where descent is
  /// known to converge.
  private boolean behaviour(Expr rate, RationalQuadratic loss, Rational step, Rational... from) {
    Object here =
        account.sentence("With ", Relation.of(Relation.Comparison.EQUAL, notation.rate(), rate));
    Rational[] slope = loss.gradient(from);
    if (Arrays.stream(slope).allMatch(Rational::isZero)) {
      account.say(here, " nothing moves: the gradient is 0 at the start.");
      return false;
    }
    if (step.isZero()) {
      account.say(here, " nothing moves.");
      return false;
    }
    Directions all = Directions.all(loss.hessian(), step);
    Directions own = Directions.of(loss.hessian(), step, slope);
    boolean everywhere = all.growing() == 0 && all.alternating() == 0 && all.overshooting() == 0;
    account.say(
        here,
        own == null
            ? unknown(all, loss.isConsistent())
            : !own.isContracting()
                ? diverging(own)
                : everywhere
                    ? converging(own)
                    : " the start has no part in the directions in which the factor is not between"
                        + " −1 and 1, as almost every other start has:"
                        + (own.negative() > 0
                            ? " from here descent converges, oscillating."
                            : " from here descent converges without oscillating."));
    return own != null && own.isContracting();
  }

  private static String converging(Directions own) {
    return own.negative() > 0
        ? " all factors are between −1 and 1 where there is a gradient, and some are negative:"
            + " descent converges, oscillating in their directions."
        : " no factor is negative, and all are less than 1 where the gradient is not 0: descent"
            + " converges without oscillating.";
  }

  private static String diverging(Directions own) {
    return own.growing() > 0
        ? " a factor is greater than 1 in a direction in which the start has a part: descent"
            + " diverges."
        : own.overshooting() > 0
            ? " a factor is less than −1 in a direction in which the start has a part: descent"
                + " diverges, oscillating."
            : own.constant() > 0
                ? " the gradient has a part that never changes: descent goes on for ever, and does"
                    + " not converge."
                : " a factor is −1 in a direction in which the start has a part: in it descent goes"
                    + " to and fro for ever.";
  }

  /// Where the directions in which the start has a part are too many.
  private static String unknown(Directions all, boolean consistent) {
    return !consistent
        ? " descent does not converge."
        : all.growing() > 0
            ? " a factor is greater than 1: descent diverges from almost every start."
            : all.overshooting() > 0
                ? " a factor is less than −1: descent diverges from almost every start."
                : all.alternating() > 0
                    ? " a factor is −1: from almost every start descent goes to and fro for ever in"
                        + " its direction."
                    : converging(all);
  }
}
