package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// Writes a fraction in kernels as a product of factors the way a person would: each factor with
/// the sign that reads best or that was written before, sums inside factors collected where that is
/// shorter, and conjugate factors joined where their product is shorter, (1 − t)(1 + t) as 1 − t².
final class FactoredForm {

  private final Kernels kernels;
  private final Written written;
  private final ReadingCosts costs;
  private final boolean complete;

  // the coefficients of collected sums repeat
  private final Map<Polynomial, Expr> products = new HashMap<>();
  private final Map<Polynomial, Expr> sums = new HashMap<>();

  FactoredForm(Kernels kernels, Written written) {
    this(kernels, written, new ReadingCosts(written));
  }

  FactoredForm(Kernels kernels, Written written, ReadingCosts costs) {
    this(kernels, written, costs, false);
  }

  private FactoredForm(Kernels kernels, Written written, ReadingCosts costs, boolean complete) {
    this.kernels = kernels;
    this.written = written;
    this.costs = costs;
    this.complete = complete;
  }

  /// With factors that are irreducible over the rational numbers, none of them joined.
  static FactoredForm complete(Kernels kernels, Written written) {
    return new FactoredForm(kernels, written, new ReadingCosts(written), true);
  }

  /// The fraction with both of its parts factored.
  Expr of(Fraction fraction) {
    return Canonical.quotient(of(fraction.numerator()), of(fraction.denominator()));
  }

  private Expr of(Polynomial polynomial) {
    Expr product = products.get(polynomial);
    if (product == null) {
      product = of(PolynomialFactors.of(polynomial));
      products.put(polynomial, product);
    }
    return product;
  }

  private Expr of(PolynomialFactors polynomial) {
    List<PolynomialFactors.Factor> joined =
        complete ? irreducible(polynomial.factors()) : joinConjugates(polynomial.factors());
    List<Expr> parts = new ArrayList<>();
    Rational number = polynomial.number();
    for (PolynomialFactors.Factor factor : joined) {
      Rational unit = written.decimals() ? decimalUnit(factor.base()) : Rational.ONE;
      Polynomial base = factor.base().times(unit.reciprocal());
      number = number.times(unit.power(factor.multiplicity()));
      Expr sum = complete ? kernels.expression(base) : bestSum(base);
      if (sum instanceof Sum && isBetterTurned(sum)) {
        Polynomial turned = base.negate();
        sum = complete ? kernels.expression(turned) : bestSum(turned);
        number = factor.multiplicity() % 2 == 0 ? number : number.negate();
      }
      parts.add(Canonical.power(sum, factor.multiplicity()));
    }
    parts.addFirst(Num.of(number));
    return Canonical.product(parts);
  }

  /// By which number a factor with large coefficients is divided for a reader of decimals: 200000 +
  /// 26829x² is read as 1 + 0.134145x².
  private static Rational decimalUnit(Polynomial base) {
    List<Rational> coefficients = new ArrayList<>();
    base.forEach((monomial, coefficient) -> coefficients.add(coefficient.abs()));
    Rational large = Rational.of(100);
    if (coefficients.size() < 2 || coefficients.stream().noneMatch(c -> c.compareTo(large) >= 0)) {
      return Rational.ONE;
    }
    for (Rational unit : coefficients.reversed()) {
      if (coefficients.stream().allMatch(c -> isShortDecimal(c.dividedBy(unit)))) {
        return unit;
      }
    }
    return Rational.ONE;
  }

  private static boolean isShortDecimal(Rational value) {
    return value.isFiniteDecimal() && value.toDecimal().precision() <= 12;
  }

  private static List<PolynomialFactors.Factor> irreducible(
      List<PolynomialFactors.Factor> factors) {
    List<PolynomialFactors.Factor> result = new ArrayList<>();
    for (PolynomialFactors.Factor factor : factors) {
      for (Polynomial part : IrreducibleFactors.of(factor.base())) {
        result.add(new PolynomialFactors.Factor(part, factor.multiplicity()));
      }
    }
    return result;
  }

  private boolean isBetterTurned(Expr sum) {
    Expr turned = Canonical.negate(sum);
    if (written.contains(sum) || written.contains(turned)) {
      return written.contains(turned) && !written.contains(sum);
    }
    return leadsWithMinus(sum) && !leadsWithMinus(turned);
  }

  /// Whether the first term in a reader's order is negative, before any other term is put first.
  private boolean leadsWithMinus(Expr sum) {
    Expr lead = Presentation.leadingTerm((Sum) sum);
    return Canonical.coefficient(lead).signum() < 0;
  }

  private List<PolynomialFactors.Factor> joinConjugates(List<PolynomialFactors.Factor> factors) {
    List<PolynomialFactors.Factor> result = new ArrayList<>(factors);
    for (int i = 0; i < result.size(); i++) {
      for (int j = i + 1; j < result.size(); j++) {
        PolynomialFactors.Factor first = result.get(i);
        PolynomialFactors.Factor second = result.get(j);
        if (first.multiplicity() == second.multiplicity()
            && first.base().size() == 2
            && second.base().size() == 2) {
          Polynomial product = first.base().times(second.base());
          if (product.size() == 2) {
            result.set(i, new PolynomialFactors.Factor(product, first.multiplicity()));
            result.remove(j);
            j = i;
          }
        }
      }
    }
    return result;
  }

  /// The best sum, with a minus in front where every term has one.
  Expr signedSum(Polynomial polynomial) {
    boolean[] positive = {false};
    polynomial.forEach((monomial, coefficient) -> positive[0] |= coefficient.signum() > 0);
    return positive[0] || polynomial.size() < 2
        ? bestSum(polynomial)
        : nabla.expr.Product.of(Num.MINUS_ONE, bestSum(polynomial.negate()));
  }

  /// The polynomial expanded or collected by one of its kernels, whichever is read more easily.
  Expr bestSum(Polynomial polynomial) {
    Expr sum = sums.get(polynomial);
    if (sum == null) {
      sum = chosenSum(polynomial);
      sums.put(polynomial, sum);
    }
    return sum;
  }

  private Expr chosenSum(Polynomial polynomial) {
    Expr best = kernels.expression(polynomial);
    if (polynomial.size() < 3 || polynomial.size() > 60) {
      return best;
    }
    long cost = costs.of(best);
    for (int variable = 0; variable < polynomial.variables(); variable++) {
      if (polynomial.contains(variable)) {
        Expr collected = collected(polynomial, variable);
        long other = costs.of(collected);
        // a collected sum that costs the same shows more of its structure
        if (other < cost || (other == cost && collected.arity() < best.arity())) {
          best = collected;
          cost = other;
        }
      }
    }
    return best;
  }

  /// The polynomial as a sum of powers of one kernel with factored coefficients.
  Expr collected(Polynomial polynomial, int variable) {
    Polynomial[] coefficients = polynomial.coefficientsOf(variable);
    List<Expr> terms = new ArrayList<>();
    for (int power = 0; power < coefficients.length; power++) {
      if (!coefficients[power].isZero()) {
        Expr coefficient =
            power == 0 ? kernels.expression(coefficients[power]) : of(coefficients[power]);
        terms.add(
            Canonical.product(
                coefficient, Canonical.power(kernels.kernel(variable), Num.of(power))));
      }
    }
    return Canonical.sum(terms);
  }
}
