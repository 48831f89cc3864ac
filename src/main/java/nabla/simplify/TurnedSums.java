package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;

/// Lets the minus in front of a product vanish into a sum that nobody wrote: −2/(x² − 1) is 2/(1 −
/// x²), −(bx − a)u is (a − bx)u. In front of activations it stays: −2t(1 − t²).
final class TurnedSums {

  private TurnedSums() {}

  /// The product with one sum turned; the expression itself where none is to be turned.
  static Expr of(Expr expression, Written written) {
    if (!(expression instanceof Product product) || Canonical.coefficient(product).signum() >= 0) {
      return expression;
    }
    boolean bare = Canonical.coefficient(product).equals(Rational.MINUS_ONE);
    boolean fraction = product.children().stream().anyMatch(TurnedSums::isBelow);
    for (int i = 0; i < product.arity(); i++) {
      Expr factor = product.child(i);
      Sum sum = sum(factor);
      boolean below = !(factor instanceof Sum);
      if (sum != null
          && (bare || below || fraction)
          && hasBothSigns(sum)
          && !isKnown(sum, written)) {
        List<Expr> factors = new ArrayList<>(product.children());
        Expr turned = negated(sum);
        factors.set(
            i, factor instanceof Power power ? Canonical.power(turned, power.exponent()) : turned);
        factors.add(Num.MINUS_ONE);
        return Canonical.product(factors);
      }
    }
    return expression;
  }

  /// The expression with one of x − m and m − x in its exponents, the one that was written if any:
  /// e^(−(x − m)/s) for e^((m − x)/s), so that both are seen to be one.
  static Expr exponentsOneWay(Expr expression, Written written) {
    Map<Expr, List<Expr>> powers = new LinkedHashMap<>();
    for (Expr node : Dag.of(expression).nodes()) {
      Expr sum =
          node instanceof Apply apply && apply.operator() == Elementary.EXP
              ? onlySum(apply.argument())
              : null;
      if (sum != null) {
        powers.computeIfAbsent(sum, key -> new ArrayList<>()).add(node);
      }
    }
    Map<Expr, Expr> replacements = new HashMap<>();
    powers.forEach((sum, exponentials) -> {
      Expr other = Canonical.negate(sum);
      boolean first =
          !replacements.containsKey(powers.getOrDefault(other, List.of(sum)).getFirst());
      if (powers.containsKey(other)
          && (written.contains(other) || (first && !written.contains(sum)))) {
        for (Expr power : exponentials) {
          replacements.put(power, Apply.of(Elementary.EXP, withTurned(power.child(0), sum)));
        }
      }
    });
    return replacements.isEmpty()
        ? expression
        : Canonical.of(Substitution.of(replacements).apply(expression));
  }

  /// An exponent with its sum the way round in which it was written.
  static Expr asWritten(Expr exponent, Written written) {
    Expr sum = onlySum(exponent);
    return sum != null && !written.contains(sum) && written.contains(Canonical.negate(sum))
        ? withTurned(exponent, sum)
        : exponent;
  }

  private static Expr withTurned(Expr product, Expr sum) {
    List<Expr> factors = new ArrayList<>(product.children());
    factors.set(factors.indexOf(sum), Canonical.negate(sum));
    factors.add(Num.MINUS_ONE);
    return Canonical.product(factors);
  }

  /// The only factor of the exponent that is a sum.
  private static @org.jspecify.annotations.Nullable Expr onlySum(Expr exponent) {
    if (!(exponent instanceof Product product)) {
      return null;
    }
    List<Expr> sums = product.children().stream().filter(Sum.class::isInstance).toList();
    return sums.size() == 1 ? sums.getFirst() : null;
  }

  /// The sum that the factor is, or over an odd power of which it stands.
  private static @org.jspecify.annotations.Nullable Sum sum(Expr factor) {
    if (factor instanceof Sum sum) {
      return sum;
    }
    boolean odd =
        factor instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger()
            && number.value().signum() < 0
            && number.value().numerator().testBit(0);
    return odd && ((Power) factor).base() instanceof Sum sum ? sum : null;
  }

  private static boolean isBelow(Expr factor) {
    return factor instanceof Power power
        && power.exponent() instanceof Num number
        && number.value().signum() < 0;
  }

  private static boolean hasBothSigns(Sum sum) {
    long negative = sum.children().stream().filter(TurnedSums::isNegative).count();
    long fixed = sum.children().stream().filter(term -> turning(term) < 0).count();
    return negative < sum.arity() && (negative > 0 || fixed < sum.arity());
  }

  private static boolean isNegative(Expr term) {
    return Canonical.coefficient(term).signum() < 0;
  }

  /// Which factor of a term, a sum with both signs, takes a minus: that of (b² − a²) cos(x); −1
  /// where there is none.
  private static int turning(Expr term) {
    for (int i = 0; term instanceof Product && i < term.arity(); i++) {
      if (term.child(i) instanceof Sum inner
          && inner.children().stream().anyMatch(TurnedSums::isNegative)
          && !inner.children().stream().allMatch(TurnedSums::isNegative)) {
        return i;
      }
    }
    return -1;
  }

  private static Expr negated(Sum sum) {
    List<Expr> terms = new ArrayList<>();
    for (Expr term : sum.children()) {
      int place = isNegative(term) ? -1 : turning(term);
      List<Expr> factors = new ArrayList<>(place < 0 ? List.of() : term.children());
      if (place >= 0) {
        factors.set(place, Canonical.negate(factors.get(place)));
      }
      terms.add(place < 0 ? Canonical.negate(term) : Canonical.product(factors));
    }
    return Canonical.sum(terms);
  }

  /// What was written stays as it is, and so does a polynomial in function values, 1 − t².
  private static boolean isKnown(Sum sum, Written written) {
    return written.contains(sum)
        || written.contains(Canonical.negate(sum))
        || (sum.children().stream().anyMatch(Num.class::isInstance)
            && Dag.any(sum, node -> node instanceof Apply apply && apply.arity() > 0));
  }
}
