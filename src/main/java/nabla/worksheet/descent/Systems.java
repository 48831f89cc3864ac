package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.rewrite.Domain;
import org.jspecify.annotations.Nullable;

/// Several equations for several numbers, solved, with what they say of a loss whose gradient is 0.
final class Systems {
  private static final int MOST_SHOWN = 12;
  private static final int FEW = 3;
  private static final MathContext DIGITS = new MathContext(10);

  /// Of a multiple zero.
  private static final MathContext FEW_DIGITS = new MathContext(5);

  private static final double NOTHING = 1e-10;
  private static final double NEAR = 1e-5;

  private final Account account;
  private final Forms forms;
  private final List<Symbol> variables;
  private final @Nullable Expr loss;
  private final Symbol name;
  private final Excluded excluded;

  /// @param exists where the equations have values
  Systems(
      Account account,
      Forms forms,
      List<Symbol> variables,
      @Nullable Expr loss,
      Symbol name,
      List<Expr> exists) {
    this.excluded = new Excluded(account, forms, loss, exists);
    this.account = account;
    this.forms = forms;
    this.variables = variables;
    this.loss = loss;
    this.name = name;
  }

  /// The account of solving that all these are 0.
  ///
  /// @param written the equations as they are shown
  void solve(List<Expr> written, List<Expr> zeros) {
    account.equations(written.stream().distinct().map(Account::line).toArray(Report.Row[]::new));
    LinearSystem linear = LinearSystem.of(zeros, variables, forms);
    LinearSystem.Solution solution = linear == null ? null : linear.solution(forms);
    if (solution != null) {
      linear(solution);
      return;
    }
    if (linear != null) {
      account.warn("These are linear, and too many, or singular, to be solved in symbols.");
      return;
    }
    Elimination.Found all = Elimination.of(zeros, variables, forms);
    List<List<Expr>> points = new ArrayList<>(all.points());
    points.removeIf(point -> excluded.covers(values(point)));
    Elimination.Found found = new Elimination.Found(points, all.complete());
    Map<Symbol, Symbol> names = Inverses.names(Literal.of(zeros.size(), zeros));
    Substitution named = Substitution.of(names);
    for (int i = 0; i < found.points().size(); i++) {
      if (i > 0 && loss == null) {
        account.say("or");
      }
      List<Expr> point = found.points().get(i).stream().map(named::apply).toList();
      List<Symbol> any = variables.stream().filter(point::contains).toList();
      say(point, any.isEmpty() ? List.of() : conditions(point, zeros), any.isEmpty());
      free(any);
      if (!any.isEmpty() && loss != null) {
        account.say("The Hessian is singular along it, and does not decide what is there.");
      }
    }
    for (Symbol whole : Inverses.WHOLE) {
      if (found.points().stream()
          .flatMap(List::stream)
          .anyMatch(each -> Dag.any(each, whole::equals))) {
        account.say("Here ", Objects.requireNonNull(names.get(whole)), " is any whole number.");
      }
    }
    boolean numeric =
        zeros.size() >= variables.size()
            && zeros.stream().noneMatch(zero -> Forms.mentionsOthers(zero, variables));
    if (!found.complete() && numeric) {
      numeric(zeros, found.points());
    } else if (!found.complete()) {
      account.warn(
          found.points().isEmpty()
              ? "No solution is found by eliminating one variable after the other; with numbers for"
                  + " the other names it is looked for by numbers."
              : "There may be other solutions.");
    } else if (found.points().isEmpty()) {
      account.say("No real numbers solve this.");
    }
  }

