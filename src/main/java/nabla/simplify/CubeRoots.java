package nabla.simplify;

import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Lets u and ∛u meet in a product: (∛u)³ is u and ∛u/u is 1/(∛u)². The cube root takes every real
/// number, so that no sign matters.
final class CubeRoots {

  private static final Rational THREE = Rational.of(3);

  private CubeRoots() {}

  /// An integer power of ∛u, with whole cubes as powers of u; null where there are none.
  static @Nullable Expr power(Apply base, Rational exponent) {
    if (base.operator() != Elementary.CBRT || !exponent.isInteger()) {
      return null;
    }
    Rational whole = thirds(exponent);
    return whole.isZero()
        ? null
        : Canonical.product(
            Canonical.power(base.argument(), Num.of(whole)),
            Canonical.power(base, Num.of(exponent.minus(whole.times(THREE)))));
  }

  /// Combines the factors, each base with its exponent at the same place in the other list, so that
  /// u and ∛u have exponents of one sign; a factor that is used up gets the exponent 0.
  static void combine(List<Expr> bases, List<Expr> exponents) {
    for (int i = 0; i < bases.size(); i++) {
      if (bases.get(i) instanceof Apply root
          && root.operator() == Elementary.CBRT
          && exponents.get(i) instanceof Num roots
          && roots.value().isInteger()) {
        int place = bases.indexOf(root.argument());
        if (place >= 0
            && exponents.get(place) instanceof Num powers
            && powers.value().isInteger()) {
          Rational all = powers.value().times(THREE).plus(roots.value());
          Rational whole = thirds(all);
          exponents.set(place, Num.of(whole));
          exponents.set(i, Num.of(all.minus(whole.times(THREE))));
        }
      }
    }
  }

  /// ∛ of a product or a power, with whole cubes in front: ∛(8x⁴y) is 2x ∛(xy); null where there
  /// are none.
  static @Nullable Expr of(Expr radicand) {
    if (radicand instanceof Power power) {
      Rational exponent = exponent(power);
      return exponent == null
          ? null
          : Canonical.power(Canonical.apply(Elementary.CBRT, power.base()), Num.of(exponent));
    }
    if (!(radicand instanceof Product product)) {
      return null;
    }
    Expr outside = Num.ONE;
    Expr inside = Num.ONE;
    for (Expr factor : product.children()) {
      Expr root = wholeRoot(factor);
      outside = Canonical.product(outside, root);
      inside = Canonical.product(inside, Canonical.product(factor, Canonical.power(root, -3)));
    }
    return Canonical.isOne(outside)
        ? null
        : Canonical.product(outside, Canonical.apply(Elementary.CBRT, inside));
  }

  /// What comes out of the cube root of a factor.
  private static Expr wholeRoot(Expr factor) {
    if (factor instanceof Num number) {
      Rational size = number.value().abs();
      return size.isOne() || size.isZero()
          ? Num.ONE
          : Num.of(NumericPower.root(size, Rational.of(1, 3)).outside());
    }
    Rational exponent = exponent(factor);
    return exponent == null
        ? Num.ONE
        : Canonical.power(((Power) factor).base(), Num.of(thirds(exponent)));
  }

  /// The whole part of a third, towards 0.
  private static Rational thirds(Rational exponent) {
    Rational size = Rational.of(exponent.abs().dividedBy(THREE).floor());
    return exponent.signum() < 0 ? size.negate() : size;
  }

  private static @Nullable Rational exponent(Expr factor) {
    return factor instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger()
        ? number.value()
        : null;
  }
}
