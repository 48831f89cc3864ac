package nabla.expr;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Map<Expr, Expr> meanings = new LinkedHashMap<>();

    /// No names yet.
    public Expansion() {}

    /// Says what a name stands for.
    public void define(Expr name, Expr meaning) {
      meanings.put(name, meaning);
      names.replacements.put(name, apply(meaning));
    }

    /// All names but one, which stands for itself in the meanings of the others.
    public Expansion without(Expr name) {
      Expansion others = new Expansion();
      meanings.forEach((other, meaning) -> {
        if (!other.equals(name)) {
          others.define(other, meaning);
        }
      });
      return others;
    }

    /// Whether a name has a meaning.
    public boolean defines(Expr name) {
      return names.replacements.containsKey(name);
    }

    /// The expression with all names replaced. A derivative by a name, `∂L/∂z`, is that where the
    /// name moves by itself, taken at what it stands for.
    public Expr apply(Expr expression) {
      Map<Expr, Expr> slopes = new LinkedHashMap<>();
      for (Expr node : Dag.of(expression).nodes()) {
        if (node instanceof Derivative derivative && defines(derivative.variable())) {
          slopes.put(derivative, slope(derivative));
        }
      }
      return names.apply(slopes.isEmpty() ? expression : Substitution.of(slopes).apply(expression));
    }

    private Expr slope(Derivative derivative) {
      Symbol variable = derivative.variable();
      Expr body = without(variable).apply(derivative.body());
      DerivativeAt slope =
          DerivativeAt.of(
              derivative.body().toString(), body, List.of(variable), List.of(derivative.order()));
      return Apply.of(slope, variable);
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
