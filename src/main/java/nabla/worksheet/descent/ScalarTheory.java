package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;
import static nabla.expr.Relation.Comparison.GREATER;
import static nabla.expr.Relation.Comparison.LESS;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Gradient descent on a quadratic loss of one variable, solved: with `L′(w) = c(w − w*)` each step
/// multiplies the distance to w* by `1 − αc`.
final class ScalarTheory {
  private static final int FEW = 4;

  /// Steps in symbols that are longer are not shown.
  private static final int LONGEST = 60;

  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final Symbol variable;
  private final Expr start;
  private final Expr second;
  private final Expr slope;
  private final @Nullable Expr stationary;

  ScalarTheory(
      Account account,
      Forms forms,
      Notation notation,
      Problem problem,
      Quadratic quadratic,
      Expr start) {
    this.account = account;
    this.problem = problem;
    this.forms = forms;
    this.notation = notation;
    this.variable = quadratic.variables().getFirst();
    this.start = start;
    this.second = quadratic.second();
    this.slope = quadratic.slope();
    this.stationary =
        forms.isZero(second)
            ? null
            : forms.closed(Negate.of(Quotient.of(quadratic.slope(), second)));
  }

  /// Where the gradient is 0; null for a loss that is a line.
  @Nullable Expr stationary() {
    return stationary;
  }

  private Expr point() {
    return Objects.requireNonNull(stationary);
  }

  /// `1 − αc` for a rate.
  Expr factor(Expr rate) {
    return forms.closed(Sum.of(Num.ONE, Negate.of(Product.of(rate, second))));
  }

  /// The update with a rate, solved.
  void solve(Expr gradient, Expr rate) {
    Symbol now = notation.now(variable, "");
    Symbol next = notation.now(variable, "+1");
    Expr there = Substitution.of(variable, now).apply(gradient);
    Expr step = Composed.moved(now, rate, there);
    account.findings().loss(problem, List.of(gradient));
    account.say("The update with the rate ", rate, ":");
    account.derive(
        next,
        step,
        List.of(),
        new Account.Line(collected(step, now, rate), "collect the terms in", now));
    if (stationary == null) {
      line(rate);
      return;
    }
    List<Expr> curved = condition(Relation.Comparison.NOT_EQUAL);
    Expr star = star();
    say(star, curved);
    Expr factor = factor(rate);
    if (!nabla.simplify.Canonical.isZero(star)) {
      Expr away = Composed.minus(now, star);
      Expr before = Composed.minus(Composed.moved(now, rate, Composed.product(second, away)), star);
      account.derive(
          Composed.minus(next, star),
          before,
          List.of(),
          nabla.simplify.Canonical.isZero(factor)
              ? new Account.Line(Num.ZERO, "collect the terms in", now)
              : new Account.Line(Composed.product(factor, away), "factor out", away));
    }
    account.say(
        "Each step multiplies the distance by the same factor ",
        factor,
        ", so that after ",
        notation.index(),
        " steps");
    if (!nabla.simplify.Canonical.isZero(star)) {
      account.equations(
          Account.row(
              Composed.minus(now, star),
              Composed.afterSteps(factor, notation.index(), notation.start(variable), star)));
    }
    account.equations(Account.row(now, solution(star, factor), curved.toArray(Expr[]::new)));
  }

  /// By powers of the variable, also where it stands in sums.
  private Expr collected(Expr step, Symbol now, Expr rate) {
    Expr collected = forms.collected(step, now);
    boolean inSums =
        Dag.any(collected, node -> node instanceof Binder && Dag.any(node, now::equals));
    return inSums
        ? Sum.of(
            Composed.product(factor(rate), now), forms.closed(Negate.of(Product.of(rate, slope))))
        : collected;
  }

  /// `w* + (w₀ − w*)(1 − αc)^t`.
  private Expr solution(Expr star, Expr factor) {
    Expr there = point();
    Expr from = forms.closed(Sum.of(start, Negate.of(there)));
    if (forms.isZero(from)) {
      return there;
    }
    if (!star.equals(there)) {
      from = Composed.minus(start, star);
    }
    boolean negative = from instanceof Negate;
    Expr power = Composed.power(factor, notation.index());
    Expr term = Composed.product(from instanceof Negate negate ? negate.operand() : from, power);
    Expr signed = negative ? Negate.of(term) : term;
    return nabla.simplify.Canonical.isZero(star) ? signed : Sum.of(star, signed);
  }

