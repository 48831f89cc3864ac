package nabla.numeric.arrays;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import org.jspecify.annotations.Nullable;

/// Determinants of large matrices, which are soon too large or too small for a double, though their
/// logarithms are not.
public final class Determinants {

  private Determinants() {}

  /// The formula with the logarithms of determinants as one function.
  public static Expr logarithms(Expr formula) {
    Map<Expr, Expr> logarithms = new HashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Elementary.LN
          && isDeterminant(apply.argument())) {
        logarithms.put(node, Apply.of(Matrices.LOGDET, apply.argument().child(0)));
      }
    }
    return logarithms.isEmpty() ? formula : Substitution.of(logarithms).apply(formula);
  }

  /// What has a value where a condition on a determinant, `det(X) > 0` or `det(X) ≠ 0`, holds; null
  /// for any other condition.
  public static @Nullable Expr logarithm(Relation condition) {
    if (!isDeterminant(condition.left()) || !condition.right().equals(Num.ZERO)) {
      return null;
    }
    Expr matrix = condition.left().child(0);
    return switch (condition.comparison()) {
      case GREATER -> Apply.of(Matrices.LOGDET, matrix);
      case NOT_EQUAL ->
          Apply.of(Matrices.LOGDET, Product.of(Apply.of(Matrices.TRANSPOSE, matrix), matrix));
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER_OR_EQUAL, APPROXIMATELY -> null;
    };
  }

  private static boolean isDeterminant(Expr number) {
    return number instanceof Apply apply && apply.operator() == Matrices.DET;
  }
}
