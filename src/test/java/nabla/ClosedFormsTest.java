package nabla;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The closed forms a teacher would write, each beside a mistake.
class ClosedFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "σ(x)¦ 1¦ σ(x)(1 − σ(x))¦ σ(x)(1 + σ(x))",
        "σ(x)¦ 2¦ σ(x)(1 − σ(x))(1 − 2σ(x))¦ σ(x)(1 − σ(x))^2",
        "σ(x)¦ 3¦ σ(x)(1 − σ(x))(1 − 6σ(x) + 6σ(x)²)¦ σ(x)(1 − σ(x))(1 − 2σ(x))(1 − 3σ(x))",
        "σ(x)¦ 4¦ σ(x)(1 − σ(x))(1 − 2σ(x))(1 − 12σ(x) + 12σ(x)²)¦ σ(x)(1 − σ(x))(1 − 14σ(x) +"
            + " 36σ(x)² + 24σ(x)³)",
        "σ(x)¦ 5¦ σ(x)(1 − σ(x))(1 − 30σ(x) + 150σ(x)² − 240σ(x)³ + 120σ(x)⁴)¦ σ(x)(1 − σ(x))(1 −"
            + " 30σ(x) + 150σ(x)² − 240σ(x)³ + 24σ(x)⁴)",
        "σ(x)¦ 6¦ σ(x)(1 − σ(x))(1 − 2σ(x))(1 − 60σ(x) + 420σ(x)² − 720σ(x)³ + 360σ(x)⁴)¦ 0",
        "tanh x¦ 1¦ 1 − tanh(x)²¦ 1 + tanh(x)²",
        "tanh x¦ 2¦ −2 tanh(x)(1 − tanh(x)²)¦ −2 tanh(x)",
        "tanh x¦ 3¦ −2(1 − tanh(x)²)(1 − 3 tanh(x)²)¦ 2(1 − tanh(x)²)(1 − 3 tanh(x)²)",
        "tanh x¦ 4¦ 8 tanh(x)(1 − tanh(x)²)(2 − 3 tanh(x)²)¦ 8 tanh(x)(1 − tanh(x)²)(2 + 3"
            + " tanh(x)²)",
        "1/(1+e^{−x})¦ 1¦ σ(x)(1 − σ(x))¦ -e^{-x}/(1+e^{-x})^2",
        "1/(1+e^{-(2x+b)})¦ 1¦ 2σ(2x + b)(1 − σ(2x + b))¦ σ(2x + b)(1 − σ(2x + b))",
        "1/(1+e^{3-x})¦ 1¦ σ(x − 3)(1 − σ(x − 3))¦ σ(x - 3)^2",
        "x σ(x)¦ 2¦ σ(x)(1 − σ(x))(2 + x(1 − 2σ(x)))¦ σ(x)(1 − σ(x))(1 + x(1 − 2σ(x)))",
        "xΦ(x)¦ 1¦ Φ(x) + xφ(x)¦ φ(x) + xΦ(x)",
        "xΦ(x)¦ 2¦ (2 − x²)φ(x)¦ (2 − x)φ(x)",
        "ln cosh x¦ 1¦ tanh(x)¦ coth(x)",
        "e^{-x²/2}¦ 1¦ −xe^(−x²/2)¦ xe^(−x²/2)",
        "e^{-x²/2}¦ 2¦ (x² − 1)e^(−x²/2)¦ (1 − x²)e^(−x²/2)",
        "e^{-x²/2}¦ 3¦ (3x − x³)e^(−x²/2)¦ (x³ − 3x)e^(−x²/2)",
        "softplus(x)¦ 3¦ σ(x)(1 − σ(x))(1 − 2σ(x))¦ σ(x)(1 − σ(x))",
        "swish(x)¦ 1¦ σ(x)(1 + x(1 − σ(x)))¦ σ(x)(1 + x)",
        "gelu(x)¦ 1¦ Φ(x) + xφ(x)¦ Φ(x) + φ(x)",
        "x ln x - x¦ 1¦ ln(x)¦ ln(x) - 1",
        "arctan(1/x)¦ 1¦ −1/(x² + 1)¦ 1/(x² + 1)",
        "ln(x+√(x²+1))¦ 1¦ 1/√(x² + 1)¦ 1/√(x² - 1)",
        "sin(x)/x¦ 1¦ (x cos(x) − sin(x))/x²¦ (cos(x) − sin(x))/x²",
        "√(1-x²)¦ 1¦ −x/√(1 − x²)¦ 1/(2√(1 − x²))",
        "(3x+1)^5¦ 1¦ 15(3x + 1)⁴¦ 5(3x + 1)⁴",
        "x^3 - 2x^2 + 5x - 1¦ 1¦ 3x² − 4x + 5¦ 3x² − 4x + 4",
        "ln((1+x)/(1-x))¦ 1¦ 2/(1 − x²)¦ -2/(1 − x²)",
        "1/(x-1)^2¦ 1¦ −2/(x − 1)³¦ 2/(x − 1)³",
        "ln|x|¦ 1¦ 1/x¦ 1/|x|",
        "ln|cos x|¦ 1¦ −tan(x)¦ tan(x)",
        "x|x|¦ 1¦ 2·|x|¦ 2x",
        "(σ(x)+σ(2x)+σ(3x))^2¦ 2¦ 2(σ(x)(1 − σ(x)) + 2σ(2x)(1 − σ(2x)) + 3σ(3x)(1 − σ(3x)))² +"
            + " 2(σ(x) + σ(2x) + σ(3x))(σ(x)(1 − σ(x))(1 − 2σ(x)) + 4σ(2x)(1 − σ(2x))(1 − 2σ(2x))"
            + " + 9σ(3x)(1 − σ(3x))(1 − 2σ(3x)))¦ σ(x)",
        "σ(2x)¦ 2¦ 4σ(2x)(1 − σ(2x))(1 − 2σ(2x))¦ 4σ(2x)(1 − σ(2x))",
        "tanh(x/2)¦ 1¦ (1 − tanh(x/2)²)/2¦ 1 − tanh(x/2)²",
        "x ln(1+e^x)¦ 1¦ softplus(x) + xσ(x)¦ softplus(x)",
        "tan x¦ 3¦ 2(1 + tan(x)²)(1 + 3 tan(x)²)¦ 2(1 + tan(x)²)(1 + tan(x)²)",
        "tan x¦ 4¦ 8 tan(x)(1 + tan(x)²)(2 + 3 tan(x)²)¦ 8 tan(x)(1 + tan(x)²)²",
        "ln tan(x/2)¦ 1¦ 1/sin(x)¦ 1/sin(x/2)",
        "sinh(x) cosh(x)¦ 1¦ cosh(2x)¦ cosh(x)²",
        "1/(e^x-1)¦ 1¦ −e^x/(e^x − 1)²¦ e^x/(e^x − 1)²",
        "(1+1/x)^x¦ 1¦ (1 + 1/x)^x·(ln(1 + 1/x) − 1/(x + 1))¦ (1 + 1/x)^x·ln(1 + 1/x)",
        "Γ(x²)¦ 1¦ 2xΓ(x²) digamma(x²)¦ Γ(x²) digamma(x²)",
        "max(x, 1-x)¦ 1¦ 𝟙[x > 1/2] − 𝟙[x < 1/2]¦ 𝟙[x > 1/2]",
        "{x^2 if x>0; x^2 otherwise}¦ 1¦ 2x¦ x",
        "sinc(x)¦ 2¦ (2 sinc(x) − 2 cos(x) − x sin(x))/x²¦ (sinc(x) − cos(x))/x²",
        "0.5x(1+tanh(√(2/π)(x+0.044715x³)))¦ 1¦ 0.5(1 + tanh((x + 0.044715x³) √(2/π)))(1 +"
            + " x(0.134145x² + 1) √(2/π)(1 − tanh((x + 0.044715x³) √(2/π))))¦ x",
        "1/(1 + 0.001 x^2)¦ 1¦ −0.002x/(1 + 0.001x²)²¦ −0.002x/(0.001x² + 1)",
        "√(12x²)¦ 1¦ 2√(3) sign(x)¦ 2√3"
      })
  void ofOneVariable(String formula, int order, String answer, String mistake) {
    Formula read = Nabla.formula(formula);
    String conditions =
        DerivativeTable.conditions(read, read.derive("x", order, false, false).getFirst());
    DerivativeTable.holds(formula, "x", order, answer, conditions, mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "(1/β) ln(1+e^{βx})¦ x¦ σ(βx)¦ β ≠ 0¦ β σ(βx)",
        "−y ln σ(x) − (1−y) ln(1−σ(x))¦ x¦ σ(x) − y¦ ''¦ y - σ(x)",
        "x^x¦ x¦ x^x·(1 + ln(x))¦ x > 0¦ x x^(x-1)",
        "a^x¦ x¦ a^x·ln(a)¦ a > 0¦ x a^(x-1)",
        "1/(π γ (1 + ((x-x_0)/γ)^2))¦ γ¦ ((x − x₀)² − γ²)/(π(γ² + (x − x₀)²)²)¦ γ ≠ 0¦ 0",
        "-ln(1/(√(2π)σ) exp(-(x-μ)^2/(2σ^2)))¦ σ¦ (σ² − (x − μ)²)/σ³¦ σ > 0¦ (x − μ)²/σ³",
        "ln(binom(n,k) p^k (1-p)^{n-k})¦ p¦ (k − np)/(p(1 − p))¦ 0 < p < 1;"
            + " binom(n, k) > 0¦ k/p",
        "e^{-(x-m)/s}/(s(1+e^{-(x-m)/s})^2)¦ x¦ σ((x − m)/s)(1 − σ((x − m)/s))(1 − 2σ((x −"
            + " m)/s))/s²¦ s ≠ 0¦ 0",
        "1/(1+e^{-k(x-m)})¦ k¦ (x − m)σ(k(x − m))(1 − σ(k(x − m)))¦ ''¦ x − m",
        "x^{k-1}e^{-x/θ}/(Γ(k)θ^k)¦ x¦ x^(k − 2)e^(−x/θ)(θ(k − 1) − x)/(θ^(k + 1)Γ(k))¦ x > 0;"
            + " k > 0 or k ∉ ℤ; θ > 0¦ x^(k − 1)",
        "x^a e^(−b x)¦ x¦ (a − bx)x^(a − 1)e^(−bx)¦ x > 0¦ (b x − a)x^(a − 1)e^(−bx)",
        "(a x + b)/(c x + 3)¦ x¦ (3a − bc)/(cx + 3)²¦ cx + 3 ≠ 0¦ (3a + bc)/(cx + 3)²",
        "x^n¦ x¦ nx^(n − 1)¦ x > 0¦ x^n ln(x)",
        "(y−σ(b+w1x1+w2x2))²¦ b¦ −2(y − σ(b + w₁x₁ + w₂x₂))σ(b + w₁x₁ + w₂x₂)(1 − σ(b + w₁x₁ +"
            + " w₂x₂))¦ ''¦ 2(y − σ(b + w₁x₁ + w₂x₂))σ(b + w₁x₁ + w₂x₂)(1 − σ(b + w₁x₁ + w₂x₂))",
        "let z = b+w1x1+w2x2; L = (y−σ(z))²¦ b¦ −2(y − σ(z))σ(z)(1 − σ(z))¦ ''¦ −2(y −"
            + " σ(z))(1 − σ(z))",
        "let z = b+w1x1+w2x2; L = (y−σ(z))²¦ w1¦ −2x₁(y − σ(z))σ(z)(1 − σ(z))¦ ''¦ −2x₂(y −"
            + " σ(z))σ(z)(1 − σ(z))",
        "let z = b+w1x1+w2x2; L = (y−σ(z))²¦ w2¦ −2x₂(y − σ(z))σ(z)(1 − σ(z))¦ ''¦ −2w₂(y −"
            + " σ(z))σ(z)(1 − σ(z))"
      })
  void ofSeveralVariables(
      String formula, String by, String answer, String conditions, String mistake) {
    DerivativeTable.holds(formula, by, 1, answer, conditions, mistake);
  }
}
