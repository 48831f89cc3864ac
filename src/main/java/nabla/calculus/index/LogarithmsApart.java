package nabla.calculus.index;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;

/// `ln(e^u/s) = u − ln s`, for a positive s such as `Σ_j e^{z_j}`: so a cross-entropy is
/// differentiated without the quotient.
public final class LogarithmsApart {

  private LogarithmsApart() {}

  /// The formula with such logarithms taken apart.
  public static Expr of(Expr formula) {
    Map<Expr, Expr> apart = new HashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Apply logarithm
          && logarithm.operator() == Elementary.LN
          && logarithm.argument() instanceof Quotient quotient
          && isExponential(quotient.numerator())
          && isPositive(quotient.denominator())) {
        Expr exponent = ((Apply) quotient.numerator()).argument();
        apart.put(
            node, Sum.of(exponent, Negate.of(Apply.of(Elementary.LN, quotient.denominator()))));
      }
    }
    return apart.isEmpty() ? formula : Substitution.of(apart).apply(formula);
  }

  private static boolean isExponential(Expr number) {
    return number instanceof Apply apply && apply.operator() == Elementary.EXP;
  }

  private static boolean isPositive(Expr number) {
    if (number instanceof Binder sum && sum.kind() == Binder.Kind.SUM) {
      return isPositive(sum.open(Symbol.of(Name.of("index of a sum"))));
    }
    return number.isScalar() && Signs.of(Assumptions.NONE).isPositive(number);
  }
}