  /// Where the gradient is 0, and what is there.
  private void say(Expr star, List<Expr> curved) {
    Integer sign = forms.sign(second);
    Wording what =
        sign == null
            ? account.sentence()
            : account.sentence(
                sign > 0 ? ", a minimum, since " : ", a maximum, since ",
                account.withSign(
                    Relation.of(EQUAL, Notation.second(problem, variable), second), sign));
    boolean origin = nabla.simplify.Canonical.isZero(star);
    Findings findings = account.findings();
    JsonObject found =
        findings.point(
            findings.numbers(List.of(point())),
            sign == null ? "" : sign > 0 ? "minimum" : "maximum",
            findings.numbers(List.of(second)));
    if (sign != null && sign > 0) {
      Expr below = forms.closed(Quotient.of(Num.TWO, second));
      Findings.rates(found, findings.number(below), false);
    }
    account.say(
        "The gradient is 0 at ",
        Relation.of(EQUAL, Notation.star(variable), point()),
        condition(curved),
        what,
        ". The distance to ",
        star.equals(point()) ? "it" : star,
        origin ? " is that from 0." : ":");
  }

  /// A loss without curvature.
  private void line(Expr rate) {
    Symbol now = notation.now(variable, "");
    if (forms.isZero(slope)) {
      account.say(
          "The loss does not depend on ", variable, ": its gradient is 0, and nothing ever moves.");
      return;
    }
    Expr solution = Sum.of(start, Negate.of(Product.of(rate, slope, notation.index())));
    account.equations(Account.row(now, forms.closed(solution)));
    account.say(
        "The slope is ",
        slope,
        " everywhere, so that each step has the same length: no rate"
            + " converges, and the loss falls without end for every positive rate",
        forms.sign(slope) == null
            ? account.sentence(
                " where ", Relation.of(Relation.Comparison.NOT_EQUAL, slope, Num.ZERO))
            : "",
        ".");
  }

  private Expr star() {
    return point().weight() <= 3 ? point() : Notation.star(variable);
  }

  /// For which rates it converges, with the reason.
  void thresholds(Expr rate, boolean positive) {
    if (stationary == null) {
      return;
    }
    Integer sign = forms.sign(second);
    Expr star = star();
    if (sign != null && sign < 0) {
      account.say(
          "L″ = ",
          second,
          " is negative: ",
          Relation.of(EQUAL, variable, point()),
          " is a maximum. For every ",
          Relation.of(GREATER, rate, Num.ZERO),
          " the factor ",
          factor(rate),
          " is greater than 1, so that each step leads farther away: descent diverges"
              + " unless it starts at ",
          point(),
          " itself, where it stays.");
      return;
    }
    List<Expr> conditions = sign == null ? condition(GREATER) : List.of();
    Expr half = forms.closed(Quotient.of(Num.ONE, second));
    Expr full = forms.closed(Quotient.of(Num.TWO, second));
    Expr factor = factor(rate);
    Symbol now = notation.now(variable, "");
    Symbol next = notation.now(variable, "+1");
    account.equations(
        Account.row(
            Composed.abs(Composed.minus(next, star)),
            Composed.product(Composed.abs(factor), Composed.abs(Composed.minus(now, star)))),
        Account.row(
            Composed.abs(Composed.minus(now, star)),
            Composed.product(
                Composed.power(Composed.abs(factor), notation.index()),
                Composed.abs(Composed.minus(notation.start(variable), star)))));
    account.say(
        "This tends to 0 exactly where ",
        Relation.of(LESS, Composed.abs(factor), Num.ONE),
        condition(conditions),
        " (a start at ",
        point(),
        " itself stays there with every rate), which says");
    List<Expr> lines = new ArrayList<>();
    lines.add(Composed.between(Num.MINUS_ONE, factor, Num.ONE));
    lines.add(Composed.between(Num.ZERO, forms.closed(Product.of(rate, second)), Num.TWO));
    if (!lines.contains(Composed.between(Num.ZERO, rate, full))) {
      lines.add(Composed.between(Num.ZERO, rate, full));
    }
    account.equations(lines.stream().map(Account::line).toArray(Report.Row[]::new));
    account.say("In detail:");
    ranges(rate, half, full, factor, positive);
    account.say(
        "So descent converges exactly for ",
        Composed.between(Num.ZERO, rate, full),
        ", and it oscillates around ",
        star,
        " exactly for ",
        Relation.of(GREATER, rate, half),
        condition(conditions),
        ".");
    if (sign == null) {
      others(rate);
    }
  }

