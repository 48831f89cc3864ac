package nabla.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.calculus.index.InEntries;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.ArrayConditions;

/// Where the sides of a relation with vectors or matrices are defined.
final class ArrayProvisos {

  private ArrayProvisos() {}

  /// Where both sides are defined.
  static List<Expr> of(Expr left, Expr right, Assumptions assumptions, Written written) {
    Set<Expr> conditions = new LinkedHashSet<>(of(left, assumptions, written));
    conditions.addAll(of(right, assumptions, written));
    conditions.addAll(new PowerProvisos(assumptions, written).of(conditions, left, right));
    return List.copyOf(conditions);
  }

  /// Where a side is defined: that a product is not 0 says so of each factor.
  static Set<Expr> of(Expr side, Assumptions assumptions, Written written) {
    Set<Expr> conditions = new LinkedHashSet<>();
    ArrayClosedForm closed = new ArrayClosedForm(written, side);
    for (Expr node : Dag.of(side).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Matrices.ELEMENTWISE_QUOTIENT
          && apply.child(1) instanceof Symbol below
          && !below.isScalar()) {
        Expr entry = InEntries.entry(below, Symbol.of("i"), Symbol.of("j"));
        conditions.add(Relation.of(Comparison.NOT_EQUAL, entry, Num.ZERO));
      }
    }
    for (Expr condition : ArrayConditions.of(closed, assumptions, side)) {
      Expr form =
          condition instanceof Relation relation
                  && relation.comparison() == Comparison.NOT_EQUAL
                  && relation.left() instanceof Apply apply
                  && apply.operator() == Matrices.DET
              ? closed.of(apply)
              : Num.ONE;
      if (form instanceof Product || form instanceof Apply || form instanceof Power) {
        for (Expr factor : form instanceof Product ? form.children() : List.of(form)) {
          Expr base = factor instanceof Power power ? power.base() : factor;
          if (!(base instanceof Num)) {
            conditions.add(Relation.of(Comparison.NOT_EQUAL, base, Num.ZERO));
          }
        }
      } else {
        conditions.add(condition);
      }
    }
    return conditions;
  }
}
