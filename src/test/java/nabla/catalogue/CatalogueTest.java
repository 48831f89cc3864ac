package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import nabla.expr.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every entry, held against its own value on doubles; and wrong entries, to see that it is
/// noticed.
class CatalogueTest {

  private static final Catalogue CATALOGUE = Catalogue.standard();

  /// A derivative by the order of polygamma is known to no one; an index takes whole numbers; the
  /// others are no numbers.
  private static final Set<Function> WITHOUT_ALL_DERIVATIVES =
      Set.of(Special.POLYGAMMA, Matrices.DELTA);

  static Stream<Function> functionsWithValues() {
    return CATALOGUE.functions().stream()
        .filter(function ->
            function.value() != null
                && function.notation() != Function.Notation.CONSTANT
                && !function.equals(Elementary.INDICATOR));
  }

  static Stream<Function> all() {
    return CATALOGUE.functions().stream();
  }

  @ParameterizedTest
  @MethodSource("functionsWithValues")
  void everyFacetAgreesWithTheValue(Function function) {
    assertEquals(List.of(), EntryCheck.complaints(function, CATALOGUE));
  }

  @ParameterizedTest
  @MethodSource("functionsWithValues")
  void everyDerivativeIsThere(Function function) {
    for (int i = 0; i < function.parameters().size(); i++) {
      if (!WITHOUT_ALL_DERIVATIVES.contains(function)) {
        assertNotNull(function.derivative(i), function + " by " + function.parameters().get(i));
      }
    }
    assertNull(function.derivative(function.parameters().size()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyEntryIsPresentable(Function function) {
    assertFalse(function.summary().isBlank(), function + " has no summary");
    assertFalse(function.latex().isBlank());
    assertSame(function, CATALOGUE.lookup(function.name()));
    function.aliases().forEach(alias -> assertSame(function, CATALOGUE.lookup(alias)));
  }

  @Test
  void constantsHaveTheirDigits() {
    assertEquals(Math.PI, FormulaText.value(CATALOGUE, "pi", Map.of()));
    assertEquals("3.14159265358979323846264338327", precise(Elementary.PI));
    assertEquals("2.71828182845904523536028747135", precise(Elementary.E));
  }

  private static String precise(Function constant) {
    Function.PreciseValue value = constant.preciseValue();
    return value == null ? "" : value.at(30).toString(true);
  }

  @Test
  void wrongFacetsAreNoticed() {
    assertNoticed("derivative by x", function("wrong").value(Math::sin).derivative("-cos(x)"));
    assertNoticed("derivative by x", function("wrong").value(x -> Math.abs(x)).derivative("1"));
    assertNoticed("meaning", function("wrong").value(Math::sinh).means("(e^x + e^(-x))/2"));
    assertNoticed("parity", function("wrong").value(Math::exp).parity(Function.Parity.EVEN));
    assertNoticed("range", function("wrong").value(Math::exp).range("y < 0"));
    assertNoticed("does not tend", function("wrong").value(Math::tanh).limits("1 at -∞"));
    assertNoticed("does not tend", function("wrong").value(x -> 1 / x).limits("-∞ at 0+"));
    assertNoticed("outside its domain", function("wrong").value(Math::exp).domain("x > 0"));
    assertNoticed("inside its domain", function("wrong").value(Math::log).domain("x > -1"));
    assertNoticed("precise value", function("wrong").value(Math::sin).precise(x -> x));
    assertNoticed("exact value", function("wrong").value(Math::sin).exactly("1/2 at π/3"));
  }

  private static void assertNoticed(String part, FunctionBuilder wrong) {
    List<String> complaints = EntryCheck.complaints(wrong.entry(), CATALOGUE);
    assertTrue(
        complaints.stream().anyMatch(complaint -> complaint.contains(part)),
        part + ": " + complaints);
  }

  @Test
  void oneFunctionMoreIsOneCall() {
    Function cube =
        function("cube")
            .aliases("cubed")
            .means("x^3")
            .derivative("3 x^2")
            .value(x -> x * x * x)
            .entry();
    Catalogue more = CATALOGUE.with(cube);
    assertEquals(List.of(), EntryCheck.complaints(cube, more));
    assertSame(cube, more.lookup("cubed"));
    assertNull(CATALOGUE.lookup("cube"), "the standard catalogue is unchanged");
  }

  @Test
  void takenNamesAreRefused() {
    Function second = function("second").aliases("sin").entry();
    assertThrows(IllegalArgumentException.class, () -> CATALOGUE.with(second));
  }

  @Test
  void smallValuesKeepTheirDigits() {
    assertClose(Math.exp(-40), Activations.SIGMOID, -40);
    assertClose(Math.exp(-40), Activations.SOFTPLUS, -40);
    assertClose(6.22096057427178e-16, Special.NORMAL_CDF, -8);
    assertClose(1e-20, Hyperbolic.ARSINH, 1e-20);
    assertClose(-1e-20, Hyperbolic.ARTANH, -1e-20);
    assertClose(-1e-20, Activations.ELU, -1e-20, 1);
    // 1 - σ(x) is not what σ(-x) is: the double next to 1 is too far away
    assertTrue(FormulaText.value(CATALOGUE, "1 - σ(40)", Map.of()) == 0);
  }

  @Test
  void conventionsHold() {
    assertClose(-2, Elementary.CBRT, -8);
    assertClose(3 * Math.PI / 4, Trigonometric.ARCCOT, -1); // continuous at 0, not arctan(1/x)
    assertClose(0, Activations.HEAVISIDE, 0);
    assertClose(0, Elementary.SIGN, 0);
    assertClose(-0.05, Activations.LEAKY_RELU, -5, 0.01);
    assertEquals(List.of(Rational.of(1, 100)), Activations.LEAKY_RELU.defaults());
    assertClose(2, Elementary.MOD, -1, 3);
    assertClose(10, Combinatorial.BINOMIAL, 5, 2);
    assertClose(0, Combinatorial.BINOMIAL, 2, 5);
    assertClose(6227020800.0, Combinatorial.FACTORIAL, 13);
    assertTrue(Double.isNaN(FormulaText.apply(Elementary.LN, List.of(0.0))));
    assertTrue(Double.isNaN(FormulaText.apply(Special.GAMMA, List.of(-2.0))));
  }

  private static void assertClose(double expected, Function function, double... arguments) {
    List<Double> given = DoubleStream.of(arguments).boxed().toList();
    assertEquals(
        expected,
        FormulaText.apply(function, given),
        Math.abs(expected) * 1e-13,
        function + given.toString());
  }
}
