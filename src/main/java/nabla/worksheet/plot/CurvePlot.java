package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import nabla.answer.Report;
import nabla.expr.NablaException;

/// Curves through given points, such as the loss after each step of training. Positive values that
/// span more than three powers of ten are on a logarithmic axis. Where the values stop being
/// numbers, the curve ends with a mark that says so.
public final class CurvePlot {

  private static final double HEIGHT = 320;

  /// The ratio of the greatest to the least value from which the axis is logarithmic.
  private static final double WIDE = 1e3;

  private static final double CROSS = 5;

  /// A curve.
  ///
  /// @param label what it is called, in the notation of the document
  /// @param x where its points are, from left to right
  /// @param y how high they are; as many
  @SuppressWarnings("ArrayRecordComponent") // a column of data, which may have millions of rows
  public record Curve(String label, double[] x, double[] y) {

    /// A curve whose arrays are of one length, and not changed by anybody later.
    public Curve {
      if (x.length != y.length) {
        throw new IllegalArgumentException(x.length + " places for " + y.length + " values");
      }
    }

    /// How many points there are before the first without a number.
    private int finite() {
      int count = 0;
      while (count < x.length && Double.isFinite(x[count]) && Double.isFinite(y[count])) {
        count++;
      }
      return count;
    }
  }

  private CurvePlot() {}

  /// The curves, with a name for each axis. A [NablaException] of kind `DOMAIN` where none has a
  /// point.
  ///
  /// @param name what the picture's file is called where it gets one
  /// @param description what it shows, in a sentence
  public static Report.Picture of(
      String name, String description, String xLabel, String yLabel, List<Curve> curves) {
    double[] x = bounds(curves, curve -> i -> curve.x[i], false);
    double[] y = bounds(curves, curve -> i -> curve.y[i], false);
    if (x[0] > x[1]) {
      throw new NablaException(
          NablaException.Kind.DOMAIN, "there is no point to draw: no curve has a number");
    }
    double[] positive = bounds(curves, curve -> i -> curve.y[i], true);
    boolean logarithmic = y[0] >= 0 && positive[0] < positive[1] / WIDE;
    Legend legend = legend(curves);
    Frame frame =
        Frame.of(
            across(x[0], x[1]),
            logarithmic ? powers(positive[0], positive[1]) : up(y[0], y[1]),
            legend.height() + 26,
            HEIGHT);
    Drawing drawing = new Drawing();
    frame.draw(drawing, MathText.of(xLabel), MathText.of(yLabel));
    for (int i = 0; i < curves.size(); i++) {
      draw(curves.get(i), i, frame, drawing);
    }
    legend.draw(drawing);
    String svg = drawing.svg(frame.pictureHeight(), yLabel, description);
    return new Report.Picture(name, description, svg);
  }

  private static Legend legend(List<Curve> curves) {
    Legend legend = new Legend();
    for (int i = 0; i < curves.size(); i++) {
      legend.line(Drawing.line(i), MathText.of(curves.get(i).label()));
    }
    return legend;
  }

  /// The least and the greatest number.
  private static double[] bounds(
      List<Curve> curves,
      java.util.function.Function<Curve, IntToDoubleFunction> column,
      boolean positive) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      int count = curve.finite();
      for (int i = 0; i < count; i++) {
        double value = column.apply(curve).applyAsDouble(i);
        if (value > 0 || !positive) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    return new double[] {least, most};
  }

  private static Scale across(double least, double most) {
    double end = most > least ? most : least + Math.max(1, Math.abs(least));
    return Scale.linear(least, end, 0, 1, Tick.linear(least, end, 8));
  }

  private static Scale up(double least, double most) {
    Window window = new Window(least, most).padded();
    return Scale.linear(
        window.lower(), window.upper(), 0, 1, Tick.linear(window.lower(), window.upper(), 6));
  }

  private static Scale powers(double least, double most) {
    double margin = Math.pow(most / least, 0.04);
    double lower = Math.max(Double.MIN_NORMAL, least / margin);
    double upper = Math.min(Double.MAX_VALUE, most * margin);
    return new Scale(lower, upper, 0, 1, true, Tick.powers(lower, upper, 8));
  }

  private static void draw(Curve curve, int number, Frame frame, Drawing drawing) {
    int count = curve.finite();
    if (count == 0) {
      return;
    }
    List<Pixel> line = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      line.add(frame.at(curve.x[i], curve.y[i]));
    }
    if (line.size() == 1) {
      drawing.circle(line.getFirst(), 3, "nabla-closed " + Drawing.ink(number));
    }
    drawing.path(frame.visible(List.of(line)), Drawing.line(number), "");
    if (count < curve.x.length) {
      diverges(line.getLast(), number, frame, drawing);
    }
  }

  private static void diverges(Pixel end, int number, Frame frame, Drawing drawing) {
    Pixel cross =
        new Pixel(
            Math.clamp(end.x(), frame.left(), frame.right()),
            Math.clamp(end.y(), frame.top(), frame.bottom()));
    String classes = "nabla-mark " + Drawing.ink(number);
    for (int sign : new int[] {-1, 1}) {
      drawing.line(
          cross.x() - CROSS,
          cross.y() - sign * CROSS,
          cross.x() + CROSS,
          cross.y() + sign * CROSS,
          classes);
    }
    boolean right = cross.x() < (frame.left() + frame.right()) / 2;
    double y = Math.max(frame.top() + 14, cross.y() + 4);
    drawing.text(
        cross.x() + (right ? 10 : -10),
        y,
        MathText.words("diverges"),
        Drawing.TEXT,
        right ? "start" : "end");
  }
}
