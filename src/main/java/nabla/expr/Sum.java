package nabla.expr;

import java.util.List;

/// A sum of two or more terms of one shape, in the order written; subtraction is the sum with a
/// [Negate]. A plain number may be added to a vector or matrix, elementwise.
public final class Sum extends Expr {

  private Sum(Shape shape, Expr... terms) {
    super(0x1b873593, shape, terms);
  }

  /// The sum of the terms as they stand; a single term is itself.
  public static Expr of(Expr... terms) {
    if (terms.length == 0) {
      return Num.ZERO;
    }
    if (terms.length == 1) {
      return terms[0];
    }
    Shape shape = Shape.SCALAR;
    for (Expr term : terms) {
      shape = common(shape, term, terms);
    }
    return intern(new Sum(shape, terms));
  }

  /// The sum of the terms as they stand; a single term is itself.
  public static Expr of(List<Expr> terms) {
    return of(terms.toArray(LEAF));
  }

  private static Shape common(Shape shape, Expr term, Expr[] terms) {
    Shape next = term.shape();
    if (next == shape) {
      return shape;
    }
    if (next.isTruth()) {
      throw new NablaException(
          NablaException.Kind.SHAPE, "a truth value cannot be added; 𝟙[…] makes it 1 or 0");
    }
    if (shape.isScalar() && term != terms[0]) {
      return next; // the terms so far must be numbers; the reader says so where they are not
    }
    if (next.isScalar() || shape.equals(next)) {
      return shape;
    }
    if (shape.isScalar()) {
      return next;
    }
    throw new NablaException(
        NablaException.Kind.SHAPE, "cannot add shapes " + shape + " and " + next);
  }

  @Override
  boolean sameFacts(Expr other) {
    return true;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(others);
  }
}
