package nabla.calculus;

import java.math.BigInteger;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Special;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.simplify.Canonical;

/// The falling factorial `p(p − 1)…(p − m + 1)`, the factor that m derivatives of `x^p` bring: as a
/// number where its digits can be read, else by factorials, and by Γ where p is no multiple of ½
/// ([DLMF 5.2](https://dlmf.nist.gov/5.2)).
final class FallingFactorial {

  /// Up to so many factors a number is written out, as a factorial is.
  private static final int MOST_FACTORS = 10_000;

  /// Above this many binary digits it is not.
  private static final int MOST_BITS = 400_000;

  /// Up to so many factors that are no numbers are written one by one.
  private static final int MOST_SYMBOLIC_FACTORS = 8;

  private FallingFactorial() {}

  /// `p(p − 1)…(p − m + 1)`, canonical.
  static Expr of(Expr p, int m) {
    if (p instanceof Num number) {
      return of(number.value(), m);
    }
    return m <= MOST_SYMBOLIC_FACTORS
        ? product(p, m)
        : Canonical.quotient(
            Canonical.apply(Special.GAMMA, Canonical.sum(p, Num.ONE)),
            Canonical.apply(Special.GAMMA, Canonical.sum(p, Num.of(1L - m))));
  }

  /// The same, factor by factor, however many there are.
  static Expr product(Expr p, int m) {
    Expr[] factors = new Expr[m];
    for (int j = 0; j < m; j++) {
      factors[j] = Canonical.sum(p, Num.of(-j));
    }
    return Canonical.product(factors);
  }

  private static Expr of(Rational p, int m) {
    BigInteger numerator = p.numerator();
    BigInteger denominator = p.denominator();
    boolean natural = p.isInteger() && p.signum() >= 0;
    if (natural && numerator.compareTo(BigInteger.valueOf(m)) < 0) {
      return Num.ZERO;
    }
    long bits = Math.max(numerator.bitLength(), denominator.bitLength() + 32L);
    if (m <= MOST_FACTORS && m * bits <= MOST_BITS) {
      return Num.of(Rational.of(product(numerator, denominator, 0, m), denominator.pow(m)));
    }
    if (natural) {
      return Canonical.quotient(
          factorial(numerator), factorial(numerator.subtract(BigInteger.valueOf(m))));
    }
    Rational sign = m % 2 == 0 ? Rational.ONE : Rational.MINUS_ONE;
    if (p.isInteger()) {
      // (−q)(−q − 1)… = (−1)^m (q + m − 1)!/(q − 1)!
      BigInteger below = numerator.negate().subtract(BigInteger.ONE);
      return Canonical.product(
          Num.of(sign),
          Canonical.quotient(factorial(below.add(BigInteger.valueOf(m))), factorial(below)));
    }
    if (denominator.equals(BigInteger.TWO) && numerator.bitLength() < 13) {
      return halves(numerator.intValue(), m);
    }
    Rational turned = p.negate();
    return Canonical.product(
        Num.of(sign),
        Canonical.quotient(
            Canonical.apply(Special.GAMMA, Num.of(turned.plus(Rational.of(m)))),
            Canonical.apply(Special.GAMMA, Num.of(turned))));
  }

  /// `Π (p − j)` over `from ≤ j < to`, times the power of the denominator; by halves, so that the
  /// numbers multiplied are of one size.
  private static BigInteger product(
      BigInteger numerator, BigInteger denominator, int from, int to) {
    if (to - from < 2) {
      return to == from
          ? BigInteger.ONE
          : numerator.subtract(denominator.multiply(BigInteger.valueOf(from)));
    }
    int middle = (from + to) >>> 1;
    return product(numerator, denominator, from, middle)
        .multiply(product(numerator, denominator, middle, to));
  }

  /// For p = s/2: the odd numbers s, s − 2, … over 2^m. Those below 0 are, without their signs, a
  /// product of odd numbers, which is `(2t)!/(2^t t!)` for the first t of them.
  private static Expr halves(int s, int m) {
    int positive = Math.max(0, (s + 1) / 2);
    int skipped = Math.max(0, (-s - 1) / 2);
    long last = (long) m - positive + skipped;
    long exponent = m + last - skipped + positive;
    Rational sign = (m - positive) % 2 == 0 ? Rational.ONE : Rational.MINUS_ONE;
    return Canonical.product(
        Num.of(sign),
        Canonical.power(Num.TWO, -exponent),
        Canonical.quotient(factorial(2 * last), factorial(last)),
        Canonical.quotient(factorial(2L * positive), factorial(positive)),
        Canonical.quotient(factorial(skipped), factorial(2L * skipped)));
  }

  private static Expr factorial(long n) {
    return factorial(BigInteger.valueOf(n));
  }

  /// `n!`.
  private static Expr factorial(BigInteger n) {
    return Canonical.apply(Combinatorial.FACTORIAL, Num.of(Rational.of(n)));
  }

  /// `m!`.
  static Expr factorial(int m) {
    return factorial((long) m);
  }
}
