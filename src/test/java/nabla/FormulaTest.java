package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.simplify.Form;
import org.junit.jupiter.api.Test;

class FormulaTest {

  private static final Formula NEURON = Nabla.formula("let z = b + w1 x1 + w2 x2; L = (y − σ(z))²");

  @Test
  void knowsItsVariablesInOrder() {
    assertEquals("[b, a, x]", names(Nabla.formula("b a + x − b")));
    assertEquals("[x, a, b]", names(Nabla.formula("x + a b")));
  }

  private static String names(Formula formula) {
    return formula.variables().stream().map(Symbol::name).toList().toString();
  }

  @Test
  void derivesByEveryVariableWhenNoneIsNamed() {
    List<Derived> all = Nabla.formula("x² y + z").derive("", 1, false, true);
    assertEquals(3, all.size());
    Formula formula = Nabla.formula("x² y + z");
    assertEquals(
        List.of("2xy", "x²", "1"), all.stream().map(d -> formula.text(d.result())).toList());
  }

  @Test
  void showsTheResultInIntermediatesOrWithoutThem() {
    Derived slope = NEURON.derivative("w1");
    assertEquals("−2x₁(y − σ(z))σ(z)(1 − σ(z))", NEURON.text(slope.result()));
    assertTrue(NEURON.text(slope.substituted()).contains("σ(b + w₁x₁ + w₂x₂)"));
    assertNotEquals(slope.result(), slope.substituted());
    Formula plain = Nabla.formula("x²");
    Derived derived = plain.derivative("x");
    assertEquals(derived.result(), derived.substituted());
  }

  @Test
  void stepsAndVerificationComeWhenAsked() {
    Derived all = NEURON.derive("w1", 1, true, true).getFirst();
    assertEquals(1, all.derivations().size());
    assertNotNull(all.verification());
    Derived bare = NEURON.derive("w1", 1, false, false).getFirst();
    assertTrue(bare.derivations().isEmpty());
    assertNull(bare.verification());
  }

  @Test
  void putsNumbersIn() {
    Value value = NEURON.at("x1=1, x2=2, y=3, b=4, w1=5, w2=6");
    assertNotNull(value.decimal());
    assertEquals(4.0, value.decimal().value(), 1e-8);
    Value exact = Nabla.formula("x²/3").at("x = 1/2");
    assertNotNull(exact.decimal());
    assertTrue(exact.decimal().isExact());
    Formula partial = Nabla.formula("x − α k");
    Value open = partial.at("x = 4");
    assertNull(open.decimal());
    assertEquals("4 − αk", partial.text(open.exact()));
  }

  @Test
  void anEntryOfAnArrayIsNoNewVariable() {
    Formula sum = Nabla.formula("Σ_{i=1}^n x_i²");
    assertEquals("2xₖ", sum.text(sum.derivative("x_k").result()));
    assertEquals("2x₃", sum.text(sum.derivative("x_3").result()));
    assertEquals(NablaException.Kind.SHAPE, Complaints.declines(() -> sum.derivative("x_{3,4}")));
    assertEquals("0", sum.text(sum.derivative("w_3").result()));
  }

  @Test
  void aCaseThatDoesNotHoldHasNoSay() {
    assertAt("0", "{ln(x) if x > 0; 0 otherwise}", "x = −1.5");
    assertAt("0", "{1/x if x ≠ 0; 0 otherwise}", "x = 0");
    assertAt("3", "{1/x if x ≠ 0; 0 otherwise} + {ln x if x > 1; 3 otherwise}", "x = 0");
    assertAt("e^y", "exp({1/x if x ≠ 0; y otherwise})", "x = 0");
    assertAt("7", "{1/x if x > 0; {ln x if x > −1; 7 otherwise} otherwise}", "x = −2");
    assertAt("5", "{1/x if x ≠ 0 and 1/x > 2; 5 otherwise}", "x = 0");
    assertAt("3", "{x! if x < 100; 3 otherwise}", "x = 10^9");
    assertAt("11/6", "Σ_{k=0}^n {1/k if k ≠ 0; 0 otherwise}", "n = 3");
    Formula slope = Nabla.formula("{x ln(x) if x > 0; 0 otherwise}");
    assertEquals("0", slope.text(slope.at(slope.derivative("x").result(), "x = −1.5").exact()));
    for (String none : List.of("{ln x if x > 0}", "{ln x if x > −3; 7 otherwise}")) {
      assertThrows(NablaException.class, () -> Nabla.formula(none).at("x = −2"), none);
    }
    assertThrows(
        NablaException.class, () -> Nabla.formula("{1 if ln(x) > 0; 2 otherwise}").at("x = −1"));
  }

