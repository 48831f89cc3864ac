package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.SplittableRandom;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import nabla.read.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelsTest {

  private static final List<Symbol> SYMBOLS = List.of(Symbol.of("x"), Symbol.of("y"));

  private static boolean sameFraction(String left, String right) {
    Expr a = Canonical.of(Reader.standard().expression(left));
    Expr b = Canonical.of(Reader.standard().expression(right));
    Kernels kernels = Kernels.of(a, b);
    return kernels.fraction(a).equals(kernels.fraction(b));
  }

  @ParameterizedTest
  @CsvSource({
    "(x+y)^2, x^2+2x y+y^2",
    "1/x+1/y, (x+y)/(x y)",
    "e^(2x)-1, (e^x-1)(e^x+1)",
    "e^(-x), 1/e^x",
    "√x √x, x",
    "(√x+1)(√x-1), x-1",
    "2^(x+1), 2·2^x",
    "σ(x)(1-σ(x)), σ(x)-σ(x)^2",
    "e^(x/2) e^(x/3), e^(5x/6)"
  })
  void oneRationalFunction(String left, String right) {
    assertEquals(true, sameFraction(left, right));
  }

  @ParameterizedTest
  @CsvSource({
    "(x+y)^2, x^2+y^2",
    "e^(2x), (e^x)^3",
    "√x, x",
    "√(x^2), x",
    "√(x y), √x+√y",
    "σ(x), σ(y)"
  })
  void otherRationalFunctions(String left, String right) {
    assertNotEquals(true, sameFraction(left, right));
  }

  @Test
  void commonMeasure() {
    assertEquals(Rational.of(1, 6), Kernels.commonMeasure(Rational.of(1, 2), Rational.of(1, 3)));
    assertEquals(Rational.of(2), Kernels.commonMeasure(Rational.of(4), Rational.of(6)));
  }

  @Test
  void fractionsKeepTheValue() {
    long seed = Long.getLong("nabla.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 600; i++) {
      Expr written = RandomExpressions.of(random, SYMBOLS, 4);
      Expr canonical;
      Expr fraction;
      try {
        canonical = Canonical.of(written);
        Kernels kernels = Kernels.of(canonical);
        fraction = kernels.expression(kernels.fraction(canonical));
      } catch (NablaException | Polynomial.TooLarge refused) {
        continue;
      }
      Program program = Program.of(SYMBOLS, canonical, fraction);
      for (int k = 0; k < 6; k++) {
        double x = k < 3 ? k - 1.5 : random.nextDouble(-3, 3);
        double y = random.nextDouble(-3, 3);
        double[] values = program.evaluate(x, y);
        if (Double.isFinite(values[0]) && Double.isFinite(values[1]) && Math.abs(values[0]) < 1e6) {
          boolean suspicious =
              !(Math.abs(values[0] - values[1]) <= 1e-5 * Math.max(1, Math.abs(values[0])));
          assertFalse(
              suspicious && Bounds.differ(SYMBOLS, canonical, fraction, x, y),
              () -> "seed " + seed + " at " + x + ", " + y + ": " + canonical + " → " + fraction);
        }
      }
    }
  }
}
