package nabla.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
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

  /// How fine the differences are: the step, and the digits that it takes.
  private record Fineness(Rational step, int digits) {}

  /// Small enough that three extrapolated steps leave an error far below what is looked for.
  private static final Fineness ORDINARY = new Fineness(Rational.of(1, 1 << 20), 60);

  /// For functions that change a lot within an ordinary step, as sin(10²⁰ x).
  private static final Fineness FINE =
      new Fineness(Rational.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(120)), 160);

  private static final MathContext WORKING = new MathContext(160);

  /// Slopes this close agree, whether or not the differences could settle any further.
  private static final BigDecimal CLOSE = new BigDecimal("1e-13");

  /// Below this part of the function's value a slope counts as 0.
  private static final BigDecimal NOTHING = new BigDecimal("1e-25");

  /// Both slopes, at finer steps where they do not agree at once; null where more digits do not
  /// decide them.
  static @Nullable PreciseDifferences at(
      Expr function,
      List<Symbol> symbols,
      List<Expr> partials,
      Point point,
      List<Double> direction,
      double flat) {
    PreciseDifferences found = at(function, symbols, partials, point, direction, flat, ORDINARY);
    return found == null || found.relativeDifference > CLOSE.doubleValue()
        ? at(function, symbols, partials, point, direction, flat, FINE)
        : found;
  }

  /// Both slopes, compared on their own scale or on that of `flat`, whichever is larger; null where
  /// more digits do not decide them.
  private static @Nullable PreciseDifferences at(
      Expr function,
      List<Symbol> symbols,
      List<Expr> partials,
      Point point,
      List<Double> direction,
      double flat,
      Fineness fineness) {
    try {
      Rational step = fineness.step;
      Line line = new Line(Precise.of(symbols, function), point, direction, fineness.digits);
      List<Expr> terms = new ArrayList<>();
      for (int i = 0; i < direction.size(); i++) {
        terms.add(Product.of(Num.of(Sampler.exactly(direction.get(i))), partials.get(i)));
      }
      Enclosure claim =
          Precise.of(symbols, Sum.of(terms))
              .enclose(point.coordinates(), fineness.digits / 2)
              .getFirst();
      BigDecimal claimed = claim.middle();
      BigDecimal wide = line.slope(step);
      BigDecimal half = line.slope(step.times(Rational.HALF));
      BigDecimal quarter = line.slope(step.times(Rational.of(1, 4)));
      BigDecimal first = extrapolate(wide, half, 4);
      BigDecimal second = extrapolate(half, quarter, 4);
      BigDecimal slope = extrapolate(first, second, 16);
      BigDecimal difference = claimed.subtract(slope).abs();
      BigDecimal uncertainty = second.subtract(first).abs();
      BigDecimal largest = claimed.abs().max(slope.abs()).max(new BigDecimal(flat));
      BigDecimal unsharp = line.unsharp();
      if (difference.compareTo(unsharp) <= 0) {
        // both may be 0, as for sin² x + cos² x, whose digits never show it
        boolean both = claim.signum() == null || claimed.signum() == 0;
        boolean sharp = unsharp.compareTo(largest.multiply(CLOSE)) <= 0;
        return both || sharp
            ? new PreciseDifferences(claimed.doubleValue(), slope.doubleValue(), 0)
            : null;
      }
      if (difference.compareTo(largest.multiply(CLOSE)) > 0
          && difference.compareTo(uncertainty.scaleByPowerOfTen(2)) <= 0
          && uncertainty.compareTo(claimed.abs().scaleByPowerOfTen(-20)) > 0) {
        return null; // the function is not smooth enough here for its differences to settle
      }
      boolean zero = largest.compareTo(NOTHING.multiply(line.size())) <= 0;
      return new PreciseDifferences(
          claimed.doubleValue(),
          slope.doubleValue(),
          zero ? 0 : difference.divide(largest, WORKING).doubleValue());
    } catch (NablaException undecided) {
      nabla.expr.Budget.checkClock();
      return null;
    }
  }

  private static BigDecimal extrapolate(BigDecimal coarse, BigDecimal fine, int factor) {
    return fine.add(fine.subtract(coarse).divide(BigDecimal.valueOf(factor - 1), WORKING));
  }

  /// The function along the line through a point, with what is learned of its values on the way.
  private static final class Line {
    private final Precise function;
    private final Point point;
    private final List<Double> direction;
    private final int digits;
    private BigDecimal size = BigDecimal.ZERO;
    private BigDecimal unsharp = BigDecimal.ZERO;

    Line(Precise function, Point point, List<Double> direction, int digits) {
      this.function = function;
      this.point = point;
      this.direction = direction;
      this.digits = digits;
    }

    /// The largest value met.
    BigDecimal size() {
      return size;
    }

    /// How far the slopes may be off because of the bounds of the values.
    BigDecimal unsharp() {
      return unsharp;
    }

    /// The central difference.
    BigDecimal slope(Rational step) {
      Enclosure right = at(step);
      Enclosure left = at(step.negate());
      BigDecimal width = new BigDecimal(2 * step.doubleValue());
      size = size.max(right.middle().abs()).max(left.middle().abs());
      BigDecimal spread =
          right.upper().subtract(right.lower()).add(left.upper().subtract(left.lower()));
      // extrapolation adds up the errors of three slopes
      unsharp = unsharp.max(spread.divide(width, WORKING).multiply(BigDecimal.TEN));
      return right.middle().subtract(left.middle()).divide(width, WORKING);
    }

    private Enclosure at(Rational step) {
      List<Rational> moved = new ArrayList<>(point.coordinates());
      for (int i = 0; i < direction.size(); i++) {
        moved.set(i, moved.get(i).plus(step.times(Sampler.exactly(direction.get(i)))));
      }
      return function.enclose(moved, digits).getFirst();
    }
  }
}
