package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;

/// What the lines of a picture mean, in rows above it.
final class Legend {

  private static final double SAMPLE = 30;
  private static final double GAP = 7;
  private static final double BETWEEN = 22;
  private static final double ROW = 21;
  private static final double MARGIN = 8;

  /// The part of the picture before the label.
  interface Sample {
    /// Draws it with its left end at `x` and its middle at `y`.
    void draw(Drawing drawing, double x, double y);
  }

  private record Entry(Sample sample, MathText label) {}

  private final List<Entry> entries = new ArrayList<>();

  /// A line.
  Legend line(String classes, MathText label) {
    return sample((drawing, x, y) -> drawing.line(x, y, x + SAMPLE, y, classes), label);
  }

  /// Any sample.
  Legend sample(Sample sample, MathText label) {
    double room = Drawing.WIDTH - 2 * MARGIN - SAMPLE - GAP;
    entries.add(new Entry(sample, label.within(room, Drawing.TEXT)));
    return this;
  }

  /// How high it is.
  double height() {
    return entries.isEmpty() ? 0 : places().getLast().y() + ROW / 2;
  }

  /// Draws it at the top of the picture.
  void draw(Drawing drawing) {
    List<Pixel> places = places();
    for (int i = 0; i < places.size(); i++) {
      Pixel place = places.get(i);
      entries.get(i).sample.draw(drawing, place.x(), place.y());
      double start = place.x() + SAMPLE + GAP;
      drawing.text(start, place.y() + 5, entries.get(i).label, Drawing.TEXT, "start");
    }
  }

  /// The left end and the middle of each sample.
  private List<Pixel> places() {
    List<Pixel> places = new ArrayList<>();
    double x = MARGIN;
    double y = ROW * 0.7;
    for (Entry entry : entries) {
      double width = SAMPLE + GAP + entry.label.width(Drawing.TEXT);
      if (x > MARGIN && x + width > Drawing.WIDTH - MARGIN) {
        x = MARGIN;
        y += ROW;
      }
      places.add(new Pixel(x, y));
      x += width + BETWEEN;
    }
    return places;
  }
}
