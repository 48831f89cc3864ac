package nabla.read;

import java.util.HashMap;
import java.util.Map;
import nabla.expr.Name;

/// The variables that one Σ, Π, ∫ or lim binds, while its body is read. In the body of a function
/// that the text defines, a parameter of that name is hidden, and an argument that speaks of the
/// name keeps its own: with `f(a) = Σ_i a i`, the i of `f(i)` is not the one of Σ.
final class Bindings {

  private final Resolver resolver;
  private final Map<Name, Term> outer;
  private int count;

  Bindings(Resolver resolver) {
    this.resolver = resolver;
    this.outer = resolver.factors.scope;
  }

  /// Binds a variable; returns the name that it has inside.
  Name bind(Name variable) {
    count++;
    Map<Name, Term> scope = resolver.factors.scope;
    if (scope.isEmpty()) {
      resolver.bound.add(variable);
      return variable;
    }
    Name inside = variable;
    while (isTaken(inside)) {
      inside = inside.primed();
    }
    resolver.bound.add(inside);
    Map<Name, Term> hidden = new HashMap<>(scope);
    hidden.put(variable, new Term.Variable(0, inside));
    resolver.factors.scope = hidden;
    return inside;
  }

  private boolean isTaken(Name name) {
    return outer.values().stream().anyMatch(argument -> Term.mentions(argument, name));
  }

  /// Ends the scope of all that was bound.
  void close() {
    for (int i = 0; i < count; i++) {
      resolver.bound.removeLast();
    }
    resolver.factors.scope = outer;
  }
}
