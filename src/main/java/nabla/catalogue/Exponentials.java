package nabla.catalogue;

import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Power;
import org.jspecify.annotations.Nullable;

/// The exponential function in its two spellings, `e^u` and `exp(u)`.
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
}
