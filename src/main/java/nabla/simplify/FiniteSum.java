package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Sums and products with numbers for bounds: polynomials in the index are summed by Faulhaber's
/// formula however many terms there are, and a few terms of anything else are written out.
final class FiniteSum {

  /// This many terms are written out.
  private static final int MOST_TERMS = 6;

  private static final int HIGHEST_POWER = 30;

  private static final int LARGEST_TERM = 500;

  private static final int MOST_ZERO_TERMS = 30;

  /// So many numbers are added or multiplied.
  private static final int MOST_NUMBERS = 1000;

  private static final int LONGEST_BETWEEN = 4096;
  private static final int LONGEST_INTEGER = 1024;
  private static final int LONGEST_FRACTION = 128;

  private static final Symbol INDEX = Symbol.of(Name.of("summation variable"));

  private FiniteSum() {}

  /// The canonical sum or product without its binder; null where it is to stay.
  static @Nullable Expr of(Binder binder) {
    if (!(binder.lower() instanceof Num low)
        || !(binder.upper() instanceof Num high)
        || !low.value().isInteger()
        || !high.value().isInteger()) {
      return null;
    }
    BigInteger terms = high.value().minus(low.value()).numerator().add(BigInteger.ONE);
    Expr number = number(binder, low.value(), terms);
    if (number != null) {
      return number;
    }
    return switch (binder.kind()) {
      case SUM -> terms.signum() <= 0 ? Num.ZERO : sum(binder, low.value(), high.value(), terms);
      case PRODUCT -> terms.signum() <= 0 ? Num.ONE : product(binder, low.value(), terms);
      case INTEGRAL -> null;
      case LIMIT -> null;
    };
  }

  /// A sum or an integral without what a person would not leave in it: first terms that are 0, as
  /// that of Σ_{k=0} k x^(k−1), and factors that do not move with its variable.
  static Expr tidied(Binder binder) {
    boolean additive = binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.INTEGRAL;
    return additive && Canonical.isZero(binder.body())
        ? Num.ZERO
        : withConstantsInFront(withoutZeroTerms(binder));
  }

  private static Binder withoutZeroTerms(Binder binder) {
    Binder rest = binder;
    for (int gone = 0; gone < MOST_ZERO_TERMS && startsWithZero(rest); gone++) {
      Expr[] parts = rest.children().toArray(Expr[]::new);
      parts[1] = Num.of(((Num) rest.lower()).value().plus(Rational.ONE));
      rest = (Binder) rest.withChildren(parts);
    }
    return rest;
  }

  private static boolean startsWithZero(Binder binder) {
    if (binder.kind() != Binder.Kind.SUM
        || !(binder.lower() instanceof Num)
        || binder.body().weight() > LARGEST_TERM) {
      return false;
    }
    try {
      return Canonical.isZero(Canonical.of(binder.open(binder.lower())));
    } catch (NablaException undefined) {
      return false;
    }
  }

  private static Expr withConstantsInFront(Binder binder) {
    boolean linear = binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.INTEGRAL;
    if (!linear || !(binder.body() instanceof Product product)) {
      return binder;
    }
    List<Expr> front = new ArrayList<>();
    List<Expr> inside = new ArrayList<>();
    for (Expr factor : product.children()) {
      boolean moves = Dag.any(factor, node -> node instanceof Bound);
      boolean stays = moves || !factor.isScalar(); // arrays do not commute, A in Σ_i x_iᵀ A x_i
      (stays ? inside : front).add(factor);
    }
    if (front.isEmpty() || inside.isEmpty()) {
      return binder;
    }
    Expr[] parts = binder.children().toArray(Expr[]::new);
    parts[0] = Canonical.product(inside);
    front.add(binder.withChildren(parts));
    return Canonical.product(front);
  }

  /// The number that a sum or product of rational numbers is: Π_{k=1}^10 k is 3628800. Null where a
  /// part is no such number, there are too many, or few would read the result.
  private static @Nullable Expr number(Binder binder, Rational low, BigInteger terms) {
    boolean adds = binder.kind() == Binder.Kind.SUM;
    if (!(adds || binder.kind() == Binder.Kind.PRODUCT)
        || terms.bitLength() > 31
        || terms.intValue() > MOST_NUMBERS
        || binder.body().weight() > LARGEST_TERM
        || Dag.any(binder.body(), node -> node instanceof Symbol)) {
      return null;
    }
    Rational result = adds ? Rational.ZERO : Rational.ONE;
    for (int i = 0; i < terms.intValue(); i++) {
      Budget.check();
      Expr term = Canonical.of(binder.open(Num.of(low.plus(Rational.of(i)))));
      if (!(term instanceof Num part) || bits(result) > LONGEST_BETWEEN) {
        return null;
      }
      result = adds ? result.plus(part.value()) : result.times(part.value());
    }
    boolean readable = bits(result) <= (result.isInteger() ? LONGEST_INTEGER : LONGEST_FRACTION);
    return readable ? Num.of(result) : null;
  }

