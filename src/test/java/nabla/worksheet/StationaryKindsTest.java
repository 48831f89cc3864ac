package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// What is at the stationary points of sums in letters, and where the Hessian has roots in it. The
/// kinds were found by hand: the likelihoods are concave in these parameters, squares are convex,
/// and a Lagrangian has saddle points.
class StationaryKindsTest {

  @Test
  void likelihoodsHaveMaxima() {
    assertSays(
        "let l(λ) = Σ_{i=1}^n (k_i ln λ - λ)\nsolve l'(λ) = 0 for λ",
        "λ = (Σ_{i=1}^n kᵢ)/n  for Σ_{i=1}^n kᵢ > 0\n",
        "∂²l/∂λ² = −n²/(Σ_{i=1}^n kᵢ) < 0: a maximum.");
    assertSays(
        "assume λ > 0\nlet l = n ln λ - λ Σ_{i=1}^n x_i\nsolve ∂l/∂λ = 0 for λ",
        "λ = n/(Σ_{i=1}^n xᵢ)  for Σ_{i=1}^n xᵢ > 0\n",
        "∂²l/∂λ² = −(Σ_{i=1}^n xᵢ)²/n < 0: a maximum.");
    assertSays(
        "let l(θ) = Σ_i (x_i ln θ + (1-x_i) ln(1-θ))\nsolve l'(θ) = 0 for θ",
        "θ = (Σ_{i=1}^n xᵢ)/n  for Σ_{i=1}^n xᵢ > 0, n > Σ_{i=1}^n xᵢ\n",
        " < 0: a maximum.");
  }

  @Test
  void squaresHaveMinima() {
    assertSays(
        "let K = Σ_i (y_i - a)^2\nsolve ∂K/∂a = 0 for a",
        "a = (Σ_{i=1}^n yᵢ)/n\n",
        "∂²K/∂a² = 2n > 0: a minimum.");
    assertSays(
        "let J = Σ_i (a + b x_i - y_i)^2\nsolve ∇J = 0 for a, b",
        "positive definite, and so a minimum, where nΣ_{i=1}^n xᵢ² > (Σ_{i=1}^n xᵢ)².");
    assertSays(
        "let f = Σ_i w_i (x_i - m)^2\nsolve ∂f/∂m = 0 for m",
        "a minimum where Σ_{i=1}^n wᵢ > 0, a maximum where Σ_{i=1}^n wᵢ < 0.");
  }

  @Test
  void rootsInTheHessianAreDecided() {
    assertSays(
        "let Λ = x + y + λ(x²+y²-1)\nsolve ∇Λ = 0 for x, y, λ",
        "[√2, 0, −√2; 0, √2, −√2; −√2, −√2, 0], indefinite, as by multipliers it always is: a"
            + " minimum under the constraint",
        "[−√2, 0, √2; 0, −√2, √2; √2, √2, 0], indefinite, as by multipliers it always is: a"
            + " maximum");
    assertSays(
        "let f = x^3 - 6x + y^3 - 6y + z^2\nsolve ∇f = 0 for x, y, z",
        "[6√2, 0, 0; 0, 6√2, 0; 0, 0, 2], positive definite: a minimum.",
        "[−6√2, 0, 0; 0, 6√2, 0; 0, 0, 2], indefinite: a saddle point.");
    assertSays(
        "let f = -x^3 + 6x - y^2\nsolve ∇f = 0 for x, y",
        "[−6√2, 0; 0, −2], negative definite: a maximum.");
  }

  /// σ̂² is the mean of the squares, and n > 0 as the sum has some terms.
  @Test
  void deviationsOfNormalDistributions() {
    assertSays(
        "let l = -n ln σ - (1/(2σ²)) Σ_{i=1}^n (x_i - μ)^2\nsolve ∂l/∂σ = 0 for σ",
        "σ = √((Σ_{i=1}^n (xᵢ − μ)²)/n)  for ",
        "∂²l/∂σ² = −2n²/(Σ_{i=1}^n (xᵢ − μ)²) < 0: a maximum.");
  }

  /// The mean and the deviation together; σ of the mean that solves the other equation.
  @Test
  void bothParametersOfANormalDistribution() {
    assertSays(
        "let L = n ln σ + Σ_i (x_i - μ)^2/(2 σ^2)\nsolve ∇L = 0 for μ, σ",
        "μ = (Σ_{i=1}^n xᵢ)/n\n",
        "σ = √((Σ_{i=1}^n (xᵢ − (Σ_{j=1}^n xⱼ)/n)²)/n)  for ",
        "∂²L/∂σ² = 2n²/(Σ_{i=1}^n (xᵢ − (Σ_{j=1}^n xⱼ)/n)²) > 0: a minimum.");
    assertSays(
        "let K = n/2 ln v + Σ_i (x_i - μ)^2/(2 v)\nsolve ∇K = 0 for μ, v",
        "μ = (Σ_{i=1}^n xᵢ)/n\n",
        "positive definite: a minimum.");
  }

  @Test
  void whatIsAssumedOfTheUnknownIsACondition() {
    assertSays("assume x > 0\nsolve x^2 = a for x", "x² = a\nx = √a  for a > 0\n");
  }
}
