package nabla.worksheet.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;

/// Finds the points of an interval at which the two sides of a comparison meet: the zeros under a
/// fraction bar, the ends of a domain, kinks, the borders of cases.
final class Places {

  private static final int STEPS = 2003;

  /// More of them are closer than a picture shows.
  static final int MOST = 300;

  /// Relative to the ends of the interval: as close as two doubles that mean one number.
  private static final double CLOSE = 1e-12;

  private static final int MOST_DIGITS = 14;

  private final double from;
  private final double to;
  private final TreeMap<Double, Place> places = new TreeMap<>();

  private Places(double from, double to) {
    this.from = from;
    this.to = to;
  }

  /// The points at which one of the conditions changes between true and false, in order; none where
  /// they are too many to be told apart.
  ///
  /// @param required conditions without which there is no value
  /// @param borders further conditions, such as those of kinks
  static List<Place> of(
      List<Expr> required, List<Expr> borders, Symbol variable, double from, double to) {
    Places work = new Places(from, to);
    for (Expr condition : required) {
      boolean strict =
          condition instanceof Relation relation
              && switch (relation.comparison()) {
                case NOT_EQUAL, LESS, GREATER -> true;
                case EQUAL, LESS_OR_EQUAL, GREATER_OR_EQUAL, APPROXIMATELY -> false;
              };
      work.meetings(condition, variable, strict);
    }
    for (Expr condition : borders) {
      work.meetings(condition, variable, false);
    }
    return work.places.size() > MOST ? List.of() : List.copyOf(work.places.values());
  }

  private void meetings(Expr condition, Symbol variable, boolean undefined) {
    for (Expr node : Dag.below(node -> !(node instanceof Relation), condition).nodes()) {
      if (node instanceof Relation relation
          && relation.left().isScalar()
          && Dag.of(relation).contains(variable)) {
        try {
          Expr difference = relation.difference();
          Compiled compiled = Compiled.of(List.of(variable), difference);
          zeros(compiled::evaluate, undefined);
        } catch (NablaException unsupported) {
          Budget.check(); // the graph itself shows what its conditions do not
        }
      }
    }
  }

  private void zeros(DoubleUnaryOperator difference, boolean undefined) {
    double[] x = new double[STEPS + 1];
    double[] y = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      Budget.check();
      x[i] = i == STEPS ? to : from + (to - from) * i / STEPS;
      y[i] = difference.applyAsDouble(x[i]);
    }
    for (int i = 0; i <= STEPS && places.size() <= MOST; i++) {
      if (y[i] == 0) {
        add(difference, x[i], undefined);
      }
      if (i == STEPS || !Double.isFinite(y[i]) || !Double.isFinite(y[i + 1])) {
        continue;
      }
      if (y[i] * y[i + 1] < 0) {
        add(difference, signChange(difference, x[i], x[i + 1]), undefined);
      } else {
        double jump = Jump.between(difference, x[i], x[i + 1]);
        if (!Double.isNaN(jump)) {
          add(difference, jump, undefined && difference.applyAsDouble(near(jump)) == 0);
        }
        if (i > 0
            && y[i] != 0
            && y[i - 1] * y[i] > 0
            && Math.abs(y[i]) <= Math.min(Math.abs(y[i - 1]), Math.abs(y[i + 1]))) {
          touching(difference, x[i - 1], x[i + 1], y[i - 1], undefined);
        }
      }
    }
  }

  /// A zero at which the sign stays, as of (x − 1)².
  private void touching(
      DoubleUnaryOperator difference, double from, double to, double scale, boolean undefined) {
    double low = from;
    double high = to;
    for (int i = 0; i < 200 && high - low > CLOSE * (to - from); i++) {
      double left = low + (high - low) * 0.382;
      double right = low + (high - low) * 0.618;
      if (Math.abs(difference.applyAsDouble(left)) < Math.abs(difference.applyAsDouble(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    // a minimum is found to half of the digits only
    double least = rounded((low + high) / 2, (to - from) * 1e-6);
    double value = Math.abs(difference.applyAsDouble(least));
    if (value <= 1e-12 * Math.abs(scale)) {
      add(difference, least, undefined);
    }
  }

  private static double signChange(DoubleUnaryOperator difference, double from, double to) {
    double low = from;
    double high = to;
    double sign = Math.signum(difference.applyAsDouble(low));
    for (int i = 0; i < 100; i++) {
      double middle = low + (high - low) / 2;
      double value = difference.applyAsDouble(middle);
      if (middle == low || middle == high || value == 0) {
        return middle;
      }
      if (Math.signum(value) == sign) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double near(double x) {
    return rounded(x, CLOSE * Math.max(Math.abs(from), Math.abs(to)));
  }

  private void add(DoubleUnaryOperator difference, double x, boolean undefined) {
    double near = near(x);
    double place = difference.applyAsDouble(near) == 0 ? near : x;
    if (place >= from && place <= to) {
      boolean exact = difference.applyAsDouble(place) == 0;
      places.merge(place + 0.0, new Place(place + 0.0, undefined, exact), Place::and);
    }
  }

  /// The shortest decimal this close to a number.
  static double rounded(double x, double close) {
    int first = close <= 0 ? 0 : (int) Math.floor(-Math.log10(Math.max(Math.abs(x), close)));
    BigDecimal exact = new BigDecimal(x);
    for (int digits = first; digits < first + MOST_DIGITS + 3; digits++) {
      double candidate = exact.setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
      if (Math.abs(candidate - x) <= close) {
        return candidate;
      }
    }
    return x;
  }
}
