package nabla.catalogue;

import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/// Singular values and vectors, by the decomposition of commons-math3.
final class SingularValues {

  private SingularValues() {}

  /// The k-th largest; ∞ before the first, 0 after the last.
  static double value(RealMatrix matrix, int k) {
    double[] values = new SingularValueDecomposition(matrix).getSingularValues();
    return k < 1 ? Double.POSITIVE_INFINITY : k > values.length ? 0 : values[k - 1];
  }

  static RealMatrix left(RealMatrix matrix, int k) {
    return column(matrix, new SingularValueDecomposition(matrix).getU(), k);
  }

  static RealMatrix right(RealMatrix matrix, int k) {
    return column(matrix.transpose(), new SingularValueDecomposition(matrix).getV(), k);
  }

  private static RealMatrix column(RealMatrix like, RealMatrix vectors, int k) {
    return k < 1 || k > vectors.getColumnDimension()
        ? like.getColumnMatrix(0).scalarMultiply(Double.NaN)
        : vectors.getColumnMatrix(k - 1);
  }

  static RealMatrix polar(RealMatrix matrix) {
    SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
    return parts.getU().multiply(parts.getVT());
  }
}
