package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Budget;

/// The lines along which a function of two variables has one value, by marching squares (after W.
/// E. Lorensen and H. E. Cline, "Marching cubes", 1987, in the plane).
final class Contours {

  /// In pixels.
  private static final double CELL = 1.6;

  private static final int LEVELS = 12;

  /// A function of two variables.
  interface Height {
    double at(double x, double y);
  }

  private final Frame frame;
  private final int columns;
  private final int rows;
  private final double[][] values;

  Contours(Height height, Frame frame) {
    this.frame = frame;
    columns = (int) Math.ceil((frame.right() - frame.left()) / CELL);
    rows = (int) Math.ceil((frame.bottom() - frame.top()) / CELL);
    values = new double[rows + 1][columns + 1];
    for (int row = 0; row <= rows; row++) {
      Budget.check();
      double y = frame.y().lower() + (frame.y().upper() - frame.y().lower()) * row / rows;
      for (int column = 0; column <= columns; column++) {
        double x = frame.x().lower() + (frame.x().upper() - frame.x().lower()) * column / columns;
        values[row][column] = height.at(x, y);
      }
    }
  }

  /// Whether there is any value.
  boolean isEmpty() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).noneMatch(Double::isFinite);
  }

  /// Values whose lines are about evenly spread over the picture: from the least value on in steps
  /// that grow as the function itself does, as squares for a quadratic function.
  ///
  /// @param least a value that is known to be reached, such as a minimum; infinity for none
  double[] levels(double least) {
    double[] sorted =
        Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double low = Math.min(sorted[0], least);
    double high = sorted[(int) (0.98 * (sorted.length - 1))];
    double middle = sorted[sorted.length / 2];
    if (!(high > low)) {
      return new double[0];
    }
    double part = Math.clamp((middle - low) / (high - low), 1e-6, 0.5);
    double power = Math.clamp(Math.log(part) / Math.log(0.5), 1, 4);
    double[] levels = new double[LEVELS];
    for (int k = 1; k <= LEVELS; k++) {
      levels[k - 1] = low + (high - low) * Math.pow((k - 0.25) / LEVELS, power);
    }
    return levels;
  }

  /// The lines of one level, in pixels.
  List<List<Pixel>> lines(double level) {
    Map<Integer, List<Integer>> neighbours = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        cell(row, column, level, neighbours);
      }
    }
    List<List<Pixel>> lines = new ArrayList<>();
    Set<Integer> left = new LinkedHashSet<>();
    neighbours.forEach((edge, others) -> {
      if (others.size() == 1) {
        left.add(edge);
      }
    });
    left.addAll(neighbours.keySet());
    while (!left.isEmpty()) {
      lines.add(walk(left.iterator().next(), level, neighbours, left));
    }
    return lines;
  }

  private List<Pixel> walk(
      int start, double level, Map<Integer, List<Integer>> neighbours, Set<Integer> left) {
    List<Pixel> line = new ArrayList<>();
    int edge = start;
    while (true) {
      left.remove(edge);
      line.add(crossing(edge, level));
      int next = -1;
      for (int other : neighbours.getOrDefault(edge, List.of())) {
        next = left.contains(other) ? other : next;
      }
      if (next < 0) {
        break;
      }
      edge = next;
    }
    boolean closes = edge != start && neighbours.getOrDefault(edge, List.of()).contains(start);
    if (closes && line.size() > 2) {
      line.add(crossing(start, level));
    }
    return line;
  }

  /// The edges of the grid have numbers: two for each point, the one to its right and the one
  /// above.
  private int edge(int row, int column, boolean up) {
    return (row * (columns + 1) + column) * 2 + (up ? 1 : 0);
  }

  private Pixel crossing(int edge, double level) {
    boolean up = edge % 2 == 1;
    int column = edge / 2 % (columns + 1);
    int row = edge / 2 / (columns + 1);
    double here = values[row][column];
    double there = up ? values[row + 1][column] : values[row][column + 1];
    double part = (level - here) / (there - here);
    double x = (column + (up ? 0 : part)) / columns;
    double y = (row + (up ? part : 0)) / rows;
    return new Pixel(
        frame.left() + x * (frame.right() - frame.left()),
        frame.bottom() - y * (frame.bottom() - frame.top()));
  }

  private void cell(int row, int column, double level, Map<Integer, List<Integer>> neighbours) {
    boolean above = values[row][column] > level;
    if (above == values[row][column + 1] > level
        && above == values[row + 1][column] > level
        && above == values[row + 1][column + 1] > level) {
      return;
    }
    double[] corners = {
      values[row][column],
      values[row][column + 1],
      values[row + 1][column + 1],
      values[row + 1][column]
    };
    int[] edges = {
      edge(row, column, false),
      edge(row, column + 1, true),
      edge(row + 1, column, false),
      edge(row, column, true)
    };
    List<Integer> crossed = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += corners[i];
      if ((corners[i] > level) != (corners[(i + 1) % 4] > level)) {
        crossed.add(edges[i]);
      }
    }
    if (!Double.isFinite(sum)) {
      return;
    }
    if (crossed.size() == 2) {
      join(crossed.get(0), crossed.get(1), neighbours);
    } else if (crossed.size() == 4) {
      // the middle of the cell tells which corners belong together
      boolean first = (sum / 4 > level) == (corners[0] > level);
      join(crossed.get(0), crossed.get(first ? 1 : 3), neighbours);
      join(crossed.get(2), crossed.get(first ? 3 : 1), neighbours);
    }
  }

  private static void join(int one, int other, Map<Integer, List<Integer>> neighbours) {
    neighbours.computeIfAbsent(one, edge -> new ArrayList<>()).add(other);
    neighbours.computeIfAbsent(other, edge -> new ArrayList<>()).add(one);
  }
}
