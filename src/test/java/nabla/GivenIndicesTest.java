package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.catalogue.Language;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sums over a condition on two indices, `Σ_{j≠i}`: over j alone where i is given, by a name `y_i =
/// …`, by an x_i beside the sum or by what is asked; over all pairs where it is not.
class GivenIndicesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          y_i = b_i - Σ_{j≠i} a_{ij} x_j         | x_k | −𝟙[k ≠ i] aᵢₖ
          Σ_{j≠i} a_{ij} x_j                     | x_k | 𝟙[k ≠ i] aᵢₖ
          y_i = Σ_{j<i} L_{ij} x_j               | x_k | 𝟙[k < i] Lᵢₖ
          c_i = Σ_{j≤i} x_j                      | x_k | 𝟙[k ≤ i]
          w_i Σ_{j>i} w_j                        | w_k | δᵢₖΣ_{j=i + 1}^n wⱼ + wᵢ 𝟙[i < k]
          x_i (a - x_i - b Σ_{j≠i} x_j)          | x_i | a − 2xᵢ − bΣ_{j=1}^n xⱼ 𝟙[j ≠ i]
          Σ_{j≠k} x_j x_k                        | x_k | Σ_{j=1}^n 𝟙[j ≠ k] xⱼ
          Σ_{j≠i} s_j^2 s_i                      | s_i | Σ_{j=1}^n 𝟙[j ≠ i] sⱼ²
          φ_i = Σ_{j≠i} q_j/‖r_i - r_j‖        | r_i | −Σ_{j=1}^n qⱼ 𝟙[j ≠ i] (rᵢ − rⱼ)/‖rᵢ − rⱼ‖³
          h_i = Σ_{k≠i} J_{ik} s_k; E = Σ_j h_j s_j | s_m | Σ_{j=1}^n 𝟙[j ≠ m] Jⱼₘsⱼ + Σ_{j=1}^n 𝟙[j ≠ m] Jₘⱼsⱼ
          Σ_{i≠j} x_i x_j                        | x_k | 2Σ_{i=1}^n xᵢ 𝟙[i ≠ k]
          Σ_i Σ_{j≠i} x_i x_j                    | x_k | 2Σ_{i=1}^n xᵢ 𝟙[i ≠ k]
          Σ_{j<i} (x_i - x_j)^2                  | x_k | 2Σ_{i=1}^n (xₖ − xᵢ)
          """)
  void sumsRunOverWhatIsNotGiven(String formula, String by, String derivative) {
    assertDerivative(derivative, formula, by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_{j≠i} a_{ij} x_j    | i is a given index here
          Σ_{j<i} (x_i - x_j)^2 | the sum is over all pairs of j and i
          """)
  void whatNothingTellsIsSaid(String formula, String note) {
    assertTrue(
        Nabla.formula(formula).askedAbout("x_k", "").reading().notes().stream()
            .anyMatch(each -> each.message().startsWith(note)));
  }

  /// What the text defines entry by entry is varied where it is asked about.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          z_i = w^T x_i + b; L = Σ_i (σ(z_i) - y_i)^2   | z_k    | 2(σ(zₖ) − yₖ)σ(zₖ)(1 − σ(zₖ))
          z_i = w^T x_i + b; L = Σ_i (σ(z_i) - y_i)^2   | z      | 2(σ(z) ⊙ (1 − σ(z)) ⊙ (σ(z) − y))
          s_i = e^{z_i}/Σ_j e^{z_j}; L = -Σ_i y_i log s_i | s_k  | −yₖ/sₖ
          r_i = y_i - w^T x_i; L = Σ_i r_i^2            | r_k    | 2rₖ
          a_j = Σ_i w_{ji} x_i; z_j = h(a_j); y_k = Σ_j v_{kj} z_j; E = 1/2 Σ_k (y_k - t_k)^2 | a_j | h′(aⱼ)Σ_{k=1}^m (Σ_{i=1}^n vₖᵢh(aᵢ) − tₖ)vₖⱼ
          a_j = Σ_i w_{ji} x_i; z_j = h(a_j); y_k = Σ_j v_{kj} z_j; E = 1/2 Σ_k (y_k - t_k)^2 | y_k | yₖ − tₖ
          Z_{ij} = Σ_k X_{ik} W_{kj}; L = Σ_i Σ_j Z_{ij}^2 | Z_{kl} | 2Zₖₗ
          Σ_i (θ^T x^{(i)} - y^{(i)})^2                 | y^{(k)} | 2(yₖ − xₖᵀθ)
          Σ_i Σ_k r_{ik} ‖x^{(i)} - μ^{(k)}‖^2        | μ^{(j)} | −2Σ_{i=1}^m rᵢⱼ(xᵢ − μⱼ)
          p_k = e^{z_k}/Σ_j e^{z_j}; L = -log p_y       | z_k    | softmax(z)ₖ − δ_{y,k}
          z = W x; p = softmax(z); L = -log p_y         | z      | p − unit(y, m)
          z = W x; p = softmax(z); L = -log p[y]        | z      | p − unit(y + 1, m)
          L = -log ŷ_o where ŷ = softmax(U v)           | v      | Uᵀ(ŷ − unit(o, m))
          E_n = 1/2 Σ_k (y_{nk} - t_{nk})^2; y_{nk} = Σ_i w_{ki} x_{ni} | w_{ji} | (Σ_{k=1}^p wⱼₖxₙₖ − tₙⱼ)xₙᵢ
          f_i = x_i^2 + Σ_j x_j; J = f_i                | x_k    | 2xᵢδᵢₖ + 1
          """)
  void entriesOfWhatIsDefined(String formula, String by, String derivative) {
    assertDerivative(derivative, formula, by);
  }

  /// Numbers beside the entries of a vector, and single entries behind a sum.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_i (y_i - β_0 - Σ_{j=1}^p β_j x_{ij})^2 | β_k | −2Σ_{i=1}^n (yᵢ − β₀ − Σ_{j=1}^p βⱼxᵢⱼ)xᵢₖ
          Σ_i (y_i - β_0 - Σ_{j=1}^p β_j x_{ij})^2 | β_0 | −2Σ_{i=1}^n (yᵢ − β₀ − Σ_{j=1}^p βⱼxᵢⱼ)
          x_T^2 + Σ_{t=1}^{T-1} x_t^2              | x_k | 2x_T·δ_{T,k} + 2xₖ 𝟙[k ≤ T − 1]
          x_T^T S x_T + Σ_{t=1}^{T-1} x_t^T Q x_t  | x_k | δ_{T,k}(S + Sᵀ)x_T + 𝟙[k ≤ T − 1] (Q + Qᵀ)xₖ
          Σ_i ℓ(y_i - w^T x_i)                     | w   | −Σ_{i=1}^n ℓ′(yᵢ − wᵀxᵢ)xᵢ
          Z = W X + b 1^T; L = 1/2‖tanh(Z) - Y‖_F^2 | b | ((tanh(Z) − Y) ⊙ (1 − tanh²(Z))) 𝟏ₖ
          """)
  void numbersAndEntriesBesideSums(String formula, String by, String derivative) {
    assertDerivative(derivative, formula, by);
  }

  /// A name that is not there would have the derivative 0.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          z = W x; L = sum(z)       | L      | found L, which is what is derived itself
          s_i = e^{z_i}/Σ_j e^{z_j} | s_k    | found s_k, which is what is derived itself
          ‖A x - b‖^2               | a_{ij} | a_{ij} does not occur in the formula, which has A
          Σ_i (y_i - w_0 - w_1 x_i)^2 | w    | w does not occur in the formula, which has w_0, w_1
          max(0, 1 - s_y + s_j)     | s_k    | s_k does not occur in the formula, which has s_j, s_y
          """)
  void namesThatAreNotThereAreRefused(String formula, String by, String message) {
    NablaException refusal = assertThrows(NablaException.class, () -> asked(formula, by));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal::toString);
  }

  @Test
  void aSumThatBeginsBeforeTheFirstEntryHasNoCode() {
    Derived answer = asked("Σ_{t=1}^T (x_t - a x_{t-1})^2", "a");
    NablaException refusal =
        assertThrows(NablaException.class, () -> answer.function(Language.NUMPY));
    assertTrue(refusal.toString().contains("before the first"), refusal::toString);
    assertFalse(
        asked("(x_1 - a x_0)^2 + Σ_{t=2}^T (x_t - a x_{t-1})^2", "a")
            .function(Language.NUMPY)
            .isBlank());
  }

  @Test
  void functionsThatNothingDefinesAreSaidInCode() {
    String code = asked("Σ_i Σ_j a_i a_j K(x_i, x_j)", "a_k").function(Language.NUMPY);
    assertTrue(code.contains("where K is a function that is defined elsewhere"), code);
  }

  private static void assertDerivative(String derivative, String formula, String by) {
    Derived answer = asked(formula, by);
    assertEquals(derivative, answer.toText());
    assertTrue(answer.verification() != null && answer.verification().isVerified(), formula);
  }

  private static Derived asked(String formula, String by) {
    return Nabla.formula(formula).askedAbout(by, "").derive(by, 1, false, true).getFirst();
  }
}
