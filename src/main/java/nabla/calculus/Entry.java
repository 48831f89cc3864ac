package nabla.calculus;

import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;

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

  /// The array of a shape from what its entry is at a place: `Σ_k f_k unit(k, n)`.
  ///
  /// @param place the indices of the entry, one of a vector and two of a matrix
  static Expr array(Expr entry, Shape shape, List<Expr> place) {
    boolean column = shape.rows().equals(Dimension.ONE);
    Expr row = column ? Num.ONE : place.getFirst();
    Expr last = column || place.size() == 2 ? place.getLast() : Num.ONE;
    Expr placed =
        Build.product(
            entry,
            Build.product(unit(row, shape.rows()), Build.transpose(unit(last, shape.columns()))));
    Expr sum = placed;
    for (Expr index : place) {
      Dimension size = index.equals(row) ? shape.rows() : shape.columns();
      sum = Binder.of(Binder.Kind.SUM, (Symbol) index, Num.ONE, Dimensions.expression(size), sum);
    }
    return sum;
  }

  private static Expr unit(Expr index, Dimension rows) {
    return rows.equals(Dimension.ONE)
        ? Num.ONE
        : Apply.of(Blocks.UNIT, index, Dimensions.expression(rows));
  }
}
