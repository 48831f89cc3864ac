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
import org.jspecify.annotations.Nullable;

/// Whether what doubles take for 0 is 0: `1 − σ(40)` is not, and `e^(−x²)` is nowhere. Decided by
/// as many digits as that needs.
final class Rounding {

  /// After so many steps what is left is not across a family.
  private static final int SETTLED = 2;

  private static final int LAST = 4;

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
    Precise precise = precise(functions, slopes, variables);
    List<BigDecimal> values;
    try {
      values = values(precise, rationals(place));
    } catch (NablaException | ArithmeticException failure) {
      return undecided;
    }
    RealVector step = step(values, functions.size(), variables.size());
    return step == null
        ? largest(values.subList(0, functions.size())).signum() == 0
        : step.getNorm() <= longest * (1 + place.getNorm());
  }

  /// Whether functions become as small as one likes beside a place, which is one of a family of
  /// their zeros: with all digits, each step of Newton's method across the family makes them
  /// smaller. Where the slopes are 0 but for rounding and the functions as well, as those of e^x at
  /// −50, these steps leave them as they are.
  static boolean isOfAFamily(
      List<Expr> functions, List<Expr> slopes, List<Symbol> variables, RealVector place) {
    Precise precise = precise(functions, slopes, variables);
    List<Rational> at = new ArrayList<>(rationals(place));
    BigDecimal before = BigDecimal.ZERO;
    try {
      for (int i = 0; ; i++) {
        List<BigDecimal> values = values(precise, at);
        BigDecimal height = largest(values.subList(0, functions.size()));
        RealVector step = step(values, functions.size(), variables.size());
        if (height.signum() == 0 || step == null || i == LAST) {
          return height.multiply(BigDecimal.TWO).compareTo(before) < 0 || height.signum() == 0;
        }
        before = i == SETTLED ? height : before;
        for (int k = 0; k < at.size(); k++) {
          at.set(k, at.get(k).minus(rational(step.getEntry(k))));
        }
      }
    } catch (NablaException | ArithmeticException undecided) {
      return true;
    }
  }

  private static Precise precise(List<Expr> functions, List<Expr> slopes, List<Symbol> variables) {
    List<Expr> all = new ArrayList<>(functions);
    all.addAll(slopes);
    return Precise.of(variables, all.toArray(Expr[]::new));
  }

  private static List<BigDecimal> values(Precise precise, List<Rational> place) {
    return precise.enclose(place, 3).stream().map(Enclosure::middle).toList();
  }

  private static BigDecimal largest(List<BigDecimal> values) {
    return values.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  /// The step of Newton's method, with none where the slopes are 0; null where all of them are.
  ///
  /// @param values of the functions, and then of their slopes
  private static @Nullable RealVector step(List<BigDecimal> values, int functions, int columns) {
    BigDecimal scale = largest(values.subList(functions, values.size()));
    if (scale.signum() == 0) {
      return null;
    }
    double[] scaled = new double[values.size()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values.get(i).divide(scale, MathContext.DECIMAL64).doubleValue();
    }
    Array2DRowRealMatrix slope = new Array2DRowRealMatrix(functions, columns);
    for (int i = functions; i < scaled.length; i++) {
      slope.setEntry((i - functions) / columns, (i - functions) % columns, scaled[i]);
    }
    RealVector target = new ArrayRealVector(Arrays.copyOf(scaled, functions));
    return new SingularValueDecomposition(slope).getSolver().solve(target);
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
    return Arrays.stream(place.toArray()).mapToObj(Rounding::rational).toList();
  }

  private static Rational rational(double value) {
    return Rational.parse(new BigDecimal(value).toPlainString());
  }
}
