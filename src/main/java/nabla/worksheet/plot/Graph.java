package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Budget;
import org.jspecify.annotations.Nullable;

/// The graph of a function as lines in a frame: with corners at its kinks, in pieces at jumps and
/// poles, with circles where it is to be said whether an end belongs to it.
final class Graph {

  /// How far a line may be from the graph, in pixels.
  private static final double CLOSE = 0.1;

  /// A step is halved so often at most: to a thirtieth of a pixel, below which nothing is seen.
  private static final int HALVINGS = 4;

  /// A step that then still is so high, in pixels, is looked at as a jump.
  private static final double HIGH = 2;

  private static final int MOST_POINTS = 60_000;

  /// By so much of a rise its half may miss the middle.
  private static final double EVEN = 0.2;

  /// Beyond, a value has no place in a picture.
  private static final double HUGE = 1e290;

  /// In points, what it takes to look for a jump.
  private static final int COST = 8;

  static final double RADIUS = 3.4;

  /// Circles closer than that would run into each other.
  private static final double APART = 3 * RADIUS;

  /// Ends closer than that are one.
  private static final double SAME = 0.05;

  private final Trace trace;
  private final Frame frame;
  private final List<List<Pixel>> pieces = new ArrayList<>();
  private final List<Pixel> open = new ArrayList<>();
  private final List<Pixel> closed = new ArrayList<>();
  private final List<Double> jumps = new ArrayList<>();
  private int points;

  private Graph(Trace trace, Frame frame) {
    this.trace = trace;
    this.frame = frame;
  }

  /// The graph in this frame; jumps that only now come to light are added to the trace first.
  static Graph of(Trace trace, Frame frame) {
    while (true) {
      Graph graph = new Graph(trace, frame);
      graph.draw();
      if (graph.jumps.isEmpty() || trace.count() + graph.jumps.size() > Places.MOST) {
        graph.circles();
        return graph;
      }
      int before = trace.count();
      trace.add(graph.jumps);
      if (trace.count() == before) {
        graph.circles();
        return graph;
      }
    }
  }

  /// The pieces, each drawn without lifting the pen.
  List<List<Pixel>> pieces() {
    List<List<Pixel>> shortened = new ArrayList<>();
    for (List<Pixel> piece : frame.visible(pieces)) {
      shortened.add(Polyline.shortened(piece, open, RADIUS));
    }
    return shortened;
  }

  /// The centers of the circles at ends that do not belong to the graph.
  List<Pixel> open() {
    return open;
  }

  /// The centers of the dots at ends, and at points alone, that do.
  List<Pixel> closed() {
    return closed;
  }

  private void draw() {
    List<Pixel> piece = new ArrayList<>();
    List<Trace.Stretch> stretches = trace.stretches();
    for (int i = 0; i < stretches.size(); i++) {
      Trace.Stretch stretch = stretches.get(i);
      Place place = trace.place(stretch.from());
      if (i > 0 && place != null && !isContinuous(stretches.get(i - 1), stretch, place)) {
        add(piece);
        piece = new ArrayList<>();
      }
      if (place != null && stretch.left().kind() == Limit.Kind.FINITE && piece.isEmpty()) {
        piece.add(frame.at(stretch.from(), stretch.left().value()));
      }
      piece = through(stretch, piece);
      if (trace.place(stretch.to()) != null && stretch.right().kind() == Limit.Kind.FINITE) {
        piece.add(frame.at(stretch.to(), stretch.right().value()));
      }
    }
    add(piece);
  }

  private void add(List<Pixel> piece) {
    if (piece.stream().anyMatch(point -> point.distance(piece.getFirst()) > SAME)) {
      pieces.add(piece);
    }
  }

  /// Whether the graph goes on across a place. Where the value there is not known exactly, the
  /// limits decide.
  private boolean isContinuous(Trace.Stretch before, Trace.Stretch after, Place place) {
    double value = trace.value(place);
    return before.right().kind() == Limit.Kind.FINITE
        && after.left().kind() == Limit.Kind.FINITE
        && isSame(before.right().value(), after.left().value())
        && !place.undefined()
        && (!place.exact() || isSame(value, after.left().value()));
  }

  private boolean isSame(double one, double other) {
    return Math.abs(frame.y().at(one) - frame.y().at(other)) <= SAME;
  }

