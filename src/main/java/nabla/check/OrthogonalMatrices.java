package nabla.check;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Rational;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/// Orthogonal matrices whose entries are plain to read: two axes exchanged, the rotation of a plane
/// by the angle of the triangle with sides 3, 4 and 5, an axis turned around.
final class OrthogonalMatrices {

  private OrthogonalMatrices() {}

  /// Those of a size of at least 2.
  static List<RealMatrix> of(int size) {
    double[][][] planes = {{{0, 1}, {1, 0}}, {{0.6, -0.8}, {0.8, 0.6}}, {{-1, 0}, {0, 1}}};
    List<RealMatrix> all = new ArrayList<>();
    for (double[][] plane : planes) {
      RealMatrix matrix = MatrixUtils.createRealIdentityMatrix(size);
      matrix.setSubMatrix(plane, 0, 0);
      all.add(matrix);
    }
    return all;
  }

  /// A whole number or one of fifths, from its decimals.
  static Rational exact(double entry) {
    return Rational.of(Math.round(5 * entry)).dividedBy(Rational.of(5));
  }
}
