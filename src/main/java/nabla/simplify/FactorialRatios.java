package nabla.simplify;

import java.util.List;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Special;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;

/// Lets factorials a few steps apart cancel in a product: (n + 1)!/(n − 1)! is n(n + 1), and Γ(x +
/// 1)/Γ(x) is x.
///
/// The recurrence u! = u (u − 1)! holds wherever both factorials have a value.
final class FactorialRatios {

  private static final int MOST_STEPS = 6;

  private FactorialRatios() {}

  /// Combines the factors, each base with its exponent at the same place in the other list; a
  /// factor that is used up gets the exponent 0.
  static void combine(List<Expr> bases, List<Expr> exponents) {
    for (int i = 0; i < bases.size(); i++) {
      for (int j = 0; j < bases.size() && exponent(exponents.get(i)) > 0; j++) {
        int below = exponent(exponents.get(j));
        if (below < 0 && isFactorial(bases.get(i)) && isFactorial(bases.get(j))) {
          int times = Math.min(exponent(exponents.get(i)), -below);
          Rational steps = steps((Apply) bases.get(i), (Apply) bases.get(j));
          if (steps != null) {
            Expr lower = upTo(steps.signum() > 0 ? bases.get(j) : bases.get(i));
            int turn = steps.signum() * times;
            add(exponents, i, -times);
            add(exponents, j, times);
            for (int step = 1; step <= steps.abs().intValue(); step++) {
              multiply(bases, exponents, Canonical.sum(lower, Num.of(step)), turn);
            }
          }
        }
      }
    }
  }

  private static int exponent(Expr exponent) {
    return exponent instanceof Num number && number.value().isInt() ? number.value().intValue() : 0;
  }

  private static boolean isFactorial(Expr base) {
    return base instanceof Apply apply
        && (apply.operator() == Combinatorial.FACTORIAL || apply.operator() == Special.GAMMA)
        && !(apply.argument() instanceof Num);
  }

  /// The u of u!, where Γ(u + 1) is u! too.
  private static Expr upTo(Expr factorial) {
    Apply apply = (Apply) factorial;
    return apply.operator() == Special.GAMMA
        ? Canonical.difference(apply.argument(), Num.ONE)
        : apply.argument();
  }

  /// How many steps the first lies above the second; null where that is not known or too many.
  private static @org.jspecify.annotations.Nullable Rational steps(Apply first, Apply second) {
    return Canonical.difference(upTo(first), upTo(second)) instanceof Num number
            && number.value().isInteger()
            && number.value().abs().compareTo(Rational.of(MOST_STEPS)) <= 0
        ? number.value()
        : null;
  }

  private static void add(List<Expr> exponents, int place, int more) {
    exponents.set(place, Canonical.sum(exponents.get(place), Num.of(more)));
  }

  private static void multiply(List<Expr> bases, List<Expr> exponents, Expr base, int exponent) {
    int place = bases.indexOf(base);
    if (place >= 0) {
      add(exponents, place, exponent);
    } else {
      bases.add(base);
      exponents.add(Num.of(exponent));
    }
  }
}
