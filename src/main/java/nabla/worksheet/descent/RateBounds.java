package nabla.worksheet.descent;

import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;

/// For which rates descent converges where each step multiplies the distance by `1 − αc`.
final class RateBounds {

  private RateBounds() {}

  /// Says it in one sentence.
  ///
  /// @param curvature c, which is positive
  /// @param where what has to hold for that; empty where it does
  static void say(Account account, Forms forms, Expr rate, Expr curvature, Object where) {
    account.say(
        "With a rate ",
        rate,
        " descent converges exactly for ",
        Composed.between(Num.ZERO, rate, forms.closed(Quotient.of(Num.TWO, curvature))),
        ", and it oscillates exactly for ",
        Relation.of(Comparison.GREATER, rate, forms.closed(Quotient.of(Num.ONE, curvature))),
        where,
        ".");
  }
}
