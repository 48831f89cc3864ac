package nabla;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.Verification;
import nabla.rewrite.Derivation;
import org.jspecify.annotations.Nullable;

/// A derivative in closed form, and all that belongs to it.
///
/// @param withRespectTo by which variables
/// @param order how often, altogether; for a gradient 1, for a Hessian 2
/// @param subject what the result is, such as `∂L/∂w`
/// @param result the closed form, in the named intermediates where there are some; a vector or
///   matrix literal for a gradient or Hessian
/// @param substituted the closed form with the intermediates replaced; the result itself where
///   there are none
/// @param conditions under which it holds, beyond those that the result itself states
/// @param derivations the steps, one derivation for each order (of each entry); empty when they
///   were not asked for
/// @param verification what came of comparing it with differences of the formula; null when that
///   was not asked for
public record Derived(
    WithRespectTo withRespectTo,
    int order,
    Expr subject,
    Expr result,
    Expr substituted,
    List<Expr> conditions,
    List<Derivation> derivations,
    @Nullable Verification verification) {

  /// The variables by which it was derived.
  public List<Symbol> variables() {
    return withRespectTo.variables();
  }
}
