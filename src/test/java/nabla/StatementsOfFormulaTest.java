package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.catalogue.Language;
import nabla.expr.NablaException;
import nabla.numeric.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Formulas of several statements: which of them is derived, what leads nowhere, what is no
/// definition; and equations that are assumed.
class StatementsOfFormulaTest {

  @Test
  void whatAnotherUsesIsNotTheFormula() {
    Formula formula = Nabla.formula("L = ||z - y||^2; z = W x where W ∈ R^{m×n}");
    assertEquals("2(z − y)xᵀ", formula.derivative("W").toText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "L = −Σ_i Σ_c y_{ic} log p_{ic}; p = softmax(X W, rows) | Xᵀ(diag(y 𝟏ₖ)p − y)",
        "−Σ_i Σ_c y_{ic} log p_{ic}; p = softmax(X W, rows) | Xᵀ(diag(y 𝟏ₖ)p − y)",
        "L = −log p_k; p = softmax(W x) | (p − unit(k, m))xᵀ",
        "y = z_{max} + W; z = W^2 | 2W",
      })
  void whatIsUsedByItsEntriesIsNotTheFormula(String text, String expected) {
    assertEquals(expected, Nabla.formula(text).derivative("W").toText());
  }

  @Test
  void theLastOfUnrelatedFormulasIsDerivedAndTheOtherSaid() {
    Formula formula = Nabla.formula("b = 2 w; L = w^2");
    assertEquals("2w", formula.derivative("w").toText());
    assertTrue(
        formula.reading().notes().toString().contains("b is defined, and the formula does not use"),
        formula.reading().notes().toString());
  }

