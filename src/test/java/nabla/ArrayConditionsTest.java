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
        "Σ_i log(x_i + y_i) # x_k # x, y ∈ R^n # every(x + y > 0)",
        "Σ_i 1/(x_i - t) # x_k # x ∈ R^n # every(x ≠ t)",
        "Σ_i log(Σ_j A_{ij} x_j) # x_k # A ∈ R^{m×n} # every(Ax > 0)",
        "Σ_i √(Σ_j A_{ij} x_j) # x_k # A ∈ R^{m×n} # every(Ax > 0)",
        "Σ_i log(1 - Σ_j A_{ij} x_j) # x # A ∈ R^{m×n} # every(Ax < 1)",
        "Σ_i log(x_i - Σ_j A_{ij} y_j) # x_k # A ∈ R^{m×n} # every(x > Ay)",
        "log Π_i x_i # x_k # x ∈ R^n # Π_{i=1}^n xᵢ > 0",
        "log Π_i (x_i - t) # t # x ∈ R^n # Π_{i=1}^n (xᵢ − t) > 0",
        "tr((AB)^{-1}) # A # A, B ∈ R^{n×n} # det(AB) ≠ 0",
        "log det(AB) # A # A, B ∈ R^{n×n} # det(AB) > 0",
        "log det(X^{-1}) # X # X ∈ R^{n×n} # det(X) > 0",
        "‖x‖_3^3 # x # x ∈ R^n # none",
        "‖x‖_3^2 # x # x ∈ R^n # ‖x‖₃ ≠ 0",
        "‖x‖_3 # x # x ∈ R^n # ‖x‖₃ ≠ 0",
        "‖x‖_p^p # x # x ∈ R^n # every(x ≠ 0)",
        "tr(A logm(X)) # X # X ∈ R^{n×n} # eigminreal(X) > 0",
        "tr(A logm(X)) # X # X ≻ 0 # none",
        "sum(Γ(x)) # x # x ∈ R^n # every(x > 0 or x ∉ ℤ)",
        "sum(x!) # x # x ∈ R^n # every(x > −1 or x ∉ ℤ)",
        "sum(Γ(x)) # x # x ∈ R^n; x > 0 # none",
        "Σ_i ‖x_i - μ‖_1 # μ # x_i ∈ R^d; μ ∈ R^d # every(x − 𝟏ₙμᵀ ≠ 0)",
        "Σ_i ‖W x_i - y_i‖_1 # W # x_i ∈ R^d; W ∈ R^{k×d} # every(xWᵀ − y ≠ 0)",
        "exp(-‖x-c‖²/(2σ²)) # x # x ∈ R^n # σ ≠ 0",
        "exp(-‖x-c‖²/(2σ²)) # x # x ∈ R^n; σ > 0 # none",
        "x^T x/h # x # x ∈ R^n # h ≠ 0",
        "x^T x/n # x # x ∈ R^n # none",
        "Σ_i (x_i-μ)²/(2s²) # x_k # x ∈ R^n # s ≠ 0",
        // what always holds is no condition
        "log det expm(X) # X # X ∈ R^{n×n} # none",
        "log(exp(u^T v/t) + sum(exp(N u/t))) # u # u ∈ R^n # t ≠ 0",
        "log(a^T u + sum(exp(N u/t))) # u # u ∈ R^n # aᵀu + sum(exp(N u/t)) > 0, t ≠ 0",
        "det(X^k) # X # X ∈ R^{n×n} # det(X) ≠ 0, k ≥ 0",
        "det(X)^s # X # X ∈ R^{n×n} # det(X) > 0",
        "sum(A ⊙ X ⊘ (1 + X.^2)) # X X # X ∈ R^{m×n} # none",
        "sum(A ⊙ X ⊘ (1 - X.^2)) # X X # X ∈ R^{m×n} # every(abs(X) ≠ 1)",
        "|x^T y|^3 # x x # x ∈ R^n # none",
        "|x^T y|^3 # x x x # x ∈ R^n # xᵀy ≠ 0",
        // what is said of the same entries in other places is said once
        "X ⊘ (X 1 1^T) # X # X ∈ R^{m×n} # every(X 𝟏ₙ 𝟏ₙᵀ ≠ 0)",
        "sum(atan2(x, y)) # x x # x, y ∈ R^n # every(y ≠ 0 or x ≠ 0)",
        "sum(X.^(-1/2)) # X X # X ∈ R^{m×n} # every(X > 0)",
        "log(x^T) y # x # x, y ∈ R^n # every(x > 0)",
        "sum(log(X + A^T)) # X X # X ∈ R^{m×n}; A ∈ R^{n×m} # every(X + Aᵀ > 0)",
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

  /// Derivatives by one entry after the other hold where each of them does, and say what they are.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "log det X # X_{ij} X_{kl} # X ∈ R^{n×n} # ∂²/∂Xₖₗ∂Xᵢⱼ[ln(det(X))] # det(X) > 0",
        "x_1^2 log x_2 # x_1 x_1 # x ∈ R^3 # ∂²/∂x₁²[x₁² ln(x₂)] # x₂ > 0",
      })
  void derivativesByEntriesInTurn(
      String formula, String by, String where, String subject, String conditions) {
    Derived derived = Nabla.formula(formula, where).derivative(by);
    assertEquals(subject, derived.formula().text(derived.subject()));
    assertEquals(subject, derived.formula().text(derived.derivations().getLast().subject()));
    assertEquals(
        conditions,
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
