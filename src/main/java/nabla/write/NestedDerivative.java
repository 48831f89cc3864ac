package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// Nested derivatives as one: `∂³/∂x∂y²[body]`, the last variable written being the first taken.
///
/// @param body what is differentiated, itself no derivative
/// @param by the variables from the outermost derivative to the innermost
record NestedDerivative(Expr body, List<By> by) {

  /// One variable and how often it stands.
  record By(Symbol variable, int order) {}

  static NestedDerivative of(Derivative outermost, WriteOptions options) {
    List<By> by = new ArrayList<>();
    Expr body = outermost;
    while (body instanceof Derivative derivative
        && (body.equals(outermost) || !Style.takesPrimes(derivative, options))
        && (by.isEmpty() || !by.getLast().variable().equals(derivative.variable()))) {
      by.add(new By(derivative.variable(), derivative.order()));
      body = derivative.body();
    }
    return new NestedDerivative(body, by);
  }

  /// The orders together.
  int order() {
    return by.stream().mapToInt(By::order).sum();
  }

  /// Whether the body has several variables, or is one that depends on what it is differentiated
  /// by; `dx/dx` is ordinary.
  boolean isPartial(WriteOptions options) {
    if (options.sign() != WriteOptions.DerivativeSign.BY_CONTENT) {
      return options.sign() == WriteOptions.DerivativeSign.PARTIAL;
    }
    Symbol variable = by.getFirst().variable();
    if (by.size() > 1 || (body instanceof Symbol && !body.equals(variable))) {
      return true;
    }
    return Dag.any(body, node -> node instanceof Symbol && !node.equals(variable));
  }
}
