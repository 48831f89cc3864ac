package nabla.worksheet.descent;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Rational;
import nabla.expr.Relation;

/// The descent on a quadratic loss of several variables, all with numbers.
final class VectorRun {
  private final Account account;
  private final Notation notation;
  private final Problem problem;
  private final VectorTheory theory;

  VectorRun(Account account, Notation notation, Problem problem, VectorTheory theory) {
    this.account = account;
    this.notation = notation;
    this.problem = problem;
    this.theory = theory;
  }

  /// What happens, and the table of the steps; false where something has no exact number.
  boolean run(Expr rate, List<Expr> start, Stop stop) {
    Rational[][] hessian = theory.hessian();
    Rational[] linear = theory.linear();
    Rational[] from = Forms.rationals(start);
    Rational step = Forms.rational(rate);
    if (hessian == null || linear == null || from == null || step == null) {
      return false;
    }
    behaviour(rate, hessian, step, moves(hessian, linear, from));
    Rational[] limit = theory.limit(start);
    List<Expr> goal = limit == null ? null : Forms.entries(theory.literal(limit));
    Condition condition = stop instanceof Stop.Until until ? Condition.parse(until, problem) : null;
    int count =
        stop instanceof Stop.Steps(int wanted)
            ? Math.min(wanted, Stop.MOST_STEPS)
            : Stop.MOST_STEPS;
    Iteration iteration =
        Iteration.of(
            Iterate.exactly(0, from),
            present -> next(present, hessian, linear, step),
            count,
            condition);
    new Steps(account, notation, problem, goal).table(rate, iteration, condition);
    Path.draw(account, problem, iteration, rate);
    return true;
  }

  private static Iterate next(
      Iterate present, Rational[][] hessian, Rational[] linear, Rational step) {
    Rational[] next = new Rational[linear.length];
    Rational[] here = java.util.Objects.requireNonNull(present.exact());
    for (int i = 0; i < next.length; i++) {
      Rational slope = Subspace.dot(hessian[i], here).plus(linear[i]);
      next[i] = Steps.shortened(here[i].minus(step.times(slope)));
    }
    return Iterate.exactly(present.step() + 1, next);
  }

  private static boolean moves(Rational[][] hessian, Rational[] linear, Rational... from) {
    for (int i = 0; i < linear.length; i++) {
      if (!Subspace.dot(hessian[i], from).plus(linear[i]).isZero()) {
        return true;
      }
    }
    return false;
  }

  /// Exactly, by the signs of the eigenvalues of `2I − αH` and `I − αH`.
  private void behaviour(Expr rate, Rational[][] hessian, Rational step, boolean moves) {
    Object here =
        account.sentence("With ", Relation.of(Relation.Comparison.EQUAL, notation.rate(), rate));
    if (!moves) {
      account.say(here, " nothing moves: the gradient is 0 at the start.");
      return;
    }
    Inertia curvature = Inertia.of(hessian);
    if (step.signum() <= 0 || curvature.negative() > 0 || !theory.isConsistent()) {
      account.say(
          here,
          step.isZero()
              ? " nothing moves."
              : " descent does not converge"
                  + (curvature.negative() > 0 && step.signum() > 0
                      ? ", but from special starts."
                      : "."));
      return;
    }
    Inertia twice = Inertia.of(shifted(hessian, step, Rational.TWO));
    Inertia once = Inertia.of(shifted(hessian, step, Rational.ONE));
    account.say(
        here,
        twice.negative() > 0
            ? " a factor is less than −1: descent diverges, unless the start has no part in that"
                + " direction."
            : twice.zero() > 0
                ? " a factor is −1: in that direction descent goes to and fro for ever, unless the"
                    + " start has no part in it."
                : once.negative() > 0
                    ? " all factors are between −1 and 1 where there is a gradient, and some are"
                        + " negative: descent converges, oscillating in their directions."
                    : " no factor is negative, and all are less than 1 where the gradient is not 0:"
                        + " descent converges without oscillating.");
  }

  /// `shift I − αH`.
  private static Rational[][] shifted(Rational[][] hessian, Rational step, Rational shift) {
    Rational[][] result = new Rational[hessian.length][hessian.length];
    for (int i = 0; i < hessian.length; i++) {
      for (int j = 0; j < hessian.length; j++) {
        Rational entry = step.times(hessian[i][j]).negate();
        result[i][j] = i == j ? entry.plus(shift) : entry;
      }
    }
    return result;
  }
}
