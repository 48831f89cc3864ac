package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Entries in free indices that nothing declares: who asks for the derivative by `x_k` has a vector
/// x, as long as all that stands at the same index.
class IndexedFamiliesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          w_i x_i                   | x_k    | w n×1, x n×1        | wᵢδᵢₖ
          (x_{i+1} - x_i)^2         | x_k    | x n×1               | 2(xᵢ₊₁ − xᵢ)(δ_{i + 1,k} − δᵢₖ)
          x_t - φ x_{t-1}           | x_s    | x n×1               | δₜₛ − φδ_{t − 1,s}
          x_i y_j                   | x_k    | x n×1, y m×1        | δᵢₖyⱼ
          A_{ij} x_j                | x_k    | A n×m, x m×1        | Aᵢⱼδⱼₖ
          A_{ij} x_i x_j            | A_{kl} | A n×n, x n×1        | δᵢₖδⱼₗxᵢxⱼ
          Σ_j A_{ij} x_j - y_i      | x_k    | A m×n, x n×1, y m×1 | Aᵢₖ
          Σ_j A_{ij} x_j x_i        | x_k    | A n×n, x n×1        | Aᵢₖxᵢ + δᵢₖΣ_{j=1}^n Aᵢⱼxⱼ
          Σ_j W_{ij} tanh(x_j) - x_i | x_k   | W n×n, x n×1        | Wᵢₖ(1 − tanh(xₖ)²) − δᵢₖ
          x_i (r_i - Σ_j A_{ij} x_j) | x_k   | A n×n, r n×1, x n×1 | δᵢₖ(rᵢ − Σ_{j=1}^n Aᵢⱼxⱼ) − xᵢAᵢₖ
          A_{i,j+1} - A_{ij}        | A_{kl} | A n×m               | δᵢₖ(δ_{j + 1,l} − δⱼₗ)
          """)
  void axesWithOneIndexHaveOneSize(String formula, String by, String shapes, String derivative) {
    Formula asked = Nabla.formula(formula).askedAbout(by, "");
    assertEquals(shapes, shapes(asked));
    Derived answer = asked.derive(by, 1, false, true).getFirst();
    assertEquals(derivative, answer.toText());
    assertEquals(
        true, answer.verification() != null && answer.verification().isVerified(), formula);
  }

  /// Sizes that are declared, or stand in the formula, are the author's, and stay what they are.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_j A_{ij} x_j x_i              | A∈R^{m×n}; x∈R^n | A m×n, x n×1
          Σ_j A_{ij} x_j x_i              | x∈R^d            | A d×d, x d×1
          Σ_j A_{ij} (x_j - x_i)          | x∈R^{n×d}        | A n×n, x n×d
          Σ_{i=1}^m Σ_{j=1}^n A_{ij} x_j  |                  | A m×n, x n×1
          """)
  void sizesThatAreSaidStay(String formula, String where, String shapes) {
    Formula asked = Nabla.formula(formula).where(where == null ? "" : where).askedAbout("x_k", "");
    assertEquals(shapes, shapes(asked));
  }

  private static String shapes(Formula asked) {
    return asked.known().stream()
        .filter(symbol -> !symbol.isScalar())
        .map(symbol -> symbol.name() + " " + symbol.shape())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
