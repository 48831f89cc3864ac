package nabla.worksheet.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionPlotTest {

  private static Report.Picture picture(double from, double to, String... formulas) {
    return FunctionPlot.of(
        "graph", Arrays.stream(formulas).map(Nabla::formula).toList(), "x", from, to);
  }

  private static Svg plot(double from, double to, String... formulas) {
    return Svg.of(picture(from, to, formulas));
  }

  /// All waves are as high as the first ones: none is cut since the points ran out.
  @Test
  void fastWavesAreAllDrawn() {
    List<Pixel> points =
        plot(0, 10, "sin(100 x)").pieces("nabla-ink0").stream().flatMap(List::stream).toList();
    double left = points.stream().mapToDouble(Pixel::x).min().orElseThrow();
    double right = points.stream().mapToDouble(Pixel::x).max().orElseThrow();
    double top = points.stream().mapToDouble(Pixel::y).min().orElseThrow();
    int waves = 50;
    for (int i = 0; i < waves; i++) {
      double from = left + (right - left) * i / waves;
      double to = left + (right - left) * (i + 1) / waves;
      double highest =
          points.stream()
              .filter(point -> from <= point.x() && point.x() <= to)
              .mapToDouble(Pixel::y)
              .min()
              .orElseThrow();
      assertEquals(top, highest, 0.5);
    }
  }

  /// How many pieces, asymptotes, open circles and dots there are.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "x²                                  # -1   # 2   # 1 # 0 # 0 # 0",
        "0                                   # -1   # 2   # 1 # 0 # 0 # 0",
        "|x|                                 # -1   # 2   # 1 # 0 # 0 # 0",
        "sign(x)                             # -1   # 2   # 2 # 0 # 2 # 1",
        "heaviside(x)                        # -1   # 2   # 2 # 0 # 1 # 1",
        "d/dx |x|                            # -1   # 2   # 2 # 0 # 2 # 0",
        "relu'(x)                            # -1   # 2   # 2 # 0 # 2 # 0",
        "d/dx (x |x|)                        # -1   # 2   # 1 # 0 # 0 # 0",
        "floor(x)                            # -1.5 # 1.5 # 4 # 0 # 3 # 3",
        "{x² if x < 1; 2x + 3 otherwise}     # -1   # 4   # 2 # 0 # 1 # 1",
        "{x² if x < 1; x otherwise}          # -1   # 4   # 1 # 0 # 0 # 0",
        "{1/x if x ≠ 0; 1/2 otherwise}       # -1   # 1   # 2 # 1 # 0 # 1",
        "1/x                                 # -5   # 4   # 2 # 1 # 0 # 0",
        "1/(x - 1/3)^2                       # -5   # 4   # 2 # 1 # 0 # 0",
        "1/(x² - 1)                          # -5   # 4   # 3 # 2 # 0 # 0",
        "tan(x)                              # -5   # 5   # 5 # 4 # 0 # 0",
        "Γ(x)                                # -3.5 # 3   # 5 # 4 # 0 # 0",
        "ln(x)                               # -1   # 5   # 1 # 1 # 0 # 0",
        "ln|x|                               # -1   # 5   # 2 # 1 # 0 # 0",
        "sqrt(x)                             # -1   # 5   # 1 # 0 # 0 # 0",
        "x^x                                 # -1   # 2   # 1 # 0 # 1 # 0",
        "x ln(x)                             # -1   # 2   # 1 # 0 # 1 # 0",
        "sin(x)/x                            # -5   # 4   # 2 # 0 # 1 # 0",
        "(1 - cos(x))/x^2                    # -5   # 4   # 2 # 0 # 1 # 0",
        "(x² - 1)/(x - 1)                    # -5   # 4   # 2 # 0 # 1 # 0",
        "e^(1/x)                             # -1   # 1   # 2 # 1 # 1 # 0",
        "arctan(1/x)                         # -1   # 1   # 2 # 0 # 2 # 0",
        "arcsin(x)                           # -2   # 2   # 1 # 0 # 0 # 0",
        "x^(1/3)                             # -2   # 2   # 1 # 0 # 0 # 0",
        "cbrt(x)                             # -2   # 2   # 1 # 0 # 0 # 0",
        "tanh(10^6 x)                        # -1   # 1   # 1 # 0 # 0 # 0",
        "ln(ln(x))                           # 0    # 5   # 1 # 1 # 0 # 0",
        "1/ln(x)                             # 0    # 3   # 2 # 1 # 0 # 0",
        "x^0.01                              # -1   # 1   # 1 # 0 # 0 # 0",
        "x^(-0.01)                           # -1   # 1   # 1 # 1 # 0 # 0",
        "ln(x) + 100x                        # -1   # 1   # 1 # 1 # 0 # 0",
        "√x ln(x)                            # -1   # 1   # 1 # 0 # 1 # 0",
        "1/√|x - 1/7|                        # -1   # 1   # 2 # 1 # 0 # 0",
        "tan(x)/x                            # -2   # 2   # 4 # 2 # 1 # 0",
        "1 + 10^(-12)/x                      # -1   # 1   # 2 # 1 # 0 # 0",
        "sqrt(-x²)                           # -1   # 1   # 0 # 0 # 0 # 1",
        "10^9 x                              # -1   # 1   # 1 # 0 # 0 # 0",
        "e^x                                 # -5   # 20  # 1 # 0 # 0 # 0",
        "e^(e^x)                             # -5   # 20  # 1 # 0 # 0 # 0",
        "1 + 10^(-15) x                      # -1   # 1   # 1 # 0 # 0 # 0",
        "sin(x)² + cos(x)²                   # -9   # 9   # 1 # 0 # 0 # 0",
      })
  void endsAndGoesOn(
      String formula, double from, double to, int pieces, int asymptotes, int open, int closed) {
    Svg svg = plot(from, to, formula);
    assertEquals(
        List.of(pieces, asymptotes, open, closed),
        List.of(
            svg.pieces("nabla-ink0").size(),
            svg.all("line", "nabla-asymptote").size(),
            svg.all("circle", "nabla-open").size(),
            svg.all("circle", "nabla-closed").size()),
        formula);
  }

  @Test
  void aKinkIsACornerOfTheLine() {
    for (String formula : List.of("|x|", "relu(x)", "max(x, x/3)")) {
      Svg svg = plot(-1.7, 2.3, formula);
      Pixel corner = new Pixel(svg.mark("0", true), svg.mark("0", false));
      assertTrue(
          svg.pieces("nabla-ink0").getFirst().stream()
              .anyMatch(point -> point.distance(corner) < 0.02),
          formula);
      assertEquals(3, svg.pieces("nabla-ink0").getFirst().size(), formula);
    }
  }

  @Test
  void aPoleLeavesTheFrameAtBothEnds() {
    Svg svg = plot(-5, 5, "1/x");
    double top = Svg.number(svg.all("rect", "nabla-frame").getFirst(), "y");
    assertEquals(top, svg.pieces("nabla-ink0").get(1).getFirst().y(), 0.02);
  }

  @Test
  void aPoleDoesNotFlattenTheRest() {
    Svg svg = plot(-5, 5, "1/x");
    double one = svg.mark("2", false) - svg.mark("0", false);
    assertTrue(Math.abs(one) > 60, "2 is " + one + " pixels high");
  }

  @Test
  void marksAreRoundNumbers() {
    assertEquals(
        List.of("−6", "−4", "−2", "0", "2", "4", "6"),
        plot(-6, 6, "σ(x)").texts().stream()
            .filter(text -> text.matches("−?\\d"))
            .toList()
            .subList(0, 7));
    assertTrue(plot(-Math.PI, Math.PI, "sin(x)").texts().contains("π/2"));
    assertTrue(plot(-5, 20, "e^x").texts().contains("2·108"));
  }

  @Test
  void namesAreThoseOfTheDocument() {
    Svg svg = plot(-1, 1, "f(x) = x^2 + 1", "f(x) = x^2 + 1; f'(x)", "w_1 = 2x");
    List<String> texts = svg.texts();
    assertTrue(texts.contains("f(x) = x2 + 1"), texts.toString());
    assertTrue(texts.contains("f′(x)"), texts.toString());
    assertTrue(texts.contains("w1 = 2x"), texts.toString());
  }

  @ParameterizedTest
  @CsvSource({"w_1, w_1^2", "w₁, w1^2", "\\alpha, α^2", "α, \\alpha + 1", "loss, \"loss\" + 1"})
  void theVariableMayHaveAnyName(String variable, String formula) {
    Report.Picture picture =
        FunctionPlot.of("graph", List.of(Nabla.formula(formula)), variable, -1, 1);
    assertEquals(1, Svg.of(picture).pieces("nabla-ink0").size());
  }

  @Test
  void standsInAPageAndAlone() {
    Report.Picture picture = picture(-1, 1, "{x if x < 1/2; 2 otherwise}");
    Svg svg = Svg.of(picture);
    assertEquals("svg", svg.root().getLocalName());
    assertEquals("img", svg.root().getAttribute("role"));
    assertEquals(1, svg.all("title", "").size());
    assertEquals(1, svg.all("desc", "").size());
    assertFalse(picture.svg().contains(" id="), "ids of two pictures in a page clash");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "ln(x)       # -5 # -1 # DOMAIN # ln(x) has no value for x from −5 to −1",
        "1/0         # -5 # -1 # DOMAIN # 1/0 has no value for x from −5 to −1",
        "x           # 1  # 1  # DOMAIN # a plot needs an interval from a number to a larger one,"
            + " not from 1 to 1",
        "x           # 1  # NaN # DOMAIN # a plot needs an interval from a number to a larger one,"
            + " not from 1 to no number",
        "a x         # 0  # 1  # NAME # a plot of ax over x needs a number for a",
        "x^2 = 2x    # 0  # 1  # SHAPE # only a function whose values are numbers has a graph, and"
            + " x² = 2x is none",
        "(x, 2)      # 0  # 1  # SHAPE # only a function whose values are numbers has a graph, and"
            + " (x, 2) is none",
      })
  void saysWhyThereIsNoPicture(
      String formula, double from, double to, NablaException.Kind kind, String message) {
    NablaException failure = assertThrows(NablaException.class, () -> picture(from, to, formula));
    assertEquals(message, failure.getMessage());
    assertEquals(kind, failure.kind());
  }
}
