package nabla.numeric;

import java.util.SplittableRandom;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Relation;
import org.apache.commons.math3.linear.RealMatrix;

/// Moves values by a few units in the last place of a double. Symmetric matrices stay symmetric;
/// whole numbers, which are sizes, exponents and places, and truth values stay as they are.
final class Disturbance {

  private static final double UNITS = 0x1p-50;

  private final SplittableRandom random;

  Disturbance(SplittableRandom random) {
    this.random = random;
  }

  /// The value of a node, moved.
  RealMatrix of(Expr node, RealMatrix value) {
    if (isExact(node, value)) {
      return value;
    }
    RealMatrix moved = value.copy();
    boolean square = value.isSquare();
    for (int i = 0; i < value.getRowDimension(); i++) {
      for (int j = square ? i : 0; j < value.getColumnDimension(); j++) {
        double factor = 1 + random.nextDouble(-UNITS, UNITS);
        moved.multiplyEntry(i, j, factor);
        if (square && i != j) {
          moved.multiplyEntry(j, i, factor);
        }
      }
    }
    return moved;
  }

  private static boolean isExact(Expr node, RealMatrix value) {
    boolean number = value.getRowDimension() == 1 && value.getColumnDimension() == 1;
    return node instanceof Relation
        || node instanceof Logic
        || (node instanceof Apply apply && apply.operator() == Elementary.INDICATOR)
        || (number && value.getEntry(0, 0) == Math.rint(value.getEntry(0, 0)));
  }
}
