package nabla.expr;

import java.util.List;

/// A vector or matrix written out entry by entry, row after row.
public final class Literal extends Expr {

  private Literal(Shape shape, Expr... entries) {
    super(0x1f83d9ab + shape.hashCode(), shape, entries);
  }

  /// A matrix of `rows` rows with its entries row after row.
  public static Literal of(int rows, List<Expr> entries) {
    if (rows < 1 || entries.isEmpty() || entries.size() % rows != 0) {
      throw new NablaException(
          NablaException.Kind.SHAPE, "the rows of a matrix need equally many entries");
    }
    if (entries.stream().anyMatch(entry -> !entry.isScalar())) {
      throw new NablaException(
          NablaException.Kind.SHAPE, "the entries of a vector or matrix must be numbers");
    }
    Shape shape = Shape.of(Dimension.of(rows), Dimension.of(entries.size() / rows));
    return intern(new Literal(shape, entries.toArray(LEAF)));
  }

  /// How many rows.
  public int rows() {
    return (int) shape().rows().fixedSize();
  }

  /// How many columns.
  public int columns() {
    return (int) shape().columns().fixedSize();
  }

  /// The entry in a row and a column, both counted from 0.
  public Expr entry(int row, int column) {
    return child(row * columns() + column);
  }

  @Override
  boolean sameFacts(Expr other) {
    return shape().equals(other.shape());
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(rows(), List.of(others));
  }
}
