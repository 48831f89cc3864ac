package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// A canonical sum as a common factor times what is left.
///
/// @param factor what every term has in common, with the lowest power that occurs and the greatest
///   common number
/// @param rest the sum of the terms without it
public record CommonFactor(Expr factor, Expr rest) {

  /// What the terms of a canonical sum have in common.
  public static CommonFactor of(Sum sum) {
    List<Map<Expr, Rational>> terms = new ArrayList<>();
    Rational number = Rational.ZERO;
    for (Expr term : sum.children()) {
      terms.add(powers(term));
      number = number.commonMeasure(Canonical.coefficient(term));
    }
    Map<Expr, Rational> common = new LinkedHashMap<>(terms.getFirst());
    for (Map<Expr, Rational> term : terms) {
      common.replaceAll((base, exponent) -> {
        Rational other = term.getOrDefault(base, Rational.ZERO);
        return exponent.compareTo(other) <= 0 ? exponent : other;
      });
      for (Map.Entry<Expr, Rational> power : term.entrySet()) {
        if (power.getValue().signum() < 0) {
          common.putIfAbsent(power.getKey(), power.getValue());
        }
      }
    }
    List<Expr> factors = new ArrayList<>();
    factors.add(Num.of(number));
    common.forEach((base, exponent) -> factors.add(Canonical.power(base, Num.of(exponent))));
    Expr factor = Canonical.product(factors);
    if (Canonical.isOne(factor)) {
      return new CommonFactor(factor, sum);
    }
    Expr inverse = Canonical.power(factor, -1);
    List<Expr> rest = new ArrayList<>();
    for (Expr term : sum.children()) {
      rest.add(Canonical.product(term, inverse));
    }
    return new CommonFactor(factor, Canonical.sum(rest));
  }

  /// The numeric powers in a term; a power with another exponent counts as a base of its own.
  private static Map<Expr, Rational> powers(Expr term) {
    Map<Expr, Rational> powers = new LinkedHashMap<>();
    boolean numbers = term instanceof Product product && product.isOfNumbers();
    for (Expr factor : numbers ? term.children() : List.of(term)) {
      switch (factor) {
        case Num number -> {}
        case Power power when power.exponent() instanceof Num number ->
            powers.put(power.base(), number.value());
        case Apply constant when constant.operator() == Elementary.E ->
            powers.put(constant, Rational.ONE);
        default -> powers.put(factor, Rational.ONE);
      }
    }
    return powers;
  }
}
