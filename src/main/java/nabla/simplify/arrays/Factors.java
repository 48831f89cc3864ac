package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import nabla.simplify.Presentation;
import nabla.simplify.Written;

/// What scales an array, for readers: beside other factors `−y(1 − p)` is read more easily than `yp
/// − y`.
final class Factors {

  private Factors() {}

  /// A canonical number as it is shown: a sum of which one term is a factor of all as a product.
  static Expr of(Expr closed, Written written) {
    if (closed instanceof Product product) {
      List<Expr> factors = new ArrayList<>(product.children());
      for (int i = 0; i < factors.size(); i++) {
        if (isValueWithoutOne(factors.get(i))) {
          factors.set(i, Canonical.negate(factors.get(i)));
          factors.add(Num.MINUS_ONE);
        }
      }
      return Presentation.of(Canonical.product(factors), written);
    }
    if (!(closed instanceof Sum sum) || sum.arity() != 2) {
      return Presentation.of(closed, written);
    }
    List<Expr> common = names(sum.child(0));
    common.retainAll(names(sum.child(1)));
    Expr factor = Canonical.product(common);
    Expr inverse = Canonical.power(factor, -1);
    Expr first = Canonical.product(sum.child(0), inverse);
    Expr second = Canonical.product(sum.child(1), inverse);
    Expr number = first instanceof Num ? first : second;
    if (common.isEmpty()
        || !(number instanceof Num one)
        || !one.value().abs().isOne()
        || (first instanceof Num && second instanceof Num)) {
      return Presentation.of(closed, written);
    }
    boolean negative = one.value().signum() < 0;
    Expr rest = Canonical.sum(first, second);
    Expr product = Canonical.product(factor, negative ? Canonical.negate(rest) : rest);
    Expr shown = Presentation.of(product, written);
    return negative ? Negate.of(shown) : shown;
  }

  /// Whether a factor is `σ(z) − 1`, which is written `−(1 − σ(z))`.
  private static boolean isValueWithoutOne(Expr factor) {
    return factor instanceof Sum sum
        && sum.arity() == 2
        && sum.children().contains(Num.MINUS_ONE)
        && sum.children().stream()
            .anyMatch(term -> term instanceof Apply apply && apply.arity() == 1);
  }

  private static List<Expr> names(Expr term) {
    List<Expr> names =
        new ArrayList<>(term instanceof Product product ? product.children() : List.of(term));
    names.removeIf(Num.class::isInstance);
    return names;
  }
}
