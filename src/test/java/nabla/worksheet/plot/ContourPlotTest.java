package nabla.worksheet.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

/// Pictures of functions of two variables.
class ContourPlotTest {

  private static Report.Picture picture(String formula, double[] across, double[] up) {
    FunctionPlot.Line line = new FunctionPlot.Line(Nabla.formula(formula));
    return ContourPlot.of("contours", line, List.of("x", "y"), across, up);
  }

  /// Each line of a level holds points of one value, by the marks of the axes.
  @Test
  void theFunctionHasOneValueAlongEachLine() {
    Report.Picture picture = picture("x^2 - x y + y^2", new double[] {-2, 2}, new double[] {-1, 3});
    Svg svg = Svg.of(picture);
    double left = svg.mark("0", true);
    double across = svg.mark("1", true) - left;
    double bottom = svg.mark("0", false);
    double up = svg.mark("1", false) - bottom;
    assertEquals(across, -up, 1e-9, "one unit");
    List<List<Pixel>> lines = svg.pieces("nabla-level");
    assertTrue(lines.size() > 8, lines.size() + " lines");
    for (List<Pixel> line : lines) {
      double[] values =
          line.stream()
              .mapToDouble(point -> {
                double x = (point.x() - left) / across;
                double y = (point.y() - bottom) / up;
                return x * x - x * y + y * y;
              })
              .toArray();
      for (double value : values) {
        assertEquals(values[0], value, 0.02 * values[0] + 0.01);
      }
    }
  }

  @Test
  void theAxesShowWhatWasAskedFor() {
    assertEquals(
        "Contour lines of f(x, y) for x from −1 to 1 and y from 0 to 100; the axes have different"
            + " scales, so that right angles do not look like them.",
        ContourPlot.of(
                "contours",
                new FunctionPlot.Line("f(x, y)", Nabla.formula("x y")),
                List.of("x", "y"),
                new double[] {-1, 1},
                new double[] {0, 100})
            .description());
  }

  @Test
  void whereThereIsNoValueThereAreNoLines() {
    NablaException none =
        assertThrows(
            NablaException.class,
            () -> picture("log(x) + y", new double[] {-2, -1}, new double[] {0, 1}));
    assertEquals(NablaException.Kind.DOMAIN, none.kind());
    NablaException open =
        assertThrows(
            NablaException.class,
            () -> picture("x + y + z", new double[] {-2, -1}, new double[] {0, 1}));
    assertEquals(NablaException.Kind.NAME, open.kind());
  }
}
