package nabla;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nabla.calculus.Conventions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// Exponents to which values give whole numbers. Where a power has a derivative depends on them:
/// `x^k` has one for x > 0, and x³ everywhere; `tr(X^k)` has one for k ≥ 0, and `tr(X⁻¹)` where X
/// is invertible.
final class WholeExponents {

  private WholeExponents() {}

  /// A derivative as it is at these values: where one of its conditions does not hold there, or it
  /// has no value, that of the formula with the whole numbers that its exponents are.
  static Derived there(Derived derivative, String values, Conventions conventions) {
    Formula formula = derivative.formula();
    Formula there = in(formula, values, derivative.variables());
    if (there == formula || isGood(derivative, values)) {
      return derivative;
    }
    WithRespectTo question = derivative.withRespectTo();
    int order =
        question.gradient() ? derivative.order() : derivative.order() / question.variables().size();
    return new DerivativeQuestions(there, order, conventions, false, false).answer(question);
  }

  /// Whether all conditions hold, and there is a value.
  private static boolean isGood(Derived derivative, String values) {
    if (derivative.conditions().stream()
        .anyMatch(each -> derivative.formula().excludes(each, values))) {
      return false;
    }
    try {
      derivative.at(values);
      return true;
    } catch (NablaException none) {
      return none.kind() != NablaException.Kind.DOMAIN;
    }
  }

  /// The formula with these numbers in their places; the formula itself where there are none.
  ///
  /// @param variables that stay as they are
  private static Formula in(Formula formula, String values, Collection<Symbol> variables) {
    Set<Symbol> exponents = new LinkedHashSet<>();
    for (Expr node : Dag.of(formula.expanded()).nodes()) {
      if (node instanceof Power power) {
        Dag.of(power.exponent()).nodes().stream()
            .filter(part -> part instanceof Symbol symbol && !variables.contains(symbol))
            .forEach(part -> exponents.add((Symbol) part));
      }
    }
    if (exponents.isEmpty()) {
      return formula;
    }
    Map<Symbol, Expr> bindings = Bindings.parse(values, formula.known());
    Map<Expr, Expr> whole = new LinkedHashMap<>();
    for (Symbol exponent : exponents) {
      if (Canonical.of(bindings.getOrDefault(exponent, exponent)) instanceof Num number
          && number.value().isInteger()) {
        whole.put(exponent, number);
      }
    }
    return whole.isEmpty() ? formula : formula.with(Substitution.of(whole)::apply);
  }
}
