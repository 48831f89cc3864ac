package nabla.calculus.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// Entries of matrices that are assumed to be symmetric, with their indices in one order: `A_ki +
/// A_ik` is `2 A_ki`.
public final class SymmetricEntries {

  private SymmetricEntries() {}

  /// Whether an array is assumed to be symmetric, or is the inverse of one that is.
  public static boolean isSymmetric(Expr array, Assumptions assumptions) {
    if (array instanceof Apply apply && apply.operator() == Matrices.INVERSE) {
      return isSymmetric(apply.argument(), assumptions);
    }
    Expr transpose = Apply.of(Matrices.TRANSPOSE, array);
    return assumptions.facts().contains(Relation.of(Relation.Comparison.EQUAL, transpose, array));
  }

  /// The formula with the indices of such entries in order: those that are free first.
  public static Expr ordered(Expr formula, Assumptions assumptions) {
    if (assumptions.facts().isEmpty()) {
      return formula;
    }
    Map<Expr, Expr> turned = new HashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Apply entry
          && entry.operator() == Matrices.ENTRY
          && entry.arity() == 3
          && isAfter(entry.child(1), entry.child(2))
          && isSymmetric(entry.argument(), assumptions)) {
        turned.put(
            entry,
            Apply.of(
                Matrices.ENTRY,
                List.of(entry.argument(), entry.child(2), entry.child(1)).toArray(Expr[]::new)));
      }
    }
    return turned.isEmpty() ? formula : Substitution.of(turned).apply(formula);
  }

  private static boolean isAfter(Expr first, Expr second) {
    int difference = rank(first) - rank(second);
    if (difference != 0) {
      return difference > 0;
    }
    if (first instanceof Bound one && second instanceof Bound other) {
      return one.height() < other.height();
    }
    return first.toString().compareTo(second.toString()) > 0;
  }

  private static int rank(Expr index) {
    return index instanceof Symbol ? 0 : index instanceof Bound ? 1 : 2;
  }
}
