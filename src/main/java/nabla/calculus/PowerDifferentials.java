package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The differentials of powers: of numbers, `u^v`; of matrices, `X^k`, each factor in turn; of
/// `‖u‖²` and `tr(X^k)`, which are simpler than the rules for their parts say.
final class PowerDifferentials {

  /// Written out, a matrix power has as many terms.
  private static final int LARGEST_MATRIX_POWER = 64;

  private final UnaryOperator<Expr> d;

  /// The rules with `d` for the differentials of the parts.
  PowerDifferentials(UnaryOperator<Expr> d) {
    this.d = d;
  }

  Expr of(Power power) {
    if (!power.isScalar()) {
      return matrixPower(power);
    }
    Expr base = power.base();
    Expr exponent = power.exponent();
    Expr squared = squaredNorm(power);
    if (squared != null) {
      Expr change = d.apply(squared);
      return Build.isZero(change)
          ? Num.ZERO
          : Build.product(Num.TWO, Transposition.inner(squared, change));
    }
    Expr changeBase = d.apply(base);
    Expr changeExponent = d.apply(exponent);
    if (Build.isZero(changeExponent)) {
      return Build.isZero(changeBase) ? Num.ZERO : Build.product(lowered(power), changeBase);
    }
    if (base instanceof Apply apply && apply.operator() == Elementary.E) {
      return Build.product(power, changeExponent);
    }
    if (Build.isZero(base)) {
      return Num.ZERO; // 0^u is 0 for all u > 0, and undefined for others
    }
    Rational constant = Num.valueOf(base);
    if (constant != null && constant.signum() < 0) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "a negative number to a power that changes is undefined over the real numbers");
    }
    Expr logarithm = Apply.of(Elementary.LN, base);
    if (Build.isZero(changeBase)) {
      return Build.product(Build.product(power, logarithm), changeExponent);
    }
    // u^v = e^(v ln u), for u > 0
    return Build.product(
        power,
        Build.sum(
            Build.product(changeExponent, logarithm),
            Build.product(exponent, Build.quotient(changeBase, base))));
  }

  /// `d(X^k) = Σ X^(k−1−i) dX X^i`: each factor in turn.
  private Expr matrixPower(Power power) {
    Expr base = power.base();
    Expr change = d.apply(base);
    if (Build.isZero(change)) {
      return Num.ZERO;
    }
    Rational number = Num.valueOf(power.exponent());
    if (number == null) {
      // X^(−k) is the k-th power of the inverse
      return power.exponent() instanceof Negate negate
          ? symbolicPower(Apply.of(Matrices.INVERSE, base), negate.operand(), changed(base, change))
          : symbolicPower(base, power.exponent(), change);
    }
    if (!number.isInteger()) {
      throw Unsupported.operator("a power of a matrix with an exponent that is not whole");
    }
    if (!number.isInt() || Math.abs(number.intValue()) > LARGEST_MATRIX_POWER) {
      return number.signum() < 0
          ? symbolicPower(
              Apply.of(Matrices.INVERSE, base), Num.of(number.negate()), changed(base, change))
          : symbolicPower(base, power.exponent(), change);
    }
    int exponent = number.intValue();
    if (exponent < 0) {
      return matrixPower(Apply.of(Matrices.INVERSE, base), -exponent, changed(base, change));
    }
    return matrixPower(base, exponent, change);
  }

  /// `d(X⁻¹) = −X⁻¹ dX X⁻¹`.
  private static Expr changed(Expr base, Expr change) {
    Expr inverse = Apply.of(Matrices.INVERSE, base);
    return Build.negate(Product.of(inverse, change, inverse));
  }

  private static Expr symbolicPower(Expr base, Expr exponent, Expr change) {
    Symbol index = Symbol.of(Name.of("i"));
    Expr last = Sum.of(exponent, Negate.of(Num.ONE));
    Expr before = Power.of(base, Sum.of(exponent, Negate.of(Num.ONE), Negate.of(index)));
    Expr term = Build.product(Build.product(before, change), Power.of(base, index));
    return Binder.of(Binder.Kind.SUM, index, Num.ZERO, last, term);
  }

  private static Expr matrixPower(Expr base, int exponent, Expr change) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < exponent; i++) {
      Expr before = i == 0 ? Num.ONE : Build.power(base, Rational.of(i));
      Expr after =
          exponent - 1 - i == 0 ? Num.ONE : Build.power(base, Rational.of(exponent - 1 - i));
      terms.add(Build.product(before, Build.product(change, after)));
    }
    return Build.sum(terms);
  }

  /// `d tr(X^k) = k tr(X^(k−1) dX)`: under a trace the factors of a power may be turned.
  Expr trace(Power power) {
    Expr change = d.apply(power.base());
    return Build.isZero(change)
        ? Num.ZERO
        : Build.product(
            power.exponent(),
            Apply.of(
                Matrices.TRACE,
                Build.product(
                    Power.of(power.base(), Sum.of(power.exponent(), Negate.of(Num.ONE))), change)));
  }

  /// The array u of `‖u‖²`, whose differential `2 uᵀ du` needs no norm; null for any other power.
  static @Nullable Expr squaredNorm(Power power) {
    return power.base() instanceof Apply apply
            && apply.operator() == Norms.NORM
            && NormDifferentials.isEuclidean(apply)
            && power.exponent().equals(Num.TWO)
        ? apply.argument()
        : null;
  }

  /// `n u^(n−1)`.
  static Expr lowered(Power power) {
    Rational number = Num.valueOf(power.exponent());
    if (number != null) {
      return Build.product(Num.of(number), Build.power(power.base(), number.minus(Rational.ONE)));
    }
    return Build.product(
        power.exponent(), Power.of(power.base(), Sum.of(power.exponent(), Negate.of(Num.ONE))));
  }
}