  /// The solutions that are found by numbers, beside those that are known.
  private void numeric(List<Expr> zeros, List<List<Expr>> known) {
    NumericSystem.Search search = NumericSystem.search(zeros, variables);
    List<NumericSystem.Point> points = new ArrayList<>(search.points());
    points.removeIf(point -> known.stream().anyMatch(each -> isNear(each, point)));
    points.removeIf(point -> excluded.covers(values(decimals(point))));
    List<NumericSystem.Point> members =
        points.stream().filter(NumericSystem.Point::continued).toList();
    boolean family = members.size() > FEW;
    if (family) {
      points.removeAll(members);
    }
    List<List<Expr>> exact = new ArrayList<>();
    for (NumericSystem.Point point : List.copyOf(points)) {
      List<Expr> simple =
          point.degenerate() ? SimpleNumbers.near(point.values(), zeros, variables, forms) : null;
      if (simple != null) {
        points.remove(point);
        if (!exact.contains(simple) && !known.contains(simple)) {
          exact.add(simple);
        }
      }
    }
    for (List<Expr> point : exact) {
      if (!known.isEmpty() || !point.equals(exact.getFirst())) {
        account.say("or");
      }
      say(point, List.of(), true);
    }
    if (family) {
      int before = points.size();
      points.removeIf(NumericSystem.Point::degenerate);
      family(members, before - points.size());
    }
    boolean some = family || !known.isEmpty() || !exact.isEmpty();
    double residual = 0;
    for (NumericSystem.Point point : points.subList(0, Math.min(MOST_SHOWN, points.size()))) {
      if (residual > 0 || some || !point.equals(points.getFirst())) {
        account.say("or");
      }
      residual = Math.max(residual, point.residual());
      account.findings().solution(variables, decimals(point));
      account.say(place(point));
      if (loss != null) {
        account.say(kind(loss, point));
      }
    }
    if (points.isEmpty()) {
      account.warn(
          (some ? "No other solution" : "No solution")
              + " is found, neither by eliminating one variable after the other nor by numbers from"
              + " "
              + search.starts()
              + " starts with each variable between −100 and 100: there may be some.");
      return;
    }
    account.warn(
        (points.size() > MOST_SHOWN
                ? "The " + MOST_SHOWN + " nearest to 0 of those found"
                : "Found")
            + " by numbers from "
            + search.starts()
            + " starts with each variable between −100 and 100; put in, the sides differ by at most"
            + " ",
        new Account.Figure(figure(residual)),
        ". There may be other solutions.");
  }

  /// Says those solutions together that have others beside them.
  ///
  /// @param alike how many more have singular slopes
  private void family(List<NumericSystem.Point> members, int alike) {
    account.warn(
        "By numbers there are " + members.size() + " solutions with others beside them, such as ",
        place(members.getFirst()),
        " and ",
        place(members.getLast()),
        ": they are some of a family"
            + (alike == 0 ? "." : "; " + alike + " more are not told apart from it."));
    if (loss != null) {
      double[] curvatures = NumericSystem.curvatures(loss, variables, members.getFirst().values());
      double least = Arrays.stream(curvatures).min().orElse(0);
      double most = Arrays.stream(curvatures).max().orElse(0);
      account.say(
          "The Hessian at the first has eigenvalues from ",
          new Account.Figure("≈ " + figure(snapped(least))),
          " to ",
          new Account.Figure("≈ " + figure(snapped(most))),
          ": it is singular, and does not decide what is there. ",
          SingularPoint.nearBy(
                  account,
                  forms.closed(loss),
                  variables,
                  members.getFirst().values().stream().mapToDouble(Double::doubleValue).toArray())
              .words(),
          ".");
    }
  }

  private Wording place(NumericSystem.Point point) {
    Wording values = account.sentence();
    for (int i = 0; i < variables.size(); i++) {
      values =
          account.sentence(
              values,
              i == 0 ? "" : ", ",
              variables.get(i),
              " ",
              new Account.Figure(
                  "≈ "
                      + figure(
                          snapped(point.values().get(i)),
                          point.degenerate() ? FEW_DIGITS : DIGITS)));
    }
    return values;
  }

  /// What is at a point, by the eigenvalues of the Hessian there.
  private Wording kind(Expr loss, NumericSystem.Point point) {
    double[] curvatures = NumericSystem.curvatures(loss, variables, point.values());
    double least = Arrays.stream(curvatures).min().orElse(0);
    double most = Arrays.stream(curvatures).max().orElse(0);
    double nothing = NEAR * Math.max(Math.abs(least), Math.abs(most));
    String kind =
        least > nothing
            ? "positive definite: a minimum"
            : most < -nothing
                ? "negative definite: a maximum"
                : least < -nothing && most > nothing
                    ? "indefinite: a saddle point"
                    : "singular but for rounding: undecided by the second derivatives";
    boolean decided = !kind.startsWith("singular");
    Multipliers multipliers = Multipliers.of(loss, variables, forms);
    if (multipliers != null && decided) {
      int negative = (int) Arrays.stream(curvatures).filter(each -> each < -nothing).count();
      int positive = (int) Arrays.stream(curvatures).filter(each -> each > nothing).count();
      return account.sentence(
          "The Hessian there is ",
          multipliers.words(
              account, new Inertia(positive, negative, curvatures.length - positive - negative)),
          ".");
    }
    return account.sentence(
        "There the Hessian has eigenvalues from ",
        new Account.Figure("≈ " + figure(least)),
        " to ",
        new Account.Figure("≈ " + figure(most)),
        ", and is " + kind + ".",
        decided
            ? ""
            : account.sentence(
                " ",
                SingularPoint.nearBy(
                        account,
                        forms.closed(loss),
                        variables,
                        point.values().stream().mapToDouble(Double::doubleValue).toArray())
                    .words(),
                "."));
  }

