package nabla.write;

import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;

/// Parts of arrays as they are written in code: `x[1:3]`, `X[:, 0]`, `X[:2, 1:3]`.
final class Slices {

  private Slices() {}

  static void write(Apply apply, String open, String close, Pieces pieces) {
    boolean columns = apply.operator() == Blocks.COLUMNS;
    boolean both =
        columns && apply.argument() instanceof Apply inner && inner.operator() == Blocks.ROWS;
    Apply rows = both ? (Apply) apply.argument() : apply;
    Expr array = rows.argument();
    pieces.part(array, Level.ATOM).sign(open);
    if (both || !columns) {
      extent(rows, array.shape().rows(), !array.shape().isVector() || both, pieces);
    } else {
      pieces.sign(":");
    }
    if (columns) {
      pieces.sign(", ");
      extent(apply, array.shape().columns(), true, pieces);
    } else if (!array.shape().isVector()) {
      pieces.sign(", :");
    }
    pieces.sign(close);
  }

  /// `a:b`, without what is the first or the last; one place of an axis of a matrix as such.
  private static void extent(Apply slice, Dimension all, boolean single, Pieces pieces) {
    Expr from = slice.child(1);
    Expr to = slice.child(2);
    Dimension begin = Dimensions.polynomial(from);
    Dimension end = Dimensions.polynomial(to);
    if (single && end.equals(begin.plus(Dimension.ONE))) {
      pieces.part(from, Level.OR);
      return;
    }
    if (!begin.terms().isEmpty()) {
      pieces.part(from, Level.OR);
    }
    pieces.sign(":");
    if (!end.equals(all)) {
      pieces.part(to, Level.OR);
    }
  }
}
