package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Sampler;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;

/// Brings conditions joined by "or" together that share alternatives: `x ≠ 0 or y ≠ 0` and `y ≠ 0
/// or x ≥ 0` say `y ≠ 0 or x > 0`.
final class Alternatives {

  private Alternatives() {}

  /// Joins what can be joined among the conditions.
  static void join(Set<Expr> conditions) {
    List<Expr> left = new ArrayList<>(conditions);
    for (int i = 0; i < left.size(); i++) {
      for (int j = i + 1; j < left.size(); j++) {
        Expr joined = joined(left.get(i), left.get(j));
        if (joined != null) {
          left.set(i, joined);
          left.remove(j);
          j = i;
        }
      }
    }
    if (left.size() < conditions.size()) {
      conditions.clear();
      conditions.addAll(left);
    }
  }

  private static @org.jspecify.annotations.Nullable Expr joined(Expr one, Expr other) {
    if (!isAlternative(one) || !isAlternative(other)) {
      return null;
    }
    Set<Expr> common = new LinkedHashSet<>(one.children());
    common.retainAll(other.children());
    Expr first = rest(one, common);
    Expr second = rest(other, common);
    if (common.isEmpty()
        || first == null
        || second == null
        || Sampler.symbolsOf(first, second).size() != 1) {
      return null;
    }
    Validity both = Validity.of(List.of(first, second), Assumptions.NONE);
    List<Expr> statements = both.statements(Written.NOTHING);
    if (statements.size() != 1 || both.isEmpty()) {
      return null;
    }
    common.add(statements.getFirst());
    return Logic.of(Logic.Connective.OR, List.copyOf(common));
  }

  /// Whether each alternative of one condition implies one of another, so that `y ≠ 0 or x > 0`
  /// says more than `x ≠ 0 or y ≠ 0`.
  static boolean implies(Expr known, Expr statement) {
    return !known.equals(statement)
        && isAlternative(known)
        && isAlternative(statement)
        && known.children().stream()
            .allMatch(one -> statement.children().stream().anyMatch(other -> follows(one, other)));
  }

  private static boolean follows(Expr one, Expr other) {
    return one.equals(other) || Signs.of(Assumptions.NONE.and(one)).holds(other) == Truth.TRUE;
  }

  /// Whether an alternative does not hold at the only place where `other`, such as `x ≠ 0`, does
  /// not.
  static boolean failsWithout(Expr other, Expr alternative) {
    if (!(other instanceof Relation relation)
        || relation.comparison() != Relation.Comparison.NOT_EQUAL
        || !(relation.left() instanceof Symbol symbol)
        || !(relation.right() instanceof Num place)) {
      return false;
    }
    try {
      return Constants.holds(Canonical.of(Substitution.of(symbol, place).apply(alternative)))
          == Truth.FALSE;
    } catch (NablaException undefined) {
      Budget.check();
      return false;
    }
  }

  private static boolean isAlternative(Expr condition) {
    return condition instanceof Logic logic && logic.connective() == Logic.Connective.OR;
  }

  /// The only alternative that is not among the common ones; null where there are several.
  private static @org.jspecify.annotations.Nullable Expr rest(Expr condition, Set<Expr> common) {
    List<Expr> rest = new ArrayList<>(condition.children());
    rest.removeAll(common);
    return rest.size() == 1 ? rest.getFirst() : null;
  }
}
