package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import nabla.simplify.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarryOutTest {

  private static Expr formula(String text) {
    return Reader.standard().expression(text);
  }

  private static Expr carriedOut(String text) {
    return Canonical.of(CarryOut.of(formula(text), Map.of(), Written.NOTHING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "d/dx[x³]¦ 3x²¦ x²",
        "d/dx[d/dx[x³]]¦ 6x¦ 3x²",
        "d²/dx²[x³]¦ 6x¦ 3x²",
        "∂/∂y[x y²] + d/dx[x]¦ 2x y + 1¦ 2x y",
        "σ'(2x)¦ σ(2x)(1 − σ(2x))¦ 2σ(2x)(1 − σ(2x))",
        "sin''(x)¦ −sin(x)¦ sin(x)"
      })
  void carriesOutWhatIsWritten(String text, String value, String mistake) {
    assertEquals(Canonical.of(formula(value)), carriedOut(text));
    assertNotEquals(Canonical.of(formula(mistake)), carriedOut(text));
  }

  @Test
  void whatHasNoSignStaysAsItWasWritten() {
    Expr formula = formula("2·3 + 0·x");
    assertSame(formula, CarryOut.of(formula, Map.of(), Written.NOTHING));
  }

  @Test
  void aNameIsDifferentiatedThroughWhatItStandsFor() {
    Map<Symbol, Expr> meanings = new LinkedHashMap<>();
    meanings.put((Symbol) formula("z"), formula("w x"));
    meanings.put((Symbol) formula("L"), formula("z²"));
    assertEquals(Canonical.of(formula("2 w x²")), slope("L", "w", meanings));
    assertEquals(Canonical.of(formula("2z")), slope("L", "z", meanings));
    assertEquals(Canonical.of(formula("x")), slope("z", "w", meanings));
  }

  private static Expr slope(String name, String by, Map<Symbol, Expr> meanings) {
    Expr sign = Derivative.of(formula(name), (Symbol) formula(by), 1);
    return Canonical.of(CarryOut.of(sign, meanings, Written.NOTHING));
  }

  @Test
  void aNameThatStandsForNothingKeepsItsSign() {
    Expr unknown = Derivative.of(formula("y"), (Symbol) formula("x"), 1);
    assertSame(unknown, CarryOut.of(unknown, Map.of(), Written.NOTHING));
  }
}
