package nabla.simplify;

import java.util.Arrays;
import nabla.expr.Rational;

/// A product of rational powers of numbered kernels, such as `k₀² k₃^(−1/2)`. Immutable.
final class PowerProduct implements Comparable<PowerProduct> {

  static final PowerProduct ONE = new PowerProduct(new int[0], new Rational[0]);

  private final int[] kernels;
  private final Rational[] exponents;
  private final int hash;

  /// @param kernels rising, each with an exponent other than 0
  private PowerProduct(int[] kernels, Rational[] exponents) {
    this.kernels = kernels;
    this.exponents = exponents;
    this.hash = 31 * Arrays.hashCode(kernels) + Arrays.hashCode(exponents);
  }

  static PowerProduct of(int kernel, Rational exponent) {
    return exponent.isZero()
        ? ONE
        : new PowerProduct(new int[] {kernel}, new Rational[] {exponent});
  }

  int size() {
    return kernels.length;
  }

  int kernel(int index) {
    return kernels[index];
  }

  Rational exponent(int index) {
    return exponents[index];
  }

  /// The exponent of a kernel; 0 where it does not occur.
  Rational exponentOf(int kernel) {
    int index = Arrays.binarySearch(kernels, kernel);
    return index < 0 ? Rational.ZERO : exponents[index];
  }

  PowerProduct times(PowerProduct other) {
    if (kernels.length == 0) {
      return other;
    }
    if (other.kernels.length == 0) {
      return this;
    }
    int[] merged = new int[kernels.length + other.kernels.length];
    Rational[] sums = new Rational[merged.length];
    int count = 0;
    int left = 0;
    int right = 0;
    while (left < kernels.length || right < other.kernels.length) {
      int a = left < kernels.length ? kernels[left] : Integer.MAX_VALUE;
      int b = right < other.kernels.length ? other.kernels[right] : Integer.MAX_VALUE;
      Rational sum =
          a == b
              ? exponents[left].plus(other.exponents[right])
              : a < b ? exponents[left] : other.exponents[right];
      if (!sum.isZero()) {
        merged[count] = Math.min(a, b);
        sums[count++] = sum;
      }
      left += a <= b ? 1 : 0;
      right += b <= a ? 1 : 0;
    }
    return count == 0
        ? ONE
        : new PowerProduct(Arrays.copyOf(merged, count), Arrays.copyOf(sums, count));
  }

  /// Each exponent times a number.
  PowerProduct power(Rational exponent) {
    if (exponent.isZero()) {
      return ONE;
    }
    Rational[] scaled = new Rational[exponents.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = exponents[i].times(exponent);
    }
    return new PowerProduct(kernels, scaled);
  }

  PowerProduct reciprocal() {
    return power(Rational.MINUS_ONE);
  }

  /// This without one kernel.
  PowerProduct without(int kernel) {
    Rational exponent = exponentOf(kernel);
    return exponent.isZero() ? this : times(of(kernel, exponent.negate()));
  }

  /// By the last kernels first: any total order serves that depends on the product alone.
  @Override
  public int compareTo(PowerProduct other) {
    int left = kernels.length - 1;
    int right = other.kernels.length - 1;
    while (left >= 0 && right >= 0) {
      int order = Integer.compare(kernels[left], other.kernels[right]);
      order = order == 0 ? exponents[left].compareTo(other.exponents[right]) : order;
      if (order != 0) {
        return order;
      }
      left--;
      right--;
    }
    return Integer.compare(left, right);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PowerProduct other
        && hash == other.hash
        && Arrays.equals(kernels, other.kernels)
        && Arrays.equals(exponents, other.exponents);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(kernels) + "^" + Arrays.toString(exponents);
  }
}
