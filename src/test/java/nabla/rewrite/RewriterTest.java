package nabla.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nabla.catalogue.Activations;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriterTest {

  private static Expr read(String text) {
    return Canonical.of(Reader.standard().expression(text));
  }

  private static Rewriting rewrite(String book, String formula, Assumptions assumptions) {
    return new Rewriter(RuleBook.load(book, Canonical::of), assumptions).rewrite(read(formula));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          trigonometric  | sin(x)^2 + cos(x)^2               | 1
          trigonometric  | sin(x)^2 + cos(y)^2               | sin(x)^2 + cos(y)^2
          trigonometric  | 1 + a sin(x)^2 + a cos(x)^2       | 1 + a
          trigonometric  | a sin(x)^2 + b cos(x)^2           | a sin(x)^2 + b cos(x)^2
          trigonometric  | 3 - 3 sin(2x)^2                   | 3 cos(2x)^2
          trigonometric  | 3 - 2 sin(2x)^2                   | 3 - 2 sin(2x)^2
          trigonometric  | 6 sin(x) cos(x)                   | 3 sin(2x)
          trigonometric  | 3 sin(x) cos(x)                   | 3 sin(x) cos(x)
          trigonometric  | y sin(x)/cos(x)                   | y tan(x)
          trigonometric  | sin(a + b + π)                    | -sin(a + b)
          trigonometric  | cos(x + 3)                        | cos(x + 3)
          activations    | σ(-2x) + σ(2x)                    | 1
          activations    | e^x/(1 + e^x)                     | σ(x)
          activations    | 1/(1 + e^(-3x))                   | σ(3x)
          activations    | 1/(2 + e^(-3x))                   | 1/(2 + e^(-3x))
          activations    | 1 - 2σ(x)                         | 1 - 2σ(x)
          activations    | softplus(2y) - softplus(-2y)      | 2y
          activations    | 3 x 𝟙[x > 0]                      | 3 relu(x)
          activations    | 3 x 𝟙[y > 0]                      | 3 x 𝟙[y > 0]
          hyperbolic     | (e^x - e^(-x))/(e^x + e^(-x))     | tanh(x)
          logarithms     | ln(x) + ln(y) - ln(z)             | ln(x y/z)
          inverse-functions | sin(arcsin(x))                 | x
          inverse-functions | arcsin(sin(x))                 | arcsin(sin(x))
          absolute-values-and-roots | abs(x)^2 + abs(x)^3   | x^2 + abs(x)^3
          """)
  void rewritesToTheEnd(String book, String formula, String expected) {
    assertEquals(read(expected), rewrite(book, formula, Assumptions.NONE).result());
  }

  @Test
  void firesOnlyWhereTheConditionsFollow() {
    Assumptions positive = Assumptions.NONE.and(read("x > 0")).and(read("y > 0"));
    assertEquals(read("ln(x) + ln(y)"), rewrite("logarithms-expand", "ln(x y)", positive).result());
    Rewriting half = rewrite("logarithms-expand", "ln(x y)", Assumptions.NONE.and(read("x > 0")));
    assertFalse(half.changed());
    assertEquals(read("ln(x y)"), half.result());
  }

  @Test
  void attachesConditionsWhenAsked() {
    Rewriter rewriter =
        new Rewriter(RuleBook.load("logarithms-expand", Canonical::of), Assumptions.NONE)
            .attaching();
    Rewriting rewriting = rewriter.rewrite(read("ln(x y)"));
    assertEquals(read("ln(x) + ln(y)"), rewriting.result());
    assertEquals(List.of(read("x > 0"), read("y > 0")), rewriting.conditions());
    Rewriter negative =
        new Rewriter(
                RuleBook.load("logarithms-expand", Canonical::of),
                Assumptions.NONE.and(read("x < 0")))
            .attaching();
    assertFalse(negative.rewrite(read("ln(x^y)")).changed());
  }

  @Test
  void integersMayBeVariables() {
    Expr power = Reader.standard().expression("|x|^n");
    RuleBook book =
        RuleBook.of("own.rules", "even : |x|^m -> x^m when m/2 ∈ Z \"even\"", Canonical::of);
    assertFalse(new Rewriter(book, Assumptions.NONE).rewrite(power).changed());
    assertEquals(read("x^4"), new Rewriter(book, Assumptions.NONE).rewrite(read("|x|^4")).result());
    assertFalse(new Rewriter(book, Assumptions.NONE).rewrite(read("|x|^5")).changed());
  }

  @Test
  void everyApplicationIsAStepWithItsReason() {
    Rewriting rewriting = rewrite("activations", "y + ln(σ(x))", Assumptions.NONE);
    Step step = rewriting.steps().getFirst();
    assertEquals(read("y + ln(σ(x))"), step.before());
    assertEquals(rewriting.result(), rewriting.steps().getLast().after());
    assertEquals("logarithm-of-sigmoid", step.reasons().getFirst().rule());
    assertEquals(read("ln(σ(x))"), step.within().getFirst().before());
    assertTrue(rewrite("activations", "x + y", Assumptions.NONE).steps().isEmpty());
  }

  @Test
  void aRuleThatGoesOnForeverIsNamed() {
    RuleBook book =
        RuleBook.of(
            "own.rules", "ever-larger : sin(x) -> sin(x + 1) \"never ends\"", Canonical::of);
    NablaException endless =
        assertThrows(
            NablaException.class,
            () -> new Rewriter(book, Assumptions.NONE).rewrite(read("sin(x)")));
    assertEquals(NablaException.Kind.BUDGET, endless.kind());
    assertTrue(String.valueOf(endless.getMessage()).contains("ever-larger"), endless::getMessage);
  }

  @Test
  void differentiatesByRewriting() {
    Expr product = Apply.of(RuleBook.D, read("x^2 sin(x)"));
    Rewriter rewriter =
        new Rewriter(RuleBook.load("differentiation", Canonical::of), Assumptions.NONE)
            .by(Symbol.of("x"));
    Expr dx = Apply.of(RuleBook.D, Symbol.of("x"));
    Expr expected =
        Canonical.sum(
            Canonical.product(read("2 x sin(x)"), dx), Canonical.product(read("x^2 cos(x)"), dx));
    assertEquals(expected, rewriter.rewrite(product).result());
    Expr constant = Apply.of(RuleBook.D, read("y^2 + 1"));
    assertEquals(Num.ZERO, rewriter.rewrite(constant).result());
  }

  @Test
  void deepExpressionsAreRewrittenInOnePass() {
    Expr tower = Apply.of(Activations.SIGMOID, read("-x"));
    for (int i = 0; i < 50_000; i++) {
      tower = Apply.of(Trigonometric.SIN, tower);
    }
    Rewriting rewriting =
        new Rewriter(RuleBook.load("activations", Canonical::of), Assumptions.NONE).rewrite(tower);
    assertEquals(1, rewriting.steps().size());
  }
}
