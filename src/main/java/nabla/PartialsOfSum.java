package nabla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.Conventions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;

/// The derivatives of a sum by many variables, each from the terms in which its variable occurs.
/// Terms that are alike but for the name of their only variable, as sin(x₁) and sin(x₂), are
/// differentiated once.
final class PartialsOfSum {

  private final Formula formula;
  private final int order;
  private final Conventions conventions;
  private final boolean steps;
  private final boolean verify;
  private final TermsByVariable terms;
  private final List<Expr> domain;
  private final Symbol common;
  private final Map<Expr, Derived> alike = new HashMap<>();

  PartialsOfSum(
      Formula formula,
      int order,
      Conventions conventions,
      boolean steps,
      boolean verify,
      TermsByVariable terms) {
    this.formula = formula;
    this.order = order;
    this.conventions = conventions;
    this.steps = steps;
    this.verify = verify;
    this.terms = terms;
    this.domain = Domain.conditions(formula.reading().expanded(), formula.assumptions());
    this.common = formula.variables().getFirst();
  }

  List<Derived> answers(List<WithRespectTo> questions) {
    DerivativeQuestions whole = new DerivativeQuestions(formula, order, conventions, steps, verify);
    boolean nameless = !steps && domain.isEmpty() && formula.assumptions().facts().isEmpty();
    List<Derived> answers = new ArrayList<>();
    for (WithRespectTo question : questions) {
      Budget.check();
      if (question.gradient() || question.variables().isEmpty()) {
        answers.add(whole.answer(question));
        continue;
      }
      Symbol variable = question.variables().getLast();
      Formula part = formula.part(terms.sum(variable));
      boolean alone =
          question.variables().size() == 1 && part.reading().variables().equals(Set.of(variable));
      Derived answer = nameless && alone ? named(part, variable) : answer(part, question);
      answers.add(answer.within(formula, question, whole.subject(question.variables())));
    }
    return answers;
  }

  private Derived answer(Formula part, WithRespectTo question) {
    return new DerivativeQuestions(part, order, conventions, steps, verify, domain)
        .answer(question);
  }

  /// The derivative of a part in one variable, by the answer to any that is like it.
  private Derived named(Formula part, Symbol variable) {
    Expr key = Substitution.of(variable, common).apply(part.reading().expression());
    Derived known = alike.get(key);
    if (known == null) {
      Derived first = answer(part, new WithRespectTo(List.of(variable), false));
      known = first.renamed(variable, common);
      alike.put(key, known);
    }
    return known.renamed(common, variable);
  }
}
