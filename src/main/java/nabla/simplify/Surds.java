package nabla.simplify;

import java.math.BigInteger;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Sums of two square roots of rational numbers: denominators become rational, 1/(√2 − 1) = √2 + 1,
/// and a root of such a sum is one where that is possible, √(3 + 2√2) = 1 + √2.
final class Surds {

  private static final int LARGEST_EXPONENT = 64;

  private Surds() {}

  /// The power of a canonical sum a√b + c√d of numbers; null where the sum is another, or its power
  /// is not written more simply.
  static @Nullable Expr power(Sum sum, Rational exponent) {
    Rational first = sum.arity() == 2 ? signedSquare(sum.child(0)) : null;
    Rational second = first == null ? null : signedSquare(sum.child(1));
    if (first == null || second == null) {
      return null;
    }
    if (exponent.isInteger()) {
      return exponent.signum() < 0
              && !first.abs().equals(second.abs())
              && exponent.abs().compareTo(Rational.of(LARGEST_EXPONENT)) < 0
          ? Canonical.power(reciprocal(sum, first, second), Num.of(exponent.negate()))
          : null;
    }
    if (!exponent.denominator().equals(BigInteger.TWO)) {
      return null;
    }
    Expr root = root(sum, first, second);
    return root == null ? null : Canonical.power(root, Num.of(Rational.of(exponent.numerator())));
  }

  /// The square of `q √r`, with the sign of q; null for what is no such number.
  private static @Nullable Rational signedSquare(Expr term) {
    Rational factor = Canonical.coefficient(term);
    Expr root = Canonical.withoutCoefficient(term);
    Rational square = factor.times(factor.abs());
    if (Canonical.isOne(root)) {
      return square;
    }
    return root instanceof Power power
            && power.base() instanceof Num radicand
            && radicand.value().signum() > 0
            && power.exponent() instanceof Num half
            && half.value().equals(Rational.HALF)
        ? square.times(radicand.value())
        : null;
  }

  /// 1/(u + v) = (u − v)/(u² − v²)
  private static Expr reciprocal(Sum sum, Rational first, Rational second) {
    Rational norm = first.abs().minus(second.abs());
    Expr conjugate = Canonical.difference(sum.child(0), sum.child(1));
    return norm.signum() < 0
        ? Canonical.product(Num.of(norm.reciprocal().negate()), Canonical.negate(conjugate))
        : Canonical.product(Num.of(norm.reciprocal()), conjugate);
  }

  /// √(a + v) = √((a + d)/2) ± √((a − d)/2) with d² = a² − v², for a rational a > 0 and a rational
  /// d; with `a = 0` or an irrational d there is no simpler form.
  private static @Nullable Expr root(Sum sum, Rational first, Rational second) {
    boolean leads = sum.child(0) instanceof Num;
    Rational a = leads ? ((Num) sum.child(0)).value() : Rational.ZERO;
    Rational surd = leads ? second : first;
    if (!leads && sum.child(1) instanceof Num number) {
      a = number.value();
    }
    Expr distance =
        a.signum() > 0 && a.times(a).compareTo(surd.abs()) >= 0
            ? NumericPower.of(a.times(a).minus(surd.abs()), Rational.HALF)
            : Num.ZERO;
    if (!(distance instanceof Num d) || d.value().isZero()) {
      return null;
    }
    Expr high = NumericPower.of(a.plus(d.value()).times(Rational.HALF), Rational.HALF);
    Expr low = NumericPower.of(a.minus(d.value()).times(Rational.HALF), Rational.HALF);
    return surd.signum() > 0 ? Canonical.sum(high, low) : Canonical.difference(high, low);
  }
}
