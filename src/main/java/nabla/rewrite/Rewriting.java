package nabla.rewrite;

import java.util.List;
import nabla.expr.Expr;

/// What rules made of an expression.
///
/// @param result the last expression
/// @param steps what was done, pass by pass; empty where no rule applied
/// @param conditions what must hold beyond the assumptions, where the rewriter was to attach
///   conditions
public record Rewriting(Expr result, List<Step> steps, List<Expr> conditions) {

  /// Whether a rule applied.
  public boolean changed() {
    return !steps.isEmpty();
  }
}
