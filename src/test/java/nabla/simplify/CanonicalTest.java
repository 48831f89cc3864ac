package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import nabla.read.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalTest {

  private static final List<Symbol> SYMBOLS = List.of(Symbol.of("x"), Symbol.of("y"));

  private static Expr canonical(String formula) {
    return Canonical.of(Reader.standard().expression(formula));
  }

  @ParameterizedTest
  @CsvSource({
    "x + 2 + x, 2x + 2",
    "2·3 + 0·x, 6",
    "a - b, -b + a",
    "x x x, x^3",
    "x/y, x y^-1",
    "√x √x, x",
    "√(x^2), |x|",
    "√12, 2√3",
    "8^(1/3), 2",
    "relu(1.4652), 1.4652",
    "relu(-3), 0",
    "leakyrelu(-3), -3/100",
    "'leakyrelu(-3, 1/2)', -3/2",
    "elu(2), 2",
    "elu(-1), elu(-1)",
    "hardtanh(-2), -1",
    "heaviside(0), 0",
    "e^x e^y, e^(x+y)",
    "e^(2 ln x), x^2",
    "e^(ln x), x",
    "sin(-x), -sin x",
    "cos(-x), cos x",
    "ln(e^x), x",
    "sin(π/6), 1/2",
    "-(a - b), b - a",
    "√(12x^2), 2√3 |x|",
    "√(3 x^2 |y|), √3 |x| √(|y|)",
    "|-3x|, 3|x|",
    "sign(-2x), -sign(x)",
    "1/(√2 - 1), √2 + 1",
    "1/(√3 + √2), √3 - √2",
    "1/(2 - √5), -2 - √5",
    "1/(√5 - 1), (√5 + 1)/4",
    "√(3 + 2√2), 1 + √2",
    "√(5 - 2√6), √3 - √2",
    "(4 + 2√3)^(3/2), (1 + √3)^3",
    "n!/(n-1)!, n",
    "'(n+1)!/(n-1)!', n(n+1)",
    "n!^2/(n-1)!, n n!",
    "Γ(x+1)/x!, 1",
    "(n-2)!/n!, 1/(n(n-1))",
    "'{x if x > 0; x otherwise}', x"
  })
  void equalOnPaper(String left, String right) {
    assertEquals(canonical(right), canonical(left));
  }

  @ParameterizedTest
  @CsvSource({
    "√(x^2), x",
    "(x^2)^(1/2), x",
    "ln(x^2), 2 ln x",
    "√(x y), √x √y",
    "√(x^2 y), |x| √y",
    "√(2 + √5), √2 + 5^(1/4)",
    "√(1 + √2), 1 + √2",
    "|x - 3|, |x| + 3",
    "n!/(n-1)!, n - 1",
    "(2n)!/n!, 2",
    "'{x if x > 0; -x otherwise}', x",
    "(x + y)^2, x^2 + y^2",
    "e^(x y), e^x e^y",
    "ln(x y), ln x + ln y",
    "σ(-x), σ(x)",
    "√(-x), √x",
    "|x|, x"
  })
  void unlikeOnPaper(String left, String right) {
    assertNotEquals(canonical(right), canonical(left));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "x/(x - x)", "0^-1", "ln 0", "ln(-1)", "(-1)^(1/2)", "(-4)!"})
  void whatHasNoValueIsAnError(String formula) {
    NablaException error = assertThrows(NablaException.class, () -> canonical(formula));
    assertEquals(NablaException.Kind.DOMAIN, error.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"arctan((x - y)(-(x + y)))", "sin((|x| - x)(-(x + y)))"})
  void anOddFunctionOfAProductOfDifferencesIsTurnedAtMostOnce(String formula) {
    Expr canonical = canonical(formula);
    assertEquals(canonical, Canonical.of(canonical));
  }

  @Test
  void theOrderOfTermsAndFactorsDoesNotMatter() {
    assertEquals(canonical("a + b + c + a b + σ(a)"), canonical("σ(a) + b a + c + b + a"));
    assertEquals(canonical("a b c σ(a) √b"), canonical("√b c σ(a) b a"));
  }

  @Test
  void valuesStayTheSameWhereverTheOriginalIsDefined() {
    long seed = Long.getLong("nabla.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3000; i++) {
      Expr written = RandomExpressions.of(random, SYMBOLS, 5);
      Expr canonical;
      try {
        canonical = Canonical.of(written);
      } catch (NablaException undefined) {
        assertEquals(NablaException.Kind.DOMAIN, undefined.kind(), () -> "seed " + seed);
        continue;
      }
      assertEquals(
          canonical, Canonical.of(canonical), () -> "seed " + seed + ", twice: " + written);
      Program program = Program.of(SYMBOLS, written, canonical);
      for (int k = 0; k < 8; k++) {
        double x = k < 4 ? k - 2 : random.nextDouble(-3, 3);
        double y = k < 4 ? random.nextInt(-2, 3) : random.nextDouble(-3, 3);
        double[] values = program.evaluate(x, y);
        if (Double.isFinite(values[0]) && Math.abs(values[0]) < 1e8) {
          boolean suspicious =
              !(Math.abs(values[0] - values[1]) <= 1e-6 * Math.max(1, Math.abs(values[0])));
          assertFalse(
              suspicious && Bounds.differ(SYMBOLS, written, canonical, x, y),
              () -> "seed " + seed + " at " + x + ", " + y + ": " + written + " → " + canonical);
        }
      }
    }
  }
}
