package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Sum;

/// How large arrays have to be so that the indices of sums meet: those of `Σ_{i=1}^{n-2} Σ_{j=3}^n
/// 𝟙[i = j] x_i` do from n = 5 on. Below, much is 0 for want of terms, and says nothing.
final class RangeReach {

  /// Beyond, arrays are not made for the sake of a number in a range.
  private static final int MOST = 30;

  private RangeReach() {}

  /// The size from which on the ranges of nested sums hold something in common, as far as the
  /// numbers at their ends and in conditions on their indices say; 1 where nothing asks for more.
  static int of(Expr... formulas) {
    Dag dag = Dag.of(formulas);
    List<Integer> reaches = new ArrayList<>();
    int most = 0;
    for (Expr node : dag.nodes()) {
      int below = 0;
      for (Expr child : node.children()) {
        below = Math.max(below, reaches.get(dag.position(child)));
      }
      int reach = Math.min(MOST, below + own(node));
      reaches.add(reach);
      most = Math.max(most, reach);
    }
    return 1 + most;
  }

  /// What a node asks for beyond what is below it.
  private static int own(Expr node) {
    if (node instanceof Binder sum && sum.upper() != null && sum.kind() != Binder.Kind.INTEGRAL) {
      return beyond(sum.lower()) + Math.max(0, -constant(sum.upper()));
    }
    return node instanceof Apply bracket
            && bracket.operator() == Elementary.INDICATOR
            && bracket.argument() instanceof Relation condition
            && concernsIndices(condition)
        ? Math.max(beyond(condition.left()), beyond(condition.right()))
        : 0;
  }

  /// How far behind 1, or behind the index in it, a bound is.
  private static int beyond(Expr bound) {
    int number = constant(bound);
    return Math.max(0, bound instanceof Num ? number - 1 : Math.abs(number));
  }

  /// The whole number that is added in a bound, as −2 in n − 2.
  private static int constant(Expr bound) {
    int total = 0;
    for (Expr term : bound instanceof Sum sum ? sum.children() : List.of(bound)) {
      Expr positive = term instanceof Negate negate ? negate.operand() : term;
      if (positive instanceof Num number && number.value().isInt()) {
        int value = Math.clamp(number.value().intValue(), -MOST, MOST);
        total += term instanceof Negate ? -value : value;
      }
    }
    return total;
  }

  /// Whether a condition speaks of indices alone: `i ≥ 6`, not `x_i > 5`.
  private static boolean concernsIndices(Relation condition) {
    return Dag.any(condition, part -> part instanceof Bound)
        && !Dag.any(condition, part -> part instanceof Apply || part instanceof Binder);
  }
}
