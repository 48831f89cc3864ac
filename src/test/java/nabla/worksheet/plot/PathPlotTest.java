package nabla.worksheet.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

class PathPlotTest {

  private static final Formula PARABOLA = Nabla.formula("L = 1/2 (w - 100)^2");

  /// Of gradient descent on it from 0.
  private static double[] iterates(double rate, int steps) {
    return DoubleStream.iterate(0, w -> w - rate * (w - 100)).limit(steps + 1).toArray();
  }

  @Test
  void theStepsAreNumberedOnTheGraph() {
    Report.Picture picture = PathPlot.onCurve("path", PARABOLA, "w", iterates(0.5, 3), 3);
    Svg svg = Svg.of(picture);
    assertEquals(4, svg.all("circle", "nabla-closed").size());
    assertTrue(svg.texts().containsAll(List.of("0", "1", "2", "3")), svg.texts().toString());
    assertTrue(svg.texts().contains("minimum at w = 100"), svg.texts().toString());
    assertTrue(svg.all("polygon", "nabla-head").size() >= 2);
    assertEquals(
        "The path of 3 steps from w = 0 on the graph of L = (1/2)(w − 100)²; a minimum at w = 100.",
        picture.description());
  }

  @Test
  void aPathThatDivergesIsShownWhereItBegins() {
    Report.Picture picture = PathPlot.onCurve("path", PARABOLA, "w", iterates(2.5, 3000), 3000);
    assertTrue(
        picture.description().contains("of which the first 15 are shown"), picture.description());
    Svg.of(picture);
  }

  /// Numbers are rounded for what is shown of them, not to that of a path which goes far.
  @Test
  void aMinimumStaysWhereItIsBesideALongPath() {
    Formula loss = Nabla.formula("x^4 - 2x^2");
    String description =
        PathPlot.onCurve("path", loss, "x", new double[] {2, -118, 32858160}, 2).description();
    assertTrue(description.endsWith("a minimum at x = 1."), description);
  }

  @Test
  void namesHaveTheirSubscripts() {
    Formula loss = Nabla.formula("w_1^2 + w_2^2");
    double[][] steps = {{1, 2}, {0.5, 1}};
    String description =
        PathPlot.onContours("path", loss, List.of("w_1", "w_2"), steps, 1).description();
    assertTrue(description.startsWith("The path of 1 step from (w₁, w₂) = (1, 2)"), description);
  }

  @Test
  void aMinimumIsNotClaimedWhereThereIsNone() {
    for (String loss : List.of("w^3", "2w + 1", "-w^2", "e^w")) {
      Report.Picture picture =
          PathPlot.onCurve("path", Nabla.formula(loss), "w", new double[] {1, 0.5, 0.2}, 2);
      assertTrue(!picture.description().contains("minimum"), picture.description());
    }
  }

  @Test
  void contourLinesOfACircleAreClosedAroundIt() {
    Formula bowl = Nabla.formula("L = w_1^2 + w_2^2");
    Report.Picture picture =
        PathPlot.onContours(
            "path",
            bowl,
            List.of("w_1", "w_2"),
            new double[][] {{2, 1}, {1, 0.5}, {-1, -0.5}, {0.5, 0.25}},
            3);
    Svg svg = Svg.of(picture);
    assertTrue(svg.texts().contains("minimum at (w1, w2) = (0, 0)"), svg.texts().toString());
    Pixel center = new Pixel(svg.mark("0", true), svg.mark("0", false));
    List<Pixel> inner = svg.pieces("nabla-level").getFirst();
    double radius = inner.getFirst().distance(center);
    assertTrue(inner.size() > 20);
    for (Pixel point : inner) {
      assertEquals(radius, point.distance(center), 0.02 * radius + 0.2);
    }
    assertTrue(inner.getFirst().distance(inner.getLast()) < 0.1, "closed");
  }

  /// Whatever room the numbers at the axes take.
  @Test
  void rightAnglesOnContoursLookLikeThem() {
    Formula bowl = Nabla.formula("x^2 + (y - 123456)^2");
    for (double size : new double[] {0.001, 1, 3}) {
      double[][] square = {{0, 123456}, {1, 123456}, {1, 123456 + size}};
      Report.Picture picture =
          PathPlot.onContours("path", bowl, List.of("x", "y"), square, square.length - 1);
      List<Pixel> corners =
          Svg.of(picture).all("circle", "nabla-closed").stream()
              .map(each -> new Pixel(Svg.number(each, "cx"), Svg.number(each, "cy")))
              .toList();
      boolean oneScale = !picture.description().contains("the axes have different scales");
      assertEquals(size > 0.5, oneScale, picture.description());
      if (oneScale) {
        assertEquals(
            corners.get(0).distance(corners.get(1)),
            corners.get(1).distance(corners.get(2)) / size,
            0.3);
      }
    }
  }

  @Test
  void aSaddleHasNoMinimum() {
    Report.Picture picture =
        PathPlot.onContours(
            "path",
            Nabla.formula("x^2 - y^2"),
            List.of("x", "y"),
            new double[][] {{2, 0.1}, {1, 0.2}, {0.5, 0.4}},
            2);
    assertTrue(!picture.description().contains("minimum"), picture.description());
  }

  @Test
  void saysWhyThereIsNoPicture() {
    assertEquals(
        "a plot of L = aw² over w needs a number for a",
        assertThrows(
                NablaException.class,
                () ->
                    PathPlot.onCurve(
                        "path", Nabla.formula("L = a w^2"), "w", new double[] {1, 2}, 1))
            .getMessage());
    assertThrows(
        NablaException.class,
        () -> PathPlot.onCurve("path", PARABOLA, "w", new double[] {Double.NaN}, 0));
    assertThrows(
        NablaException.class,
        () ->
            PathPlot.onContours(
                "path",
                Nabla.formula("ln(-x^2 - y^2 - 1)"),
                List.of("x", "y"),
                new double[][] {{1, 1}},
                0));
  }
}
