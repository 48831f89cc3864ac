package nabla.calculus.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The factors of one term as a graph: indices are its points, a vector hangs at one, a matrix is
/// an edge between two. Vectors at one index join by ⊙, edges between the same two as well; an
/// index that is summed over and has two edges joins them into a product, one with a single edge
/// leaves a matrix times a vector, one with none a sum. What has more edges resists.
final class Graph {

  /// A matrix whose rows are one index and whose columns are the other.
  record Edge(Symbol rows, Symbol columns, Expr matrix) {

    boolean touches(Symbol index) {
      return rows.equals(index) || columns.equals(index);
    }

    /// The other end.
    Symbol beyond(Symbol index) {
      return rows.equals(index) ? columns : rows;
    }

    /// The matrix with `index` for its rows.
    Expr from(Symbol index) {
      return rows.equals(index) ? matrix : transposed(matrix);
    }
  }

  private final List<Expr> numbers = new ArrayList<>();
  private final Map<Symbol, Expr> vectors = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();

  void number(Expr number) {
    numbers.add(number);
  }

  void vector(Symbol index, Expr vector) {
    Expr other = vectors.get(index);
    vectors.put(index, other == null ? vector : times(other, vector));
  }

  void edge(Symbol rows, Symbol columns, Expr matrix) {
    if (rows.equals(columns)) {
      vector(rows, Apply.of(Matrices.DIAG, matrix));
      return;
    }
    for (int place = 0; place < edges.size(); place++) {
      Edge other = edges.get(place);
      if (other.touches(rows) && other.touches(columns)) {
        Expr joined = times(other.matrix, new Edge(rows, columns, matrix).from(other.rows));
        edges.set(place, new Edge(other.rows, other.columns, joined));
        return;
      }
    }
    edges.add(new Edge(rows, columns, matrix));
  }

  /// A number for every entry, so that `⊙` has no array of ones.
  private static Expr times(Expr left, Expr right) {
    return left.isScalar() || right.isScalar()
        ? Product.of(left, right)
        : Apply.of(Matrices.ELEMENTWISE_PRODUCT, left, right);
  }

  static Expr transposed(Expr matrix) {
    return matrix instanceof Apply apply && apply.operator() == Matrices.TRANSPOSE
        ? apply.argument()
        : Apply.of(Matrices.TRANSPOSE, matrix);
  }

  /// Sums over the indices, the ones with the fewest edges first; false where one resists.
  boolean sum(List<Symbol> indices) {
    List<Symbol> open = new ArrayList<>(indices);
    while (!open.isEmpty()) {
      if (sumOfEntries(open)) {
        continue;
      }
      Symbol next = open.getFirst();
      for (Symbol index : open) {
        if (degree(index) < degree(next)) {
          next = index;
        }
      }
      if (!sum(next)) {
        return false;
      }
      open.remove(next);
    }
    return true;
  }

  /// Sums over both indices of a matrix at which nothing else stands, if there are such.
  private boolean sumOfEntries(List<Symbol> open) {
    for (Edge edge : edges) {
      List<Symbol> ends = List.of(edge.rows, edge.columns);
      boolean alone =
          open.containsAll(ends)
              && ends.stream().allMatch(end -> degree(end) == 1 && !vectors.containsKey(end));
      if (alone) {
        edges.remove(edge);
        open.removeAll(ends);
        numbers.add(total(edge.matrix));
        return true;
      }
    }
    return false;
  }

  private int degree(Symbol index) {
    return (int) edges.stream().filter(edge -> edge.touches(index)).count();
  }

