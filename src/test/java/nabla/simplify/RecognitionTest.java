package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nabla.Formula;
import nabla.Nabla;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions recognised in others, cube roots, and binomial coefficients with a number below, each
/// against the numbers of both sides.
class RecognitionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2σ(2x)-1¦ tanh(x)",
        "1-2σ(2x)¦ −tanh(x)",
        "(1+tanh(x/2))/2¦ σ(x)",
        "x(1+tanh(x/2))/2¦ xσ(x)",
        "ln(1+e^x)¦ softplus(x)",
        "ln(1+e^{-x})¦ softplus(−x)",
        "2e^x/(1+e^x) + e^y/(1+e^y)¦ 2σ(x) + σ(y)",
        "2e^x/(1+e^x) - e^(-y)/(1+e^(-y))¦ 2σ(x) − 1 + σ(y)",
        "2e^(2x+y)/(3(1+e^(2x+y))) - e^(-x-2y)/(3(1+e^(-x-2y)))¦ (σ(x + 2y) − 1 + 2σ(2x + y))/3",
        // not where the function stands elsewhere too, nor where numbers are another multiple
        "1-σ(2x)+6σ(2x)^2¦ 1 − σ(2x) + 6σ(2x)²",
        "3σ(2x)-1¦ 3σ(2x) − 1",
        "ln(2+e^x)¦ ln(2 + e^x)",
        "∛x ∛x ∛x¦ x",
        "(∛x)^6¦ x²",
        "(∛x)^7/x¦ x ∛x",
        "∛x/x¦ 1/(∛x)²",
        "∛(-8x^4 y)¦ −2x ∛(xy)",
        "(∛x+1)^3-3∛x (∛x+1)¦ x + 1",
        "∛x √x¦ √(x) ∛x",
        "binom(x,0)¦ 1",
        "binom(y,1)¦ y",
        "binom(x,2)¦ x(x − 1)/2",
        "binom(x,-1)¦ binom(x, −1)"
      })
  void simplifiesTo(String text, String expected) {
    Formula formula = Nabla.formula(text);
    assertEquals(expected, formula.text(formula.simplified()));
    for (String point : new String[] {"-2.25", "-0.5", "0.75", "3.5"}) {
      double before = value(text, point);
      double after = value(expected, point);
      if (!Double.isNaN(before)) {
        assertEquals(before, after, 1e-12 * Math.max(1, Math.abs(before)), text);
      }
    }
  }

  private static double value(String text, String point) {
    try {
      return Nabla.formula(text).compile("x, y").evaluate(Double.parseDouble(point), 1.5);
    } catch (RuntimeException undefined) {
      return Double.NaN;
    }
  }
}
