package nabla.calculus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Written;

/// Carries out the derivatives that are written inside a formula: `d/dx x²` becomes `2x`. The
/// derivative of a symbol of which nothing is known stays.
public final class CarryOut {

  private CarryOut() {}

  /// The expression as written, with its derivatives carried out.
  ///
  /// @param intermediates what named intermediates stand for; `∂L/∂w` goes through the definition
  ///   of L
  public static Expr of(Expr expression, Map<Symbol, Expr> intermediates, Written written) {
    if (!Dag.any(expression, CarryOut::isSign)) {
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
      results[position] =
          switch (node) {
            case Derivative derivative ->
                derivative(derivative, children[0], intermediates, written);
            case Apply apply when apply.operator() instanceof DerivativeAt sign ->
                at(sign, children, written);
            default -> node.withChildren(children);
          };
    }
    return results[results.length - 1];
  }

  private static boolean isSign(Expr node) {
    return node instanceof Derivative
        || (node instanceof Apply apply && apply.operator() instanceof DerivativeAt);
  }

  /// `σ″(2x)`: the derivative of σ, and only then 2x in the place of its argument.
  private static Expr at(DerivativeAt sign, Expr[] arguments, Written written) {
    List<Symbol> sequence = new ArrayList<>();
    Map<Symbol, Expr> places = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      Symbol parameter = sign.parameters().get(i);
      sequence.addAll(Collections.nCopies(sign.orders().get(i), parameter));
      places.put(parameter, arguments[i]);
    }
    Expr derivative =
        sequence.isEmpty()
            ? sign.body()
            : Differentiation.of(
                    new Differentiation.Question(
                        sign.body(), sign.body(), Map.of(), sequence, written, false))
                .result();
    return Substitution.of(places).apply(derivative);
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
    known.forEach(
        (name, meaning) -> expansions.put(name, Substitution.of(expansions).apply(meaning)));
    expansions.remove(sign.variable());
    Expr expanded = Substitution.of(expansions).apply(formula);
    return Differentiation.of(
            new Differentiation.Question(
                expanded,
                expanded,
                Map.of(),
                Collections.nCopies(sign.order(), sign.variable()),
                written,
                false))
        .result();
  }
}
