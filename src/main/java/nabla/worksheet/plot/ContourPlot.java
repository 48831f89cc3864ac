package nabla.worksheet.plot;

import java.util.List;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.numeric.Compiled;

/// The contour lines of a function of two variables.
public final class ContourPlot {

  private ContourPlot() {}

  /// The contour lines of `line` where the variables are in their intervals. A [NablaException] of
  /// kind `DOMAIN` where it has no value there, `NAME` where another variable is free, `SHAPE`
  /// where its values are no numbers.
  ///
  /// @param variables the one across and the one up
  /// @param across from where to where the first is shown
  /// @param up from where to where the second is shown
  public static Report.Picture of(
      String name, FunctionPlot.Line line, List<String> variables, double[] across, double[] up) {
    Formula function = line.function();
    Compiled compiled =
        Compiled.of(Variables.of(function, line.label(), variables), FunctionPlot.value(function));
    Legend legend = new Legend().line("nabla-level", line.text());
    Frame frame = Plane.exact(across, up, legend.height() + 26);
    String where =
        "for %s %s and %s %s"
            .formatted(
                Variables.text(variables.get(0)),
                Tick.interval(across[0], across[1]),
                Variables.text(variables.get(1)),
                Tick.interval(up[0], up[1]));
    Contours contours = new Contours(compiled::evaluate, frame);
    if (contours.isEmpty()) {
      throw new NablaException(NablaException.Kind.DOMAIN, line.label() + " has no value " + where);
    }
    Drawing drawing = new Drawing();
    frame.draw(drawing, MathText.of(variables.get(0)), MathText.of(variables.get(1)));
    new Levels(frame, drawing, List.of()).draw(contours, contours.levels(Double.POSITIVE_INFINITY));
    legend.draw(drawing);
    String description = "Contour lines of " + line.label() + " " + where + Plane.scales(frame);
    return new Report.Picture(
        name,
        description,
        drawing.svg(frame.pictureHeight(), line.label() + ", contour lines", description));
  }
}
