package nabla.simplify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Reads canonical expressions as rational functions in kernels: the maximal parts that are no
/// sums, products or integer powers. Exponentials and powers with commensurable exponents share one
/// kernel (e^x, e^−x, e^2x are powers of e^x), and roots know what their powers are.
final class Kernels {

  private final List<Expr> kernels = new ArrayList<>();
  private final Map<Expr, Integer> numbers = new HashMap<>();
  private final Map<Unit, Rational> units = new HashMap<>();

  /// The units that occur with a positive coefficient; where only e^(−x) occurs, it is the kernel
  /// and not e^x.
  private final Set<Unit> growing = new HashSet<>();

  private final Map<Integer, Relation> relations = new HashMap<>();

  /// The kernels whose powers were replaced by what was stated of them.
  private final Set<Expr> replaced = new LinkedHashSet<>();

  private final Set<Integer> stated = new HashSet<>();

  /// The base and the variable part of an exponent: (e, x) for e^{2x}.
  private record Unit(Expr base, Expr exponent) {}

  /// `kernel ^ degree` is `value`.
  private record Relation(int degree, Polynomial value) {}

  /// Sums inside products and powers are kernels of their own, except these.
  private final @Nullable Set<Expr> openSums;

  private Kernels(@Nullable Set<Expr> openSums) {
    this.openSums = openSums;
  }

  /// The kernels of these expressions, together.
  static Kernels of(Expr... roots) {
    return learn(new Kernels(null), roots);
  }

  /// The kernels of an expression of which only the outermost sum is taken apart, so that (x² +
  /// 1)⁹⁹ stays a power.
  static Kernels withClosedSums(Expr root) {
    return learn(new Kernels(Set.of(root)), root);
  }

  private static Kernels learn(Kernels kernels, Expr... roots) {
    for (Expr node : kernels.region(roots).nodes()) {
      kernels.learnUnits(node);
    }
    return kernels;
  }

  /// The sums, products and powers that make up the rational functions, and their kernels.
  private Dag region(Expr... roots) {
    return Dag.below(this::isRational, roots);
  }

  private boolean isRational(Expr node) {
    return (node instanceof Sum && (openSums == null || openSums.contains(node)))
        || node instanceof Product
        || (node instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger());
  }

  private void learnUnits(Expr node) {
    if (node instanceof Apply apply && apply.operator() == Elementary.EXP) {
      learnUnits(Elementary.E, apply.argument());
    } else if (node instanceof Power power && !isRational(power)) {
      learnUnits(power.base(), power.exponent());
    }
  }

  private void learnUnits(nabla.catalogue.Function e, Expr exponent) {
    learnUnits(Apply.of(e), exponent);
  }

  private void learnUnits(Expr base, Expr exponent) {
    for (Expr term : terms(exponent)) {
      Rational coefficient = Canonical.coefficient(term).abs();
      if (Canonical.coefficient(term).signum() > 0) {
        growing.add(new Unit(base, Canonical.withoutCoefficient(term)));
      }
      units.merge(
          new Unit(base, Canonical.withoutCoefficient(term)), coefficient, Kernels::commonMeasure);
    }
  }

  /// The greatest rational of which both are integer multiples.
  static Rational commonMeasure(Rational left, Rational right) {
    BigInteger denominator =
        left.denominator()
            .multiply(right.denominator())
            .divide(left.denominator().gcd(right.denominator()));
    Rational scale = Rational.of(denominator);
    BigInteger numerator = left.times(scale).numerator().gcd(right.times(scale).numerator());
    return Rational.of(numerator, denominator);
  }

  private static List<Expr> terms(Expr exponent) {
    return exponent instanceof Sum ? exponent.children() : List.of(exponent);
  }

  int size() {
    return kernels.size();
  }

  Expr kernel(int number) {
    return kernels.get(number);
  }

  /// The polynomial variable of a kernel; it is numbered when first met.
  int number(Expr kernel) {
    Integer known = numbers.get(kernel);
    if (known != null) {
      return known;
    }
    int number = kernels.size();
    kernels.add(kernel);
    numbers.put(kernel, number);
    return number;
  }

  /// The expression as a quotient of polynomials in the kernels, in lowest terms.
  Fraction fraction(Expr expression) {
    Dag dag = region(expression);
    Fraction[] results = new Fraction[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      results[position] =
          reduced(
              switch (node) {
                case Num number -> Fraction.of(Polynomial.constant(number.value()));
                case Sum sum when isRational(sum) -> {
                  Fraction total = Fraction.ZERO;
                  for (Expr term : sum.children()) {
                    total = total.plus(results[dag.position(term)]);
                  }
                  yield total;
                }
                case Product product -> {
                  Fraction total = Fraction.of(Polynomial.ONE);
                  for (Expr factor : product.children()) {
                    total = reduced(total.times(results[dag.position(factor)]));
                  }
                  yield total;
                }
                case Power power when isRational(power) ->
                    integerPower(power, results[dag.position(power.base())]);
                case Power power -> powerOfKernel(power.base(), power.exponent());
                case Apply apply when apply.operator() == Elementary.EXP ->
                    powerOfKernel(Apply.of(Elementary.E), apply.argument());
                case Apply root when root.operator() == Elementary.CBRT -> cubeRoot(root);
                default -> Fraction.of(Polynomial.variable(number(node)));
              });
    }
    return results[results.length - 1];
  }

  /// A cube root is a kernel whose third power is known.
  private Fraction cubeRoot(Apply root) {
    boolean known = numbers.containsKey(root);
    int number = number(root);
    if (!known) {
      Fraction radicand = fraction(root.argument());
      if (radicand.denominator().isOne()) {
        relations.put(number, new Relation(3, radicand.numerator()));
      }
    }
    return Fraction.of(Polynomial.variable(number));
  }

