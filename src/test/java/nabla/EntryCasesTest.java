package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.catalogue.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions in pieces and definitions by cases at each entry of arrays.
class EntryCasesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(leakyrelu(x)) | 𝟙[x ≤ 0]/100 + 𝟙[x > 0]",
        "a^T leakyrelu(x, c) | a ⊙ (𝟙[x > 0] + c 𝟙[x ≤ 0])",
        "a^T elu(x) | a ⊙ {𝟏ₙ if x > 0; exp(x) otherwise}",
        "{x if x > 0; 0.1x otherwise} | diag(0.1𝟙[x ≤ 0] + 𝟙[x > 0])",
        "sum({x if x > y; y otherwise}) | 𝟙[x > y]",
      })
  void derivativesAreVerified(String formula, String derivative) {
    Derived answer = Nabla.formula(formula).where("x ∈ R^n").derivative("x");
    assertEquals(derivative, answer.toText());
    assertNotNull(answer.verification());
    assertTrue(answer.verification().isVerified(), answer.verification()::summary);
  }

  @Test
  void codeChoosesAtEachEntry() {
    Derived slope = Nabla.formula("a^T elu(x)").where("x ∈ R^n").derivative("x");
    assertEquals("a * np.where(x > 0, np.ones(a.shape[0]), np.exp(x))", slope.code(Language.NUMPY));
    assertTrue(slope.code(Language.JULIA).contains("ifelse.(x .> 0, "));
  }

  @Test
  void definitionsAreWrittenAtEachEntry() {
    assertEquals(
        "x * scipy.special.ndtr(x)",
        Nabla.formula("gelu(x)").where("x ∈ R^n").code(Language.NUMPY));
  }
}
