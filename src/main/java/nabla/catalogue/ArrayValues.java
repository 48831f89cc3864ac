package nabla.catalogue;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import nabla.expr.NablaException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/// The values of the operators on vectors and matrices, by the linear algebra of commons-math3. A
/// number is a matrix of one row and one column; what is undefined is NaN throughout.
final class ArrayValues {

  /// Pivots below this part of the largest entry are taken for 0: the matrix is singular.
  private static final double SINGULAR = 1e-13;

  private static final long MOST_ENTRIES = 4_000_000;

  private ArrayValues() {}

  static RealMatrix number(double value) {
    return new Array2DRowRealMatrix(new double[][] {{value}});
  }

  static RealMatrix identity(int rows) {
    refuseLarge(rows, rows);
    return MatrixUtils.createRealIdentityMatrix(rows);
  }

  /// Arrays are written out for their values: what is too large is refused before that fills the
  /// memory.
  private static void refuseLarge(long rows, long columns) {
    if (rows * columns > MOST_ENTRIES) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "an array of " + rows + "×" + columns + " entries is too large to be written out");
    }
  }

  static RealMatrix filled(double value, int rows, int columns) {
    if (rows == 0 || columns == 0) {
      return new Array2DRowRealMatrix(); // nothing, as a block beside others
    }
    refuseLarge(rows, columns);
    return map(new Array2DRowRealMatrix(rows, columns), x -> value);
  }

  static RealMatrix map(RealMatrix matrix, DoubleUnaryOperator function) {
    RealMatrix result =
        new Array2DRowRealMatrix(matrix.getRowDimension(), matrix.getColumnDimension());
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      for (int j = 0; j < matrix.getColumnDimension(); j++) {
        result.setEntry(i, j, function.applyAsDouble(matrix.getEntry(i, j)));
      }
    }
    return result;
  }

  /// Entry by entry; a number goes with every entry of the other.
  static RealMatrix combine(RealMatrix a, RealMatrix b, DoubleBinaryOperator function) {
    if (isNumber(a)) {
      return map(b, y -> function.applyAsDouble(a.getEntry(0, 0), y));
    }
    if (isNumber(b)) {
      return map(a, x -> function.applyAsDouble(x, b.getEntry(0, 0)));
    }
    RealMatrix result = new Array2DRowRealMatrix(a.getRowDimension(), a.getColumnDimension());
    for (int i = 0; i < a.getRowDimension(); i++) {
      for (int j = 0; j < a.getColumnDimension(); j++) {
        result.setEntry(i, j, function.applyAsDouble(a.getEntry(i, j), b.getEntry(i, j)));
      }
    }
    return result;
  }

  static boolean isNumber(RealMatrix matrix) {
    return matrix.getRowDimension() == 1 && matrix.getColumnDimension() == 1;
  }

  static double sum(RealMatrix matrix) {
    double sum = 0;
    for (double[] row : matrix.getData()) {
      for (double entry : row) {
        sum += entry;
      }
    }
    return sum;
  }

  static double largest(RealMatrix matrix) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double[] row : matrix.getData()) {
      for (double entry : row) {
        largest = Math.max(largest, entry);
      }
    }
    return largest;
  }

  static double smallest(RealMatrix matrix) {
    return -largest(matrix.scalarMultiply(-1));
  }

  /// A number for each row, as a column.
  static RealMatrix ofRows(RealMatrix matrix, ToDoubleFunction<RealMatrix> function) {
    RealMatrix column = new Array2DRowRealMatrix(matrix.getRowDimension(), 1);
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      column.setEntry(i, 0, function.applyAsDouble(matrix.getRowMatrix(i)));
    }
    return column;
  }

  /// A row for each row.
  static RealMatrix eachRow(RealMatrix matrix, UnaryOperator<RealMatrix> function) {
    RealMatrix result = matrix.copy();
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      result.setRowMatrix(i, function.apply(matrix.getRowMatrix(i)));
    }
    return result;
  }

  static RealMatrix inverse(RealMatrix matrix) {
    DecompositionSolver solver =
        new LUDecomposition(matrix, SINGULAR * Math.max(matrix.getNorm(), Double.MIN_NORMAL))
            .getSolver();
    return solver.isNonSingular() ? solver.getInverse() : map(matrix, x -> Double.NaN);
  }

  static RealMatrix solve(RealMatrix matrix, RealMatrix right) {
    DecompositionSolver solver =
        new LUDecomposition(matrix, SINGULAR * Math.max(matrix.getNorm(), Double.MIN_NORMAL))
            .getSolver();
    return solver.isNonSingular() ? solver.solve(right) : map(right, x -> Double.NaN);
  }

  static double determinant(RealMatrix matrix) {
    return new LUDecomposition(matrix, Double.MIN_VALUE).getDeterminant();
  }

  /// The logarithm of the determinant, also of one that is too large or too small for a double; NaN
  /// for a negative one.
  static double logarithmOfDeterminant(RealMatrix matrix) {
    LUDecomposition parts = new LUDecomposition(matrix, Double.MIN_VALUE);
    double determinant = parts.getDeterminant();
    RealMatrix upper = parts.getU();
    if (upper == null
        || (Math.abs(determinant) >= Double.MIN_NORMAL && Double.isFinite(determinant))) {
      return Math.log(determinant);
    }
    double total = Math.log(Math.copySign(1, determinant)); // where it vanishes, it has its sign
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      total += Math.log(Math.abs(upper.getEntry(i, i)));
    }
    return total;
  }

  static RealMatrix diagonal(RealMatrix matrix) {
    if (matrix.getColumnDimension() == 1) {
      return MatrixUtils.createRealDiagonalMatrix(matrix.getColumn(0));
    }
    RealMatrix column = new Array2DRowRealMatrix(matrix.getRowDimension(), 1);
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      column.setEntry(i, 0, matrix.getEntry(i, i));
    }
    return column;
  }

  static RealMatrix kronecker(RealMatrix a, RealMatrix b) {
    int rows = b.getRowDimension();
    int columns = b.getColumnDimension();
    RealMatrix result =
        new Array2DRowRealMatrix(a.getRowDimension() * rows, a.getColumnDimension() * columns);
    for (int i = 0; i < a.getRowDimension(); i++) {
      for (int j = 0; j < a.getColumnDimension(); j++) {
        result.setSubMatrix(b.scalarMultiply(a.getEntry(i, j)).getData(), i * rows, j * columns);
      }
    }
    return result;
  }

  /// K with K vec(X) = vec(Xᵀ) for X m×n.
  static RealMatrix commutation(int rows, int columns) {
    refuseLarge((long) rows * columns, (long) rows * columns);
    RealMatrix result = new Array2DRowRealMatrix(rows * columns, rows * columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.setEntry(i * columns + j, j * rows + i, 1);
      }
    }
    return result;
  }

  static RealMatrix vec(RealMatrix matrix) {
    int rows = matrix.getRowDimension();
    RealMatrix column = new Array2DRowRealMatrix(rows * matrix.getColumnDimension(), 1);
    for (int j = 0; j < matrix.getColumnDimension(); j++) {
      column.setSubMatrix(matrix.getSubMatrix(0, rows - 1, j, j).getData(), j * rows, 0);
    }
    return column;
  }

  static int size(RealMatrix number) {
    return (int) Math.round(number.getEntry(0, 0));
  }

  static RealMatrix unit(int place, int rows) {
    RealMatrix column = new Array2DRowRealMatrix(rows, 1);
    if (place < 1 || place > rows) {
      return map(column, x -> Double.NaN);
    }
    column.setEntry(place - 1, 0, 1);
    return column;
  }

  static RealMatrix upTo(int rows) {
    RealMatrix column = new Array2DRowRealMatrix(rows, 1);
    for (int i = 0; i < rows; i++) {
      column.setEntry(i, 0, i + 1);
    }
    return column;
  }

  static RealMatrix unvec(RealMatrix column, int rows, int columns) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.setEntry(i % rows, i / rows, column.getEntry(i, 0));
    }
    return matrix;
  }

  static RealMatrix below(RealMatrix upper, RealMatrix lower) {
    if (upper.getRowDimension() == 0 || lower.getRowDimension() == 0) {
      return upper.getRowDimension() == 0 ? lower : upper;
    }
    RealMatrix result =
        new Array2DRowRealMatrix(
            upper.getRowDimension() + lower.getRowDimension(), upper.getColumnDimension());
    result.setSubMatrix(upper.getData(), 0, 0);
    result.setSubMatrix(lower.getData(), upper.getRowDimension(), 0);
    return result;
  }

  static RealMatrix beside(RealMatrix left, RealMatrix right) {
    if (left.getRowDimension() == 0 || right.getRowDimension() == 0) {
      return left.getRowDimension() == 0 ? right : left;
    }
    return below(left.transpose(), right.transpose()).transpose();
  }

  /// The rows from `from`, counted from 0, to the one before `to`.
  static RealMatrix rows(RealMatrix matrix, int from, int to) {
    if (from < 0 || to > matrix.getRowDimension() || from >= to) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "[" + from + ":" + to + "] is out of range: there are " + matrix.getRowDimension());
    }
    return matrix.getSubMatrix(from, to - 1, 0, matrix.getColumnDimension() - 1);
  }

  static RealMatrix row(RealMatrix matrix, int place) {
    if (place < 1 || place > matrix.getRowDimension()) {
      return map(new Array2DRowRealMatrix(matrix.getColumnDimension(), 1), x -> Double.NaN);
    }
    return matrix.getRowMatrix(place - 1).transpose();
  }

  static RealMatrix khatriRao(RealMatrix a, RealMatrix b) {
    int rows = b.getRowDimension();
    int columns = b.getColumnDimension();
    RealMatrix result = new Array2DRowRealMatrix(a.getRowDimension() * rows, columns);
    for (int j = 0; j < columns; j++) {
      RealMatrix column = b.getColumnMatrix(j);
      for (int i = 0; i < a.getRowDimension(); i++) {
        result.setSubMatrix(column.scalarMultiply(a.getEntry(i, j)).getData(), i * rows, j);
      }
    }
    return result;
  }

  static double norm(RealMatrix matrix) {
    return matrix.getFrobeniusNorm();
  }

  static double norm(RealMatrix matrix, double p) {
    if (matrix.getColumnDimension() != 1) {
      return p == 1
          ? matrix.getNorm()
          : p == 2
              ? new SingularValueDecomposition(matrix).getNorm()
              : p == Double.POSITIVE_INFINITY ? matrix.transpose().getNorm() : Double.NaN;
    }
    RealMatrix sizes = map(matrix, Math::abs);
    return p == Double.POSITIVE_INFINITY
        ? largest(sizes)
        : p >= 1 ? Math.pow(sum(map(sizes, x -> Math.pow(x, p))), 1 / p) : Double.NaN;
  }

  static double nuclearNorm(RealMatrix matrix) {
    double sum = 0;
    for (double value : new SingularValueDecomposition(matrix).getSingularValues()) {
      sum += value;
    }
    return sum;
  }

  static double logSumExp(RealMatrix matrix) {
    double largest = largest(matrix);
    return largest + Math.log(sum(map(matrix, x -> Math.exp(x - largest))));
  }

  static RealMatrix softmax(RealMatrix matrix) {
    double normaliser = logSumExp(matrix);
    return map(matrix, x -> Math.exp(x - normaliser));
  }

  /// An entry of a vector or matrix, counted from 1; NaN outside of it.
  static RealMatrix entry(RealMatrix... arguments) {
    RealMatrix array = arguments[0];
    int i = size(arguments[1]) - 1;
    boolean row = arguments.length == 2 && array.getColumnDimension() > 1;
    int j = arguments.length == 3 ? size(arguments[2]) - 1 : row ? i : 0;
    int first = row ? 0 : i;
    boolean inside =
        first >= 0 && j >= 0 && first < array.getRowDimension() && j < array.getColumnDimension();
    return number(inside ? array.getEntry(first, j) : Double.NaN);
  }
}
