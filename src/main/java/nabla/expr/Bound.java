package nabla.expr;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The variable that a [Binder] binds. It has no name: `height` counts the binders nested inside
/// its own, so renaming an index changes nothing, and equal sums are one node.
public final class Bound extends Expr {

  private final int height;

  private Bound(int height) {
    super(0x5bd1e995 + height, Shape.SCALAR, LEAF);
    this.height = height;
  }

  /// The variable of a binder whose body nests `height` further binders.
  public static Bound of(int height) {
    return intern(new Bound(height));
  }

  /// Whether such a variable stands in a formula outside of its binder: in `x_i y` taken out of
  /// `Σ_i x_i y`.
  public static boolean isFreeIn(Expr formula) {
    if (!Dag.any(formula, Bound.class::isInstance)) {
      return false;
    }
    Map<Expr, Set<Expr>> free = new HashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      Set<Expr> here = new HashSet<>();
      node.children().forEach(part -> here.addAll(free.getOrDefault(part, Set.of())));
      if (node instanceof Binder binder) {
        here.remove(binder.bound());
      }
      if (node instanceof Bound) {
        here.add(node);
      }
      free.put(node, here);
    }
    return !free.getOrDefault(formula, Set.of()).isEmpty();
  }

  /// How many binders nest inside the binder of this variable.
  public int height() {
    return height;
  }

  @Override
  boolean sameFacts(Expr other) {
    return height == ((Bound) other).height;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return this;
  }

  @Override
  String facts() {
    return "#" + height;
  }
}
