package nabla.simplify;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What the terms of a sum, as shown, have in common at a glance.
final class CommonParts {

  private CommonParts() {}

  /// Whether a whole number divides all terms: 6x² − 2.
  static boolean hasNumber(Sum sum) {
    BigInteger common = BigInteger.ZERO;
    for (Expr term : sum.children()) {
      if (!(factors(term).getFirst() instanceof Num number) || !number.value().isInteger()) {
        return false;
      }
      common = common.gcd(number.value().numerator());
    }
    return common.compareTo(BigInteger.ONE) > 0;
  }

  /// Whether a name is a factor of all terms: y³ − x²y.
  static boolean hasName(Sum sum) {
    Set<Expr> common = null;
    for (Expr term : sum.children()) {
      Set<Expr> names = new HashSet<>();
      for (Expr factor : factors(term)) {
        Expr base =
            factor instanceof Power power && power.exponent() instanceof Num
                ? power.base()
                : factor;
        if (base instanceof Symbol) {
          names.add(base);
        }
      }
      if (common == null) {
        common = names;
      } else {
        common.retainAll(names);
      }
      if (common.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static List<Expr> factors(Expr term) {
    Expr part = term instanceof Negate negate ? negate.operand() : term;
    return part instanceof Product product ? product.children() : List.of(part);
  }
}
