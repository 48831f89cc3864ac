package nabla.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainTest {

  private static Expr read(String text) {
    return Reader.standard().expression(text);
  }

  /// The conditions in canonical form, so that their spelling does not matter.
  private static Set<Expr> conditions(String list) {
    Set<Expr> conditions = new LinkedHashSet<>();
    for (String text : list == null || list.isBlank() ? new String[0] : list.split(";")) {
      conditions.add(Canonical.of(read(text)));
    }
    return conditions;
  }

  private static Set<Expr> canonical(List<Expr> conditions) {
    Set<Expr> all = new LinkedHashSet<>();
    conditions.forEach(condition -> all.add(Canonical.of(condition)));
    return all;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x^2 + 1          |
          1/x              | x ≠ 0
          1/(1 - x)        | x ≠ 1
          1/(2 - 2x)       | x ≠ 1
          1/(x - y)        | x ≠ y
          1/(a^2 b)        | a ≠ 0; b ≠ 0
          1/(x^2 + 1)      |
          1/(x^2 + x + 1)  |
          1/(x^2 - 1)      | abs(x) ≠ 1
          Σ_{k=1}^n 1/(x - k) | Π_{k=1}^n (x - k) ≠ 0
          Σ_{k=1}^n x^k/k  |
          Σ_{k=1}^n 1/(1 + k x^2) |
          Σ_{k=1}^n ln(x - k) | x > n
          Σ_{k=1}^n √(x + k) | x ≥ -1
          Σ_{i=1}^n Σ_{j=1}^i 1/(x + i j) | Π_{i=1}^n Π_{j=1}^i (x + i j) ≠ 0
          1/e^x            |
          1/(e^x - 1)      | x ≠ 0
          1/tanh(x)        | x ≠ 0
          1/cosh(x)        |
          ln(x)            | x > 0
          ln(-x)           | x < 0
          ln(x) + 1/x      | x > 0
          ln(1 + e^x)      |
          ln(1 - σ(x))     |
          ln(ln(x))        | x > 1
          ln(x^2)          | x ≠ 0
          √x               | x >= 0
          √(x^2)           |
          √(1 - x^2)       | abs(x) <= 1
          1/√x             | x > 0
          √x/x             | x > 0
          1/(√x - 2)       | x >= 0; x ≠ 4
          x^(1/3)          | x >= 0
          x^(-1/2)         | x > 0
          x^-2             | x ≠ 0
          x^y              | x > 0
          x^x              | x > 0
          e^(x y)          |
          arcsin(2x)       | abs(x) <= 1/2
          artanh(x)        | abs(x) < 1
          arcosh(x)        | x >= 1
          log_b(x)         | x > 0; b > 0; b ≠ 1
          log_2(x)         | x > 0
          {sin(x)/x if x ≠ 0; 1 otherwise} |
          """)
  void findsTheConditions(String formula, String expected) {
    Expr written = read(formula);
    assertEquals(
        conditions(expected),
        canonical(Domain.conditions(written, Assumptions.NONE)),
        "as written");
    assertEquals(
        conditions(expected),
        canonical(Domain.conditions(Canonical.of(written), Assumptions.NONE)),
        "canonical");
  }

  @Test
  void zeroToTheZerothPowerIsUndefined() {
    assertEquals(conditions("x ≠ 0"), canonical(Domain.conditions(read("x^0"), Assumptions.NONE)));
  }

  @Test
  void leavesOutWhatIsAssumed() {
    Assumptions positive = Assumptions.NONE.and(read("x > 0"));
    assertTrue(Domain.conditions(read("ln(x) + 1/x + √x"), positive).isEmpty());
    assertFalse(Domain.conditions(read("ln(x - 1)"), positive).isEmpty());
  }

  @Test
  void integerExponentsAllowNegativeBases() {
    Assumptions integer = Assumptions.NONE.andInteger(Symbol.of("n"));
    assertEquals(conditions("x ≠ 0"), canonical(Domain.conditions(read("x^n"), integer)));
    assertTrue(Domain.conditions(read("x^n"), integer.and(read("n >= 1"))).isEmpty());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          abs(x)                      | x = 0
          abs(y)                      |
          abs(x^2 + 1)                |
          relu(2x - 1)                | x = 1/2
          sign(x) + σ(x)              | x = 0
          max(x, y)                   | x = y
          √x                          | x = 0
          √(x^2 + 1)                  |
          abs(x)/x                    |
          𝟙[x > 1]                    | x = 1
          {x if x > 2; 0 otherwise}   | x = 2
          sin(x)                      |
          leakyrelu(x)                | x = 0
          abs(heaviside(x) - 1)       | x = 0
          """)
  void namesTheKinks(String formula, String expected) {
    assertEquals(
        conditions(expected),
        canonical(Domain.kinks(read(formula), Symbol.of("x"), Assumptions.NONE)));
  }

  @Test
  void knowsWhereNothingIsDefined() {
    Expr x = Symbol.of("x");
    Expr difference = Sum.of(x, Product.of(Num.MINUS_ONE, x));
    assertTrue(Domain.isEmpty(Quotient.of(x, difference), Assumptions.NONE));
    assertTrue(Domain.isEmpty(read("√(-1 - x^2)"), Assumptions.NONE));
    assertFalse(Domain.isEmpty(read("√(1 - x^2)"), Assumptions.NONE));
    assertFalse(Domain.isEmpty(Quotient.of(x, x), Assumptions.NONE));
  }

  @Test
  void onlyIntegralsLeaveTheirVariableAside() {
    assertTrue(Domain.conditions(read("∫_0^1 1/(t + x) dt"), Assumptions.NONE).isEmpty());
    assertEquals(
        conditions("x ≠ 0"),
        canonical(Domain.conditions(read("sum(k=1..n, k/x)"), Assumptions.NONE)));
  }

  @Test
  void theFirstTermOfASumHasToBeDefined() {
    assertEquals(
        conditions("x ≠ 0"),
        canonical(Domain.conditions(read("sum(k=0..n, k x^(k - 1))"), Assumptions.NONE)));
    assertTrue(
        Domain.conditions(read("sum(k=1..n, k x^(k - 1))"), Assumptions.NONE).isEmpty(),
        "0⁰ in a power series is left to the reader");
  }

  @Test
  void deepExpressionsAreNoTrouble() {
    Expr tower = Symbol.of("x");
    for (int i = 0; i < 50_000; i++) {
      tower = Sum.of(Apply.of(nabla.catalogue.Trigonometric.SIN, tower), Num.TWO);
    }
    assertTrue(Domain.conditions(Power.of(tower, -1), Assumptions.NONE).isEmpty());
  }
}
