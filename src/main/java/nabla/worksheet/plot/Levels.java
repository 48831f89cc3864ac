package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Draws contour lines, the higher the fainter, and writes on some of them which value they have.
final class Levels {

  private static final double NUMBER = 11;
  private static final double ROOM = 34;
  private static final int EACH = 2;

  /// Digits of a number on a line.
  private static final int FEWEST = 2;

  private static final int MOST = 8;

  private final Frame frame;
  private final Drawing drawing;
  private final List<Pixel> taken;

  /// @param path what the numbers are to keep away from
  Levels(Frame frame, Drawing drawing, List<Pixel> path) {
    this.frame = frame;
    this.drawing = drawing;
    taken = new ArrayList<>();
    for (int i = 0; i + 1 < path.size(); i++) {
      double steps = Math.clamp(path.get(i).distance(path.get(i + 1)) / ROOM, 1, 100);
      for (int part = 0; part <= steps; part++) {
        taken.add(path.get(i).towards(path.get(i + 1), part / steps));
      }
    }
  }

  void draw(Contours contours, double... levels) {
    int digits = digits(levels);
    for (int i = 0; i < levels.length; i++) {
      List<List<Pixel>> lines = new ArrayList<>(contours.lines(levels[i]));
      if (i % EACH == 1) {
        number(MathText.of(Tick.marked(levels[i], digits)), lines);
      }
      double opacity = 0.75 - 0.45 * i / levels.length;
      drawing.path(
          frame.visible(lines),
          "nabla-level",
          "stroke-opacity=\"" + Drawing.number(opacity) + "\"");
    }
  }

  /// As many as tell the levels apart.
  private static int digits(double... levels) {
    int digits = FEWEST;
    while (digits < MOST && !areApart(digits, levels)) {
      digits++;
    }
    return digits;
  }

  private static boolean areApart(int digits, double... levels) {
    Set<String> numbers =
        Arrays.stream(levels)
            .mapToObj(level -> Tick.marked(level, digits))
            .collect(Collectors.toSet());
    return numbers.size() == levels.length;
  }

  /// Writes the value where the line is most alone, and takes that part of the line away.
  private void number(MathText text, List<List<Pixel>> lines) {
    double half = text.width(NUMBER) / 2 + 3;
    Pixel best = null;
    double most = ROOM;
    for (List<Pixel> line : lines) {
      for (int i = 0; i < line.size() && line.size() > 20; i += 3) {
        Pixel point = line.get(i);
        double far = taken.stream().mapToDouble(point::distance).min().orElse(frame.right());
        if (far > most && isInside(point, half)) {
          most = far;
          best = point;
        }
      }
    }
    if (best != null) {
      drawing.text(best.x(), best.y() + 4, text, NUMBER, "middle");
      taken.add(best);
      List<List<Pixel>> parts = new ArrayList<>();
      for (List<Pixel> line : lines) {
        parts.addAll(without(line, best, half));
      }
      lines.clear();
      lines.addAll(parts);
    }
  }

  private boolean isInside(Pixel point, double half) {
    return point.x() - half > frame.left() + 3
        && point.x() + half < frame.right() - 3
        && point.y() - 9 > frame.top()
        && point.y() + 9 < frame.bottom();
  }

  private static List<List<Pixel>> without(List<Pixel> line, Pixel center, double half) {
    List<List<Pixel>> parts = new ArrayList<>();
    List<Pixel> part = new ArrayList<>();
    for (Pixel point : line) {
      if (Math.abs(point.x() - center.x()) < half && Math.abs(point.y() - center.y()) < 7) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(point);
      }
    }
    parts.add(part);
    return parts;
  }
}
