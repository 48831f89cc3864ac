package nabla.simplify.arrays;

import java.util.Collection;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;

/// Conditions on determinants that hold by what is known of the matrices.
final class DeterminantConditions {

  private final Assumptions assumptions;
  private final Definiteness definiteness;

  DeterminantConditions(Assumptions assumptions) {
    this.assumptions = assumptions;
    this.definiteness = new Definiteness(assumptions);
  }

  /// Whether it is a determinant that is positive: of a positive definite matrix, or det e^X, which
  /// is e^(tr X).
  boolean isPositive(Expr part) {
    return part instanceof Apply apply
        && apply.operator() == Matrices.DET
        && (definiteness.isPositive(apply.argument())
            || (ImpliedConditions.upright(apply.argument()) instanceof Apply inner
                && inner.operator() == MatrixFunctions.EXPM));
  }

  /// Whether it is a determinant that is not 0.
  boolean isNonzero(Expr part) {
    return isPositive(part) || isOfOrthogonal(part);
  }

  private boolean isOfOrthogonal(Expr part) {
    return part instanceof Apply apply
        && apply.operator() == Matrices.DET
        && assumptions
            .facts()
            .contains(
                Relation.of(
                    Comparison.EQUAL,
                    Apply.of(Matrices.TRANSPOSE, apply.argument()),
                    Apply.of(Matrices.INVERSE, apply.argument())));
  }

  /// Whether a determinant that is positive has it for a factor: c and det(A) in det(cA).
  static boolean isIn(Collection<Expr> positive, Expr part) {
    Expr factor =
        part instanceof Apply det && det.operator() == Matrices.DET ? det.argument() : part;
    return positive.stream()
        .filter(other -> other instanceof Apply det && det.operator() == Matrices.DET)
        .map(other -> other.child(0))
        .anyMatch(matrix ->
            matrix instanceof Product product
                && product.children().contains(factor)
                && product.children().stream().filter(each -> !each.isScalar()).count() == 1);
  }
}
