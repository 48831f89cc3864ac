package nabla.worksheet.descent;

import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// A solution of an equation in one variable.
///
/// @param value what the variable is
/// @param conditions under which it is one
/// @param way the equations that led to it, each from the one before
/// @param exact whether the value is exact, and not a decimal
record Root(Expr value, List<Expr> conditions, List<Expr> way, boolean exact) {

  /// The same with other names.
  Root named(Map<Symbol, Symbol> names) {
    Substitution put = Substitution.of(names);
    return new Root(
        put.apply(value),
        conditions.stream().map(put::apply).toList(),
        way.stream().map(put::apply).toList(),
        exact);
  }
}
