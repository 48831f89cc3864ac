package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.Report;
import nabla.answer.TextReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a descent stops whose steps are known exactly: doubles do not tell w from 100 where it is
/// nearer than 1e-14.
class UntilTest {

  private static String text(
      String loss, String over, Map<String, String> start, String rate, String until) {
    Report report =
        Descent.descend(
            Nabla.formula(loss), List.of(over.split(" ")), start, rate, new Stop.Until(until));
    return new TextReport(report.writing(), Colours.NONE, 0).write(report);
  }

  @Test
  void partialDerivativesOfTheLossAreItsGradient() {
    String one = text("L = (w-3)^2", "w", Map.of("w", "0"), "0.1", "|∂L/∂w| < 0.01");
    assertTrue(one.contains("|∂L/∂w| < 0.01 holds first at t = 29."), one);
    Map<String, String> start = Map.of("w", "0", "v", "1");
    String two =
        text("L = (w-3)^2 + 2v^2", "w v", start, "0.1", "|∂L/∂w| < 0.01 and |∂L/∂v| < 0.01");
    assertTrue(two.contains("holds first at t = 29."), two);
  }

  /// By decimals without rounding.
  private static int steps(String rate, int digits, boolean strict) {
    BigDecimal factor = BigDecimal.ONE.subtract(new BigDecimal(rate)).abs();
    BigDecimal distance = BigDecimal.valueOf(100);
    BigDecimal bound = BigDecimal.ONE.movePointLeft(digits);
    int steps = 0;
    while (distance.compareTo(bound) >= (strict ? 0 : 1)) {
      distance = distance.multiply(factor);
      steps++;
    }
    return steps;
  }

  @ParameterizedTest
  @CsvSource({
    "0.99, 6",
    "0.5, 15",
    "1.3, 20",
    "0.9, 6",
    "0.9, 7",
    "0.9, 8",
    "0.5, 300",
    "0.9, 400",
    "0.1, 90"
  })
  void theRunEndsWhereTheSolutionSays(String rate, int digits) {
    for (String sign : new String[] {"<", "≤"}) {
      String text =
          text(
              "L = 1/2 (w - 100)^2",
              "w",
              Map.of("w", "0"),
              rate,
              "|w - 100| %s 10^-%d".formatted(sign, digits));
      int steps = steps(rate, digits, sign.equals("<"));
      assertTrue(text.contains("so that " + steps + " steps are enough."), text);
      assertTrue(text.contains("holds first at t = " + steps + "."), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "L < 10^-34, 63", // 5000·4^(−t)
    "w^2 - 200 w + 10000 < 10^-30, 57", // 10000·4^(−t)
    "|∇L| < 10^-15, 57",
    "w > 100 - 10^-15, 57",
    "|∇L| < 10^-15 and w > 99, 57"
  })
  void conditionsOfOtherForms(String condition, int steps) {
    String text = text("L = 1/2 (w - 100)^2", "w", Map.of("w", "0"), "0.5", condition);
    assertTrue(text.contains("holds first at t = " + steps + "."), text);
  }

  /// (a − 100)² + (b − 10)² with factors 1/2 and 0.
  @Test
  void ofSeveralVariables() {
    String loss = "L = 1/2 (a - 100)^2 + (b - 10)^2";
    Map<String, String> start = Map.of("a", "0", "b", "0");
    String text = text(loss, "a b", start, "0.5", "|a - 100| < 10^-15");
    assertTrue(text.contains("holds first at t = 57."), text);
    String far = text(loss, "a b", start, "0.5", "|a - 100| < 10^-400");
    assertTrue(far.contains("holds first at t = 1336."), far); // (402 ln 10)/ln 2 = 1335.4
    assertEquals(1336, (int) Math.ceil(402 * Math.log(10) / Math.log(2)));
  }

  @Test
  void aConditionThatNeverHoldsIsNotWaitedForForEver() {
    String text = text("L = x^2", "x", Map.of("x", "1"), "0.1", "x < -1");
    assertTrue(text.contains("x < -1 does not hold there"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "L = x^2 + 2 y^2, x y, L < -1, 'where nothing is to be seen of the distance to (0, 0)'",
    "L = x^2 + 2 y^2, x y, |x - 5| < 0.1, does not hold there",
    "L = x^2 + x y + y^2 - x, x y, x > 2, 'distance to (2/3, −1/3); x > 2 does not hold there'",
    "L = x^2, x, x < -1, 'distance to 0; x < -1 does not hold there'",
    "L = x^2, x, x < 0, does not hold there",
    "L = x^2 + 2 y^2, x y, |x| < 1e-50, holds first at t = 516"
  })
  void whatNeverHoldsIsNotWaitedFor(String loss, String over, String until, String said) {
    Map<String, String> start = over.equals("x") ? Map.of("x", "1") : Map.of("x", "1", "y", "1");
    String text = text(loss, over, start, "0.1", until);
    assertTrue(text.contains(said), text);
  }

  @Test
  void aSlowDescentEndsWithWhatItHas() {
    Map<String, String> start = Map.of("x", "1", "y", "1");
    String text =
        Nabla.within(
            java.time.Duration.ofSeconds(4),
            () -> text("L = x^2 + 2 y^2", "x y", start, "0.00001", "L < 0"));
    assertTrue(text.contains("It was stopped after"), text);
    assertTrue(text.contains("L < 0 does not hold yet"), text);
  }
}
