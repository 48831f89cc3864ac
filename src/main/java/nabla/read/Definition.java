package nabla.read;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// A named intermediate (`z = b + w x`) or function (`f(x) = max(x, 0)`) of a reading.
///
/// @param name what is defined
/// @param parameters the parameters of a function, in order; empty for an intermediate
/// @param expression what it stands for; other definitions occur in it as symbols
/// @param symbol the variable that stands for an intermediate in the formula and in later
///   definitions
public record Definition(Name name, List<Symbol> parameters, Expr expression, Symbol symbol) {

  /// Whether a function is defined.
  public boolean isFunction() {
    return !parameters.isEmpty();
  }

  /// The same name for another expression.
  Definition with(Expr other) {
    return other.equals(expression) ? this : new Definition(name, parameters, other, symbol);
  }
}
