package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.simplify.Canonical;

/// Numbers that arrays make and that are one though they are written in several ways: indicators,
/// `𝟙[wᵀx + b > 0]` and `𝟙[b + wᵀx > 0]`, and norms, `‖y − x‖` and `‖x − y‖`.
final class EqualNumbers {

  /// An array, and the further arguments of its norm.
  private record Argument(Map<List<Letter>, Expr> terms, List<Expr> others) {}

  private final Map<Expr, Expr> byCondition = new HashMap<>();
  private final Map<Argument, Expr> byArgument = new HashMap<>();

  /// The first indicator with the same condition, up to the order of what it compares.
  Expr indicator(Expr indicator, Relation condition, Algebra algebra) {
    if (!condition.left().isScalar() || !condition.right().isScalar()) {
      return indicator;
    }
    Expr difference =
        Canonical.sum(
            List.of(
                algebra.expanded(condition.left()).scalar(),
                Canonical.negate(algebra.expanded(condition.right()).scalar())));
    return byCondition.computeIfAbsent(
        Relation.of(condition.comparison(), difference, Num.ZERO), key -> indicator);
  }

  /// The first norm of the same array up to the sign and the order of its terms; 0 of zeros.
  Expr norm(Apply norm, Terms array) {
    if (array.isZero()) {
      return Num.ZERO;
    }
    List<Expr> others = norm.children().subList(1, norm.arity());
    Map<List<Letter>, Expr> terms = new HashMap<>();
    Map<List<Letter>, Expr> negative = new HashMap<>();
    for (Term term : array.terms()) {
      terms.put(term.word(), term.scalar());
      negative.put(term.word(), Canonical.negate(term.scalar()));
    }
    Expr opposite = byArgument.get(new Argument(negative, others));
    return opposite == null
        ? byArgument.computeIfAbsent(new Argument(terms, others), key -> norm)
        : opposite;
  }
}
