package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Budget;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Splits a polynomial into factors that a person would find: a common number, common variables,
/// contents by each variable, repeated factors, rational roots, and quadratics whose discriminant
/// is a square.
final class PolynomialFactors {

  /// One factor and how often it occurs.
  record Factor(Polynomial base, int multiplicity) {}

  private static final BigInteger PRIME = BigInteger.valueOf((1L << 31) - 1);

  /// Roots are searched among fractions whose parts divide numbers below this.
  private static final long LARGEST_FOR_ROOTS = 1_000_000;

  /// Of a larger number only the divisors up to this one.
  private static final int FEW_DIVISORS = 12;

  private final List<Factor> factors = new ArrayList<>();
  private Rational number = Rational.ONE;

  private PolynomialFactors() {}

  static PolynomialFactors of(Polynomial polynomial) {
    PolynomialFactors result = new PolynomialFactors();
    if (polynomial.isZero()) {
      result.number = Rational.ZERO;
      return result;
    }
    Rational content = polynomial.numericContent();
    Monomial monomial = polynomial.monomialContent();
    result.number = content;
    for (int variable = 0; variable < monomial.variables(); variable++) {
      result.add(Polynomial.variable(variable), monomial.exponent(variable));
    }
    Polynomial rest = PolynomialGcd.exactQuotient(polynomial, Polynomial.term(content, monomial));
    result.splitContents(rest, 0, 1);
    result.foldConstants();
    return result;
  }

  Rational number() {
    return number;
  }

  List<Factor> factors() {
    return factors;
  }