  private static int bits(Rational number) {
    return Math.max(number.numerator().bitLength(), number.denominator().bitLength());
  }

  private static @Nullable Expr sum(Binder binder, Rational low, Rational high, BigInteger terms) {
    Expr polynomial = polynomial(binder, low, high);
    if (polynomial != null) {
      return polynomial;
    }
    return terms.bitLength() < 31 && terms.intValue() <= MOST_TERMS
        ? Canonical.sum(terms(binder, low, terms))
        : geometric(binder, Num.of(low), Num.of(high.plus(Rational.ONE)));
  }

  /// A sum of polynomials times powers of numbers, as Σ k 2^k, however many terms there are.
  private static @Nullable Expr geometric(Binder binder, Num from, Num after) {
    Expr body = Canonical.of(binder.open(INDEX));
    List<Expr> parts = new ArrayList<>();
    for (Expr term : body instanceof Sum sum ? sum.children() : List.of(body)) {
      Antidifference closed = Antidifference.of(term, INDEX);
      if (closed == null || !(closed.ratio() instanceof Num)) {
        return null;
      }
      parts.add(Canonical.difference(closed.at(after), closed.at(from)));
    }
    return Canonical.sum(parts);
  }

  private static @Nullable Expr product(Binder binder, Rational low, BigInteger terms) {
    if (!Dag.any(binder.body(), binder.bound()::equals)) {
      return Canonical.power(binder.body(), Num.of(Rational.of(terms)));
    }
    return terms.bitLength() < 31 && terms.intValue() <= MOST_TERMS
        ? Canonical.product(terms(binder, low, terms))
        : null;
  }

  private static List<Expr> terms(Binder binder, Rational low, BigInteger count) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < count.intValue(); i++) {
      terms.add(Canonical.of(binder.open(Num.of(low.plus(Rational.of(i))))));
    }
    return terms;
  }

  private static @Nullable Expr polynomial(Binder binder, Rational low, Rational high) {
    Bound index = binder.bound();
    try {
      Kernels kernels = Kernels.of(binder.body(), index);
      int variable = kernels.number(index);
      Fraction fraction = kernels.fraction(binder.body());
      if (!fraction.denominator().isOne()
          || fraction.numerator().degree(variable) > HIGHEST_POWER) {
        return null;
      }
      for (int other = 0; other < kernels.size(); other++) {
        if (other != variable && Dag.any(kernels.kernel(other), index::equals)) {
          return null;
        }
      }
      Polynomial[] coefficients = fraction.numerator().coefficientsOf(variable);
      List<Expr> parts = new ArrayList<>();
      for (int power = 0; power < coefficients.length; power++) {
        Rational total = powerSum(power, high).minus(powerSum(power, low.minus(Rational.ONE)));
        parts.add(Canonical.product(Num.of(total), kernels.expression(coefficients[power])));
      }
      return Canonical.sum(parts);
    } catch (Polynomial.TooLarge tooLarge) {
      return null;
    }
  }

  /// `Σ_{k=1}^n k^p`, continued to all integers n as the polynomial it is: the recurrence (p+1) S_p
  /// = (n+1)^{p+1} − 1 − Σ_{j<p} C(p+1, j) S_j (Pascal).
  private static Rational powerSum(int p, Rational n) {
    Rational[] sums = new Rational[p + 1];
    Rational next = n.plus(Rational.ONE);
    for (int q = 0; q <= p; q++) {
      Budget.check();
      Rational total = (next.isZero() ? Rational.ZERO : next.power(q + 1)).minus(Rational.ONE);
      BigInteger binomial = BigInteger.ONE;
      for (int j = 0; j < q; j++) {
        total = total.minus(Rational.of(binomial).times(sums[j]));
        binomial =
            binomial.multiply(BigInteger.valueOf(q + 1 - j)).divide(BigInteger.valueOf(j + 1));
      }
      sums[q] = total.dividedBy(Rational.of(q + 1));
    }
    return sums[p];
  }
}
