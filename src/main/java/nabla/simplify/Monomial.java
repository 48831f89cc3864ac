package nabla.simplify;

import java.util.Arrays;

/// A product of powers of numbered variables, such as x₀² x₂: the exponents by variable, without
/// trailing zeros.
final class Monomial implements Comparable<Monomial> {

  static final Monomial ONE = new Monomial(new int[0]);

  private final int[] exponents;
  private final int degree;

  private Monomial(int[] exponents) {
    this.exponents = exponents;
    int sum = 0;
    for (int exponent : exponents) {
      sum += exponent;
    }
    this.degree = sum;
  }

  private static Monomial trimmed(int[] exponents) {
    int length = exponents.length;
    while (length > 0 && exponents[length - 1] == 0) {
      length--;
    }
    return length == 0
        ? ONE
        : new Monomial(length == exponents.length ? exponents : Arrays.copyOf(exponents, length));
  }

  static Monomial of(int variable, int exponent) {
    int[] exponents = new int[variable + 1];
    exponents[variable] = exponent;
    return trimmed(exponents);
  }

  int exponent(int variable) {
    return variable < exponents.length ? exponents[variable] : 0;
  }

  /// One more than the largest variable that occurs.
  int variables() {
    return exponents.length;
  }

  int degree() {
    return degree;
  }

  Monomial times(Monomial other) {
    int[] sum = Arrays.copyOf(exponents, Math.max(exponents.length, other.exponents.length));
    for (int i = 0; i < other.exponents.length; i++) {
      sum[i] = Math.addExact(sum[i], other.exponents[i]);
    }
    return trimmed(sum);
  }

  boolean isDivisibleBy(Monomial other) {
    for (int i = 0; i < other.exponents.length; i++) {
      if (exponent(i) < other.exponents[i]) {
        return false;
      }
    }
    return true;
  }

  Monomial dividedBy(Monomial other) {
    int[] difference = exponents.clone();
    for (int i = 0; i < other.exponents.length; i++) {
      difference[i] -= other.exponents[i];
    }
    return trimmed(difference);
  }

  Monomial gcd(Monomial other) {
    int[] least = new int[Math.min(exponents.length, other.exponents.length)];
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(exponents[i], other.exponents[i]);
    }
    return trimmed(least);
  }

  /// This without its power of one variable.
  Monomial without(int variable) {
    if (exponent(variable) == 0) {
      return this;
    }
    int[] rest = exponents.clone();
    rest[variable] = 0;
    return trimmed(rest);
  }

  /// Lexicographic, later variables first: the order in which division runs.
  @Override
  public int compareTo(Monomial other) {
    if (exponents.length != other.exponents.length) {
      return Integer.compare(exponents.length, other.exponents.length);
    }
    for (int i = exponents.length - 1; i >= 0; i--) {
      if (exponents[i] != other.exponents[i]) {
        return Integer.compare(exponents[i], other.exponents[i]);
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Monomial other && Arrays.equals(exponents, other.exponents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(exponents);
  }

  @Override
  public String toString() {
    return Arrays.toString(exponents);
  }
}
