package nabla.calculus;

import java.util.Set;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// What changes when one variable does: the variable itself, and the variables that an equation
/// makes functions of it.
///
/// @param variable the variable that is differentiated by
/// @param dependents the variables that depend on it, whose derivatives stay signs
record Moving(Symbol variable, Set<Symbol> dependents) {

  /// Only the variable moves.
  static Moving alone(Symbol variable) {
    return new Moving(variable, Set.of());
  }

  /// Whether a part changes.
  boolean in(Expr part) {
    return Dag.any(part, this::isMover);
  }

  /// Whether a node is one of the variables that change.
  boolean isMover(Expr node) {
    return node.equals(variable) || isDependent(node);
  }

  /// Whether a node is a variable that depends on the other one.
  boolean isDependent(Expr node) {
    return node instanceof Symbol symbol && dependents.contains(symbol);
  }

  /// The derivative sign before a part; what does not move has none, and `dx/dx` is 1.
  Expr sign(Expr part) {
    if (part.equals(variable)) {
      return nabla.expr.Num.ONE;
    }
    return in(part) ? Derivative.of(part, variable, 1) : nabla.expr.Num.ZERO;
  }
}
