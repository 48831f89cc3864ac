package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// Sums, products and quotients as differentiation makes them: zeros and ones are left out, a minus
/// goes in front, and nothing else is touched, so that a derivative takes a time that is linear in
/// the size of the formula.
final class Build {

  private Build() {}

  static boolean isZero(Expr expression) {
    return expression.equals(Num.ZERO);
  }

  static boolean isOne(Expr expression) {
    return expression.equals(Num.ONE);
  }

  static Expr sum(List<Expr> terms) {
    List<Expr> kept = new ArrayList<>(terms.size());
    for (Expr term : terms) {
      if (!isZero(term)) {
        kept.add(term);
      }
    }
    return kept.isEmpty() ? Num.ZERO : Sum.of(kept);
  }

  static Expr sum(Expr left, Expr right) {
    return isZero(left) ? right : isZero(right) ? left : Sum.of(left, right);
  }

  static Expr product(Expr left, Expr right) {
    if (isZero(left) || isOne(right)) {
      return left;
    }
    if (isZero(right) || isOne(left)) {
      return right;
    }
    if (left instanceof Num a && right instanceof Num b) {
      return Num.of(a.value().times(b.value()));
    }
    if (right instanceof Negate negate) {
      return negate(product(left, negate.operand()));
    }
    if (left instanceof Negate negate) {
      return negate(product(negate.operand(), right));
    }
    return right instanceof Num ? Product.of(right, left) : Product.of(left, right);
  }

  static Expr negate(Expr operand) {
    return switch (operand) {
      case Num number -> Num.of(number.value().negate());
      case Negate negate -> negate.operand();
      default -> Negate.of(operand);
    };
  }

  static Expr quotient(Expr numerator, Expr denominator) {
    if (isZero(numerator) || isOne(denominator)) {
      return numerator;
    }
    return numerator instanceof Negate negate
        ? Negate.of(Quotient.of(negate.operand(), denominator))
        : Quotient.of(numerator, denominator);
  }

  static Expr power(Expr base, Rational exponent) {
    return exponent.isOne()
        ? base
        : exponent.isZero()
            ? Num.ONE
            : nabla.expr.Power.of(
                base,
                exponent.signum() < 0 && !exponent.isInteger()
                    ? Negate.of(Num.of(exponent.negate()))
                    : Num.of(exponent));
  }
}
