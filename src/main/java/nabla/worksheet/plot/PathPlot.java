package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import org.jspecify.annotations.Nullable;

/// The path of an iteration such as gradient descent on the function that it makes small: on the
/// graph of a function of one variable, on the contour lines of one of two.
public final class PathPlot {

  private static final double HEIGHT = 360;

  /// Steps that go this many times as far as the first ones leave the picture.
  private static final double FAR = 200;

  private static final double MARGIN = 0.15;

  /// The number of the path's ink; the graph has the first.
  private static final int PATH = 1;

  /// In which a minimum is looked around.
  private static final int DIRECTIONS = 14;

  private PathPlot() {}

  /// The steps on the graph of `loss`, a function of one variable. Steps after one without a value
  /// are left out, and those of a path that diverges from where they would press the others flat;
  /// the description says so.
  ///
  /// @param taken how many steps there were, of which these are the first
  public static Report.Picture onCurve(
      String name, Formula loss, String variable, double[] iterates, int taken) {
    FunctionPlot.Line line = new FunctionPlot.Line(loss);
    List<double[]> points = Arrays.stream(iterates).mapToObj(w -> new double[] {w}).toList();
    List<double[]> shown = shown(points);
    double @Nullable [] minimum = minimum(loss, line, List.of(variable), shown);
    double[] range = range(shown, minimum, 0);
    Trace trace = FunctionPlot.trace(line, variable, range[0], range[1]);
    Window window = Window.of(List.of(trace));
    if (window == null) {
      throw nowhere(line);
    }
    Legend legend = legend(line, Drawing.line(0), List.of(variable), minimum);
    Scale x = Scale.linear(range[0], range[1], 0, 1, Tick.linear(range[0], range[1], 8));
    Scale y =
        Scale.linear(
            window.lower(), window.upper(), 0, 1, Tick.linear(window.lower(), window.upper(), 7));
    Frame frame = Frame.of(x, y, legend.height() + 14, HEIGHT);
    Drawing drawing = new Drawing();
    frame.draw(drawing, MathText.of(variable), MathText.words(""));
    Graph graph = Graph.of(trace, frame);
    FunctionPlot.draw(graph, 0, drawing);
    List<Pixel> places = new ArrayList<>();
    for (double[] point : shown) {
      double value = trace.function().applyAsDouble(point[0]);
      if (!Double.isFinite(value)) {
        break;
      }
      places.add(frame.at(point[0], value));
    }
    return finished(
        name,
        line,
        List.of(variable),
        points,
        taken,
        places,
        drawing,
        frame,
        legend,
        minimum == null ? null : frame.at(minimum[0], trace.function().applyAsDouble(minimum[0])),
        minimum,
        graph.pieces());
  }

  /// The steps among the contour lines of `loss`, a function of the two variables.
  ///
  /// @param taken how many steps there were, of which these are the first
  public static Report.Picture onContours(
      String name, Formula loss, List<String> variables, double[][] iterates, int taken) {
    FunctionPlot.Line line = new FunctionPlot.Line(loss);
    List<double[]> points = List.of(iterates);
    List<double[]> shown = shown(points);
    double @Nullable [] minimum = minimum(loss, line, variables, shown);
    Compiled compiled =
        Compiled.of(Variables.of(loss, line.label(), variables), FunctionPlot.value(loss));
    Legend legend = legend(line, "nabla-level", variables, minimum);
    Frame frame =
        Plane.equal(range(shown, minimum, 0), range(shown, minimum, 1), legend.height() + 26);
    Contours contours = new Contours(compiled::evaluate, frame);
    if (contours.isEmpty()) {
      throw nowhere(line);
    }
    Drawing drawing = new Drawing();
    frame.draw(drawing, MathText.of(variables.get(0)), MathText.of(variables.get(1)));
    List<Pixel> places = shown.stream().map(point -> frame.at(point[0], point[1])).toList();
    double least = minimum == null ? Double.POSITIVE_INFINITY : compiled.evaluate(minimum);
    new Levels(frame, drawing, places).draw(contours, contours.levels(least));
    return finished(
        name,
        line,
        variables,
        points,
        taken,
        places,
        drawing,
        frame,
        legend,
        minimum == null ? null : frame.at(minimum[0], minimum[1]),
        minimum,
        List.of());
  }

  private static NablaException nowhere(FunctionPlot.Line line) {
    return new NablaException(
        NablaException.Kind.DOMAIN, line.label() + " has no value where the steps lead");
  }

  private static Report.Picture finished(
      String name,
      FunctionPlot.Line line,
      List<String> variables,
      List<double[]> points,
      int taken,
      List<Pixel> places,
      Drawing drawing,
      Frame frame,
      Legend legend,
      @Nullable Pixel cross,
      double @Nullable [] minimum,
      List<List<Pixel>> around) {
    Steps steps = new Steps(frame, drawing, PATH, around);
    if (cross != null) {
      steps.minimum(cross);
    }
    steps.draw(places);
    legend.draw(drawing);
    String description =
        description(line, variables, points, taken, places.size(), minimum)
            + (variables.size() == 1 ? "." : Plane.scales(frame));
    String title = line.label() + ", steps";
    return new Report.Picture(
        name, description, drawing.svg(frame.pictureHeight(), title, description));
  }

