package nabla;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator on vectors and matrices, by its arguments: closed forms, conditions, and answers
/// through a chain of intermediates that agree with differences.
class ArrayOperatorsTest {

  static List<ArrayDerivativesTest.Line> lines() throws IOException {
    return ArrayDerivativesTest.lines("operators.txt");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isTheClosedForm(ArrayDerivativesTest.Line line) {
    ArrayDerivativesTest.assertClosedForm(line);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsBack(ArrayDerivativesTest.Line line) {
    ArrayDerivativesTest.assertReadsBack(line);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theChainLeadsToAnAnswerToo(ArrayDerivativesTest.Line line) {
    Formula formula = Nabla.formula(line.formula(), line.where());
    Derived chain =
        formula
            .derive(line.by(), 1, Conventions.DEFAULT.withStyle(Style.CHAIN), true, true)
            .getFirst();
    assertNotNull(chain.verification());
    assertTrue(chain.verification().isVerified(), chain.verification()::summary);
  }
}