  /// To hold z fixed would give 0 for a derivative that is none.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "z = tanh(W z + x); L = c^T z",
        "z = z/2 + w; L = z^2",
        "A x = b; L = ||x||^2",
        "x^2 + y^2 = 1; L = x y",
      })
  void equationsThatDefineNothingAreRefused(String text) {
    assertThrows(NablaException.class, () -> Nabla.formula(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1^T y = 1; L = −y^T log softmax(z) | z | softmax(z) − y",
        "X = X^T; tr(W X) | W | X",
        "‖X w‖^2 where X^T X = I, X ∈ R^{m×n} | w | 2w",
        "‖X w‖^2 where X X^T = I, X ∈ R^{m×n} | w | 2XᵀXw",
        "w^T P w where P^2 = P, P^T = P | w | 2Pw",
        "y^T x ‖x‖ where ‖x‖ = 1, x ∈ R^n | y | x",
        "tr(Y^T P) + 𝟏^T Y^T A Y 𝟏 where Y 𝟏 = 𝟏, Y ∈ R^{m×n} | A | 𝟏ₘ 𝟏ₘᵀ",
        "y^T x (x^T x) where x^T x = 1, x ∈ R^n | y | x",
      })
  void whatIsAssumedHoldsWhereItIsVerified(String text, String by, String expected) {
    Derived derived = Nabla.formula(text).derivative(by);
    assertEquals(expected, derived.toText());
    Verification verification = derived.verification();
    assertTrue(verification != null && verification.points() > 0, String.valueOf(verification));
  }

  /// A function does not check what is assumed of its variables, so it says it. Closed forms in the
  /// names of intermediates, in every style.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "p = softmax(W x); L = -log(p_k) | W | | (p − unit(k, m))xᵀ",
        "y = A x; L = y_i | x | | Aᵀ unit(i, m)",
        "μ = mean(x); v = mean((x - μ 1).^2); L = √v | x | x ∈ R^n | (x − μ 𝟏ₙ)/(n √v)",
        "μ = sum(x)/n; v = mean((x - μ 1).^2); z = (x - μ 1)/√(v + ε) | x | x ∈ R^n | (Iₙ − 𝟏ₙ"
            + " 𝟏ₙᵀ/n − zzᵀ/n)/√(v + ε)",
        "μ = 1^T x/n; v = (x-μ 1)^T(x-μ 1)/n; z = (x - μ 1)/√v | x | x ∈ R^n | (Iₙ − 𝟏ₙ 𝟏ₙᵀ/n −"
            + " zzᵀ/n)/√(v)",
        "d = ‖x - c‖; L = exp(-d^2/(2 s^2)) | x | x ∈ R^n | −e^(−d²/(2s²))(x − c)/s²",
        "c = x - mean(x) 1; s = ‖c‖/√n; y = c/s | x | x ∈ R^n | ∂y/∂c·(Iₙ − 𝟏ₙ 𝟏ₙᵀ/n)",
        "μ = mean(X, columns); Z = X - 1 μ; L = ‖Z‖^2 | X | | 2Z − 2 𝟏ₘ 𝟏ₘᵀZ/m",
        "r = x^T A; L = ‖X - 1 r‖^2 | x | | −2A(X − 𝟏ₖr)ᵀ 𝟏ₖ",
        "p = σ(X w + b 1); L = -(y^T log p + (1-y)^T log(1-p))/n | w | b ∈ R; X ∈ R^{n×d} | Xᵀ(p −"
            + " y)/n",
        "p = σ(w^T x + b); L = -y log p - (1-y) log(1-p) | w | | (p − y)x",
      })
  void resultsInTheNamesOfIntermediates(String text, String by, String where, String expected) {
    for (Style style : Style.values()) {
      Formula formula = Nabla.formula(text, where == null ? "" : where);
      Conventions conventions = Conventions.DEFAULT.withStyle(style);
      Derived answer = formula.derive(by, 1, conventions, true, true).getFirst();
      assertTrue(Objects.requireNonNull(answer.verification()).isVerified());
      assertEquals(expected, answer.toText());
    }
  }

  @Test
  void codeSaysWhatIsAssumed() {
    String code = Nabla.formula("x^T S x", "S symmetric").derivative("x").function(Language.NUMPY);
    assertTrue(code.contains("xᵀSx, and its gradient by x, where Sᵀ = S."), code);
  }

  /// A comparison in which nothing moves shows nothing.
  @ParameterizedTest
  @ValueSource(strings = {"10^{-12} x^T x", "‖10^{-9} A x‖^2"})
  void slopesTooFaintForDifferencesVerifyNothing(String text) {
    Verification verification = Nabla.formula(text).derivative("x").verification();
    assertTrue(verification != null && !verification.isVerified(), String.valueOf(verification));
  }

  @Test
  void sumsThatBeginLaterAreComparedWhereTheyHaveTerms() {
    String text = "Σ_{t=p+1}^T (y_t - Σ_{j=1}^p a_j y_{t-j})^2";
    Verification verification = Nabla.formula(text).derivative("a_k").verification();
    assertTrue(verification != null && verification.isVerified(), String.valueOf(verification));
    assertTrue(verification.maximumRelativeError() > 0);
  }

  /// Beside the formula `σ(x) = x²` defines σ; as the formula it is a claim, and `max(x, y) = y`
  /// says something of x and y.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "σ(x) = x^2; σ(3)                    | 9",
        "relu(x) = max(x, 0) + 1; relu(3)    | 4",
        "log(x) = x^2; f(x) = log(2x); f(3)  | 36",
        "π(s) = s^2 + 1; f(s) = π(2s); f(3)  | 37",
        "e(t) = t^3; f(t) = e(2t); f(1)      | 8",
      })
  void knownFunctionsAreDefinedAnew(String text, String value) {
    Formula formula = Nabla.formula(text);
    assertEquals(value, formula.text(formula.at("").exact()));
    assertTrue(
        formula.reading().notes().getFirst().message().contains("in place of its own"), text);
  }

  @Test
  void whatSaysSomethingOfItsArgumentsDefinesNoFunction() {
    assertThrows(NablaException.class, () -> Nabla.formula("max(x, y) = y; max(x, y) + 1"));
    assertTrue(Nabla.formula("σ(x) = 1/(1 + e^{-x})").reading().parameters().isEmpty());
  }

  /// `∂/∂w` of what has w₁ is not 0.
  @Test
  void derivativesByWhatDoesNotOccurBesideItsNumbersAreRefused() {
    NablaException refused =
        assertThrows(
            NablaException.class, () -> Nabla.formula("J = (w1 - 1)^2 + (w2 - 2)^2; ∂J/∂w"));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("which does not occur, where w_1 does"),
        refused.getMessage());
    Formula one = Nabla.formula("J = (w1 - 1)^2 + w2; ∂J/∂w1");
    assertEquals("2(w₁ − 1)", one.text(one.simplified()));
  }
}
