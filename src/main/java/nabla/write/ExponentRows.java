package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Numbers that speak of two indices, as the entries of a matrix: `A_{ij} + b_j` over j are the
/// rows of `A + 𝟏bᵀ`, one for each i.
final class ExponentRows {

  private final Symbol index;
  private final Dimension size;
  private final Expr row;
  private final Dimension rows;

  private ExponentRows(Symbol index, Dimension size, Expr row, Dimension rows) {
    this.index = index;
    this.size = size;
    this.row = row;
    this.rows = rows;
  }

  /// A matrix, and the index of the row in it that a number is along its columns.
  record OfMatrix(Expr matrix, Expr row) {}

  /// The matrix of which a number has the entries of one row.
  ///
  /// @param index along the row, from 1 to `size`
  static @Nullable OfMatrix of(Expr number, Symbol index, Dimension size) {
    for (Expr node : Dag.of(number).nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY && entry.arity() == 3) {
        boolean along = entry.child(2).equals(index);
        Expr row = entry.child(along ? 1 : 2);
        if ((along || entry.child(1).equals(index)) && isIndex(row) && !row.equals(index)) {
          Dimension rows =
              along ? entry.argument().shape().rows() : entry.argument().shape().columns();
          Expr matrix = new ExponentRows(index, size, row, rows).matrix(number);
          return matrix == null || matrix.isScalar() ? null : new OfMatrix(matrix, row);
        }
      }
    }
    return null;
  }

  private static boolean isIndex(Expr place) {
    return place instanceof Bound || place instanceof Symbol;
  }

  private boolean isOpen(Expr number) {
    return Dag.any(number, part -> part.equals(index) || part.equals(row) || part instanceof Bound);
  }

  private @Nullable Expr matrix(Expr number) {
    if (!isOpen(number)) {
      return number;
    }
    if (number instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
      return isOpen(entry.argument()) ? null : entry(entry);
    }
    List<Expr> parts = new ArrayList<>();
    for (Expr child : number.children()) {
      Expr part = matrix(child);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return switch (number) {
      case Negate negate -> Negate.of(parts.getFirst());
      case Sum sum -> Sum.of(parts.stream().map(this::filled).toList());
      case Product product -> StableSums.entrywise(parts);
      case Quotient quotient when parts.get(1).isScalar() ->
          Quotient.of(parts.get(0), parts.get(1));
      case Apply apply when apply.arity() == 1 && apply.operator().isElementwise() ->
          apply.withChildren(parts.toArray(Expr[]::new));
      default -> null;
    };
  }

  private @Nullable Expr entry(Apply entry) {
    Expr array = entry.argument();
    if (entry.arity() == 3) {
      boolean along = entry.child(1).equals(row) && entry.child(2).equals(index);
      boolean across = entry.child(2).equals(row) && entry.child(1).equals(index);
      Expr matrix = along ? array : across ? Apply.of(Matrices.TRANSPOSE, array) : null;
      return matrix != null
              && matrix.shape().rows().equals(rows)
              && matrix.shape().columns().equals(size)
          ? matrix
          : null;
    }
    if (!array.shape().isVector()) {
      return null;
    }
    if (entry.child(1).equals(index) && array.shape().rows().equals(size)) {
      return Product.of(ones(rows), Apply.of(Matrices.TRANSPOSE, array));
    }
    return entry.child(1).equals(row) && array.shape().rows().equals(rows)
        ? Product.of(array, Apply.of(Matrices.TRANSPOSE, ones(size)))
        : null;
  }

  private static Expr ones(Dimension size) {
    return Apply.of(Matrices.ONES, Dimensions.expression(size));
  }

  private Expr filled(Expr part) {
    return part.isScalar()
        ? Product.of(
            part, Apply.of(Matrices.ONES, Dimensions.expression(rows), Dimensions.expression(size)))
        : part;
  }
}
