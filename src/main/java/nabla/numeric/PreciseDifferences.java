package nabla.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The slope of a function along a direction, claimed and by differences, both in many digits.
///
/// @param claimed the sum of the claimed partial derivatives times the direction
/// @param slope by central differences, extrapolated
/// @param relativeDifference of the two, computed before they were rounded to doubles
record PreciseDifferences(double claimed, double slope, double relativeDifference) {

  private static final int DIGITS = 60;
  private static final MathContext WORKING = new MathContext(DIGITS);

  /// Small enough that three extrapolated steps leave an error far below what is looked for.
  private static final Rational STEP = Rational.of(1, 1 << 20);

  /// Slopes this close agree, whether or not the differences could settle any further.
  private static final BigDecimal CLOSE = new BigDecimal("1e-13");

  /// Below this part of the function's value a slope counts as 0.
  private static final BigDecimal NOTHING = new BigDecimal("1e-25");

  /// Both slopes, compared on their own scale or on that of `flat`, whichever is larger; null where
  /// more digits do not decide them.
  static @Nullable PreciseDifferences at(
      Expr function,
      List<Symbol> symbols,
      List<Expr> partials,
      Point point,
      List<Double> direction,
      double flat) {
    try {
      Precise precise = Precise.of(symbols, function);
      List<Expr> terms = new ArrayList<>();
      for (int i = 0; i < direction.size(); i++) {
        terms.add(Product.of(Num.of(Sampler.exactly(direction.get(i))), partials.get(i)));
      }
      BigDecimal claimed =
          Precise.of(symbols, Sum.of(terms))
              .enclose(point.coordinates(), DIGITS / 2)
              .getFirst()
              .middle();
      BigDecimal size = middle(precise, point, direction, Rational.ZERO).abs();
      BigDecimal wide = difference(precise, point, direction, STEP);
      BigDecimal half = difference(precise, point, direction, STEP.times(Rational.HALF));
      BigDecimal quarter = difference(precise, point, direction, STEP.times(Rational.of(1, 4)));
      BigDecimal first = extrapolate(wide, half, 4);
      BigDecimal second = extrapolate(half, quarter, 4);
      BigDecimal slope = extrapolate(first, second, 16);
      BigDecimal difference = claimed.subtract(slope).abs();
      BigDecimal uncertainty = second.subtract(first).abs();
      BigDecimal largest = claimed.abs().max(slope.abs()).max(new BigDecimal(flat));
      if (difference.compareTo(largest.multiply(CLOSE)) > 0
          && difference.compareTo(uncertainty.movePointRight(2)) <= 0
          && uncertainty.compareTo(NOTHING.max(claimed.abs()).movePointLeft(20)) > 0) {
        return null; // the function is not smooth enough here for its differences to settle
      }
      boolean zero = largest.compareTo(NOTHING.multiply(size.max(NOTHING))) <= 0;
      return new PreciseDifferences(
          claimed.doubleValue(),
          slope.doubleValue(),
          zero ? 0 : difference.divide(largest, WORKING).doubleValue());
    } catch (NablaException undecided) {
      nabla.expr.Budget.check();
      return null;
    }
  }

  private static BigDecimal extrapolate(BigDecimal coarse, BigDecimal fine, int factor) {
    return fine.add(fine.subtract(coarse).divide(BigDecimal.valueOf(factor - 1), WORKING));
  }

  private static BigDecimal difference(
      Precise precise, Point point, List<Double> direction, Rational step) {
    BigDecimal right = middle(precise, point, direction, step);
    BigDecimal left = middle(precise, point, direction, step.negate());
    BigDecimal width = new BigDecimal(2 * step.doubleValue());
    return right.subtract(left).divide(width, WORKING);
  }

  private static BigDecimal middle(
      Precise precise, Point point, List<Double> direction, Rational step) {
    List<Rational> moved = new ArrayList<>(point.coordinates());
    for (int i = 0; i < direction.size(); i++) {
      moved.set(i, moved.get(i).plus(step.times(Sampler.exactly(direction.get(i)))));
    }
    return precise.enclose(moved, DIGITS).getFirst().middle();
  }
}
