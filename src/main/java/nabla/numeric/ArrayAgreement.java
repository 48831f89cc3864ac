package nabla.numeric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import org.apache.commons.math3.linear.RealMatrix;

/// Whether two formulas with vectors and matrices have the same values at random points of small
/// sizes, where both have any.
public final class ArrayAgreement {

  private static final int POINTS = 6;
  private static final int ATTEMPTS = 24;
  private static final double LEAST = -1.5;
  private static final double TOLERANCE = 1e-9;
  private static final long SEED = 0x2545F4914F6CDD1DL;

  private final Expr one;
  private final Expr other;
  private final ArrayVariables variables;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private ArrayAgreement(Expr one, Expr other, Assumptions assumptions) {
    this.one = one;
    this.other = other;
    this.variables = new ArrayVariables(assumptions, one, other);
  }

  /// Whether they agree wherever they were compared, and that was at enough points.
  public static boolean of(Expr one, Expr other, Assumptions assumptions) {
    return new ArrayAgreement(one, other, assumptions).holds();
  }

  private boolean holds() {
    int agreed = 0;
    for (int attempt = 0; attempt < ATTEMPTS && agreed < POINTS; attempt++) {
      Budget.check();
      double difference = difference(variables.random(sizes(attempt), random, least(attempt)));
      if (difference > TOLERANCE) {
        return false;
      }
      agreed += Double.isNaN(difference) ? 0 : 1;
    }
    return agreed == POINTS;
  }

  /// Where few points will do, those of positive entries are tried.
  private static double least(int attempt) {
    return attempt < POINTS ? LEAST : 0;
  }

  /// Neighbouring dimensions differ, and each takes two sizes.
  private Map<String, Integer> sizes(int attempt) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    int next = attempt;
    for (String name : variables.dimensions()) {
      sizes.put(name, Math.max(2, variables.largestIndex()) + next % 2);
      next++;
    }
    return variables.fitted(sizes);
  }

  /// In proportion to the values; NaN where one of them has none.
  private double difference(Map<Symbol, RealMatrix> point) {
    if (!variables.hold(point)) {
      return Double.NaN;
    }
    try {
      RealMatrix value = ArrayEvaluation.of(one, point);
      RealMatrix same = ArrayEvaluation.of(other, point);
      return value.subtract(same).getFrobeniusNorm() / Math.max(1, value.getFrobeniusNorm());
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return Double.NaN;
    }
  }
}
