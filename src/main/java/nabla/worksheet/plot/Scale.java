package nabla.worksheet.plot;

import java.util.List;

/// From values to places on the picture, along one axis.
///
/// @param lower the value at the start of the axis
/// @param upper the value at its end
/// @param start the place of `lower`, in pixels
/// @param end the place of `upper`
/// @param logarithmic whether equal ratios, not equal differences, have equal lengths
/// @param ticks the marks
record Scale(
    double lower, double upper, double start, double end, boolean logarithmic, List<Tick> ticks) {

  /// Farther outside of the picture, a line runs to its edge as well.
  private static final double FAR = 1e6;

  /// Equal differences have equal lengths.
  static Scale linear(double lower, double upper, double start, double end, List<Tick> ticks) {
    return new Scale(lower, upper, start, end, false, ticks);
  }

  /// The place of a value, in pixels; of one far outside, a place that is outside.
  double at(double value) {
    double part =
        logarithmic
            ? value <= 0 ? -FAR : Math.log(value / lower) / Math.log(upper / lower)
            : (value - lower) / (upper - lower);
    return start + Math.clamp(part * (end - start), -FAR, FAR);
  }

  /// How many pixels one unit takes; of no meaning on a logarithmic axis.
  double perUnit() {
    return Math.abs(end - start) / (upper - lower);
  }

  /// Whether the value is on the axis.
  boolean has(double value) {
    return value >= lower && value <= upper;
  }

  /// The same values between other places.
  Scale between(double from, double to) {
    return new Scale(lower, upper, from, to, logarithmic, ticks);
  }
}
