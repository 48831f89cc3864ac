package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.rewrite.RuleBook;
import org.junit.jupiter.api.Test;

/// KaTeX takes every formula that is written, with `strict: "error"`.
class KatexTest {

  @Test
  void samplesAreValid() {
    assertEquals(
        List.of(),
        Katex.complaints(
            Samples.ALL.stream().map(sample -> Latex.of(sample.expression())).toList()));
  }

  @Test
  void everyFunctionIsValid() {
    List<String> formulas = new ArrayList<>();
    for (Function function : Catalogue.standard().functions()) {
      if (function.isElementwise()) {
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < function.minimumArity(); i++) {
          arguments.add(Num.of(i + 2));
        }
        formulas.add(Latex.of(Apply.of(function, arguments)));
      }
    }
    assertEquals(List.of(), Katex.complaints(formulas));
  }

  @Test
  void randomFormulasAreValid() {
    RandomExpressions expressions = new RandomExpressions(RandomExpressions.seed("KatexTest"));
    List<String> formulas = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      formulas.add(Latex.of(expressions.next(5)));
    }
    assertEquals(List.of(), Katex.complaints(formulas));
  }

  @Test
  void derivationsAreValid() {
    List<String> formulas = new ArrayList<>();
    for (Steps steps : Steps.values()) {
      formulas.add(Derivations.latex(DerivationsTest.SECOND, steps, WriteOptions.DEFAULT));
    }
    formulas.add(Sentence.latex("derivative of σ; ∫₀¹ a_b & 50% of {x}^2 ~ \\, e⁻¹, f′, x ≥ 0"));
    assertEquals(List.of(), Katex.complaints(formulas));
  }

  @Test
  void theWordsOfRulesAreValid() {
    List<String> formulas = new ArrayList<>();
    for (String name : RuleBook.NAMES) {
      RuleBook book = RuleBook.load(name, UnaryOperator.identity());
      book.names().forEach(rule -> formulas.add(Sentence.latex(book.sentence(rule))));
    }
    assertEquals(List.of(), Katex.complaints(formulas));
  }

  @Test
  void badLatexIsNoticed() {
    assertEquals(1, Katex.complaints(List.of("\\frac{1}{2", "x")).size());
  }
}
