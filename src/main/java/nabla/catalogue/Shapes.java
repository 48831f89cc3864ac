package nabla.catalogue;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Shape;

/// The shape rules that several entries share.
final class Shapes {

  private Shapes() {}

  /// All arguments have one shape, or are scalars beside it; the result has it too.
  static Shape elementwise(List<Expr> arguments) {
    Shape shape = Shape.SCALAR;
    for (Expr argument : arguments) {
      Shape next = argument.shape();
      if (next.isTruth() || (!shape.isScalar() && !next.isScalar() && !shape.equals(next))) {
        throw new NablaException(NablaException.Kind.SHAPE, "shapes " + shape + " and " + next + " do not fit entry by entry");
      }
      shape = shape.isScalar() ? next : shape;
    }
    return shape;
  }
}
