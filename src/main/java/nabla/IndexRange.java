package nabla;

import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// An index of a sum with its range.
///
/// @param lower where it begins
/// @param upper where it ends
record IndexRange(Symbol index, Expr lower, Expr upper) {

  /// Whether a place lies before the range or behind it in all terms, as j does beside i in
  /// `Σ_{i<j}`.
  boolean isApart(Expr place) {
    return isBefore(place, lower) || isBefore(upper, place);
  }

  private static boolean isBefore(Expr smaller, Expr larger) {
    return Canonical.of(Sum.of(larger, Negate.of(smaller))) instanceof Num gap
        && gap.value().signum() > 0;
  }
}
