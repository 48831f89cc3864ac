package nabla.read;

import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// Derivatives of functions at arguments.
final class Slopes {

  private Slopes() {}

  /// `f′(x)` is df/dx for a number x of which f knows nothing else, not in a derivative inside
  /// either, and f′ at any other argument.
  static Expr of(DerivativeAt function, Expr argument) {
    Symbol parameter = function.parameters().getFirst();
    boolean variable =
        argument instanceof Symbol
            && argument.isScalar()
            && !Dag.any(function.body(), Slopes::isSlope)
            && (argument.equals(parameter) || !Dag.of(function.body()).contains(argument));
    return variable
        ? Derivative.of(
            Substitution.of(parameter, argument).apply(function.body()),
            (Symbol) argument,
            function.orders().getFirst())
        : Apply.of(function, argument);
  }

  private static boolean isSlope(Expr node) {
    return node instanceof Apply apply && apply.operator() instanceof DerivativeAt;
  }
}
