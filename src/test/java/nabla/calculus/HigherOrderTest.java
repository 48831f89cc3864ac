package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many derivatives at once, against one after the other and against jets of another library.
class HigherOrderTest {

  private static final Symbol X = (Symbol) Reader.standard().expression("x");

  private static Expr canonical(String text) {
    return Canonical.of(Reader.standard().expression(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "σ(x)¦ 12",
        "tanh(x)¦ 10",
        "σ(2x)¦ 6",
        "σ(x)²¦ 6",
        "3 tanh(x/2) − 1¦ 6",
        "tan(x)¦ 5"
      })
  void agreesWithOneAfterTheOther(String text, int most) {
    Expr general = canonical(text);
    for (int order = 1; order <= most; order++) {
      general = Canonical.of(Derivatives.of(general, X));
      HigherOrder.Answer atOnce = HigherOrder.of(canonical(text), Collections.nCopies(order, X));
      assertEquals(order >= 3, atOnce != null, "the shortcut is for high orders");
      if (atOnce != null) {
        assertNull(
            Agreement.difference(3, order, Assumptions.NONE, general, atOnce.derivative()),
            text + " to order " + order);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {"x σ(x)", "σ(x²)", "sin(x)", "x^5", "σ(x) tanh(x)", "5"})
  void knowsWhereItDoesNotServe(String text) {
    assertNull(HigherOrder.of(canonical(text), List.of(X, X, X)));
  }

  @Test
  void theJetsOfAnotherLibraryAgree() {
    for (double at : new double[] {-2, -0.75, 0.25, 1.5}) {
      DerivativeStructure x = new DerivativeStructure(1, 12, 0, at);
      DerivativeStructure sigmoid = x.negate().exp().add(1).reciprocal();
      for (int order = 3; order <= 12; order++) {
        HigherOrder.Answer answer =
            HigherOrder.of(canonical("σ(x)"), Collections.nCopies(order, X));
        assertNotNull(answer);
        double value =
            Evaluation.of(
                    answer.derivative(), Map.of(X, Rational.parse(new BigDecimal(at).toString())))
                .value();
        double expected = sigmoid.getPartialDerivative(order);
        assertEquals(expected, value, 1e-9 * Math.max(1, Math.abs(expected)), "order " + order);
        assertNotEquals(expected, -value, 1e-9 * Math.abs(expected));
      }
    }
  }

  /// A value that doubles lose in cancellation.
  @Test
  void theFortiethDerivativeOfSigmoid() {
    HigherOrder.Answer answer = HigherOrder.of(canonical("σ(x)"), Collections.nCopies(40, X));
    assertNotNull(answer);
    Evaluation value = Evaluation.of(answer.derivative(), Map.of(X, Rational.of(13, 10)));
    assertEquals(-9.76782847129e25, value.value(), 1e15);
  }
}
