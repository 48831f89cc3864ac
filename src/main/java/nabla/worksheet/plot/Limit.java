package nabla.worksheet.plot;

import java.util.function.DoubleUnaryOperator;

/// How a function behaves where a point is approached from one side, as far as numbers tell.
///
/// @param kind what it does
/// @param value what it tends to: a number, or −∞ or ∞; not a number where it tends to nothing
record Limit(Kind kind, double value) {

  enum Kind {
    /// It tends to a number.
    FINITE,
    /// It grows, or falls, beyond all bounds.
    INFINITE,
    /// It has values and tends to nothing, or to what is not found.
    NONE,
    /// It has no values.
    UNDEFINED
  }

  private static final int FIRST = 4;
  private static final int WATCHED = 16;
  private static final int LAST = 44;

  /// How near to 1 the ratio of two differences is taken for 1.
  private static final double EQUAL = 1e-6;

  /// Relative to the values, what rounding may do to a difference.
  private static final double NOISE = 1e-13;

  private static final double CONVERGED = 1e-9;

  /// The limit at `point` from the side of `point + reach`.
  static Limit of(DoubleUnaryOperator function, double point, double reach) {
    double[] values = new double[LAST + 1];
    double scale = 0;
    int count = 0;
    double finest = 8 * Math.ulp(point);
    for (int k = 0; k <= LAST && Math.abs(Math.scalb(reach, -k)) > finest; k++) {
      values[k] = function.applyAsDouble(point + Math.scalb(reach, -k));
      count = k + 1;
      if (Double.isFinite(values[k]) && k <= FIRST + 4) {
        scale = Math.max(scale, Math.abs(values[k]));
      }
    }
    if (count <= FIRST + 4) {
      return new Limit(Kind.NONE, Double.NaN);
    }
    int watched = Math.min(WATCHED, count - 1);
    if (Double.isNaN(values[watched])) {
      return new Limit(Kind.UNDEFINED, Double.NaN);
    }
    if (grows(values, watched)) {
      double sign = Math.signum(values[watched] - values[FIRST]);
      return new Limit(Kind.INFINITE, sign * Double.POSITIVE_INFINITY);
    }
    return finite(values, count, scale);
  }

  /// Whether the differences from half the distance to the next half add up to more than any bound.
  /// They do where their ratio r does not fall below 1 (all those of ln x are ln 2), and where it
  /// nears 1 as 1 − c/k for c ≤ 1, that is, where 1/(1 − r) grows by 1 or more at each step (as for
  /// ln ln x; by 1/2 for 1/ln x, by 0 for x^(1/100), which both have limits).
  private static boolean grows(double[] values, int watched) {
    double sign = 0;
    double last = Double.NaN;
    for (int k = watched / 2; k < watched; k++) {
      if (Double.isInfinite(values[k]) || Double.isInfinite(values[k + 1])) {
        return Double.isFinite(values[FIRST]) || Double.isInfinite(values[watched]);
      }
      double before = values[k] - values[k - 1];
      double difference = values[k + 1] - values[k];
      sign = sign == 0 ? Math.signum(difference) : sign;
      if (!(difference * sign > 0) || Math.abs(difference) <= NOISE * Math.abs(values[k])) {
        return false;
      }
      double ratio = difference / before;
      double slowness = ratio >= 1 - EQUAL ? Double.POSITIVE_INFINITY : 1 / (1 - ratio);
      boolean nears = slowness - last > 0.9 || slowness == Double.POSITIVE_INFINITY;
      if (!nears && !Double.isNaN(last)) {
        return false;
      }
      last = slowness;
    }
    return true;
  }

  /// By A. C. Aitken's Δ², which is exact for a + b·x^p; stopped where rounding takes over.
  private static Limit finite(double[] values, int count, double scale) {
    double smallest = Double.POSITIVE_INFINITY;
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    for (int k = FIRST; k + 1 < count; k++) {
      double before = values[k] - values[k - 1];
      double difference = values[k + 1] - values[k];
      if (!Double.isFinite(before) || !Double.isFinite(difference)) {
        break;
      }
      if (Math.abs(difference) <= CONVERGED * scale
          && Math.abs(before) <= 1e3 * CONVERGED * scale) {
        return new Limit(Kind.FINITE, values[k + 1]);
      }
      double bend = difference - before;
      double step = bend == 0 ? 0 : difference * difference / bend;
      boolean shrinks = Math.abs(difference) < Math.abs(before);
      if (shrinks && Math.abs(difference) <= smallest) {
        smallest = Math.abs(difference);
        best = values[k + 1] - step;
        error = Math.abs(step);
      } else if (!shrinks && k > WATCHED) {
        break;
      }
    }
    boolean found = error <= 0.02 * Math.max(scale, Math.abs(best));
    return found ? new Limit(Kind.FINITE, best) : new Limit(Kind.NONE, Double.NaN);
  }
}
