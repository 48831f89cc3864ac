package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Symbol;

/// 1/(k (k + 1)) as 1/k − 1/(k + 1): partial fractions over different linear parts k + c with
/// numbers c, by Heaviside's rule.
final class PartialFractions {

  private PartialFractions() {}

  /// The terms whose sum is the canonical expression; itself alone where it is of another kind.
  static List<Expr> of(Expr expression, Symbol k) {
    List<Expr> factors =
        expression instanceof Product product ? product.children() : List.of(expression);
    Set<Rational> shifts = new LinkedHashSet<>();
    Rational numerator = Rational.ONE;
    for (Expr factor : factors) {
      if (factor instanceof Num number) {
        numerator = numerator.times(number.value());
      } else if (factor instanceof Power power
          && power.exponent().equals(Num.MINUS_ONE)
          && Dag.of(power.base()).contains(k)
          && Canonical.difference(power.base(), k) instanceof Num shift) {
        shifts.add(shift.value());
      } else {
        return List.of(expression);
      }
    }
    if (shifts.size() < 2) {
      return List.of(expression);
    }
    List<Expr> terms = new ArrayList<>();
    for (Rational shift : shifts) {
      Rational coefficient = numerator;
      for (Rational other : shifts) {
        if (!other.equals(shift)) {
          coefficient = coefficient.dividedBy(other.minus(shift));
        }
      }
      terms.add(Canonical.quotient(Num.of(coefficient), Canonical.sum(k, Num.of(shift))));
    }
    return terms;
  }
}
