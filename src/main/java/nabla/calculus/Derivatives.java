package nabla.calculus;

import nabla.calculus.ArrayDifferentiation.Arrangement;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Shape;
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
    NablaException[] failures = new NablaException[dag.size()];
    Differential rules =
        new Differential(
            variable,
            direction,
            part -> {
              int position = dag.position(part);
              if (position >= 0 && failures[position] != null) {
                throw failures[position];
              }
              return known(part, dag, results);
            });
    for (int position = 0; position < results.length; position++) {
      try {
        results[position] = rules.of(dag.node(position));
      } catch (NablaException failure) { // tr(X^p) has a rule where X^p has none
        if (failure.kind() == NablaException.Kind.BUDGET) {
          throw failure;
        }
        failures[position] = failure;
      }
    }
    if (failures[failures.length - 1] != null) {
      throw failures[failures.length - 1];
    }
    return results[results.length - 1];
  }

  /// The sign of one more derivative.
  static Derivative raised(Expr subject, Symbol variable) {
    return subject instanceof Derivative lower && lower.variable().equals(variable)
        ? Derivative.of(lower.body(), variable, lower.order() + 1)
        : Derivative.of(subject, variable, 1);
  }

  /// The derivative by an array or of one, arranged as [ArrayDifferentiation] says, not simplified.
  static Expr arranged(Expr formula, Symbol variable, Arrangement arrangement) {
    if (arrangement == Arrangement.TANGENT) {
      return Build.shaped(along(formula, variable, Num.ONE), formula.shape());
    }
    Expr direction = DifferentialSign.of(variable);
    Expr differential = along(formula, variable, direction);
    return switch (arrangement) {
      case TANGENT -> differential;
      case GRADIENT ->
          Build.shaped(Transposition.of(differential, direction, Num.ONE), variable.shape());
      case JACOBIAN -> Build.shaped(Jacobian.of(differential, direction), shape(formula, variable));
    };
  }

  /// The shape of a derivative that is one array.
  static Shape shape(Expr formula, Symbol variable) {
    if (variable.isScalar() || formula.isScalar()) {
      return variable.isScalar() ? formula.shape() : variable.shape();
    }
    return Shape.of(
        formula.shape().rows().times(formula.shape().columns()),
        variable.shape().rows().times(variable.shape().columns()));
  }

  private static boolean mayDependOn(Expr node, Symbol variable) {
    return Dag.any(node, variable::equals);
  }

  private static Expr known(Expr part, Dag dag, Expr[] results) {
    int position = dag.position(part);
    return position < 0 ? Num.ZERO : results[position];
  }
}
