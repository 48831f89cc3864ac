package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.answer.Report;
import nabla.answer.Verifications;
import nabla.answer.Wording;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.numeric.Evaluation;
import nabla.worksheet.plot.CurvePlot;
import nabla.write.Latex;
import nabla.write.Text;

/// Gradient descent over several arrays at once, such as all weights and biases of a network: the
/// updates, and the steps by numbers.
final class JointDescent {
  /// A longer one is no formula that one reads, as that of a mean over examples.
  private static final long LONGEST_RESULT = 100;

  private static final MathContext DIGITS = new MathContext(7);

  private final Account account;
  private final Notation notation;
  private final Problem problem;
  private final List<Symbol> over;
  private final Compiled loss;
  private final Compiled gradient;

  /// @param over the arrays and numbers that change, whose entries are the variables of the problem
  JointDescent(Account account, Notation notation, Problem problem, List<Symbol> over) {
    this.account = account;
    this.notation = notation;
    this.problem = problem;
    this.over = over;
    this.loss = Compiled.of(problem.variables(), problem.expression());
    this.gradient = Compiled.of(problem.variables(), problem.gradient().toArray(Expr[]::new));
  }

  /// Whether a descent is over several variables, of which some are arrays.
  static boolean concerns(List<Symbol> over) {
    return over.size() > 1 && over.stream().anyMatch(each -> !each.isScalar());
  }

  /// The gradients where they are short enough to be read, and what came of verifying all.
  static void sayGradients(Account account, List<Derived> gradients) {
    if (gradients.stream().allMatch(each -> each.result().weight() <= LONGEST_RESULT)) {
      account.equations(
          gradients.stream()
              .map(each ->
                  new Report.Row(
                      Report.Left.of(each.subject()), each.result(), "", each.conditions()))
              .toArray(Report.Row[]::new));
    }
    List<Report.Block> verified = new ArrayList<>();
    Verifications.addTo(verified, gradients, account.writing());
    verified.forEach(account::add);
  }

  /// The updates.
  void theory(Expr rate) {
    account.say("The update with the rate ", rate, ", of all at once:");
    for (Symbol variable : over) {
      Expr slope = Derivative.of(problem.loss(), variable, 1);
      account.derive(
          notation.now(variable, "+1"),
          Composed.moved(notation.now(variable, ""), rate, slope),
          List.of());
    }
  }

  /// The steps with a rate.
  void run(Expr rate, List<Expr> start, Stop stop) {
    double[] from =
        start.stream().mapToDouble(each -> Evaluation.of(each, Map.of()).value()).toArray();
    Condition condition = stop instanceof Stop.Until until ? Condition.parse(until, problem) : null;
    int count =
        stop instanceof Stop.Steps(int wanted)
            ? Math.min(wanted, Stop.MOST_STEPS)
            : Stop.MOST_STEPS;
    double step = Evaluation.of(rate, Map.of()).value();
    Iteration iteration =
        LocalRun.overflowing(
            Iteration.of(
                new Iterate(0, from, null),
                new LocalRun.Downhill(loss, gradient, step),
                count,
                condition == null ? null : condition::holds),
            problem);
    account.say("With ", Relation.of(EQUAL, notation.rate(), rate), ", in floating-point numbers:");
    account.findings().run(rate, iteration, problem);
    table(iteration);
    new Steps(account, notation, problem, null).ending(iteration, condition);
    sayEnd(iteration.end());
    draw(rate, iteration);
  }

  private void table(Iteration iteration) {
    List<Object> heading =
        List.of(
            notation.index(),
            problem.loss(),
            new Wording(
                List.of(
                    new Wording.Mathematics(
                        "‖∇" + Text.of(problem.loss()) + "‖",
                        "\\left\\|\\nabla " + Latex.of(problem.loss()) + "\\right\\|"))));
    List<List<Wording>> rows = new ArrayList<>();
    iteration.first().forEach(each -> rows.add(row(each)));
    if (!iteration.last().isEmpty()) {
      if (iteration.last().getFirst().step() > iteration.first().getLast().step() + 1) {
        rows.add(account.cells(heading.stream().map(each -> "…").toArray()));
      }
      iteration.last().forEach(each -> rows.add(row(each)));
    }
    account.table(account.cells(heading.toArray()), rows);
  }

  private List<Wording> row(Iterate at) {
    Cells cells = new Cells(account);
    double[] slope = new double[problem.variables().size()];
    gradient.evaluate(at.values(), slope);
    double length = Math.sqrt(Arrays.stream(slope).map(each -> each * each).sum());
    return List.of(
        account.sentence(at.step()), cells.of(loss.evaluate(at.values())), cells.of(length));
  }

  /// What the arrays are after the last step.
  private void sayEnd(Iterate end) {
    if (!end.isFinite()) {
      return;
    }
    account.say("After ", end.step(), end.step() == 1 ? " step:" : " steps:");
    List<Report.Row> rows = new ArrayList<>();
    int place = 0;
    for (Symbol variable : over) {
      int size = Problem.size(variable);
      List<Expr> entries = new ArrayList<>();
      for (double value : Arrays.copyOfRange(end.values(), place, place + size)) {
        entries.add(decimal(value));
      }
      place += size;
      Expr value =
          variable.isScalar()
              ? entries.getFirst()
              : Literal.of(Math.toIntExact(variable.shape().rows().fixedSize()), entries);
      rows.add(
          new Report.Row(Report.Left.of(variable), value, "≈ " + Text.of(value), List.of(), true));
    }
    account.equations(rows.toArray(Report.Row[]::new));
  }

  private static Expr decimal(double value) {
    return Num.decimal(Rational.parse(new BigDecimal(value).round(DIGITS).toPlainString()));
  }

  private void draw(Expr rate, Iteration iteration) {
    List<Iterate> path = iteration.path();
    if (path.size() < 2) {
      return;
    }
    String name =
        "descent-" + Text.of(rate).replaceAll("[^0-9A-Za-z.]+", "-").replaceAll("^-|-$", "");
    String label = problem.loss().toString();
    account.add(
        CurvePlot.of(
            name,
            "the loss from step to step",
            "step",
            label,
            List.of(
                new CurvePlot.Curve(
                    label,
                    path.stream().mapToDouble(Iterate::step).toArray(),
                    path.stream().mapToDouble(each -> loss.evaluate(each.values())).toArray()))));
  }
}
