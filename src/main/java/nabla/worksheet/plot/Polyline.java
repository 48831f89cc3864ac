package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Lines through many points, made fit for drawing.
final class Polyline {

  /// What the eye does not see, in pixels.
  private static final double UNSEEN = 0.05;

  /// A line of so many points has several in each column of pixels.
  private static final int MANY = 4000;

  /// Of pixels, so wide.
  private static final double COLUMN = 0.5;

  private Polyline() {}

  /// Of many points in a column of pixels, the first, the lowest, the highest and the last.
  static List<Pixel> thinned(List<Pixel> line) {
    if (line.size() < MANY) {
      return line;
    }
    List<Pixel> thinned = new ArrayList<>();
    int start = 0;
    while (start < line.size()) {
      int low = start;
      int high = start;
      int end = start;
      double column = Math.floor(line.get(start).x() / COLUMN);
      while (end + 1 < line.size() && Math.floor(line.get(end + 1).x() / COLUMN) == column) {
        end++;
        low = line.get(end).y() > line.get(low).y() ? end : low;
        high = line.get(end).y() < line.get(high).y() ? end : high;
      }
      IntStream.of(start, Math.min(low, high), Math.max(low, high), end)
          .distinct()
          .forEach(i -> thinned.add(line.get(i)));
      start = end + 1;
    }
    return thinned;
  }

  /// The parts of a line within a rectangle.
  static List<List<Pixel>> clipped(List<Pixel> line, Frame frame) {
    List<List<Pixel>> pieces = new ArrayList<>();
    List<Pixel> piece = new ArrayList<>();
    for (int i = 0; i + 1 < line.size(); i++) {
      Pixel from = line.get(i);
      Pixel to = line.get(i + 1);
      double[] part = inside(from, to, frame);
      if (part.length == 0) {
        continue;
      }
      Pixel start = part[0] == 0 ? from : from.towards(to, part[0]);
      if (piece.isEmpty() || part[0] > 0) {
        add(piece, pieces);
        piece = new ArrayList<>(List.of(start));
      }
      piece.add(part[1] == 1 ? to : from.towards(to, part[1]));
      if (part[1] < 1) {
        add(piece, pieces);
        piece = new ArrayList<>();
      }
    }
    add(piece, pieces);
    return pieces;
  }

  private static void add(List<Pixel> piece, List<List<Pixel>> pieces) {
    if (piece.size() > 1) {
      pieces.add(piece);
    }
  }

  /// The start and the end of what is inside, as parts of the way; empty where nothing is (after
  /// Y.-D. Liang and B. A. Barsky, "A new concept and method for line clipping", 1984).
  private static double[] inside(Pixel from, Pixel to, Frame frame) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double[] steps = {-dx, dx, -dy, dy};
    double[] rooms = {
      from.x() - frame.left(),
      frame.right() - from.x(),
      from.y() - frame.top(),
      frame.bottom() - from.y()
    };
    double start = 0;
    double end = 1;
    for (int side = 0; side < steps.length; side++) {
      if (steps[side] == 0 && rooms[side] < 0) {
        return new double[0];
      }
      double part = rooms[side] / steps[side];
      if (steps[side] < 0) {
        start = Math.max(start, part);
      } else if (steps[side] > 0) {
        end = Math.min(end, part);
      }
    }
    return start < end ? new double[] {start, end} : new double[0];
  }

  /// The line without the points that are not missed (after D. Douglas and T. Peucker, "Algorithms
  /// for the reduction of the number of points", 1973).
  static List<Pixel> simplified(List<Pixel> line) {
    boolean[] keep = new boolean[line.size()];
    List<int[]> open = new ArrayList<>();
    keep[0] = true;
    keep[line.size() - 1] = true;
    open.add(new int[] {0, line.size() - 1});
    while (!open.isEmpty()) {
      int[] part = open.removeLast();
      double worst = UNSEEN;
      int at = -1;
      for (int i = part[0] + 1; i < part[1]; i++) {
        double distance = distance(line.get(i), line.get(part[0]), line.get(part[1]));
        if (distance > worst) {
          worst = distance;
          at = i;
        }
      }
      if (at >= 0) {
        keep[at] = true;
        open.add(new int[] {part[0], at});
        open.add(new int[] {at, part[1]});
      }
    }
    List<Pixel> kept = new ArrayList<>();
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        kept.add(line.get(i));
      }
    }
    return kept;
  }

  private static double distance(Pixel point, Pixel from, Pixel to) {
    double length = from.distance(to);
    if (length == 0) {
      return point.distance(from);
    }
    double part =
        ((point.x() - from.x()) * (to.x() - from.x())
                + (point.y() - from.y()) * (to.y() - from.y()))
            / (length * length);
    return point.distance(from.towards(to, Math.clamp(part, 0, 1)));
  }

  /// The line without what is closer than `radius` to one of its ends where a circle stands.
  static List<Pixel> shortened(List<Pixel> line, List<Pixel> circles, double radius) {
    List<Pixel> result = new ArrayList<>(line);
    for (int end = 0; end < 2; end++) {
      Pixel last = result.getLast();
      if (circles.stream().anyMatch(circle -> circle.distance(last) < UNSEEN)) {
        while (result.size() > 1 && result.get(result.size() - 2).distance(last) <= radius) {
          result.removeLast();
        }
        if (result.size() > 1) {
          Pixel before = result.get(result.size() - 2);
          double far = before.distance(last);
          Pixel cut = before.towards(last, (far - radius) / far);
          result.set(result.size() - 1, cut);
        }
      }
      result = new ArrayList<>(result.reversed());
    }
    return result;
  }
}
