package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.answer.Wording;
import nabla.calculus.Gradient;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;

/// Gradient descent on a loss that is not quadratic: what is true near its minima, and the steps by
/// numbers.
final class LocalDescent {
  private static final MathContext DIGITS = new MathContext(7);
  private static final int MOST_POINTS = 8;

  /// Nodes of the loss, times the entries of the Hessian.
  private static final long LONGEST = 20_000;

  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final NearbyPoints nearby;
  private final List<Expr> conditions;
  private final List<Expr> gradient;

  /// @param derived the gradient
  LocalDescent(Account account, Forms forms, Notation notation, Problem problem, Derived derived) {
    this.account = account;
    this.forms = forms;
    this.notation = notation;
    this.problem = problem;
    this.nearby = new NearbyPoints(account, forms, problem);
    this.conditions = derived.conditions();
    this.gradient =
        problem.formula().variables().containsAll(problem.variables())
            ? Forms.entries(derived.substituted())
            : problem.vector() != null
                ? problem.gradient()
                : problem.gradient().stream().map(forms::closed).toList();
  }

  /// The update, and what is true near the minima.
  void theory(Expr rate) {
    account.findings().loss(problem, gradient);
    account.say("The update with the rate ", rate, ":");
    for (int i = 0; i < gradient.size(); i++) {
      Symbol variable = problem.variables().get(i);
      boolean isLong = gradient.get(i).weight() > Account.LONGEST / 2;
      Expr there = isLong ? Derivative.of(problem.loss(), variable, 1) : now(gradient.get(i));
      account.derive(
          notation.now(variable, "+1"),
          Composed.moved(notation.now(variable, ""), rate, there),
          List.of());
    }
    long count = problem.variables().size();
    if (problem.expression().weight() * count * count > LONGEST) {
      account.say("What is true near its minima is not looked for in a loss of so many terms.");
      return;
    }
    boolean symbols =
        Dag.any(
            problem.expression(),
            node -> node instanceof Symbol symbol && !problem.variables().contains(symbol));
    if (symbols || problem.variables().size() > 1) {
      Wording kinks = Kinks.of(account, problem.formula(), conditions, over(problem));
      if (kinks != null) {
        account.warn(
            "Where ",
            kinks,
            " there is a kink, and no gradient: a minimum there is not looked for.");
      }
    }
    PiecewiseEquation pieces =
        symbols || problem.variables().size() > 1
            ? null
            : PiecewiseEquation.of(
                account,
                forms,
                problem.variables().getFirst(),
                problem.gradient().getFirst(),
                problem.expression(),
                problem.loss());
    boolean still = pieces != null && pieces.sayWhereNothingMoves();
    StationaryPoints stationary =
        new StationaryPoints(account, forms, problem, nearby, conditions, still);
    List<List<Expr>> points = new ArrayList<>(stationary.found(symbols));
    List<NumericSystem.Point> others =
        symbols || problem.variables().size() == 1
            ? new ArrayList<>()
            : new ArrayList<>(nearby.found(points));
    points.addAll(nearby.degenerate());
    Excluded excluded = new Excluded(account, forms, problem.expression(), List.of());
    points.removeIf(point -> excluded.covers(problem.at(point)));
    others.removeIf(point -> excluded.broken(problem.at(decimals(point))) != null);
    boolean kinks = pieces != null && pieces.sayWhereDescentEnds(rate);
    if (points.isEmpty() && others.isEmpty()) {
      if (kinks || stationary.flat()) {
        return;
      }
      account.say(
          symbols
              ? "No point where the gradient is 0 is found in symbols."
              : "No point where the gradient is 0 is found in symbols"
                  + (problem.variables().size() == 1 ? ", nor by numbers." : nearby.searched()));
      return;
    }
    account.say(
        "This is not linear, so that what follows holds near a point where the gradient is 0, not"
            + " from everywhere:");
    Expr general = rate instanceof Symbol ? rate : notation.rate();
    points.stream().limit(MOST_POINTS).forEach(point -> near(point, general));
    nearby.say(others, general);
  }

  private static List<Expr> decimals(NumericSystem.Point point) {
    return point.values().stream()
        .<Expr>map(value -> Num.decimal(Rational.parse(BigDecimal.valueOf(value).toPlainString())))
        .toList();
  }

