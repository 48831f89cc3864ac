package nabla.expr;

import java.util.List;

/// A product of two or more factors in the order written: numbers scale, matrices multiply. Factors
/// of shape 1×1 are numbers wherever they stand.
public final class Product extends Expr {

  private Product(Shape shape, Expr... factors) {
    super(0x85ebca6b, shape, factors);
  }

  /// The product of the factors as they stand; a single factor is itself.
  public static Expr of(Expr... factors) {
    if (factors.length == 0) {
      return Num.ONE;
    }
    if (factors.length == 1) {
      return factors[0];
    }
    Shape shape = Shape.SCALAR;
    for (Expr factor : factors) {
      shape = product(shape, factor.shape());
    }
    return intern(new Product(shape, factors));
  }

  /// The product of the factors as they stand; a single factor is itself.
  public static Expr of(List<Expr> factors) {
    return of(factors.toArray(LEAF));
  }

  /// Whether every factor is a number, so that their order says nothing.
  public boolean isOfNumbers() {
    return children().stream().allMatch(Expr::isScalar);
  }

  private static Shape product(Shape left, Shape right) {
    if (right == Shape.SCALAR) {
      return left;
    }
    if (right.isTruth() || left.isTruth()) {
      throw new NablaException(
          NablaException.Kind.SHAPE, "a truth value cannot be multiplied; 𝟙[…] makes it 1 or 0");
    }
    if (left.isScalar()) {
      return right;
    }
    if (!left.columns().equals(right.rows())) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "cannot multiply shapes "
              + left
              + " and "
              + right
              + "; needs "
              + left.columns()
              + " = "
              + right.rows());
    }
    return Shape.of(left.rows(), right.columns());
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
