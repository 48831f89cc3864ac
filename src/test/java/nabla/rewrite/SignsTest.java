package nabla.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Point;
import nabla.numeric.Program;
import nabla.numeric.Sampler;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignsTest {

  private static final long SEED = Long.getLong("nabla.seed", 4711);

  private static Assumptions assuming(String facts) {
    Assumptions assumptions = Assumptions.NONE;
    for (String fact : facts == null || facts.isBlank() ? new String[0] : facts.split(";")) {
      if (fact.contains("∈ Z")) {
        assumptions = assumptions.andInteger(Symbol.of(fact.strip().substring(0, 1)));
      } else {
        assumptions = assumptions.and(Reader.standard().expression(fact));
      }
    }
    return assumptions;
  }

  @ParameterizedTest(name = "{0} | {1} | {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 > 0                    |                  | TRUE
          x > 0                    |                  | UNKNOWN
          x > 0                    | x > 0            | TRUE
          x > 0                    | x >= 0           | UNKNOWN
          x >= 0                   | x > 1            | TRUE
          x > 0                    | x < 0            | FALSE
          x^2 >= 0                 |                  | TRUE
          x^2 > 0                  |                  | UNKNOWN
          x^2 > 0                  | x ≠ 0            | TRUE
          x^3 > 0                  | x ≠ 0            | UNKNOWN
          x^2 + 1 > 0              |                  | TRUE
          x^2 + x + 1 > 0          |                  | TRUE
          x^2 + 2x + 1 > 0         |                  | UNKNOWN
          x^2 + 2x + 1 >= 0        |                  | TRUE
          x^2 - 1 > 0              |                  | UNKNOWN
          e^x > 0                  |                  | TRUE
          e^x > 1                  | x > 0            | TRUE
          e^x > 1                  |                  | UNKNOWN
          2^x >= 1                 | x >= 0           | TRUE
          1 - σ(x) > 0             |                  | TRUE
          1 - 2σ(x) > 0            |                  | UNKNOWN
          1 - 2σ(x) > 0            | x < 0            | TRUE
          1 - tanh(x)^2 > 0        |                  | TRUE
          1 - sin(x)^2 > 0         |                  | UNKNOWN
          1 - sin(x)^2 >= 0        |                  | TRUE
          tanh(x) > 0              | x > 0            | TRUE
          tanh(x) ≠ 0              | x ≠ 0            | TRUE
          sin(x) > 0               | x > 0            | UNKNOWN
          ln(x) > 0                | x > 1            | TRUE
          ln(x) > 0                | x > 0            | UNKNOWN
          ln(x) < 0                | 0 < x; x < 1     | TRUE
          cosh(x) ≠ 0              |                  | TRUE
          sinh(x) ≠ 0              |                  | UNKNOWN
          relu(x) > 0              | x > 0            | TRUE
          relu(x) > 0              |                  | UNKNOWN
          max(x, 1) > 0            |                  | TRUE
          min(x, 1) > 0            |                  | UNKNOWN
          abs(x) > 0               | x ≠ 0            | TRUE
          x > -1                   | abs(x) < 1       | TRUE
          x - y > 0                | x > y            | TRUE
          y - x > 0                | x > y            | FALSE
          2x - 2y > 0              | x - y > 0        | TRUE
          x - y ≠ 0                | x ≠ y            | TRUE
          x > 0                    | x > y; y > 0     | TRUE
          x > 0                    | x > y            | UNKNOWN
          x - 1 ≠ 0                | x ≠ 1            | TRUE
          2 - 2x ≠ 0               | x ≠ 1            | TRUE
          x ≠ 0                    | x y ≠ 0          | TRUE
          x + y > 0                | x > 0; y >= 0    | TRUE
          x y > 0                  | x > 0            | UNKNOWN
          x y > 0                  | x < 0; y < 0     | TRUE
          1/x > 0                  | x > 0            | TRUE
          x/x > 0                  |                  | UNKNOWN
          √x >= 0                  |                  | TRUE
          x - x = 0                |                  | TRUE
          x = 0                    |                  | UNKNOWN
          π > 3                    |                  | TRUE
          π > 22/7                 |                  | FALSE
          n = floor(n)             | n ∈ Z            | TRUE
          n + 1/2 = floor(n + 1/2) | n ∈ Z            | UNKNOWN
          x > 0 and y > 0          | x > 0            | UNKNOWN
          x > 0 or y > 0           | x > 0            | TRUE
          {x if x > 0; -x otherwise} >= 0 |           | TRUE
          {x if x > 0; x otherwise} >= 0  |           | UNKNOWN
          """)
  void knowsWhatFollowsAndNoMore(String condition, String facts, Truth expected) {
    Expr written = Reader.standard().expression(condition);
    Signs signs = Signs.of(assuming(facts));
    assertEquals(expected, signs.holds(written));
    if (expected != Truth.UNKNOWN && !condition.contains(" and ") && !condition.contains(" or ")) {
      assertEquals(expected, signs.holds(Canonical.of(written)), "in canonical form");
    }
  }

  /// Bounds of random expressions contain their values at random points.
  @Test
  void boundsContainTheValues() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> facts =
        List.of("", "x > 0", "x < 0; y ≠ 0", "x > y; y > 1", "|x| < 1", "x ≠ 0; x + y >= 1");
    int compared = 0;
    for (int i = 0; i < 600; i++) {
      Assumptions assumptions = assuming(facts.get(random.nextInt(facts.size())));
      Expr expression = random(random, 4);
      Bounds bounds = Signs.of(assumptions).bounds(expression);
      List<Symbol> symbols = List.of(Symbol.of("x"), Symbol.of("y"));
      Program program = Program.of(symbols, expression);
      for (Point point : Sampler.of(symbols, assumptions, random.nextInt()).points(8, expression)) {
        double value = program.value(point.doubles());
        double slack = 1e-9 * (1 + Math.abs(value));
        String where =
            expression + " at " + point + " is " + value + ", not in " + bounds + ", seed " + SEED;
        Rational lower = bounds.lower();
        Rational upper = bounds.upper();
        assertTrue(lower == null || value >= lower.doubleValue() - slack, where);
        assertTrue(upper == null || value <= upper.doubleValue() + slack, where);
        compared++;
      }
    }
    assertTrue(compared > 1000, "only " + compared + " values");
  }

  private static Expr random(SplittableRandom random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(3) == 0
          ? Num.of(random.nextInt(-3, 4))
          : Symbol.of(random.nextBoolean() ? "x" : "y");
    }
    Expr first = random(random, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> Sum.of(first, random(random, depth - 1));
      case 1 -> Product.of(first, random(random, depth - 1));
      case 2 -> Power.of(first, Num.of(Rational.of(random.nextInt(-3, 5), random.nextInt(1, 3))));
      // a base of either sign has powers at single exponents only, which are left aside
      case 3 -> Power.of(Num.of(Rational.of(random.nextInt(1, 9), 4)), first);
      default -> {
        List<Function> unary = new ArrayList<>();
        for (Function function : Catalogue.standard().functions()) {
          if (function.minimumArity() == 1
              && function.unaryValue() != null
              && function.isElementwise()) {
            unary.add(function);
          }
        }
        yield Apply.of(unary.get(random.nextInt(unary.size())), first);
      }
    };
  }
}
