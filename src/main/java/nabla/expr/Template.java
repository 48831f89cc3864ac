package nabla.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression with places to fill, prepared once: what [Substitution] does, for one expression
/// that is filled again and again.
public final class Template {

  private final Expr[] nodes;

  /// For each node the positions of its children; null where nothing below it is to be filled.
  private final int[] @Nullable [] children;

  /// For each node which parameter it is, and −1 where it is none.
  private final int[] parameters;

  private final List<Symbol> places;

  /// Whether the expression binds variables of its own.
  private final boolean binds;

  private Template(
      Expr[] nodes, int[] @Nullable [] children, int[] parameters, List<Symbol> places) {
    this.places = List.copyOf(places);
    this.binds = Arrays.stream(nodes).anyMatch(Binder.class::isInstance);
    this.nodes = nodes;
    this.children = children;
    this.parameters = parameters;
  }

  /// The expression with its places at the parameters.
  public static Template of(Expr expression, List<Symbol> parameters) {
    Dag dag = Dag.of(expression);
    Expr[] nodes = dag.nodes().toArray(Expr[]::new);
    int[] @Nullable [] children = new int[nodes.length][];
    int[] places = new int[nodes.length];
    for (int position = 0; position < nodes.length; position++) {
      Expr node = nodes[position];
      places[position] = parameters.indexOf(node);
      int[] below = new int[node.arity()];
      boolean filled = false;
      for (int i = 0; i < below.length; i++) {
        below[i] = dag.position(node.child(i));
        filled |= places[below[i]] >= 0 || children[below[i]] != null;
      }
      children[position] = filled ? below : null;
    }
    return new Template(nodes, children, places, parameters);
  }

  /// The expression with `values` for its parameters, and with nothing folded.
  public Expr filled(Expr... values) {
    if (binds && Arrays.stream(values).anyMatch(Template::mentionsBound)) {
      return filled(nodes[nodes.length - 1], 0, values);
    }
    Expr[] results = new Expr[nodes.length];
    for (int position = 0; position < nodes.length; position++) {
      int[] below = children[position];
      if (below != null) {
        Expr[] parts = new Expr[below.length];
        for (int i = 0; i < below.length; i++) {
          parts[i] = results[below[i]];
        }
        results[position] = nodes[position].withChildren(parts);
      } else {
        results[position] =
            parameters[position] >= 0 ? values[parameters[position]] : nodes[position];
      }
    }
    return results[results.length - 1];
  }

  private static boolean mentionsBound(Expr value) {
    return Dag.any(value, Bound.class::isInstance);
  }

  /// The same with the binders opened on the way, so that they bind nothing that is bound outside.
  private Expr filled(Expr node, int depth, Expr... values) {
    if (node instanceof Symbol symbol && places.contains(symbol)) {
      return values[places.indexOf(symbol)];
    }
    Expr[] parts = new Expr[node.arity()];
    if (node instanceof Binder binder) {
      Symbol variable = Symbol.of(Name.of("variable of a template", "" + depth));
      for (int i = 1; i < parts.length; i++) {
        parts[i] = filled(node.child(i), depth, values);
      }
      Expr body = filled(binder.open(variable), depth + 1, values);
      return Binder.of(binder.kind(), variable, parts[1], parts.length > 2 ? parts[2] : null, body);
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] = filled(node.child(i), depth, values);
    }
    return parts.length == 0 ? node : node.withChildren(parts);
  }
}
