package nabla.rewrite;

import java.util.List;
import nabla.expr.Expr;

/// One line of a derivation: what `before` became, and why.
///
/// @param before the expression of the line above
/// @param after the expression of this line
/// @param reasons the rules that led from one to the other, in the order they were used
/// @param within the smaller steps of which this one consists; empty where it is one step
public record Step(Expr before, Expr after, List<Reason> reasons, List<Step> within) {

  /// A rule as the reader of a derivation meets it.
  ///
  /// @param rule the stable identifier, such as `product-rule`
  /// @param sentence what a teacher would say, such as `product rule` or `derivative of σ`
  /// @param amount an expression that belongs to the sentence, as in `factor out σ(x)`; null where
  ///   there is none
  public record Reason(
      String rule, String sentence, @org.jspecify.annotations.Nullable Expr amount) {}
}
