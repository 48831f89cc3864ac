package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.numeric.Verifier;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import nabla.simplify.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Equations that define y by x, at points of their curves.
class ImplicitDifferentiationTest {

  private static final Symbol X = (Symbol) formula("x");
  private static final Symbol Y = (Symbol) formula("y");

  private static Expr formula(String text) {
    return Reader.standard().read(text).expression();
  }

  private static ImplicitDifferentiation.Answer derive(String equation, int order) {
    return ImplicitDifferentiation.of((Relation) formula(equation), Y, X, order, Written.NOTHING);
  }

  private static double at(Expr result, Rational x, Rational y) {
    return Evaluation.of(result, Map.of(X, x, Y, y)).value();
  }

  /// The curves are known by y = g(x), so the derivatives of g are to be met.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x² + y² = 25¦ 3¦ 4¦ −3/4¦ −25/64¦ −225/1024",
        "x y = 6¦ 2¦ 3¦ −3/2¦ 3/2¦ −9/4",
        "y³ = x²¦ 8¦ 4¦ 1/3¦ −1/72¦ 1/432",
        "y − x² = 1¦ 3¦ 10¦ 6¦ 2¦ 0",
        "x y² = 4¦ 1¦ 2¦ −1¦ 3/2¦ −15/4",
        "x³ + y³ = 3x y¦ 3/2¦ 3/2¦ −1¦ −32/3¦ −512/3",
        "x²/4 + y²/9 = 1¦ 6/5¦ 12/5¦ −9/8¦ −375/256¦ −16875/8192",
        "x³ y + y³ = x¦ 1¦ 0¦ 1¦ −6¦ 30",
        "1/x + 1/y = 1¦ 3¦ 3/2¦ −1/4¦ 1/4¦ −3/8"
      })
  void meetsTheDerivativesOfTheCurve(
      String equation, String x, String y, String first, String second, String third) {
    List<String> expected = List.of(first, second, third);
    for (int order = 1; order <= 3; order++) {
      ImplicitDifferentiation.Answer answer = derive(equation, order);
      double value = at(answer.result(), number(x), number(y));
      assertEquals(number(expected.get(order - 1)).doubleValue(), value, 1e-12, "order " + order);
      assertEquals(order, answer.derivations().size());
      assertTrue(answer.verification(Verifier.STANDARD, Assumptions.NONE).isVerified());
    }
  }

  /// On the curve the second derivative is shorter; beside it, it is another function.
  @Test
  void usesTheEquationOfTheCurve() {
    Expr folium = derive("x³ + y³ = 3x y", 2).result();
    assertEquals(Canonical.of(formula("−2x y/(y² − x)³")), Canonical.of(folium));
    Expr bent = derive("y² = x³ + x", 2).result();
    assertNotEquals(Canonical.of(formula("1/y³")), Canonical.of(bent));
  }

  @Test
  void showsTheDifferentiationOfBothSidesTheCollectingAndTheDivision() {
    List<String> rules =
        derive("x³ y + y³ = x", 1).derivations().getFirst().steps().stream()
            .map(step -> step.reasons().getLast().rule())
            .toList();
    assertEquals(List.of("sum-rule", "chain-rule", "power-rule", "collect", "solve"), rules);
  }

  @Test
  void theDomainOfTheEquationIsACondition() {
    String conditions = derive("e^(x y) + ln(x + y) = 2", 1).conditions().toString();
    assertTrue(conditions.contains("GREATER"), conditions);
    assertFalse(derive("e^(x y) + x + y = 2", 1).conditions().toString().contains("GREATER"));
  }

  @Test
  void anotherPointOfTheCurveHasAnotherSlope() {
    Expr slope = derive("x² + y² = 25", 1).result();
    assertNotEquals(
        at(slope, Rational.of(3), Rational.of(4)), at(slope, Rational.of(4), Rational.of(3)));
  }

  @Test
  void saysWhereItCannotBeSolved() {
    assertFalse(derive("x² + y² = 1", 1).conditions().isEmpty());
    assertTrue(derive("y + y³ + x = 0", 1).conditions().isEmpty());
  }

  @Test
  void anEquationWithoutTheVariableIsDeclined() {
    assertThrows(NablaException.class, () -> derive("x² = 1", 1));
  }

  private static Rational number(String text) {
    Expr value = Canonical.of(formula(text));
    return ((Num) value).value();
  }
}
