package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.answer.Wording;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.numeric.Evaluation;
import org.jspecify.annotations.Nullable;

/// The steps of gradient descent by floating-point numbers, on any loss.
final class LocalRun {
  private static final MathContext DIGITS = new MathContext(7);

  /// A descent ends at a stationary point where the gradient is smaller.
  private static final double AT_REST = 1e-6;

  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final List<Expr> conditions;

  /// @param conditions under which there is a gradient
  LocalRun(
      Account account, Forms forms, Notation notation, Problem problem, List<Expr> conditions) {
    this.conditions = conditions;
    this.account = account;
    this.forms = forms;
    this.notation = notation;
    this.problem = problem;
  }

  /// The steps in doubles; null where something has no number.
  @Nullable Iteration run(Expr rate, List<Expr> start, Stop stop) {
    List<Symbol> variables = problem.variables();
    boolean numbers =
        !Dag.any(
                problem.expression(),
                node -> node instanceof Symbol symbol && !variables.contains(symbol))
            && start.stream().noneMatch(Forms::hasSymbols);
    if (!numbers) {
      return null;
    }
    double step = Evaluation.of(rate, Map.of()).value();
    double[] from =
        start.stream().mapToDouble(each -> Evaluation.of(each, Map.of()).value()).toArray();
    Compiled gradient =
        Compiled.of(variables, problem.gradient().stream().map(forms::closed).toArray(Expr[]::new));
    Condition condition = stop instanceof Stop.Until until ? Condition.parse(until, problem) : null;
    int count =
        stop instanceof Stop.Steps(int wanted)
            ? Math.min(wanted, Stop.MOST_STEPS)
            : Stop.MOST_STEPS;
    Iteration iteration =
        overflowing(
            Iteration.of(
                new Iterate(0, from, Forms.rationals(start)),
                new Downhill(
                    Compiled.of(variables, forms.closed(problem.expression())), gradient, step),
                count,
                condition == null ? null : condition::holds),
            problem);
    account.say("With ", Relation.of(EQUAL, notation.rate(), rate), ", in floating-point numbers:");
    new Steps(account, notation, problem, null).table(rate, iteration, condition);
    Path.draw(account, problem, iteration, rate);
    end(iteration, gradient);
    return iteration;
  }

  /// Steps that end where the loss or its gradient has no double for a value, with whether it has
  /// another one: `x⁴ − y⁴` is no number in doubles where both powers are infinite.
  static Iteration overflowing(Iteration iteration, Problem problem) {
    if (iteration.outcome() != Iteration.Outcome.UNDEFINED || !iteration.end().isFinite()) {
      return iteration;
    }
    Map<Symbol, Rational> place = iteration.end().bindings(problem.variables());
    try {
      Evaluation.of(problem.expression(), place);
      problem.gradient().forEach(slope -> Evaluation.of(slope, place));
      return iteration.ended(Iteration.Outcome.OVERFLOWS);
    } catch (NablaException undefined) {
      Budget.check();
      return iteration;
    }
  }

  /// Steps against the gradient of a loss.
  record Downhill(Compiled loss, Compiled gradient, double rate) implements Iteration.Stepper {

    @Override
    public @Nullable Iterate after(Iterate present) {
      double[] slope = new double[present.values().length];
      gradient.evaluate(present.values(), slope);
      double[] next = present.values().clone();
      for (int i = 0; i < next.length; i++) {
        if (Double.isNaN(slope[i])) {
          return null;
        }
        next[i] -= rate * slope[i];
      }
      return new Iterate(present.step() + 1, next, null);
    }

    @Override
    public boolean isDefined(Iterate present) {
      return !Double.isNaN(loss.evaluate(present.values()));
    }
  }

  /// Where it came to.
  private void end(Iteration iteration, Compiled gradient) {
    if (!iteration.end().isFinite() || iteration.outcome() == Iteration.Outcome.UNDEFINED) {
      return;
    }
    double[] slope = new double[iteration.end().values().length];
    gradient.evaluate(iteration.end().values(), slope);
    double norm = 0;
    for (double each : slope) {
      norm = Math.hypot(norm, each);
    }
    Wording kink = kink(iteration.end());
    if (kink != null) {
      account.say("The end is at a kink, ", kink, ", where there is no gradient.");
      return;
    }
    if (norm == 0) {
      account.say(
          "The gradient is ",
          isZero(iteration.end()) ? Num.ZERO : new Account.Figure("≈ 0"),
          " at the end.");
      return;
    }
    if (!Double.isFinite(norm)) {
      return;
    }
    boolean holds = iteration.outcome() == Iteration.Outcome.HOLDS;
    account.say(
        "The gradient has the length ",
        figure(norm),
        " at the end",
        norm < AT_REST ? ": it is nearly 0." : holds ? "." : ": it is not 0 yet.");
    if (iteration.outcome() == Iteration.Outcome.LIMIT) {
      moving(iteration);
    }
  }

  /// The equation of a kink that a place is at; null where it is at none.
  @Nullable Wording kink(Iterate end) {
    List<Symbol> variables = problem.variables();
    for (Expr condition : conditions) {
      Expr own = problem.formula().reading().expanded(condition);
      if (own instanceof Relation relation
          && relation.comparison() == Relation.Comparison.NOT_EQUAL
          && relation.left().isScalar()
          && !Forms.mentionsOthers(own, variables)
          && Compiled.of(variables, relation.difference()).evaluate(end.values()) == 0) {
        return Kinks.of(account, List.of(), List.of(relation), variables);
      }
    }
    return null;
  }

  /// Whether the gradient is 0 not only in doubles.
  private boolean isZero(Iterate end) {
    Map<Symbol, Expr> place = new LinkedHashMap<>();
    end.bindings(problem.variables()).forEach((each, value) -> place.put(each, Num.of(value)));
    return problem.gradient().stream()
        .allMatch(slope -> forms.isZero(Substitution.of(place).apply(slope)));
  }

  /// How a descent still moves that was stopped.
  private void moving(Iteration iteration) {
    List<Iterate> last = iteration.last();
    if (last.size() < 3) {
      return;
    }
    double[] step = difference(last.get(1), last.get(2));
    double[] before = difference(last.get(0), last.get(1));
    double length = 0;
    double turned = 0;
    for (int i = 0; i < step.length; i++) {
      length = Math.hypot(length, step[i]);
      turned += step[i] * before[i];
    }
    if (length == 0) {
      return;
    }
    int count = iteration.end().step();
    account.say(
        turned < 0 ? "It still goes to and fro, by " : "It is not at rest, and slow: it moved by ",
        figure(length),
        " in the last step",
        turned < 0
            ? "."
            : account.sentence(
                "; " + count + " more of that length lead ", figure(count * length), " farther."));
  }

  private static double[] difference(Iterate from, Iterate to) {
    double[] difference = to.values().clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= from.values()[i];
    }
    return difference;
  }

  private static Account.Figure figure(double value) {
    return new Account.Figure(
        "≈ "
            + BigDecimal.valueOf(value)
                .round(DIGITS)
                .stripTrailingZeros()
                .toString()
                .replace("E+", "e")
                .replace("E", "e"));
  }
}
