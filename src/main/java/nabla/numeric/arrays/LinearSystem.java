package nabla.numeric.arrays;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Determinants and linear systems with exact entries: by elimination where all are rational, by
/// cofactors for small matrices with other entries.
final class LinearSystem {

  /// A determinant of four rows has 24 terms by cofactors.
  private static final int LARGEST_BY_COFACTORS = 4;

  private LinearSystem() {}

  /// The determinant; null where the matrix is too large for entries that are not rational.
  static @Nullable Expr determinant(Grid matrix) {
    if (!matrix.isRational()) {
      return matrix.rows() > LARGEST_BY_COFACTORS ? null : cofactors(matrix);
    }
    Rational[][] rows = rationals(matrix, new Grid(matrix.rows(), 0, List.of()));
    return Num.of(eliminate(rows, matrix.rows()));
  }

  /// X with `matrix · X = right`; null where the matrix is too large for entries that are not
  /// rational. A `DOMAIN` error where there is none or more than one.
  static @Nullable Grid solve(Grid matrix, Grid right) {
    if (matrix.isRational() && right.isRational()) {
      int n = matrix.rows();
      Rational[][] rows = rationals(matrix, right);
      if (eliminate(rows, n).isZero()) {
        throw singular();
      }
      return Grid.filled(n, right.columns(), (i, j) -> Num.of(rows[i][n + j]));
    }
    Expr determinant = determinant(matrix);
    if (determinant == null) {
      return null;
    }
    if (determinant.equals(Num.ZERO)) {
      throw singular();
    }
    Grid inverse =
        Grid.filled(
            matrix.rows(),
            matrix.rows(),
            (i, j) -> {
              Expr minor = cofactors(without(matrix, j, i));
              return Grid.over((i + j) % 2 == 0 ? minor : Grid.negated(minor), determinant);
            });
    return inverse.times(right);
  }

  /// The signed minors, each in its place; null where the matrix is too large for entries that are
  /// not rational.
  static @Nullable Grid cofactorMatrix(Grid matrix) {
    int n = matrix.rows();
    if (!matrix.isRational() && n > LARGEST_BY_COFACTORS) {
      return null;
    }
    return Grid.filled(
        n,
        n,
        (i, j) -> {
          Expr minor = requireNonNull(determinant(without(matrix, i, j)));
          return (i + j) % 2 == 0 ? minor : Grid.negated(minor);
        });
  }

  static Grid identity(int rows) {
    return Grid.filled(rows, rows, (i, j) -> i == j ? Num.ONE : Num.ZERO);
  }

  private static NablaException singular() {
    return new NablaException(
        NablaException.Kind.DOMAIN,
        "a matrix whose inverse is needed is singular here: its determinant is 0");
  }

  private static Rational[][] rationals(Grid matrix, Grid right) {
    int width = matrix.columns() + right.columns();
    Rational[][] rows = new Rational[matrix.rows()][width];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        Expr entry = j < matrix.columns() ? matrix.at(i, j) : right.at(i, j - matrix.columns());
        rows[i][j] = ((Num) entry).value();
      }
    }
    return rows;
  }

  /// Turns the first `n` columns into the identity matrix; their determinant, and for 0 the rows
  /// are left as they are by then.
  private static Rational eliminate(Rational[][] rows, int n) {
    Rational determinant = Rational.ONE;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      while (pivot < n && rows[pivot][k].isZero()) {
        pivot++;
      }
      if (pivot == n) {
        return Rational.ZERO;
      }
      if (pivot != k) {
        Rational[] row = rows[pivot];
        rows[pivot] = rows[k];
        rows[k] = row;
        determinant = determinant.negate();
      }
      determinant = determinant.times(rows[k][k]);
      Rational factor = rows[k][k].reciprocal();
      for (int j = k; j < rows[k].length; j++) {
        rows[k][j] = rows[k][j].times(factor);
      }
      for (int i = 0; i < n; i++) {
        if (i != k && !rows[i][k].isZero()) {
          subtract(rows[i], rows[i][k], rows[k], k);
        }
      }
    }
    return determinant;
  }

  private static void subtract(Rational[] row, Rational factor, Rational[] other, int from) {
    for (int j = from; j < row.length; j++) {
      row[j] = row[j].minus(factor.times(other[j]));
    }
  }

  private static Expr cofactors(Grid matrix) {
    if (matrix.rows() == 0) {
      return Num.ONE;
    }
    Expr total = Num.ZERO;
    for (int j = 0; j < matrix.columns(); j++) {
      Expr entry = matrix.at(0, j);
      if (!entry.equals(Num.ZERO)) {
        Expr term = Grid.times(entry, cofactors(without(matrix, 0, j)));
        total = Grid.plus(total, j % 2 == 0 ? term : Grid.negated(term));
      }
    }
    return total;
  }

  private static Grid without(Grid matrix, int row, int column) {
    List<Expr> entries = new ArrayList<>();
    for (int i : IntStream.range(0, matrix.rows()).filter(i -> i != row).toArray()) {
      for (int j : IntStream.range(0, matrix.columns()).filter(j -> j != column).toArray()) {
        entries.add(matrix.at(i, j));
      }
    }
    return new Grid(matrix.rows() - 1, matrix.columns() - 1, entries);
  }
}
