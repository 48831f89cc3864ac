package nabla.worksheet.plot;

import java.util.function.UnaryOperator;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.jspecify.annotations.Nullable;

/// Looks for a minimum near a point: where the gradient is 0 and the Hessian positive definite, by
/// Newton's method with the Hessian taken from differences of the gradient.
final class Minimum {

  private static final int STEPS = 60;
  private static final double DIFFERENCE = 1e-5;
  private static final double CLOSE = 1e-9;

  private Minimum() {}

  /// The minimum; null where none is found.
  static double @Nullable [] near(UnaryOperator<double[]> gradient, double... start) {
    double[] point = start.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] slope = gradient.apply(point);
      RealMatrix hessian = hessian(gradient, point);
      if (!isFinite(slope) || !isFinite(hessian.getData())) {
        return null;
      }
      double[] eigenvalues;
      try {
        eigenvalues = new EigenDecomposition(hessian).getRealEigenvalues();
      } catch (MathIllegalStateException failure) {
        return null; // its entries are too different in size
      }
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (double eigenvalue : eigenvalues) {
        least = Math.min(least, eigenvalue);
        most = Math.max(most, Math.abs(eigenvalue));
      }
      if (most == 0) {
        return null;
      }
      // where the Hessian is not positive definite, it is made so, which leads downhill
      double shift = least > 1e-7 * most ? 0 : 1e-3 * most - least;
      for (int i = 0; i < point.length; i++) {
        hessian.addToEntry(i, i, shift);
      }
      DecompositionSolver solver = new LUDecomposition(hessian).getSolver();
      if (!solver.isNonSingular()) {
        return null;
      }
      RealVector move = solver.solve(new ArrayRealVector(slope));
      double length = 0;
      double size = 1e-3;
      for (int i = 0; i < point.length; i++) {
        point[i] -= move.getEntry(i);
        length = Math.max(length, Math.abs(move.getEntry(i)));
        size = Math.max(size, Math.abs(point[i]));
      }
      if (length <= CLOSE * size) {
        return shift == 0 ? point : null;
      }
    }
    return null;
  }

  private static RealMatrix hessian(UnaryOperator<double[]> gradient, double... point) {
    int n = point.length;
    RealMatrix hessian = new Array2DRowRealMatrix(n, n);
    for (int column = 0; column < n; column++) {
      double step = DIFFERENCE * Math.max(1, Math.abs(point[column]));
      double[] above = point.clone();
      double[] below = point.clone();
      above[column] += step;
      below[column] -= step;
      double[] high = gradient.apply(above);
      double[] low = gradient.apply(below);
      for (int row = 0; row < n; row++) {
        double half = (high[row] - low[row]) / (4 * step);
        hessian.addToEntry(row, column, half);
        hessian.addToEntry(column, row, half);
      }
    }
    return hessian;
  }

  private static boolean isFinite(double[]... rows) {
    for (double[] row : rows) {
      for (double entry : row) {
        if (!Double.isFinite(entry)) {
          return false;
        }
      }
    }
    return true;
  }
}
