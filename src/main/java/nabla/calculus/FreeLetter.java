package nabla.calculus;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// A name for what has none, which no formula beside it uses.
final class FreeLetter {

  private FreeLetter() {}

  /// A variable by the first letter that none of the formulas has, with whatever index.
  static Symbol of(List<String> letters, Shape shape, List<Expr> formulas) {
    Set<String> used = new HashSet<>();
    for (Expr node : Dag.of(formulas.toArray(Expr[]::new)).nodes()) {
      if (node instanceof Symbol symbol) {
        used.add(symbol.name().base());
      } else if (node instanceof Apply apply && apply.operator() instanceof UnknownFunction) {
        used.add(apply.operator().name());
      }
    }
    String name =
        letters.stream()
            .filter(letter -> !used.contains(letter))
            .findFirst()
            .orElse(letters.getFirst() + "_0");
    return Symbol.of(Name.of(name), shape);
  }
}
