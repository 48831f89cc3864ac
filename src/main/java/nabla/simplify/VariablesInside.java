package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Products in which the variables stand in the sum.
final class VariablesInside {

  private VariablesInside() {}

  /// Plain variables multiplied into the only sum of a product, which a reader may like as well:
  /// e^u (3x − x³).
  static Expr of(Expr expression) {
    if (!(expression instanceof Product product)) {
      return expression;
    }
    List<Expr> inside = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    Sum only = null;
    int atoms = 0;
    for (Expr factor : product.children()) {
      Expr base =
          factor instanceof Power power && power.exponent() instanceof Num ? power.base() : factor;
      if (factor instanceof Sum sum) {
        if (only != null) {
          return expression;
        }
        only = sum;
      } else if (base instanceof Symbol) {
        inside.add(factor);
      } else {
        atoms += factor instanceof Num || base instanceof Sum ? 0 : 1;
        others.add(factor);
      }
    }
    if (only == null || inside.isEmpty() || atoms == 0) {
      return expression;
    }
    List<Expr> terms = new ArrayList<>();
    Expr variables = Canonical.product(inside);
    for (Expr term : only.children()) {
      terms.add(Canonical.product(term, variables));
    }
    others.add(Canonical.sum(terms));
    return Canonical.product(others);
  }
}
