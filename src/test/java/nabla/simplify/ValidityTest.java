package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import nabla.read.Reader;
import nabla.rewrite.Domain;
import nabla.write.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityTest {

  private static Expr read(String text) {
    return Reader.standard().expression(text);
  }

  private static Assumptions assume(String text) {
    Assumptions assumptions = Assumptions.NONE;
    for (String fact : text == null ? new String[0] : text.split(";", -1)) {
      assumptions = assumptions.and(read(fact));
    }
    return assumptions;
  }

  private static Validity of(String conditions, String assumptions) {
    List<Expr> all = new ArrayList<>();
    for (String condition : conditions.split(";", -1)) {
      all.add(read(condition));
    }
    return Validity.of(all, assume(assumptions));
  }

  private static Validity domain(String formula) {
    return Validity.of(Domain.conditions(read(formula), Assumptions.NONE), Assumptions.NONE);
  }

  private static String text(List<Expr> conditions) {
    return conditions.stream().map(Text::of).collect(Collectors.joining("; "));
  }

  @ParameterizedTest(name = "{0} under {1}: {2}")
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          -2x > 0 @ @ x < 0
          x >= 1; |x| > 1; x ≠ 1 @ @ x > 1
          ∛x ≠ 0; x ≠ 0 @ @ x ≠ 0
          (1+x)/(1-x) > 0; x ≠ 1 @ @ |x| < 1
          (x-1)/(x+2) > 0 @ @ x < −2 or x > 1
          x^2 - 3x + 2 > 0 @ @ x < 1 or x > 2
          6 - x - x^2 >= 0 @ @ −3 ≤ x ≤ 2
          x^2 > 2 @ @ |x| > √2
          x^2 - x - 1 ≠ 0 @ @ x ≠ (1 − √5)/2; x ≠ (1 + √5)/2
          x^2 + x + 1 > 0 @ @
          x^3 > x @ @ −1 < x < 0 or x > 1
          x^3 ≠ 8 @ @ x ≠ 2
          x^4 - 5x^2 + 4 > 0 @ @ x < −2 or |x| < 1 or x > 2
          e^x > 2 @ @ x > ln(2)
          2^x < 8 @ @ x < 3
          e^(2x) - 3e^x + 2 ≠ 0 @ @ x ≠ 0; x ≠ ln(2)
          ln(x) < 1; x > 0 @ @ 0 < x < e
          ln(ln(x)) ≠ 0; ln(x) > 0; x > 0 @ @ x > 1; x ≠ e
          √x > 2; x >= 0 @ @ x > 4
          x + √(x^2 - 1) > 0; x^2 >= 1 @ @ x ≥ 1
          x > √(2 - x); x <= 2 @ @ 1 < x ≤ 2
          |x - 1| < 2 @ @ −1 < x < 3
          |x| + x > 0 @ @ x > 0
          tanh(x) > 1/2 @ @ x > artanh(1/2)
          σ(x) ≠ 1/2 @ @ x ≠ 0
          |1/x| < 1; x ≠ 0 @ @ |x| > 1
          1/x > -1; x ≠ 0 @ @ x < −1 or x > 0
          x > 1 @ x > 0 @ x > 1
          x ≠ 1 @ x > 0 @ x ≠ 1
          x ≠ 0; x < 1 @ x > 0 @ x < 1
          x > -1 @ x > 0 @
          |x| ≠ 1 @ x > 0 @ x ≠ 1
          x^3 + x + 1 > 0 @ @ x³ + x + 1 > 0
          x^5 ≠ x + 1 @ @ x⁵ − x ≠ 1
          cos(2x + 1) ≠ 0; cos(1 + 2x) ≠ 0 @ @ cos(2x + 1) ≠ 0
          1 + cos(x) ≠ 0 @ @ cos(x) ≠ −1
          2 - sin(x) ≠ 0 @ @
          2 sin(x)^2 ≠ 1 @ @ |sin(x)| ≠ √(2)/2
          x y > 0; x/y > 0; y ≠ 0 @ @ x y > 0
          c + b x + a x^2 ≠ 0 @ @ c + b x + a x² ≠ 0
          2x - 4y > 0 @ @ x > 2y
          x - a ≠ 0; a ≠ x @ @ x ≠ a
          1 - x^2 - y^2 > 0 @ @ x² + y² < 1
          x^2 + y^2 ≠ 0; x ≠ 0 or y ≠ 0 @ @ x ≠ 0 or y ≠ 0
          √(x^2 + y^2) > 0 @ @ x ≠ 0 or y ≠ 0
          x ≠ 0 or y ≠ 0; y ≠ 0 or x >= 0 @ @ y ≠ 0 or x > 0
          x + y + 1 > 0 @ @ x + y + 1 > 0
          """)
  void saysWhatATeacherWrites(String conditions, String assumptions, String expected) {
    Expr[] read =
        java.util.Arrays.stream(conditions.split(";", -1))
            .map(ValidityTest::read)
            .toArray(Expr[]::new);
    String said = text(of(conditions, assumptions).statements(Written.in(read)));
    assertEquals(
        expected == null ? "" : expected.replace(" ", ""),
        said.replace(" ", ""),
        "of " + conditions);
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x/x             | 1        | x ≠ 0
          x^2/x           | x        | x ≠ 0
          1/x             | x^-1     |
          ln(x) + x       | 1/x + 1  | x > 0
          ln(x)           | 1/√x     |
          2 ln(x)         | ln(x^2)  | x > 0
          e^(ln(x))       | x        | x > 0
          ln(x) + ln(y)   | ln(x y)  | x > 0; y > 0
          """)
  void tellsWhatTheAnswerNoLongerSays(String original, String answer, String expected) {
    assertEquals(
        expected == null ? "" : expected,
        text(domain(original).statementsBeyond(domain(answer), Written.NOTHING)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ln(x) ln(-x)",
        "√(-x^2 - 1)",
        "ln(-x^2)",
        "√(x - 1) + √(-x)",
        "arcsin(x^2 + 2)",
        "ln(sin(x) - 2)",
        "ln(ln(sin(x)))",
        "arcosh(tanh(x))",
        "ln(-x^2 - y^2)",
        "√(ln(σ(x)))"
      })
  void findsThatNothingIsDefined(String formula) {
    assertTrue(domain(formula).isEmpty());
    assertTrue(domain(formula).isThin());
  }

  @ParameterizedTest
  @CsvSource({
    "√(-x^2), x = 0",
    "√(-(x-1)^2 (x-2)^2), x = 1 or x = 2",
    "arcsin(x^2 + 1), x = 0",
    "√(sin(x) - 1), sin(x) = 1",
    "√x + √(-x), x = 0"
  })
  void findsThatOnlyPointsAreLeft(String formula, String points) {
    assertFalse(domain(formula).isEmpty());
    assertTrue(domain(formula).isThin());
    assertEquals(points, text(domain(formula).statements(Written.NOTHING)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"√(sign(x) - 1)", "√(1 - x^2)", "√(x^2 (x - 1))", "√(floor(x) - x)", "ln(x y)"})
  void otherFormulasAreDefinedSomewhere(String formula) {
    assertFalse(domain(formula).isEmpty());
  }

  @Test
  void aStepFunctionMayHaveOneValueInManyPlaces() {
    assertFalse(domain("√(sign(x) - 1)").isThin());
  }

  /// What is said holds at just those points at which the conditions themselves hold.
  @Test
  void saysNothingElseThanTheConditions() {
    SplittableRandom random = new SplittableRandom(20261121);
    String[] parts = {
      "x",
      "x - 1",
      "2x + 3",
      "x^2 - 4",
      "x^2 + x - 1",
      "x^2 + 1",
      "x^3 - x",
      "e^x - 2",
      "ln(x)",
      "√(x + 1)",
      "|x| - 1",
      "√x - 1",
      "1/x - 2",
      "1/(x - 2)",
      "tanh(x) - 1/3",
      "x^4 - 3"
    };
    String[] comparisons = {" > 0", " >= 0", " < 0", " <= 0", " ≠ 0"};
    Symbol x = Symbol.of("x");
    for (int round = 0; round < 300; round++) {
      List<Expr> conditions = new ArrayList<>();
      int count = 1 + random.nextInt(2);
      for (int i = 0; i < count; i++) {
        String first = parts[random.nextInt(parts.length)];
        String second = parts[random.nextInt(parts.length)];
        String joined =
            switch (random.nextInt(3)) {
              case 0 -> first;
              case 1 -> "(" + first + ")(" + second + ")";
              default -> "(" + first + ")/(" + second + ")";
            };
        conditions.addAll(Domain.conditions(read(joined), Assumptions.NONE));
        conditions.add(read(joined + comparisons[random.nextInt(comparisons.length)]));
      }
      Validity validity = Validity.of(conditions, Assumptions.NONE);
      List<Expr> said = validity.statements(Written.NOTHING);
      for (int number = -24; number <= 24; number++) {
        Rational place = Rational.of(number, 4).plus(Rational.of(random.nextInt(3), 97));
        boolean expected = holds(conditions, x, place);
        boolean found = !validity.isEmpty() && holds(said, x, place);
        assertEquals(expected, found, conditions + " at " + place + ": " + text(said));
      }
    }
  }

  private static boolean holds(List<Expr> conditions, Symbol x, Rational place) {
    for (Expr condition : conditions) {
      if (Program.of(List.of(x), condition).value(place.doubleValue()) != 1) {
        return false;
      }
    }
    return true;
  }

  @Test
  void placesAreOrderedByTheirValues() {
    Place root = Place.of(read("√2"));
    Place same = Place.of(read("2/√2"));
    assertTrue(root != null && same != null && root.compareTo(same) == 0);
    assertTrue(root.compareTo(Place.of(Rational.of(3, 2))) < 0);
    assertEquals(null, Place.of(read("ln(0 - 1)")));
  }
}
