package nabla.numeric;

import static nabla.numeric.Formulas.at;
import static nabla.numeric.Formulas.formula;
import static nabla.numeric.Formulas.variable;
import static nabla.numeric.Formulas.variables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreciseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "π¦ ¦ 3.1415926535897932384626433833",
        "√2¦ ¦ 1.4142135623730950488016887242",
        "e^x¦ x = 1/3¦ 1.3956124250860895286281253196",
        "ln(x)¦ x = 3¦ 1.0986122886681096913952452369",
        "sin(10^20)¦ ¦ -0.64525128526578084420581171131",
        "cos(x) - 1¦ x = 1/100000000¦ -4.9999999999999999583333333333E-17",
        "erf(x)¦ x = 1/2¦ 0.52049987781304653768274665389",
        "Γ(x)¦ x = 1/2¦ 1.7724538509055160272981674833",
        "Γ(x)¦ x = -5/2¦ -0.94530872048294188122568932445",
        "arctan(x)¦ x = 1¦ 0.78539816339744830961566084582",
        "atan2(1, -1)¦ ¦ 2.3561944901923449288469825375",
        "∛x¦ x = -2¦ -1.2599210498948731647672106073",
        "tanh(x)¦ x = 1/2¦ 0.46211715726000975850231848364",
        "Φ(x)¦ x = -10¦ 7.6198530241605260659733432516E-24",
        "2^(1/3) 4^(1/3)¦ ¦ 2.0000000000000000000000000000",
        "sum(k=1..20, 1/k^2)¦ ¦ 1.5961632439130233166408788721"
      })
  void givesAllDigits(String formula, String point, String expected) {
    BigDecimal value = Precise.value(formula(formula), at(point == null ? "" : point), 29);
    assertEquals(0, new BigDecimal(expected).compareTo(value), formula + " = " + value);
  }

  /// The coefficients p of p(σ), from p_{k+1} = p_k′ · (σ − σ²).
  private static Expr derivativeOfSigmoid(int order, Expr sigmoid) {
    Rational[] polynomial = {Rational.ZERO, Rational.ONE};
    for (int k = 0; k < order; k++) {
      Rational[] next = new Rational[polynomial.length + 1];
      Arrays.fill(next, Rational.ZERO);
      for (int i = 1; i < polynomial.length; i++) {
        Rational slope = polynomial[i].times(Rational.of(i));
        next[i] = next[i].plus(slope);
        next[i + 1] = next[i + 1].minus(slope);
      }
      polynomial = next;
    }
    List<Expr> terms = new ArrayList<>();
    for (int i = 1; i < polynomial.length; i++) {
      terms.add(Product.of(Num.of(polynomial[i]), Power.of(sigmoid, i)));
    }
    return Sum.of(terms);
  }

  @Test
  void survivesCancellation() {
    Expr fortieth = derivativeOfSigmoid(40, formula("σ(x)"));
    assertEquals(new BigDecimal("-9.76782847129E+25"), Precise.value(fortieth, at("x = 1.3"), 12));
    double lost = Program.of(variables("x"), fortieth).value(1.3);
    assertTrue(Math.abs(lost + 9.76782847129e25) > 1e24, "doubles are no match: " + lost);
  }

  @ParameterizedTest
  @CsvSource({
    "√2 - 1, 1",
    "π - 355/113, -1",
    "e^π - π^e, 1",
    "3 - 3, 0",
    "√4 - 2, 0",
    "1/3 + 2/3 - 1, 0",
    "√6 - √2 √3 + 10^(-300), 1"
  })
  void decidesSigns(String constant, int sign) {
    assertEquals(sign, Precise.sign(formula(constant)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"√6 - √2 √3", "sin(1)^2 + cos(1)^2 - 1", "1/0", "ln(-1)", "x"})
  void doesNotDecideWhatItCannot(String constant) {
    assertNull(Precise.sign(formula(constant)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/0",
        "1/(x - x)",
        "ln(-x)",
        "√(-x)",
        "0^0",
        "0^(-x)",
        "arcsin(1 + x)",
        "Γ(-2)",
        "{1 if x < 0}"
      })
  void saysWhatIsUndefined(String formula) {
    NablaException failure =
        assertThrows(
            NablaException.class, () -> Precise.enclose(formula(formula), at("x = 1"), 10));
    assertEquals(NablaException.Kind.DOMAIN, failure.kind(), failure.getMessage());
  }

  @Test
  void refutesByDisjointBounds() {
    Enclosure left = Precise.enclose(formula("√(x^2)"), at("x = -2"), 10);
    Enclosure right = Precise.enclose(formula("x"), at("x = -2"), 10);
    assertTrue(left.isDisjointFrom(right));
    assertEquals(Rational.TWO, left.exact());
    Enclosure sigmoid = Precise.enclose(formula("σ(2x)"), at("x = 1/3"), 20);
    Enclosure tanh = Precise.enclose(formula("(1 + tanh(x))/2"), at("x = 1/3"), 20);
    assertFalse(sigmoid.isDisjointFrom(tanh));
  }

  @Test
  void handlesKinksFromBothSides() {
    // √2·√2 − 2 is 0 without looking it, so no condition on it can be decided; |x| still has
    // bounds.
    Enclosure value = Precise.enclose(formula("3 + |√2 √2 - 2| + max(√2 √2, 2)"), Map.of(), 20);
    assertEquals(5, value.doubleValue(), 1e-18);
    assertThrows(
        NablaException.class, () -> Precise.value(formula("sign(√2 √2 - 2)"), Map.of(), 5));
  }

  @Test
  void bigExponentsEndInAnError() {
    assertThrows(NablaException.class, () -> Precise.value(formula("2^(2^(2^40))"), Map.of(), 5));
    assertThrows(NablaException.class, () -> Precise.value(formula("e^(e^(e^30))"), Map.of(), 5));
  }

  /// Every scalar function of the catalogue: bounds and double value agree wherever both are
  /// defined.
  @TestFactory
  Stream<DynamicTest> everyFunction() {
    return Catalogue.standard().functions().stream()
        .filter(function ->
            function.isElementwise()
                && function.value() != null
                && !function.parameters().isEmpty())
        .map(function -> DynamicTest.dynamicTest(function.name(), () -> agrees(function)));
  }

  private static void agrees(Function function) {
    List<Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < function.minimumArity(); i++) {
      symbols.add(Symbol.of("xyzuvw".substring(i, i + 1)));
    }
    Expr application = Apply.of(function, symbols.toArray(new Expr[0]));
    Program program = Program.of(symbols, application);
    Precise precise = Precise.of(symbols, application);
    int compared = 0;
    for (Point point : Sampler.of(symbols, Assumptions.NONE, 3).points(12, application)) {
      double value = program.value(point.doubles());
      try {
        Enclosure bounds = precise.enclose(point.coordinates(), 18).getFirst();
        assertEquals(
            bounds.doubleValue(),
            value,
            1e-12 * Math.abs(value) + 1e-300,
            () -> function.name() + " at " + point);
        compared++;
      } catch (NablaException undecided) {
        assertNotEquals(
            NablaException.Kind.DOMAIN, undecided.kind(), () -> function.name() + " at " + point);
      }
    }
    assertTrue(compared > 0, "no point was compared");
  }

  @Test
  void boundsContainTheValueAtEveryPrecision() {
    Expr expression = formula("(e^x - 1 - x - x^2/2) ln(1 + x)/sin(x^3) + arctan(x)^7/Γ(x)");
    Precise precise = Precise.of(variables("x"), expression);
    for (Rational x : List.of(Rational.of(1, 1000), Rational.of(7, 3), Rational.of(-1, 9))) {
      Enclosure best = precise.enclose(List.of(x), 90).getFirst();
      for (int digits = 1; digits < 60; digits += 7) {
        assertFalse(precise.enclose(List.of(x), digits).getFirst().isDisjointFrom(best));
      }
    }
    assertEquals(variable("x"), variables("x").getFirst());
  }
}
