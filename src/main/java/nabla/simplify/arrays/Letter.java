package nabla.simplify.arrays;

import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Shape;

/// One factor of a matrix product: an array that is no product itself, or its transpose.
record Letter(Expr atom, boolean transposed) {

  Shape shape() {
    return transposed ? atom.shape().transposed() : atom.shape();
  }

  Letter turned() {
    return new Letter(atom, !transposed);
  }

  boolean is(Object operator) {
    return atom instanceof Apply apply && apply.operator() == operator;
  }

  /// Whether the product of this and the next is the identity.
  boolean cancels(Letter next) {
    return transposed == next.transposed
        && (isInverseOf(atom, next.atom) || isInverseOf(next.atom, atom));
  }

  private static boolean isInverseOf(Expr inverse, Expr other) {
    return inverse instanceof Apply apply
        && apply.operator() == Matrices.INVERSE
        && apply.argument().equals(other);
  }

  Expr expression() {
    return transposed ? Apply.of(Matrices.TRANSPOSE, atom) : atom;
  }
}