  @Test
  void conditionsOnNumbersAreDecided() {
    assertAt("1", "𝟙[x > 0]", "x = 3/4");
    assertAt("0", "x 𝟙[x > π]", "x = 3");
    assertAt("{1 if y > 0; 0 otherwise}", "{1 if x > 0 and y > 0; 0 otherwise}", "x = 1/2");
    assertAt("0", "{1 if x > 0 and y > 0; 0 otherwise}", "x = −1/2");
    assertAt("y", "{ln x if x > √2; y otherwise}", "x = −1");
    assertAt("1", "{1 if ⌊x⌋ = 3; 2 otherwise}", "x = π");
    assertAt("{t² if t > 0; −t otherwise}", "{x² if x > 0; −x otherwise}", "x = t");
    assertAt("(t² + 1)²", "{x² if x > 0; −x otherwise}", "x = t² + 1");
  }

  @Test
  void stepsAtConstantsAreTakenWhereBoundsDecide() {
    assertAt("149", "⌈x⌉", "x = e^5");
    assertAt("π", "max(x, 3, e)", "x = π");
    assertAt("√2", "min(√x, 3/2)", "x = 2");
    assertAt("4 − π", "|x − 4|", "x = π");
    assertAt("⌊e¹⁰⁰⌋", "⌊x⌋", "x = e^100");
  }

  private static void assertAt(String expected, String formula, String values) {
    Formula read = Nabla.formula(formula);
    assertEquals(expected, read.text(read.at(values).exact()), formula + " at " + values);
  }

  @Test
  void assumptionsChangeTheAnswer() {
    Formula formula = Nabla.formula("√(x²)");
    assertEquals("|x|", formula.text(formula.simplified()));
    Formula positive = formula.where("x > 0");
    assertEquals("x", positive.text(positive.simplified()));
    assertEquals("|x|", formula.text(formula.simplified()), "the first is as it was");
  }

  @Test
  void sumsWithNamedEndsAreCarriedOut() {
    assertClosed("n(n + 1)/2", "[n ≥ 0]", "Σ_{k=1}^n k");
    assertClosed("n²(n + 1)²/4", "[]", "Σ_{k=1}^n k^3 where n ≥ 1");
    assertClosed("n!", "[n ≥ 0]", "Π_{k=1}^n k");
    assertClosed("n", "[n ≥ 0]", "Σ_{k=1}^n 1");
    assertClosed("Σ_{k=1}^n xₖ", "[]", "Σ_{k=1}^n x_k");
    Formula stays = Nabla.formula("Σ_{k=1}^n k");
    assertNotEquals(
        "n + 1/2", stays.text(stays.derivative("n").result()), "a sum has no slope by its end");
    assertAt("2097151", "Σ_{k=0}^{20} 2^k", "n = 1");
    assertAt("500000000000500000000000", "Σ_{k=1}^{10^12} k", "n = 1");
  }

  private static void assertClosed(String expected, String conditions, String formula) {
    Formula read = Nabla.formula(formula);
    Expr closed = read.simplified();
    assertEquals(expected, read.text(closed), formula);
    assertEquals(
        conditions, read.conditions(closed).stream().map(read::text).toList().toString(), formula);
  }

  @Test
  void takesTheFormThatIsAskedFor() {
    Formula formula = Nabla.formula("(x + 1)²");
    assertEquals("x² + 2x + 1", formula.text(formula.simplified(new Form.Expanded())));
    assertNotEquals("x² + 2x + 1", formula.text(formula.simplified()));
  }

  @Test
  void sameTextEveryTimeAndFromEveryThread() {
    String once = report();
    List<String> reports =
        IntStream.range(0, 16).parallel().mapToObj(i -> report()).distinct().toList();
    assertEquals(List.of(once), reports);
  }

  private static String report() {
    StringBuilder text = new StringBuilder();
    for (String formula : List.of("x σ(x)", "e^(-x²/2)", "(x+y)/(x-y)", "ln(1+e^(βx))/β")) {
      Formula read = Nabla.formula(formula);
      for (int order = 1; order < 4; order++) {
        text.append(read.text(read.derive("x", order, true, false).getFirst().result()))
            .append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void badQuestionsAreDeclined() {
    Formula formula = Nabla.formula("x y");
    assertEquals(NablaException.Kind.NAME, Complaints.declines(() -> formula.derivative("2")));
    assertEquals(NablaException.Kind.NAME, Complaints.declines(() -> formula.derivative(",")));
    Complaints.declines(() -> formula.derivative("x", 0));
    Complaints.declines(() -> formula.derivative("x", -1));
    Complaints.declines(() -> Nabla.formula("5").derive("", 1, false, false));
    Complaints.declines(() -> Nabla.formula("x +"));
    Complaints.declines(() -> formula.at("x"));
    Complaints.declines(() -> formula.at("x = 1, x = 2"));
  }
}
