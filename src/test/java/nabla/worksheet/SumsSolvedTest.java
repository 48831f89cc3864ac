package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Stationary points of sums over examples that have no numbers, and of one of several vectors.
class SumsSolvedTest {

  private static final String NORMAL =
      "assume σ > 0\nlet ℓ = Σ_{i=1}^n (−ln σ − (x_i − μ)²/(2σ²))\n";

  @Test
  void theMaximumLikelihoodOfANormalDistribution() {
    assertSays(
        NORMAL + "solve ∂ℓ/∂σ = 0 for σ",
        "σ² = (Σ_{i=1}^n (xᵢ − μ)²)/n\n",
        "σ = √((Σ_{i=1}^n (xᵢ − μ)²)/n)",
        "< 0: a maximum");
    assertSays(
        NORMAL + "solve ∂ℓ/∂μ = 0, ∂ℓ/∂σ = 0 for μ, σ",
        "μ = (Σ_{i=1}^n xᵢ)/n\n",
        "σ² = (Σ_{i=1}^n (xᵢ − (Σ_{j=1}^n xⱼ)/n)²)/n\n");
    // ((1 − 3)² + (2 − 3)² + (6 − 3)²)/3 = 14/3
    assertSays(
        NORMAL + "given x = (1, 2, 6), μ = 3\nevaluate ∂ℓ/∂σ at σ = sqrt(14/3)", "∂ℓ/∂σ = 0\n");
  }

  @Test
  void otherDistributions() {
    assertSays(
        "assume s > 0\nlet r = Σ_{i=1}^n (ln s − s x_i)\nsolve ∂r/∂s = 0 for s\n"
            + "given x = (1, 2, 3)\nevaluate ∂r/∂s at s = 1/2",
        "s = n/(Σ_{i=1}^n xᵢ)  for Σ_{i=1}^n xᵢ > 0",
        "∂r/∂s = 0\n");
    assertSays(
        "assume p > 0\nlet r = Σ_{i=1}^n (x_i ln p + (1 − x_i) ln(1 − p))\nsolve ∂r/∂p = 0 for p\n"
            + "given x = (1, 0, 0, 1)\nevaluate ∂r/∂p at p = 1/2",
        "p = (Σ_{i=1}^n xᵢ)/n",
        "∂r/∂p = 0\n");
  }

  @Test
  void aSumInWhichTheVariableDoesNotStandApartIsNotSolved() {
    String sheet = "assume s > 0\nlet q = Σ_{i=1}^n ln(s + x_i) − s\nsolve ∂q/∂s = 0 for s";
    assertSays(sheet, "this equation is not linear in s, and not solved in symbols");
    assertFalse(text(sheet).contains("s = n"), text(sheet));
  }

  /// What is assumed, or what the loss has a value for, leaves out σ = −1.
  @Test
  void descentNamesNoPointsOutsideOfWhatIsAssumed() {
    String one = "assume σ > 0\nlet D = σ^2/2 − log σ\n";
    String text = text(one + "descend D over σ from 2 with α = 0.1 for 3 steps");
    assertTrue(text.contains("Near σ = 1 with d²D/dσ² = 2, a minimum"), text);
    assertFalse(text.contains("Near σ = −1"), text);
    String two =
        text(
            "assume s > 0\nlet K = (m^2 + s^2 − 1)/2 − log s\n"
                + "descend K over m, s from (1, 2) with α = 0.1 for 3 steps");
    assertTrue(two.contains("Near (0, 1) with the Hessian [1, 0; 0, 2], a minimum"), two);
    assertFalse(two.contains("Near (0, −1)"), two);
  }

  @Test
  void oneOfSeveralVectors() {
    String means =
        """
        x_i, μ_k ∈ R^2
        let J = Σ_{i=1}^n Σ_{k=1}^K r_{ik} ‖x_i − μ_k‖²
        given x = [0, 0; 2, 0; 0, 4], r = [1, 0; 0, 1; 1, 0], μ = [0, 0; 1, 1]
        """;
    // the mean of (0, 0) and (0, 4); at (0, 0): −2 (0, 4)
    assertSays(
        means + "solve ∂J/∂μ_1 = 0 for μ_1\nevaluate ∂J/∂μ_1, ∂J/∂μ_2",
        "μ₁ = (Σ_{i=1}^n r_{i,1} xᵢ)/(Σ_{i=1}^n r_{i,1})  for Σ_{i=1}^n r_{i,1} ≠ 0",
        "μ₁ = (0, 2)\n",
        "∂J/∂μ₁ = (0, −8)\n∂J/∂μ₂ = (−2, 2)\n");
    assertSays(means + "evaluate ∂J/∂μ_1 at μ = [0, 2; 1, 1]", "∂J/∂μ₁ = (0, 0)\n");
    assertSays(
        "x_i, μ_k ∈ R^m\nlet J = Σ_{i=1}^n Σ_{k=1}^K r_{ik} ‖x_i − μ_k‖²\n"
            + "solve ∂J/∂μ_k = 0 for μ_k",
        "μₖ = (Σ_{i=1}^n rᵢₖxᵢ)/(Σ_{i=1}^n rᵢₖ)  for Σ_{i=1}^n rᵢₖ ≠ 0");
    assertSays(
        "μ_k ∈ R^2\nlet Q = Σ_{k=1}^K (μ_k^T μ_k)²\nsolve ∂Q/∂μ_1 = 0 for μ_1",
        "This is not linear in μ₁ alone, and is not solved in symbols.");
  }

  @Test
  void alongASlopeThatIsAVector() {
    String line = // g = (1, 3), φ'(0) = −gᵀg, φ'' = 2 gᵀg
        """
        x, b ∈ R^2
        let f(x) = x^T x − b^T x
        let g = ∂f/∂x
        let φ(t) = f(x − t g)
        given x = (1, 2), b = (1, 1)
        """;
    assertSays(line + "evaluate φ'(0), −g^T g", "φ′(0) = −10\n−gᵀg  = −10\n");
    assertSays(line + "solve φ'(t) = 0", "20t − 10 = 0\nt = 1/2", "> 0: a minimum");
    assertSays(line + "derive φ wrt t", "∂φ/∂t = ");
  }
}
