package nabla.simplify.arrays;

import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Product;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// Weights r of a vector u with a variable in it, `r ⊙ u`, as the matrix of `diag(r) u`: the
/// algebra of words takes `r ⊙ u` for one letter.
final class WeightMatrices {
  private WeightMatrices() {}

  /// An expression with a matrix of its own for each of these.
  ///
  /// @param into takes the matrices, each with the diagonal matrix that it is
  static Expr in(Expr expression, Symbol variable, Map<Expr, Expr> into) {
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Apply product
          && product.operator() == Matrices.ELEMENTWISE_PRODUCT
          && product.arity() == 2
          && product.shape().isVector()) {
        boolean left = Dag.any(product.child(0), variable::equals);
        boolean right = Dag.any(product.child(1), variable::equals);
        if (left != right) {
          Expr diagonal = Apply.of(Matrices.DIAG, product.child(left ? 1 : 0));
          Symbol matrix =
              Symbol.of(Name.of("diagonal", String.valueOf(into.size())), diagonal.shape());
          into.put(matrix, diagonal);
          Expr other = Product.of(matrix, product.child(left ? 0 : 1));
          return in(Substitution.of(product, other).apply(expression), variable, into);
        }
      }
    }
    return expression;
  }
}
