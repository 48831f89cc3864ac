package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import nabla.expr.Budget;

/// The irreducible factors of a polynomial in one variable with coprime integer coefficients and
/// without repeated factors: it is split modulo a prime that is larger than any coefficient of a
/// factor, and the parts are combined until they divide (H. Zassenhaus; the parts by D. G. Cantor
/// and H. Zassenhaus, A new algorithm for factoring polynomials over finite fields, Math. Comp. 36,
/// 1981; the bound of M. Mignotte, An inequality about factors of polynomials, Math. Comp. 28,
/// 1974).
final class ModularFactors {

  private static final BigInteger[] ONE = {BigInteger.ONE};

  /// More parts than this are not combined; the polynomial stays whole.
  private static final int MOST_PARTS = 16;

  private final BigInteger prime;
  private final Random random = new Random(1);

  private ModularFactors(BigInteger prime) {
    this.prime = prime;
  }

  /// The factors of a polynomial that is given by its coefficients, from the constant one up.
  static List<BigInteger[]> of(BigInteger[] polynomial) {
    int degree = polynomial.length - 1;
    if (degree < 2) {
      return Collections.singletonList(polynomial);
    }
    BigInteger norm = BigInteger.ONE;
    for (BigInteger coefficient : polynomial) {
      norm = norm.add(coefficient.abs());
    }
    BigInteger leading = polynomial[degree];
    BigInteger prime = norm.multiply(leading.abs()).shiftLeft(degree + 2).nextProbablePrime();
    while (true) {
      ModularFactors field = new ModularFactors(prime);
      BigInteger[] monic = field.monic(field.reduced(polynomial));
      if (field.gcd(monic, field.derivative(monic)).length == 1) {
        List<BigInteger[]> parts = field.parts(monic);
        return parts.size() > MOST_PARTS
            ? Collections.singletonList(polynomial)
            : field.combined(polynomial, parts);
      }
      prime = prime.nextProbablePrime();
    }
  }

  /// Products of some of the parts, the short ones first, that divide.
  private List<BigInteger[]> combined(BigInteger[] polynomial, List<BigInteger[]> parts) {
    List<BigInteger[]> factors = new ArrayList<>();
    List<BigInteger[]> left = new ArrayList<>(parts);
    BigInteger[] rest = polynomial;
    for (int size = 1; 2 * size <= left.size(); size++) {
      for (int choice = 1; choice < 1 << left.size() && 2 * size <= left.size(); choice++) {
        if (Integer.bitCount(choice) != size) {
          continue;
        }
        Budget.check();
        BigInteger[] product = {rest[rest.length - 1].mod(prime)};
        for (int i = 0; i < left.size(); i++) {
          product = ((choice >> i) & 1) == 1 ? times(product, left.get(i)) : product;
        }
        BigInteger[] factor = primitive(product);
        BigInteger[] quotient = quotient(rest, factor);
        if (quotient.length > 0) {
          factors.add(factor);
          rest = quotient;
          for (int i = left.size() - 1; i >= 0; i--) {
            if (((choice >> i) & 1) == 1) {
              left.remove(i);
            }
          }
          choice = 0;
        }
      }
    }
    if (rest.length > 1) {
      factors.add(rest);
    }
    return factors;
  }

  /// The integers nearest to 0 in place of the remainders, without their common divisor.
  private BigInteger[] primitive(BigInteger[] product) {
    BigInteger[] signed = new BigInteger[product.length];
    BigInteger common = BigInteger.ZERO;
    for (int i = 0; i < signed.length; i++) {
      signed[i] =
          product[i].shiftLeft(1).compareTo(prime) > 0 ? product[i].subtract(prime) : product[i];
      common = common.gcd(signed[i]);
    }
    for (int i = 0; i < signed.length; i++) {
      signed[i] = signed[i].divide(common);
    }
    return signed;
  }

  /// The quotient of integer polynomials; empty where a rest remains.
  private static BigInteger[] quotient(BigInteger[] dividend, BigInteger[] divisor) {
    BigInteger[] rest = dividend.clone();
    int top = divisor.length - 1;
    BigInteger[] quotient = new BigInteger[dividend.length - top];
    for (int i = quotient.length - 1; i >= 0; i--) {
      BigInteger[] division = rest[i + top].divideAndRemainder(divisor[top]);
      if (division[1].signum() != 0) {
        return new BigInteger[0];
      }
      quotient[i] = division[0];
      for (int j = 0; j <= top; j++) {
        rest[i + j] = rest[i + j].subtract(division[0].multiply(divisor[j]));
      }
    }
    for (BigInteger coefficient : rest) {
      if (coefficient.signum() != 0) {
        return new BigInteger[0];
      }
    }
    return quotient;
  }

