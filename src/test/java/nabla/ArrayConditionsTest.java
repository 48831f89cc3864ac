package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the derivatives of formulas with vectors and matrices hold.
final class ArrayConditionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = true,
      nullValues = "none",
      value = {
        "√(x^T A x) # x # x ∈ R^n # xᵀAx > 0",
        "√(x^T A x) # x # A positive definite # xᵀAx ≠ 0",
        "(x^T A x)^{3/2} # x # x ∈ R^n # xᵀAx > 0",
        "w^T μ/√(w^T Σ w) # w # w ∈ R^n # wᵀΣw > 0",
        "log(1 - ||x||^2) # x # x ∈ R^n # ‖x‖ < 1",
        "log(1 - x^T A x) # x # x ∈ R^n # xᵀAx < 1",
        "log(1 + x^T S x) # x # S positive definite # none",
        "log(a^T x - b) # x # x ∈ R^n # aᵀx > b",
        "log(1^T exp(x)) # x # x ∈ R^n # none",
        "log(p^T q) # p # p, q ∈ R^n; p > 0; q > 0 # none",
        "-log(y^T softmax(z)) # z # y one-hot # none",
        "√(1 + ||x||^2) # x # x ∈ R^n # none",
        "√||x|| # x # x ∈ R^n # ‖x‖ ≠ 0",
        "log log ||x|| # x # x ∈ R^n # ‖x‖ > 1",
        "arccos(x^T y/(||x|| ||y||)) # x # x, y ∈ R^n # ‖x‖ ≠ 0, ‖y‖ ≠ 0, abs(xᵀy/(‖x‖·‖y‖)) < 1",
        "√(x_1^2 - x_2^2) # x # x ∈ R^n # x₁² > x₂²",
        "sum(x.^{3/2}) # x # x ∈ R^n # every(x > 0)",
        "sum(x)^a # x # x ∈ R^n # sum(x) > 0",
        "det(X)^{1/n} # X # X ∈ R^{n×n} # det(X) > 0",
        "det(X)^k # X # X ∈ R^{n×n}; k ∈ N # det(X) ≠ 0",
        "log |S|^{1/2} # S # S ∈ R^{n×n} # det(S) > 0",
        "tr(X)^{1/3} # X # X ∈ R^{n×n} # tr(X) > 0",
        "Σ_i log(x_i - a) # a # x ∈ R^n # every(x > a)",
        "Σ_i log(1 + θ x_i) # θ # x ∈ R^n # every(θx > −1)",
        "Σ_i 𝟙[y_i = 1] log x_i # x # x, y ∈ R^n # every(x > 0)",
        "Σ_i Σ_j |x_i - x_j| # x # x ∈ R^n # Π_{i=1}^n Π_{j=i + 1}^n (xᵢ − xⱼ) ≠ 0",
        "Σ_i Σ_j |x_i - y_j| # x # x ∈ R^n; y ∈ R^m # Π_{i=1}^n Π_{j=1}^m (xᵢ − yⱼ) ≠ 0",
        "Σ_{i=1}^{n-1} |x_{i+1} - x_i| # x # x ∈ R^n # Π_{i=1}^{n − 1} (xᵢ₊₁ − xᵢ) ≠ 0",
        "Σ_i |x_i| # x # x ∈ R^n # every(x ≠ 0)",
        "Σ_i Σ_j (x_i - x_j)^2 # x # x ∈ R^n # none",
      })
  void derivativesHoldThere(String formula, String by, String where, String conditions) {
    Derived derived = Nabla.formula(formula, where).derivative(by);
    assertTrue(Objects.requireNonNull(derived.verification()).isVerified());
    assertEquals(
        conditions == null ? "" : conditions,
        derived.conditions().stream()
            .map(derived.formula()::text)
            .collect(Collectors.joining(", ")));
  }

  /// Second derivatives by two entries, in index notation.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "x_1^2 x_2 # x_1 # x ∈ R^3 # 2x₁x₂",
        "log Σ_j e^{x_j} # x_k x_l # x ∈ R^n # softmax(x)ₖ(δₖₗ − softmax(x)ₗ)",
        "x^T A x # x_i x_j # x ∈ R^n # Aᵢⱼ + Aⱼᵢ",
        "tr(A B A) # A_{ij} A_{kl} # A, B ∈ R^{n×n} # Bⱼₖδᵢₗ + δⱼₖBₗᵢ",
        "∂/∂x (x^T A x) # x # x ∈ R^n # A + Aᵀ",
      })
  void derivativesOfDerivatives(String formula, String by, String where, String result) {
    Derived derived = Nabla.formula(formula, where).derivative(by);
    assertTrue(Objects.requireNonNull(derived.verification()).isVerified());
    assertEquals(result, derived.toText());
  }
}
