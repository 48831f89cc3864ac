package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.numeric.arrays.Brackets;

/// The conditions on numbers in formulas with arrays of which no array is a part, `σ ≠ 0` for
/// `x/σ²`. What stands beside brackets needs none that these imply: `k ≠ l` in `𝟙[k < l]/(l − k)`.
final class PlainConditions {

  private final ArrayClosedForm closed;
  private final Set<Expr> found = new LinkedHashSet<>();

  private PlainConditions(ArrayClosedForm closed) {
    this.closed = closed;
  }

  static List<Expr> of(ArrayClosedForm closed, Assumptions assumptions, Expr... parts) {
    PlainConditions conditions = new PlainConditions(closed);
    conditions.collect(List.of(parts), assumptions);
    return List.copyOf(conditions.found);
  }

  private void collect(List<Expr> parts, Assumptions assumptions) {
    List<Expr> nodes = new ArrayList<>();
    List<Expr> opened = new ArrayList<>(parts);
    while (!opened.isEmpty()) {
      Expr part = opened.removeFirst();
      Dag dag = Dag.below(each -> !(each instanceof Binder) && Brackets.split(each) == null, part);
      for (Expr node : dag.nodes()) {
        Brackets.Guarded guarded = Brackets.split(node);
        if (node instanceof Binder binder) {
          opened.addAll(binder.children().subList(1, binder.arity()));
          opened.add(binder.body()); // what has the index in it is no part of numbers alone
        } else if (guarded != null) {
          boolean free = !Dag.any(guarded.condition(), Bound.class::isInstance);
          collect(
              List.of(guarded.rest()), free ? assumptions.and(guarded.condition()) : assumptions);
        } else {
          nodes.add(node);
        }
      }
    }
    found.addAll(NumberConditions.ofPlain(closed, assumptions, nodes));
  }
}
