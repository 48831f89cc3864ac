package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.answer.Wording;
import nabla.catalogue.Elementary;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The table of the steps of a descent, and how it ended.
final class Steps {
  /// Exact steps have no more binary digits than this; then they go on with so many decimals that
  /// nobody sees the difference.
  private static final int LONGEST = 1024;

  private static final MathContext PRECISE = new MathContext(60);

  private final Account account;
  private final Notation notation;
  private final Problem problem;
  private final @Nullable List<Expr> goal;

  /// @param goal where the gradient is 0; null where that is not known
  Steps(Account account, Notation notation, Problem problem, @Nullable List<Expr> goal) {
    this.account = account;
    this.notation = notation;
    this.problem = problem;
    this.goal = goal;
  }

  /// The number, with its distance from where descent leads to 60 digits where it has grown far
  /// longer: so near that place it is known as well as elsewhere.
  static Rational shortened(Rational value, Rational goal) {
    return value.numerator().bitLength() + value.denominator().bitLength() <= LONGEST
        ? value
        : goal.plus(shortened(value.minus(goal)));
  }

  /// The number, to 60 digits where it has grown far longer.
  static Rational shortened(Rational value) {
    if (value.numerator().bitLength() + value.denominator().bitLength() <= LONGEST) {
      return value;
    }
    BigDecimal rounded =
        new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()), PRECISE);
    return Rational.parse(rounded.toString());
  }

  /// The table of the steps with a rate, and why it ends.
  void table(Expr rate, Iteration iteration, @Nullable Condition condition) {
    account.findings().run(rate, iteration, problem);
    Cells cells = new Cells(account);
    Symbol shown = problem.vector();
    List<Object> heading = new ArrayList<>(List.of(notation.index()));
    if (shown != null) {
      heading.add(notation.now(shown, ""));
    } else {
      problem.variables().forEach(each -> heading.add(notation.now(each, "")));
    }
    heading.add(problem.loss());
    Expr distance = distance();
    if (distance != null) {
      heading.add(distanceShown());
    }
    List<List<Wording>> rows = new ArrayList<>();
    iteration.first().forEach(each -> rows.add(row(each, cells, distance)));
    if (!iteration.last().isEmpty()) {
      if (iteration.last().getFirst().step() > iteration.first().getLast().step() + 1) {
        rows.add(account.cells(heading.stream().map(each -> "…").toArray()));
      }
      iteration.last().forEach(each -> rows.add(row(each, cells, distance)));
    }
    account.table(account.cells(heading.toArray()), rows);
    ending(iteration, condition);
  }

  private List<Wording> row(Iterate at, Cells cells, @Nullable Expr distance) {
    List<Wording> row = new ArrayList<>();
    row.add(account.sentence(at.step()));
    List<Wording> values = new ArrayList<>();
    for (int i = 0; i < at.values().length; i++) {
      values.add(at.exact() != null ? cells.of(at.exact()[i]) : cells.of(at.values()[i]));
    }
    if (problem.vector() == null) {
      row.addAll(values);
    } else {
      Wording all = Wording.of("(");
      for (int i = 0; i < values.size(); i++) {
        all = (i == 0 ? all : all.and(", ")).and(values.get(i));
      }
      row.add(all.and(")"));
    }
    if (!at.isFinite()) {
      row.add(Wording.of("–"));
      if (distance != null) {
        row.add(Wording.of("–"));
      }
      return row;
    }
    Map<Symbol, Rational> bindings = at.bindings(problem.variables());
    row.add(number(cells, problem.expression(), bindings, at));
    if (distance != null) {
      Rational exact = exactDistance(at);
      row.add(exact == null ? number(cells, distance, bindings, at) : cells.of(exact));
    }
    return row;
  }

  private static Wording number(
      Cells cells, Expr formula, Map<Symbol, Rational> bindings, Iterate at) {
    try {
      return at.exact() == null ? cells.rounded(formula, bindings) : cells.of(formula, bindings);
    } catch (NablaException none) {
      Budget.check();
      return Wording.of("–"); // beyond all numbers, as e^(10^20) is
    }
  }

  /// The distance, where it is rational.
  private @Nullable Rational exactDistance(Iterate at) {
    Rational[] exact = at.exact();
    Rational[] there = goal == null ? null : Forms.rationals(goal);
    if (exact == null || there == null) {
      return null;
    }
    Rational square = Rational.ZERO;
    for (int i = 0; i < exact.length; i++) {
      square = square.plus(exact[i].minus(there[i]).power(2));
    }
    BigInteger numerator = square.numerator().sqrt();
    BigInteger denominator = square.denominator().sqrt();
    Rational root = Rational.of(numerator, denominator);
    return root.power(2).equals(square) ? root : null;
  }

  private @Nullable Expr distance() {
    if (goal == null || goal.stream().anyMatch(Forms::hasSymbols)) {
      return null;
    }
    List<Symbol> variables = problem.variables();
    if (variables.size() == 1) {
      return Apply.of(Elementary.ABS, Sum.of(variables.getFirst(), Negate.of(goal.getFirst())));
    }
    List<Expr> squares = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      squares.add(Power.of(Sum.of(variables.get(i), Negate.of(goal.get(i))), 2));
    }
    return Apply.of(Elementary.SQRT, Sum.of(squares));
  }

  private Object distanceShown() {
    Symbol vector = problem.vector();
    if (vector != null) {
      return Apply.of(
          Norms.NORM, Sum.of(notation.now(vector, ""), Negate.of(Notation.star(vector))));
    }
    List<Symbol> variables = problem.variables();
    if (variables.size() > 1) {
      return "distance";
    }
    Expr here = notation.now(variables.getFirst(), "");
    Expr there = java.util.Objects.requireNonNull(goal).getFirst();
    return Apply.of(
        Elementary.ABS,
        nabla.simplify.Canonical.isZero(there) ? here : Sum.of(here, Negate.of(there)));
  }

  /// Why the steps end.
  void ending(Iteration iteration, @Nullable Condition condition) {
    int step = iteration.end().step();
    Object wanted = condition == null ? "" : condition.shown(account.writing());
    switch (iteration.outcome()) {
      case COUNTED -> {}
      case HOLDS -> account.say(wanted, " holds first at ", at(step), ".");
      case RESTS ->
          account.warn(
              "From ", at(step - 1), " on nothing moves any more, and ", wanted, " does not hold.");
      case RETURNS ->
          account.warn(
              "At ",
              at(step),
              " it is where it was two steps before: it goes to and fro for ever, and ",
              wanted,
              " never holds.");
      case DIVERGES ->
          account.warn(
              "It diverges: at ",
              at(step),
              " the values are beyond ",
              new Account.Figure("1e100"),
              condition == null ? "" : account.sentence(", and ", wanted, " never held"),
              ".");
      case OVERFLOWS ->
          account.warn(
              "It diverges: at ",
              at(step),
              " the loss or its gradient is beyond ",
              new Account.Figure("1.8e308"),
              ", the greatest floating-point number",
              condition == null ? "" : account.sentence(", and ", wanted, " never held"),
              ".");
      case UNDEFINED ->
          account.warn(
              "It ends at ",
              at(step),
              ": the loss or its gradient has no value there",
              condition == null ? "" : account.sentence(", and ", wanted, " never held before"),
              ".");
      case ARRIVES ->
          account.warn(
              "It was stopped at ",
              at(step),
              ", where nothing is to be seen of the distance to ",
              there(),
              "; ",
              wanted,
              " does not hold there.");
      case LIMIT ->
          account.warn(
              "It was stopped after " + step + " steps",
              condition == null ? "" : account.sentence("; ", wanted, " does not hold yet"),
              ".");
    }
  }

  /// Where descent leads.
  private Expr there() {
    List<Expr> place = java.util.Objects.requireNonNull(goal);
    return place.size() == 1 ? place.getFirst() : Literal.of(place.size(), place);
  }

  private Wording at(int step) {
    return account
        .sentence()
        .andEquation(notation.index(), Integer.toString(step), account.writing());
  }
}
