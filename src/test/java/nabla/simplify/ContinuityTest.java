package nabla.simplify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.read.Reader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuityTest {

  private static boolean isProved(String equation, String expressions) {
    Expr[] all =
        Arrays.stream(expressions.split("&", -1))
            .map(Reader.standard()::expression)
            .toArray(Expr[]::new);
    return Continuity.isProved(Reader.standard().expression(equation), Assumptions.NONE, all);
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          x = 0    @ |x|
          x = 0    @ x sign(x)
          x = 0    @ x^2 sign(x) & 2|x|
          x = 0    @ relu(x)^2 & 2 relu(x) 𝟙[x > 0]
          x = 1    @ {x^2 if x >= 1; 2x - 1 otherwise} & {2x if x >= 1; 2 otherwise}
          |x| = 1  @ {x^2/2 if |x| <= 1; |x| - 1/2 otherwise} & {x if |x| <= 1; sign(x) otherwise}
          |w - y| = 2  @ {(w - y)^2 if |w - y| <= 2; 4(|w - y| - 1) otherwise} & |y - w|
          |w x - y| = 1  @ {(w x - y)^2 if |w x - y| <= 1; 2|w x - y| - 1 otherwise}
          |w x - y| = e^a  @ {w x - y if |w x - y| <= e^a; e^a sign(w x - y) otherwise}
          w x = b  @ relu(w x - b)
          x = a    @ {(x - a)^2 if x > a; 0 otherwise}
          x = 0    @ {x^2 if x ≠ 0; 0 otherwise}
          x^2 = 2  @ (x^2 - 2) sign(x^2 - 2)
          """)
  void provesContinuity(String equation, String expressions) {
    assertTrue(isProved(equation, expressions));
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          x = 0    @ sign(x)
          x = 0    @ 𝟙[x > 0]
          x = 0    @ 1/x
          x = 0    @ ln(x)
          x = 0    @ {x if x ≠ 0; 5 otherwise}
          x = 0    @ {x^2 sin(1/x) if x ≠ 0; 0 otherwise}
          x = 1    @ {x^2 if x >= 1; 2x otherwise}
          x = 1    @ 2𝟙[2x - 1 > x^2] + 2x 𝟙[x^2 > 2x - 1]
          x = 0    @ floor(x)
          x = y    @ 𝟙[x > y]
          x = y    @ 2 max(x, y) 𝟙[x > y]
          x = a    @ {2x if x > a; 0 otherwise}
          |w - y| = 2  @ {(w - y)^2 if |w - y| <= 2; 4|w - y| otherwise}
          |w - y| = 2  @ {(w - y)^3 if |w - y| <= 2; 8 otherwise}
          |w - y| = a  @ {w - y if |w - y| <= a; a sign(w - y) otherwise}
          |w - y| = e^a  @ {w - y if |w - y| <= e^a; e^a otherwise}
          """)
  void doesNotProveWhatIsFalse(String equation, String expressions) {
    assertFalse(isProved(equation, expressions));
  }
}
