package nabla.catalogue;

import java.util.List;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Shape;

/// The shape rules of the entries. Each takes arguments of the right number, which [Function#shape]
/// has counted.
final class Shapes {

  private Shapes() {}

  /// All arguments have one shape, or are scalars beside it; the result has it too.
  static Shape elementwise(List<Expr> arguments) {
    Shape shape = Shape.SCALAR;
    for (Expr argument : arguments) {
      Shape next = argument.shape();
      if (next == Shape.SCALAR) {
        continue;
      }
      if (next.isTruth()) {
        throw mismatch("a number, a vector or a matrix is needed, not a condition");
      }
      if (!shape.isScalar() && !next.isScalar() && !shape.equals(next)) {
        throw mismatch("shapes " + shape + " and " + next + " do not fit entry by entry");
      }
      shape = shape.isScalar() ? next : shape;
    }
    return shape;
  }

  static Shape indicator(List<Expr> arguments) {
    if (!arguments.getFirst().shape().isTruth()) {
      throw mismatch("an indicator needs a condition such as x > 0");
    }
    // of arrays that are compared, it is 1 or 0 at each entry
    return arguments.getFirst() instanceof Relation relation
        ? elementwise(relation.children())
        : Shape.SCALAR;
  }

  static Shape transpose(List<Expr> arguments) {
    return array(arguments.getFirst()).transposed();
  }

  static Shape square(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    if (!shape.isSquare()) {
      throw mismatch("a square matrix is needed, not shape " + shape);
    }
    return shape;
  }

  static Shape scalarOfSquare(List<Expr> arguments) {
    square(arguments);
    return Shape.SCALAR;
  }

  static Shape scalarOfArray(List<Expr> arguments) {
    array(arguments.getFirst());
    return Shape.SCALAR;
  }

  static Shape diagonal(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    if (isColumn(shape)) {
      return Shape.of(shape.rows(), shape.rows());
    }
    if (shape.isSquare()) {
      return Shape.vector(shape.rows());
    }
    throw mismatch("a vector or a square matrix is needed, not shape " + shape);
  }

  static Shape kronecker(List<Expr> arguments) {
    Shape left = array(arguments.get(0));
    Shape right = array(arguments.get(1));
    return Shape.of(left.rows().times(right.rows()), left.columns().times(right.columns()));
  }

  static Shape norm(List<Expr> arguments) {
    if (arguments.size() > 1 && !arguments.get(1).isScalar()) {
      throw mismatch("the p of a norm must be a number or ∞");
    }
    Rational p = arguments.size() > 1 ? Num.valueOf(arguments.get(1)) : null;
    if (p != null && p.compareTo(Rational.ONE) < 0) {
      throw mismatch("‖x‖_p is a norm for p ≥ 1, and p is " + p + " here");
    }
    return scalarOfArray(arguments);
  }

  static Shape entry(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    for (Expr index : arguments.subList(1, arguments.size())) {
      if (!index.isScalar()) {
        throw mismatch("an index must be a number");
      }
    }
    boolean isMatrix = !isColumn(shape) && !isColumn(shape.transposed());
    if (arguments.size() == 2 && isMatrix) {
      throw mismatch("an entry of shape " + shape + " needs two indices");
    }
    return Shape.SCALAR;
  }

  static Shape row(List<Expr> arguments) {
    if (!arguments.get(1).isScalar()) {
      throw mismatch("an index must be a number");
    }
    return Shape.vector(array(arguments.getFirst()).columns());
  }

  static Shape identity(List<Expr> arguments) {
    Dimension rows = Dimensions.of(arguments.getFirst());
    return Shape.of(rows, rows);
  }

  static Shape filled(List<Expr> arguments) {
    Dimension rows = Dimensions.of(arguments.getFirst());
    return arguments.size() == 1
        ? Shape.vector(rows)
        : Shape.of(rows, Dimensions.of(arguments.get(1)));
  }

  static Shape same(List<Expr> arguments) {
    return array(arguments.getFirst());
  }

  /// A number for each row.
  static Shape rows(List<Expr> arguments) {
    return Shape.of(array(arguments.getFirst()).rows(), Dimension.ONE);
  }

  static Shape ofArrayAndNumber(List<Expr> arguments) {
    if (!arguments.get(1).isScalar()) {
      throw mismatch("an index must be a number");
    }
    return scalarOfArray(arguments);
  }

  static Shape leftSingular(List<Expr> arguments) {
    ofArrayAndNumber(arguments);
    return rows(arguments);
  }

  static Shape rightSingular(List<Expr> arguments) {
    ofArrayAndNumber(arguments);
    return Shape.of(array(arguments.getFirst()).columns(), Dimension.ONE);
  }

