package nabla.worksheet.descent;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nabla.answer.Wording;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// What descent in several variables does near the points where the gradient is 0 that are found by
/// numbers: by the Hessian there, of which the linear part of a step is `I − αH` (B. T. Polyak,
/// Introduction to Optimization, 1987, section 1.4).
final class NearbyPoints {
  private static final MathContext DIGITS = new MathContext(7);

  /// More variables, or larger formulas, are not looked through from many starts.
  private static final int MOST_VARIABLES = 6;

  private static final int MOST_NODES = 60_000;
  private static final int MOST_END_VARIABLES = 40;
  private static final int LARGEST_SHOWN = 3;
  private static final int MOST_POINTS = 8;
  private static final int FEW = 3;

  /// Of a multiple zero.
  private static final MathContext FEW_DIGITS = new MathContext(5);

  /// What is 0 but for rounding, as a part of the largest eigenvalue.
  private static final double NOTHING = 1e-7;

  /// The same at a multiple zero, of which only some digits are right.
  private static final double NEARLY_NOTHING = 1e-5;

  private static final double SAME = 1e-4;

  private final Account account;
  private final Problem problem;
  private final List<List<Double>> known = new ArrayList<>();
  private final List<List<Expr>> degenerate = new ArrayList<>();
  private final Forms forms;
  private boolean complete;
  private boolean families;
  private int starts;

  NearbyPoints(Account account, Forms forms, Problem problem) {
    this.account = account;
    this.forms = forms;
    this.problem = problem;
  }

  /// Says whether all points are known in symbols, and whether some of these are families, along
  /// which nothing was said.
  void setComplete(boolean all, boolean withFamilies) {
    complete = all;
    families = withFamilies;
  }

  private long work() {
    long size = problem.variables().size();
    return size * size * Dag.of(problem.expression()).size();
  }

  /// The points that are found from many starts, beside those that are known in symbols.
  List<NumericSystem.Point> found(List<List<Expr>> exact) {
    exact.forEach(point -> known.add(point.stream().map(Pieces::number).toList()));
    if (complete
        || families
        || problem.variables().size() > MOST_VARIABLES
        || work() > MOST_NODES) {
      return List.of();
    }
    List<NumericSystem.Point> points = new ArrayList<>();
    NumericSystem.Search search = NumericSystem.search(problem.gradient(), problem.variables());
    starts = search.starts();
    for (NumericSystem.Point point : search.points()) {
      if (isNew(point)) {
        add(point, points);
      }
    }
    points.sort(Comparator.comparing(point -> eigenvalues(point)[0] <= 0)); // the minima first
    return points;
  }

  /// What was searched by numbers, as the end of a sentence on what is not found.
  String searched() {
    return starts == 0
        ? "; it is looked for by numbers where the steps lead."
        : ", nor by numbers from " + starts + " starts with each variable between −100 and 100.";
  }

  /// Those among the points that are found at which the Hessian is singular, and which are known
  /// exactly.
  List<List<Expr>> degenerate() {
    return degenerate;
  }

  private void add(NumericSystem.Point point, List<NumericSystem.Point> points) {
    List<Expr> exact =
        point.degenerate()
            ? SimpleNumbers.near(point.values(), problem.gradient(), problem.variables(), forms)
            : null;
    if (exact == null) {
      points.add(point);
      known.add(point.values());
      return;
    }
    List<Double> values = exact.stream().map(Pieces::number).toList();
    if (isNew(new NumericSystem.Point(values, 0, true, false))) {
      degenerate.add(exact);
      known.add(values);
    }
  }

  /// The eigenvalues of the Hessian at a point, from the least.
  private double[] eigenvalues(NumericSystem.Point point) {
    double[] eigenvalues =
        NumericSystem.curvatures(problem.expression(), problem.variables(), point.values());
    Arrays.sort(eigenvalues);
    return eigenvalues;
  }

  private boolean isNew(NumericSystem.Point point) {
    double same = point.degenerate() ? NumericSystem.COARSE : SAME;
    return known.stream().noneMatch(each -> isSame(each, point.values(), same));
  }

