package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Num;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of derivative that can be asked for.
class DerivativeKindsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x²y³¦ x y¦ 1¦ 6xy²¦ 6x y",
        "x²y³¦ y x¦ 1¦ 6xy²¦ 3x²y²",
        "x²y³¦ y¦ 2¦ 6x²y¦ 6x y",
        "f(g(x))¦ x¦ 1¦ g′(x)f′(g(x))¦ f'(x) g'(x)",
        "f(x) g(x)¦ x¦ 2¦ f(x)g″(x) + 2f′(x)g′(x) + f″(x)g(x)¦ f''(x) g(x) + f(x) g''(x)",
        "f(x², x y)¦ x¦ 1¦ 2xf^{(1,0)}(x², xy) + yf^{(0,1)}(x², xy)¦ 2x + y",
        "let z = w x; u = z²; L = u + z¦ z¦ 1¦ 2z + 1¦ 1",
        "let z = w x; u = z²; L = u + z¦ w¦ 1¦ 2xz + x¦ x",
        "let z = w x; u = z²; L = u + z¦ w z¦ 1¦ 2x¦ 2",
        "let z = 2x; L = σ(z)¦ x¦ 3¦ 8σ(z)(1 − σ(z))(1 − 6σ(z) + 6σ(z)²)¦ σ(z)(1 − σ(z))(1 −"
            + " 6σ(z) + 6σ(z)²)",
        "let z1 = w1 x; h = tanh(z1); L = (y-h)^2¦ w1¦ 1¦ −2x(y − h)(1 − h²)¦ −2x(y − h)(1 − h)",
        "let z = w x; s = √(z²+1); L = s¦ w¦ 1¦ xz/s¦ z/s",
        "let h = tanh(z); L = h + tanh(z)¦ h¦ 1¦ 1¦ 2",
        "x² d/dx[sin x]¦ x¦ 1¦ 2x cos(x) − x² sin(x)¦ 2x cos(x) + x² sin(x)",
        "d²/dx²[x⁵]¦ x¦ 1¦ 60x²¦ 20x³",
        "∂/∂y[x²y³]¦ x¦ 1¦ 6xy²¦ 3x²y²",
        "σ'(x)¦ x¦ 1¦ σ(x)(1 − σ(x))(1 − 2σ(x))¦ σ(x)(1 − σ(x))",
        "σ''(2x)¦ x¦ 1¦ 2σ(2x)(1 − σ(2x))(1 − 6σ(2x) + 6σ(2x)²)¦ 4σ(2x)(1 − σ(2x))(1 − 2σ(2x))",
        "f''(x)¦ x¦ 1¦ f‴(x)¦ f''(x)",
        "det([a, b; c, d])¦ a¦ 1¦ d¦ -d",
        "det([t, 1, 0; 1, t, 2; 0, 3, s])¦ t¦ 1¦ 2st − 6¦ 2t s",
        "Σ_{k=1}^3 x^k¦ x¦ 1¦ 3x² + 2x + 1¦ 3x² + 2x",
        "Σ_{k=1}^n x^k¦ x¦ 1¦ Σ_{k=1}^n kx^(k − 1)¦ Σ_{k=1}^n k x^k",
        "Σ_{k=0}^n x^k¦ x¦ 1¦ Σ_{k=1}^n kx^(k − 1)¦ Σ_{k=1}^n x^(k − 1)",
        "Σ_{i=1}^n Σ_{j=1}^i x^{i+j}¦ x¦ 1¦ Σ_{i=1}^n Σ_{j=1}^i (i + j)x^(j + i − 1)¦ Σ_{i=1}^n"
            + " Σ_{j=1}^n (i + j)x^(j + i − 1)",
        "Π_{k=1}^3 (x−k)¦ x¦ 1¦ 3x² − 12x + 11¦ 3x² − 12x",
        "∫_0^x e^{−t²} dt¦ x¦ 1¦ e^(−x²)¦ -2x e^(−x²)",
        "∫_0^1 e^{x t} dt¦ x¦ 1¦ ∫_0^1 te^(tx) dt¦ ∫_0^1 x e^(t x) dt",
        "∫_0^x (x−t) f(t) dt¦ x¦ 1¦ ∫_0^x f(t) dt¦ f(x)",
        "∫_0^x (x−t) f(t) dt¦ x¦ 2¦ f(x)¦ f'(x)"
      })
  void withoutConditions(String formula, String by, int order, String answer, String mistake) {
    DerivativeTable.holds(formula, by, order, answer, "", mistake);
  }

  /// Where there is a kink, the answer names it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "∫_x^{x²} sin(t)/t dt¦ x¦ 1¦ (2 sin(x²) − sin(x))/x¦ x ≠ 0¦ (sin(x²) − sin(x))/x",
        "max(x,0)¦ x¦ 1¦ 𝟙[x > 0]¦ x ≠ 0¦ x",
        "max(x,y)¦ y¦ 1¦ 𝟙[y > x]¦ x ≠ y¦ 𝟙[x > y]",
        "max(x,x,y)¦ x¦ 1¦ 𝟙[x > y]¦ x ≠ y¦ 2𝟙[x > y]",
        "min(x,y,z)¦ z¦ 1¦ 𝟙[z < x and z < y]¦ x ≠ z; y ≠ z¦ 𝟙[z < x]",
        "|x|¦ x¦ 1¦ sign(x)¦ x ≠ 0¦ 1",
        "|x|¦ x¦ 2¦ 0¦ x ≠ 0¦ sign(x)",
        "|x|³¦ x¦ 2¦ 6·|x|¦ ''¦ 6x",
        "|x²−1|¦ x¦ 1¦ 2x sign(x² − 1)¦ |x| ≠ 1¦ 2x",
        "sign(x)¦ x¦ 1¦ 0¦ x ≠ 0¦ 1",
        "relu(x)¦ x¦ 1¦ 𝟙[x > 0]¦ x ≠ 0¦ relu(x)",
        "relu(x)²¦ x¦ 2¦ 2𝟙[x > 0]¦ x ≠ 0¦ 2",
        "relu(w x + b)¦ w¦ 1¦ x 𝟙[wx + b > 0]¦ wx + b ≠ 0¦ 𝟙[wx + b > 0]",
        "leakyrelu(x)¦ x¦ 1¦ {1 if x > 0; 1/100 otherwise}¦ x ≠ 0¦ 𝟙[x > 0]",
        "leakyrelu(x,a)¦ a¦ 1¦ min(x, 0)¦ ''¦ max(x, 0)",
        "elu(x)¦ x¦ 1¦ {1 if x > 0; e^x otherwise}¦ ''¦ e^x",
        "elu(x)¦ x¦ 2¦ {0 if x > 0; e^x otherwise}¦ x ≠ 0¦ {1 if x > 0; e^x otherwise}",
        "elu(x,α)¦ x¦ 1¦ {1 if x > 0; αe^x otherwise}¦ x ≠ 0 or α = 1¦ α e^x",
        "hardtanh(x)¦ x¦ 1¦ 𝟙[|x| < 1]¦ |x| ≠ 1¦ 1",
        "⌊x⌋¦ x¦ 1¦ 0¦ x ∉ ℤ¦ 1",
        "𝟙[x>0] x²¦ x¦ 1¦ 2x 𝟙[x > 0]¦ ''¦ 2x",
        "{x² if x>0; −x otherwise}¦ x¦ 1¦ {2x if x > 0; −1 otherwise}¦ x ≠ 0¦ {2x if x > 0; 1"
            + " otherwise}",
        "{1 if x>0; 0 otherwise}¦ x¦ 1¦ 0¦ x ≠ 0¦ 1",
        "{a x if x>0; b x otherwise}¦ a¦ 1¦ {x if x > 0; 0 otherwise}¦ ''¦ x"
      })
  void withConditions(
      String formula, String by, int order, String answer, String conditions, String mistake) {
    DerivativeTable.holds(formula, by, order, answer, conditions, mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x²y³¦ (x,y)¦ 1¦ (2xy³, 3x²y²)",
        "x²y³¦ (y,x)¦ 1¦ (3x²y², 2xy³)",
        "x²y³¦ (x,y)¦ 2¦ [2y³, 6xy²; 6xy², 6x²y]",
        "let z = w x; L = z²¦ (w,x)¦ 1¦ (2xz, 2wz)",
        "let z = w x; u = z²; L = u + z¦ (w,z)¦ 2¦ [2x², 2x; 2x, 2]"
      })
  void gradientsAndHessians(String text, String by, int order, String answer) {
    Formula formula = Nabla.formula(text);
    Derived derived = formula.derive(by, order, false, true).getFirst();
    assertEquals(answer, formula.text(derived.result()));
    assertTrue(derived.withRespectTo().gradient());
    var verification = derived.verification();
    assertNotNull(verification);
    assertTrue(verification.isVerified(), verification::summary);
  }

  @Test
  void aGradientOfOrderThreeIsDeclined() {
    Complaints.declines(() -> Nabla.formula("x y").derive("(x,y)", 3, false, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x²+y²=1¦ x¦ 1¦ −x/y¦ y ≠ 0",
        "x²+y²=1¦ y¦ 1¦ −y/x¦ x ≠ 0",
        "x²+y²=1¦ x¦ 2¦ −1/y³¦ y ≠ 0",
        "x²+y²=1¦ x¦ 3¦ −3x/y⁵¦ y ≠ 0",
        "x³+y³=3x y¦ x¦ 1¦ (y − x²)/(y² − x)¦ x ≠ y²",
        "e^y = x¦ x¦ 1¦ e^(−y)¦ ''"
      })
  void implicitly(String text, String by, int order, String answer, String conditions) {
    Formula formula = Nabla.formula(text);
    Derived derived = formula.derive(by, order, true, true).getFirst();
    assertEquals(answer, formula.text(derived.result()));
    assertEquals(conditions, DerivativeTable.conditions(formula, derived));
    var verification = derived.verification();
    assertNotNull(verification);
    assertTrue(verification.isVerified(), verification::summary);
  }

  /// What no rule covers stays an explicit ∂, and is not said to be verified.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "Σ_{k=1}^n k x¦ n",
        "Π_{k=1}^n (x − k)¦ n",
        "lim_{h→0} (sin(x+h)−sin x)/h¦ x",
        "Σ_{k=1}^x k¦ x"
      })
  void staysWritten(String text, String by) {
    Formula formula = Nabla.formula(text);
    Derived derived = formula.derive(by, 1, true, true).getFirst();
    assertTrue(
        Dag.any(derived.result(), Derivative.class::isInstance),
        () -> formula.text(derived.result()));
    assertNotEquals(Num.ZERO, derived.result());
    var verification = derived.verification();
    assertNotNull(verification);
    assertTrue(!verification.isVerified());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {"5¦ x", "π²¦ x", "a b¦ x", "x²¦ q", "Σ_{x=1}^3 x²¦ x", "∫_0^1 x dx¦ x"})
  void constantsHaveTheDerivativeZero(String text, String by) {
    Derived derived = Nabla.formula(text).derive(by, 1, true, true).getFirst();
    assertEquals(Num.ZERO, derived.result());
    assertTrue(!derived.derivations().getFirst().steps().isEmpty(), "and it is said why");
  }

  @Test
  void bothVariablesOfOneNameAreKeptApart() {
    Formula formula = Nabla.formula("x Σ_{x=1}^3 x");
    assertEquals("6", formula.text(formula.derivative("x").result()));
    Formula integral = Nabla.formula("x ∫_0^x x dx");
    assertEquals("x² + ∫_0^x t dt", integral.text(integral.derivative("x").result()));
  }

  /// Kinks and gaps of the terms of a sum or product are conditions on all of them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "Σ_{k=1}^n |x − k|¦ x¦ Σ_{k=1}^n sign(x − k)¦ [Π_{i=1}^n (x − i) ≠ 0]",
        "Σ_i |y_i − w x_i|¦ w¦ −Σ_{i=1}^n xᵢ sign(yᵢ − wxᵢ)¦ [Π_{i=1}^n (yᵢ − wxᵢ) ≠ 0]",
        "Σ_i max(0, 1 − w x_i)¦ w¦ −Σ_{i=1}^n xᵢ 𝟙[wxᵢ < 1]¦ [Π_{i=1}^n (wxᵢ − 1) ≠ 0]",
        "Π_{k=1}^n (x − a_k)¦ x¦ (Π_{k=1}^n (x − aₖ))Σ_{k=1}^n 1/(x − aₖ)¦ [every(x ≠ a)]",
        "Σ_{i=1}^n Σ_{j=1}^i |x − i j|¦ x¦ Σ_{i=1}^n Σ_{j=1}^i sign(x − ji)¦ [Π_{i=1}^n"
            + " Π_{j=1}^i (x − ji) ≠ 0]",
        "Σ_{k=1}^3 |x − k|¦ x¦ sign(x − 3) + sign(x − 2) + sign(x − 1)¦ [x ≠ 1, x ≠ 2, x ≠ 3]",
        "∫_0^1 |x − t| dt¦ x¦ ∫_0^1 sign(x − t) dt¦ []",
        "∫_0^{|x|} t² dt¦ x¦ x·|x|¦ [x ≠ 0]",
      })
  void theTermsOfASumHaveTheirConditionsTogether(
      String formula, String variable, String result, String conditions) {
    Derived derived = Nabla.formula(formula).derivative(variable);
    assertEquals(result, derived.toString());
    assertEquals(
        conditions, derived.conditions().stream().map(nabla.write.Text::of).toList().toString());
    assertTrue(java.util.Objects.requireNonNull(derived.verification()).isVerified());
  }

  /// The answer without steps starts from the function that those with steps recognise.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "1/(1 + e^(−2x))¦ 2σ(2x)(1 − σ(2x))",
        "e^(2x)/(1 + e^(2x))¦ 2σ(2x)(1 − σ(2x))",
        "(e^(3x) − e^(−3x))/(e^(3x) + e^(−3x))¦ 3(1 − tanh(3x)²)",
        "sin(x)/cos(x)¦ 1 + tan(x)²",
      })
  void answersWithAndWithoutStepsAreTheSame(String formula, String result) {
    for (boolean steps : new boolean[] {true, false}) {
      assertEquals(
          result, Nabla.formula(formula).derive("x", 1, steps, false).getFirst().toString());
    }
  }

  /// One row for each entry of a list, one column for each variable.
  @Test
  void jacobianOfAListByNumbers() {
    Formula polar = Nabla.formula("(r cos t, r sin t)");
    Derived answer = polar.derive("(r,t)", 1, true, true).getFirst();
    assertEquals("[cos(t), −r sin(t); sin(t), r cos(t)]", polar.text(answer.result()));
    assertTrue(java.util.Objects.requireNonNull(answer.verification()).isVerified());
  }
}
