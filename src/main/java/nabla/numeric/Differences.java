package nabla.numeric;

import java.util.function.DoubleUnaryOperator;

/// The slope of a function at 0 by central differences at steps that are halved, extrapolated to
/// step 0 (Richardson, with Ridders' choice of the best entry of the table).
///
/// @param slope the slope; NaN where the function is undefined nearby or has a kink here
/// @param error an estimate of the error of the slope
/// @param noise how much of the slope the rounding of the function's values may account for
/// @param steepness how steep the function is nearby: the scale on which a slope counts as 0
record Differences(double slope, double error, double noise, double steepness) {

  private static final int LEVELS = 7;
  private static final Differences NONE =
      new Differences(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /// The slope, with steps from `step` down; from a smaller one where the function is not defined
  /// that far.
  ///
  /// @param mayBend whether the function may have kinks; one without any is never taken to have
  ///   one, however noisy
  static Differences of(DoubleUnaryOperator function, double step, boolean mayBend) {
    double middle = function.applyAsDouble(0);
    if (!Double.isFinite(middle)) {
      return NONE;
    }
    double first = step;
    for (int attempt = 0; attempt < 5; attempt++) {
      Differences found = from(function, middle, first, mayBend);
      if (found != null) {
        return found;
      }
      first /= 16;
    }
    return NONE;
  }

  private static @org.jspecify.annotations.Nullable Differences from(
      DoubleUnaryOperator function, double middle, double first, boolean mayBend) {
    double[] previous = new double[LEVELS];
    double[] row = new double[LEVELS];
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    double size = Math.abs(middle);
    double firstBend = 0;
    double lastBend = 0;
    double steepest = 0;
    double firstSteepest = 0;
    double step = first;
    for (int level = 0; level < LEVELS; level++, step /= 2) {
      double right = function.applyAsDouble(step);
      double left = function.applyAsDouble(-step);
      if (!Double.isFinite(right) || !Double.isFinite(left)) {
        return null;
      }
      size = Math.max(size, Math.max(Math.abs(right), Math.abs(left)));
      double forward = (right - middle) / step;
      double backward = (middle - left) / step;
      lastBend = Math.abs(forward - backward);
      firstBend = level == 0 ? lastBend : firstBend;
      steepest = Math.max(Math.abs(forward), Math.abs(backward));
      firstSteepest = level == 0 ? steepest : firstSteepest;
      row[0] = (right - left) / (2 * step);
      double factor = 1;
      for (int j = 1; j <= level; j++) {
        factor *= 4;
        row[j] = row[j - 1] + (row[j - 1] - previous[j - 1]) / (factor - 1);
        double estimate =
            Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - previous[j - 1]));
        if (estimate <= error) {
          error = estimate;
          best = row[j];
        }
      }
      double[] swap = previous;
      previous = row;
      row = swap;
    }
    double smallest = 2 * step;
    double noise = 4 * Math.ulp(size) / smallest;
    // The two one-sided slopes of a smooth function meet as the step shrinks; at a kink they do
    // not.
    boolean kink =
        mayBend && lastBend > 0.3 * firstBend && lastBend > 1e-6 * steepest + 100 * noise;
    // Across a jump both of them grow as the step shrinks.
    boolean jump = mayBend && steepest > 16 * firstSteepest + 100 * noise;
    return kink || jump ? NONE : new Differences(best, error, noise, firstSteepest);
  }
}