  private static boolean isSame(List<Double> one, List<Double> other, double same) {
    for (int i = 0; i < one.size(); i++) {
      if (Math.abs(one.get(i) - other.get(i)) > same * Math.max(1, Math.abs(one.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /// Says what is near the point to which the end of a descent leads, where nothing was said of it.
  ///
  /// @return the point, where nothing was said as it is known exactly; else null
  @Nullable List<Expr> end(double[] end, Expr rate) {
    if ((complete && !families) || end.length > MOST_END_VARIABLES || work() > MOST_NODES) {
      return null;
    }
    int before = degenerate.size();
    NumericSystem.Point point = NumericSystem.zero(problem.gradient(), problem.variables(), end);
    List<NumericSystem.Point> points = new ArrayList<>();
    if (point != null && isNew(point)) {
      add(point, points);
    }
    points.forEach(each -> say(each, rate));
    return degenerate.size() > before ? degenerate.getLast() : null;
  }

  /// What descent does near points. Those of a family are said together.
  void say(List<NumericSystem.Point> points, Expr rate) {
    List<NumericSystem.Point> family =
        points.stream().filter(NumericSystem.Point::continued).toList();
    List<NumericSystem.Point> alone = new ArrayList<>(points);
    if (family.size() > FEW) {
      alone.removeAll(family);
    }
    alone.stream().limit(MOST_POINTS).forEach(point -> say(point, rate));
    if (alone.size() > MOST_POINTS) {
      int more = alone.size() - MOST_POINTS;
      account.say(
          more == 1
              ? "There is 1 more such point by numbers."
              : "There are " + more + " more such points by numbers.");
    }
    if (family.size() > FEW) {
      account.say(
          "By numbers there are " + family.size() + " points, such as ",
          place(family.getFirst()),
          " and ",
          place(family.getLast()),
          ", with others beside them and a singular Hessian: they are some of a family, along which"
              + " nothing moves. ",
          nearBy(family.getFirst()),
          ".");
    }
  }

  /// By the values near a point.
  private Wording nearBy(NumericSystem.Point point) {
    return SingularPoint.nearBy(
            account,
            forms.closed(problem.expression()),
            problem.variables(),
            point.values().stream().mapToDouble(Double::doubleValue).toArray())
        .words();
  }

  /// What descent does near a point.
  private void say(NumericSystem.Point point, Expr rate) {
    RealMatrix hessian =
        NumericSystem.hessian(problem.expression(), problem.variables(), point.values());
    double[] eigenvalues = eigenvalues(point);
    double least = eigenvalues[0];
    double greatest = eigenvalues[eigenvalues.length - 1];
    double nothing =
        (point.degenerate() ? NEARLY_NOTHING : NOTHING)
            * Math.max(Math.abs(least), Math.abs(greatest));
    data(point, eigenvalues, nothing);
    Wording where =
        account.sentence(
            "Near ", place(point), ", by numbers, with ", shown(hessian), eigenvalues(eigenvalues));
    if (least > nothing) {
      account.say(
          where,
          ", all positive, a minimum: descent from near by converges for ",
          Composed.between(Num.ZERO, rate, decimal(2 / greatest)),
          ", 2 over the greatest; each step multiplies a small distance by at most about ",
          decimal(least).equals(decimal(greatest))
              ? factor(rate, greatest)
              : account.sentence(
                  "the greater of ", factor(rate, least), " and ", factor(rate, greatest)),
          ".");
    } else if (least < -nothing && greatest > nothing) {
      account.say(
          where,
          ", of both signs, a saddle point: descent leaves it for almost every start near by.");
    } else if (greatest < -nothing) {
      account.say(where, ", all negative, a maximum: descent leaves it.");
    } else {
      account.say(
          where,
          least < -nothing
              ? ", some negative and some 0 but for rounding: descent leaves it for almost every"
                  + " start near by."
              : ", none negative and some 0 but for rounding: the second derivatives do not decide"
                  + " what is there. ",
          least < -nothing ? "" : account.sentence(nearBy(point), "."));
    }
  }

  private void data(NumericSystem.Point point, double[] eigenvalues, double nothing) {
    double least = eigenvalues[0];
    double greatest = eigenvalues[eigenvalues.length - 1];
    String kind =
        least > nothing
            ? "minimum"
            : greatest < -nothing
                ? "maximum"
                : least < -nothing && greatest > nothing ? "saddle" : "";
    double[] values = point.values().stream().mapToDouble(Double::doubleValue).toArray();
    JsonObject found =
        account.findings().point(Findings.doubles(values), kind, Findings.doubles(eigenvalues));
    if (least > nothing) {
      Findings.rates(found, Findings.doubles(2 / greatest).get(0), true);
    }
  }

  private Object factor(Expr rate, double eigenvalue) {
    return account.sentence(
        Composed.abs(Composed.minus(Num.ONE, Composed.times(rate, decimal(eigenvalue)))));
  }

  private Wording place(NumericSystem.Point point) {
    List<Double> values = point.values();
    MathContext digits = point.degenerate() ? FEW_DIGITS : DIGITS;
    List<Symbol> variables = problem.variables();
    Wording names = account.sentence();
    Wording numbers = account.sentence();
    for (int i = 0; i < values.size(); i++) {
      names = account.sentence(names, i == 0 ? "" : ", ", variables.get(i));
      numbers =
          account.sentence(
              numbers,
              i == 0 ? "" : ", ",
              new Account.Figure(figure(snapped(values.get(i)), digits)));
    }
    Symbol vector = problem.vector();
    return vector == null
        ? account.sentence("(", names, ") ≈ (", numbers, ")")
        : account.sentence(vector, " ≈ (", numbers, ")");
  }

  private Wording shown(RealMatrix hessian) {
    if (hessian.getRowDimension() > LARGEST_SHOWN) {
      return account.sentence("eigenvalues of the Hessian ");
    }
    List<Expr> entries = new ArrayList<>();
    for (double[] row : hessian.getData()) {
      Arrays.stream(row).mapToObj(NearbyPoints::decimal).forEach(entries::add);
    }
    return account.sentence(
        "the Hessian ≈ ", Literal.of(hessian.getRowDimension(), entries), " and its eigenvalues ");
  }

  private Wording eigenvalues(double... values) {
    Account.Figure least = new Account.Figure("≈ " + figure(values[0]));
    Account.Figure greatest = new Account.Figure("≈ " + figure(values[values.length - 1]));
    return values.length == 2
        ? account.sentence(least, " and ", greatest)
        : account.sentence("from ", least, " to ", greatest);
  }

  private static double snapped(double value) {
    return Math.abs(value) < NOTHING ? 0 : value;
  }

  private static Expr decimal(double value) {
    return Num.decimal(
        Rational.parse(new BigDecimal(snapped(value)).round(DIGITS).toPlainString()));
  }

  private static String figure(double value) {
    return figure(value, DIGITS);
  }

  private static String figure(double value, MathContext digits) {
    return new BigDecimal(value)
        .round(digits)
        .stripTrailingZeros()
        .toString()
        .replace("E+", "e")
        .replace("E", "e");
  }
}
