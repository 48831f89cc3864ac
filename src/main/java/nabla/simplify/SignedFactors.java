package nabla.simplify;

import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Lets u, |u| and sign(u) meet in a product: `u sign(u)` is |u|, `|u|/u` is sign(u), `sign(u)/|u|`
/// is 1/u, `|u|²` is u².
///
/// With p the exponents of u and |u| together, and s the parity of those of u and sign(u), the
/// product is |u|^p for even s and sign(u) |u|^p for odd s. `sign(u)²` alone stays: it is 1
/// everywhere but at 0.
final class SignedFactors {

  private final Expr part;
  private final List<Expr> bases;
  private final List<Expr> exponents;

  private SignedFactors(Expr part, List<Expr> bases, List<Expr> exponents) {
    this.part = part;
    this.bases = bases;
    this.exponents = exponents;
  }

  /// Combines the factors, each base with its exponent at the same place in the other list; a
  /// factor that is used up gets the exponent 0.
  static void combine(List<Expr> bases, List<Expr> exponents) {
    int size = bases.size();
    for (int i = 0; i < size; i++) {
      if (bases.get(i) instanceof Apply apply
          && (apply.operator() == Elementary.ABS || apply.operator() == Elementary.SIGN)
          && !Canonical.isZero(exponents.get(i))) {
        new SignedFactors(apply.argument(), bases, exponents).combine();
      }
    }
  }

  /// The power of one such function alone; null where there is nothing to be said.
  static @Nullable Expr power(Apply base, Rational exponent) {
    boolean odd = exponent.numerator().testBit(0);
    if (!exponent.isInteger()) {
      return null;
    }
    if (base.operator() == Elementary.ABS) {
      return odd ? null : Canonical.power(base.argument(), Num.of(exponent));
    }
    if (base.operator() == Elementary.SIGN) {
      return odd
          ? base
          : exponent.compareTo(Rational.TWO) > 0 ? Canonical.power(base, Num.TWO) : null;
    }
    return base.operator() == Elementary.INDICATOR && exponent.signum() > 0 ? base : null;
  }

  private void combine() {
    Expr magnitude = Apply.of(Elementary.ABS, part);
    Expr sign = Apply.of(Elementary.SIGN, part);
    Rational p = exponent(part).plus(exponent(magnitude));
    boolean odd = exponent(part).plus(exponent(sign)).numerator().testBit(0);
    boolean signAlone = exponent(part).isZero() && exponent(magnitude).isZero();
    if (signAlone && !odd) {
      return;
    }
    set(part, Rational.ZERO);
    set(magnitude, Rational.ZERO);
    set(sign, Rational.ZERO);
    if (odd == p.numerator().testBit(0)) {
      set(part, p);
    } else if (!odd) {
      set(magnitude, p);
    } else if (p.isZero()) {
      set(sign, Rational.ONE);
    } else {
      Rational one = p.signum() < 0 ? Rational.MINUS_ONE : Rational.ONE;
      set(magnitude, one);
      set(part, p.minus(one));
    }
  }

  private int place(Expr base) {
    int place = bases.indexOf(base);
    return place >= 0 && exponents.get(place) instanceof Num number && number.value().isInteger()
        ? place
        : -1;
  }

  private Rational exponent(Expr base) {
    int place = place(base);
    return place < 0 ? Rational.ZERO : ((Num) exponents.get(place)).value();
  }

  private void set(Expr base, Rational exponent) {
    int place = place(base);
    int symbolic = bases.indexOf(base);
    if (place >= 0) {
      exponents.set(place, Num.of(exponent));
    } else if (symbolic >= 0) {
      exponents.set(symbolic, Canonical.sum(exponents.get(symbolic), Num.of(exponent)));
    } else if (!exponent.isZero()) {
      bases.add(base);
      exponents.add(Num.of(exponent));
    }
  }
}
