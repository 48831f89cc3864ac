package nabla.numeric;

import static nabla.numeric.Formulas.formula;
import static nabla.numeric.Formulas.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Assumptions;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Verification.Verdict;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {

  private static Verification verify(String function, String answer) {
    return Verifier.STANDARD.verify(
        formula(function), variable("x"), formula(answer), Assumptions.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "5¦ 0",
        "y¦ 0",
        "x^3¦ 3 x^2",
        "a x^n¦ a n x^(n-1)",
        "σ(x)¦ σ(x) (1 - σ(x))",
        "σ(x) (1 - σ(x))¦ σ(x) (1 - σ(x)) (1 - 2 σ(x))",
        "x^x¦ x^x (1 + ln(x))",
        "ln(x)¦ 1/x",
        "ln(cosh(x))¦ tanh(x)",
        "√x¦ 1/(2 √x)",
        "sin(x)^2 + cos(x)^2¦ 0",
        "tan(x)¦ 1 + tan(x)^2",
        "e^(-x^2/2)¦ -x e^(-x^2/2)",
        "(y - σ(b + w x))^2¦ -2 w (y - σ(b + w x)) σ(b + w x) (1 - σ(b + w x))",
        "|x|¦ sign(x)",
        "relu(x)¦ 𝟙[x > 0]",
        "max(x, 1 - x)¦ {1 if x > 1/2; -1 otherwise}",
        "⌊x⌋¦ 0",
        "{x^2 if x > 0; -x otherwise}¦ {2x if x > 0; -1 otherwise}",
        "sum(k=1..10, x^k)¦ sum(k=1..10, k x^(k-1))",
        "∫_0^x e^(-t^2) dt¦ e^(-x^2)",
        "Γ(x)¦ Γ(x) digamma(x)",
        "1/(x - 1)^3¦ -3/(x - 1)^4",
        "10^6 + x^2/10^6¦ 2 x/10^6",
        "e^(10 x)¦ 10 e^(10 x)",
        "√(1 - x^2)¦ -x/√(1 - x^2)",
        "10^100000 x¦ 10^100000",
        "e^1000 x^2¦ 2 e^1000 x",
        "x/10^400¦ 1/10^400",
        "(x/10^300)^2¦ 2 x/10^600",
        "sin(x)^2 + cos(x)^2 + x/10^400¦ 1/10^400",
        "ln(10^400 x)¦ 1/x",
        "sin(10^20 x)¦ 10^20 cos(10^20 x)",
        "floor(3x) x¦ floor(3x)",
        "floor(1000x) x¦ floor(1000x)",
        "ceil(x^x)¦ 0",
        "mod(x, 1/8)^2¦ 2 mod(x, 1/8)",
        "x sign(sin(40x))¦ sign(sin(40x))"
      })
  void confirms(String function, String answer) {
    Verification verification = verify(function, answer);
    assertTrue(verification.isVerified(), verification::summary);
    assertTrue(verification.points() >= 4, verification::summary);
    assertTrue(verification.maximumRelativeError() < 1e-8, verification::summary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "5¦ 1",
        "x^3¦ 0",
        "x^3¦ x^2",
        "x^3¦ 3 x",
        "x^3¦ -3 x^2",
        "x^3¦ 3.000003 x^2",
        "x^3¦ 3 x^2 + 10^(-5)",
        "x¦ 1.000001",
        "a x^n¦ n x^(n-1)",
        "a x^n¦ a n x^n",
        "σ(x)¦ σ(x)",
        "σ(x)¦ σ(x) (1 + σ(x))",
        "σ(x)¦ 0",
        "σ(x)¦ 1.000001 σ(x) (1 - σ(x))",
        "σ(x) (1 - σ(x))¦ σ(x) (1 - σ(x)) (1 - σ(x))",
        "σ(x) (1 - σ(x))¦ σ(x) (1 - σ(x))",
        "x^x¦ x x^(x-1)",
        "x^x¦ x^x ln(x)",
        "ln(x)¦ 1/|x| + 1/10^5",
        "ln(cosh(x))¦ -tanh(x)",
        "√x¦ 1/√x",
        "sin(x)^2 + cos(x)^2¦ 2 sin(x) cos(x)",
        "sin(x)^2 + cos(x)^2¦ 10^(-9)",
        "tan(x)¦ 1 - tan(x)^2",
        "e^(-x^2/2)¦ x e^(-x^2/2)",
        "(y - σ(b + w x))^2¦ -2 (y - σ(b + w x)) σ(b + w x) (1 - σ(b + w x))",
        "(y - σ(b + w x))^2¦ 2 w (y - σ(b + w x)) σ(b + w x) (1 - σ(b + w x))",
        "|x|¦ 1",
        "|x|¦ -sign(x)",
        "relu(x)¦ 1",
        "relu(x)¦ 𝟙[x < 0]",
        "max(x, 1 - x)¦ {1 if x > 1; -1 otherwise}",
        "⌊x⌋¦ 1",
        "sum(k=1..10, x^k)¦ sum(k=1..9, k x^(k-1))",
        "∫_0^x e^(-t^2) dt¦ e^(-x^2) - 1",
        "Γ(x)¦ Γ(x)",
        "1/(x - 1)^3¦ 3/(x - 1)^4",
        "10^6 + x^2/10^6¦ 2.00001 x/10^6",
        "e^(10 x)¦ e^(10 x)",
        "1/x¦ 1/x^2",
        "10^100000 x¦ 10^99999",
        "e^1000 x^2¦ e^1000 x",
        "x/10^400¦ 2/10^400",
        "(x/10^300)^2¦ x/10^600",
        "ln(10^400 x)¦ 10^400/x",
        "sin(10^20 x)¦ cos(10^20 x)",
        "floor(3x) x¦ floor(3x) + 1",
        "mod(x, 1/8)^2¦ 0",
        "x sign(sin(40x))¦ 1"
      })
  void refutes(String function, String answer) {
    Verification verification = verify(function, answer);
    assertEquals(Verdict.WRONG, verification.verdict(), verification::summary);
    assertTrue(verification.point() != null);
  }

  @Test
  void countsAPointOnlyWhereThereIsNoKink() {
    // At 0 the central difference of |x| is 0, and so is sign(0): that proves nothing, and is not
    // counted.
    Sampler onlyZero =
        Sampler.of(List.of(variable("x")), Assumptions.NONE.and(formula("x = 0")), 1);
    assertTrue(onlyZero.next() != null);
    Verification verification =
        Verifier.STANDARD.verify(
            formula("|x|"),
            variable("x"),
            formula("sign(x)"),
            Assumptions.NONE.and(formula("x = 0")));
    assertEquals(
        "not verified: no point was found where the function and the derivative are defined",
        verification.summary());
  }

  @Test
  void keepsToAssumptions() {
    Expr function = formula("√(x^2)");
    Expr answer = Num.ONE;
    assertEquals(
        Verdict.WRONG,
        Verifier.STANDARD.verify(function, variable("x"), answer, Assumptions.NONE).verdict());
    Assumptions positive = Assumptions.NONE.and(formula("x > 0"));
    assertTrue(Verifier.STANDARD.verify(function, variable("x"), answer, positive).isVerified());
  }

  @Test
  void instantiatesUnknownFunctions() {
    Expr x = variable("x");
    nabla.expr.UnknownFunction f = nabla.expr.UnknownFunction.of(nabla.expr.Name.of("f"), 2);
    Expr inner = formula("x^2");
    Expr function = nabla.expr.Apply.of(f, inner, x);
    Expr first = Product.of(nabla.expr.Apply.of(f.derivative(0), inner, x), formula("2x"));
    Expr second = nabla.expr.Apply.of(f.derivative(1), inner, x);
    Symbol variable = variable("x");
    assertTrue(
        Verifier.STANDARD
            .verify(function, variable, Sum.of(first, second), Assumptions.NONE)
            .isVerified());
    assertEquals(
        Verdict.WRONG,
        Verifier.STANDARD.verify(function, variable, first, Assumptions.NONE).verdict());
    // A second derivative is that of the first, and mixed ones do not depend on the order.
    Expr mixed = nabla.expr.Apply.of(f.derivative(1).derivative(0), inner, x);
    Expr twice =
        Sum.of(
            Product.of(mixed, formula("2x")),
            nabla.expr.Apply.of(f.derivative(1).derivative(1), inner, x));
    assertTrue(Verifier.STANDARD.verify(second, variable, twice, Assumptions.NONE).isVerified());
  }

  @Test
  void saysWhatCannotBeVerified() {
    Expr opaque = Derivative.of(formula("x y"), variable("y"), 1);
    Verification verification =
        Verifier.STANDARD.verify(formula("x"), variable("x"), opaque, Assumptions.NONE);
    assertEquals(
        "not verified: there is no number for a derivative by y that is not carried out",
        verification.summary());
    Verification nowhere = verify("ln(-x^2)", "2/x");
    assertEquals(Verdict.UNVERIFIED, nowhere.verdict());
  }

  @Test
  void verifiesGradientsAlongDirections() {
    List<Symbol> variables = new ArrayList<>();
    List<Expr> terms = new ArrayList<>();
    List<Expr> partials = new ArrayList<>();
    int count = 3000;
    for (int i = 0; i < count; i++) {
      variables.add(Symbol.of(nabla.expr.Name.of("x", "" + i)));
    }
    for (int i = 0; i < count; i++) {
      Symbol next = variables.get((i + 1) % count);
      Symbol before = variables.get((i + count - 1) % count);
      terms.add(Product.of(Power.of(variables.get(i), 2), next));
      partials.add(Sum.of(Product.of(Num.TWO, variables.get(i), next), Power.of(before, 2)));
    }
    Expr function = Sum.of(terms);
    assertTrue(
        Verifier.STANDARD
            .verifyGradient(function, variables, partials, Assumptions.NONE)
            .isVerified());
    partials.set(1234, Product.of(partials.get(1234), Num.of(Rational.parse("1.01"))));
    assertEquals(
        Verdict.WRONG,
        Verifier.STANDARD
            .verifyGradient(function, variables, partials, Assumptions.NONE)
            .verdict());
  }

  @Test
  void usesMoreDigitsWhereDoublesCancel() {
    // (1 + x)^15 written out around −1: doubles lose all digits of the function near there.
    List<Expr> terms = new ArrayList<>();
    List<Expr> slopes = new ArrayList<>();
    long coefficient = 1;
    for (int k = 0; k <= 15; k++) {
      terms.add(Product.of(Num.of(coefficient), Power.of(variable("x"), k)));
      if (k > 0) {
        slopes.add(
            Product.of(Num.of(k * coefficient), k == 1 ? Num.ONE : Power.of(variable("x"), k - 1)));
      }
      coefficient = coefficient * (15 - k) / (k + 1);
    }
    terms.set(0, Num.ONE);
    Assumptions near = Assumptions.NONE.and(formula("x > -1.1")).and(formula("x < -0.9"));
    Symbol x = variable("x");
    Verification verification = Verifier.STANDARD.verify(Sum.of(terms), x, Sum.of(slopes), near);
    assertTrue(verification.isVerified(), verification::summary);
    slopes.removeLast();
    assertEquals(
        Verdict.WRONG, Verifier.STANDARD.verify(Sum.of(terms), x, Sum.of(slopes), near).verdict());
  }

  /// Differences are one witness; automatic differentiation by commons-math3 is another.
  @Test
  void agreesWithAutomaticDifferentiation() {
    Program slope =
        Program.of(
            List.of(variable("x")),
            formula("e^(sin(x)) cos(x) ln(x)/√x + e^(sin(x)) (2 - ln(x))/(2 x^(3/2))"));
    for (double at = 0.25; at < 5; at += 0.25) {
      DerivativeStructure x = new DerivativeStructure(1, 1, 0, at);
      double expected = x.sin().exp().multiply(x.log()).divide(x.sqrt()).getPartialDerivative(1);
      assertEquals(expected, slope.value(at), 1e-13 * Math.abs(expected) + 1e-14);
    }
    assertTrue(
        verify(
                "e^(sin(x)) ln(x)/√x",
                "e^(sin(x)) cos(x) ln(x)/√x + e^(sin(x)) (2 - ln(x))/(2 x^(3/2))")
            .isVerified());
    assertEquals("e", Elementary.E.name());
  }
}