  /// In one sentence, for which rates it converges.
  void summary(Expr rate) {
    Integer sign = stationary == null ? null : forms.sign(second);
    if (sign != null && sign > 0) {
      RateBounds.say(account, forms, rate, second, "");
    }
  }

  /// The first steps in symbols; false where there are none to show.
  boolean steps(Expr rate, Stop stop) {
    int count = stop instanceof Stop.Steps(int wanted) ? Math.min(wanted, FEW) : 0;
    if (count == 0) {
      return false;
    }
    List<List<Wording>> rows = new ArrayList<>();
    Expr there = start;
    for (int step = 0; step <= count; step++) {
      Expr shown = forms.closed(there);
      if (shown.weight() > LONGEST) {
        break;
      }
      rows.add(account.cells(step, PowersOfRate.rising(shown, rate, forms)));
      Expr gradient = Sum.of(Product.of(second, shown), slope);
      there = Sum.of(shown, Negate.of(Product.of(rate, gradient)));
    }
    account.table(account.cells(notation.index(), notation.now(variable, "")), rows);
    return true;
  }

  /// The second derivative compared with 0, without the factors whose sign is known.
  private List<Expr> condition(Relation.Comparison comparison) {
    return SignConditions.of(forms.condition(comparison, second, Num.ZERO), forms);
  }

  private Object condition(List<Expr> conditions) {
    return conditions.isEmpty()
        ? ""
        : account.sentence(", for ", Logic.of(Logic.Connective.AND, conditions));
  }

  /// What else the second derivative may be.
  private void others(Expr rate) {
    boolean negative =
        forms.sign(Negate.of(second)) == null
            && !nabla.rewrite.Signs.of(forms.assumptions()).isNonNegative(second);
    if (negative) {
      account.say(
          "Where ",
          Logic.of(Logic.Connective.AND, condition(LESS)),
          ", ",
          Relation.of(EQUAL, variable, star()),
          " is a maximum, and descent with ",
          Relation.of(GREATER, rate, Num.ZERO),
          " moves away from it.");
    }
    account.say(
        "Where ",
        Logic.of(Logic.Connective.AND, condition(EQUAL)),
        ", the gradient does not depend on ",
        variable,
        ": the loss is a line, and all steps have the same length.");
  }

  private void ranges(Expr rate, Expr half, Expr full, Expr factor, boolean positive) {
    List<List<Wording>> rows = new ArrayList<>();
    if (!positive) {
      rows.add(
          account.cells(
              Relation.of(LESS, rate, Num.ZERO),
              Relation.of(GREATER, factor, Num.ONE),
              "moves away, diverges"));
      rows.add(
          account.cells(
              Relation.of(EQUAL, rate, Num.ZERO),
              Relation.of(EQUAL, factor, Num.ONE),
              "never moves"));
    }
    rows.add(
        account.cells(
            Composed.between(Num.ZERO, rate, half),
            Composed.between(Num.ZERO, factor, Num.ONE),
            "nearer with each step, always on one side: converges monotonically"));
    rows.add(
        account.cells(
            Relation.of(EQUAL, rate, half),
            Relation.of(EQUAL, factor, Num.ZERO),
            "arrives in one step"));
    rows.add(
        account.cells(
            Composed.between(half, rate, full),
            Composed.between(Num.MINUS_ONE, factor, Num.ZERO),
            "nearer with each step, on alternating sides: converges, oscillating"));
    rows.add(
        account.cells(
            Relation.of(EQUAL, rate, full),
            Relation.of(EQUAL, factor, Num.MINUS_ONE),
            account.sentence(
                "jumps between ",
                start,
                " and ",
                forms.closed(Sum.of(point(), point(), Negate.of(start))),
                " for ever")));
    rows.add(
        account.cells(
            Relation.of(GREATER, rate, full),
            Relation.of(LESS, factor, Num.MINUS_ONE),
            "farther with each step, on alternating sides: diverges"));
    account.table(account.cells("rate", "factor", "what happens"), rows);
  }
}
