package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.Report;
import nabla.answer.TextReport;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescentTest {
  private static final Stop FIVE = new Stop.Steps(5);

  private static String text(
      String loss, String where, String over, Map<String, String> start, String rate, Stop stop) {
    Report report =
        Descent.descend(Nabla.formula(loss, where), List.of(over.split(" ")), start, rate, stop);
    return new TextReport(report.writing(), Colours.NONE, 0).write(report);
  }

  private static void assertSays(String text, String... sentences) {
    for (String sentence : sentences) {
      assertTrue(text.contains(sentence), () -> "\"" + sentence + "\" is missing in\n" + text);
    }
  }

  @Test
  void endsWhereTheNormOfTheGradientIsSmall() {
    String two = "Q = (a-3)^2 + 2(b+1)^2";
    Map<String, String> start = Map.of("a", "1", "b", "1");
    for (String norm : List.of("|∇Q|", "‖∇Q‖", "||∇Q||", "| ∇Q |", "norm(∇Q)")) {
      Stop until = new Stop.Until(norm + " < 0.01");
      assertSays(
          text(two, "", "a b", start, "0.2", until), norm + " < 0.01 holds first at t = 12.");
    }
    Stop squared = new Stop.Until("|∇Q|^2 < 0.01 and |a - 3| < 1");
    assertSays(text(two, "", "a b", start, "0.2", squared), "holds first at t = 8.");
    String vector =
        text("J = vᵀv", "v ∈ R^2", "v", Map.of("v", "(3, 4)"), "1/4", new Stop.Until("|v| < 1"));
    assertSays(vector, "|v| < 1 holds first at t = 3.");
    Stop one = new Stop.Until("|∇R| < 1");
    assertSays(text("R = w^2", "", "w", Map.of("w", "1"), "1/4", one), "holds first at t = 2.");
  }

  @Test
  void stepsInSymbolsAreByRisingPowersOfTheRate() {
    assertSays(
        text("1/2 (w - 100)^2", "", "w", Map.of("w", "0"), "α", FIVE),
        "2  200α − 100α²",
        "3  300α − 300α² + 100α³",
        "4  400α − 600α² + 400α³ − 100α⁴");
  }

  /// A descent along x⁴ has x_t about (8αt)^(−1/2).
  @Test
  void aDescentThatIsStoppedIsNotAtRest() {
    Stop until = new Stop.Until("|x| < 0.0001");
    String text = text("x^4", "", "x", Map.of("x", "1"), "0.1", until);
    assertSays(text, "≈ 0.003535352", "It is not at rest, and slow: it moved by ≈ 1.767521e-8");
    String kink = text("|x|", "", "x", Map.of("x", "1/3"), "0.1", until);
    assertFalse(kink.contains("and slow"), kink);
  }

  @Test
  void boundsHaveDecimalsAndNoRowIsLeftOutAlone() {
    assertSays(
        text(
            "(1 - x)^2 + 100(y - x^2)^2",
            "",
            "x y",
            Map.of("x", "-1", "y", "1"),
            "0.001",
            new Stop.Steps(1)),
        "2.505 − 0.005√250601 ≈ 0.001996804");
    String all = text("w^2", "", "w", Map.of("w", "1"), "1/4", new Stop.Steps(15));
    assertFalse(all.contains("…"), all);
    String more = text("w^2", "", "w", Map.of("w", "1"), "1/4", new Stop.Steps(16));
    assertSays(more, "…");
    assertFalse(more.contains("12 "), more);
    assertSays(
        text("x^2 + y^2", "", "x y", Map.of("x", "3", "y", "4"), "1/10", FIVE),
        "25          5",
        "16          4");
  }

  @Test
  void aMinimumAtTheOriginHasItsDistance() {
    String text = text("Q = w^2", "", "w", Map.of("w", "1"), "0.2", FIVE);
    assertSays(text, "The distance to it is that from 0.\nEach step multiplies the distance");
    assertSays(
        text("Q = (w-1)^2", "", "w", Map.of("w", "3"), "0.2", FIVE), "The distance to it:\n");
  }

  @Test
  void solvesTheIterationOfTheHomework() {
    assertSays(
        text("1/2 (w - 100)^2", "", "w", Map.of("w", "0"), "α", FIVE),
        "wₜ₊₁ = wₜ − α(wₜ − 100)",
        "= (1 − α)wₜ + 100α",
        "wₜ₊₁ − 100 = wₜ − α(wₜ − 100) − 100",
        "= (1 − α)(wₜ − 100)",
        "wₜ = 100 − 100(1 − α)^t",
        "|wₜ₊₁ − 100| = |1 − α|·|wₜ − 100|",
        "converges exactly for 0 < α < 2",
        "oscillates around 100 exactly for α > 1",
        "α = 2      1 − α = −1      jumps between 0 and 200 for ever");
  }

  @Test
  void halvesTheThresholdsWithoutTheHalf() {
    assertSays(
        text("(w - 100)^2", "", "w", Map.of("w", "0"), "α", FIVE),
        "(1 − 2α)wₜ + 200α",
        "converges exactly for 0 < α < 1",
        "exactly for α > 1/2");
  }

  @Test
  void triesEachRate() {
    String text =
        text(
            "1/2 (w - 100)^2",
            "",
            "w",
            Map.of("w", "0"),
            "0.5, 1.5, 2.5",
            new Stop.Until("|w - 100| < 1"));
    assertSays(
        text,
        "With α = 0.5 the factor is 0.5, between 0 and 1: descent converges, always on one side.",
        "With α = 1.5 the factor is −0.5, between −1 and 0: descent converges, oscillating.",
        "With α = 2.5 the factor is −1.5, less than −1: descent diverges, oscillating.",
        "so that 7 steps are enough",
        "7  100.78125",
        "for no t at all");
    assertEquals(2, text.split("holds first at t = 7", -1).length - 1);
  }

  @Test
  void keepsConditionsOfSymbols() {
    assertSays(
        text("1/2 (x w - y)^2", "", "w", Map.of(), "α", FIVE),
        "converges exactly for 0 < α < 2/x²",
        "for x ≠ 0",
        "Where x = 0");
    assertSays(
        text("a w^2 + b w", "", "w", Map.of(), "α", FIVE),
        "for a > 0",
        "Where a < 0, w = w* is a maximum");
    assertFalse(text("a w^2 + b w", "a > 0", "w", Map.of(), "α", FIVE).contains("Where a < 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -w^2            | 1 | 1/3 | a maximum, since
          -w^2            | 1 | 1/3 | greater than 1: descent diverges
          3 w + 1         | 1 | 1/3 | no rate converges
          w^2             | 0 | 1/3 | nothing moves
          w^2             | 1 | 1   | jumps between two points
          w^2             | 1 | 1/2 | arrives in one step
          w^2             | 1 | 0   | nothing ever moves
          w^2             | 1 | -1  | greater than 1: descent diverges
          """)
  void saysWhatElseHappens(String loss, String start, String rate, String sentence) {
    assertSays(text(loss, "", "w", Map.of("w", start), rate, FIVE), sentence);
  }

  /// Thresholds of random quadratics, below, at and above, against the iteration itself.
  @Test
  void claimsWhatTheIterationDoes() {
    long seed = Long.getLong("nabla.seed", 20261121);
    Random random = new Random(seed);
    for (int trial = 0; trial < 12; trial++) {
      Rational curvature = Rational.of(1 + random.nextInt(12), 1 + random.nextInt(6));
      Rational goal = Rational.of(random.nextInt(21) - 10, 1 + random.nextInt(4));
      Rational start = goal.plus(Rational.of(1 + random.nextInt(9)));
      Rational full = Rational.TWO.dividedBy(curvature);
      Rational little = full.times(Rational.of(1, 7));
      Rational rate =
          switch (trial % 4) {
            case 0 -> full.minus(little);
            case 1 -> full;
            case 2 -> full.plus(little);
            default -> little;
          };
      String text =
          text(
              "(" + curvature + ")/2 (w - (" + goal + "))^2",
              "",
              "w",
              Map.of("w", start.toString()),
              rate.toString(),
              FIVE);
      Rational first = start.minus(goal).abs();
      Rational second = step(start, goal, curvature, rate).minus(goal).abs();
      int growth = second.compareTo(first);
      boolean turns =
          step(start, goal, curvature, rate).minus(goal).signum() != start.minus(goal).signum();
      String expected =
          growth < 0
              ? turns ? "descent converges, oscillating" : "converges, always on one side"
              : growth == 0 ? "jumps between two points" : "diverges, oscillating";
      assertTrue(text.contains(expected), () -> "seed " + seed + ": " + expected + "\n" + text);
    }
  }

  private static Rational step(Rational at, Rational goal, Rational curvature, Rational rate) {
    return at.minus(rate.times(curvature.times(at.minus(goal))));
  }

  @Test
  void countsStepsAsTheIterationDoes() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      Rational factor = Rational.of(random.nextInt(40), 40);
      Rational from = Rational.of(1 + random.nextInt(50));
      Rational bound = Rational.of(1, 1 + random.nextInt(50));
      boolean strict = random.nextBoolean();
      int steps = 0;
      Rational distance = from;
      while (strict ? distance.compareTo(bound) >= 0 : distance.compareTo(bound) > 0) {
        distance = distance.times(factor);
        steps++;
      }
      assertEquals(steps, StepCount.of(factor, from, bound, strict).steps());
    }
    assertEquals(-1, StepCount.of(Rational.ONE, Rational.TWO, Rational.ONE, true).steps());
    Rational slow = Rational.ONE.minus(Rational.of(1, 1_000_000_000_000L));
    long about = StepCount.of(slow, Rational.TWO, Rational.ONE, true).steps();
    assertTrue(Math.abs(about - 693_147_180_560L) < 1_000_000, "steps: " + about);
    // the bound itself is not below the bound
    assertEquals(2, StepCount.of(Rational.HALF, Rational.TWO, Rational.ONE, true).steps());
    assertEquals(1, StepCount.of(Rational.HALF, Rational.TWO, Rational.ONE, false).steps());
  }

  @Test
  void ends() {
    assertSays(
        text("w^2", "", "w", Map.of("w", "1"), "1", new Stop.Until("|∇L| < 1e-6")),
        "At t = 2 it is where it was two steps before",
        "never holds");
    assertSays(
        text("-w^2", "", "w", Map.of("w", "1"), "1", new Stop.Until("|∇L| < 1e-6")), "It diverges");
    assertSays(
        text("x^4", "", "x", Map.of("x", "2"), "1", new Stop.Until("|x| < 1e-3")),
        "It diverges",
        "never held");
    assertSays(
        text("w^4", "", "w", Map.of("w", "1"), "1e-9", new Stop.Until("|∇L| < 1e-6")),
        "It was stopped after 100000 steps");
    assertSays(
        text("w - ln w", "", "w", Map.of("w", "1/10"), "-1", new Stop.Steps(3)), "undefined");
  }

  @Test
  void solvesSeveralVariables() {
    assertSays(
        text("x^2 + x y + y^2 - 3x", "", "x y", Map.of("x", "0", "y", "0"), "1/2", FIVE),
        "The eigenvalues are 1 and 3.",
        "one minimum at θ* = (2, −1)",
        "0 < α < 2/3",
        "fastest with α = 1/2",
        "2  1.5      −0.75    −2.8125");
    assertSays(
        text("(x + y - 1)^2", "", "x y", Map.of("x", "2", "y", "0"), "1/8", FIVE),
        "0 < α < 1/2, to the minimiser that is nearest to the start",
        "From (2, 0) that is (3/2, −1/2)");
    assertSays(
        text("(x + y - 1)^2 + x - y", "", "x y", Map.of("x", "2", "y", "0"), "1/8", FIVE),
        "there is no minimum",
        "does not converge");
    assertSays(
        text("x^2 - y^2", "", "x y", Map.of("x", "2", "y", "1"), "1/8", FIVE),
        "a saddle point",
        "diverges from almost every start");
    assertSays(
        text("-x^2 - y^2", "", "x y", Map.of("x", "2", "y", "1"), "1/8", FIVE),
        "there is no minimum");
  }

  @Test
  void goesOverVectors() {
    assertSays(
        text(
            "1/2 ‖X w - y‖^2",
            "X = [1,2;3,4;5,6]; y = (1,2,2); w in R^2",
            "w",
            Map.of("w", "(0, 0)"),
            "0.01",
            new Stop.Until("‖w‖ > 0.2")),
        "H = [35, 44; 44, 56]",
        "w* = (−2/3, 11/12)",
        "(0.17, 0.22)");
    assertSays(
        text("1/2 ‖X w - y‖^2", "X in R^{m×n}; w in R^n", "w", Map.of(), "α", FIVE),
        "wₜ₊₁ − w* = (Iₙ − αXᵀX)(wₜ − w*)",
        "w* = (XᵀX)⁻¹Xᵀy",
        "0 < α < 2/λₘₐₓ");
  }

  @Test
  void looksNearTheMinimaOfOtherLosses() {
    assertSays(
        text("x^4 - 2x^2", "", "x", Map.of("x", "2"), "0.1", new Stop.Until("|∇L| < 1e-6")),
        "Near x = 1",
        "converges for 0 < α < 0.25",
        "Near x = 0 with d²L/dx² = −4, a maximum",
        "it is nearly 0");
    assertFalse(text("|w| + w^2", "", "w", Map.of("w", "1"), "0.1", FIVE).contains("Near w = 0"));
  }

  @Test
  void saysWhereTheGradientIsZeroOnAnInterval() {
    assertSays(
        text("relu(w)", "", "w", Map.of("w", "1"), "1", FIVE),
        "For w < 0 the derivative is 0 throughout, and L = 0: a minimum",
        "There nothing moves");
    String ramp = text("max(0, 1 - x)", "", "x", Map.of("x", "-1"), "1/10", FIVE);
    assertSays(ramp, "For x > 1 the derivative is 0 throughout", "0  −1");
    assertFalse(ramp.contains("No point"), ramp);
    assertFalse(ramp.contains("≈ 2\n"), ramp); // |2| is exact
  }

  @Test
  void drawsThePath() {
    Report report =
        Descent.descend(
            Nabla.formula("1/2 (w - 100)^2"), List.of("w"), Map.of("w", "0"), "0.5, 2.5", FIVE);
    assertEquals(
        List.of("descent-0.5", "descent-2.5"),
        report.blocks().stream()
            .filter(Report.Picture.class::isInstance)
            .map(block -> ((Report.Picture) block).name())
            .toList());
  }

  @Test
  void goesThroughIntermediates() {
    assertSays(
        text("L", "L = (z - y)^2; z = w x; x = 2; y = 3", "w", Map.of("w", "1"), "0.2", FIVE),
        "dL/dw = dL/dz·dz/dw",
        "wₜ = 1.5 − 0.5(−0.6)^t");
  }

  @Test
  void showsStepsInSymbols() {
    assertSays(
        text("1/2 (w - 100)^2", "", "w", Map.of("w", "0"), "α", new Stop.Steps(2)), "1  100α");
    assertSays(
        text("1/2 (w - 100)^2", "", "w", Map.of(), "1/2", new Stop.Steps(2)), "1  (w₀ + 100)/2");
    assertSays(text("sqrt(2) w^2", "", "w", Map.of("w", "1"), "0.1", FIVE), "≈ 0.7171573");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1, α", "(1, 2)"})
  void refusesRates(String rate) {
    assertThrows(NablaException.class, () -> text("w^2", "", "w", Map.of("w", "1"), rate, FIVE));
  }

  @Test
  void refusesWhatIsNoDescent() {
    assertThrows(NablaException.class, () -> text("w^2", "", "v", Map.of(), "1", FIVE));
    assertThrows(NablaException.class, () -> text("w = 1", "", "w", Map.of(), "1", FIVE));
    assertThrows(
        NablaException.class,
        () -> text("w^2", "", "w", Map.of("w", "1"), "1", new Stop.Until("|β| < 1")));
    assertThrows(
        NablaException.class, () -> text("w^2", "", "w", Map.of("w", "(1, 2)"), "1", FIVE));
  }

  @Test
  void periodicLossesHaveStationaryPointsWithoutEnd() {
    assertSays(
        text("L = 1 - cos(w)", "", "w", Map.of("w", "1"), "1/2", FIVE),
        "The gradient is 0 at w = 2πk, w = 2πk + π for every whole number k.",
        "Near w = 0 with d²L/dw² = 1, a minimum",
        "Near w = π with d²L/dw² = −1, a maximum");
    assertSays(
        text("M = sin(w^2)", "", "w", Map.of("w", "1"), "1/10", FIVE),
        "for every whole number k with which that is a number.",
        "Near w = √(π/2) with d²M/dw² = −2π, a maximum");
    assertSays(
        text("L = sin(w) cos(w) + w^2/10", "", "w", Map.of("w", "1"), "1/2", FIVE),
        "Near w ≈ 2.135548, by numbers, with d²L/dw² ≈ 2.0084, a minimum",
        "by about 1 − 2.0084α");
  }

  @Test
  void aLossBeyondAllNumbersDiverges() {
    assertSays(
        text("L = exp(w^2)", "", "w", Map.of("w", "5"), "1/2", FIVE),
        "It diverges: at t = 2 the values are beyond 1e100.");
    String quartic =
        text(
            "L = x^4 + y^4 - 4x y",
            "",
            "x y",
            Map.of("x", "3", "y", "3"),
            "0.2",
            new Stop.Steps(10));
    assertSays(quartic, "It diverges: at t = 6 the loss or its gradient is beyond 1.8e308");
    assertFalse(quartic.contains("has no value"), quartic);
  }

  /// Where it is 0 as far as doubles show, and where it is not there.
  @Test
  void theGradientAtTheEndIsWhatItIs() {
    String zero = "The gradient is 0 at the end.";
    String near = "The gradient is ≈ 0 at the end.";
    assertSays(text("L = e^x - 2x", "", "x", Map.of("x", "0"), "0.5", new Stop.Steps(10)), near);
    assertSays(
        text("L = max(0, w - 1)", "", "w", Map.of("w", "1.2"), "0.5", new Stop.Steps(10)), zero);
    for (String kink : new String[] {"|w - 2| | 2", "max(0, 1 - w) | 1", "|w^2 - 4| | 2"}) {
      String[] parts = kink.split(" \\| (?=\\d)", -1);
      String at =
          text("L = " + parts[0], "", "w", Map.of("w", parts[1]), "0.5", new Stop.Steps(10));
      assertSays(at, "The end is at a kink, ", ", where there is no gradient.");
      assertFalse(at.contains("The gradient"), at);
    }
    String beside = text("L = |w - 2|", "", "w", Map.of("w", "0.2"), "0.5", new Stop.Steps(10));
    assertSays(beside, "The gradient has the length ≈ 1 at the end");
  }

  /// x⁴ − 3x³ falls before 0 and after it, x³ − x⁴ has no minimum at 0 either, and x⁴ has one.
  @Test
  void aPointWithoutCurvatureIsSpokenOfAsWhatItIs() {
    String inflection =
        text("L = x^4 - 3x^3 + 2", "", "x", Map.of("x", "1"), "α", new Stop.Steps(10));
    assertSays(inflection, "neither a minimum nor a maximum. From one side descent comes near it");
    assertFalse(inflection.contains("Where it is a minimum"), inflection);
    assertSays(
        text("L = x^4", "", "x", Map.of("x", "1"), "α", new Stop.Steps(10)),
        ": a minimum. From near by descent comes near it more slowly");
    assertSays(
        text("L = -x^4", "", "x", Map.of("x", "1"), "α", new Stop.Steps(10)),
        ": a maximum. Descent leaves it.");
  }

  @Test
  void aMultipleOfTheIdentityIsSolved() {
    assertSays(
        text("L = ‖x - c‖²/2", "x, c ∈ R^n", "x", Map.of(), "α", FIVE),
        "xₜ − x* = (1 − α)^t·(x₀ − x*)",
        "converges exactly for 0 < α < 2, and it oscillates exactly for α > 1.");
    assertSays(
        text("M = λ‖x‖² + c^T x", "x, c ∈ R^n", "x", Map.of(), "1/2", FIVE),
        "2λx = −c",
        "for λ ≠ 0",
        "xₜ₊₁ − x* = (1 − λ)(xₜ − x*)",
        "converges exactly for 0 < α < 1/λ",
        "where 2λ > 0");
  }

  /// One example says nothing across (x, 1), and another letter in H may.
  @Test
  void eigenvaluesThatAreNeverBothPositiveSaySo() {
    assertSays(
        text("L = (w x + b - y)^2", "", "w b", Map.of(), "α", FIVE),
        "Their product is 0 everywhere, so that never both are positive.");
    assertSays(
        text("M = a u^2 + v^2 + u v", "", "u v", Map.of(), "α", FIVE),
        "Both are positive where 2a > 0 and 4a − 1 > 0.");
  }

  /// With all data at 1 and 2 the second derivative is Σ x² = n and, of P, 2: the rates are those
  /// of ½ n (w − 2)² and of (w − 2)².
  @Test
  void sumsWithoutNumbersHaveTheirThresholds() {
    String numbers = "x_i, y_i, w, b, λ ∈ R";
    String half = text("1/2 Σ_i (w x_i - y_i)^2", numbers, "w", Map.of(), "α", FIVE);
    assertSays(
        half,
        "(1 − αΣ_{i=1}^n xᵢ²)wₜ + αΣ_{i=1}^n xᵢyᵢ",
        "w* = (Σ_{i=1}^n xᵢyᵢ)/(Σ_{i=1}^n xᵢ²), for Σ_{i=1}^n xᵢ² ≠ 0",
        "descent converges exactly for 0 < α < 2/(Σ_{i=1}^n xᵢ²)");
    assertFalse(half.contains("is a maximum"), half); // a sum of squares is not negative
    assertSays(text("n/2 (w - 2)^2", "n > 0", "w", Map.of(), "α", FIVE), "0 < α < 2/n");
    assertSays(
        text("1/n Σ_i (w - y_i)^2", numbers, "w", Map.of("w", "0"), "0.1", FIVE),
        "w* = (Σ_{i=1}^n yᵢ)/n, a minimum",
        "converges exactly for 0 < α < 1, ",
        "Steps are shown where every variable and the start have numbers");
    assertSays(
        text("1/n Σ_i (w x_i + b - y_i)^2", numbers, "w b", Map.of(), "α", FIVE),
        "H = [2(Σ_{i=1}^n xᵢ²)/n, 2(Σ_{i=1}^n xᵢ)/n; 2(Σ_{i=1}^n xᵢ)/n, 2]",
        "0 < α < 2/λₘₐₓ");
    assertSays(
        text("Σ_i (w x_i - y_i)^2 - λ w^2", numbers, "w", Map.of(), "α", FIVE), "is a maximum");
  }

  /// The slope of each term is constant but for its kink, and that of a fourth power is no line.
  @ParameterizedTest
  @ValueSource(strings = {"Σ_i |w - y_i|", "Σ_i (w - y_i)^4", "Σ_i max(0, w - y_i)"})
  void otherSumsWithoutNumbersHaveTheUpdateAlone(String loss) {
    String answer = text(loss, "y_i, w ∈ R", "w", Map.of(), "α", FIVE);
    assertSays(answer, "The update with the rate α:");
    assertFalse(answer.contains("converges"), answer);
  }
}