  private static List<Symbol> over(Problem problem) {
    List<Symbol> over = new ArrayList<>(problem.variables());
    problem.formula().variables().stream().filter(each -> !each.isScalar()).forEach(over::add);
    return over;
  }

  private Expr now(Expr expression) {
    Map<Symbol, Expr> values = new java.util.LinkedHashMap<>();
    problem.variables().forEach(each -> values.put(each, notation.now(each, "")));
    return nabla.expr.Substitution.of(values).apply(expression);
  }

  private void data(List<Expr> point, String kind, List<Expr> eigenvalues) {
    Findings findings = account.findings();
    JsonObject found = findings.point(findings.numbers(point), kind, findings.numbers(eigenvalues));
    Integer least = forms.sign(eigenvalues.getFirst());
    if (kind.equals("minimum") && least != null && least > 0) {
      Expr below = forms.closed(Quotient.of(Num.TWO, eigenvalues.getLast()));
      Findings.rates(found, findings.number(below), true);
    }
  }

  private void near(List<Expr> point, Expr rate) {
    List<List<Expr>> hessian = hessian(point);
    if (problem.variables().size() == 1) {
      one(point.getFirst(), hessian.getFirst().getFirst(), rate);
      return;
    }
    List<Expr> entries = new ArrayList<>();
    hessian.forEach(entries::addAll);
    Inertia inertia = Inertia.of(entries, hessian.size());
    boolean decided = inertia == null || inertia.isDecisive();
    SingularPoint.Verdict verdict =
        decided
            ? null
            : new SingularPoint(
                    account,
                    forms,
                    problem.loss(),
                    problem.expression(),
                    problem.variables(),
                    point)
                .of(entries);
    if (inertia != null) {
      String kind = verdict == null ? inertia.kind() : verdict.word();
      data(point, kind, Eigenvalues.of(hessian, forms).values());
    }
    Object where =
        account.sentence(
            "Near ",
            Literal.of(point.size(), point),
            " with the Hessian ",
            Literal.of(point.size(), entries));
    if (inertia == null) {
      account.say(
          where,
          ": with all of its eigenvalues positive, descent from near by converges"
              + " for rates below 2 over the greatest.");
    } else if (inertia.isPositiveDefinite()) {
      Eigenvalues eigenvalues = Eigenvalues.of(hessian, forms);
      account.say(
          where,
          ", a minimum: descent from near by converges for ",
          bound(rate, forms.closed(Quotient.of(Num.TWO, eigenvalues.greatest()))),
          ".");
    } else if (verdict == null) {
      account.say(
          where, ": ", inertia.words(false), "; descent leaves it for almost every start near by.");
    } else {
      account.say(where, ": ", inertia.words(false), ". ", verdict.words(), ".");
      account.say(flatly(inertia, verdict.kind()));
    }
  }

  /// What descent does near a point where the Hessian is singular.
  private static String flatly(Inertia inertia, SingularPoint.Kind kind) {
    return inertia.negative() > 0
        ? "Descent leaves it for almost every start near by."
        : switch (kind) {
          case MINIMUM ->
              "In the directions in which the Hessian is 0 descent comes near it more slowly than"
                  + " by a factor in each step, or to another minimum beside it.";
          case OPEN ->
              "Where it is a minimum, descent comes near it more slowly than by a factor in each"
                  + " step in the directions in which the Hessian is 0, or to another minimum"
                  + " beside it.";
          case NEITHER, MAXIMUM -> "Descent leaves it from some of the starts near by.";
          case LIKELY_NEITHER ->
              "Where that is so, descent leaves it from some of the starts near by.";
        };
  }

