package nabla.simplify;

import java.util.Arrays;
import nabla.expr.Budget;
import nabla.expr.Order;
import nabla.expr.Rational;

/// The greatest common divisor of polynomials in several variables, by primitive remainder
/// sequences in one variable after another (D. E. Knuth, The Art of Computer Programming, 4.6.1,
/// Algorithm E). It serves formulas of everyday size.
final class PolynomialGcd {

  private PolynomialGcd() {}

  /// The primitive greatest common divisor; its numeric content is 1.
  static Polynomial of(Polynomial left, Polynomial right) {
    if (left.isZero()) {
      return primitive(right);
    }
    if (right.isZero()) {
      return primitive(left);
    }
    if (left.isConstant() || right.isConstant()) {
      return Polynomial.ONE;
    }
    Monomial common = left.monomialContent().gcd(right.monomialContent());
    Polynomial a = withoutMonomial(left);
    Polynomial b = withoutMonomial(right);
    return primitive(gcd(a, b).times(Rational.ONE, common));
  }

  private static Polynomial withoutMonomial(Polynomial polynomial) {
    Monomial content = polynomial.monomialContent();
    Polynomial quotient = polynomial.dividedBy(Polynomial.term(Rational.ONE, content));
    return quotient == null ? polynomial : quotient;
  }

  private static Polynomial gcd(Polynomial left, Polynomial right) {
    Budget.check();
    if (left.isConstant() || right.isConstant()) {
      return Polynomial.ONE;
    }
    int variable = -1;
    int lowest = Integer.MAX_VALUE;
    for (int candidate = Math.max(left.variables(), right.variables()) - 1;
        candidate >= 0;
        candidate--) {
      int inLeft = left.degree(candidate);
      int inRight = right.degree(candidate);
      if (inLeft > 0 && inRight == 0) {
        return gcdOfCoefficients(left, candidate, right);
      }
      if (inRight > 0 && inLeft == 0) {
        return gcdOfCoefficients(right, candidate, left);
      }
      if (inLeft > 0 && Math.min(inLeft, inRight) < lowest) {
        variable = candidate; // a low degree makes a short remainder sequence
        lowest = Math.min(inLeft, inRight);
      }
    }
    int bound = GcdDegree.bound(left, right, variable);
    Polynomial leftContent = content(left, variable);
    Polynomial rightContent = content(right, variable);
    if (bound == 0) {
      return of(leftContent, rightContent);
    }
    Polynomial a = exactQuotient(left, leftContent);
    Polynomial b = exactQuotient(right, rightContent);
    if (a.degree(variable) < b.degree(variable)) {
      Polynomial swap = a;
      a = b;
      b = swap;
    }
    if (bound == b.degree(variable) && a.dividedBy(b) != null) {
      return of(leftContent, rightContent).times(b);
    }
    while (true) {
      Polynomial rest = pseudoRemainder(a, b, variable);
      if (rest.isZero()) {
        break;
      }
      if (!rest.contains(variable)) {
        b = Polynomial.ONE;
        break;
      }
      a = b;
      b = primitive(exactQuotient(rest, content(rest, variable)));
    }
    return of(leftContent, rightContent).times(b);
  }

  /// The common divisor of `other`, free of the variable, and all coefficients of `polynomial`.
  private static Polynomial gcdOfCoefficients(
      Polynomial polynomial, int variable, Polynomial other) {
    Polynomial common = other;
    Polynomial[] coefficients = polynomial.coefficientsOf(variable);
    Arrays.sort(coefficients, Order.by(Polynomial::size)); // short ones settle it soon
    for (Polynomial coefficient : coefficients) {
      if (common.isConstant() && !common.isZero()) {
        return Polynomial.ONE;
      }
      common = of(common, coefficient);
    }
    return common;
  }

  /// The common divisor of the coefficients of the powers of a variable.
  static Polynomial content(Polynomial polynomial, int variable) {
    return gcdOfCoefficients(polynomial, variable, Polynomial.ZERO);
  }

  /// This divided by its numeric content.
  static Polynomial primitive(Polynomial polynomial) {
    return polynomial.times(polynomial.numericContent().reciprocal());
  }

  static Polynomial exactQuotient(Polynomial dividend, Polynomial divisor) {
    Polynomial quotient = dividend.dividedBy(divisor);
    if (quotient == null) {
      throw new IllegalStateException(divisor + " does not divide " + dividend);
    }
    return quotient;
  }

  private static Polynomial pseudoRemainder(Polynomial dividend, Polynomial divisor, int variable) {
    Polynomial rest = dividend;
    int degree = divisor.degree(variable);
    Polynomial lead = divisor.coefficientsOf(variable)[degree];
    while (!rest.isZero() && rest.degree(variable) >= degree) {
      Budget.check();
      int top = rest.degree(variable);
      Polynomial topCoefficient = rest.coefficientsOf(variable)[top];
      Polynomial shift = topCoefficient.times(Rational.ONE, Monomial.of(variable, top - degree));
      rest = rest.times(lead).minus(divisor.times(shift));
    }
    return rest;
  }
}
