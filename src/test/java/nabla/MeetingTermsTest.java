package nabla;

import static nabla.ArrayStylesTest.assertVerified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import nabla.calculus.Conventions;
import nabla.write.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sums with terms in which two entries are one, where the rule of a norm divides by 0, and that of
/// max compares an entry with itself.
class MeetingTermsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          Σ_i Σ_j ‖x_i − x_j‖ ~ 2Σ_{i=1}^m 𝟙[i ≠ k] (xₖ − xᵢ)/‖xₖ − xᵢ‖ ~ Π_{i=1}^{k − 1} ‖xₖ − xᵢ‖ ≠ 0, Π_{i=k + 1}^m ‖xₖ − xᵢ‖ ≠ 0
          Σ_i Σ_j exp(-‖x_i − x_j‖) ~ −2Σ_{i=1}^m e^(−‖xₖ − xᵢ‖) 𝟙[i ≠ k] (xₖ − xᵢ)/‖xₖ − xᵢ‖ ~ Π_{i=1}^{k − 1} ‖xₖ − xᵢ‖ ≠ 0, Π_{i=k + 1}^m ‖xₖ − xᵢ‖ ≠ 0
          Σ_{i≠j} log ‖x_i − x_j‖ ~ 2Σ_{i=1}^m 𝟙[i ≠ k] (xₖ − xᵢ)/‖xₖ − xᵢ‖² ~ Π_{i=1}^m Π_{j=i + 1}^m ‖xᵢ − xⱼ‖ ≠ 0
          Σ_i Σ_j √|x_i − x_j| ~ Σ_{i=1}^n 𝟙[i ≠ k] sign(xₖ − xᵢ)/√(|xₖ − xᵢ|) ~ Π_{i=1}^n Π_{j=i + 1}^n (xᵢ − xⱼ) ≠ 0
          Σ_i Σ_j max(x_i, x_j) ~ 1 + 2Σ_{i=1}^n 𝟙[i ≠ k] 𝟙[xₖ > xᵢ] ~ Π_{i=1}^n Π_{j=i + 1}^n (xᵢ − xⱼ) ≠ 0
          Σ_{i<j} max(x_i, x_j) ~ Σ_{j=1}^n 𝟙[xₖ > xⱼ] ~ Π_{j=1}^n Π_{i=1}^{j − 1} (xᵢ − xⱼ) ≠ 0
          Σ_{i=1}^n min(x_i, x_1) ~ 𝟙[k ≥ 2] 𝟙[xₖ < x₁] + δ_{1,k}(1 + Σ_{i=2}^n 𝟙[x₁ < xᵢ]) ~ Π_{i=2}^n (xᵢ − x₁) ≠ 0
          Σ_i ‖x_i − x_2‖ ~ 𝟙[k ≠ 2] xₖ/‖xₖ − x₂‖ + ((Σ_{i=1}^m 𝟙[i ≠ 2]/‖xᵢ − x₂‖)δ_{2,k} − 𝟙[k ≠ 2]/‖xₖ − x₂‖)x₂ − δ_{2,k} Σ_{i=1}^m 𝟙[i ≠ 2] xᵢ/‖xᵢ − x₂‖ ~ ?
          """)
  void termsThatAreConstantHaveNoSlope(String formula, String slope, String conditions) {
    Formula form = Nabla.formula(formula);
    Derived answer = form.derive("x_k", 1, Conventions.DEFAULT, false, true).getFirst();
    assertEquals(slope, form.text(answer.result()));
    if (!conditions.equals("?")) {
      assertEquals(
          conditions,
          answer.conditions().stream().map(form::text).collect(Collectors.joining(", ")));
    }
    assertVerified(answer);
    assertVerified(form.derive("x", 1, Conventions.DEFAULT, false, true).getFirst());
  }

  /// Where the argument is not 0 there is nothing to leave out.
  @ParameterizedTest
  @CsvSource({"Σ_i Σ_j √(1 + (x_i - x_j)^2)", "Σ_i Σ_j ‖x_i + x_j‖"})
  void otherTermsStay(String formula) {
    Derived answer =
        Nabla.formula(formula).derive("x_k", 1, Conventions.DEFAULT, false, true).getFirst();
    assertEquals(List.of(), brackets(answer));
    assertVerified(answer);
  }

  /// What brackets beside a part say is no condition; where a second derivative jumps is one.
  @Test
  void conditionsOfSecondDerivatives() {
    Formula pairs = Nabla.formula("Σ_{i=1}^{n-1} Σ_{j=i+1}^n (x_i - x_j)^4/(j - i)");
    Derived second = pairs.derive("x", 2, Conventions.DEFAULT, false, true).getFirst();
    assertEquals(List.of(), second.conditions());
    assertVerified(second);
    Formula huber = Nabla.formula("Σ_i {x_i^2/2 if |x_i| <= 1; |x_i| - 1/2 otherwise}");
    assertEquals(List.of(), huber.derive("x", 1, false, false).getFirst().conditions());
    Derived jumping = huber.derive("x", 2, false, false).getFirst();
    assertEquals("|xₖ| ≠ 1", huber.text(jumping.conditions().getFirst()));
  }

  /// By one vector of a family, twice: a matrix.
  @ParameterizedTest
  @CsvSource({
    "Σ_i ‖x_i‖^2, x_k, 2Iₙ",
    "Σ_i ‖x_i‖, x_k, (Iₙ − xₖxₖᵀ/‖xₖ‖²)/‖xₖ‖",
    "Σ_i log(1 + exp(-y_i w^T x_i)), x_k, yₖ²σ(yₖ(xₖᵀw))(1 − σ(yₖ(xₖᵀw)))wwᵀ",
  })
  void secondDerivativesByAMemberAreMatrices(String formula, String by, String expected) {
    Derived second =
        Nabla.formula(formula).derive(by, 2, Conventions.DEFAULT, true, true).getFirst();
    assertEquals(expected, second.toText());
    assertVerified(second);
    Derived mixed =
        Nabla.formula("Σ_i Σ_j a_{ij} x_i^T x_j")
            .derive("x_k x_l", 1, Conventions.DEFAULT, true, true)
            .getFirst();
    assertEquals("(aₖₗ + aₗₖ)Iₘ", mixed.toText());
    assertVerified(mixed);
  }

  /// Kinks of functions of norms, and brackets inside of functions.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          R^2 + C Σ_i max(0, ‖x_i - a‖^2 - R^2) ~ a ~ Π_{i=1}^m (‖xᵢ − a‖² − R²) ≠ 0
          Σ_i max(0, 1 - ‖x_i - μ‖) ~ μ ~ Π_{i=1}^m ‖xᵢ − μ‖ ≠ 0, Π_{i=1}^m (‖xᵢ − μ‖ − 1) ≠ 0
          Σ_i Σ_j 1/(1 + ‖x_i - x_j‖^2) ~ x_k ~ ''
          Σ_i log(1 + x_i/(1 + Σ_{j≠i} x_j^2)) ~ x_k ~ ?
          1/(Σ_i Σ_{j≠i} x_i x_j) ~ x_k ~ ?
          Σ_i Σ_j |x_i - x_j|^p ~ x_k ~ Π_{i=1}^n Π_{j=i + 1}^n (xᵢ − xⱼ) ≠ 0
          Σ_{i<j} ‖x_i - x_j‖_1 ~ x ~ ?
          log Σ_i Σ_j max(x_i, x_j) ~ x_k ~ ?
          """)
  void conditionsOfFunctionsOfPairs(String formula, String by, String conditions) {
    Formula form = Nabla.formula(formula);
    Derived answer = form.derive(by, 1, Conventions.DEFAULT, true, true).getFirst();
    assertVerified(answer);
    String stated = answer.conditions().stream().map(form::text).collect(Collectors.joining(", "));
    assertFalse(stated.contains("guarded"), stated);
    if (!conditions.equals("?")) {
      assertEquals(conditions, stated);
    }
  }

  private static List<String> brackets(Derived answer) {
    return Text.of(answer.result()).contains("𝟙") ? List.of(Text.of(answer.result())) : List.of();
  }
}
