package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Enclosure;
import nabla.numeric.Precise;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/// Whether what doubles take for 0 is 0: `1 − σ(40)` is not, and `e^(−x²)` is nowhere. Decided by
/// as many digits as that needs.
final class Rounding {

  private Rounding() {}

  /// Whether functions are near a common zero at a place: the next step of Newton's method, with
  /// all digits, is short.
  ///
  /// @param slopes of each function by each variable, in its order
  /// @param longest the longest step of a place as far from 0 as 1
  /// @param undecided what is answered where no number of digits decides it
  static boolean isNearZero(
      List<Expr> functions,
      List<Expr> slopes,
      List<Symbol> variables,
      RealVector place,
      double longest,
      boolean undecided) {
    List<Expr> all = new ArrayList<>(functions);
    all.addAll(slopes);
    List<BigDecimal> values;
    try {
      values =
          Precise.of(variables, all.toArray(Expr[]::new)).enclose(rationals(place), 3).stream()
              .map(Enclosure::middle)
              .toList();
    } catch (NablaException | ArithmeticException failure) {
      return undecided;
    }
    List<BigDecimal> heights = values.subList(0, functions.size());
    BigDecimal scale = BigDecimal.ZERO;
    for (BigDecimal slope : values.subList(functions.size(), values.size())) {
      scale = scale.max(slope.abs());
    }
    if (scale.signum() == 0) {
      return heights.stream().allMatch(height -> height.signum() == 0);
    }
    double[] scaled = new double[values.size()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values.get(i).divide(scale, MathContext.DECIMAL64).doubleValue();
    }
    int columns = variables.size();
    Array2DRowRealMatrix slope = new Array2DRowRealMatrix(functions.size(), columns);
    for (int i = 0; i < slopes.size(); i++) {
      slope.setEntry(i / columns, i % columns, scaled[functions.size() + i]);
    }
    RealVector target = new ArrayRealVector(Arrays.copyOf(scaled, functions.size()));
    RealVector step = new SingularValueDecomposition(slope).getSolver().solve(target);
    return step.getNorm() <= longest * (1 + place.getNorm());
  }

  /// Whether a function is known not to be 0 at a place.
  static boolean isNotZero(Expr function, Symbol variable, double place) {
    try {
      Integer sign =
          Precise.of(List.of(variable), function)
              .enclose(rationals(new ArrayRealVector(new double[] {place})), 3)
              .getFirst()
              .signum();
      return sign != null && sign != 0;
    } catch (NablaException | ArithmeticException undecided) {
      return false;
    }
  }

  private static List<Rational> rationals(RealVector place) {
    return Arrays.stream(place.toArray())
        .mapToObj(each -> Rational.parse(new BigDecimal(each).toPlainString()))
        .toList();
  }
}
