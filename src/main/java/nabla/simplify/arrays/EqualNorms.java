package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.simplify.Canonical;

/// Norms of one array or of its negative: `‖y − x‖` and `‖x − y‖` are one number, and `‖0‖` is 0.
final class EqualNorms {

  /// An array, and the further arguments of its norm.
  private record Argument(Map<List<Letter>, Expr> terms, List<Expr> others) {}

  private final Map<Argument, Expr> byArgument = new HashMap<>();

  /// The first one of the same array up to the sign and the order of its terms.
  Expr same(Apply norm, Terms array) {
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
