package nabla.check;

import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Symbol;

/// How it is stated of a matrix that it is symmetric or diagonal.
final class MatrixStructure {

  private MatrixStructure() {}

  /// Whether arrays of a shape are square matrices, and no numbers.
  static boolean isSquareMatrix(Shape shape) {
    return !shape.isScalar() && shape.isSquare() && !shape.rows().equals(Dimension.ONE);
  }

  /// `Aᵀ = A`.
  static Expr symmetric(Expr array) {
    return Relation.of(Comparison.EQUAL, Apply.of(Matrices.TRANSPOSE, array), array);
  }

  /// The diagonal matrix `diag(diag(A))`, which a diagonal matrix is equal to.
  static Expr diagonalOf(Symbol matrix) {
    return Apply.of(Matrices.DIAG, Apply.of(Matrices.DIAG, matrix));
  }
}
