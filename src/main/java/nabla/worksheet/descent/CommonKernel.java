package nabla.worksheet.descent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Several parts of an equation as whole powers of one: `x` is `(√x)²`, `e^(2x)` is `(e^x)²`.
///
/// @param kernel the part that the others are powers of
/// @param powers each part, with its power
/// @param lowest the lowest power, where it is negative; else 0
record CommonKernel(Expr kernel, Map<Expr, Integer> powers, int lowest) {

  /// The part that these are powers of; null where there is none.
  static @Nullable CommonKernel of(Set<Expr> kernels, Symbol variable) {
    if (kernels.size() == 1) {
      Expr only = kernels.iterator().next();
      return new CommonKernel(only, Map.of(only, 1), 0);
    }
    Expr base = null;
    Map<Expr, Rational> exponents = new LinkedHashMap<>();
    Rational measure = Rational.ZERO;
    for (Expr kernel : kernels) {
      Expr own = base(kernel);
      boolean alike = isExponential(kernel) == isExponential(kernels.iterator().next());
      if (!alike || (base != null && !base.equals(own))) {
        return null;
      }
      base = own;
      Rational exponent = exponent(kernel);
      exponents.put(kernel, exponent);
      measure = measure.commonMeasure(exponent);
    }
    if (base == null) {
      return null;
    }
    Map<Expr, Integer> powers = new LinkedHashMap<>();
    int lowest = 0;
    for (Map.Entry<Expr, Rational> entry : exponents.entrySet()) {
      Rational power = entry.getValue().dividedBy(measure);
      if (!power.isInt()) {
        return null;
      }
      powers.put(entry.getKey(), power.intValue());
      lowest = Math.min(lowest, power.intValue());
    }
    Expr kernel =
        isExponential(kernels.iterator().next())
            ? Canonical.apply(Elementary.EXP, Canonical.product(Num.of(measure), base))
            : Canonical.power(base, Num.of(measure));
    return new CommonKernel(kernel, powers, lowest);
  }

  private static boolean isExponential(Expr kernel) {
    return kernel instanceof Apply apply && apply.operator() == Elementary.EXP;
  }

  /// What an exponential has in its exponent, without its number; what a power is one of.
  private static Expr base(Expr kernel) {
    if (kernel instanceof Apply apply && apply.operator() == Elementary.EXP) {
      return Canonical.product(Num.of(exponent(kernel).reciprocal()), apply.argument());
    }
    return kernel instanceof Power power && power.exponent() instanceof Num ? power.base() : kernel;
  }

  private static Rational exponent(Expr kernel) {
    if (kernel instanceof Apply apply && apply.operator() == Elementary.EXP) {
      return apply.argument() instanceof nabla.expr.Product product
              && product.child(0) instanceof Num number
          ? number.value()
          : Rational.ONE;
    }
    return kernel instanceof Power power && power.exponent() instanceof Num number
        ? number.value()
        : Rational.ONE;
  }
}
