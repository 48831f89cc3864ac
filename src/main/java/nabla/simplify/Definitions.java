package nabla.simplify;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Activations;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// Replaces functions by their definitions in simpler ones, as the catalogue states them.
final class Definitions {

  /// Functions whose definition is a formula in exponentials.
  private static final Set<Function> EXPONENTIAL = Set.of(
      Activations.SIGMOID, Activations.SOFTPLUS, Activations.SWISH,
      Hyperbolic.SINH, Hyperbolic.COSH, Hyperbolic.TANH, Hyperbolic.COTH, Hyperbolic.SECH, Hyperbolic.CSCH);

  private static final Map<Function, Expr> READ = new ConcurrentHashMap<>();

  private Definitions() {}

  /// The expression with the σ and tanh families written in exponentials.
  static Expr exponential(Expr canonical) {
    Expr current = canonical;
    for (int depth = 0; depth < 8; depth++) {
      Expr next = expanded(current, EXPONENTIAL);
      if (next.equals(current)) {
        return next;
      }
      current = next;
    }
    return current;
  }

  private static Expr expanded(Expr canonical, Set<Function> functions) {
    Dag dag = Dag.of(canonical);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr definition =
          node instanceof Apply apply && apply.operator() instanceof Function function && functions.contains(function)
              ? definition(function, children)
              : null;
      results[position] = definition != null
          ? definition
          : node.isScalar() ? Canonical.rebuild(node, children) : node.withChildren(children);
    }
    return results[results.length - 1];
  }

  /// The definition of `function` at canonical arguments, canonical; null where it is a primitive.
  static @Nullable Expr definition(Function function, Expr... arguments) {
    String text = function.meaning();
    if (text == null || arguments.length != function.parameters().size()) {
      return null;
    }
    Expr meaning = READ.get(function);
    if (meaning == null) {
      meaning = Canonical.of(Reader.standard().expression(text));
      READ.put(function, meaning);
    }
    Map<Symbol, Expr> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      values.put(Symbol.of(function.parameters().get(i)), arguments[i]);
    }
    return Canonical.of(Substitution.of(values).apply(meaning));
  }
}
