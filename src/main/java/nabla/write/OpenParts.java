package nabla.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Expr;

/// Which parts of formulas in indices speak of an index, and which are used more than once, so that
/// their arrays are worth a name.
final class OpenParts {

  private final IndexAxes ranges;
  private final Map<Expr, Boolean> open = new HashMap<>();
  private final Map<Expr, Integer> uses = new HashMap<>();

  OpenParts(IndexAxes ranges) {
    this.ranges = ranges;
  }

  /// Whether a part speaks of an index, so that it has no value of its own.
  boolean isOpen(Expr part) {
    Boolean before = open.get(part);
    if (before != null) {
      return before;
    }
    Dag dag = Dag.of(part);
    boolean[] free = Shared.open(dag, ranges.indices());
    for (int position = 0; position < free.length; position++) {
      open.put(dag.node(position), free[position]);
    }
    return free[dag.position(part)];
  }

  /// Whether a part has an entry at a place that is computed from no index, `x_{k+1}` in a sum over
  /// i.
  boolean isAtClosedPlace(Expr part) {
    return Dag.of(part).nodes().stream()
        .anyMatch(node -> GuardedPlaces.isComputed(node) && !isOpen(node));
  }

  /// Notes how often each part of formulas is used.
  void count(List<Expr> formulas) {
    formulas.forEach(formula -> uses.merge(formula, 1, Integer::sum));
    for (Expr node : Dag.of(formulas.toArray(Expr[]::new)).nodes()) {
      node.children().forEach(child -> uses.merge(child, 1, Integer::sum));
    }
  }

  /// Whether a part is used more than once.
  boolean isShared(Expr part) {
    return uses.getOrDefault(part, 0) > 1;
  }
}