  private void add(Polynomial base, int multiplicity) {
    if (multiplicity == 0 || base.isOne()) {
      return;
    }
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i).base.equals(base)) {
        factors.set(i, new Factor(base, factors.get(i).multiplicity + multiplicity));
        return;
      }
      if (factors.get(i).base.equals(base.negate())) {
        number = multiplicity % 2 == 0 ? number : number.negate();
        factors.set(i, new Factor(factors.get(i).base, factors.get(i).multiplicity + multiplicity));
        return;
      }
    }
    factors.add(new Factor(base, multiplicity));
  }

  private void foldConstants() {
    factors.removeIf(factor -> {
      if (factor.base.isConstant()) {
        number = number.times(factor.base.leadingCoefficient().power(factor.multiplicity));
        return true;
      }
      return false;
    });
  }

  /// Splits off what the coefficients of the powers of each variable have in common.
  private void splitContents(Polynomial polynomial, int firstVariable, int multiplicity) {
    Polynomial rest = polynomial;
    for (int variable = firstVariable; variable < rest.variables(); variable++) {
      if (rest.contains(variable)) {
        Polynomial content = PolynomialGcd.content(rest, variable);
        if (!content.isConstant()) {
          splitContents(content, 0, multiplicity);
          rest = PolynomialGcd.exactQuotient(rest, content);
        }
      }
    }
    splitSquares(rest, multiplicity);
  }

  /// Yun's separation of repeated factors, by the variable of least degree.
  private void splitSquares(Polynomial polynomial, int multiplicity) {
    if (polynomial.isConstant()) {
      add(polynomial, multiplicity);
      return;
    }
    int variable = mainVariable(polynomial);
    Polynomial derivative = polynomial.derivative(variable);
    Polynomial common = PolynomialGcd.of(polynomial, derivative);
    if (common.isConstant()) {
      splitSquareFree(polynomial, variable, multiplicity);
      return;
    }
    Polynomial once = PolynomialGcd.exactQuotient(polynomial, common);
    int power = 1;
    while (!once.isConstant()) {
      Polynomial next = PolynomialGcd.of(once, common);
      Polynomial exactly = PolynomialGcd.exactQuotient(once, next);
      if (!exactly.isConstant()) {
        splitSquareFree(exactly, mainVariable(exactly), multiplicity * power);
      } else {
        add(exactly, multiplicity * power);
      }
      once = next;
      common = PolynomialGcd.exactQuotient(common, next);
      power++;
    }
    add(once, multiplicity * (power - 1));
    add(common, multiplicity);
  }

  private static int mainVariable(Polynomial polynomial) {
    int best = -1;
    for (int variable = 0; variable < polynomial.variables(); variable++) {
      int degree = polynomial.degree(variable);
      if (degree > 0 && (best < 0 || degree < polynomial.degree(best))) {
        best = variable;
      }
    }
    return best;
  }

  private void splitSquareFree(Polynomial polynomial, int variable, int multiplicity) {
    int degree = polynomial.degree(variable);
    if (degree == 1) {
      add(polynomial, multiplicity);
    } else if (isUnivariate(polynomial, variable)) {
      splitRoots(polynomial, variable, multiplicity);
    } else if (degree == 2) {
      splitQuadratic(polynomial, variable, multiplicity);
    } else {
      add(polynomial, multiplicity);
    }
  }

  private static boolean isUnivariate(Polynomial polynomial, int variable) {
    for (int other = 0; other < polynomial.variables(); other++) {
      if (other != variable && polynomial.contains(other)) {
        return false;
      }
    }
    return true;
  }

  private void splitRoots(Polynomial polynomial, int variable, int multiplicity) {
    Polynomial rest = PolynomialGcd.primitive(polynomial);
    number = number.times(polynomial.numericContent().power(multiplicity));
    for (Rational root : candidateRoots(rest, variable)) {
      if (rest.degree(variable) == 1) {
        break;
      }
      // the factor (d x − n) of the root n/d
      Polynomial linear =
          Polynomial.variable(variable)
              .times(Rational.of(root.denominator()))
              .minus(Polynomial.constant(Rational.of(root.numerator())));
      Polynomial quotient = rest.dividedBy(linear);
      if (quotient != null) {
        add(linear, multiplicity);
        rest = quotient;
      }
    }
    add(rest, multiplicity);
  }

  /// The numbers n/d that may be roots: n divides the last coefficient, d the first, and the value
  /// is 0 modulo a prime, which is looked at first.
  private static Set<Rational> candidateRoots(Polynomial polynomial, int variable) {
    Polynomial[] coefficients = polynomial.coefficientsOf(variable);
    BigInteger[] integers = new BigInteger[coefficients.length];
    long[] remainders = new long[coefficients.length];
    for (int i = 0; i < integers.length; i++) {
      Polynomial coefficient = coefficients[i];
      integers[i] =
          coefficient.isZero() ? BigInteger.ZERO : coefficient.leadingCoefficient().numerator();
      remainders[i] = remainder(integers[i]);
    }
    BigInteger lowest = integers[0].signum() == 0 ? BigInteger.ONE : integers[0];
    Set<Rational> roots = new LinkedHashSet<>();
    for (BigInteger numerator : divisors(lowest)) {
      Budget.check();
      for (BigInteger denominator : divisors(integers[integers.length - 1])) {
        for (BigInteger signed : List.of(numerator, numerator.negate())) {
          if (vanishes(remainders, remainder(signed), remainder(denominator))) {
            roots.add(Rational.of(signed, denominator));
          }
        }
      }
    }
    return roots;
  }

  private static long remainder(BigInteger value) {
    return value.mod(PRIME).longValueExact();
  }

  /// Whether `Σ cᵢ nⁱ d^(k−i)` is 0 modulo the prime.
  private static boolean vanishes(long[] coefficients, long n, long d) {
    long prime = PRIME.longValueExact();
    long value = 0;
    long power = 1;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = (value * n + coefficients[i] * power) % prime;
      power = power * d % prime;
    }
    return value == 0;
  }

  /// The small divisors of a number, all of them where the number is small.
  private static List<BigInteger> divisors(BigInteger value) {
    List<BigInteger> divisors = new ArrayList<>();
    if (value.bitLength() < Long.SIZE - 1) {
      addDivisors(divisors, Math.abs(value.longValueExact()));
      return divisors;
    }
    BigInteger size = value.abs();
    for (int candidate = 1; candidate <= FEW_DIVISORS; candidate++) {
      BigInteger divisor = BigInteger.valueOf(candidate);
      if (size.mod(divisor).signum() == 0) {
        divisors.add(divisor);
      }
    }
    return divisors;
  }

  /// Each divisor up to the square root brings its partner.
  private static void addDivisors(List<BigInteger> divisors, long size) {
    long largest = size > LARGEST_FOR_ROOTS ? FEW_DIVISORS : size;
    for (long candidate = 1; candidate <= largest && candidate * candidate <= size; candidate++) {
      if (size % candidate == 0) {
        divisors.add(BigInteger.valueOf(candidate));
        long partner = size / candidate;
        if (partner < LARGEST_FOR_ROOTS && partner != candidate) {
          divisors.add(BigInteger.valueOf(partner));
        }
      }
    }
  }

  /// a x² + b x + c with b² − 4ac = r² is (2ax + b − r)(2ax + b + r)/(4a); the primitive parts are
  /// the factors.
  private void splitQuadratic(Polynomial polynomial, int variable, int multiplicity) {
    Polynomial[] c = polynomial.coefficientsOf(variable);
    Polynomial discriminant = c[1].times(c[1]).minus(c[0].times(c[2]).times(Rational.of(4)));
    Polynomial root = squareRoot(discriminant);
    if (root == null) {
      add(polynomial, multiplicity);
      return;
    }
    Polynomial twice = c[2].times(Polynomial.variable(variable)).times(Rational.TWO);
    Polynomial first = primitivePart(twice.plus(c[1]).minus(root), variable);
    Polynomial second = polynomial.dividedBy(first);
    if (second == null) {
      add(polynomial, multiplicity);
      return;
    }
    add(first, multiplicity);
    add(second, multiplicity);
  }

  private static Polynomial primitivePart(Polynomial polynomial, int variable) {
    return PolynomialGcd.primitive(
        PolynomialGcd.exactQuotient(polynomial, PolynomialGcd.content(polynomial, variable)));
  }

  /// The polynomial whose square this is, and null where there is none.
  static @Nullable Polynomial squareRoot(Polynomial square) {
    if (square.isZero()) {
      return square;
    }
    PolynomialFactors parts = square.isConstant() ? new PolynomialFactors() : squareFree(square);
    Rational number = square.isConstant() ? square.leadingCoefficient() : parts.number;
    Rational root = rationalRoot(number);
    if (root == null) {
      return null;
    }
    Polynomial result = Polynomial.constant(root);
    for (Factor factor : parts.factors) {
      if (factor.multiplicity % 2 != 0) {
        return null;
      }
      result = result.times(factor.base.power(factor.multiplicity / 2));
    }
    return result.times(result).equals(square) ? result : null;
  }

  private static PolynomialFactors squareFree(Polynomial polynomial) {
    return of(polynomial);
  }

  private static @Nullable Rational rationalRoot(Rational value) {
    if (value.signum() < 0) {
      return null;
    }
    BigInteger numerator = value.numerator().sqrt();
    BigInteger denominator = value.denominator().sqrt();
    Rational root = Rational.of(numerator, denominator);
    return root.times(root).equals(value) ? root : null;
  }
}
