package nabla.calculus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Written;

/// Carries out the derivatives that are written inside a formula: `d/dx x²` becomes `2x`. The derivative of a symbol of
/// which nothing is known stays.
public final class CarryOut {

  private CarryOut() {}

  /// The expression as written, with its derivatives carried out.
  ///
  /// @param intermediates what named intermediates stand for; `∂L/∂w` goes through the definition of L
  public static Expr of(Expr expression, Map<Symbol, Expr> intermediates, Written written) {
    if (!Dag.any(expression, Derivative.class::isInstance)) {
      return expression;
    }
    Dag dag = Dag.of(expression);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = node instanceof Derivative derivative
          ? derivative(derivative, children[0], intermediates, written)
          : node.withChildren(children);
    }
    return results[results.length - 1];
  }

  private static Expr derivative(
      Derivative sign, Expr body, Map<Symbol, Expr> intermediates, Written written) {
    Expr formula = body;
    Map<Symbol, Expr> known = intermediates;
    if (body instanceof Symbol symbol && intermediates.containsKey(symbol)) {
      known = new LinkedHashMap<>(intermediates);
      formula = known.remove(symbol);
    } else if (body instanceof Symbol symbol && !symbol.equals(sign.variable())) {
      return sign; // ∂L/∂w of an L of which nothing is known
    }
    if (formula == null) {
      throw new IllegalStateException("a definition without a meaning");
    }
    Map<Symbol, Expr> expansions = new LinkedHashMap<>();
    known.forEach((name, meaning) -> expansions.put(name, Substitution.of(expansions).apply(meaning)));
    expansions.remove(sign.variable());
    Expr expanded = Substitution.of(expansions).apply(formula);
    return Differentiation.of(new Differentiation.Question(
            expanded, expanded, Map.of(), Collections.nCopies(sign.order(), sign.variable()), written, false))
        .result();
  }
}
