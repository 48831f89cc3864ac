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

  /// Replaces each name by what it stands for, in terms of none of the names.
  ///
  /// @param meanings what each stands for, each after those that it uses
  public static Substitution expanding(Map<? extends Expr, ? extends Expr> meanings) {
    Expansion expansion = new Expansion();
    meanings.forEach(expansion::define);
    return expansion.names;
  }

  /// Names that are given their meanings one after the other, each in terms of those before.
  public static final class Expansion {

    private final Substitution names = new Substitution(new IdentityHashMap<>());

    /// No names yet.
    public Expansion() {}

    /// Says what a name stands for.
    public void define(Expr name, Expr meaning) {
      names.replacements.put(name, names.apply(meaning));
    }

    /// Whether a name has a meaning.
    public boolean defines(Expr name) {
      return names.replacements.containsKey(name);
    }

    /// The expression with all names replaced.
    public Expr apply(Expr expression) {
      return names.apply(expression);
    }
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
      results[position] =
          replacement != null ? replacement : reaches(node) ? rebuild(node, dag, results) : node;
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
