package nabla.simplify;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;

/// Roots of products beside the factors of these: `n √(a/n)/a` is `1/√(a/n)`, as `√x/x` is `1/√x`.
final class RootsOfProducts {

  private RootsOfProducts() {}

  /// Puts the factors of a product into the root of it, where all of them are there.
  ///
  /// @return what the product of the powers has to be multiplied with besides
  static Rational combine(List<Expr> bases, List<Expr> exponents) {
    Rational factor = Rational.ONE;
    for (int i = 0; i < bases.size(); i++) {
      for (int shift = -1; shift <= 1; shift += 2) {
        while (bases.get(i) instanceof Product base
            && base.isOfNumbers()
            && exponents.get(i) instanceof Num root
            && !root.value().isInteger()
            && takes(base, shift, bases, exponents)) {
          exponents.set(i, Num.of(root.value().plus(Rational.of(shift))));
          factor = factor.times(taken(base, shift, bases, exponents));
        }
      }
    }
    return factor;
  }

  /// Whether the factors of a product stand there, each as a power of the same sign and at least as
  /// large.
  private static boolean takes(Product base, int shift, List<Expr> bases, List<Expr> exponents) {
    boolean any = false;
    for (Expr part : base.children()) {
      if (part instanceof Num) {
        continue;
      }
      int place = bases.indexOf(baseOf(part));
      if (place < 0 || !(exponents.get(place) instanceof Num there)) {
        return false;
      }
      Rational needed = exponentOf(part).times(Rational.of(shift));
      if (needed.signum() != there.value().signum()
          || needed.abs().compareTo(there.value().abs()) > 0) {
        return false;
      }
      any = true;
    }
    return any;
  }

  private static Rational taken(Product base, int shift, List<Expr> bases, List<Expr> exponents) {
    Rational factor = Rational.ONE;
    for (Expr part : base.children()) {
      if (part instanceof Num number) {
        factor = factor.times(number.value().power(-shift));
        continue;
      }
      int place = bases.indexOf(baseOf(part));
      Rational left =
          ((Num) exponents.get(place)).value().minus(exponentOf(part).times(Rational.of(shift)));
      exponents.set(place, Num.of(left));
    }
    return factor;
  }

  private static Expr baseOf(Expr part) {
    return part instanceof Power power && power.exponent() instanceof Num ? power.base() : part;
  }

  private static Rational exponentOf(Expr part) {
    return part instanceof Power power && power.exponent() instanceof Num number
        ? number.value()
        : Rational.ONE;
  }
}
