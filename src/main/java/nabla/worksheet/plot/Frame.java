package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;

/// The rectangle that curves are drawn in, with its axes: the marks and their numbers stand at the
/// left and below, where no curve comes.
///
/// @param x the horizontal axis
/// @param y the vertical axis, which starts at the lower edge
record Frame(Scale x, Scale y) {

  private static final double GAP = 6;
  private static final double MARK = 13;

  double left() {
    return x.start();
  }

  double right() {
    return x.end();
  }

  double top() {
    return y.end();
  }

  double bottom() {
    return y.start();
  }

  /// The place of a point.
  Pixel at(double horizontal, double vertical) {
    return new Pixel(x.at(horizontal), y.at(vertical));
  }

  /// Whether a place is inside or on the edge.
  boolean has(Pixel place) {
    return place.x() >= left()
        && place.x() <= right()
        && place.y() >= top()
        && place.y() <= bottom();
  }

  /// A frame below a legend, as wide as the numbers at its left leave room.
  ///
  /// @param top the place of its upper edge
  /// @param height from its upper to its lower edge
  static Frame of(Scale x, Scale y, double top, double height) {
    double labels = y.ticks().stream().mapToDouble(Frame::width).max().orElse(0);
    double first = x.ticks().isEmpty() ? 0 : width(x.ticks().getFirst()) / 2;
    double last = x.ticks().isEmpty() ? 0 : width(x.ticks().getLast()) / 2;
    double left = Math.max(Math.max(30, first + 2), labels + 2 * GAP);
    return new Frame(
        x.between(left, Drawing.WIDTH - Math.max(12, last + 2)), y.between(top + height, top));
  }

  private static double width(Tick tick) {
    return MathText.of(tick.label()).width(MARK);
  }

  /// The height of a picture whose last part this frame is.
  double pictureHeight() {
    return bottom() + 42;
  }

  /// Draws the grid, the axes through 0 where they are in sight, the numbers and the names. Numbers
  /// below that would run into the one before are left out.
  void draw(Drawing drawing, MathText xName, MathText yName) {
    double end = 0;
    for (Tick tick : x.ticks()) {
      double at = x.at(tick.value());
      drawing.line(at, top(), at, bottom(), classes(x, tick));
      if (at - width(tick) / 2 > end) {
        label(drawing, tick, at, bottom() + 16, "middle");
        end = at + width(tick) / 2 + GAP;
      }
    }
    for (Tick tick : y.ticks()) {
      double at = y.at(tick.value());
      drawing.line(left(), at, right(), at, classes(y, tick));
      label(drawing, tick, left() - GAP, at + 4.5, "end");
    }
    drawing.rectangle(left(), top(), right() - left(), bottom() - top(), "nabla-frame");
    drawing.text((left() + right()) / 2, bottom() + 34, name(xName), Drawing.TEXT, "middle");
    drawing.text(left(), top() - 8, name(yName), Drawing.TEXT, "start");
  }

  private MathText name(MathText axis) {
    return axis.within(right() - left(), Drawing.TEXT);
  }

  private static String classes(Scale scale, Tick tick) {
    return tick.value() == 0 && !scale.logarithmic() ? "nabla-axis" : "nabla-grid";
  }

  private static void label(Drawing drawing, Tick tick, double x, double y, String anchor) {
    drawing.text(x, y, MathText.of(tick.label()), MARK, anchor);
  }

  /// The lines as they are seen in this frame.
  List<List<Pixel>> visible(List<List<Pixel>> lines) {
    List<List<Pixel>> pieces = new ArrayList<>();
    for (List<Pixel> line : lines) {
      if (line.size() < 2) {
        continue;
      }
      for (List<Pixel> piece : Polyline.clipped(line, this)) {
        pieces.add(Polyline.simplified(Polyline.thinned(piece)));
      }
    }
    return pieces;
  }
}
