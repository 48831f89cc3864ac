package nabla.catalogue;

import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Power;
import org.jspecify.annotations.Nullable;

/// The exponential function in its two spellings, `e^u` and `exp(u)`, and shares in sums of
/// exponentials.
public final class Exponentials {

  private Exponentials() {}

  /// u of `e^u` or `exp(u)`; null for anything else.
  public static @Nullable Expr exponent(Expr power) {
    if (power instanceof Apply apply && apply.operator() == Elementary.EXP) {
      return apply.argument();
    }
    return power instanceof Power raised
            && raised.base() instanceof Apply base
            && base.operator() == Elementary.E
        ? raised.exponent()
        : null;
  }

  /// The logarithms of such shares: of softmax, of the softmax of each row or column, or of one
  /// entry of these, without the shares themselves, which may be too small for a double. Null for
  /// anything else.
  public static @Nullable Expr logarithmOfShares(Expr shares) {
    if (!(shares instanceof Apply apply)) {
      return null;
    }
    if (apply.operator() == Reductions.SOFTMAX) {
      return Apply.of(Reductions.LOGSOFTMAX, apply.argument());
    }
    if (apply.operator() == Rows.SOFTMAX) {
      return Apply.of(Rows.LOGSOFTMAX, apply.argument());
    }
    boolean same = apply.operator() == Matrices.TRANSPOSE || apply.operator() == Matrices.ENTRY;
    Expr whole = same ? logarithmOfShares(apply.child(0)) : null;
    if (whole == null) {
      return null;
    }
    Expr[] parts = apply.children().toArray(Expr[]::new);
    parts[0] = whole;
    return apply.withChildren(parts);
  }
}
