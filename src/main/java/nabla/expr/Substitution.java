package nabla.expr;

import java.util.IdentityHashMap;
import java.util.Map;

/// Replaces nodes by other expressions, all at once, with nothing folded. What a binder binds is
/// never captured, since it has no name.
public final class Substitution {

  private final IdentityHashMap<Expr, Expr> replacements;

  private Substitution(IdentityHashMap<Expr, Expr> replacements) {
    this.replacements = replacements;
  }

  /// Replaces one node.
  public static Substitution of(Expr from, Expr to) {
    return of(Map.of(from, to));
  }

  /// Replaces each key by its value.
  public static Substitution of(Map<? extends Expr, ? extends Expr> replacements) {
    IdentityHashMap<Expr, Expr> nodes = new IdentityHashMap<>();
    replacements.forEach(nodes::put);
    return new Substitution(nodes);
  }

  /// The expression with every replaced node in place.
  public Expr apply(Expr root) {
    if (replacements.isEmpty()) {
      return root;
    }
    Dag dag = Dag.below(this::reaches, root);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr replacement = replacements.get(node);
      results[position] = replacement != null ? replacement : rebuild(node, dag, results);
    }
    return results[results.length - 1];
  }

  /// Nodes below a replaced one stay out of sight, and so does the body of a binder that binds the
  /// same nameless variable anew: what stands for it there is another variable.
  private boolean reaches(Expr node) {
    return !replacements.containsKey(node)
        && !(node instanceof Binder binder && replacements.containsKey(binder.bound()));
  }

  private static Expr rebuild(Expr node, Dag dag, Expr[] results) {
    boolean same = true;
    Expr[] children = new Expr[node.arity()];
    for (int i = 0; i < children.length; i++) {
      Expr child = node.child(i);
      children[i] = results[dag.position(child)];
      same &= children[i].equals(child);
    }
    return same ? node : node.rebuilt(children);
  }
}
