package nabla.simplify;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// An upper bound for the degree of a greatest common divisor in one variable, found in the image
/// where the other variables are numbers and numbers are residues modulo a prime. Most polynomials
/// have no common divisor, and the image says so long before a remainder sequence would (W. S.
/// Brown, On Euclid's Algorithm and the Computation of Polynomial Greatest Common Divisors, 1971: a
/// degree never falls in an image that keeps a leading coefficient).
final class GcdDegree {

  private static final long PRIME = (1L << 31) - 1;
  private static final BigInteger MODULUS = BigInteger.valueOf(PRIME);

  private GcdDegree() {}

  /// A number that the degree in `variable` of the greatest common divisor does not exceed.
  static int bound(Polynomial left, Polynomial right, int variable) {
    int most = Math.min(left.degree(variable), right.degree(variable));
    long @Nullable [] a = image(left, variable);
    long @Nullable [] b = image(right, variable);
    if (a == null || b == null || a[a.length - 1] == 0 || b[b.length - 1] == 0) {
      return most; // the image says nothing of the degree
    }
    return Math.min(most, degree(a, b));
  }

  /// The coefficients by degree; null where one of them has no residue.
  private static long @Nullable [] image(Polynomial polynomial, int variable) {
    long[] image = new long[polynomial.degree(variable) + 1];
    boolean[] divided = {true};
    polynomial.forEach((monomial, coefficient) -> {
      BigInteger below = coefficient.denominator().mod(MODULUS);
      if (below.signum() == 0) {
        divided[0] = false;
        return;
      }
      long value =
          coefficient
              .numerator()
              .mod(MODULUS)
              .multiply(below.modInverse(MODULUS))
              .mod(MODULUS)
              .longValue();
      for (int other = 0; other < monomial.variables(); other++) {
        if (other != variable) {
          value = value * power(point(other), monomial.exponent(other)) % PRIME;
        }
      }
      int degree = monomial.exponent(variable);
      image[degree] = (image[degree] + value) % PRIME;
    });
    return divided[0] ? image : null;
  }

  /// Where a variable is taken: any number without structure will do.
  private static long point(int variable) {
    long mixed = (variable + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return Math.floorMod(mixed ^ (mixed >>> 27), PRIME - 2) + 2;
  }

  private static long power(long base, int exponent) {
    long result = 1;
    long square = base;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? result * square % PRIME : result;
      square = square * square % PRIME;
    }
    return result;
  }

  /// Euclid's algorithm on residues.
  private static int degree(long[] left, long[] right) {
    long[] a = left.clone();
    long[] b = right.clone();
    int degreeOfA = a.length - 1;
    int degreeOfB = b.length - 1;
    while (true) {
      if (degreeOfA < degreeOfB) {
        long[] swap = a;
        a = b;
        b = swap;
        int degree = degreeOfA;
        degreeOfA = degreeOfB;
        degreeOfB = degree;
      }
      if (degreeOfB < 0) {
        return degreeOfA;
      }
      long factor = a[degreeOfA] * power(b[degreeOfB], (int) (PRIME - 2)) % PRIME;
      for (int i = 0; i <= degreeOfB; i++) {
        int at = degreeOfA - degreeOfB + i;
        a[at] = Math.floorMod(a[at] - factor * b[i], PRIME);
      }
      while (degreeOfA >= 0 && a[degreeOfA] == 0) {
        degreeOfA--;
      }
    }
  }
}
