package nabla.simplify;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import nabla.expr.Budget;
import nabla.expr.Rational;

/// A sum of [PowerProduct]s with rational coefficients: a polynomial whose exponents may be
/// negative or fractions. Immutable.
final class PowerSum {

  static final PowerSum ZERO = new PowerSum(new LinkedHashMap<>());
  static final PowerSum ONE = constant(Rational.ONE);

  private static final int MAXIMUM_TERMS = 3000;

  private final Map<PowerProduct, Rational> terms;

  private PowerSum(Map<PowerProduct, Rational> terms) {
    this.terms = terms;
  }

  static PowerSum constant(Rational value) {
    return term(value, PowerProduct.ONE);
  }

  static PowerSum term(Rational coefficient, PowerProduct product) {
    Map<PowerProduct, Rational> terms = new LinkedHashMap<>();
    if (!coefficient.isZero()) {
      terms.put(product, coefficient);
    }
    return new PowerSum(terms);
  }

  static PowerSum kernel(int kernel) {
    return term(Rational.ONE, PowerProduct.of(kernel, Rational.ONE));
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  int size() {
    return terms.size();
  }

  boolean isOne() {
    return terms.size() == 1 && coefficient(PowerProduct.ONE).isOne();
  }

  /// The number that this is; null where kernels occur.
  @org.jspecify.annotations.Nullable
  Rational constant() {
    return isZero()
        ? Rational.ZERO
        : terms.size() == 1 && terms.containsKey(PowerProduct.ONE)
            ? terms.get(PowerProduct.ONE)
            : null;
  }

  Rational coefficient(PowerProduct product) {
    return terms.getOrDefault(product, Rational.ZERO);
  }

  /// The first term.
  Map.Entry<PowerProduct, Rational> first() {
    return terms.entrySet().iterator().next();
  }

  /// The sign of the coefficient of the greatest product; 0 for zero.
  int leadingSign() {
    return isZero() ? 0 : coefficient(java.util.Collections.max(terms.keySet())).signum();
  }

  void forEach(BiConsumer<PowerProduct, Rational> action) {
    terms.forEach(action);
  }

  PowerSum plus(PowerSum other) {
    if (isZero()) {
      return other;
    }
    Map<PowerProduct, Rational> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((product, coefficient) -> add(sum, product, coefficient));
    return new PowerSum(sum);
  }

  private static void add(
      Map<PowerProduct, Rational> sum, PowerProduct product, Rational coefficient) {
    Rational before = sum.get(product);
    Rational total = before == null ? coefficient : before.plus(coefficient);
    if (total.isZero()) {
      sum.remove(product);
    } else {
      sum.put(product, total);
    }
  }

  PowerSum times(Rational coefficient, PowerProduct product) {
    Map<PowerProduct, Rational> scaled = new LinkedHashMap<>();
    if (!coefficient.isZero()) {
      terms.forEach((key, value) -> scaled.put(key.times(product), value.times(coefficient)));
    }
    return new PowerSum(scaled);
  }

  PowerSum times(PowerSum other) {
    if (terms.size() == 1) {
      return other.times(first().getValue(), first().getKey());
    }
    if (other.terms.size() == 1) {
      return times(other.first().getValue(), other.first().getKey());
    }
    if ((long) size() * other.size() > 30L * MAXIMUM_TERMS) {
      throw new Polynomial.TooLarge();
    }
    Map<PowerProduct, Rational> product = new LinkedHashMap<>();
    terms.forEach((left, coefficient) -> {
      Budget.check();
      other.terms.forEach(
          (right, value) -> add(product, left.times(right), coefficient.times(value)));
    });
    if (product.size() > MAXIMUM_TERMS) {
      throw new Polynomial.TooLarge();
    }
    return new PowerSum(product);
  }

  PowerSum negate() {
    return times(Rational.MINUS_ONE, PowerProduct.ONE);
  }

  /// The positive number that leaves coprime integer coefficients when it is taken out; 1 for zero.
  Rational numericContent() {
    BigInteger numerators = BigInteger.ZERO;
    BigInteger denominators = BigInteger.ONE;
    for (Rational coefficient : terms.values()) {
      numerators = numerators.gcd(coefficient.numerator());
      denominators =
          denominators
              .multiply(coefficient.denominator())
              .divide(denominators.gcd(coefficient.denominator()));
    }
    return isZero() ? Rational.ONE : Rational.of(numerators, denominators);
  }

  /// The product with the least exponent of each kernel over all terms: what can be taken out so
  /// that every exponent is 0 in some term and nowhere negative.
  PowerProduct content() {
    PowerProduct content = null;
    for (PowerProduct product : terms.keySet()) {
      content = content == null ? product : least(content, product);
    }
    return content == null ? PowerProduct.ONE : content;
  }

  private static PowerProduct least(PowerProduct left, PowerProduct right) {
    PowerProduct least = PowerProduct.ONE;
    for (int i = 0; i < left.size(); i++) {
      Rational other = right.exponentOf(left.kernel(i));
      Rational smaller = left.exponent(i).compareTo(other) < 0 ? left.exponent(i) : other;
      least = least.times(PowerProduct.of(left.kernel(i), smaller));
    }
    for (int i = 0; i < right.size(); i++) {
      if (left.exponentOf(right.kernel(i)).isZero() && right.exponent(i).signum() < 0) {
        least = least.times(PowerProduct.of(right.kernel(i), right.exponent(i)));
      }
    }
    return least;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PowerSum other && terms.equals(other.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    return terms.toString();
  }
}
