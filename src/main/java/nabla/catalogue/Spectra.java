package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/// Functions of the eigenvalues of a matrix.
public final class Spectra {

  /// Rounding makes an eigenvalue of this part of the norm out of 0.
  private static final double ROUNDING = 1e-13;

  private Spectra() {}

  /// The smallest eigenvalue of a symmetric matrix: positive where the matrix is positive definite
  /// (Horn and Johnson, Matrix Analysis, theorem 4.1.10).
  public static final Function SMALLEST_EIGENVALUE =
      function("eigmin")
          .parameters("X")
          .summary("the smallest eigenvalue of a symmetric matrix")
          .shape(Shapes::scalarOfSquare)
          .arrays(a -> ArrayValues.number(smallest(a[0])))
          .code(NUMPY, "np.min(np.linalg.eigvalsh({X}))")
          .code(TORCH, "(torch.linalg.eigvalsh({X})[0])")
          .code(JULIA, "eigmin({X})")
          .entry();

  /// The smallest of the eigenvalues that are real: positive where none lies on the half line from
  /// 0 to −∞.
  public static final Function SMALLEST_REAL_EIGENVALUE =
      function("eigminreal")
          .parameters("X")
          .summary("the smallest real eigenvalue of a matrix, ∞ where none is real")
          .shape(Shapes::scalarOfSquare)
          .arrays(a -> ArrayValues.number(smallestReal(a[0])))
          .code(
              NUMPY,
              "(min((v.real for v in np.linalg.eigvals({X}) if v.imag == 0), default=np.inf))")
          .entry();

  private static double smallestReal(RealMatrix matrix) {
    double size = matrix.getFrobeniusNorm();
    if (!Double.isFinite(size)) {
      return Double.NaN;
    }
    EigenDecomposition eigen = new EigenDecomposition(matrix);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      if (Math.abs(eigen.getImagEigenvalue(i)) <= ROUNDING * size) {
        smallest = Math.min(smallest, eigen.getRealEigenvalue(i));
      }
    }
    return Math.abs(smallest) < ROUNDING * size ? 0 : smallest;
  }

  private static double smallest(RealMatrix matrix) {
    double size = matrix.getFrobeniusNorm();
    if (!Double.isFinite(size) || !MatrixUtils.isSymmetric(matrix, ROUNDING)) {
      return Double.NaN;
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (double eigenvalue : new EigenDecomposition(matrix).getRealEigenvalues()) {
      smallest = Math.min(smallest, eigenvalue);
    }
    return Math.abs(smallest) < ROUNDING * size ? 0 : smallest;
  }

  static List<Function> entries() {
    return List.of(SMALLEST_EIGENVALUE, SMALLEST_REAL_EIGENVALUE);
  }
}
