package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// Lets the minus in front of a product vanish into a sum that nobody wrote: −2/(x² − 1) is 2/(1 −
/// x²), −(bx − a)u is (a − bx)u. In front of activations it stays: −2t(1 − t²).
final class TurnedSums {

  private TurnedSums() {}

  /// The product with one sum turned; the expression itself where none is to be turned.
  static Expr of(Expr expression, Written written) {
    if (!(expression instanceof Product product) || Canonical.coefficient(product).signum() >= 0) {
      return expression;
    }
    boolean bare = Canonical.coefficient(product).equals(Rational.MINUS_ONE);
    boolean fraction = product.children().stream().anyMatch(TurnedSums::isBelow);
    for (int i = 0; i < product.arity(); i++) {
      Expr factor = product.child(i);
      Sum sum = sum(factor);
      boolean below = !(factor instanceof Sum);
      if (sum != null
          && (bare || below || fraction)
          && hasBothSigns(sum)
          && !isKnown(sum, written)) {
        List<Expr> factors = new ArrayList<>(product.children());
        Expr turned = Canonical.negate(sum);
        factors.set(
            i, factor instanceof Power power ? Canonical.power(turned, power.exponent()) : turned);
        factors.add(Num.MINUS_ONE);
        return Canonical.product(factors);
      }
    }
    return expression;
  }

  /// The sum that the factor is, or over an odd power of which it stands.
  private static @org.jspecify.annotations.Nullable Sum sum(Expr factor) {
    if (factor instanceof Sum sum) {
      return sum;
    }
    boolean odd =
        factor instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger()
            && number.value().signum() < 0
            && number.value().numerator().testBit(0);
    return odd && ((Power) factor).base() instanceof Sum sum ? sum : null;
  }

  private static boolean isBelow(Expr factor) {
    return factor instanceof Power power
        && power.exponent() instanceof Num number
        && number.value().signum() < 0;
  }

  private static boolean hasBothSigns(Sum sum) {
    long negative =
        sum.children().stream().filter(term -> Canonical.coefficient(term).signum() < 0).count();
    return negative > 0 && negative < sum.arity();
  }

  private static boolean isKnown(Sum sum, Written written) {
    return written.contains(sum)
        || written.contains(Canonical.negate(sum))
        || Dag.any(sum, node -> node instanceof Apply apply && apply.arity() > 0);
  }
}
