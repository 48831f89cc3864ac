package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where computer algebra goes wrong in silence.
class TrapsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x/x¦ 1¦ x ≠ 0",
        "|x|/x¦ sign(x)¦ x ≠ 0",
        "x/|x|¦ sign(x)¦ x ≠ 0",
        "sign(x)/|x|¦ 1/x¦ ''",
        "|x|²¦ x²¦ ''",
        "x sign(x)¦ |x|¦ ''",
        "√(x²)¦ |x|¦ ''",
        "(x²)^(1/2)¦ |x|¦ ''",
        "√(x⁴)¦ x²¦ ''",
        "(x³)^(1/3)¦ x¦ x ≥ 0",
        "∛(x³)¦ x¦ ''",
        "∛(-8)¦ −2¦ ''",
        "|x⁴|¦ x⁴¦ ''",
        "|(|x|)|¦ |x|¦ ''",
        "|e^x|¦ e^x¦ ''",
        "ln(x) + ln(y)¦ ln(xy)¦ x > 0; y > 0",
        "ln(x y)¦ ln(xy)¦ ''",
        "x^0¦ 1¦ x ≠ 0",
        "0/x¦ 0¦ x ≠ 0",
        "0·ln(x)¦ 0¦ x > 0",
        "x - x + 1/x - 1/x¦ 0¦ x ≠ 0",
        "(x²-1)/(x-1)¦ x + 1¦ x ≠ 1",
        "e^(ln x)¦ x¦ x > 0",
        "ln(e^x)¦ x¦ ''",
        "√x √x¦ x¦ x ≥ 0",
        "√(x/x + 1)¦ √2¦ x ≠ 0",
        "(√x)²¦ x¦ x ≥ 0",
        "1^x¦ 1¦ ''",
        "max(x,x)¦ x¦ ''",
        "𝟙[x>0]²¦ 𝟙[x > 0]¦ ''",
        "Σ_{k=1}^n 0¦ 0¦ ''"
      })
  void simplifiesAndSaysWhere(String text, String simplified, String conditions) {
    Formula formula = Nabla.formula(text);
    Expr answer = formula.simplified();
    assertEquals(simplified, formula.text(answer));
    assertEquals(
        conditions,
        formula.conditions(answer).stream().map(formula::text).collect(Collectors.joining("; ")));
  }

  /// What looks like a simplification and is none.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "√(x²)¦ x",
        "ln(x²)¦ 2 ln(x)",
        "sign(x)²¦ 1",
        "(x²)^(1/2)¦ x",
        "arcsin(sin x)¦ x",
        "arctan(tan x)¦ x",
        "0^x¦ 0",
        "√(x y)¦ √x √y",
        "⌊x + 1/2⌋¦ x",
        "|x + y|¦ |x| + |y|",
        "x^(2/3)¦ (∛x)²"
      })
  void doesNotSimplify(String text, String wrong) {
    Formula formula = Nabla.formula(text);
    assertNotEquals(
        formula.text(Nabla.formula(wrong).simplified()), formula.text(formula.simplified()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x/x¦ 0¦ x ≠ 0",
        "|x|/x¦ 0¦ x ≠ 0",
        "√(x²)¦ sign(x)¦ x ≠ 0",
        "ln(x²)¦ 2/x¦ x ≠ 0",
        "x^0¦ 0¦ x ≠ 0",
        "1^x¦ 0¦ ''",
        "0·ln(x)¦ 0¦ x > 0",
        "x^(1/3)¦ 1/(3x^(2/3))¦ x > 0",
        "√x¦ 1/(2√x)¦ x > 0",
        "(x²)^x¦ (x²)^x·(2 + ln(x²))¦ x ≠ 0",
        "(x-1)^x¦ (x − 1)^x·(ln(x − 1) + x/(x − 1))¦ x > 1",
        "ln(ln x)¦ 1/(x ln(x))¦ x > 1",
        "arcsin(2x)¦ 2/√(1 − 4x²)¦ |x| < 1/2",
        "arcsin(x/x) + x¦ 1¦ x ≠ 0",
        "arcosh(x/x) x¦ 0¦ x ≠ 0",
        "√(x/x - 1)¦ 0¦ x ≠ 0",
        "⌈heaviside(x)⌉¦ 0¦ x ≠ 0",
        "⌊x/2⌋²¦ 0¦ x/2 ∉ ℤ",
        "Γ(x)¦ Γ(x) digamma(x)¦ x > 0 or x ∉ ℤ",
        "⌈x⌉¦ 0¦ x ∉ ℤ",
        "Γ(x²)¦ 2xΓ(x²) digamma(x²)¦ x ≠ 0",
        "lnΓ(x²)¦ 2x digamma(x²)¦ x ≠ 0",
        "lnΓ(x)¦ digamma(x)¦ Γ(x) > 0",
        "x² + Γ(x − 1)¦ 2x + Γ(x − 1) digamma(x − 1)¦ x > 1 or x ∉ ℤ",
        "{x if x ≠ 0; 0}¦ 1¦ x ≠ 0",
        "{0 if x = 0; x² otherwise}¦ 2x¦ ''",
        "{x² if x ≠ 0; 1 otherwise}¦ 2x¦ x ≠ 0",
        "{x² if x > 0; x² otherwise}¦ 2x¦ ''",
        "{x² if 1/x > 0; x² otherwise}¦ 2x¦ x ≠ 0",
        "{sin(x)/x if x≠0; 1 otherwise}¦ (x cos(x) − sin(x))/x²¦ x ≠ 0"
      })
  void differentiatesAndSaysWhere(String text, String derivative, String conditions) {
    Formula formula = Nabla.formula(text);
    Derived derived = formula.derivative("x");
    assertEquals(derivative, formula.text(derived.result()));
    assertEquals(conditions, DerivativeTable.conditions(formula, derived));
    var verification = derived.verification();
    assertNotNull(verification);
    assertTrue(verification.isVerified(), verification::summary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "0/0", "x/(x-x)", "0·(1/0)", "ln(-1)", "√(-1)·x", "(-8)^(1/3)"})
  void undefinedIsNoNumber(String text) {
    assertEquals(
        NablaException.Kind.DOMAIN, Complaints.declines(() -> Nabla.formula(text).simplified()));
    assertEquals(
        NablaException.Kind.DOMAIN, Complaints.declines(() -> Nabla.formula(text).derivative("x")));
  }

  @Test
  void aDeclaredLetterIsAVariable() {
    Formula constant = Nabla.formula("e x");
    assertEquals("e", constant.text(constant.derivative("x").result()));
    Formula base = Nabla.formula("e^x").where("e ∈ R");
    assertEquals("e^x·ln(e)", base.text(base.derivative("x").result()));
    assertEquals("xe^(x − 1)", base.text(base.derivative("e").result()));
  }

  @Test
  void aSymbolAndAFunctionOfOneLetter() {
    Formula formula = Nabla.formula("e^(-(x-μ)²/(2σ²))");
    assertEquals("−(x − μ)e^(−(x − μ)²/(2σ²))/σ²", formula.text(formula.derivative("x").result()));
  }

  @Test
  void hugeOrdersAreAnswered() {
    Formula sine = Nabla.formula("sin x");
    assertEquals(
        "sin(x)", sine.text(sine.derive("x", 1_000_000, false, false).getFirst().result()));
    Formula power = Nabla.formula("x^3");
    assertEquals(Num.ZERO, power.derive("x", 1_000_000, false, false).getFirst().result());
    assertNotEquals(Num.ZERO, power.derive("x", 3, false, false).getFirst().result());
  }

  @Test
  void deepFormulasAreAnswered() {
    StringBuilder text = new StringBuilder("x");
    for (int i = 0; i < 300; i++) {
      text.insert(0, "sin(").append(")");
    }
    Derived derived = Nabla.formula(text.toString()).derive("x", 1, false, false).getFirst();
    assertNotEquals(Num.ZERO, derived.result());
  }
}
