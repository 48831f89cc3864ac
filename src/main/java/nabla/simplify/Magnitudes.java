package nabla.simplify;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.rewrite.Signs;
import org.jspecify.annotations.Nullable;

/// Absolute values, their powers, their logarithms, and signs: all multiplicative, so a product is
/// taken apart, whatever the signs of its factors are. Where √u is defined it is |u|^(1/2), and
/// where ln u is defined it is ln |u|.
final class Magnitudes {

  private static final int LARGEST_PRIME = 1000;

  private final Basis basis;
  private final Signs signs;
  private final boolean factoring;
  private final Set<Expr> undecided = new LinkedHashSet<>();
  private final Set<Expr> signed = new LinkedHashSet<>();

  /// @param factoring whether sums are split into factors
  Magnitudes(Basis basis, Signs signs, boolean factoring) {
    this.basis = basis;
    this.signs = signs;
    this.factoring = factoring;
  }

  /// The real parts whose signs would have been of use.
  Set<Expr> undecided() {
    return undecided;
  }

  /// Those of them of which the very sign occurs, which is 0 at 0.
  Set<Expr> signed() {
    return signed;
  }

  /// −1 or 1 for what is nowhere positive or nowhere negative, 0 for what is unknown.
  int sign(PowerSum sum) {
    if (sum.isZero()) {
      return 1;
    }
    if (!basis.isPlainlyReal(sum)) {
      return 0;
    }
    Expr expression = basis.expression(sum);
    if (!isCertain(expression)) {
      return 0;
    }
    return signs.isNonNegative(expression)
        ? 1
        : signs.isNonNegative(Canonical.negate(expression)) ? -1 : 0;
  }

  /// A power like x^n of a base that may be negative has a sign when n is an integer, which cannot
  /// be seen.
  private boolean isCertain(Expr expression) {
    return !Basis.mentionsImaginary(expression)
        && !Dag.any(
            expression,
            node ->
                node instanceof Power power
                    && !(power.exponent() instanceof Num)
                    && !signs.isPositive(power.base()));
  }

  /// Whether the value is an integer wherever there is one.
  boolean isInteger(Expr expression) {
    return isCertain(expression) && signs.isInteger(expression);
  }

  /// Whether a quotient is nowhere negative.
  boolean isNonNegative(PowerRatio ratio) {
    Expr expression = basis.expression(ratio);
    if (!isCertain(expression)
        || !basis.isPlainlyReal(ratio.numerator())
        || !basis.isPlainlyReal(ratio.denominator())) {
      return false;
    }
    PowerRatio product = basis.reduced(ratio.numerator().times(ratio.denominator()));
    return signs.isNonNegative(expression) || signs.isNonNegative(basis.expression(product));
  }

  /// The parts of a sum that is not 0: a positive number, powers of kernels, and factors without
  /// either.
  private record Parts(
      Rational number, PowerProduct kernels, Map<PowerSum, Integer> factors, int sign) {}

  private Parts parts(PowerSum sum) {
    Rational number = sum.numericContent();
    PowerProduct content = sum.content();
    PowerSum rest = sum.times(number.reciprocal(), content.reciprocal());
    int sign = rest.leadingSign();
    Map<PowerSum, Integer> factors = new LinkedHashMap<>();
    if (sign < 0) {
      rest = rest.negate();
    }
    if (rest.isOne()) {
      return new Parts(number, content, factors, sign);
    }
    Scaling scaling = factoring ? Scaling.forFactors(rest) : null;
    if (scaling == null || scaling.variables() > 6) {
      factors.put(rest, 1);
      return new Parts(number, content, factors, sign);
    }
    PolynomialFactors found = PolynomialFactors.of(scaling.polynomial(rest));
    int turned = sign * found.number().signum();
    for (PolynomialFactors.Factor factor : found.factors()) {
      PowerSum base = scaling.sum(factor.base());
      boolean negative = base.leadingSign() < 0;
      turned *= negative && factor.multiplicity() % 2 != 0 ? -1 : 1;
      factors.merge(negative ? base.negate() : base, factor.multiplicity(), Integer::sum);
    }
    return new Parts(number.times(found.number().abs()), content, factors, turned);
  }

  /// |u|^r
  PowerRatio power(PowerRatio u, Rational r) {
    if (u.isZero()) {
      if (r.signum() > 0) {
        return PowerRatio.ZERO;
      }
      throw Canonical.undefined("division by 0");
    }
    PowerRatio above = power(u.numerator(), r);
    return u.isSum() ? above : basis.times(above, power(u.denominator(), r.negate()));
  }

