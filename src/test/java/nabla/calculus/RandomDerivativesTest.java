package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.numeric.Verification;
import nabla.numeric.Verifier;
import nabla.read.Reader;
import nabla.rewrite.Domain;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Derivatives of random formulas by every road there is, against each other and against
/// differences of the formula.
class RandomDerivativesTest {

  private static final int FORMULAS = Integer.getInteger("nabla.random", 300);

  @Test
  void allRoadsAgree() {
    long seed = RandomFormulas.seed("RandomDerivativesTest");
    RandomFormulas formulas = new RandomFormulas(seed);
    List<String> complaints = new ArrayList<>();
    int verified = 0;
    for (int i = 0; i < FORMULAS; i++) {
      Expr formula = formulas.next(3);
      try {
        Canonical.of(formula);
      } catch (NablaException undefined) {
        continue; // 1/0
      }
      @Nullable String complaint;
      try {
        complaint = complaint(formula, seed + i);
      } catch (NablaException undefined) {
        complaint = undefined.kind() == NablaException.Kind.BUDGET ? undefined.toString() : "";
      } catch (RuntimeException failure) {
        complaint = failure.toString() + " " + failure.getStackTrace()[0];
      }
      if (complaint == null) {
        verified++;
      } else if (!complaint.isEmpty()) {
        complaints.add("\n" + Text.of(formula) + ": " + complaint);
      }
    }
    assertEquals(List.of(), complaints);
    assertEquals(true, verified > FORMULAS / 2, () -> "most formulas are compared");
  }

  /// What is wrong; null where nothing is, empty where nothing could be compared.
  private static @Nullable String complaint(Expr formula, long seed) {
    Expr forward = Derivatives.of(formula, RandomFormulas.X);
    if (Dag.any(forward, Derivative.class::isInstance)) {
      return ""; // a function without a derivative: the sign stays
    }
    Expr reverse = Gradient.of(formula, List.of(RandomFormulas.Y, RandomFormulas.X)).get(1);
    Expr canonical = Canonical.of(forward);
    Expr closed = ClosedForm.of(canonical, Written.NOTHING).expression();
    Expr shown = Presentation.of(closed, Written.in(formula));
    String text = Text.of(shown);
    Expr back = Canonical.of(Reader.standard().expression(text));
    if (!back.equals(Canonical.of(shown))) {
      return "printed as " + text + ", which reads as " + Text.of(back);
    }
    String difference =
        Agreement.difference(0, seed, Assumptions.NONE, forward, reverse, canonical, closed, shown);
    if (difference != null) {
      return text + " differs from the derivative " + difference;
    }
    Assumptions awayFromKinks = Assumptions.NONE;
    for (Expr kink : Domain.kinks(formula, RandomFormulas.X, Assumptions.NONE)) {
      awayFromKinks = awayFromKinks.and(Logic.negation(kink));
    }
    Verification verification =
        Verifier.STANDARD.verify(formula, RandomFormulas.X, shown, awayFromKinks);
    return switch (verification.verdict()) {
      case VERIFIED -> null;
      case WRONG -> text + ": " + verification.summary();
      case UNVERIFIED -> "";
    };
  }
}
