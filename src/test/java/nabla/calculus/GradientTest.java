package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Verifier;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The backward sweep against the forward pass: two roads to the same partial derivatives.
class GradientTest {

  private static Expr formula(String text) {
    return Reader.standard().expression(text);
  }

  private static Symbol variable(String name) {
    return (Symbol) formula(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x² y³ z",
        "(x + y)/(x − z)",
        "x^y + y^z",
        "e^(x y) sin(z)",
        "σ(x + y z)(1 − σ(x))",
        "−(x − y)^5/z",
        "(x y + z)²(x y + z)³",
        "atan2(y, x) + hypot(x, z)",
        "max(x, y, z) min(x, y)",
        "f(x, y) g(z)",
        "{x y if x > 0; y z otherwise}",
        "Σ_{k=1}^n x^k y",
        "∫_0^x e^(−t y) dt",
        "5"
      })
  void bothRoadsHaveOneNormalForm(String text) {
    Expr formula = formula(text);
    List<Symbol> variables = List.of(variable("x"), variable("y"), variable("z"));
    List<Expr> gradient = Gradient.of(formula, variables);
    for (int i = 0; i < variables.size(); i++) {
      Expr forward = Derivatives.of(formula, variables.get(i));
      String difference;
      try {
        difference = Agreement.difference(1, 3, Assumptions.NONE, forward, gradient.get(i));
      } catch (NablaException noNumbers) {
        difference =
            Canonical.of(forward).equals(Canonical.of(gradient.get(i))) ? null : "normal forms";
      }
      assertNull(difference, variables.get(i).name().toString());
    }
  }

  @Test
  void anotherVariableHasAnotherDerivative() {
    List<Expr> gradient = Gradient.of(formula("x² y"), List.of(variable("x"), variable("y")));
    assertNotEquals(Canonical.of(gradient.get(0)), Canonical.of(gradient.get(1)));
    assertEquals(
        List.of(Num.ZERO), Gradient.of(formula("x² y"), List.of(variable("z"))), "no z, no slope");
  }

  @Test
  void isLinearInTheNumberOfVariables() {
    int count = 20_000;
    List<Symbol> variables = new ArrayList<>();
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      variables.add(Symbol.of(Name.of("x" + i)));
    }
    for (int i = 0; i < count; i++) {
      Expr here = variables.get(i);
      Expr next = variables.get(i + 1);
      terms.add(
          Sum.of(
              Product.of(Power.of(here, 2), next),
              Apply.of(Trigonometric.SIN, Product.of(here, next))));
    }
    List<Expr> gradient = Gradient.of(Sum.of(terms), variables);
    assertEquals(count + 1, gradient.size());
    assertTrue(
        Dag.of(gradient.toArray(Expr[]::new)).size() < 30 * count, "every part is stored once");
    Expr x0 = variables.get(0);
    Expr x1 = variables.get(1);
    Expr both = Product.of(x0, x1);
    Expr expected =
        Sum.of(Product.of(Num.TWO, both), Product.of(Apply.of(Trigonometric.COS, both), x1));
    assertEquals(Canonical.of(expected), Canonical.of(gradient.getFirst()));
    assertNotEquals(Canonical.of(expected), Canonical.of(gradient.get(1)));
  }

  @Test
  void sharedPartsAreDifferentiatedOnce() {
    Symbol x = variable("x");
    Expr nested = x;
    for (int i = 0; i < 2_000; i++) {
      nested = Sum.of(Product.of(Apply.of(Trigonometric.SIN, nested), nested), x);
    }
    assertTrue(Dag.of(Derivatives.of(nested, x)).size() < 40_000);
    assertTrue(Dag.of(Gradient.of(nested, List.of(x)).getFirst()).size() < 40_000);
  }

  @Test
  void depthIsNoLimit() {
    Symbol x = variable("x");
    Expr nested = x;
    for (int i = 0; i < 100_000; i++) {
      nested = Apply.of(Trigonometric.SIN, nested);
    }
    assertNotEquals(Num.ZERO, Derivatives.of(nested, x));
    assertNotEquals(Num.ZERO, Gradient.of(nested, List.of(x)).getFirst());
  }

  @Test
  void theWitnessNoticesAMissingTerm() {
    Expr formula = formula("x² + x y");
    List<Symbol> variables = List.of(variable("x"), variable("y"));
    List<Expr> right = Gradient.of(formula, variables);
    assertTrue(
        Verifier.STANDARD.verifyGradient(formula, variables, right, Assumptions.NONE).isVerified());
    List<Expr> wrong = List.of(formula("2x"), right.get(1));
    assertTrue(
        !Verifier.STANDARD
            .verifyGradient(formula, variables, wrong, Assumptions.NONE)
            .isVerified());
  }

  @Test
  void arraysAreDeclined() {
    Expr vector = formula("(x, y)");
    assertThrows(NablaException.class, () -> Gradient.of(vector, List.of(variable("x"))));
    assertThrows(NablaException.class, () -> Derivatives.of(vector, variable("x")));
  }
}