  /// Adds the graph over a stretch; where it has gaps, the pieces before the last are put aside.
  private List<Pixel> through(Trace.Stretch stretch, List<Pixel> start) {
    List<Pixel> piece = start;
    List<Trace.Sample> samples = stretch.samples();
    List<Trace.Sample> finer = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      finer.add(samples.get(i));
      if (i + 1 < samples.size()) {
        refine(samples.get(i), samples.get(i + 1), 0, finer);
      }
    }
    for (Trace.Sample sample : finer) {
      if (sample.isNumber()) {
        piece.add(frame.at(sample.x(), sample.y()));
      } else if (!piece.isEmpty()) {
        add(piece);
        piece = new ArrayList<>();
      }
    }
    return piece;
  }

  private void refine(Trace.Sample from, Trace.Sample to, int depth, List<Trace.Sample> into) {
    if (points > MOST_POINTS || (!from.isNumber() && !to.isNumber())) {
      return;
    }
    Budget.check();
    if (from.isNumber() != to.isNumber()) {
      edge(from, to, into);
      return;
    }
    Pixel start = frame.at(from.x(), from.y());
    Pixel end = frame.at(to.x(), to.y());
    if (isOutside(start, end)) {
      return;
    }
    double middle = from.x() + (to.x() - from.x()) / 2;
    if (depth == HALVINGS || middle == from.x() || middle == to.x()) {
      double rise = Math.abs(start.y() - end.y());
      if (rise > HIGH && !isEven(start, end, middle)) {
        double jump = Jump.between(trace.function(), from.x(), to.x());
        points += COST;
        if (!Double.isNaN(jump)) {
          jumps.add(jump);
          into.add(new Trace.Sample(jump, Double.NaN));
        }
      }
      return;
    }
    Trace.Sample between = new Trace.Sample(middle, trace.function().applyAsDouble(middle));
    points++;
    Pixel half = frame.at(between.x(), between.y());
    if (between.isNumber()
        && Math.abs(half.y() - (start.y() + end.y()) / 2) <= CLOSE
        && Math.abs(start.y() - end.y()) < 40) {
      return;
    }
    refine(from, between, depth + 1, into);
    into.add(between);
    refine(between, to, depth + 1, into);
  }

  /// Whether half of the rise lies on each side of the middle, so that it is no jump.
  private boolean isEven(Pixel start, Pixel end, double middle) {
    double y = trace.function().applyAsDouble(middle);
    points++;
    double half = Math.abs(y) > HUGE ? Double.NaN : frame.at(middle, y).y();
    return Math.abs(half - (start.y() + end.y()) / 2) <= EVEN * Math.abs(start.y() - end.y());
  }

  /// Whether nothing of the line is seen.
  private boolean isOutside(Pixel start, Pixel end) {
    double far = frame.bottom() - frame.top();
    return (start.y() < frame.top() - far && end.y() < frame.top() - far)
        || (start.y() > frame.bottom() + far && end.y() > frame.bottom() + far);
  }

  /// Where the values end, to the last digit.
  private void edge(Trace.Sample from, Trace.Sample to, List<Trace.Sample> into) {
    Trace.Sample number = from.isNumber() ? from : to;
    double gap = from.isNumber() ? to.x() : from.x();
    while (true) {
      double middle = number.x() + (gap - number.x()) / 2;
      if (middle == number.x() || middle == gap) {
        break;
      }
      Trace.Sample between = new Trace.Sample(middle, trace.function().applyAsDouble(middle));
      if (between.isNumber()) {
        number = between;
      } else {
        gap = middle;
      }
    }
    into.add(number);
  }

  private void circles() {
    List<Trace.Stretch> stretches = trace.stretches();
    for (int i = 0; i <= stretches.size(); i++) {
      Trace.Stretch before = i > 0 ? stretches.get(i - 1) : null;
      Trace.Stretch after = i < stretches.size() ? stretches.get(i) : null;
      Place place = trace.place(after != null ? after.from() : stretches.getLast().to());
      if (place != null && (place.undefined() || place.exact()) && !isCrowded(before, after)) {
        boolean joined = before != null && after != null && isContinuous(before, after, place);
        if (!joined) {
          circles(place, before, after);
        }
      }
    }
  }

  private boolean isCrowded(Trace.@Nullable Stretch before, Trace.@Nullable Stretch after) {
    return isNarrow(before) || isNarrow(after);
  }

  private boolean isNarrow(Trace.@Nullable Stretch stretch) {
    return stretch != null && (stretch.to() - stretch.from()) * frame.x().perUnit() < APART;
  }

  private void circles(Place place, Trace.@Nullable Stretch before, Trace.@Nullable Stretch after) {
    double value = trace.value(place);
    boolean known = Math.abs(value) <= Double.MAX_VALUE;
    boolean apart = false;
    boolean touched = false;
    List<Pixel> ends = new ArrayList<>();
    List<Limit> limits = new ArrayList<>();
    if (before != null) {
      limits.add(before.right());
    }
    if (after != null) {
      limits.add(after.left());
    }
    for (Limit limit : limits) {
      if (limit.kind() == Limit.Kind.FINITE) {
        boolean reached = known && isSame(limit.value(), value);
        touched |= reached;
        apart |= !reached;
        if (!reached) {
          ends.add(frame.at(place.x(), limit.value()));
        }
      }
    }
    Pixel dot = frame.at(place.x(), known ? value : 0);
    boolean legible = !known || ends.stream().allMatch(end -> end.distance(dot) > RADIUS);
    for (Pixel end : ends) {
      if (legible && frame.has(end) && open.stream().noneMatch(other -> other.distance(end) < 1)) {
        open.add(end);
      }
    }
    if (known && legible && (apart || !touched) && frame.has(dot)) {
      closed.add(dot);
    }
  }
}
