package nabla.write;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Spelled;

/// Chooses the shared sub-expressions that deserve a name, so that what is written stays linear in
/// the number of distinct nodes: those with several uses which, with their own parts already named,
/// are still long.
final class Shared {

  private static final int HEIGHTS = Long.SIZE - 1;

  private Shared() {}

  /// The nodes to name.
  ///
  /// @param minimum the number of nodes from which a part is long
  static Set<Expr> choose(Dag dag, int minimum) {
    return choose(dag, List.of(), openToBinders(dag), minimum);
  }

  /// The nodes to name, where what stands for itself counts as used once more.
  ///
  /// @param roots what is wanted by itself
  /// @param open the parts, by position, that have no value of their own
  static Set<Expr> choose(Dag dag, List<Expr> roots, boolean[] open, int minimum) {
    int[] uses = new int[dag.size()];
    roots.forEach(root -> uses[dag.position(root)]++);
    for (Expr node : dag.nodes()) {
      for (Expr child : node.children()) {
        uses[dag.position(child)]++;
      }
    }
    long[] lengths = new long[dag.size()];
    Set<Expr> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int position = 0; position < lengths.length; position++) {
      Expr node = dag.node(position);
      long length = 1;
      for (Expr child : node.children()) {
        length += chosen.contains(child) ? 1 : lengths[dag.position(child)];
      }
      lengths[position] = length;
      if (uses[position] > 1
          && length >= minimum
          && node.arity() > 0
          && !open[position]
          && !node.shape().isTruth()) {
        chosen.add(node);
      }
    }
    return chosen;
  }

  /// Whether a node, by position, speaks of a variable that is bound further out: such a part has
  /// no value of its own.
  static boolean[] openToBinders(Dag dag) {
    return open(dag, Set.of());
  }

  /// The same where these symbols, too, are bound further out.
  static boolean[] open(Dag dag, Set<Symbol> indices) {
    long[] heights = new long[dag.size()];
    boolean[] open = new boolean[dag.size()];
    for (int position = 0; position < open.length; position++) {
      Expr node = dag.node(position);
      long free =
          node instanceof Bound bound
              ? bit(bound)
              : node instanceof Symbol symbol && indices.contains(symbol) ? 1L << HEIGHTS : 0;
      for (Expr child : node.children()) {
        long below = heights[dag.position(child)];
        if (node instanceof Binder binder && child.equals(binder.body())) {
          below &= ~bit(binder.bound()) | 1L << HEIGHTS;
        }
        free |= below;
      }
      heights[position] = free;
      open[position] = free != 0;
    }
    return open;
  }

  /// Binders nested deeper than this are never left, which only means that fewer parts get a name.
  private static long bit(Bound bound) {
    return 1L << Math.min(bound.height(), HEIGHTS);
  }

  /// What is long in code though it has few parts.
  static boolean isLongWinded(Expr node) {
    return node instanceof Apply apply && apply.operator() == Vectorization.COMMUTATION;
  }

  /// The arrays without a variable that is bound further out of which entries with one are taken:
  /// they are computed before the loop.
  ///
  /// @param open the parts, by position, that speak of such a variable
  static Set<Expr> beforeLoops(Dag dag, boolean[] open) {
    Set<Expr> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int position = 0; position < open.length; position++) {
      if (open[position]
          && dag.node(position) instanceof Apply entry
          && entry.operator() == Matrices.ENTRY
          && entry.argument().arity() > 0
          && !open[dag.position(entry.argument())]) {
        arrays.add(entry.argument());
      }
    }
    return arrays;
  }

  /// A sign, a constant or a transpose of what has a name costs nothing to write twice.
  static boolean isTrivial(Expr node, List<Spelled> parts) {
    return (node instanceof Negate negate && negate.operand().arity() == 0)
        || (node instanceof Quotient && node.children().stream().allMatch(Num.class::isInstance))
        || (node instanceof Apply apply
            && apply.operator() == Matrices.TRANSPOSE
            && CodeWriter.isName(parts.getFirst()));
  }
}
