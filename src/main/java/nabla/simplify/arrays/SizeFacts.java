package nabla.simplify.arrays;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;

/// What is known of numbers that are sizes of arrays beside them, as m is in `XᵀX/m`: they are
/// whole and positive.
final class SizeFacts {

  private SizeFacts() {}

  /// The assumptions, with those of the names of sizes.
  ///
  /// @param numbers where the names occur as numbers
  static Assumptions and(Assumptions assumptions, List<Expr> arrays, List<Expr> numbers) {
    Set<Symbol> names = new HashSet<>();
    for (Expr node : Dag.of(numbers.toArray(Expr[]::new)).nodes()) {
      if (node instanceof Symbol symbol && symbol.isScalar()) {
        names.add(symbol);
      }
    }
    Assumptions known = assumptions;
    for (Expr node : names.isEmpty() ? List.<Expr>of() : arrays) {
      for (String name : node.shape().names()) {
        Symbol symbol = Symbol.of(name);
        if (names.contains(symbol) && !known.integers().contains(symbol)) {
          known = known.andInteger(symbol).and(Relation.of(Comparison.GREATER, symbol, Num.ZERO));
        }
      }
    }
    return known;
  }
}
