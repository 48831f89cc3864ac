package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.numeric.Verification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Definitions by cases with vectors and matrices: a kink or a jump where one case ends is a
/// condition, and where both sides have the same slope, as in Huber's loss, there is none.
class ArrayCasesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      textBlock =
          """
          {‖x‖²/2 if ‖x‖ ≤ 1; ‖x‖ − 1/2 otherwise} % x % {1 if ‖x‖ ≤ 1; 1/‖x‖ otherwise} x  for ‖x‖ ≠ 0
          {‖x‖² if a^T x > b; 0 otherwise} % x % 2 {1 if aᵀx > b; 0 otherwise} x  for aᵀx ≠ b
          {0.9(y-w^T x) if y > w^T x; 0.1(w^T x - y) otherwise} % w % {−0.9 if y > wᵀx; 0.1 otherwise} x  for y ≠ wᵀx
          sum({x⊙x/2 if |x| <= 1; |x| - 1/2 otherwise}) % x % x ⊙ 𝟙[|x| ≤ 1] + sign(x) ⊙ 𝟙[|x| > 1]
          sum({x⊙x if x > 0; 2x otherwise}) % x % 2(x ⊙ 𝟙[x > 0] + 𝟙[x ≤ 0])  for every(x ≠ 0)
          sum(max(0, 1 - x ⊙ y)) % x % −y ⊙ 𝟙[x ⊙ y < 1]  for every(x ⊙ y ≠ 1)
          v^T leakyrelu(W x, 0.1) % x % Wᵀ(v ⊙ (0.1𝟙[Wx ≤ 0] + 𝟙[Wx > 0]))  for every(Wx ≠ 0)
          v^T elu(W x, a) % x % Wᵀ(v ⊙ {𝟏ₘ if Wx > 0; a exp(Wx) otherwise})  for every(Wx ≠ 0) or a = 1
          """)
  void casesHaveTheirKinks(String formula, String by, String derivative) {
    String vectors = formula.contains("W") ? "x ∈ R^n; W ∈ R^{m×n}; v ∈ R^m" : "x ∈ R^n";
    Derived answer = Nabla.formula(formula, vectors).derivative(by);
    assertEquals(derivative, ArrayDerivativesTest.text(answer));
    Verification verification = answer.verification();
    assertNotNull(verification);
    assertTrue(verification.isVerified(), verification::summary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      textBlock =
          """
          2{1 if x > 0; 2 otherwise} - {0 if x > 0; 1 otherwise} % {2 if x > 0; 3 otherwise}
          {1 if x > 0; 2 otherwise} {3 if x > 0; 1 otherwise} % {3 if x > 0; 2 otherwise}
          {1 if x > 0; 2 otherwise} - {0 if x > 0; 1 otherwise} % 1
          {1 if x > 0; 2 otherwise} + {3 if x ≥ 0; 1 otherwise} % {1 if x > 0; 2 otherwise} + {3 if x ≥ 0; 1 otherwise}
          {1 if x > 0; 2 otherwise} - y {1 if x > 0; 2 otherwise} % (1 − y) {1 if x > 0; 2 otherwise}
          """)
  void casesUnderTheSameConditionsAreOne(String formula, String simplified) {
    Formula read = Nabla.formula(formula);
    assertEquals(simplified, read.text(read.simplified()));
  }
}
