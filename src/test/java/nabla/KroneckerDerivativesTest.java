package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Gradients of numbers made of Kronecker products, in the factors where these come apart.
class KroneckerDerivativesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ||A ⊗ X||^2            ; 2 tr(AAᵀ)X
          tr((X ⊗ B)(B ⊗ B))     ; tr(BB)Bᵀ
          tr((B ⊗ X)^T (X ⊗ B))  ; 2 tr(BXᵀ)B
          sum(B ⊗ X)             ; sum(B) ones(n, n)
          """)
  void factorsComeApart(String formula, String gradient) {
    assertGradient(formula, "X, B ∈ R^{n×n}; A ∈ R^{p×q}", gradient);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          tr((Y ⊗ Z)^T (X ⊗ A))  ; unvec((I_{mn} ⊗ vec(A)ᵀ)(Iₙ ⊗ commutation(m, q) ⊗ Iₚ) vec(Y ⊗ Z), m, n)
          """)
  void factorsOfOtherSizesDoNot(String formula, String gradient) {
    // as a product Y ⊗ Z has the size of X ⊗ A, but its blocks are of another
    assertGradient(formula, "X ∈ R^{m×n}; A ∈ R^{p×q}; Y ∈ R^{p×q}; Z ∈ R^{m×n}", gradient);
  }

  private static void assertGradient(String text, String where, String gradient) {
    Formula formula = Nabla.formula(text, where);
    Derived derived = formula.derive("X", 1, false, true).getFirst();
    assertEquals(gradient, formula.text(derived.result()));
    assertNotNull(derived.verification());
    assertTrue(derived.verification().isVerified(), derived.verification()::summary);
  }
}
