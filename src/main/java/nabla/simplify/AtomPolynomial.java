package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// A polynomial in one function value, such as σ(x)(1 − σ(x)): its coefficients by degree. Where
/// the function's own derivative is a polynomial in it (σ′ = σ − σ², tanh′ = 1 − tanh²), every
/// higher derivative is one too, and the recurrence p ↦ p′ q gives it in coefficients, without any
/// expression in between.
public final class AtomPolynomial {

  private final Apply atom;
  private final Rational[] coefficients;

  private AtomPolynomial(Apply atom, Rational[] coefficients) {
    this.atom = atom;
    this.coefficients = coefficients;
  }

  /// A canonical expression as a polynomial in one function of one argument; null where it is none.
  public static @Nullable AtomPolynomial of(Expr canonical) {
    if (canonical instanceof Num || canonical.weight() > 2000) {
      return null;
    }
    try {
      Kernels kernels = Kernels.of(canonical);
      Fraction fraction = kernels.fraction(canonical);
      if (kernels.size() == 1
          && fraction.denominator().isOne()
          && kernels.kernel(0) instanceof Apply atom
          && atom.arity() == 1) {
        Polynomial[] powers = fraction.numerator().coefficientsOf(0);
        Rational[] coefficients = new Rational[powers.length];
        for (int i = 0; i < powers.length; i++) {
          coefficients[i] = powers[i].isZero() ? Rational.ZERO : powers[i].leadingCoefficient();
        }
        return new AtomPolynomial(atom, coefficients);
      }
      return null;
    } catch (Polynomial.TooLarge tooLarge) {
      return null;
    }
  }

  /// The function value in which this is a polynomial.
  public Apply atom() {
    return atom;
  }

  /// What becomes of this after `times` derivatives by the argument of the atom, whose own
  /// derivative is `slope`.
  public AtomPolynomial derivative(AtomPolynomial slope, int times) {
    Rational[] current = coefficients;
    for (int k = 0; k < times; k++) {
      Budget.check();
      current = product(derivative(current), slope.coefficients);
    }
    return new AtomPolynomial(atom, current);
  }

  private static Rational[] derivative(Rational[] polynomial) {
    Rational[] result = new Rational[Math.max(1, polynomial.length - 1)];
    result[0] = Rational.ZERO;
    for (int i = 1; i < polynomial.length; i++) {
      result[i - 1] = polynomial[i].times(Rational.of(i));
    }
    return result;
  }

  private static Rational[] product(Rational[] left, Rational[] right) {
    Rational[] result = new Rational[left.length + right.length - 1];
    java.util.Arrays.fill(result, Rational.ZERO);
    for (int i = 0; i < left.length; i++) {
      if (!left[i].isZero()) {
        Budget.check();
        for (int j = 0; j < right.length; j++) {
          result[i + j] = result[i + j].plus(left[i].times(right[j]));
        }
      }
    }
    int length = result.length;
    while (length > 1 && result[length - 1].isZero()) {
      length--;
    }
    return java.util.Arrays.copyOf(result, length);
  }

  /// The product of the powers of the atom, its factors (1 − a), (1 + a), (1 − 2a), (1 + a²), and
  /// an expanded rest.
  public Expr factored() {
    List<Expr> factors = new ArrayList<>();
    Rational[] rest = coefficients;
    int power = 0;
    while (rest.length > 1 && rest[0].isZero()) {
      rest = java.util.Arrays.copyOfRange(rest, 1, rest.length);
      power++;
    }
    int minus = 0;
    int plus = 0;
    int half = 0;
    for (Rational[] next = divided(rest, 1); next != null; next = divided(rest, 1)) {
      rest = next;
      minus++;
    }
    for (Rational[] next = divided(rest, -1); next != null; next = divided(rest, -1)) {
      rest = next;
      plus++;
    }
    for (Rational[] next = divided(rest, 2); next != null; next = divided(rest, 2)) {
      rest = next;
      half++;
    }
    int squares = 0;
    for (Rational[] next = dividedBySquares(rest); next != null; next = dividedBySquares(rest)) {
      rest = next;
      squares++;
    }
    int both = Math.min(minus, plus);
    factors.add(Canonical.power(atom, power));
    factors.add(Canonical.power(Canonical.difference(Num.ONE, Canonical.power(atom, 2)), both));
    factors.add(Canonical.power(Canonical.sum(Num.ONE, Canonical.power(atom, 2)), squares));
    factors.add(Canonical.power(Canonical.difference(Num.ONE, atom), minus - both));
    factors.add(Canonical.power(Canonical.sum(Num.ONE, atom), plus - both));
    factors.add(
        Canonical.power(Canonical.difference(Num.ONE, Canonical.product(Num.TWO, atom)), half));
    Rational content = content(rest);
    factors.add(Num.of(content));
    factors.add(expanded(rest, content));
    return Canonical.product(factors);
  }

  /// The quotient by (1 − c a) where that is a factor: the coefficients of p/(1 − c a) are running
  /// sums.
  private static Rational @Nullable [] divided(Rational[] polynomial, long c) {
    if (polynomial.length < 2) {
      return null;
    }
    Rational[] quotient = new Rational[polynomial.length - 1];
    Rational carried = Rational.ZERO;
    for (int i = 0; i < quotient.length; i++) {
      carried = polynomial[i].plus(carried.times(Rational.of(c)));
      quotient[i] = carried;
    }
    Rational last = polynomial[polynomial.length - 1].plus(carried.times(Rational.of(c)));
    return last.isZero() ? quotient : null;
  }

  /// The quotient by (1 + a²) where that is a factor.
  private static Rational @Nullable [] dividedBySquares(Rational[] polynomial) {
    int size = polynomial.length - 2;
    if (size < 1) {
      return null;
    }
    Rational[] carried = polynomial.clone();
    for (int i = 2; i < carried.length; i++) {
      carried[i] = carried[i].minus(carried[i - 2]);
    }
    return carried[size].isZero() && carried[size + 1].isZero()
        ? java.util.Arrays.copyOf(carried, size)
        : null;
  }

  /// The content with the sign of the lowest coefficient.
  private static Rational content(Rational[] polynomial) {
    BigInteger numerator = BigInteger.ZERO;
    BigInteger denominator = BigInteger.ONE;
    int sign = 0;
    for (Rational coefficient : polynomial) {
      numerator = numerator.gcd(coefficient.numerator());
      denominator =
          denominator
              .multiply(coefficient.denominator())
              .divide(denominator.gcd(coefficient.denominator()));
      sign = sign == 0 ? coefficient.signum() : sign;
    }
    return numerator.signum() == 0
        ? Rational.ZERO
        : Rational.of(numerator.multiply(BigInteger.valueOf(sign)), denominator);
  }

  private Expr expanded(Rational[] polynomial, Rational content) {
    if (content.isZero()) {
      return Num.ONE;
    }
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < polynomial.length; i++) {
      Rational coefficient = polynomial[i].dividedBy(content);
      if (!coefficient.isZero()) {
        terms.add(Canonical.product(Num.of(coefficient), Canonical.power(atom, i)));
      }
    }
    return Canonical.sum(terms);
  }
}
