package nabla.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Polygamma on doubles against values that are known otherwise.
class PolygammaTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, -0.57721566490153286", // minus Euler's constant
    "0, 0.5, -1.9635100260214235",
    "0, -0.5, 0.03648997397857652",
    "1, 1, 1.6449340668482264", // π²/6
    "1, -0.5, 8.934802200544679",
    "2, 1, -2.4041138063191886", // -2 ζ(3)
    "3, 0.5, 97.40909103400244", // π⁴
    "3, -0.5, 193.40909103400244" // π⁴ + 96
  })
  void knownValues(double order, double x, double expected) {
    assertEquals(expected, Polygamma.value(order, x), Math.abs(expected) * 1e-13);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 7, 45, -3.3})
  void theRecurrenceHolds(double x) {
    double step = SpecialValues.factorial(10) * Math.pow(x, -11);
    double expected = Polygamma.value(10, x + 1) - step;
    assertEquals(expected, Polygamma.value(10, x), Math.abs(expected) * 1e-11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, -20})
  void polesHaveNoValue(double x) {
    assertTrue(Double.isNaN(Polygamma.value(0, x)));
    assertTrue(Double.isNaN(Polygamma.value(2, x)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.5})
  void ordersAreWholeNumbers(double order) {
    assertTrue(Double.isNaN(Polygamma.value(order, 1.5)));
  }
}