  private boolean sum(Symbol index) {
    List<Edge> here = edges.stream().filter(edge -> edge.touches(index)).toList();
    Expr vector = vectors.remove(index);
    switch (here.size()) {
      case 0 -> {
        if (vector == null) {
          return false;
        }
        numbers.add(total(vector));
      }
      case 1 -> {
        Edge edge = here.getFirst();
        edges.remove(edge);
        Symbol end = edge.beyond(index);
        Expr matrix = edge.from(end);
        if (vector == null && matrix instanceof Apply apply && apply.operator() == Rows.SOFTMAX) {
          return true; // its rows have the sum 1
        }
        Expr summed = vector == null ? Matrices.ones(columns(matrix)) : vector;
        vector(end, Product.of(matrix, summed));
      }
      case 2 -> {
        Edge first = here.get(0);
        Edge second = here.get(1);
        edges.remove(first);
        edges.remove(second);
        Symbol rows = first.beyond(index);
        Symbol columns = second.beyond(index);
        Expr left = first.from(rows);
        Expr middle = vector == null ? left : Product.of(left, diagonal(vector));
        edge(rows, columns, Product.of(middle, second.from(index)));
      }
      default -> {
        if (vector != null) {
          vectors.put(index, vector);
        }
        return false;
      }
    }
    return true;
  }

  private static nabla.expr.Shape columns(Expr matrix) {
    return nabla.expr.Shape.of(matrix.shape().columns(), nabla.expr.Dimension.ONE);
  }

  private static Expr diagonal(Expr vector) {
    return Apply.of(Matrices.DIAG, vector);
  }

  /// The sum of the entries: of a diagonal the trace, of squares the squared norm, of powers of
  /// absolute values that of the p-norm, of two vectors entry by entry their inner product.
  private static Expr total(Expr array) {
    if (!(array instanceof Apply apply)) {
      return Apply.of(Matrices.SUM, array);
    }
    if (apply.operator() == Matrices.DIAG && array.shape().isVector()) {
      return Apply.of(Matrices.TRACE, apply.argument());
    }
    if (apply.operator() == Matrices.ELEMENTWISE_POWER) {
      Expr base = apply.argument();
      Expr order = apply.child(1);
      if (order.equals(Num.TWO)) {
        return Power.of(Apply.of(Norms.NORM, base), 2);
      }
      if (array.shape().isVector()
          && order.isScalar()
          && base instanceof Apply sizes
          && sizes.operator() == Elementary.ABS) {
        return Power.of(Apply.of(Norms.NORM, sizes.argument(), order), order);
      }
    }
    return apply.operator() == Matrices.ELEMENTWISE_PRODUCT && array.shape().isVector()
        ? Product.of(transposed(apply.child(0)), apply.child(1))
        : Apply.of(Matrices.SUM, array);
  }

  /// The numbers that were split off, multiplied.
  Expr numbers() {
    return Product.of(numbers);
  }

  /// What hangs at an index; null where nothing does.
  @Nullable Expr vector(Symbol index) {
    return vectors.get(index);
  }

  /// The matrix between two indices with the first for its rows; null where there is none.
  @Nullable Expr matrix(Symbol rows, Symbol columns) {
    for (Edge edge : edges) {
      if (!rows.equals(columns) && edge.touches(rows) && edge.touches(columns)) {
        return edge.from(rows);
      }
    }
    return null;
  }

  List<Edge> edges() {
    return edges;
  }

  /// The edges left, where everything else is summed.
  boolean isWithin(List<Symbol> free) {
    return edges.stream().allMatch(edge -> free.contains(edge.rows) && free.contains(edge.columns))
        && free.containsAll(vectors.keySet());
  }

  /// The array with the rows and columns of two indices.
  ///
  /// @param ones the array of ones of the shape
  Expr array(Symbol rows, @Nullable Symbol columns, Expr ones) {
    Expr left = vectors.get(rows);
    if (columns == null) {
      return Product.of(numbers(), left == null ? ones : left);
    }
    Expr matrix = matrix(rows, columns);
    Expr right = vectors.get(columns);
    Expr result;
    if (matrix == null) {
      result =
          left == null && right == null
              ? ones
              : Product.of(
                  left == null ? Matrices.ones(side(ones, true)) : left,
                  transposed(right == null ? Matrices.ones(side(ones, false)) : right));
    } else {
      Expr scaled = left == null ? matrix : Product.of(diagonal(left), matrix);
      result = right == null ? scaled : Product.of(scaled, diagonal(right));
    }
    return Product.of(numbers(), result);
  }

  private static nabla.expr.Shape side(Expr ones, boolean rows) {
    return nabla.expr.Shape.of(
        rows ? ones.shape().rows() : ones.shape().columns(), nabla.expr.Dimension.ONE);
  }
}
