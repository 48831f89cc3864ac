package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where gradients of powers of norms hold: not at 0, unless the exponent that is left is known not
/// to lie below 0.
class PowersOfNormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ||x||^p         ; p ∈ R ; [‖x‖ ≠ 0]
          ||x||^{1/2}     ; p ∈ R ; [‖x‖ ≠ 0]
          (x^T x)^p       ; p ∈ R ; [xᵀx ≠ 0]
          ||x||^p         ; p > 2 ; []
          ||x||^3         ; p ∈ R ; []
          """)
  void conditions(String text, String assumption, String conditions) {
    Formula formula = Nabla.formula(text, "x ∈ R^n; " + assumption);
    Derived derived = formula.derive("x", 1, false, false).getFirst();
    assertEquals(conditions, derived.conditions().stream().map(formula::text).toList().toString());
  }
}