  private PowerRatio power(PowerSum u, Rational r) {
    Parts parts = parts(u);
    PowerRatio result = power(parts.number, r);
    for (int i = 0; i < parts.kernels.size(); i++) {
      Rational exponent = parts.kernels.exponent(i).times(r);
      result = basis.times(result, kernelPower(parts.kernels.kernel(i), exponent));
    }
    for (Map.Entry<PowerSum, Integer> factor : parts.factors.entrySet()) {
      Rational exponent = r.times(Rational.of(factor.getValue()));
      result = basis.times(result, magnitude(factor.getKey(), exponent));
    }
    return result;
  }

  /// A root of a positive number by its prime factors.
  PowerRatio power(Rational positive, Rational r) {
    PowerProduct product = PowerProduct.ONE;
    for (Map.Entry<BigInteger, Integer> prime : primes(positive).entrySet()) {
      int number = basis.number(Num.of(Rational.of(prime.getKey())), Kernel.Kind.NUMBER);
      product = product.times(PowerProduct.of(number, r.times(Rational.of(prime.getValue()))));
    }
    return basis.reduced(PowerSum.term(Rational.ONE, product));
  }

  private static Map<BigInteger, Integer> primes(Rational positive) {
    Map<BigInteger, Integer> primes = new LinkedHashMap<>();
    count(primes, positive.numerator(), 1);
    count(primes, positive.denominator(), -1);
    return primes;
  }

  private static void count(Map<BigInteger, Integer> primes, BigInteger value, int step) {
    BigInteger rest = value;
    for (int candidate = 2;
        candidate <= LARGEST_PRIME && rest.compareTo(BigInteger.ONE) > 0;
        candidate++) {
      BigInteger prime = BigInteger.valueOf(candidate);
      while (rest.mod(prime).signum() == 0) {
        primes.merge(prime, step, Integer::sum);
        rest = rest.divide(prime);
      }
    }
    if (rest.compareTo(BigInteger.ONE) > 0) {
      primes.merge(rest, step, Integer::sum);
    }
    primes.values().removeIf(multiplicity -> multiplicity == 0);
  }

