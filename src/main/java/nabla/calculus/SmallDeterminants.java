package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;

/// Determinants of matrices of two or three rows that are written out: `d det A = Σ C_ij dA_ij`
/// with the cofactors C, which are polynomials in the entries.
final class SmallDeterminants {

  private static final int LARGEST = 3;

  private SmallDeterminants() {}

  static boolean concern(Literal matrix) {
    return matrix.rows() == matrix.columns()
        && matrix.rows() <= LARGEST
        && matrix.children().stream().allMatch(Expr::isScalar);
  }

  /// How the determinant changes when the entries do.
  static Expr differential(Literal matrix, Literal changes) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        Expr change = changes.entry(i, j);
        if (!Build.isZero(change)) {
          Expr minor = determinant(matrix, without(matrix.rows(), i), without(matrix.rows(), j));
          terms.add(Build.product((i + j) % 2 == 0 ? minor : Build.negate(minor), change));
        }
      }
    }
    return Build.sum(terms);
  }

  private static List<Integer> without(int count, int left) {
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i != left) {
        rest.add(i);
      }
    }
    return rest;
  }

  /// Expanded along the first of the rows (Laplace).
  private static Expr determinant(Literal matrix, List<Integer> rows, List<Integer> columns) {
    if (rows.isEmpty()) {
      return Num.ONE;
    }
    List<Expr> terms = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      int left = columns.get(j);
      List<Integer> others = columns.stream().filter(column -> column != left).toList();
      Expr minor = determinant(matrix, rows.subList(1, rows.size()), others);
      Expr term = Build.product(matrix.entry(rows.getFirst(), left), minor);
      terms.add(j % 2 == 0 ? term : Build.negate(term));
    }
    return Build.sum(terms);
  }
}
