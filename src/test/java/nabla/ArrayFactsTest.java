package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is declared of vectors and matrices simplifies, and nothing is assumed that is not.
final class ArrayFactsTest {

  private static String derived(String formula, String where, String by) {
    Derived derived = Nabla.formula(formula).where(where).derivative(by);
    assertTrue(derived.verification() != null && derived.verification().isVerified());
    String conditions =
        derived.conditions().stream().map(derived.formula()::text).reduce("", (a, b) -> a + b);
    return derived.toText() + (conditions.isEmpty() ? "" : " for " + conditions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "x^T A x # A symmetric # x # 2Ax",
        "x^T A x # A in S^n # x # 2Ax",
        "x^T A x # A in R^{n x n} # x # (A + Aᵀ)x",
        "x^T A x # A symmetric; x in R^k # x # 2Ax",
        "x^T D x # D diagonal # x # 2Dx",
        "||Q x||^2 # Q orthogonal # x # 2x",
        "ln det S # S positive definite # S # S⁻¹",
        "ln det S # S symmetric # S # S⁻¹ for det(S) > 0",
        "ln det S # S invertible # S # S⁻ᵀ for det(S) > 0",
        "r^T S^{-1} r # S positive definite # r # 2S⁻¹r",
        "r^T S^{-1} r # S symmetric # r # 2S⁻¹r for det(S) ≠ 0",
        "-y^T log softmax(z) # y one-hot # z # softmax(z) − y",
        "-y^T log softmax(z) # 1^T y = 1 # z # softmax(z) − y",
        "-y^T log softmax(W x) # y onehot # W # (softmax(Wx) − y)xᵀ",
        "-log(y^T softmax(z)) # y one-hot # z # softmax(z) − y",
        "||P x||^2 # P symmetric; P^2 = P; P in R^{n x n} # x # 2Px",
        "x^T P^3 x # P P = P; P in R^{n x n} # x # (P + Pᵀ)x",
        "(y - P y)^T (y - P y) # P symmetric; P P = P; P in R^{n x n} # y # 2(Iₙ − P)y",
        "||x||^p # p > 2 # x # p·‖x‖^(p − 2)x",
      })
  void derivativesUnderFacts(String formula, String where, String by, String result) {
    assertEquals(result, derived(formula, where, by));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "A^T + A # A symmetric # 2A",
        "A^T + A # A in R^{n x n} # Aᵀ + A",
        "D^T D # D diagonal # D²",
        "D E - E D # D, E diagonal; D, E in R^{n x n} # zeros(n, n)",
        "D A - A D # D diagonal; A in R^{n x n} # DA − AD",
        "A B - B A # A, B symmetric; A, B in R^{n x n} # AB − BA",
        "x^T S y - y^T S x # S symmetric # 0",
        "Q^T Q x # Q orthogonal; x in R^n # x",
        "y ⊙ y # y one-hot # y",
        "y ⊙ y # y in R^n # y ⊙ y",
      })
  void closedFormsUnderFacts(String formula, String where, String result) {
    Formula read = Nabla.formula(formula).where(where);
    assertEquals(result, read.text(read.simplified()));
  }

  /// What an answer rests on goes with it, and the line that uses it says so.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = true,
      nullValues = "none",
      value = {
        "-y^T log softmax(z) # 1^T y = 1 # z # 𝟏ₙᵀy = 1 # 𝟏ₙᵀy = 1",
        "-y^T log softmax(z) # Σ_i y_i = 1 # z # 𝟏ₙᵀy = 1 # 𝟏ₙᵀy = 1",
        "-y^T log softmax(z) # sum(y) = 1 # z # 𝟏ₙᵀy = 1 # 𝟏ₙᵀy = 1",
        "-y^T log softmax(z) # y^T 1 = 1 # z # 𝟏ₙᵀy = 1 # 𝟏ₙᵀy = 1",
        "-y^T log softmax(z) # y one-hot # z # 𝟏ₙᵀy = 1 # 𝟏ₙᵀy = 1",
        "-y^T log softmax(z) # y in R^n # z # none # none",
        "y^T z # 1^T y = 1 # z # none # none",
        "-tr(Y^T log softmax(Z, rows)) # Y 1 = 1; Y, Z in R^{m x k} # Z # Y 𝟏ₖ = 𝟏ₘ # Y 𝟏ₖ ="
            + " 𝟏ₘ",
        "-tr(Y^T log softmax(Z, rows)) # sum(Y, rows) = 1; Y, Z in R^{m x k} # Z # Y 𝟏ₖ = 𝟏ₘ # Y"
            + " 𝟏ₖ = 𝟏ₘ",
        "x^T A x # A symmetric # x # Aᵀ = A # Aᵀ = A",
        "x^T A x # A ≻ 0 # x # Aᵀ = A # Aᵀ = A",
        "log det S # S ≻ 0 # S # eigmin(S) > 0 # Sᵀ = S",
        "log det S # S ⪰ 0 # S # Sᵀ = S # Sᵀ = S",
        "log det S # S invertible # S # none # none",
        "tr(S^{-1} A) # S invertible # S # det(S) ≠ 0 # none",
        "||Q x||^2 # Q orthogonal # x # Qᵀ = Q⁻¹ # Qᵀ = Q⁻¹",
        "tr(Q^T A) # Q orthogonal # Q # none # none",
      })
  void answersSayWhatTheyRestOn(
      String formula, String where, String by, String given, String inSteps) {
    Derived derived = Nabla.formula(formula).where(where).derivative(by);
    assertTrue(derived.verification() != null && derived.verification().isVerified());
    assertEquals(given == null ? List.of() : List.of(given), texts(derived, derived.given()));
    List<Expr> said =
        derived.derivations().stream()
            .flatMap(each -> each.steps().stream())
            .flatMap(step -> step.reasons().stream())
            .filter(reason -> reason.rule().equals("given"))
            .map(reason -> Objects.requireNonNull(reason.amount()))
            .toList();
    assertEquals(inSteps == null ? List.of() : List.of(inSteps), texts(derived, said));
  }

  private static List<String> texts(Derived derived, List<Expr> facts) {
    return facts.stream().map(derived.formula()::text).toList();
  }

  @Test
  void onlySquareMatricesAreSymmetric() {
    NablaException refused =
        assertThrows(
            NablaException.class, () -> Nabla.formula("A x").where("A symmetric; A in R^{m x n}"));
    assertEquals(
        "in \"A symmetric\": found A, which is m×n, declared symmetric, expected a square matrix;"
            + " needs m = n",
        refused.getMessage());
  }
}
