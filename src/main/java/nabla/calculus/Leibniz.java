package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The n-th derivative at once, for sums of a polynomial times one function whose derivatives
/// follow a pattern: of a linear u = a x + b, the powers `u^p`, `ln u`, `e^u` and `c^u`, the sine
/// and cosine and the hyperbolic ones. By Leibniz's rule `(P K)⁽ⁿ⁾ = Σ binom(n, k) P⁽ᵏ⁾ K⁽ⁿ⁻ᵏ⁾`,
/// where P has as many derivatives as its degree; what all terms have in common stands in front.
final class Leibniz {

  private static final Set<Operator> WAVES =
      Set.of(Trigonometric.SIN, Trigonometric.COS, Hyperbolic.SINH, Hyperbolic.COSH);

  /// Products of sums with more terms than this are not multiplied out.
  private static final int MOST_TERMS = 64;

  private final Symbol variable;
  private final int order;

  private Leibniz(Symbol variable, int order) {
    this.variable = variable;
    this.order = order;
  }

  /// The derivative of this order, canonical; null where a term follows no pattern.
  static @Nullable Expr of(Expr canonical, Symbol variable, int order) {
    return new Leibniz(variable, order).derivative(canonical);
  }

  private @Nullable Expr derivative(Expr expression) {
    List<Expr> terms = expression instanceof Sum ? expression.children() : List.of(expression);
    List<Expr> derivatives = new ArrayList<>();
    for (Expr term : terms) {
      Budget.check();
      Expr derivative = term(term);
      if (derivative == null) {
        return null;
      }
      derivatives.add(derivative);
    }
    return Canonical.sum(derivatives);
  }

  private @Nullable Expr term(Expr term) {
    List<Expr> constants = new ArrayList<>();
    List<Expr> kernels = new ArrayList<>();
    VariablePolynomial polynomial = VariablePolynomial.constant(Num.ONE, variable);
    for (Expr factor : term instanceof Product ? term.children() : List.of(term)) {
      if (!moves(factor)) {
        constants.add(factor);
        continue;
      }
      VariablePolynomial next = VariablePolynomial.read(factor, variable);
      if (next == null || polynomial.degree() + next.degree() > VariablePolynomial.LARGEST_DEGREE) {
        kernels.add(factor);
      } else {
        polynomial = polynomial.times(next);
      }
    }
    Expr derivative = derivative(polynomial, kernels);
    if (derivative == null) {
      return distributed(term);
    }
    constants.add(derivative);
    return Canonical.product(constants);
  }

  /// `x (sin x + cos x)` term by term.
  private @Nullable Expr distributed(Expr term) {
    if (!(term instanceof Product product)) {
      return null;
    }
    for (Expr factor : product.children()) {
      if (factor instanceof Sum sum && moves(sum) && sum.arity() <= MOST_TERMS) {
        List<Expr> others = new ArrayList<>(product.children());
        others.remove(factor);
        Expr rest = Canonical.product(others);
        List<Expr> terms = new ArrayList<>();
        for (Expr part : sum.children()) {
          terms.add(Canonical.product(part, rest));
        }
        Expr expanded = Canonical.sum(terms);
        return expanded.equals(term) ? null : derivative(expanded);
      }
    }
    return null;
  }

  private @Nullable Expr derivative(VariablePolynomial polynomial, List<Expr> kernels) {
    if (kernels.isEmpty()) {
      return of(polynomial);
    }
    List<Expr> rates = new ArrayList<>();
    kernels.forEach(kernel -> exponentialRate(kernel, rates::add));
    if (rates.size() == kernels.size()) {
      return exponential(polynomial, Canonical.sum(rates), Canonical.product(kernels));
    }
    if (kernels.size() > 1) {
      return null;
    }
    return switch (kernels.getFirst()) {
      case Apply apply when WAVES.contains(apply.operator()) && isLinear(apply.argument()) ->
          wave(polynomial, apply);
      case Apply apply when apply.operator() == Elementary.LN && isLinear(apply.argument()) ->
          logarithm(polynomial, apply);
      case Power power when isLinear(power.base()) && !moves(power.exponent()) ->
          power(polynomial, power.base(), power.exponent());
      default -> null;
    };
  }

  private Expr of(VariablePolynomial polynomial) {
    List<Expr> terms = new ArrayList<>();
    for (int degree = order; degree <= polynomial.degree(); degree++) {
      terms.add(
          Canonical.product(
              polynomial.coefficients().get(degree),
              FallingFactorial.of(Num.of(degree), order),
              Canonical.power(variable, degree - order)));
    }
    return Canonical.sum(terms);
  }

  /// The rate r for which the derivative of the kernel is r times itself; nothing for another
  /// kernel.
  private void exponentialRate(Expr kernel, Consumer<Expr> rates) {
    if (kernel instanceof Apply apply
        && apply.operator() == Elementary.EXP
        && isLinear(apply.argument())) {
      rates.accept(rate(apply.argument()));
    }
    if (kernel instanceof Power power
        && !moves(power.base())
        && isLinear(power.exponent())
        && !(power.base() instanceof Num number && number.value().signum() <= 0)) {
      rates.accept(
          Canonical.product(rate(power.exponent()), Canonical.apply(Elementary.LN, power.base())));
    }
  }

