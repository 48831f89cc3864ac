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
          A_{i,j+1} - A_{ij}        | A_{kl} | A n×m               | δᵢₖ(δ_{j + 1,l} − δⱼₗ)
          """)
  void axesWithOneIndexHaveOneSize(String formula, String by, String shapes, String derivative) {
    Formula asked = Nabla.formula(formula).askedAbout(by, "");
    assertEquals(
        shapes,
        asked.known().stream()
            .filter(symbol -> !symbol.isScalar())
            .map(symbol -> symbol.name() + " " + symbol.shape())
            .sorted()
            .collect(Collectors.joining(", ")));
    Derived answer = asked.derive(by, 1, false, true).getFirst();
    assertEquals(derivative, answer.toText());
    assertEquals(
        true, answer.verification() != null && answer.verification().isVerified(), formula);
  }
}