  private Fraction integerPower(Power power, Fraction base) {
    Rational exponent = ((Num) power.exponent()).value();
    if (!exponent.isInt()) {
      throw new Polynomial.TooLarge();
    }
    int size = Math.abs(exponent.intValue());
    int terms = Math.max(base.numerator().size(), base.denominator().size());
    if (size > 12 && terms > 1 && (long) size * terms > 64) {
      throw new Polynomial.TooLarge();
    }
    return base.power(exponent.intValue());
  }

  /// `base ^ exponent` as a product of powers of kernels, one for each term of the exponent.
  private Fraction powerOfKernel(Expr base, Expr exponent) {
    Fraction result = Fraction.of(Polynomial.ONE);
    for (Expr term : terms(exponent)) {
      Expr variable = Canonical.withoutCoefficient(term);
      Unit part = new Unit(base, variable);
      Rational size = units.getOrDefault(part, Canonical.coefficient(term).abs());
      boolean decaying = Canonical.isE(base) && units.containsKey(part) && !growing.contains(part);
      Rational unit = decaying ? size.negate() : size;
      Rational multiple = Canonical.coefficient(term).dividedBy(unit);
      Expr kernel = Canonical.power(base, Canonical.product(Num.of(unit), variable));
      if (!multiple.isInt() || Math.abs(multiple.intValue()) > 4096) {
        throw new Polynomial.TooLarge();
      }
      if (Canonical.isOne(variable) && unit.isInteger() && !Canonical.isE(base)) {
        // the integer part of x^(n+1): a power of x itself
        result = result.times(fraction(Canonical.power(base, Num.of(Canonical.coefficient(term)))));
        continue;
      }
      int number = number(kernel);
      if (Canonical.isOne(variable) && !Canonical.isE(base)) {
        learnRoot(number, base, unit);
      }
      Polynomial power =
          Polynomial.term(Rational.ONE, Monomial.of(number, Math.abs(multiple.intValue())));
      result =
          result.times(
              multiple.signum() > 0 ? Fraction.of(power) : new Fraction(Polynomial.ONE, power));
    }
    return result;
  }

  /// The kernel base^(p/q) to the power q is base^p.
  private void learnRoot(int number, Expr base, Rational unit) {
    if (relations.containsKey(number)
        || unit.denominator().bitLength() > 10
        || unit.numerator().bitLength() > 10) {
      return;
    }
    Fraction radicand = fraction(Canonical.power(base, unit.numerator().intValue()));
    if (radicand.denominator().isOne()) {
      relations.put(number, new Relation(unit.denominator().intValue(), radicand.numerator()));
    }
  }

  /// States that `kernel ^ degree` is `value`, as sin(x)² is 1 − cos(x)².
  void relate(Expr kernel, int degree, Expr value) {
    Fraction fraction = fraction(value);
    if (fraction.denominator().isOne()) {
      relations.put(number(kernel), new Relation(degree, fraction.numerator()));
      stated.add(number(kernel));
    }
  }

  /// The kernels of which something was stated that was used since.
  Set<Expr> replaced() {
    return replaced;
  }

  private Fraction reduced(Fraction fraction) {
    if (relations.isEmpty()) {
      return fraction;
    }
    Polynomial numerator = reduced(fraction.numerator());
    Polynomial denominator = reduced(fraction.denominator());
    return numerator.equals(fraction.numerator()) && denominator.equals(fraction.denominator())
        ? fraction
        : Fraction.of(numerator, denominator);
  }

  private Polynomial reduced(Polynomial polynomial) {
    Polynomial result = polynomial;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<Integer, Relation> relation : relations.entrySet()) {
        int variable = relation.getKey();
        int degree = relation.getValue().degree;
        if (result.degree(variable) >= degree) {
          result = replacePowers(result, variable, degree, relation.getValue().value);
          if (stated.contains(variable)) {
            replaced.add(kernels.get(variable));
          }
          changed = true;
        }
      }
    }
    return result;
  }

  private static Polynomial replacePowers(
      Polynomial polynomial, int variable, int degree, Polynomial value) {
    Polynomial[] coefficients = polynomial.coefficientsOf(variable);
    Polynomial sum = Polynomial.ZERO;
    Polynomial power = Polynomial.ONE;
    for (int i = 0; i < coefficients.length; i++) {
      if (i > 0 && i % degree == 0) {
        power = power.times(value);
      }
      if (!coefficients[i].isZero()) {
        sum =
            sum.plus(
                coefficients[i]
                    .times(Rational.ONE, Monomial.of(variable, i % degree))
                    .times(power));
      }
    }
    return sum;
  }

  /// The expanded expression of a polynomial in the kernels.
  Expr expression(Polynomial polynomial) {
    List<Expr> terms = new ArrayList<>();
    polynomial.forEach((monomial, coefficient) ->
        terms.add(Canonical.product(Num.of(coefficient), power(monomial))));
    return Canonical.sum(terms);
  }

  private Expr power(Monomial monomial) {
    List<Expr> factors = new ArrayList<>();
    for (int variable = 0; variable < monomial.variables(); variable++) {
      if (monomial.exponent(variable) != 0) {
        factors.add(Canonical.power(kernels.get(variable), monomial.exponent(variable)));
      }
    }
    return Canonical.product(factors);
  }

  /// The expression of a fraction with its parts expanded.
  Expr expression(Fraction fraction) {
    return Canonical.quotient(expression(fraction.numerator()), expression(fraction.denominator()));
  }
}
