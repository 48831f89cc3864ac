package nabla.simplify;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Enclosure;
import nabla.numeric.Precise;

/// Tells certainly different values from doubles that lost their digits.
final class Bounds {

  private Bounds() {}

  /// Whether both expressions have values at a point and bounds show that these differ.
  static boolean differ(List<Symbol> symbols, Expr left, Expr right, double... point) {
    List<Rational> coordinates =
        Arrays.stream(point)
            .mapToObj(value -> Rational.parse(new BigDecimal(value).toPlainString()))
            .toList();
    try {
      List<Enclosure> both = Precise.of(symbols, left, right).enclose(coordinates, 12);
      return both.get(0).isDisjointFrom(both.get(1));
    } catch (NablaException undefined) {
      return false;
    }
  }
}
