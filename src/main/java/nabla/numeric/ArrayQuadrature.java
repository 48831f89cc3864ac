package nabla.numeric;

import java.util.function.DoubleFunction;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.RealMatrix;

/// Integrals of arrays of smooth functions by Gauss' rule on ever more pieces, until the value
/// settles.
final class ArrayQuadrature {

  private static final int POINTS = 16;
  private static final int MOST_PIECES = 256;
  private static final double SETTLED = 1e-13;

  private ArrayQuadrature() {}

  /// The integral of `function`; NaN throughout where it is undefined inside or does not settle.
  static RealMatrix integrate(DoubleFunction<RealMatrix> function, double lower, double upper) {
    if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "an integral of arrays needs finite bounds here");
    }
    RealMatrix coarse = onPieces(function, lower, upper, 1);
    for (int pieces = 2; pieces <= MOST_PIECES; pieces *= 2) {
      RealMatrix fine = onPieces(function, lower, upper, pieces);
      double change = fine.subtract(coarse).getFrobeniusNorm();
      if (change <= SETTLED * (1 + fine.getFrobeniusNorm())) {
        return fine;
      }
      if (Double.isNaN(change)) {
        return fine;
      }
      coarse = fine;
    }
    return coarse.scalarMultiply(Double.NaN);
  }

  private static RealMatrix onPieces(
      DoubleFunction<RealMatrix> function, double lower, double upper, int pieces) {
    GaussIntegrator gauss = new GaussIntegratorFactory().legendre(POINTS, 0, 1);
    double width = (upper - lower) / pieces;
    RealMatrix total = null;
    for (int piece = 0; piece < pieces; piece++) {
      Budget.check();
      for (int i = 0; i < POINTS; i++) {
        double at = lower + width * (piece + gauss.getPoint(i));
        RealMatrix value = function.apply(at).scalarMultiply(width * gauss.getWeight(i));
        total = total == null ? value : total.add(value);
      }
    }
    return java.util.Objects.requireNonNull(total);
  }
}