  private static List<Expr> decimals(NumericSystem.Point point) {
    return point.values().stream().map(Systems::decimal).toList();
  }

  private static Expr decimal(double value) {
    return Num.decimal(Rational.parse(new BigDecimal(figure(snapped(value))).toPlainString()));
  }

  /// What is 0 but for rounding.
  private static double snapped(double value) {
    return Math.abs(value) < NOTHING ? 0 : value;
  }

  private static String figure(double value) {
    return figure(value, DIGITS);
  }

  private static String figure(double value, MathContext digits) {
    return new BigDecimal(value == 0 ? 0 : value)
        .round(digits)
        .stripTrailingZeros()
        .toString()
        .replace("E", "e");
  }

  private boolean isNear(List<Expr> point, NumericSystem.Point found) {
    List<Double> values = found.values();
    double near = found.degenerate() ? NumericSystem.COARSE : NEAR;
    Map<Symbol, Rational> free = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (point.get(i).equals(variables.get(i))) {
        free.put(variables.get(i), Rational.parse(new BigDecimal(values.get(i)).toPlainString()));
      }
    }
    for (int i = 0; i < values.size(); i++) {
      if (Dag.any(
          point.get(i), node -> node instanceof Symbol letter && !free.containsKey(letter))) {
        return false;
      }
      double there;
      try {
        there = Evaluation.of(point.get(i), free).value();
      } catch (NablaException undefined) {
        Budget.check();
        return false;
      }
      if (Math.abs(there - values.get(i)) > near * Math.max(1, Math.abs(there))) {
        return false;
      }
    }
    return true;
  }

  private void linear(LinearSystem.Solution solution) {
    List<Expr> values = solution.values();
    if (values == null) {
      account.say("These contradict each other: there is no solution.");
      return;
    }
    say(values, solution.conditions(), true);
    free(solution.free());
  }

  /// That some variables may have any value.
  private void free(List<Symbol> any) {
    if (!any.isEmpty()) {
      Wording free = account.sentence();
      for (int i = 0; i < any.size(); i++) {
        free = account.sentence(free, i == 0 ? "" : ", ", any.get(i));
      }
      account.say("with any ", free, ": a family of solutions.");
    }
  }

  /// Where the equations have values at a point of a family.
  private List<Expr> conditions(List<Expr> point, List<Expr> zeros) {
    List<Expr> all = new ArrayList<>(point);
    Substitution values = Substitution.of(Map.<Expr, Expr>copyOf(values(point)));
    zeros.forEach(zero -> all.add(values.apply(zero)));
    return Domain.conditions(Literal.of(all.size(), all), forms.assumptions());
  }

  private Map<Symbol, Expr> values(List<Expr> point) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < point.size(); i++) {
      values.put(variables.get(i), point.get(i));
    }
    return values;
  }

  /// @param decided whether the Hessian is to say what is there
  private void say(List<Expr> point, List<Expr> conditions, boolean decided) {
    account.findings().solution(variables, point);
    List<Report.Row> rows = new ArrayList<>();
    int shown = 0;
    for (int i = 0; i < point.size(); i++) {
      if (!point.get(i).equals(variables.get(i))) {
        shown = i;
      }
    }
    for (int i = 0; i < point.size(); i++) {
      if (!point.get(i).equals(variables.get(i))) {
        boolean last = i == shown;
        rows.add(
            new Report.Row(
                Report.Left.of(variables.get(i)),
                point.get(i),
                ScalarEquation.beside(point.get(i)),
                last ? conditions : List.of()));
      }
    }
    account.equations(rows.toArray(Report.Row[]::new));
    if (loss != null && decided) {
      Wording kind = new SecondOrder(account, forms, name, loss, variables).of(point, conditions);
      account.say(kind, ".");
    }
  }
}
