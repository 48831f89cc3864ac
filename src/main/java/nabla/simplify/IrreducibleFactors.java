package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import nabla.expr.Budget;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Splits a polynomial without repeated factors into factors that are irreducible over the rational
/// numbers: x⁴ + 4 is (x² − 2x + 2)(x² + 2x + 2).
///
/// In one variable by [ModularFactors]. A homogeneous polynomial has the factors of what it is with
/// one variable set to 1. Other polynomials in several variables are read as one in a single
/// variable by Kronecker's substitution (D. E. Knuth, The Art of Computer Programming, 4.6.2,
/// exercise 21), whose factors are combined.
final class IrreducibleFactors {

  /// Of higher degree, a polynomial is left as it is.
  private static final int HIGHEST_DEGREE = 40;

  /// Factors of an image are combined up to this many.
  private static final int MOST_FACTORS = 14;

  private IrreducibleFactors() {}

  /// The factors, whose product is `polynomial`; the polynomial alone where it is irreducible or
  /// too large to be split.
  static List<Polynomial> of(Polynomial polynomial) {
    List<Polynomial> factors = new ArrayList<>(split(polynomial));
    Polynomial product = Polynomial.ONE;
    for (Polynomial factor : factors) {
      product = product.times(factor);
    }
    Polynomial rest = polynomial.dividedBy(product);
    if (rest == null || !rest.isConstant()) {
      return List.of(polynomial);
    }
    factors.set(0, factors.getFirst().times(rest));
    return List.copyOf(factors);
  }

  private static List<Polynomial> split(Polynomial polynomial) {
    List<Integer> variables = new ArrayList<>();
    for (int variable = 0; variable < polynomial.variables(); variable++) {
      if (polynomial.contains(variable)) {
        variables.add(variable);
        if (polynomial.degree(variable) == 1
            && PolynomialGcd.content(polynomial, variable).isOne()) {
          return List.of(polynomial);
        }
      }
    }
    if (variables.isEmpty()) {
      return List.of(polynomial);
    }
    int last = variables.getLast();
    if (variables.size() == 1) {
      return univariate(polynomial, last);
    }
    return isHomogeneous(polynomial)
        ? homogeneous(polynomial, last)
        : kronecker(polynomial, variables);
  }

  private static List<Polynomial> univariate(Polynomial polynomial, int variable) {
    int degree = polynomial.degree(variable);
    if (degree > HIGHEST_DEGREE) {
      return List.of(polynomial);
    }
    BigInteger[] coefficients = new BigInteger[degree + 1];
    Arrays.fill(coefficients, BigInteger.ZERO);
    PolynomialGcd.primitive(polynomial)
        .forEach((monomial, coefficient) ->
            coefficients[monomial.exponent(variable)] = coefficient.numerator());
    List<Polynomial> factors = new ArrayList<>();
    for (BigInteger[] factor : ModularFactors.of(coefficients)) {
      Polynomial sum = Polynomial.ZERO;
      for (int power = 0; power < factor.length; power++) {
        sum = sum.plus(Polynomial.term(Rational.of(factor[power]), Monomial.of(variable, power)));
      }
      factors.add(sum);
    }
    return factors;
  }

  private static boolean isHomogeneous(Polynomial polynomial) {
    int degree = polynomial.leadingMonomial().degree();
    boolean[] same = {true};
    polynomial.forEach((monomial, coefficient) -> same[0] &= monomial.degree() == degree);
    return same[0];
  }

  private static List<Polynomial> homogeneous(Polynomial polynomial, int variable) {
    Polynomial[] image = {Polynomial.ZERO};
    polynomial.forEach((monomial, coefficient) ->
        image[0] = image[0].plus(Polynomial.term(coefficient, monomial.without(variable))));
    List<Polynomial> factors = new ArrayList<>();
    for (Polynomial factor : split(image[0])) {
      int[] degree = {0};
      factor.forEach((monomial, coefficient) -> degree[0] = Math.max(degree[0], monomial.degree()));
      Polynomial[] whole = {Polynomial.ZERO};
      factor.forEach((monomial, coefficient) ->
          whole[0] =
              whole[0].plus(
                  Polynomial.term(
                      coefficient,
                      monomial.times(Monomial.of(variable, degree[0] - monomial.degree())))));
      factors.add(whole[0]);
    }
    return factors;
  }

  private static List<Polynomial> kronecker(Polynomial polynomial, List<Integer> variables) {
    int[] weights = new int[variables.size()];
    int weight = 1;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight;
      weight *= polynomial.degree(variables.get(i)) + 1;
      if (weight > 2 * HIGHEST_DEGREE) {
        return List.of(polynomial);
      }
    }
    Polynomial[] image = {Polynomial.ZERO};
    polynomial.forEach((monomial, coefficient) -> {
      int power = 0;
      for (int i = 0; i < weights.length; i++) {
        power += weights[i] * monomial.exponent(variables.get(i));
      }
      image[0] = image[0].plus(Polynomial.term(coefficient, Monomial.of(0, power)));
    });
    List<Polynomial> parts = new ArrayList<>();
    for (PolynomialFactors.Factor factor : PolynomialFactors.of(image[0]).factors()) {
      for (Polynomial part : split(factor.base())) {
        parts.addAll(Collections.nCopies(factor.multiplicity(), part));
      }
    }
    return parts.size() > MOST_FACTORS
        ? List.of(polynomial)
        : combined(polynomial, variables, parts);
  }

  /// Products of some of the parts, the short ones first, that are images of factors.
  private static List<Polynomial> combined(
      Polynomial polynomial, List<Integer> variables, List<Polynomial> parts) {
    List<Polynomial> factors = new ArrayList<>();
    List<Polynomial> left = new ArrayList<>(parts);
    Polynomial rest = polynomial;
    for (int size = 1; 2 * size <= left.size(); size++) {
      for (int choice = 1; choice < 1 << left.size() && 2 * size <= left.size(); choice++) {
        if (Integer.bitCount(choice) != size) {
          continue;
        }
        Budget.check();
        Polynomial product = Polynomial.ONE;
        for (int i = 0; i < left.size(); i++) {
          product = ((choice >> i) & 1) == 1 ? product.times(left.get(i)) : product;
        }
        Polynomial factor = preimage(product, polynomial, variables);
        Polynomial quotient = factor == null ? null : rest.dividedBy(factor);
        if (factor != null && quotient != null) {
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
    if (!rest.isConstant()) {
      factors.add(rest);
    }
    return factors;
  }

  /// The powers of the single variable, read as powers of several; null for a constant.
  private static @Nullable Polynomial preimage(
      Polynomial image, Polynomial original, List<Integer> variables) {
    Polynomial[] sum = {Polynomial.ZERO};
    image.forEach((monomial, coefficient) -> {
      int power = monomial.exponent(0);
      Monomial several = Monomial.ONE;
      for (int variable : variables) {
        int base = original.degree(variable) + 1;
        several = several.times(Monomial.of(variable, power % base));
        power /= base;
      }
      sum[0] = sum[0].plus(Polynomial.term(coefficient, several));
    });
    return sum[0].isConstant() ? null : PolynomialGcd.primitive(sum[0]);
  }
}