  /// The irreducible factors modulo the prime: by degree, and then each degree by chance.
  private List<BigInteger[]> parts(BigInteger[] monic) {
    List<BigInteger[]> parts = new ArrayList<>();
    BigInteger[] rest = monic;
    BigInteger[] x = {BigInteger.ZERO, BigInteger.ONE};
    BigInteger[] power = remainder(x, rest);
    for (int degree = 1; 2 * degree < rest.length; degree++) {
      Budget.check();
      power = power(power, prime, rest);
      BigInteger[] common = gcd(rest, minus(power, x));
      if (common.length > 1) {
        separate(common, degree, parts);
        rest = division(rest, common)[0];
        power = remainder(power, rest);
      }
    }
    if (rest.length > 1) {
      parts.add(rest);
    }
    return parts;
  }

  /// Splits a product of irreducible factors of one degree.
  private void separate(BigInteger[] product, int degree, List<BigInteger[]> parts) {
    if (product.length - 1 == degree) {
      parts.add(product);
      return;
    }
    BigInteger half = prime.pow(degree).shiftRight(1);
    while (true) {
      Budget.check();
      BigInteger[] trial = new BigInteger[product.length - 1];
      for (int i = 0; i < trial.length; i++) {
        trial[i] = new BigInteger(prime.bitLength() + 8, random).mod(prime);
      }
      BigInteger[] common = gcd(product, minus(power(trimmed(trial), half, product), ONE));
      if (common.length > 1 && common.length < product.length) {
        separate(common, degree, parts);
        separate(division(product, common)[0], degree, parts);
        return;
      }
    }
  }

  private BigInteger[] power(BigInteger[] base, BigInteger exponent, BigInteger[] modulus) {
    BigInteger[] result = remainder(ONE, modulus);
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = remainder(times(result, result), modulus);
      if (exponent.testBit(bit)) {
        result = remainder(times(result, base), modulus);
      }
    }
    return result;
  }

  private BigInteger[] gcd(BigInteger[] left, BigInteger[] right) {
    BigInteger[] a = left;
    BigInteger[] b = right;
    while (b.length > 0) {
      BigInteger[] next = remainder(a, b);
      a = b;
      b = next;
    }
    return monic(a);
  }

  private BigInteger[] remainder(BigInteger[] dividend, BigInteger[] divisor) {
    return division(dividend, divisor)[1];
  }

  /// The quotient and the remainder.
  private BigInteger[][] division(BigInteger[] dividend, BigInteger[] divisor) {
    int top = divisor.length - 1;
    BigInteger[] rest = dividend.clone();
    BigInteger[] quotient = new BigInteger[Math.max(0, dividend.length - top)];
    BigInteger inverse = divisor[top].modInverse(prime);
    for (int i = quotient.length - 1; i >= 0; i--) {
      BigInteger factor = rest[i + top].multiply(inverse).mod(prime);
      quotient[i] = factor;
      for (int j = 0; j <= top; j++) {
        rest[i + j] = rest[i + j].subtract(factor.multiply(divisor[j])).mod(prime);
      }
    }
    return new BigInteger[][] {trimmed(quotient), trimmed(rest)};
  }

  private BigInteger[] times(BigInteger[] left, BigInteger[] right) {
    if (left.length == 0 || right.length == 0) {
      return new BigInteger[0];
    }
    BigInteger[] product = new BigInteger[left.length + right.length - 1];
    Arrays.fill(product, BigInteger.ZERO);
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        product[i + j] = product[i + j].add(left[i].multiply(right[j]));
      }
    }
    return reduced(product);
  }

  private BigInteger[] minus(BigInteger[] left, BigInteger[] right) {
    BigInteger[] difference = Arrays.copyOf(left, Math.max(left.length, right.length));
    for (int i = 0; i < difference.length; i++) {
      BigInteger first = i < left.length ? left[i] : BigInteger.ZERO;
      BigInteger second = i < right.length ? right[i] : BigInteger.ZERO;
      difference[i] = first.subtract(second);
    }
    return reduced(difference);
  }

  private BigInteger[] derivative(BigInteger[] polynomial) {
    BigInteger[] result = new BigInteger[polynomial.length - 1];
    for (int i = 0; i < result.length; i++) {
      result[i] = polynomial[i + 1].multiply(BigInteger.valueOf(i + 1L));
    }
    return reduced(result);
  }

  private BigInteger[] monic(BigInteger[] polynomial) {
    BigInteger inverse = polynomial[polynomial.length - 1].modInverse(prime);
    BigInteger[] result = new BigInteger[polynomial.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = polynomial[i].multiply(inverse).mod(prime);
    }
    return result;
  }

  private BigInteger[] reduced(BigInteger[] polynomial) {
    BigInteger[] result = new BigInteger[polynomial.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = polynomial[i].mod(prime);
    }
    return trimmed(result);
  }

  private static BigInteger[] trimmed(BigInteger[] polynomial) {
    int length = polynomial.length;
    while (length > 0 && polynomial[length - 1].signum() == 0) {
      length--;
    }
    return length == polynomial.length ? polynomial : Arrays.copyOf(polynomial, length);
  }
}
