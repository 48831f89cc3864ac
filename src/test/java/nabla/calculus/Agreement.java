package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.numeric.Point;
import nabla.numeric.Program;
import nabla.numeric.Sampler;
import org.jspecify.annotations.Nullable;

/// Whether expressions have one value at random points where all of them have one.
public final class Agreement {

  private static final double TOLERANCE = 1e-8;

  private Agreement() {}

  /// Where two of them differ, in words; null where they agree at every point.
  ///
  /// @param least at so many points they must have been compared, else that is said
  public static @Nullable String difference(
      int least, long seed, Assumptions assumptions, Expr... sides) {
    List<Symbol> symbols = Sampler.symbolsOf(sides);
    int compared = 0;
    List<Point> points = Sampler.of(symbols, assumptions, seed).points(10, sides);
    for (Point point : points) {
      double[] values = Program.of(symbols, sides).evaluate(point.doubles());
      for (int i = 1; i < values.length; i++) {
        if (!isClose(values[0], values[i])) {
          // digits may have been lost: look again with more of them
          Double first = precisely(sides[0], symbols, point);
          Double second = precisely(sides[i], symbols, point);
          if (first != null && second != null && !isClose(first, second)) {
            return "at " + point + ": " + first + " and " + second;
          }
        }
      }
      compared++;
    }
    return compared < least ? "only " + compared + " points" : null;
  }

  private static boolean isClose(double left, double right) {
    return Math.abs(left - right)
        <= TOLERANCE * Math.max(1e-6, Math.max(Math.abs(left), Math.abs(right)));
  }

  private static @Nullable Double precisely(Expr side, List<Symbol> symbols, Point point) {
    Map<Symbol, Rational> values = new LinkedHashMap<>();
    List<Rational> coordinates = new ArrayList<>(point.coordinates());
    for (int i = 0; i < symbols.size(); i++) {
      values.put(symbols.get(i), coordinates.get(i));
    }
    try {
      Evaluation evaluation = Evaluation.of(side, values);
      return evaluation.digits() >= 9 || evaluation.value() == 0 ? evaluation.value() : null;
    } catch (NablaException undefined) {
      return null;
    }
  }
}
