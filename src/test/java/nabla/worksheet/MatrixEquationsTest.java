package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Equations for matrices that stand at the left, below a transpose or an inverse, or are
/// symmetric.
class MatrixEquationsTest {

  private static final String SQUARE = "A, B, S, X ∈ R^{n×n}\n";

  @Test
  void theMatrixMayStandAtTheLeft() {
    assertSays(SQUARE + "solve X A = B for X", "XA = B\nX = BA⁻¹  for det(A) ≠ 0\n");
    assertSays(SQUARE + "solve X^T A = B for X", "X = A⁻ᵀBᵀ  for det(A) ≠ 0\n");
    assertSays("X, B ∈ R^{m×n}; A ∈ R^{n×n}\nsolve X A = B for X", "X = BA⁻¹  for det(A) ≠ 0\n");
    assertSays(SQUARE + "solve A X + X B = S for X", "This is not solved for X in symbols.");
  }

  /// The solution has an inverse itself, or there is none.
  @Test
  void theMatrixMayStandInAnInverse() {
    assertSays(SQUARE + "solve X^{-1} = S for X", "X = S⁻¹  for det(S) ≠ 0\n");
    assertSays(SQUARE + "solve X^{-1} A = B for X", "X = AB⁻¹  for det(B) ≠ 0, det(A) ≠ 0\n");
    assertSays(
        "Z, S ∈ R^{n×n}\nlet L = log det Z - tr(S Z)\nsolve ∂L/∂Z = 0 for Z",
        "Z = S⁻¹  for det(S) ≠ 0\n",
        "is not decided in symbols");
  }

  /// S for the covariance, its inverse for the precision (K. B. Petersen and M. S. Pedersen, The
  /// Matrix Cookbook, 2012, section 8.1).
  @Test
  void theMaximumLikelihoodOfACovariance() {
    String normal = "S ∈ R^{n×n} symmetric; C ∈ R^{n×n} symmetric positive definite\n";
    assertSays(
        normal + "let ℓ = -(m/2) log det C - (m/2) tr(S C^{-1})\nsolve ∂ℓ/∂C = 0 for C",
        "C = S  for m ≠ 0, det(S) ≠ 0\n");
    assertSays(
        normal + "let ℓ = (m/2) log det C - (m/2) tr(S C)\nsolve ∂ℓ/∂C = 0 for C", "C = S⁻¹  for");
  }

  /// log det is concave on the symmetric positive definite matrices.
  @Test
  void symmetricMatricesHaveFewerEntries() {
    String sheet = "C ∈ R^{2×2} symmetric\nlet ℓ = log det C - tr(S C)\ngiven S = [2, 1; 1, 2]\n";
    assertSays(
        sheet + "solve ∂ℓ/∂C = 0 for C",
        "C₁₁ = 2/3 ≈ 0.666666666667\nC₁₂ = −1/3 ≈ −0.333333333333\nC₂₂ = 2/3",
        "negative definite: a maximum");
    assertFalse(text(sheet + "solve ∂ℓ/∂C = 0 for C").contains("saddle"));
  }
}