  private static Legend legend(
      FunctionPlot.Line line, String classes, List<String> variables, double @Nullable [] minimum) {
    Legend legend = new Legend().line(classes, line.text());
    legend.line("nabla-path " + Drawing.ink(PATH), MathText.words("steps"));
    return minimum == null
        ? legend
        : legend.sample(
            (drawing, x, y) -> Steps.cross(drawing, new Pixel(x + 15, y)),
            MathText.of("minimum at " + at(variables, minimum, true)));
  }

  private static String at(List<String> variables, double[] point, boolean marked) {
    String numbers =
        Arrays.stream(point)
            .mapToObj(number -> marked ? Tick.marked(number, 4) : Tick.number(number, 4))
            .collect(Collectors.joining(", "));
    String names =
        variables.stream()
            .map(each -> marked ? each : Variables.text(each))
            .collect(Collectors.joining(", "));
    return point.length == 1 ? names + " = " + numbers : "(" + names + ") = (" + numbers + ")";
  }

  private static String description(
      FunctionPlot.Line line,
      List<String> variables,
      List<double[]> points,
      int taken,
      int shown,
      double @Nullable [] minimum) {
    String rest =
        shown == points.size()
            ? ""
            : shown <= 1
                ? ", none of which is shown, as they leave it"
                : String.format(
                    Locale.ROOT,
                    ", of which the first%s shown, as the others leave it",
                    shown == 2 ? " is" : " " + (shown - 1) + " are");
    return String.format(
        Locale.ROOT,
        "The path of %s from %s on %s%s%s",
        taken < points.size()
            ? points.size() - 1 + (points.size() == 2 ? " step" : " steps")
            : "the first " + (points.size() - 1) + " of " + taken + " steps",
        at(variables, points.getFirst(), false),
        variables.size() == 1 ? "the graph of " + line.label() : "contour lines of " + line.label(),
        rest,
        minimum == null ? "" : "; a minimum at " + at(variables, minimum, false));
  }

  /// The steps before the first that is no point, or that goes much farther than the first ones.
  private static List<double[]> shown(List<double[]> points) {
    List<double[]> shown = new ArrayList<>();
    double first = 0;
    for (double[] point : points) {
      double reach = 0;
      for (int i = 0; i < point.length; i++) {
        reach = Math.max(reach, Math.abs(point[i] - points.getFirst()[i]));
      }
      if (!Double.isFinite(reach) || (shown.size() > 2 && first > 0 && reach > FAR * first)) {
        break;
      }
      first = shown.size() <= 2 ? Math.max(first, reach) : first;
      shown.add(point);
    }
    if (shown.isEmpty()) {
      throw new NablaException(NablaException.Kind.DOMAIN, "the steps begin at no point");
    }
    return shown;
  }

  /// A minimum near the end of the path, or else near its start; only one that is near the path.
  private static double @Nullable [] minimum(
      Formula loss, FunctionPlot.Line line, List<String> variables, List<double[]> shown) {
    List<Symbol> symbols = Variables.of(loss, line.label(), variables);
    Compiled gradient;
    Compiled value;
    try {
      value = Compiled.of(symbols, FunctionPlot.value(loss));
      String names = String.join(", ", variables);
      gradient = loss.compileGradient(names, names);
    } catch (NablaException unsupported) {
      Budget.check();
      return null;
    }
    for (double[] start : List.of(shown.getLast(), shown.getFirst())) {
      double[] found =
          Minimum.near(
              point -> {
                double[] slope = new double[point.length];
                gradient.evaluate(point, slope);
                return slope;
              },
              start);
      if (found != null && isNear(found, shown) && isLowest(found, value, shown)) {
        for (int i = 0; i < found.length; i++) {
          double[] range = range(shown, found, i);
          double unit =
              Math.min(1e-7 * (range[1] - range[0]), 1e-6 * Math.max(1, Math.abs(found[i])));
          found[i] = Places.rounded(found[i], unit);
        }
        return found;
      }
    }
    return null;
  }

  /// Whether all values around the point are greater, so that no inflection passes for a minimum.
  private static boolean isLowest(double[] point, Compiled value, List<double[]> shown) {
    double lowest = value.evaluate(point);
    for (double part : new double[] {1e-3, 1e-2}) {
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        double[] other = point.clone();
        double angle = 2 * Math.PI * direction / DIRECTIONS;
        for (int i = 0; i < point.length; i++) {
          double[] range = range(shown, point, i);
          double step = part * (range[1] - range[0]);
          other[i] += step * (i == 0 ? Math.cos(angle) : Math.sin(angle));
        }
        if (!(value.evaluate(other) > lowest) && !Arrays.equals(other, point)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isNear(double[] point, List<double[]> shown) {
    for (int i = 0; i < point.length; i++) {
      double[] range = range(shown, null, i);
      double span = range[1] - range[0];
      if (point[i] < range[0] - span || point[i] > range[1] + span) {
        return false;
      }
    }
    return true;
  }

  /// The values of one variable to be seen.
  private static double[] range(List<double[]> shown, double @Nullable [] minimum, int coordinate) {
    List<double[]> all = new ArrayList<>(shown);
    if (minimum != null) {
      all.add(minimum);
    }
    double least = all.stream().mapToDouble(point -> point[coordinate]).min().orElse(0);
    double most = all.stream().mapToDouble(point -> point[coordinate]).max().orElse(0);
    double span = most - least;
    if (span <= 1e-9 * Math.max(Math.abs(most), Math.abs(least)) || span == 0) {
      double room = Math.max(Math.abs(most), 1) / 2;
      return new double[] {least - room, most + room};
    }
    return new double[] {least - MARGIN * span, most + MARGIN * span};
  }
}
