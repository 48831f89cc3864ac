package nabla.catalogue;

import org.apache.commons.math3.linear.MatrixUtils;
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

  /// det(U) det(V) U diag(the products of all other singular values) Vᵀ for UΣVᵀ, which is
  /// det(X)X⁻ᵀ and has a value where X is singular, too.
  static RealMatrix cofactors(RealMatrix matrix) {
    SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
    double[] values = parts.getSingularValues();
    double[] others = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      others[i] = 1;
      for (int j = 0; j < values.length; j++) {
        others[i] *= i == j ? 1 : values[j];
      }
    }
    double sign =
        Math.signum(ArrayValues.determinant(parts.getU()))
            * Math.signum(ArrayValues.determinant(parts.getV()));
    return parts
        .getU()
        .multiply(MatrixUtils.createRealDiagonalMatrix(others))
        .multiply(parts.getVT())
        .scalarMultiply(sign);
  }

  static RealMatrix polar(RealMatrix matrix) {
    SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
    return parts.getU().multiply(parts.getVT());
  }
}
