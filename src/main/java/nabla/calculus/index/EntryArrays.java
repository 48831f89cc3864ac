package nabla.calculus.index;

import java.util.List;
import java.util.function.Function;
import nabla.calculus.index.Folding.Resisting;
import nabla.calculus.index.Indices.Pair;
import nabla.calculus.index.Indices.Part;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The arrays that entries are of: X for `X_ij`, Xᵀ for `X_ji`, some rows of it for `X_{m+i,j}`, a
/// column for `X_ic`, the matrix of the entries of a vector for `x_{m(j−1)+i}`, and the identity
/// for `δ_ij`.
final class EntryArrays {

  private final Indices known;
  private final Function<Symbol, Dimension> size;

  /// @param size of the range of an index
  EntryArrays(Indices known, Function<Symbol, Dimension> size) {
    this.known = known;
    this.size = size;
  }

  /// An entry as the array that it is one of, with the indices for its rows and columns.
  Expr of(Apply entry, List<Symbol> indices) {
    List<Symbol> here = IndexTerm.mentioned(entry, indices);
    if (here.isEmpty()) {
      return entry;
    }
    if (entry.operator() == Matrices.DELTA) {
      return delta(entry, here, indices);
    }
    Expr array = entry.child(0);
    if (Dag.any(array, node -> indices.contains(node))) {
      throw new Resisting();
    }
    if (here.isEmpty()) {
      return entry;
    }
    Pair pair = entry.arity() == 2 ? known.pair(entry.child(1)) : null;
    if (pair != null && array.shape().rows().equals(pair.rows().times(pair.columns()))) {
      Expr matrix =
          Apply.of(
              Blocks.UNVEC,
              array,
              Dimensions.expression(pair.rows()),
              Dimensions.expression(pair.columns()));
      return pair.row().equals(here.getFirst()) ? matrix : Graph.transposed(matrix);
    }
    Shape shape = array.shape();
    if (entry.arity() == 2) {
      Symbol index = here.getFirst();
      Expr vector = shape.isVector() ? array : Graph.transposed(array);
      return spread(
          times(part(entry.child(1), index, vector.shape().rows()), vector), here, indices);
    }
    if (here.size() == 1 && !mentions(entry.child(2), here)) {
      Expr column = Apply.of(Blocks.UNIT, entry.child(2), Dimensions.expression(shape.columns()));
      Expr rows = times(part(entry.child(1), here.getFirst(), shape.rows()), array);
      return spread(Product.of(rows, column), here, indices);
    }
    if (here.size() == 1 && !mentions(entry.child(1), here)) {
      Apply turned =
          Apply.of(Matrices.ENTRY, Graph.transposed(array), entry.child(2), entry.child(1));
      return of(turned, indices);
    }
    Symbol row = index(entry.child(1), here);
    Symbol column = index(entry.child(2), here);
    Part columns = part(entry.child(2), column, shape.columns());
    Expr rows = times(part(entry.child(1), row, shape.rows()), array);
    Expr all = columns == null ? rows : Product.of(rows, withZeros(columns, false));
    Expr result =
        row.equals(column)
            ? Apply.of(Matrices.DIAG, all)
            : row.equals(here.getFirst()) ? all : Graph.transposed(all);
    return spread(result, here, indices);
  }

  private static boolean mentions(Expr place, List<Symbol> here) {
    return here.stream().anyMatch(index -> IndexTerm.mentions(place, index));
  }

  /// The one index in a place.
  private static Symbol index(Expr place, List<Symbol> here) {
    List<Symbol> mentioned = IndexTerm.mentioned(place, here);
    if (mentioned.size() != 1) {
      throw new Resisting();
    }
    return mentioned.getFirst();
  }

  private static Expr times(@Nullable Part rows, Expr array) {
    return rows == null ? array : Product.of(withZeros(rows, true), array);
  }

  /// Which of so many rows or columns a place stands at while its index runs; null for all of them.
  private @Nullable Part part(Expr place, Symbol index, Dimension all) {
    if (place.equals(index) && size.apply(index).equals(all)) {
      return null;
    }
    Part part = known.part(place, index, all);
    if (part == null) {
      throw new Resisting();
    }
    return part;
  }

  /// `[0, I, 0]`, or its transpose.
  private static Expr withZeros(Part part, boolean rows) {
    Expr result = Matrices.identity(part.size());
    if (!part.before().terms().isEmpty()) {
      Expr zeros = zeros(part.size(), part.before(), rows);
      result = Apply.of(rows ? Blocks.BESIDE : Blocks.BELOW, zeros, result);
    }
    if (!part.after().terms().isEmpty()) {
      Expr zeros = zeros(part.size(), part.after(), rows);
      result = Apply.of(rows ? Blocks.BESIDE : Blocks.BELOW, result, zeros);
    }
    return result;
  }

  private static Expr zeros(Dimension size, Dimension others, boolean rows) {
    return Matrices.zeros(rows ? Shape.of(size, others) : Shape.of(others, size));
  }

  private Expr delta(Apply delta, List<Symbol> here, List<Symbol> indices) {
    if (here.size() == 1) {
      Symbol index = here.getFirst();
      Expr number = delta.child(delta.child(0).equals(index) ? 1 : 0);
      if (!Dag.any(number, indices::contains) && delta.children().contains(index)) {
        Expr rows = Dimensions.expression(size.apply(index));
        return spread(Apply.of(Blocks.UNIT, number, rows), here, indices);
      }
      throw new Resisting();
    }
    for (boolean certain : new boolean[] {true, false}) {
      for (int i = 1; i >= 0; i--) { // a derivative has the index of the variable second
        Expr place = delta.child(1 - i);
        if (!(delta.child(i) instanceof Symbol all && here.contains(all))) {
          continue;
        }
        Symbol index = index(place, here);
        if (place.equals(index) && size.apply(index).equals(size.apply(all))) {
          return Matrices.identity(size.apply(index));
        }
        Part part = known.part(place, index, size.apply(all));
        if (part != null && (part.isCertain() || !certain)) {
          return withZeros(part, index.equals(here.getFirst()));
        }
      }
    }
    throw new Resisting();
  }

  /// An array over some of two indices as one over both.
  Expr spread(Expr array, List<Symbol> here, List<Symbol> indices) {
    if (here.size() == indices.size() || here.isEmpty()) {
      return array;
    }
    Symbol other = indices.get(here.getFirst().equals(indices.get(0)) ? 1 : 0);
    Expr ones = Matrices.ones(Shape.of(size.apply(other), Dimension.ONE));
    return here.getFirst().equals(indices.get(0))
        ? Product.of(array, Graph.transposed(ones))
        : Product.of(ones, Graph.transposed(array));
  }
}
