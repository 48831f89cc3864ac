package nabla.worksheet.descent;

import java.util.List;
import nabla.answer.Wording;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The descent on a quadratic loss of one variable with a rate that is a number.
final class ScalarRun {
  /// So many steps are shown where it is known that the condition will never hold.
  private static final int ENOUGH_TO_SEE = 8;

  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final Quadratic quadratic;
  private final ScalarTheory theory;
  private final Symbol variable;

  ScalarRun(
      Account account,
      Forms forms,
      Notation notation,
      Problem problem,
      Quadratic quadratic,
      ScalarTheory theory) {
    this.account = account;
    this.forms = forms;
    this.notation = notation;
    this.problem = problem;
    this.quadratic = quadratic;
    this.theory = theory;
    this.variable = problem.variables().getFirst();
  }

  /// What happens, and the table of the steps; false where something has no exact number.
  boolean run(Expr rate, Expr start, Stop stop) {
    Expr stationary = theory.stationary();
    if (stationary != null) {
      behaviour(rate, start, stationary);
    }
    Condition condition = stop instanceof Stop.Until until ? Condition.parse(until, problem) : null;
    int count =
        stop instanceof Stop.Steps(int wanted)
            ? Math.min(wanted, Stop.MOST_STEPS)
            : Stop.MOST_STEPS;
    StepCount known =
        condition == null || stationary == null ? null : steps(condition, rate, start, stationary);
    boolean never = known != null && known.steps() < 0;
    Rational[] numbers =
        Forms.rationals(List.of(quadratic.second(), quadratic.slope(), rate, start));
    if (numbers == null) {
      return false;
    }
    Rational keep = Rational.ONE.minus(numbers[2].times(numbers[0]));
    Rational shift = numbers[2].times(numbers[1]);
    Rational goal = numbers[0].isZero() ? Rational.ZERO : numbers[1].dividedBy(numbers[0]).negate();
    boolean converges = keep.abs().compareTo(Rational.ONE) < 0 && stationary != null;
    Iteration iteration =
        Iteration.of(
            Iterate.exactly(0, numbers[3]),
            Approach.to(
                converges && known == null ? new Rational[] {goal} : null,
                condition,
                present -> {
                  Rational value = keep.times(present.value(0)).minus(shift);
                  return Iterate.exactly(present.step() + 1, Steps.shortened(value, goal));
                }),
            never ? ENOUGH_TO_SEE : count,
            never || condition == null
                ? null
                : known != null ? at -> at.step() >= known.steps() : condition::holds);
    new Steps(account, notation, problem, stationary == null ? null : List.of(stationary))
        .table(rate, iteration, condition);
    Path.draw(account, problem, iteration, rate);
    return true;
  }

  private void behaviour(Expr rate, Expr start, Expr stationary) {
    Expr factor = theory.factor(rate);
    Relation here = Relation.of(Relation.Comparison.EQUAL, notation.rate(), rate);
    Wording begin = account.sentence("With ", here, " the factor is ", factor);
    if (Integer.valueOf(0).equals(forms.sign(Sum.of(start, Negate.of(stationary))))) {
      account.say(begin, ". The start is where the gradient is 0: nothing moves.");
      return;
    }
    Integer sign = forms.sign(factor);
    Integer size = forms.sign(Sum.of(Apply.of(Elementary.ABS, factor), Num.MINUS_ONE));
    if (sign == null || size == null) {
      account.say(begin, "; whether it is between −1 and 1 depends on the other variables.");
      return;
    }
    String what =
        switch (size) {
          case -1 ->
              switch (sign) {
                case 1 -> ", between 0 and 1: descent converges, always on one side.";
                case 0 -> ": descent arrives in one step.";
                default -> ", between −1 and 0: descent converges, oscillating.";
              };
          case 0 ->
              sign > 0
                  ? ": nothing ever moves."
                  : ": descent jumps between two points for ever, and does not converge.";
          default ->
              sign > 0
                  ? ", greater than 1: descent diverges."
                  : ", less than −1: descent diverges, oscillating.";
        };
    account.say(begin, what);
  }

  /// How many steps to a distance from w*, by the solution; null where a condition is another.
  private @Nullable StepCount steps(Condition condition, Expr rate, Expr start, Expr stationary) {
    Expr distance = distance(condition, stationary);
    if (distance == null) {
      return null;
    }
    Relation wanted = java.util.Objects.requireNonNull(condition.single());
    Expr factor = forms.closed(Apply.of(Elementary.ABS, theory.factor(rate)));
    Expr from = forms.closed(Apply.of(Elementary.ABS, Sum.of(start, Negate.of(stationary))));
    Rational[] numbers = Forms.rationals(List.of(factor, from, wanted.right()));
    if (numbers == null || numbers[1].isZero()) {
      return null;
    }
    boolean strict = wanted.comparison() == Relation.Comparison.LESS;
    StepCount count = StepCount.of(numbers[0], numbers[1], numbers[2], strict);
    count.say(account, forms, notation, distance, factor, from, wanted);
    return count;
  }

  /// `|w_t − w*|`, where that is what a condition compares with a number; null where it is not.
  private @Nullable Expr distance(Condition condition, Expr stationary) {
    Relation relation = condition.single();
    if (relation == null) {
      return null;
    }
    boolean below =
        relation.comparison() == Relation.Comparison.LESS
            || relation.comparison() == Relation.Comparison.LESS_OR_EQUAL;
    if (!below || !(relation.left() instanceof Apply apply && apply.operator() == Elementary.ABS)) {
      return null;
    }
    Expr away = Sum.of(variable, Negate.of(stationary));
    boolean same =
        forms.isZero(Sum.of(apply.argument(), Negate.of(away)))
            || forms.isZero(Sum.of(apply.argument(), away));
    return same
        ? Apply.of(
            Elementary.ABS, forms.closed(Sum.of(notation.now(variable, ""), Negate.of(stationary))))
        : null;
  }
}