  private PowerRatio kernelPower(int number, Rational exponent) {
    Kernel kernel = basis.kernel(number);
    return switch (kernel.kind()) {
      case IMAGINARY, TURN, HALF_TURN, ALTERNATION -> PowerRatio.ONE;
      case EXPONENTIAL, NUMBER, MAGNITUDE ->
          basis.reduced(PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent)));
      case PLAIN, SIGN, CUBE_ROOT, POWER -> magnitude(PowerSum.kernel(number), exponent);
    };
  }

  /// |b|^r for a real or complex b that is taken apart no further.
  private PowerRatio magnitude(PowerSum b, Rational r) {
    int sign = sign(b);
    if (sign == 0 && basis.isPlainlyReal(b)) {
      ask(basis.expression(b), false);
    }
    Expr meaning = Apply.of(Elementary.ABS, basis.expression(b));
    int number = basis.number(new Kernel(meaning, Kernel.Kind.MAGNITUDE, b, sign));
    return basis.reduced(PowerSum.term(Rational.ONE, PowerProduct.of(number, r)));
  }

  private void ask(Expr part, boolean atZero) {
    if (!Basis.mentionsImaginary(part)) {
      undecided.add(part);
      if (atZero) {
        signed.add(part);
      }
    }
  }

  /// ln |u|
  PowerRatio logarithm(PowerRatio u) {
    if (u.isZero()) {
      throw Canonical.undefined("ln of 0");
    }
    PowerRatio above = logarithm(u.numerator());
    return u.isSum()
        ? above
        : basis.plus(above, basis.times(logarithm(u.denominator()), Rational.MINUS_ONE));
  }

  private PowerRatio logarithm(PowerSum u) {
    Parts parts = parts(u);
    PowerRatio total = PowerRatio.of(logarithm(parts.number));
    for (int i = 0; i < parts.kernels.size(); i++) {
      PowerRatio part =
          kernelLogarithm(basis.kernel(parts.kernels.kernel(i)), parts.kernels.kernel(i));
      total = basis.plus(total, basis.times(part, parts.kernels.exponent(i)));
    }
    for (Map.Entry<PowerSum, Integer> factor : parts.factors.entrySet()) {
      PowerSum part = plainLogarithm(factor.getKey());
      total =
          basis.plus(
              total, PowerRatio.of(part.times(Rational.of(factor.getValue()), PowerProduct.ONE)));
    }
    return total;
  }

  private PowerSum logarithm(Rational positive) {
    PowerSum total = PowerSum.ZERO;
    for (Map.Entry<BigInteger, Integer> prime : primes(positive).entrySet()) {
      Expr meaning = Apply.of(Elementary.LN, Num.of(Rational.of(prime.getKey())));
      total =
          total.plus(basis.plain(meaning).times(Rational.of(prime.getValue()), PowerProduct.ONE));
    }
    return total;
  }

  private PowerRatio kernelLogarithm(Kernel kernel, int number) {
    return switch (kernel.kind()) {
      case IMAGINARY, TURN, HALF_TURN, ALTERNATION -> PowerRatio.ZERO;
      case EXPONENTIAL -> exponents.getOrDefault(number, PowerRatio.ZERO);
      case NUMBER -> PowerRatio.of(logarithm(((Num) kernel.meaning()).value()));
      case MAGNITUDE -> logarithm(kernel.requiredBody());
      case PLAIN, SIGN, CUBE_ROOT, POWER -> PowerRatio.of(plainLogarithm(PowerSum.kernel(number)));
    };
  }

  private PowerSum plainLogarithm(PowerSum b) {
    Expr meaning = Apply.of(Elementary.LN, Apply.of(Elementary.ABS, basis.expression(b)));
    PowerSum logarithm = basis.plain(meaning);
    bodies.put(logarithm.first().getKey().kernel(0), b);
    return logarithm;
  }

  private final Map<Integer, PowerSum> bodies = new LinkedHashMap<>();
  private final Map<Integer, PowerRatio> exponents = new LinkedHashMap<>();

  /// The b of the kernel ln |b|, and null for another kernel.
  @Nullable PowerSum bodyOfLogarithm(int kernel) {
    PowerSum body = bodies.get(kernel);
    if (body == null
        && basis.kernel(kernel).meaning() instanceof Apply apply
        && apply.operator() == Elementary.LN
        && apply.argument() instanceof Num number) {
      return PowerSum.constant(number.value());
    }
    return body;
  }

  /// That a kernel is e^`exponent`.
  void learnExponent(int kernel, PowerRatio exponent) {
    exponents.put(kernel, exponent);
  }

  /// The sign of a real u: −1, 0 or 1.
  PowerRatio signOf(PowerRatio u) {
    if (u.isZero()) {
      return PowerRatio.ZERO;
    }
    PowerRatio above = signOf(u.numerator());
    return u.isSum() ? above : basis.times(above, signOf(u.denominator()));
  }

  private PowerRatio signOf(PowerSum u) {
    if (!basis.isPlainlyReal(u)) {
      return plainSign(u);
    }
    Parts parts = parts(u);
    PowerRatio total = PowerRatio.of(PowerSum.constant(Rational.of(parts.sign)));
    for (int i = 0; i < parts.kernels.size(); i++) {
      int number = parts.kernels.kernel(i);
      Rational exponent = parts.kernels.exponent(i);
      PowerRatio sign =
          switch (basis.kernel(number).kind()) {
            case EXPONENTIAL, NUMBER -> PowerRatio.ONE;
            case SIGN -> PowerRatio.of(PowerSum.kernel(number));
            case ALTERNATION -> PowerRatio.of(PowerSum.kernel(number));
            case PLAIN, MAGNITUDE, CUBE_ROOT, POWER, IMAGINARY, TURN, HALF_TURN ->
                plainSign(PowerSum.kernel(number));
          };
      // a root of a kernel stands only where the kernel is not negative
      boolean even = exponent.isInteger() && !exponent.numerator().testBit(0);
      total = basis.times(total, even || !exponent.isInteger() ? basis.times(sign, sign) : sign);
    }
    for (Map.Entry<PowerSum, Integer> factor : parts.factors.entrySet()) {
      PowerRatio sign = plainSign(factor.getKey());
      total = basis.times(total, factor.getValue() % 2 == 0 ? basis.times(sign, sign) : sign);
    }
    return total;
  }

  private PowerRatio plainSign(PowerSum b) {
    if (basis.isPlainlyReal(b)) {
      Expr expression = basis.expression(b);
      if (isCertain(expression) && signs.isPositive(expression)) {
        return PowerRatio.ONE;
      }
      if (isCertain(expression) && signs.isNegative(expression)) {
        return PowerRatio.of(PowerSum.constant(Rational.MINUS_ONE));
      }
      ask(expression, true);
    }
    Expr meaning = Apply.of(Elementary.SIGN, basis.expression(b));
    return PowerRatio.of(
        PowerSum.kernel(basis.number(new Kernel(meaning, Kernel.Kind.SIGN, b, 0))));
  }
}