  private void one(Expr point, Expr second, Expr rate) {
    Symbol variable = problem.variables().getFirst();
    Expr name = Notation.second(problem, variable);
    boolean rounded = point instanceof Num number && number.isDecimal();
    Object where =
        rounded
            ? account.sentence(
                "Near ",
                variable,
                " ",
                about(point),
                ", by numbers, with ",
                name,
                " ",
                about(second))
            : account.sentence(
                "Near ",
                Relation.of(EQUAL, variable, shown(point)),
                " with ",
                Relation.of(EQUAL, name, shown(second)));
    Integer sign = forms.sign(second);
    String kind = sign == null || sign == 0 ? "" : sign > 0 ? "minimum" : "maximum";
    data(List.of(point), kind, List.of(second));
    if (sign == null) {
      account.say(
          where,
          ": where this is positive, descent from near by converges for ",
          Composed.between(Num.ZERO, rate, forms.closed(Quotient.of(Num.TWO, second))),
          ".");
    } else if (sign > 0) {
      account.say(
          where,
          ", a minimum: descent from near by converges for ",
          Composed.between(Num.ZERO, rate, shown(forms.closed(Quotient.of(Num.TWO, second)))),
          ", and oscillates for ",
          Relation.of(
              Relation.Comparison.GREATER, rate, shown(forms.closed(Quotient.of(Num.ONE, second)))),
          "; each step multiplies a small distance by about ",
          factor(rate, second),
          ".");
    } else if (sign < 0) {
      account.say(where, ", a maximum: descent leaves it.");
    } else {
      Wording verdict =
          new SecondOrder(account, forms, problem.loss(), problem.expression(), problem.variables())
              .of(List.of(point), List.of());
      account.say(where, ". ", verdict, ". ", slowly(verdict.text()));
    }
  }

  /// What descent does near a point where the second derivative is 0, by what is there.
  private static String slowly(String verdict) {
    String slow = "descent comes near it more slowly than by a factor in each step.";
    return verdict.endsWith("neither a minimum nor a maximum")
        ? "From one side descent comes near it, more slowly than by a factor in each step, and from"
            + " the other it leaves it."
        : verdict.endsWith(": a maximum")
            ? "Descent leaves it."
            : verdict.endsWith(": a minimum")
                ? "From near by " + slow
                : "Where it is a minimum, " + slow;
  }

  private static Object about(Expr value) {
    return new Account.Figure("≈ " + number(Pieces.number(value)));
  }

  /// By what a step multiplies a small distance.
  private Expr factor(Expr rate, Expr second) {
    Expr number = shown(second);
    return number.equals(second)
        ? forms.closed(Sum.of(Num.ONE, Negate.of(Product.of(rate, second))))
        : Sum.of(Num.ONE, Negate.of(Product.of(number, rate)));
  }

  /// `0 < α < b`, with the decimals of a bound that is not short.
  private Object bound(Expr rate, Expr below) {
    Expr between = Composed.between(Num.ZERO, rate, below);
    return below.weight() <= 3
        ? between
        : account.sentence(between, " ", new Account.Figure("≈ " + number(Pieces.number(below))));
  }

  static String number(double value) {
    return Cells.rounded(new Evaluation(value, 7, null));
  }

  /// A number with many digits, in fewer.
  private static Expr shown(Expr value) {
    boolean longer =
        value instanceof Num
            ? isLong(value)
            : !Forms.hasSymbols(value)
                && (value.weight() > 12 || Dag.any(value, LocalDescent::isLong));
    if (!longer) {
      return value;
    }
    double number = Evaluation.of(value, Map.of()).value();
    return Num.decimal(Rational.parse(BigDecimal.valueOf(number).round(DIGITS).toPlainString()));
  }

  private static boolean isLong(Expr node) {
    return node instanceof Num number && number.value().toString().length() > 12;
  }

  private List<List<Expr>> hessian(List<Expr> point) {
    Map<Symbol, Expr> values = new java.util.LinkedHashMap<>();
    for (int i = 0; i < point.size(); i++) {
      values.put(problem.variables().get(i), point.get(i));
    }
    List<List<Expr>> rows = new ArrayList<>();
    for (Expr partial : problem.gradient()) {
      rows.add(
          Gradient.of(partial, problem.variables()).stream()
              .map(each ->
                  forms.closed(nabla.expr.Substitution.of(values).apply(forms.closed(each))))
              .toList());
    }
    return rows;
  }

  /// The steps in doubles, and what is where they end; false where something has no number.
  boolean run(Expr rate, List<Expr> start, Stop stop) {
    LocalRun steps = new LocalRun(account, forms, notation, problem, conditions);
    Iteration iteration = steps.run(rate, start, stop);
    if (iteration == null) {
      return false;
    }
    Iterate last = iteration.end();
    if (problem.variables().size() > 1 && last.isFinite() && steps.kink(last) == null) {
      List<Expr> exact = nearby.end(last.values(), notation.rate());
      if (exact != null) {
        near(exact, notation.rate());
      }
    }
    return true;
  }
}
