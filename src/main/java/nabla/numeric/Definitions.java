package nabla.numeric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// Puts its definition in place of a function that is to be computed by it: one without a value of
/// its own on doubles, or one that is no primitive of interval arithmetic.
public final class Definitions {

  private static final Map<Function, Expr> MEANINGS = new ConcurrentHashMap<>();

  private final Predicate<Function> wanted;
  private final Map<Function, Expr> bodies = new HashMap<>();

  private Definitions(Predicate<Function> wanted) {
    this.wanted = wanted;
  }

  /// The expressions with every application defined for which `wanted` holds and a definition is
  /// known; the same ones where there are none.
  public static Expr[] expand(Predicate<Function> wanted, Expr... roots) {
    return new Definitions(wanted).expand(roots);
  }

  /// The definition of a function for some arguments, where it is one by cases; null elsewhere.
  static @Nullable Expr cases(Function function, List<Expr> arguments) {
    return isByCases(function)
        ? new Definitions(Definitions::isByCases).define(function, arguments)
        : null;
  }

  private static boolean isByCases(Function function) {
    if (function.meaning() == null) {
      return false;
    }
    Expr body = MEANINGS.computeIfAbsent(function, Definitions::read);
    return body instanceof Cases
        || (body instanceof Apply apply
            && apply.operator() instanceof Function other
            && isByCases(other));
  }

  /// Whether [#expand] would change anything below the roots of `dag`.
  static boolean concern(Predicate<Function> wanted, Dag dag) {
    Definitions definitions = new Definitions(wanted);
    for (int position = 0; position < dag.size(); position++) {
      if (dag.node(position) instanceof Apply apply
          && apply.operator() instanceof Function function
          && (definitions.isDefined(function) || isIncomplete(function, apply))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIncomplete(Function function, Apply apply) {
    return apply.arity() < function.parameters().size() && !function.defaults().isEmpty();
  }

  private Expr[] expand(Expr... roots) {
    Dag dag = Dag.of(roots);
    Expr[] results = new Expr[dag.size()];
    boolean changed = false;
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr rebuilt = node;
      if (changed && node.arity() > 0) {
        Expr[] children = new Expr[node.arity()];
        for (int i = 0; i < children.length; i++) {
          children[i] = results[dag.position(node.child(i))];
        }
        rebuilt = node.withChildren(children);
      }
      if (rebuilt instanceof Apply apply && apply.operator() instanceof Function function) {
        if (isDefined(function) && !isOfArrays(apply)) {
          rebuilt = define(function, apply.children());
        } else if (isIncomplete(function, apply)) {
          rebuilt = Apply.of(function, complete(function, apply.children()));
        }
        changed |= !rebuilt.equals(node);
      }
      results[position] = rebuilt;
    }
    if (!changed) {
      return roots;
    }
    Expr[] expanded = new Expr[roots.length];
    for (int i = 0; i < roots.length; i++) {
      expanded[i] = results[dag.position(roots[i])];
    }
    return expanded;
  }

  private boolean isDefined(Function function) {
    return function.meaning() != null && wanted.test(function);
  }

  /// An operator on arrays, such as `logdet`, stays: its definition is none of each entry.
  private static boolean isOfArrays(Apply apply) {
    return !apply.operator().isElementwise()
        && apply.children().stream().anyMatch(child -> !child.isScalar());
  }

  /// The definition with arguments that are expanded already. One of more arguments than parameters
  /// associates.
  private Expr define(Function function, List<Expr> arguments) {
    Expr body = bodies.get(function);
    if (body == null) {
      // A definition uses simpler functions only, so this ends.
      body = expand(MEANINGS.computeIfAbsent(function, Definitions::read))[0];
      bodies.put(function, body);
    }
    int parameters = function.parameters().size();
    Map<Symbol, Expr> values = new HashMap<>();
    List<Expr> complete = complete(function, arguments);
    for (int i = 0; i < parameters; i++) {
      values.put(Symbol.of(function.parameters().get(i)), complete.get(i));
    }
    Expr result = applied(body, values);
    for (int i = parameters; i < arguments.size(); i++) {
      values.put(Symbol.of(function.parameters().getFirst()), result);
      values.put(Symbol.of(function.parameters().getLast()), arguments.get(i));
      result = applied(body, values);
    }
    return result;
  }

  /// A definition with values for its parameters, at each entry where these are arrays.
  private static Expr applied(Expr body, Map<Symbol, Expr> values) {
    return values.values().stream().allMatch(Expr::isScalar)
        ? Substitution.of(values).apply(body)
        : Elementwise.of(body, values);
  }

  /// The arguments, and the values of those that are left out.
  private static List<Expr> complete(Function function, List<Expr> arguments) {
    List<Expr> complete = new ArrayList<>(arguments);
    int required = function.parameters().size() - function.defaults().size();
    for (int i = arguments.size(); i < function.parameters().size(); i++) {
      complete.add(Num.of(function.defaults().get(i - required)));
    }
    return complete;
  }

  private static Expr read(Function function) {
    return Reader.standard().expression(Objects.requireNonNull(function.meaning()));
  }
}
