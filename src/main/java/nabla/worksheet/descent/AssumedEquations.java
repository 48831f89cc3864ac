package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.Formula;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Symbol;

/// Equations that are assumed of several unknowns, which neither descent nor a zero of the gradient
/// keeps to.
final class AssumedEquations {

  private AssumedEquations() {}

  /// Those of a formula, each once.
  static List<Expr> of(Formula formula, Collection<Symbol> unknowns) {
    Set<Expr> said = new HashSet<>();
    List<Expr> equations = new ArrayList<>();
    List<Expr> facts = unknowns.size() > 1 ? formula.reading().assumptions().facts() : List.of();
    for (Expr fact : facts) {
      boolean constraint =
          fact instanceof Relation relation
              && relation.comparison() == EQUAL
              && relation.left().isScalar()
              && Forms.mentions(formula.reading().expanded(fact), unknowns);
      if (constraint && said.add(formula.reading().expanded(fact))) {
        equations.add(fact);
      }
    }
    return equations;
  }
}
