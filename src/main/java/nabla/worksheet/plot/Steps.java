package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;

/// The steps of an iteration as a line with arrows and numbers.
final class Steps {

  private static final double DOT = 2.8;
  private static final double HEAD = 8;
  private static final double NUMBER = 12;

  /// Where a number may stand beside its dot, the best place first.
  private static final int[][] SIDES = {
    {0, -1}, {1, 0}, {-1, 0}, {0, 1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}
  };

  /// A step as long as that has an arrow of its own.
  private static final double LONG = 2.2 * HEAD;

  /// Along shorter steps, arrows are so far apart.
  private static final double BETWEEN = 70;

  /// Dots are at least so far apart.
  private static final double NEAR = 5;

  /// Numbered dots are at least so far apart.
  private static final double ROOM = 11;

  private final Frame frame;
  private final Drawing drawing;
  private final String ink;
  private final List<Pixel> taken = new ArrayList<>();
  private final List<List<Pixel>> lines;

  /// @param number the number of the ink
  /// @param around the lines that numbers are to keep off
  Steps(Frame frame, Drawing drawing, int number, List<List<Pixel>> around) {
    this.frame = frame;
    this.drawing = drawing;
    this.ink = Drawing.ink(number);
    this.lines = new ArrayList<>(around);
  }

  /// Draws the steps from place to place; what is too close to be told apart has one dot, and
  /// numbers stand where there is room.
  void draw(List<Pixel> places) {
    List<List<Pixel>> path = frame.visible(List.of(places));
    drawing.path(path, "nabla-path " + ink, "");
    lines.addAll(path);
    List<Integer> apart = new ArrayList<>();
    double since = 0;
    for (int i = 0; i < places.size(); i++) {
      Pixel place = places.get(i);
      if (i > 0) {
        double length = places.get(i - 1).distance(place);
        since += length;
        if (length >= LONG || since >= BETWEEN) {
          since = head(places.get(i - 1), place) ? 0 : since;
        }
      }
      boolean last = i + 1 == places.size();
      if (frame.has(place)
          && taken.stream().noneMatch(dot -> dot.distance(place) < (last ? 1 : NEAR))) {
        drawing.circle(place, DOT, "nabla-closed " + ink);
        taken.add(place);
        apart.add(i);
      }
    }
    List<Pixel> numbered = new ArrayList<>();
    if (apart.size() > 2) {
      // the first and the last matter most
      apart.add(1, apart.removeLast());
    }
    for (int i : apart) {
      Pixel place = places.get(i);
      if (numbered.stream().noneMatch(other -> other.distance(place) < ROOM)) {
        numbered.add(place);
        number(i, place);
      }
    }
  }

  /// An arrow's head at three fifths of the way, of a short one at its end; whether it is seen.
  private boolean head(Pixel from, Pixel to) {
    double length = from.distance(to);
    if (length < 1e-3) {
      return false;
    }
    Pixel tip = from.towards(to, length < LONG ? 1 : 0.6 + HEAD / 2 / length);
    Pixel foot = tip.towards(from, HEAD / length);
    double x = (to.y() - from.y()) / length * HEAD / 2.6;
    double y = (from.x() - to.x()) / length * HEAD / 2.6;
    boolean seen = frame.has(tip) && frame.has(foot);
    if (seen) {
      drawing.polygon(
          List.of(
              tip, new Pixel(foot.x() + x, foot.y() + y), new Pixel(foot.x() - x, foot.y() - y)),
          "nabla-head " + ink);
    }
    return seen;
  }

  private void number(int i, Pixel place) {
    MathText text = MathText.words(String.valueOf(i));
    double half = text.width(NUMBER) / 2;
    for (int[] side : SIDES) {
      Pixel middle = new Pixel(place.x() + side[0] * (half + 7), place.y() + side[1] * 11);
      if (isFree(middle, half) && !isCrossed(middle, half)) {
        drawing.text(middle.x(), middle.y() + 4, text, NUMBER, "middle");
        taken.add(middle);
        return;
      }
    }
  }

  private boolean isFree(Pixel middle, double half) {
    boolean inside =
        middle.x() - half > frame.left()
            && middle.x() + half < frame.right()
            && middle.y() - 7 > frame.top()
            && middle.y() + 7 < frame.bottom();
    return inside
        && taken.stream()
            .noneMatch(other ->
                Math.abs(other.x() - middle.x()) < 2 * half + 3
                    && Math.abs(other.y() - middle.y()) < 10);
  }

  /// Whether a line runs through a number.
  private boolean isCrossed(Pixel middle, double half) {
    for (List<Pixel> line : lines) {
      for (int i = 0; i + 1 < line.size(); i++) {
        if (isCrossed(middle, half + 2, line.get(i), line.get(i + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCrossed(Pixel middle, double half, Pixel from, Pixel to) {
    double high = 7;
    boolean apart =
        Math.max(from.x(), to.x()) < middle.x() - half
            || Math.min(from.x(), to.x()) > middle.x() + half
            || Math.max(from.y(), to.y()) < middle.y() - high
            || Math.min(from.y(), to.y()) > middle.y() + high;
    if (apart) {
      return false;
    }
    // all corners of the number are on one side of the line where it passes by
    double side = 0;
    for (int corner = 0; corner < 4; corner++) {
      double x = middle.x() + (corner % 2 == 0 ? half : -half);
      double y = middle.y() + (corner < 2 ? high : -high);
      double turn =
          Math.signum((to.x() - from.x()) * (y - from.y()) - (to.y() - from.y()) * (x - from.x()));
      if (turn == 0 || turn * side < 0) {
        return true;
      }
      side = turn;
    }
    return false;
  }

  /// A cross where a minimum is.
  void minimum(Pixel place) {
    if (frame.has(place)) {
      cross(drawing, place);
    }
  }

  static void cross(Drawing drawing, Pixel place) {
    String classes = "nabla-mark " + Drawing.ink(2);
    drawing.line(place.x() - 6, place.y(), place.x() + 6, place.y(), classes);
    drawing.line(place.x(), place.y() - 6, place.x(), place.y() + 6, classes);
  }
}
