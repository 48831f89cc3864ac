package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.simplify.Canonical;

/// Numbers that say where a condition holds: `𝟙[wᵀx + b > 0]` and `𝟙[b + wᵀx > 0]` are one.
final class Indicators {

  private final Map<Expr, Expr> byCondition = new HashMap<>();

  /// The first one with the same condition, up to the order of what it compares.
  Expr same(Expr indicator, Relation condition, Algebra algebra) {
    if (!condition.left().isScalar() || !condition.right().isScalar()) {
      return indicator;
    }
    Expr difference =
        Canonical.sum(
            List.of(
                algebra.expanded(condition.left()).scalar(),
                Canonical.negate(algebra.expanded(condition.right()).scalar())));
    return byCondition.computeIfAbsent(
        Relation.of(condition.comparison(), difference, Num.ZERO), key -> indicator);
  }
}
