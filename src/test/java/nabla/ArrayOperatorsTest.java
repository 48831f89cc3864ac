package nabla;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.expr.Expr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator on vectors and matrices, by its arguments: closed forms, conditions, and answers
/// through a chain of intermediates that agree with differences.
class ArrayOperatorsTest {

  /// Entry by entry they come out in another form that is as good: `A ⊙ Bᵀ` for a product of
  /// Khatri-Rao products, `(P ⊗ Q) K` for `K (Q ⊗ P)`, block by block for blocks.
  private static final Set<String> IN_OTHER_WORDS =
      Set.of(
          "diag(x)",
          "diag(x) A diag(x)",
          "diag(A diag(x) B)",
          "tr(X^k)",
          "X^k X",
          "tr(expm(X))",
          "||[A; B] x - [b; c]||^2",
          "sum(σ(W [x; h] + b))");

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

  /// Entry by entry: what folds back into matrices is the same, and what does not stays in index
  /// notation.
  @ParameterizedTest
  @MethodSource("lines")
  void entriesLeadToTheSameAnswer(ArrayDerivativesTest.Line line) {
    Formula formula = Nabla.formula(line.formula(), line.where());
    Expr expected = formula.derive(line.by(), 1, false, false).getFirst().substituted();
    Derived index =
        formula
            .derive(line.by(), 1, Conventions.DEFAULT.withStyle(Style.INDEX), true, true)
            .getFirst();
    assertNotNull(index.verification());
    assertTrue(index.verification().isVerified(), index.verification()::summary);
    if (IN_OTHER_WORDS.contains(line.formula())) {
      return;
    }
    if (index.result().shape().equals(expected.shape())) {
      ArrayStylesTest.assertSame(formula, expected, index.result());
    } else {
      assertTrue(index.result().isScalar(), index::toText);
    }
  }
}
