package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;

/// Collects the factors of a product of numbers: each base with the sum of its exponents.
/// Exponentials are powers of e.
final class LikeFactors {

  private static final Expr E = Apply.of(Elementary.E);

  private final List<Expr> bases = new ArrayList<>();
  private final List<Expr> exponents = new ArrayList<>();
  private Rational coefficient = Rational.ONE;

  void add(Expr factor) {
    switch (factor) {
      case Num number -> coefficient = coefficient.times(number.value());
      case Product product -> {
        if (product.isOfNumbers()) {
          product.children().forEach(this::add);
        } else {
          addArrays(product);
        }
      }
      case Power power -> addLike(power.base(), power.exponent());
      case Apply apply when apply.operator() == Elementary.EXP -> addLike(E, apply.argument());
      default -> addLike(factor, Num.ONE);
    }
  }

  /// Arrays do not commute: what they make is one factor, apart from the numbers beside them.
  private void addArrays(Product product) {
    List<Expr> arrays = new ArrayList<>();
    for (Expr part : product.children()) {
      if (part.isScalar()) {
        add(part);
      } else {
        arrays.add(part);
      }
    }
    addLike(Product.of(arrays), Num.ONE);
  }

  private void addLike(Expr base, Expr exponent) {
    for (int i = 0; i < bases.size(); i++) {
      if (bases.get(i).equals(base)) {
        exponents.set(i, Canonical.sum(exponents.get(i), exponent));
        return;
      }
    }
    bases.add(base);
    exponents.add(exponent);
  }

  Expr toExpr() {
    for (int i = 0; i < bases.size(); i++) {
      boolean gone = coefficient.isZero() || Canonical.isZero(exponents.get(i));
      if (gone && Canonical.mentionsInfinity(bases.get(i))) {
        throw Canonical.undefined(coefficient.isZero() ? "0 · ∞" : "∞/∞");
      }
    }
    if (coefficient.isZero()) {
      return Num.ZERO;
    }
    BracketFactors.combine(bases, exponents);
    SignedFactors.combine(bases, exponents);
    CubeRoots.combine(bases, exponents);
    FactorialRatios.combine(bases, exponents);
    coefficient = coefficient.times(RootsOfProducts.combine(bases, exponents));
    List<Expr> factors = new ArrayList<>();
    boolean settled = true;
    for (int i = 0; i < bases.size(); i++) {
      Expr base = bases.get(i);
      Expr factor =
          Canonical.isE(base)
              ? Canonical.apply(Elementary.EXP, exponents.get(i))
              : Canonical.power(base, exponents.get(i));
      if (factor instanceof Num number) {
        coefficient = coefficient.times(number.value());
      } else {
        settled &= isSettled(factor, base);
        factors.add(factor);
      }
    }
    if (!settled) {
      // a power became a product or a power of another base, which may meet a like factor
      LikeFactors again = new LikeFactors();
      again.coefficient = coefficient;
      factors.forEach(again::add);
      return again.toExpr();
    }
    factors.sort(CanonicalOrder.ORDER);
    if (!coefficient.isOne() || factors.isEmpty()) {
      factors.addFirst(Num.of(coefficient));
    }
    if (factors.size() == 2
        && factors.get(1) instanceof nabla.expr.Sum sum
        && factors.get(0) instanceof Num number
        && number.value().equals(Rational.MINUS_ONE)) {
      // −(a − b) is b − a: a sign in front of a lone sum would hide like terms
      LikeTerms turned = new LikeTerms();
      turned.add(sum, Rational.MINUS_ONE);
      return turned.toExpr();
    }
    return Product.of(factors);
  }

  private static boolean isSettled(Expr factor, Expr base) {
    return switch (factor) {
      case Product product -> !product.isOfNumbers() && factor.equals(base);
      case Power power -> power.base().equals(base);
      case Apply apply when apply.operator() == Elementary.EXP -> Canonical.isE(base);
      default -> factor.equals(base);
    };
  }
}
