package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values of derivatives in indices, and of those whose sizes come from arrays that are gone from
/// them.
class ValuesOverIndicesTest {

  private static String at(String formula, String where, String by, String values) {
    return Nabla.formula(formula + " where " + where.replace(";", ","))
        .derivative(by)
        .at(values)
        .toText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x_i^2 | x∈R^n | x_k | x=(1,2,4) | [2, 0, 0; 0, 4, 0; 0, 0, 8]",
        "x_i^2 | x∈R^n | x_k | x=(1,2,4); i=2 | (0, 4, 0)",
        "(A x)_i | A∈R^{m×n}; x∈R^n | x_k | A=[1,2;3,4;5,6]; x=(1,1) | [1, 2; 3, 4; 5, 6]",
        "Σ_{i=1}^n Σ_{j=1}^i x_i x_j | x∈R^n | x | x=(1,2,3,4) | (11, 12, 13, 14)",
        "Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2 | x∈R^n | x_k | x=(1,2,4) | (−2, −2, 4)",
        "Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2 | x∈R^n | x_k | x=(1,2,4); k=3 | 4",
        "Σ_{i=1}^n Σ_{j=i+1}^n ln(abs(x_i-x_j)) | x∈R^n | x_k | x=(1,2,4); k=2 | 1/2",
        "(A X)_{ij} | A,X∈R^{2×2} | X_{kl} | A=[3,5;1,1]; X=[1,0;0,1] |"
            + " [3, 0; 5, 0; 0, 3; 0, 5; 1, 0; 1, 0; 0, 1; 0, 1]",
        "Σ_i (y_i - w^T x_i)^2 | x∈R^{m×n} | x_k | y=(1,0,1); w=(1,2); x=[1,2;3,4;5,6] |"
            + " [8, 16; 22, 44; 32, 64]",
        "Σ_i (y_i - w^T x_i)^2 | x∈R^{m×n} | x_k | y=(1,0,1); w=(1,2); x=[1,2;3,4;5,6]; k=2 |"
            + " (22, 44)",
        "Σ_j w_j x_j | x∈R^{m×n} | x_k | w=(2,3); x=[1,2;3,4] | [2, 0; 0, 2; 3, 0; 0, 3]",
        "x_n^2 + Σ_{i=1}^n x_i | x∈R^n | x_k | x=(1,2,3) | (1, 1, 7)",
        "tr(X) | X∈R^{n×n} | X | X=[1,2;3,4] | [1, 0; 0, 1]",
        "sum(x) | x∈R^n | x | x=(1,2) | (1, 1)",
        "2x | x∈R^n | x | x=(1,2) | [2, 0; 0, 2]",
        "Y X | X,Y∈R^{n×n} | X | X=[1,2;3,4]; Y=[1,1;0,1] |"
            + " [1, 1, 0, 0; 0, 1, 0, 0; 0, 0, 1, 1; 0, 0, 0, 1]",
      })
  void freeIndicesRunOverTheirAxesAndSizesComeFromAllArrays(
      String formula, String where, String by, String values, String expected) {
    assertEquals(expected, at(formula, where, by, values));
  }

  /// The minors of small matrices, counted by hand.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "det X | X=[4,-2;-2,1] | [1, 2; 2, 4]",
        "det X | X=[0,0;0,0] | [0, 0; 0, 0]",
        "det X | X=[1,2,3;4,5,6;7,8,9] | [−3, 6, −3; 6, −12, 6; −3, 6, −3]",
        "det(X)^2 + det X | X=[1,2.5;2,5] | [5, −2; −2.5, 1]",
        "det(X)^2 | X=[1,2;2,4] | [0, 0; 0, 0]",
        "tr(X) det X | X=[1,2;2,4] | [20, −10; −10, 5]",
        "det(X)/(1 + tr X) | X=[1,2;2,4] | [2/3, −1/3; −1/3, 1/6]",
      })
  void singularMatricesHaveCofactors(String formula, String values, String expected) {
    assertEquals(expected, at(formula, "X∈R^{n×n}", "X", values));
  }

  @Test
  void cofactorsInDoublesAreThoseOfMinors() {
    double[][] found =
        Nabla.formula("det(expm(A) X) where A, X ∈ R^{n×n}")
            .derivative("X")
            .at("A=[0,0,0;0,0,0;0,0,0]; X=[1,2,3;4,5,6;7,8,9]")
            .toArray();
    double[][] minors = {{-3, 6, -3}, {6, -12, 6}, {-3, 6, -3}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(minors[i][j], found[i][j], 1e-12);
      }
    }
  }

  /// Where nothing cancels the inverse, a singular matrix has no value.
  @Test
  void otherInversesNeedInvertibleMatrices() {
    assertThrows(NablaException.class, () -> at("log det X", "X∈R^{n×n}", "X", "X=[1,2;2,4]"));
  }

  @Test
  void placesOutsideAreRefused() {
    assertThrows(
        NablaException.class, () -> at("(A x)_i", "A∈R^{2×2}; x∈R^2", "x", "A=[1,2;3,4]; i=3"));
  }

  /// A sum whose bracket bounds its index: as many terms as before.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Σ_{i=1}^n Σ_{j=1}^i x_j | n − k + 1",
        "Σ_{i=1}^n Σ_{j=i}^n x_j y_i | Σ_{i=1}^k yᵢ",
        "Σ_{i=1}^n Σ_{j=i+1}^n x_j y_i | Σ_{i=1}^{k − 1} yᵢ",
        "Σ_{i=1}^n Σ_{j=1}^{i-2} x_j y_i | Σ_{i=1}^n yᵢ 𝟙[k ≤ i − 2]",
      })
  void bracketsBoundSums(String formula, String expected) {
    assertEquals(expected, Nabla.formula(formula + " where x, y ∈ R^n").derivative("x_k").toText());
  }
}
