package nabla.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our series against the library's hypergeometric functions, on both sides of where the asymptotic
/// series takes over.
class ErrorFunctionTest {

  private static final int DIGITS = 40;

  @ParameterizedTest
  @ValueSource(strings = {"1e-50", "-0.3", "2.2", "10.5", "11"})
  void agreesWithTheLibrary(String text) {
    Apfloat x = new Apfloat(text, DIGITS);
    Apfloat many = new Apfloat(text, 110);
    assertDigits(ApfloatMath.erf(many), ErrorFunction.erf(DIGITS, x));
    assertDigits(ApfloatMath.erfc(many), ErrorFunction.erfc(DIGITS, x));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "11"})
  void tellsNeighboursApart(String text) {
    Apfloat x = new Apfloat(text, DIGITS);
    Apfloat neighbour = x.add(new Apfloat("1e-35", DIGITS));
    assertNotEquals(ErrorFunction.erfc(DIGITS, x), ErrorFunction.erfc(DIGITS, neighbour));
  }

  private static void assertDigits(Apfloat expected, Apfloat actual) {
    Apfloat error = ApfloatMath.abs(actual.subtract(expected).divide(expected));
    assertTrue(error.compareTo(new Apfloat("1e-38")) < 0, actual + " instead of " + expected);
    assertEquals(expected.signum(), actual.signum());
  }
}
