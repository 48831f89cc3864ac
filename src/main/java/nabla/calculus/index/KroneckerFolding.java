package nabla.calculus.index;

import java.util.List;
import nabla.calculus.index.Folding.Resisting;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The matrix `∂vec F/∂(vec X)ᵀ` of one term `∂F_ij/∂X_kl`: of `P_ik Q_jl` it is `Q ⊗ P`, of `P_il
/// Q_jk` it is `(Q ⊗ P) K`, of `P_ij Q_kl` it is `vec(P) vec(Q)ᵀ`; a further matrix between i and j
/// stands as a diagonal in front, one between k and l as one behind.
final class KroneckerFolding {

  private final Graph graph;
  private final Places rows;
  private final Places columns;

  KroneckerFolding(Graph graph, Places rows, Places columns) {
    this.graph = graph;
    this.rows = rows;
    this.columns = columns;
  }

  Expr matrix() {
    boolean straight =
        crosses(rows.row(), columns.row()) || crosses(rows.column(), columns.column());
    boolean turned = crosses(rows.row(), columns.column()) || crosses(rows.column(), columns.row());
    if (straight && turned) {
      throw new Resisting();
    }
    Expr inner = edge(rows.row(), rows.column());
    Expr outer = edge(columns.row(), columns.column());
    Expr result;
    if (!straight && !turned) {
      result =
          Product.of(
              vec(side(rows, inner)), Apply.of(Matrices.TRANSPOSE, vec(side(columns, outer))));
      return Product.of(graph.numbers(), result);
    }
    Shape from = columns.shape();
    if (straight) {
      result =
          kronecker(
              part(rows.column(), columns.column(), rows.shape().columns(), from.columns()),
              part(rows.row(), columns.row(), rows.shape().rows(), from.rows()));
    } else {
      result =
          kronecker(
              part(rows.column(), columns.row(), rows.shape().columns(), from.rows()),
              part(rows.row(), columns.column(), rows.shape().rows(), from.columns()));
      if (!from.isVector() && !from.transposed().isVector()) {
        result = Product.of(result, commutation(from));
      }
    }
    Expr left = inner == null ? result : Product.of(diagonal(inner), result);
    Expr all = outer == null ? left : Product.of(left, diagonal(outer));
    return Product.of(graph.numbers(), all);
  }

  private static Expr commutation(Shape shape) {
    return Apply.of(
        Vectorization.COMMUTATION,
        Dimensions.expression(shape.rows()),
        Dimensions.expression(shape.columns()));
  }

  private boolean crosses(@Nullable Symbol one, @Nullable Symbol other) {
    return one != null && other != null && graph.matrix(one, other) != null;
  }

  private @Nullable Expr edge(@Nullable Symbol one, @Nullable Symbol other) {
    return one == null || other == null ? null : graph.matrix(one, other);
  }

  private static Expr diagonal(Expr matrix) {
    return Apply.of(Matrices.DIAG, vec(matrix));
  }

  private static Expr vec(Expr array) {
    return array.isScalar() || array.shape().isVector()
        ? array
        : Apply.of(Vectorization.VEC, array);
  }

  private static Expr kronecker(Expr left, Expr right) {
    return left.equals(Num.ONE)
        ? right
        : right.equals(Num.ONE) ? left : Apply.of(Matrices.KRONECKER, left, right);
  }

  /// The array at one pair of indices, with nothing crossing over.
  private Expr side(Places places, @Nullable Expr matrix) {
    Expr ones = Matrices.ones(places.shape());
    if (places.row() != null) {
      Graph alone = new Graph();
      copy(places.row(), alone);
      if (places.column() != null) {
        copy(places.column(), alone);
        if (matrix != null) {
          alone.edge(places.row(), places.column(), matrix);
        }
      }
      return alone.array(places.row(), places.column(), ones);
    }
    Symbol column = places.column();
    Expr vector = column == null ? null : graph.vector(column);
    return vector == null ? ones : vector;
  }

  private void copy(Symbol index, Graph into) {
    Expr vector = graph.vector(index);
    if (vector != null) {
      into.vector(index, vector);
    }
  }

  /// The matrix between an index of the formula and one of the variable, where each may be missing.
  private Expr part(
      @Nullable Symbol above, @Nullable Symbol beside, Dimension height, Dimension width) {
    Expr ones =
        height.equals(Dimension.ONE)
            ? Apply.of(Matrices.TRANSPOSE, Matrices.ones(Shape.vector(width)))
            : Matrices.ones(Shape.of(height, width));
    if (above == null && beside == null) {
      return Num.ONE;
    }
    if (above == null) {
      Expr vector = beside == null ? null : graph.vector(beside);
      return vector == null ? ones : Apply.of(Matrices.TRANSPOSE, vector);
    }
    if (beside == null) {
      Expr vector = graph.vector(above);
      return vector == null ? ones : vector;
    }
    Graph alone = new Graph();
    for (Symbol index : List.of(above, beside)) {
      copy(index, alone);
    }
    Expr matrix = graph.matrix(above, beside);
    if (matrix != null) {
      alone.edge(above, beside, matrix);
    }
    return alone.array(above, beside, ones);
  }
}
