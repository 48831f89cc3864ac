package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import nabla.calculus.Agreement;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.numeric.Verification;
import nabla.simplify.Canonical;

/// What a row of a table of derivatives says: the answer as it is printed, with and without steps,
/// its conditions, and a mistake that people make, which must be another function.
final class DerivativeTable {

  private DerivativeTable() {}

  /// Holds the rows of a table to what is derived.
  ///
  /// @param wrt the question in the notation of the command line
  /// @param order how often
  /// @param answer as printed, before any substitution of intermediates
  /// @param conditions as printed, separated by semicolons
  /// @param mistake another function
  static void holds(
      String text, String wrt, int order, String answer, String conditions, String mistake) {
    Formula formula = Nabla.formula(text);
    Derived derived = derive(formula, wrt, order, true);
    assertEquals(answer, formula.text(derived.result()));
    assertEquals(conditions, conditions(formula, derived));
    assertEquals(
        answer,
        formula.text(derive(formula, wrt, order, false).result()),
        "without steps it is derived by another road");
    differs(formula, derived, mistake);
  }

  private static Derived derive(Formula formula, String wrt, int order, boolean steps) {
    List<Derived> answers = formula.derive(wrt, order, steps, true);
    assertEquals(1, answers.size(), "one question has one answer");
    Derived derived = answers.getFirst();
    Verification verification = derived.verification();
    assertNotNull(verification);
    assertTrue(verification.isVerified(), verification::summary);
    return derived;
  }

  static String conditions(Formula formula, Derived derived) {
    return derived.conditions().stream().map(formula::text).collect(Collectors.joining("; "));
  }

  private static void differs(Formula formula, Derived derived, String mistake) {
    Formula wrong = Nabla.formula(mistake);
    boolean same;
    try {
      same =
          Agreement.difference(
                  0, 1, Assumptions.NONE, derived.result(), wrong.reading().expression())
              == null;
    } catch (NablaException noNumbers) {
      Expr right = Canonical.of(derived.result());
      same = right.equals(Canonical.of(wrong.reading().expression()));
    }
    assertTrue(!same, () -> mistake + " is no mistake: " + formula.text(derived.result()));
  }
}