  private Expr exponential(VariablePolynomial polynomial, Expr rate, Expr kernel) {
    int most = Math.min(order, polynomial.degree());
    VariablePolynomial sum = VariablePolynomial.constant(Num.ZERO, variable);
    VariablePolynomial current = polynomial;
    for (int k = 0; k <= most; k++) {
      Expr factor =
          Canonical.product(VariablePolynomial.binomial(order, k), Canonical.power(rate, most - k));
      sum = sum.plus(current.times(factor));
      current = current.derivative();
    }
    return product(sum, Canonical.power(rate, order - most), kernel);
  }

  /// After four derivatives a sine is one again, after two a hyperbolic sine.
  private Expr wave(VariablePolynomial polynomial, Apply kernel) {
    Expr argument = kernel.argument();
    Expr rate = rate(argument);
    int most = Math.min(order, polynomial.degree());
    VariablePolynomial same = VariablePolynomial.constant(Num.ZERO, variable);
    VariablePolynomial other = same;
    VariablePolynomial current = polynomial;
    for (int k = 0; k <= most; k++) {
      int times = order - k;
      Expr factor =
          Canonical.product(
              Num.of(sign(kernel.operator(), times)),
              VariablePolynomial.binomial(order, k),
              Canonical.power(rate, most - k));
      if (times % 2 == 0) {
        same = same.plus(current.times(factor));
      } else {
        other = other.plus(current.times(factor));
      }
      current = current.derivative();
    }
    Expr common = Canonical.power(rate, order - most);
    return Canonical.sum(
        product(same, common, kernel),
        product(other, common, Canonical.apply(partner(kernel.operator()), argument)));
  }

  private static Operator partner(Operator wave) {
    if (wave == Trigonometric.SIN) {
      return Trigonometric.COS;
    }
    if (wave == Trigonometric.COS) {
      return Trigonometric.SIN;
    }
    return wave == Hyperbolic.SINH ? Hyperbolic.COSH : Hyperbolic.SINH;
  }

  private static int sign(Operator wave, int times) {
    if (wave == Trigonometric.SIN) {
      return times % 4 < 2 ? 1 : -1;
    }
    return wave == Trigonometric.COS && (times % 4 == 1 || times % 4 == 2) ? -1 : 1;
  }

  /// `(u^p)⁽ᵐ⁾ = a^m p(p − 1)…(p − m + 1) u^(p − m)`.
  private Expr power(VariablePolynomial polynomial, Expr base, Expr p) {
    int most = Math.min(order, polynomial.degree());
    int least = order - most;
    Expr rate = rate(base);
    Expr common = Canonical.product(Canonical.power(rate, least), FallingFactorial.of(p, least));
    Expr rest = Canonical.sum(p, Num.of(-least));
    VariablePolynomial sum = VariablePolynomial.constant(Num.ZERO, variable);
    VariablePolynomial current = polynomial;
    for (int k = 0; k <= most; k++) {
      Expr factor =
          Canonical.product(
              VariablePolynomial.binomial(order, k),
              Canonical.power(rate, most - k),
              FallingFactorial.product(rest, most - k));
      sum = sum.plus(current.times(lift(base, k)).times(factor));
      current = current.derivative();
    }
    return product(sum, common, Canonical.power(base, Canonical.sum(p, Num.of(-order))));
  }

  private VariablePolynomial lift(Expr linear, int times) {
    VariablePolynomial read = VariablePolynomial.read(linear, variable);
    VariablePolynomial lifted = VariablePolynomial.constant(Num.ONE, variable);
    for (int i = 0; i < times && read != null; i++) {
      lifted = lifted.times(read);
    }
    return lifted;
  }

  /// `(ln u)⁽ᵐ⁾ = (−1)^(m − 1) (m − 1)! a^m u^(−m)`, which is `a (u^(−1))⁽ᵐ⁻¹⁾`; where the
  /// polynomial is not used up, ln u itself remains.
  private @Nullable Expr logarithm(VariablePolynomial polynomial, Apply kernel) {
    Expr base = kernel.argument();
    int most = Math.min(order, polynomial.degree());
    List<Expr> terms = new ArrayList<>();
    VariablePolynomial current = polynomial;
    VariablePolynomial sum = VariablePolynomial.constant(Num.ZERO, variable);
    int least = Math.max(1, order - most);
    Expr rate = rate(base);
    Num rest = Num.of(-least);
    for (int k = 0; k <= most; k++) {
      int times = order - k;
      if (times == 0) {
        terms.add(Canonical.product(current.expression(), kernel));
      } else {
        Expr factor =
            Canonical.product(
                VariablePolynomial.binomial(order, k),
                Canonical.power(rate, times - least),
                FallingFactorial.product(rest, times - least));
        sum = sum.plus(current.times(lift(base, k)).times(factor));
      }
      current = current.derivative();
    }
    Expr common =
        Canonical.product(
            Canonical.power(rate, least), FallingFactorial.of(Num.MINUS_ONE, least - 1));
    terms.add(product(sum, common, Canonical.power(base, -order)));
    return Canonical.sum(terms);
  }

  /// The polynomial with its content in front, times what all terms have in common.
  private static Expr product(VariablePolynomial polynomial, Expr common, Expr kernel) {
    if (polynomial.isZero()) {
      return Num.ZERO;
    }
    Rational content = polynomial.content();
    VariablePolynomial primitive = polynomial.times(Num.of(content.reciprocal()));
    return Canonical.product(Num.of(content), common, primitive.expression(), kernel);
  }

  private boolean isLinear(Expr argument) {
    return moves(argument) && !moves(rate(argument));
  }

  private Expr rate(Expr argument) {
    return Canonical.of(Derivatives.of(argument, variable));
  }

  private boolean moves(Expr expression) {
    return Glance.dependsOn(expression, variable);
  }
}
