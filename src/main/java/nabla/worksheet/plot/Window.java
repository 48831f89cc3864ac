package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that a picture of graphs shows.
///
/// @param lower the least
/// @param upper the greatest
record Window(double lower, double upper) {

  /// Beside a pole a graph is shown so many times as high as its middle part.
  private static final double POLE = 1.5;

  /// Towards a pole, so much of the height of the graph is added.
  private static final double BEYOND = 0.25;

  /// A graph with poles is not to press the others flat.
  private static final double MOST = 6;

  /// Relative to the values: smaller differences are rounding.
  private static final double NOISE = 1e-11;

  private static final double MARGIN = 0.05;

  /// What shows all of the graphs without poles, and of the others what is not close to one. Null
  /// where none has a value.
  static @Nullable Window of(List<Trace> traces) {
    Window whole = null;
    List<Window> poles = new ArrayList<>();
    for (Trace trace : traces) {
      Window own = of(trace);
      if (own != null && trace.hasPoles()) {
        poles.add(own);
      } else if (own != null) {
        whole = own.and(whole);
      }
    }
    poles.sort((one, other) -> Double.compare(one.upper - one.lower, other.upper - other.lower));
    for (Window pole : poles) {
      Window limited = whole == null ? pole : pole.within(whole);
      whole = limited.and(whole);
    }
    return whole == null ? null : whole.padded();
  }

  private static @Nullable Window of(Trace trace) {
    double[] values = trace.typical().stream().mapToDouble(Trace.Sample::y).sorted().toArray();
    double[] finite = withLimits(trace, values);
    if (finite.length == 0) {
      return null;
    }
    double least = finite[0];
    double most = finite[finite.length - 1];
    if (!trace.hasPoles() || values.length == 0) {
      return new Window(least, most);
    }
    double low = values[values.length / 10];
    double high = values[values.length - 1 - values.length / 10];
    double room = POLE * (high - low);
    if (room == 0) {
      return new Window(least, most);
    }
    // a pole is seen to be one where the graph goes on beyond its typical values
    double more = BEYOND * (Math.min(most, high + room) - Math.max(least, low - room));
    return new Window(
        Math.max(least - (trace.tendsTo(Double.NEGATIVE_INFINITY) ? more : 0), low - room),
        Math.min(most + (trace.tendsTo(Double.POSITIVE_INFINITY) ? more : 0), high + room));
  }

  /// With the limits and the values at places, which may lie beyond all samples.
  private static double[] withLimits(Trace trace, double... values) {
    List<Double> all = new ArrayList<>();
    Arrays.stream(values).forEach(all::add);
    for (Trace.Stretch stretch : trace.stretches()) {
      for (double value : new double[] {stretch.left().value(), stretch.right().value()}) {
        if (Double.isFinite(value)) {
          all.add(value);
        }
      }
      for (double end : new double[] {stretch.from(), stretch.to()}) {
        Place place = trace.place(end);
        if (place != null && Double.isFinite(trace.value(place))) {
          all.add(trace.value(place));
        }
      }
    }
    return all.stream().mapToDouble(value -> value).sorted().toArray();
  }

  private Window and(@Nullable Window other) {
    return other == null
        ? this
        : new Window(Math.min(lower, other.lower), Math.max(upper, other.upper));
  }

  private Window within(Window other) {
    double room = MOST / 2 * Math.max(other.upper - other.lower, Math.abs(other.upper) * NOISE);
    if (room == 0) {
      return this;
    }
    double low = Math.max(lower, other.lower - room);
    double high = Math.min(upper, other.upper + room);
    return low < high ? new Window(low, high) : this;
  }

  /// With some room, and with the axis where it is near.
  Window padded() {
    double size = Math.max(Math.abs(lower), Math.abs(upper));
    double span = upper - lower;
    if (span <= NOISE * size || size == 0) {
      double middle = lower / 2 + upper / 2;
      double room = size == 0 ? 1 : size / 2;
      return new Window(middle - room, middle + room);
    }
    // an axis that is nearly in sight is brought into it
    double low = lower > 0 && lower < 0.25 * span ? 0 : lower;
    double high = upper < 0 && upper > -0.25 * span ? 0 : upper;
    double margin = MARGIN * Math.min(high - low, Double.MAX_VALUE);
    return new Window(low - margin, high + margin);
  }
}
