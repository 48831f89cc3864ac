package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;

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

  /// A solution with letters in it, with what they must satisfy for the equation to have a value
  /// there: `x = a/b` of `a/x = b` is not 0 for a ≠ 0.
  ///
  /// @param exists the conditions under which the equation has a value
  Root within(Symbol variable, List<Expr> exists, Forms forms) {
    if (!Forms.hasSymbols(value) || Inverses.isFamily(value)) {
      return this;
    }
    List<Expr> all = new ArrayList<>(conditions);
    for (Expr condition : exists) {
      Expr there = Substitution.of(variable, value).apply(condition);
      if (there instanceof Relation) {
        all.add(there);
      }
    }
    return new Root(value, forms.conditions(all), way, exact);
  }

  /// Whether one of the conditions never holds.
  boolean isImpossible() {
    Signs signs = Signs.of(Assumptions.NONE);
    return conditions.stream().anyMatch(condition -> signs.holds(condition) == Truth.FALSE);
  }
}