  static Shape every(List<Expr> arguments) {
    if (!arguments.getFirst().shape().isTruth()) {
      throw mismatch("every(…) needs a condition such as x ≠ 0");
    }
    return Shape.TRUTH;
  }

  static Shape unit(List<Expr> arguments) {
    if (!arguments.getFirst().isScalar()) {
      throw mismatch("an index must be a number");
    }
    return Shape.vector(Dimensions.of(arguments.get(1)));
  }

  static Shape upTo(List<Expr> arguments) {
    return Shape.vector(Dimensions.of(arguments.getFirst()));
  }

  static Shape unvec(List<Expr> arguments) {
    Shape vector = column(arguments.getFirst());
    Shape shape = Shape.of(Dimensions.of(arguments.get(1)), Dimensions.of(arguments.get(2)));
    if (!vector.rows().equals(shape.rows().times(shape.columns()))) {
      throw mismatch("shape " + vector + " does not fit into shape " + shape);
    }
    return shape;
  }

  static Shape below(List<Expr> arguments) {
    Shape upper = array(arguments.get(0));
    Shape lower = array(arguments.get(1));
    if (!upper.columns().equals(lower.columns())) {
      throw mismatch("shapes " + upper + " and " + lower + " do not fit below each other");
    }
    return Shape.of(upper.rows().plus(lower.rows()), upper.columns());
  }

  static Shape beside(List<Expr> arguments) {
    Shape left = array(arguments.get(0));
    Shape right = array(arguments.get(1));
    if (!left.rows().equals(right.rows())) {
      throw mismatch("shapes " + left + " and " + right + " do not fit beside each other");
    }
    return Shape.of(left.rows(), left.columns().plus(right.columns()));
  }

  static Shape rowSlice(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    return Shape.of(slice(shape.rows(), arguments), shape.columns());
  }

  static Shape columnSlice(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    return Shape.of(shape.rows(), slice(shape.columns(), arguments));
  }

  /// How many there are from `a` to the one before `b`; an error where they are known to pass
  /// `all`.
  private static Dimension slice(Dimension all, List<Expr> arguments) {
    Dimension from = Dimensions.polynomial(arguments.get(1));
    Dimension to = Dimensions.polynomial(arguments.get(2));
    Dimension size = Dimensions.minus(to, from);
    if (Dimensions.isKnownBelow(size, 1)
        || Dimensions.isKnownBelow(from, 0)
        || Dimensions.isKnownBelow(Dimensions.minus(all, to), 0)) {
      throw mismatch(
          "["
              + from
              + ":"
              + to
              + "] is no part of "
              + all
              + ", counted from 0 and without the end");
    }
    return size;
  }

  static Shape khatriRao(List<Expr> arguments) {
    Shape left = array(arguments.get(0));
    Shape right = array(arguments.get(1));
    if (!left.columns().equals(right.columns())) {
      throw mismatch("shapes " + left + " and " + right + " do not have equally many columns");
    }
    return Shape.of(left.rows().times(right.rows()), left.columns());
  }

  static Shape commutation(List<Expr> arguments) {
    Dimension size = Dimensions.of(arguments.get(0)).times(Dimensions.of(arguments.get(1)));
    return Shape.of(size, size);
  }

  static Shape inner(List<Expr> arguments) {
    Shape left = column(arguments.get(0));
    Shape right = column(arguments.get(1));
    if (!left.equals(right)) {
      throw mismatch(
          "the inner product needs vectors of one size, not shapes " + left + " and " + right);
    }
    return Shape.SCALAR;
  }

  static Shape outer(List<Expr> arguments) {
    return Shape.of(column(arguments.get(0)).rows(), column(arguments.get(1)).rows());
  }

  static Shape vec(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    return Shape.vector(shape.rows().times(shape.columns()));
  }

  static Shape vectorToVector(List<Expr> arguments) {
    Shape shape = array(arguments.getFirst());
    if (!isColumn(shape)) {
      throw mismatch(
          "a vector is needed, not shape "
              + shape
              + "; for each row of a matrix write rows, as in softmax(X, rows)");
    }
    return shape;
  }

  private static Shape array(Expr argument) {
    if (argument.shape().isTruth()) {
      throw mismatch("a number, a vector or a matrix is needed, not a condition");
    }
    return argument.shape();
  }

  private static Shape column(Expr argument) {
    Shape shape = array(argument);
    if (!isColumn(shape)) {
      throw mismatch("a vector is needed, not shape " + shape);
    }
    return shape;
  }

  private static boolean isColumn(Shape shape) {
    return shape.columns().equals(Dimension.ONE);
  }

  private static NablaException mismatch(String message) {
    return new NablaException(NablaException.Kind.SHAPE, message);
  }
}
