package nabla.calculus;

import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;

/// An entry of an array, by its row and column.
record Entry(Expr array, Expr row, Expr column) {

  /// The entry that `x_i` or `A_{ij}` means.
  static Entry of(Apply entry) {
    Expr array = entry.argument();
    if (entry.arity() == 3) {
      return new Entry(array, entry.child(1), entry.child(2));
    }
    return array.shape().columns().equals(Dimension.ONE)
        ? new Entry(array, entry.child(1), Num.ONE)
        : new Entry(array, Num.ONE, entry.child(1));
  }

  /// The array of its shape that is 1 at the place of the entry, and 0 elsewhere: `e_i e_jᵀ`.
  Expr place() {
    Shape shape = array.shape();
    return Build.product(unit(row, shape.rows()), Build.transpose(unit(column, shape.columns())));
  }

  private static Expr unit(Expr index, Dimension rows) {
    return rows.equals(Dimension.ONE)
        ? Num.ONE
        : Apply.of(Blocks.UNIT, index, Dimensions.expression(rows));
  }
}
