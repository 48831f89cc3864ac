package nabla.numeric;

import static nabla.numeric.Formulas.formula;
import static nabla.numeric.Formulas.variable;
import static nabla.numeric.Formulas.variables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import nabla.expr.Assumptions;
import nabla.expr.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

  private static List<Point> draw(int count, Assumptions assumptions, String... names) {
    Sampler sampler = Sampler.of(variables(names), assumptions, 7);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(assertNotNullPoint(sampler.next()));
    }
    return points;
  }

  private static Point assertNotNullPoint(@org.jspecify.annotations.Nullable Point point) {
    assertNotNull(point);
    return java.util.Objects.requireNonNull(point);
  }

  @Test
  void startsWithSmallValues() {
    List<String> first = draw(5, Assumptions.NONE, "x").stream().map(Point::toString).toList();
    assertEquals(List.of("x = 1", "x = 2", "x = -1", "x = 1/2", "x = 0"), first);
  }

  @Test
  void drawsDifferentPointsTheSameInEachRun() {
    List<Point> points = draw(200, Assumptions.NONE, "x", "y");
    assertEquals(200, new HashSet<>(points).size());
    assertEquals(points, draw(200, Assumptions.NONE, "x", "y"));
    assertTrue(points.stream().anyMatch(point -> point.coordinates().getFirst().signum() < 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x > 0",
        "0 < x",
        "x >= 3",
        "x <= -2",
        "x ≠ 0",
        "x^2 + y^2 < 1",
        "x < y",
        "x = 2 y",
        "x > 2 and y < x"
      })
  void meetsAssumptions(String assumption) {
    Program condition = Program.of(variables("x", "y"), formula(assumption));
    for (Point point : draw(100, Assumptions.NONE.and(formula(assumption)), "x", "y")) {
      assertEquals(1, condition.value(point.doubles()), assumption + " at " + point);
    }
  }

  @Test
  void drawsFromShortRanges() {
    Assumptions between = Assumptions.NONE.and(formula("a > 0")).and(formula("a < 1/100"));
    assertEquals(50, draw(50, between, "a").size());
  }

  @Test
  void drawsIntegers() {
    Assumptions natural = Assumptions.NONE.andInteger(variable("n")).and(formula("n >= 0"));
    for (Point point : draw(10, natural, "n")) {
      assertTrue(
          point.coordinates().getFirst().isInteger()
              && point.coordinates().getFirst().signum() >= 0);
    }
  }

  @Test
  void passesOverPointsWhereAnExpressionIsUndefined() {
    Sampler sampler = Sampler.of(variables("x"), Assumptions.NONE, 1);
    List<Point> points = sampler.points(20, formula("ln(x)"), formula("√(3 - x)"));
    assertEquals(20, points.size());
    for (Point point : points) {
      Rational x = point.coordinates().getFirst();
      assertTrue(x.signum() > 0 && x.compareTo(Rational.of(3)) <= 0);
    }
  }

  @Test
  void givesUpWhereNothingFits() {
    assertNull(Sampler.of(variables("x"), Assumptions.NONE.and(formula("x^2 < 0")), 1).next());
    assertTrue(
        Sampler.of(variables("x"), Assumptions.NONE, 1).points(3, formula("ln(-x^2)")).isEmpty());
  }

  @Test
  void meetsAssumptionsAboutFurtherVariables() {
    Sampler sampler =
        Sampler.of(variables("x"), Assumptions.NONE.and(formula("x > c")).and(formula("c > 5")), 1);
    Point point = assertNotNullPoint(sampler.next());
    assertEquals(1, point.coordinates().size());
    assertTrue(point.coordinates().getFirst().compareTo(Rational.of(5)) > 0);
  }
}
