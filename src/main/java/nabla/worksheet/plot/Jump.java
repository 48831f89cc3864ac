package nabla.worksheet.plot;

import java.util.function.DoubleUnaryOperator;

/// Tells jumps and poles from steep slopes: a slope is seen to be one from near enough.
final class Jump {

  private static final int HALVINGS = 90;

  /// Of a jump at least so much is left from near, of a slope less.
  private static final double LEFT = 0.3;

  /// Where a graph is smooth, the two halves of a step differ less.
  private static final double UNEVEN = 0.75;

  /// Relative to the values, what rounding may do.
  private static final double NOISE = 1e-9;

  private Jump() {}

  /// Where between two points with values the function jumps, or goes to infinity; not a number
  /// where it does neither, or has no value somewhere between.
  static double between(DoubleUnaryOperator function, double from, double to) {
    double low = from;
    double high = to;
    double below = function.applyAsDouble(low);
    double above = function.applyAsDouble(high);
    double largest = Math.abs(above - below);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = low + (high - low) / 2;
      if (middle == low || middle == high) {
        break;
      }
      double value = function.applyAsDouble(middle);
      if (!Double.isFinite(value)) {
        return Double.NaN;
      }
      double left = Math.abs(value - below);
      double right = Math.abs(above - value);
      double rest = Math.max(left, right);
      if (rest < LEFT * largest || (i < 3 && rest < UNEVEN * Math.abs(above - below))) {
        return Double.NaN;
      }
      largest = Math.max(largest, rest);
      if (left > right) {
        high = middle;
        above = value;
      } else {
        low = middle;
        below = value;
      }
    }
    double jump = Math.abs(above - below);
    boolean seen = jump > NOISE * Math.max(Math.abs(above), Math.abs(below));
    return seen && jump >= LEFT * largest ? high : Double.NaN;
  }
}
