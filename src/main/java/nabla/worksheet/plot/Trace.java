package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import nabla.expr.Budget;
import org.jspecify.annotations.Nullable;

/// The graph of a function over an interval as points: between two neighbouring [Place]s, with its
/// limits there.
final class Trace {

  /// Two or so for each pixel; not a number that a period is likely to share a factor with.
  private static final int STEPS = 1259;

  /// Between two places there are at least so many points, however close they are.
  private static final int LEAST = 24;

  /// Beyond, a difference of two values may be no number.
  private static final double LARGEST = 1e290;

  /// The part of a stretch that counts as near to its ends.
  private static final double NEAR = 0.1;

  /// A sampled point of the graph.
  record Sample(double x, double y) {
    boolean isNumber() {
      return Math.abs(y) <= LARGEST;
    }
  }

  /// What lies between two neighbouring places, or the ends of the interval.
  ///
  /// @param samples in order; none at the places themselves
  /// @param left the limit at the left end, right `right` that at the other
  record Stretch(double from, double to, List<Sample> samples, Limit left, Limit right) {}

  private final DoubleUnaryOperator function;
  private final double from;
  private final double to;
  private final TreeMap<Double, Place> places = new TreeMap<>();
  private List<Stretch> stretches = List.of();

  /// The graph between `from` and `to`, with what is known of its places.
  Trace(DoubleUnaryOperator function, List<Place> known, double from, double to) {
    this.function = function;
    this.from = from;
    this.to = to;
    known.forEach(place -> places.put(place.x(), place));
    sample();
  }

  DoubleUnaryOperator function() {
    return function;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  /// The place at `x`; null where there is none.
  @Nullable Place place(double x) {
    return places.get(x);
  }

  /// The value at a place; not a number where there is none, or where the place is not known
  /// exactly.
  double value(Place place) {
    return place.undefined() || !place.exact() ? Double.NaN : function.applyAsDouble(place.x());
  }

  /// Takes note of places that the graph itself shows.
  void add(List<Double> more) {
    for (double x : more) {
      // a short decimal is the point itself: a jump is hardly that near to it otherwise
      double near = Places.rounded(x, 1e-12 * Math.max(Math.abs(from), Math.abs(to)));
      boolean exact = near == Places.rounded(x, 1e-6 * Math.max(Math.abs(x), to - from));
      places.putIfAbsent(exact ? near : x, new Place(exact ? near : x, false, exact));
    }
    sample();
  }

  int count() {
    return places.size();
  }

  private void sample() {
    List<Double> ends = new ArrayList<>(places.keySet());
    if (ends.isEmpty() || ends.getFirst() > from) {
      ends.addFirst(from);
    }
    if (ends.getLast() < to) {
      ends.addLast(to);
    }
    List<Stretch> found = new ArrayList<>();
    for (int i = 0; i + 1 < ends.size(); i++) {
      found.add(stretch(ends.get(i), ends.get(i + 1)));
    }
    stretches = found;
  }

  private Stretch stretch(double start, double end) {
    double width = end - start;
    boolean opens = places.containsKey(start);
    boolean closes = places.containsKey(end);
    double reach = Math.min(width / 2, (to - from) / 20);
    Limit left = opens ? Limit.of(function, start, reach) : limitAt(start);
    Limit right = closes ? Limit.of(function, end, -reach) : limitAt(end);
    int steps = Math.max(LEAST, (int) Math.ceil(STEPS * width / (to - from)));
    List<Double> at = new ArrayList<>();
    for (int i = opens ? 1 : 0; i <= (closes ? steps - 1 : steps); i++) {
      at.add(i == steps ? end : start + width * i / steps);
    }
    closeTo(start, left, Math.min(reach, width / steps), at);
    closeTo(end, right, -Math.min(reach, width / steps), at);
    at.sort(Comparator.naturalOrder());
    List<Sample> samples = new ArrayList<>();
    for (double x : at) {
      Budget.check();
      samples.add(new Sample(x, function.applyAsDouble(x)));
    }
    return new Stretch(start, end, samples, left, right);
  }

  private Limit limitAt(double end) {
    double value = function.applyAsDouble(end);
    return Double.isFinite(value)
        ? new Limit(Limit.Kind.FINITE, value)
        : new Limit(Limit.Kind.UNDEFINED, Double.NaN);
  }

  /// A pole is followed until it leaves every picture; other limits need no more points, which
  /// would show rounding only.
  private static void closeTo(double point, Limit limit, double step, List<Double> at) {
    int count =
        switch (limit.kind()) {
          case INFINITE -> 40;
          case NONE -> 12;
          case FINITE -> 6;
          case UNDEFINED -> 0;
        };
    for (int k = 1; k <= count; k++) {
      double x = point + Math.scalb(step, -k);
      if (x != point) {
        at.add(x);
      }
    }
  }

  /// The samples that tell how high the graph is: those close to a pole do not.
  List<Sample> typical() {
    List<Sample> typical = new ArrayList<>();
    for (Stretch stretch : stretches) {
      double near = Math.min((to - from) / 40, NEAR * (stretch.to - stretch.from));
      double start = stretch.from + (isWild(stretch.left) ? near : 0);
      double end = stretch.to - (isWild(stretch.right) ? near : 0);
      for (Sample sample : stretch.samples) {
        if (sample.isNumber() && sample.x >= start && sample.x <= end) {
          typical.add(sample);
        }
      }
    }
    return typical;
  }

  /// Whether a line upright is what the graph comes close to.
  boolean hasPoles() {
    return stretches.stream().anyMatch(stretch -> isWild(stretch.left) || isWild(stretch.right));
  }

  /// Whether this infinity is a limit somewhere.
  boolean tendsTo(double infinity) {
    return stretches.stream()
        .anyMatch(stretch -> stretch.left.value() == infinity || stretch.right.value() == infinity);
  }

  private static boolean isWild(Limit limit) {
    return limit.kind() == Limit.Kind.INFINITE || limit.kind() == Limit.Kind.NONE;
  }

  /// The places of the vertical asymptotes, in order.
  List<Double> asymptotes() {
    List<Double> asymptotes = new ArrayList<>();
    for (Stretch stretch : stretches) {
      if (stretch.left.kind() == Limit.Kind.INFINITE && !asymptotes.contains(stretch.from)) {
        asymptotes.add(stretch.from);
      }
      if (stretch.right.kind() == Limit.Kind.INFINITE) {
        asymptotes.add(stretch.to);
      }
    }
    return asymptotes;
  }
}
