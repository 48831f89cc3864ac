package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// A(k) with `A(k + 1) − A(k) = f(k)`, for a polynomial f or a polynomial times q^k: then
/// `Σ_{k=a}^b f(k) = A(b + 1) − A(a)`, also for the empty sum b = a − 1.
///
/// For q ≠ 1, the antidifference of k^p q^k is q^k P_p(k), where `(q − 1) P_p = k^p − q Σ_{j<p}
/// C(p, j) P_j`, as comparing `q P(k + 1) − P(k)` with k^p shows.
///
/// @param variable k
/// @param expression A(k), canonical
/// @param ratio q, which has to differ from 1 where it is no number; 1 for a polynomial
record Antidifference(Symbol variable, Expr expression, Expr ratio) {

  private static final int HIGHEST_POWER = 12;

  /// The antidifference of a canonical term; null where it is of another kind.
  static @Nullable Antidifference of(Expr term, Symbol k) {
    List<Expr> front = new ArrayList<>();
    List<Expr> ratios = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr factor : term instanceof Product product ? product.children() : List.of(term)) {
      if (!Dag.of(factor).contains(k)) {
        front.add(factor);
      } else if (!geometric(factor, k, front, ratios)) {
        rest.add(factor);
      }
    }
    Expr ratio = Canonical.product(ratios);
    Expr[] coefficients = coefficients(Canonical.product(rest), k);
    if (coefficients == null || Canonical.isZero(ratio)) {
      return null;
    }
    Expr sum =
        Canonical.isOne(ratio)
            ? polynomial(coefficients, k)
            : Canonical.product(Canonical.power(ratio, k), geometric(coefficients, k, ratio));
    front.add(sum);
    return new Antidifference(k, Canonical.product(front), ratio);
  }

  /// Takes b^(m k + c) as c' q^k.
  private static boolean geometric(Expr factor, Symbol k, List<Expr> front, List<Expr> ratios) {
    boolean natural = factor instanceof Apply apply && apply.operator() == Elementary.EXP;
    if (!natural && !(factor instanceof Power)) {
      return false;
    }
    Expr base = natural ? Apply.of(Elementary.E) : factor.child(0);
    Expr exponent = natural ? factor.child(0) : factor.child(1);
    if (Dag.of(base).contains(k)) {
      return false;
    }
    List<Expr> slope = new ArrayList<>();
    List<Expr> constant = new ArrayList<>();
    for (Expr part : exponent instanceof Sum sum ? sum.children() : List.of(exponent)) {
      if (!Dag.of(part).contains(k)) {
        constant.add(part);
        continue;
      }
      Expr multiple = Canonical.quotient(part, k);
      boolean whole = multiple instanceof Num number && number.value().isInteger();
      if (Dag.of(multiple).contains(k) || !(natural || whole)) {
        return false;
      }
      slope.add(multiple);
    }
    front.add(Canonical.power(base, Canonical.sum(constant)));
    ratios.add(Canonical.power(base, Canonical.sum(slope)));
    return true;
  }

  /// The coefficients of a polynomial in k, the lowest first; null where it is none.
  private static Expr @Nullable [] coefficients(Expr expression, Symbol k) {
    try {
      Kernels kernels = Kernels.of(expression, k);
      int variable = kernels.number(k);
      Fraction fraction = kernels.fraction(expression);
      if (fraction.denominator().contains(variable)
          || fraction.numerator().degree(variable) > HIGHEST_POWER) {
        return null;
      }
      for (int other = 0; other < kernels.size(); other++) {
        if (other != variable && Dag.of(kernels.kernel(other)).contains(k)) {
          return null;
        }
      }
      Expr below = Canonical.power(kernels.expression(fraction.denominator()), -1);
      Polynomial[] parts = fraction.numerator().coefficientsOf(variable);
      Expr[] coefficients = new Expr[parts.length];
      for (int power = 0; power < parts.length; power++) {
        coefficients[power] = Canonical.product(kernels.expression(parts[power]), below);
      }
      return coefficients;
    } catch (Polynomial.TooLarge tooLarge) {
      return null;
    }
  }

  /// Σ c_p S_p(k − 1) with the power sums `S_p(n) = Σ_{i=1}^n i^p`, where `(p + 1) S_p = (n + 1)^{p
  /// + 1} − 1 − Σ_{j<p} C(p + 1, j) S_j` (Pascal).
  private static Expr polynomial(Expr[] coefficients, Symbol k) {
    Polynomial n = Polynomial.variable(0);
    Polynomial[] sums = new Polynomial[coefficients.length];
    List<Expr> terms = new ArrayList<>();
    Kernels kernels = Kernels.of(k);
    for (int p = 0; p < coefficients.length; p++) {
      Budget.check();
      // in k = n + 1, so that (n + 1)^{p + 1} is k^{p + 1}
      Polynomial total = n.power(p + 1).plus(Polynomial.constant(-1));
      BigInteger binomial = BigInteger.ONE;
      for (int j = 0; j < p; j++) {
        total = total.plus(sums[j].times(Rational.of(binomial).negate()));
        binomial =
            binomial.multiply(BigInteger.valueOf(p + 1L - j)).divide(BigInteger.valueOf(j + 1L));
      }
      sums[p] = total.times(Rational.of(1, p + 1));
      kernels.number(k);
      terms.add(Canonical.product(coefficients[p], kernels.expression(sums[p])));
    }
    return Canonical.sum(terms);
  }

  private static Expr geometric(Expr[] coefficients, Symbol k, Expr ratio) {
    Expr scale = Canonical.power(Canonical.difference(ratio, Num.ONE), -1);
    Expr[] parts = new Expr[coefficients.length];
    List<Expr> terms = new ArrayList<>();
    for (int p = 0; p < coefficients.length; p++) {
      List<Expr> sum = new ArrayList<>();
      sum.add(Canonical.power(k, p));
      BigInteger binomial = BigInteger.ONE;
      for (int j = 0; j < p; j++) {
        sum.add(Canonical.product(Num.of(Rational.of(binomial).negate()), ratio, parts[j]));
        binomial =
            binomial.multiply(BigInteger.valueOf(p - (long) j)).divide(BigInteger.valueOf(j + 1L));
      }
      parts[p] = Canonical.product(scale, Canonical.sum(sum));
      terms.add(Canonical.product(coefficients[p], parts[p]));
    }
    return Canonical.sum(terms);
  }

  /// A(k) at another place.
  Expr at(Expr place) {
    return Canonical.of(nabla.expr.Substitution.of(variable, place).apply(expression));
  }
}
