package nabla.worksheet.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import nabla.answer.Report;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

class CurvePlotTest {

  private static CurvePlot.Curve curve(int count, IntToDoubleFunction loss) {
    return new CurvePlot.Curve(
        "α = 1/2",
        IntStream.range(0, count).asDoubleStream().toArray(),
        IntStream.range(0, count).mapToDouble(loss).toArray());
  }

  private static Report.Picture picture(CurvePlot.Curve... curves) {
    return CurvePlot.of("loss", "The loss after each step.", "step", "loss", List.of(curves));
  }

  @Test
  void manyPowersOfTenAreEvenlySpaced() {
    Svg svg = Svg.of(picture(curve(100, step -> Math.exp(-step / 5.0))));
    List<Pixel> line = svg.pieces("nabla-ink0").getFirst();
    assertEquals(2, line.size(), "on a logarithmic axis this is a straight line");
    assertTrue(svg.texts().contains("10−4"), svg.texts().toString());
  }

  @Test
  void fewPowersOfTenAreNot() {
    Svg svg = Svg.of(picture(curve(100, step -> 2 + Math.exp(-step / 5.0))));
    assertTrue(svg.pieces("nabla-ink0").getFirst().size() > 10);
  }

  @Test
  void aLossOfZeroDoesNotKeepTheAxisFromBeingLogarithmic() {
    Svg svg = Svg.of(picture(curve(100, step -> step > 90 ? 0 : Math.exp(-step / 5.0))));
    assertTrue(svg.texts().contains("10−4"), svg.texts().toString());
  }

  @Test
  void aCurveEndsWhereItDiverges() {
    for (double end : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Svg svg = Svg.of(picture(curve(100, step -> step < 60 ? Math.pow(2, step) : end)));
      assertTrue(svg.texts().contains("diverges"));
      assertEquals(2, svg.all("line", "nabla-mark").size());
      double last = svg.pieces("nabla-ink0").getFirst().getLast().x();
      double step = (svg.mark("50", true) - svg.mark("0", true)) / 50;
      assertEquals(svg.mark("50", true) + 9 * step, last, 0.1);
    }
    assertTrue(!Svg.of(picture(curve(9, step -> step))).texts().contains("diverges"));
  }

  @Test
  void aMillionPointsAreAsManyAsThePictureHas() {
    Report.Picture picture = picture(curve(1_000_000, step -> Math.sin(step * 1.7)));
    assertTrue(picture.svg().length() < 100_000, picture.svg().length() + " characters");
  }

  @Test
  void onePointIsADot() {
    assertEquals(1, Svg.of(picture(curve(1, step -> 3))).all("circle", "nabla-closed").size());
  }

  @Test
  void nothingIsRefused() {
    NablaException failure =
        assertThrows(NablaException.class, () -> picture(curve(3, step -> Double.NaN)));
    assertEquals(NablaException.Kind.DOMAIN, failure.kind());
  }
}
