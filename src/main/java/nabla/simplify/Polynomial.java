package nabla.simplify;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import nabla.expr.Budget;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// A polynomial with rational coefficients in numbered variables. Immutable.
final class Polynomial {

  static final Polynomial ZERO = new Polynomial(new TreeMap<>());
  static final Polynomial ONE = constant(Rational.ONE);

  /// Larger intermediate results are refused by [TooLarge]; the caller then keeps what it has.
  private static final int MAXIMUM_TERMS = 4000;

  /// A product or a division grew past the limit.
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("a polynomial has too many terms", null, false, false);
    }
  }

  private final NavigableMap<Monomial, Rational> terms;

  private Polynomial(NavigableMap<Monomial, Rational> terms) {
    this.terms = terms;
  }

  static Polynomial constant(Rational value) {
    TreeMap<Monomial, Rational> terms = new TreeMap<>();
    if (!value.isZero()) {
      terms.put(Monomial.ONE, value);
    }
    return new Polynomial(terms);
  }

  static Polynomial constant(long value) {
    return constant(Rational.of(value));
  }

  static Polynomial variable(int variable) {
    return term(Rational.ONE, Monomial.of(variable, 1));
  }

  static Polynomial term(Rational coefficient, Monomial monomial) {
    TreeMap<Monomial, Rational> terms = new TreeMap<>();
    if (!coefficient.isZero()) {
      terms.put(monomial, coefficient);
    }
    return new Polynomial(terms);
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().degree() == 0);
  }

  boolean isOne() {
    return isConstant() && !isZero() && terms.firstEntry().getValue().isOne();
  }

  int size() {
    return terms.size();
  }

  Rational coefficient(Monomial monomial) {
    return terms.getOrDefault(monomial, Rational.ZERO);
  }

  Monomial leadingMonomial() {
    return terms.lastKey();
  }

  Rational leadingCoefficient() {
    return terms.lastEntry().getValue();
  }

  void forEach(BiConsumer<Monomial, Rational> action) {
    terms.forEach(action);
  }

  /// One more than the largest variable that occurs.
  int variables() {
    return isZero() ? 0 : terms.lastKey().variables();
  }

  int degree(int variable) {
    int degree = 0;
    for (Monomial monomial : terms.keySet()) {
      degree = Math.max(degree, monomial.exponent(variable));
    }
    return degree;
  }

  boolean contains(int variable) {
    return degree(variable) > 0;
  }

  Polynomial plus(Polynomial other) {
    return combined(other, Rational.ONE);
  }

  Polynomial minus(Polynomial other) {
    return combined(other, Rational.MINUS_ONE);
  }

  private Polynomial combined(Polynomial other, Rational factor) {
    TreeMap<Monomial, Rational> sum = new TreeMap<>(terms);
    other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient.times(factor)));
    return new Polynomial(sum);
  }

  private static void add(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
    Rational before = sum.get(monomial);
    Rational total = before == null ? coefficient : before.plus(coefficient);
    if (total.isZero()) {
      sum.remove(monomial);
    } else {
      sum.put(monomial, total);
    }
  }

  Polynomial negate() {
    return times(Rational.MINUS_ONE);
  }

  Polynomial times(Rational factor) {
    if (factor.isOne()) {
      return this;
    }
    TreeMap<Monomial, Rational> product = new TreeMap<>();
    if (!factor.isZero()) {
      terms.forEach((monomial, coefficient) -> product.put(monomial, coefficient.times(factor)));
    }
    return new Polynomial(product);
  }

  Polynomial times(Polynomial other) {
    if (isConstant()) {
      return isZero() ? this : other.times(terms.firstEntry().getValue());
    }
    if (other.isConstant()) {
      return other.times(this);
    }
    if ((long) size() * other.size() > 50L * MAXIMUM_TERMS) {
      throw new TooLarge();
    }
    TreeMap<Monomial, Rational> product = new TreeMap<>();
    for (Map.Entry<Monomial, Rational> left : terms.entrySet()) {
      Budget.check();
      other.terms.forEach((monomial, coefficient) ->
          add(product, left.getKey().times(monomial), left.getValue().times(coefficient)));
      if (product.size() > MAXIMUM_TERMS) {
        throw new TooLarge();
      }
    }
    return new Polynomial(product);
  }

  Polynomial times(Rational coefficient, Monomial monomial) {
    TreeMap<Monomial, Rational> product = new TreeMap<>();
    terms.forEach((key, value) -> product.put(key.times(monomial), value.times(coefficient)));
    return new Polynomial(product);
  }

  Polynomial power(int exponent) {
    if (exponent > MAXIMUM_TERMS) {
      throw new TooLarge();
    }
    Polynomial result = ONE;
    Polynomial square = this;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result.times(square);
      }
      if (rest > 1) {
        square = square.times(square);
      }
    }
    return result;
  }

  /// The quotient where `divisor` divides this without rest, and null where it does not.
  @Nullable Polynomial dividedBy(Polynomial divisor) {
    if (divisor.isConstant()) {
      return times(divisor.leadingCoefficient().reciprocal());
    }
    TreeMap<Monomial, Rational> rest = new TreeMap<>(terms);
    TreeMap<Monomial, Rational> quotient = new TreeMap<>();
    Monomial lead = divisor.leadingMonomial();
    Rational leadCoefficient = divisor.leadingCoefficient();
    while (!rest.isEmpty()) {
      Budget.check();
      Map.Entry<Monomial, Rational> last = rest.lastEntry();
      Monomial top = last.getKey();
      if (!top.isDivisibleBy(lead)) {
        return null;
      }
      Monomial monomial = top.dividedBy(lead);
      Rational coefficient = last.getValue().dividedBy(leadCoefficient);
      quotient.put(monomial, coefficient);
      Rational minus = coefficient.negate();
      divisor.terms.forEach((key, value) -> add(rest, key.times(monomial), value.times(minus)));
      if (quotient.size() > MAXIMUM_TERMS) {
        throw new TooLarge();
      }
    }
    return new Polynomial(quotient);
  }

  Polynomial derivative(int variable) {
    TreeMap<Monomial, Rational> result = new TreeMap<>();
    Monomial one = Monomial.of(variable, 1);
    terms.forEach((monomial, coefficient) -> {
      int exponent = monomial.exponent(variable);
      if (exponent > 0) {
        result.put(monomial.dividedBy(one), coefficient.times(Rational.of(exponent)));
      }
    });
    return new Polynomial(result);
  }

  /// The coefficients of the powers of one variable, by power; polynomials in the others.
  Polynomial[] coefficientsOf(int variable) {
    Polynomial[] coefficients = new Polynomial[degree(variable) + 1];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = new Polynomial(new TreeMap<>());
    }
    terms.forEach((monomial, coefficient) ->
        coefficients[monomial.exponent(variable)].terms.put(
            monomial.without(variable), coefficient));
    return coefficients;
  }

  /// The polynomial with these coefficients of the powers of one variable.
  static Polynomial ofCoefficients(int variable, Polynomial... coefficients) {
    TreeMap<Monomial, Rational> terms = new TreeMap<>();
    for (int power = 0; power < coefficients.length; power++) {
      Monomial factor = Monomial.of(variable, power);
      coefficients[power].terms.forEach(
          (monomial, coefficient) -> terms.put(monomial.times(factor), coefficient));
    }
    return new Polynomial(terms);
  }

  /// The greatest monomial that divides every term.
  Monomial monomialContent() {
    Monomial common = null;
    for (Monomial monomial : terms.keySet()) {
      common = common == null ? monomial : common.gcd(monomial);
    }
    return common == null ? Monomial.ONE : common;
  }

  /// The positive rational c for which this/c has coprime integer coefficients; 1 for zero.
  Rational numericContent() {
    Rational content = Rational.ZERO;
    for (Rational coefficient : terms.values()) {
      content = content.commonMeasure(coefficient);
    }
    return isZero() ? Rational.ONE : content;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Polynomial other && terms.equals(other.terms);
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
