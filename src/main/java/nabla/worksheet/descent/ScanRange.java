package nabla.worksheet.descent;

import java.util.Arrays;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;

/// Where solutions are looked for by numbers: as far as is assumed of the variable, else from −1000
/// to 1000.
///
/// @param low the least number
/// @param high the greatest number
/// @param bounded whether both are assumed
record ScanRange(double low, double high, boolean bounded) {
  private static final double FAR = 1000;
  private static final int PLACES = 20_000;

  /// What is assumed of a variable, `x ≥ 0` and `x ≤ 5`.
  static ScanRange of(Assumptions assumptions, Symbol variable) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (Expr fact : assumptions.facts()) {
      if (!(fact instanceof Relation relation)) {
        continue;
      }
      boolean left = relation.left().equals(variable);
      boolean right = relation.right().equals(variable);
      double bound = left ? number(relation.right()) : right ? number(relation.left()) : Double.NaN;
      if (Double.isNaN(bound)) {
        continue;
      }
      switch (relation.comparison()) {
        case GREATER, GREATER_OR_EQUAL -> {
          low = left ? Math.max(low, bound) : low;
          high = right ? Math.min(high, bound) : high;
        }
        case LESS, LESS_OR_EQUAL -> {
          high = left ? Math.min(high, bound) : high;
          low = right ? Math.max(low, bound) : low;
        }
        default -> {
          // says nothing of an interval
        }
      }
    }
    boolean bounded = Double.isFinite(low) && Double.isFinite(high) && low < high;
    return bounded
        ? new ScanRange(low, high, true)
        : new ScanRange(
            Double.isFinite(low) ? low : Math.min(-FAR, high - FAR),
            Double.isFinite(high) ? high : Math.max(FAR, low + FAR),
            false);
  }

  /// The places that are looked at: as close to each other everywhere between two bounds, else fine
  /// near 0 and coarse far away.
  double[] places() {
    double[] places = new double[2 * PLACES + 1];
    for (int i = 0; i < places.length; i++) {
      double part = (double) i / (2 * PLACES);
      places[i] = bounded ? low + (high - low) * part : bent(2 * part - 1);
    }
    return Arrays.stream(places).distinct().toArray(); // at a bound there are many
  }

  /// From −1 to 1 the numbers from the low to the high end.
  private double bent(double part) {
    double end = part < 0 ? Math.max(-low, 0) : Math.max(high, 0);
    double far = Math.signum(part) * Math.expm1(Math.abs(part) * Math.log1p(end));
    return Math.clamp(far, low, high);
  }

  private static double number(Expr expression) {
    try {
      return Evaluation.of(expression, Map.of()).value();
    } catch (NablaException letters) {
      return Double.NaN;
    }
  }
}
