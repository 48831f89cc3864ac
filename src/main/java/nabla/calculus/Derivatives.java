package nabla.calculus;

import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Symbol;

/// Derivatives without steps, by one pass over the distinct nodes of the formula: linear in its
/// size, however deep it is and however much of it is shared.
public final class Derivatives {

  private Derivatives() {}

  /// The derivative of a scalar formula by a scalar variable, as the rules give it, before any
  /// simplification.
  public static Expr of(Expr formula, Symbol variable) {
    if (!formula.isScalar() || !variable.isScalar()) {
      throw Unsupported.matrices();
    }
    Dag dag = Dag.of(formula);
    Expr[] results = new Expr[dag.size()];
    Differential rules = new Differential(variable, part -> known(part, dag, results));
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      if (!node.isScalar() && !node.shape().isTruth() && mayDependOn(node, variable)) {
        throw Unsupported.matrices();
      }
      results[position] = rules.of(node);
    }
    return results[results.length - 1];
  }

  /// The differential of a formula where `variable` changes by `direction`: linear in it, and of
  /// the formula's shape; the number 0 where nothing changes.
  static Expr along(Expr formula, Symbol variable, Expr direction) {
    Dag dag = Dag.of(formula);
    Expr[] results = new Expr[dag.size()];
    Differential rules = new Differential(variable, direction, part -> known(part, dag, results));
    for (int position = 0; position < results.length; position++) {
      results[position] = rules.of(dag.node(position));
    }
    return results[results.length - 1];
  }

  private static boolean mayDependOn(Expr node, Symbol variable) {
    return Dag.any(node, variable::equals);
  }

  private static Expr known(Expr part, Dag dag, Expr[] results) {
    int position = dag.position(part);
    return position < 0 ? Num.ZERO : results[position];
  }
}
