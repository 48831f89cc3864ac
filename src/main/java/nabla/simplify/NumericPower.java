package nabla.simplify;

import java.math.BigInteger;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;

/// Powers of exact numbers: `8^(1/3)` is 2, `12^(1/2)` is 2·3^(1/2), `2^(-1/2)` is ½·2^(1/2).
final class NumericPower {

  /// Prime factors up to this are searched for perfect powers inside a root.
  private static final int LARGEST_TRIAL = 1000;

  /// Numbers with more binary digits than this stay powers: 10^100000 is read more easily than its
  /// digits.
  private static final long LARGEST_WRITTEN_OUT = 4096;

  /// Of an integer of so many bits, every root is tried.
  private static final int SHORT = 64;

  private NumericPower() {}

  static Expr of(Rational base, Rational exponent) {
    if (exponent.isInteger()) {
      boolean simple = base.abs().isOne() || base.isZero();
      long bits = Math.max(base.numerator().bitLength(), base.denominator().bitLength());
      if (!simple
          && (!exponent.isInt()
              || Math.abs((long) exponent.intValue()) * bits > LARGEST_WRITTEN_OUT)) {
        return Power.of(Num.of(base), Num.of(exponent));
      }
      return Num.of(
          base.power(simple && !exponent.isInt() ? reduced(exponent) : exponent.intValue()));
    }
    if (base.isZero()) {
      if (exponent.signum() < 0) {
        throw new NablaException(NablaException.Kind.DOMAIN, "division by zero");
      }
      return Num.ZERO;
    }
    if (base.signum() < 0) {
      throw Canonical.undefined("a negative number to the power " + exponent);
    }
    if (base.isOne()) {
      return Num.ONE;
    }
    return rooted(base, exponent);
  }

  /// For ±1 and 0 only the parity and the sign of the exponent matter.
  private static int reduced(Rational exponent) {
    return (exponent.numerator().testBit(0) ? 1 : 2) * exponent.signum();
  }

  /// A positive number as `outside · inside^exponent`, with whole powers taken out.
  record Root(Rational outside, Rational inside) {}

  /// Takes whole q-th powers out of the numerator and the denominator of a positive base: 8^(1/2)
  /// is 2 · 2^(1/2).
  static Root root(Rational base, Rational exponent) {
    if (exponent.denominator().bitLength() > 6 || exponent.numerator().bitLength() > 6) {
      return new Root(Rational.ONE, base);
    }
    int q = exponent.denominator().intValue();
    BigInteger[] above = extract(base.numerator(), q);
    BigInteger[] below = extract(base.denominator(), q);
    Rational outside = Rational.of(above[0], below[0]).power(exponent.numerator().intValue());
    return new Root(outside, Rational.of(above[1], below[1]));
  }

  /// The largest n for which an integer above 1 is an n-th power; 1 where none is found, as of the
  /// square of a product of large primes.
  static int exponent(BigInteger value) {
    int most = value.bitLength();
    if (most > SHORT) {
      // the exponent divides that of each prime
      int prime = smallestPrime(value);
      most = prime == 0 ? 1 : multiplicity(value, BigInteger.valueOf(prime));
    }
    for (int power = most; power > 1; power--) {
      if ((value.bitLength() <= SHORT || most % power == 0)
          && integerRoot(value, power).pow(power).equals(value)) {
        return power;
      }
    }
    return 1;
  }

  private static int smallestPrime(BigInteger value) {
    for (int divisor = 2; divisor <= LARGEST_TRIAL; divisor++) {
      if (value.mod(BigInteger.valueOf(divisor)).signum() == 0) {
        return divisor;
      }
    }
    return 0;
  }

  private static int multiplicity(BigInteger value, BigInteger prime) {
    int count = 0;
    BigInteger[] division = value.divideAndRemainder(prime);
    while (division[1].signum() == 0) {
      Budget.check();
      count++;
      division = division[0].divideAndRemainder(prime);
    }
    return count;
  }

  /// base^(whole + p/q) with 0 < p < q: the whole powers and every q-th power come out of the root.
  private static Expr rooted(Rational base, Rational exponent) {
    BigInteger whole = exponent.floor();
    Rational rest = exponent.minus(Rational.of(whole));
    if (!rest.denominator().equals(BigInteger.valueOf(rest.denominator().intValue()))
        || whole.bitLength() > 20) {
      return Power.of(Num.of(base), Num.of(exponent));
    }
    int q = rest.denominator().intValue();
    int p = rest.numerator().intValue();
    // (n/d)^(p/q) = (n^p d^(q-p))^(1/q) / d
    if (q > 64) {
      return Power.of(Num.of(base), Num.of(exponent));
    }
    BigInteger radicand = base.numerator().pow(p).multiply(base.denominator().pow(q - p));
    BigInteger[] parts = extract(radicand, q);
    Rational outside =
        base.power(whole.intValue()).times(Rational.of(parts[0], base.denominator()));
    if (parts[1].equals(BigInteger.ONE)) {
      return Num.of(outside);
    }
    Expr inside = inside(parts[1], q);
    return outside.isOne() ? inside : Product.of(Num.of(outside), inside);
  }

  /// The root of an integer without q-th powers, by the smallest power that gives it: 4^(1/4) is
  /// 2^(1/2).
  private static Expr inside(BigInteger radicand, int q) {
    for (int power = q; power > 1; power--) {
      if (q % power == 0) {
        BigInteger[] parts = extract(radicand, power);
        if (parts[1].equals(BigInteger.ONE)) {
          return Power.of(Num.of(Rational.of(parts[0])), Num.of(Rational.of(power, q)));
        }
      }
    }
    return Power.of(Num.of(Rational.of(radicand)), Num.of(Rational.of(1, q)));
  }

  /// `{a, b}` with value = a^q b, and no q-th power of a small prime left in b.
  private static BigInteger[] extract(BigInteger value, int q) {
    BigInteger exact = integerRoot(value, q);
    if (exact.pow(q).equals(value)) {
      return new BigInteger[] {exact, BigInteger.ONE};
    }
    BigInteger outside = BigInteger.ONE;
    BigInteger inside = value;
    for (int prime = 2; prime <= LARGEST_TRIAL; prime++) {
      BigInteger power = BigInteger.valueOf(prime).pow(q);
      if (power.compareTo(inside) > 0) {
        break;
      }
      BigInteger[] division = inside.divideAndRemainder(power);
      while (division[1].signum() == 0) {
        Budget.check();
        outside = outside.multiply(BigInteger.valueOf(prime));
        inside = division[0];
        division = inside.divideAndRemainder(power);
      }
    }
    return new BigInteger[] {outside, inside};
  }

  /// The largest integer whose q-th power is at most `value`.
  static BigInteger integerRoot(BigInteger value, int q) {
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ONE.shiftLeft(value.bitLength() / q + 1);
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      if (middle.pow(q).compareTo(value) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
