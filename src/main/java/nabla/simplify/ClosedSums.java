package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.Sampler;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;

/// An expression with its sums and products carried out whose ends are named: `Σ_{k=1}^n k` is n(n
/// + 1)/2, for whole numbers n ≥ 0. For n = −2 the sum is empty, and the formula 1.
///
/// @param expression canonical
/// @param conditions that no range ends before its empty one, as far as that is not known
public record ClosedSums(Expr expression, List<Expr> conditions) {

  /// The canonical expression with the sums closed that have a closed form. Nothing is done below
  /// the sign of a derivative, since a sum has none by its ends.
  public static ClosedSums of(Expr canonical, Assumptions assumptions) {
    if (!SumForms.concern(canonical) || Dag.any(canonical, Derivative.class::isInstance)) {
      return new ClosedSums(canonical, List.of());
    }
    Assumptions facts = assumptions;
    Map<Binder, Expr> assumed = new LinkedHashMap<>();
    for (Expr node : Dag.of(canonical).nodes()) {
      if (node instanceof Binder binder && hasNamedEnds(binder)) {
        Expr upper = binder.child(2);
        for (Symbol end : Sampler.symbolsOf(binder.lower(), upper)) {
          facts = facts.andInteger(end);
        }
        Expr size = Canonical.difference(Canonical.sum(upper, Num.ONE), binder.lower());
        Relation order = Relation.of(Comparison.GREATER_OR_EQUAL, size, Num.ZERO);
        if (Signs.of(facts).holds(order) != Truth.TRUE) {
          assumed.put(binder, order);
          facts = facts.and(order);
        }
      }
    }
    Expr closed = new SumForms(facts).closed(canonical);
    List<Expr> conditions = new ArrayList<>();
    assumed.forEach((binder, order) -> {
      if (!Dag.of(closed).contains(binder)) {
        conditions.add(order);
      }
    });
    return new ClosedSums(closed, List.copyOf(conditions));
  }

  /// The closed form of a canonical expression with its sums carried out.
  public static ClosedForm.Result closedForm(
      Expr canonical, Assumptions assumptions, Written written) {
    return ClosedForm.of(of(canonical, assumptions).expression(), written);
  }

  /// What has to be said beside an answer in which the sums of the original do not stand any more.
  public static List<Expr> conditions(Expr original, Expr answer, Assumptions assumptions) {
    return original.isScalar() && !Dag.any(answer, Binder.class::isInstance)
        ? of(Canonical.of(original), assumptions).conditions()
        : List.of();
  }

  private static boolean hasNamedEnds(Binder binder) {
    return (binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT)
        && binder.upper() != null
        && !(binder.lower() instanceof Num && binder.child(2) instanceof Num)
        && !Dag.any(binder.lower(), ClosedSums::isOpen)
        && !Dag.any(binder.child(2), ClosedSums::isOpen);
  }

  private static boolean isOpen(Expr node) {
    return node instanceof Bound
        || (node instanceof Apply apply && apply.operator() == Elementary.INFINITY);
  }
}
