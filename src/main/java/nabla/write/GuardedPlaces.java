package nabla.write;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Brackets;

/// Entries at places that are computed, such as `x_{k+1}`, which are there only where a guard
/// holds: nothing of which they are a part is computed before it.
final class GuardedPlaces {

  private GuardedPlaces() {}

  /// Whether this is such an entry.
  static boolean isComputed(Expr node) {
    return node instanceof Apply entry
        && entry.operator() == Matrices.ENTRY
        && entry.children().stream()
            .skip(1)
            .anyMatch(place ->
                !(place instanceof Symbol || place instanceof Num || place instanceof Bound));
  }

  /// The nodes, by position, that have such an entry and are computed only under guards.
  static boolean[] below(Dag dag, List<Expr> roots) {
    boolean[] concerned = new boolean[dag.size()];
    boolean guards = false;
    for (int position = 0; position < concerned.length; position++) {
      Expr node = dag.node(position);
      guards |= Brackets.isGuarded(node);
      concerned[position] =
          isComputed(node)
              || node.children().stream().anyMatch(child -> concerned[dag.position(child)]);
    }
    if (!guards) {
      return new boolean[dag.size()];
    }
    boolean[] always = new boolean[dag.size()];
    roots.forEach(root -> always[dag.position(root)] = true);
    for (int position = always.length - 1; position >= 0; position--) {
      Expr node = dag.node(position);
      concerned[position] &= !always[position];
      if (always[position]) {
        int computed = Brackets.isGuarded(node) ? 1 : node.arity();
        for (int i = 0; i < computed; i++) {
          always[dag.position(node.child(i))] = true;
        }
      }
    }
    return concerned;
  }
}
