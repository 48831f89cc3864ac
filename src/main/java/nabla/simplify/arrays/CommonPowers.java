package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.simplify.Canonical;

/// The denominators that the numbers of all terms of a sum have in common: n in `2x/n − 2μ𝟏/n`. Of
/// powers of one base that differ, the lowest is common where the others differ from it by even
/// exponents, as those of a root do: `‖x‖` in `I/‖x‖ − xxᵀ/‖x‖³`.
final class CommonPowers {

  private CommonPowers() {}

  /// The product of their inverses; 1 where there are none.
  static Expr of(Terms terms) {
    Map<Expr, Rational> common = new HashMap<>();
    boolean begun = false;
    for (Term term : terms.terms()) {
      Map<Expr, Rational> powers = powers(term.scalar());
      if (!begun) {
        common.putAll(powers);
        begun = true;
      }
      common.keySet().retainAll(powers.keySet());
      common.replaceAll((base, exponent) -> nearer(exponent, powers.getOrDefault(base, exponent)));
      common.values().removeIf(Rational::isZero);
    }
    Expr product = Num.ONE;
    for (Expr factor : powersInOrder(terms, common)) {
      product = Canonical.product(product, factor);
    }
    return product;
  }

  private static Iterable<Expr> powersInOrder(Terms terms, Map<Expr, Rational> common) {
    return terms.terms().isEmpty()
        ? java.util.List.of()
        : factors(terms.terms().getFirst().scalar()).stream()
            .map(CommonPowers::base)
            .distinct()
            .filter(common::containsKey)
            .map(base -> Canonical.power(base, Num.of(common.getOrDefault(base, Rational.ONE))))
            .toList();
  }

  private static java.util.List<Expr> factors(Expr scalar) {
    return scalar instanceof Product product ? product.children() : java.util.List.of(scalar);
  }

  private static Expr base(Expr factor) {
    return factor instanceof Power power && power.exponent() instanceof Num ? power.base() : factor;
  }

  private static Map<Expr, Rational> powers(Expr scalar) {
    Map<Expr, Rational> powers = new HashMap<>();
    for (Expr factor : factors(scalar)) {
      if (factor instanceof Power power
          && power.exponent() instanceof Num number
          && number.value().signum() < 0) {
        powers.put(power.base(), number.value());
      }
    }
    return powers;
  }

  /// The exponent nearer to 0 of two that differ by an even number; else 0.
  private static Rational nearer(Rational one, Rational other) {
    Rational difference = one.minus(other);
    boolean even = difference.isInteger() && !difference.numerator().testBit(0);
    return !even ? Rational.ZERO : one.abs().compareTo(other.abs()) <= 0 ? one : other;
  }
}
