package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.TextReport;
import nabla.write.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What descent does near points that are found by numbers.
class NearbyPointsTest {

  private static String descend(String loss, String variables, String rate, int steps) {
    return new TextReport(WriteOptions.DEFAULT, Colours.NONE, 0)
        .write(
            Descent.descend(
                Nabla.formula(loss),
                List.of(variables.split(", ", -1)),
                Map.of("x", "0", "y", "0", "z", "0"),
                rate,
                new Stop.Steps(steps)));
  }

  /// The function of D. M. Himmelblau (1972), with the Hessian [74, 20; 20, 34] at (3, 2).
  @Test
  void aFunctionWithFourMinima() {
    String text = descend("L = (x^2 + y - 11)^2 + (x + y^2 - 7)^2", "x, y", "0.01", 3);
    assertTrue(text.contains("Near (x, y) ≈ (3, 2), by numbers"), text);
    assertTrue(text.contains("[74, 20; 20, 34]"), text);
    assertTrue(text.contains("0 < α < 0.02430598"), text);
    assertTrue(text.contains("(3.584428, −1.848127)"), text);
    assertTrue(text.contains("a saddle point"), text);
    assertTrue(text.contains("holds near a point where the gradient is 0"), text);
  }

  /// The gradient of e^(bx) underflows far from 0, and is 0 nowhere there; `(xy − 1)^2` has a
  /// family of minima.
  @Test
  void whatUnderflowsIsNoFamily() {
    String fit = "L = ((1 - x)^2 + (2 - x e^y)^2 + (4.5 - x e^(2y))^2)/3";
    String text = descend(fit, "x, y", "0.01", 3);
    assertTrue(text.contains("Near (x, y) ≈ (0.9405431, 0.7813011), by numbers"), text);
    assertFalse(text.contains("family"), text);
    assertFalse(text.contains("By numbers there are"), text);
    String family = descend("L = sin(x + y)^2 + (z - 1)^4", "x, y, z", "0.01", 3);
    assertTrue(family.contains("they are some of a family"), family);
  }

  /// Just below the bound descent comes to rest at the minimum, and just above it does not.
  @Test
  void theBoundIsWhereDescentCeasesToConverge() {
    String loss = "L = ln(1 + e^(x + y)) + ln(1 + e^(-x)) + ln(1 + e^(-y)) + x^2/2 + (y - 1)^4";
    String text = descend(loss, "x, y", "α", 1);
    Matcher found = Pattern.compile("0 < α < ([\\d.]+)").matcher(text);
    assertTrue(found.find(), text);
    double bound = Double.parseDouble(found.group(1));
    assertEquals(0.80313, bound, 1e-5); // by differences of the gradient, in another language
    assertEquals(-0.0974671, end(0.95 * bound), 1e-6);
    assertTrue(Math.abs(end(1.05 * bound) + 0.0974671) > 1e-3);
  }

  /// x after many steps from near the minimum.
  private static double end(double rate) {
    double x = -0.09;
    double y = 0.6;
    for (int i = 0; i < 5000; i++) {
      double both = 1 / (1 + Math.exp(-x - y));
      double dx = x + both - 1 / (1 + Math.exp(x));
      double dy = both - 1 / (1 + Math.exp(y)) + 4 * Math.pow(y - 1, 3);
      x -= rate * dx;
      y -= rate * dy;
    }
    return x;
  }

  @Test
  void aKinkIsAMinimumThatDescentStepsOver() {
    String text = descend("L = |x - 1| + x^2/8", "x", "0.1", 3);
    assertTrue(
        text.contains("At x = 1 there is a kink, at which the slope goes from −0.75 to 1.25"),
        text);
  }

  @Test
  void wherePointsFormAFamilyTheEndIsLookedAt() {
    String text =
        new TextReport(WriteOptions.DEFAULT, Colours.NONE, 0)
            .write(
                Descent.descend(
                    Nabla.formula("L = (x y - 1)^2"),
                    List.of("x", "y"),
                    Map.of("x", "2", "y", "1"),
                    "0.05",
                    new Stop.Steps(20)));
    assertTrue(text.contains("Near (0, 0) with the Hessian"), text);
    assertTrue(text.contains("none negative and some 0 but for rounding"), text);
  }

  /// Newton's method comes near these only slowly, and doubles do not hold all of their digits.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x - y)^4 + x^2 | (0, 0) | L ≥ 0 everywhere: a minimum",
        "(x - 1/2)^4 + (x - 1/2) (y + 1)^3 + (y + 1)^4 | (0.5, −1) | none is less: a minimum",
        "(y - x^2) (y - 2x^2) | (0, 0) | neither a minimum nor a maximum",
        "x^3 - 3 x y^2 | (0, 0) | neither a minimum nor a maximum",
        "-(x + 3)^4 - (x + y)^6 | (−3, 3) | L ≤ 0 everywhere: a maximum",
        "(x^2 + x - y)^4 + (x + y)^2 | (−2, 2) | L ≥ 0 everywhere: a minimum",
        "y^2 + x^3 + x^4 y | (0, 0) | neither a minimum nor a maximum",
      })
  void pointsWithSingularHessians(String loss, String point, String what) {
    String text = descend("L = " + loss, "x, y", "0.01", 1);
    assertTrue(text.contains("Near " + point + " with the Hessian"), text);
    assertTrue(text.contains(what), text);
    assertFalse(text.contains("No point"), text);
  }

  /// e^x is as good as 0 far away, and nowhere 0.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "e^(-x - y)",
        "ln(1 + e^(-x-y))",
        "e^(x y) + x + e^(-y)",
        "ln(1 + e^x) + ln(1 + e^y)"
      })
  void whatIsNearlyZeroIsNoPoint(String loss) {
    String text = descend("L = " + loss, "x, y", "0.01", 1);
    assertTrue(text.contains("No point where the gradient is 0 is found"), text);
  }

  @Test
  void pointsOfACurveAreSaidTogether() {
    String text = descend("L = (x^2 + y^2 - 1)^2", "x, y", "0.01", 1);
    assertTrue(text.contains("they are some of a family, along which nothing moves"), text);
    assertTrue(text.split("Near", -1).length < 8, text);
    String separate = descend("L = sin(x) + (y - x)^4", "x, y", "0.01", 1);
    assertFalse(separate.contains("family"), separate);
  }

  @Test
  void aSteepValleyIsNotTakenForAFamily() {
    String text = descend("L = cosh(x - 1) + 1000000 (y - x)^2 + e^y", "x, y", "0.01", 1);
    assertTrue(text.contains("all positive, a minimum"), text);
    assertFalse(text.contains("family"), text);
  }

  @Test
  void kinksOfSeveralVariablesAreNamed() {
    String text = descend("L = |y - x| + x^2", "x, y", "0.1", 3);
    assertTrue(text.contains("Where y = x there is a kink, and no gradient"), text);
  }
}
