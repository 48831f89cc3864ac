package nabla.catalogue;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/// The values of the functions of square matrices.
final class MatrixValues {

  /// The Taylor series of e^X is summed for matrices of at most this norm, where it needs twenty
  /// terms for the last digit.
  private static final double SMALL_NORM = 0.5;

  private static final int TAYLOR_TERMS = 20;

  /// The logarithm of I + E is that of Gauss' rule on its integral, which is a Padé approximant,
  /// for E of at most this norm, where it needs twelve points for the last digit.
  private static final double SMALL_DISTANCE = 0.25;

  private static final GaussIntegrator GAUSS = new GaussIntegratorFactory().legendre(12, 0, 1);
  private static final int MOST_ROOTS = 60;
  private static final int MOST_ITERATIONS = 60;
  private static final double SETTLED = 1e-15;

  private MatrixValues() {}

  /// By scaling and squaring: e^X = (e^(X/2^k))^(2^k).
  static RealMatrix exponential(RealMatrix matrix) {
    double norm = matrix.getNorm();
    int halvings = norm > SMALL_NORM ? Math.getExponent(norm / SMALL_NORM) + 1 : 0;
    RealMatrix small = matrix.scalarMultiply(Math.scalb(1.0, -halvings));
    RealMatrix term = MatrixUtils.createRealIdentityMatrix(matrix.getRowDimension());
    RealMatrix result = term;
    for (int k = 1; k <= TAYLOR_TERMS; k++) {
      term = term.multiply(small).scalarMultiply(1.0 / k);
      result = result.add(term);
    }
    for (int k = 0; k < halvings; k++) {
      result = result.multiply(result);
    }
    return result;
  }

  /// By inverse scaling and squaring: ln X = 2^k ln X^(1/2^k) (Higham, Functions of Matrices,
  /// section 11.5); NaN throughout where the square roots do not settle.
  static RealMatrix logarithm(RealMatrix matrix) {
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(matrix.getRowDimension());
    RealMatrix root = matrix;
    double scale = 1;
    for (int k = 0; root.subtract(identity).getNorm() > SMALL_DISTANCE; k++) {
      root = squareRoot(root);
      scale *= 2;
      if (k == MOST_ROOTS || Double.isNaN(root.getTrace())) {
        return ArrayValues.map(matrix, x -> Double.NaN);
      }
    }
    RealMatrix distance = root.subtract(identity);
    RealMatrix total = distance.scalarMultiply(0);
    for (int i = 0; i < GAUSS.getNumberOfPoints(); i++) {
      RealMatrix denominator = identity.add(distance.scalarMultiply(GAUSS.getPoint(i)));
      total =
          total.add(
              distance
                  .multiply(ArrayValues.inverse(denominator))
                  .scalarMultiply(GAUSS.getWeight(i)));
    }
    return total.scalarMultiply(scale);
  }

  /// By the iteration of Denman and Beavers; NaN throughout where it does not settle, as for a
  /// matrix with a negative eigenvalue.
  private static RealMatrix squareRoot(RealMatrix matrix) {
    RealMatrix root = matrix;
    RealMatrix inverse = MatrixUtils.createRealIdentityMatrix(matrix.getRowDimension());
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      RealMatrix next = root.add(ArrayValues.inverse(inverse)).scalarMultiply(0.5);
      inverse = inverse.add(ArrayValues.inverse(root)).scalarMultiply(0.5);
      double change = next.subtract(root).getNorm();
      root = next;
      if (Double.isNaN(change) || change <= SETTLED * root.getNorm()) {
        return root;
      }
    }
    double error = root.multiply(root).subtract(matrix).getNorm();
    return error <= 1e-12 * matrix.getNorm() ? root : ArrayValues.map(matrix, x -> Double.NaN);
  }
}
