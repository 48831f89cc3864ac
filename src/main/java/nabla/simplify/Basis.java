package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;

/// The kernels of one comparison, with the arithmetic of quotients of sums of their powers. Every
/// law used here holds at each point where the kernels have values, so that a difference which
/// comes out as 0 is 0 at each such point.
final class Basis {

  /// Stands for the imaginary unit; no name that can be typed looks like it.
  private static final Expr I = Symbol.of("imaginary unit");

  /// Divisors are searched in quotients of at most this size.
  private static final int LARGEST_REDUCED = 150;

  private static final int MOST_VARIABLES = 8;
  private static final int LARGEST_POWER = 64;

  private final List<Kernel> kernels = new ArrayList<>();
  private final Map<Expr, Integer> numbers = new HashMap<>();

  /// Whether the imaginary unit stands anywhere inside, where those who know only real numbers
  /// would misunderstand it.
  static boolean mentionsImaginary(Expr expression) {
    return Dag.of(expression).contains(I);
  }

  Kernel kernel(int number) {
    return kernels.get(number);
  }

  int number(Kernel kernel) {
    Integer known = numbers.get(kernel.meaning());
    if (known == null) {
      known = kernels.size();
      kernels.add(kernel);
      numbers.put(kernel.meaning(), known);
    }
    return known;
  }

  int number(Expr meaning, Kernel.Kind kind) {
    return number(new Kernel(meaning, kind, null, 0));
  }

  PowerSum plain(Expr meaning) {
    return PowerSum.kernel(number(meaning, Kernel.Kind.PLAIN));
  }

  PowerSum imaginary() {
    return PowerSum.kernel(number(I, Kernel.Kind.IMAGINARY));
  }

  boolean isImaginary(PowerProduct product) {
    return !product.exponentOf(number(I, Kernel.Kind.IMAGINARY)).isZero();
  }

  /// Whether no imaginary part can hide in it, by its looks: neither i nor a turn occurs.
  boolean isPlainlyReal(PowerSum sum) {
    boolean[] real = {true};
    sum.forEach((product, coefficient) -> {
      for (int i = 0; i < product.size(); i++) {
        real[0] &=
            switch (kernel(product.kernel(i)).kind()) {
              case IMAGINARY, TURN, HALF_TURN -> false;
              case ALTERNATION -> product.exponent(i).isInteger();
              case PLAIN, EXPONENTIAL, NUMBER, MAGNITUDE, SIGN, CUBE_ROOT, POWER -> true;
            };
      }
    });
    return real[0];
  }

  PowerRatio plus(PowerRatio left, PowerRatio right) {
    if (left.denominator().equals(right.denominator())) {
      return quotient(left.numerator().plus(right.numerator()), left.denominator());
    }
    PowerRatio a = reduced(left.numerator().times(right.denominator()));
    PowerRatio b = reduced(right.numerator().times(left.denominator()));
    PowerRatio below = reduced(left.denominator().times(right.denominator()));
    if (a.isSum() && b.isSum()) {
      return divide(PowerRatio.of(a.numerator().plus(b.numerator())), below);
    }
    return divide(plus(a, b), below);
  }

  PowerRatio times(PowerRatio left, PowerRatio right) {
    PowerRatio above = reduced(left.numerator().times(right.numerator()));
    return left.isSum() && right.isSum()
        ? above
        : divide(above, reduced(left.denominator().times(right.denominator())));
  }

  PowerRatio times(PowerRatio ratio, Rational factor) {
    return new PowerRatio(ratio.numerator().times(factor, PowerProduct.ONE), ratio.denominator());
  }

  private PowerRatio divide(PowerRatio left, PowerRatio right) {
    if (left.isSum() && right.isSum()) {
      return quotient(left.numerator(), right.numerator());
    }
    return quotient(
        multiplied(left.numerator(), right.denominator()),
        multiplied(left.denominator(), right.numerator()));
  }

  /// A product whose laws leave a sum, which is so for what was reduced before.
  private PowerSum multiplied(PowerSum left, PowerSum right) {
    PowerRatio product = reduced(left.times(right));
    if (!product.isSum()) {
      throw new Polynomial.TooLarge();
    }
    return product.numerator();
  }

  PowerRatio reciprocal(PowerRatio ratio) {
    return quotient(ratio.denominator(), ratio.numerator());
  }

  PowerRatio power(PowerRatio base, int exponent) {
    if (base.isZero()) {
      return exponent > 0 ? base : reciprocal(base);
    }
    int size = Math.max(base.numerator().size(), base.denominator().size());
    if (size == 1 && base.isSum()) {
      Map.Entry<PowerProduct, Rational> term = base.numerator().first();
      return Math.abs(exponent) > 4096
          ? tooLarge()
          : reduced(
              PowerSum.term(
                  term.getValue().power(exponent), term.getKey().power(Rational.of(exponent))));
    }
    if (Math.abs(exponent) > LARGEST_POWER) {
      return tooLarge();
    }
    PowerRatio factor = exponent < 0 ? reciprocal(base) : base;
    PowerRatio result = PowerRatio.ONE;
    for (int i = 0; i < Math.abs(exponent); i++) {
      result = times(result, factor);
    }
    return result;
  }

  private static PowerRatio tooLarge() {
    throw new Polynomial.TooLarge();
  }

  /// `above / below`, both reduced; a single term below goes above.
  private PowerRatio quotient(PowerSum above, PowerSum below) {
    if (below.isZero()) {
      throw Canonical.undefined("division by an expression that is always 0");
    }
    if (above.isZero()) {
      return PowerRatio.ZERO;
    }
    if (below.isOne()) {
      return PowerRatio.of(above);
    }
    if (below.size() == 1) {
      Map.Entry<PowerProduct, Rational> term = below.first();
      return reduced(above.times(term.getValue().reciprocal(), term.getKey().reciprocal()));
    }
    PowerRatio lower = cancelled(above, below);
    Rational scale = lower.denominator().numericContent();
    if (lower.denominator().leadingSign() < 0) {
      scale = scale.negate();
    }
    PowerProduct content = lower.denominator().content();
    Rational factor = scale.reciprocal();
    PowerRatio n = reduced(lower.numerator().times(factor, content.reciprocal()));
    PowerRatio d = reduced(lower.denominator().times(factor, content.reciprocal()));
    if (!n.isSum() || !d.isSum()) {
      n = reduced(lower.numerator().times(factor, PowerProduct.ONE));
      d = reduced(lower.denominator().times(factor, PowerProduct.ONE));
    }
    if (d.numerator().size() == 1) {
      return quotient(n.numerator(), d.numerator());
    }
    return new PowerRatio(n.numerator(), d.numerator());
  }

  /// Without the common divisor, where it is found with little work.
  private PowerRatio cancelled(PowerSum above, PowerSum below) {
    if (above.size() + below.size() > LARGEST_REDUCED) {
      return new PowerRatio(above, below);
    }
    Scaling scaling = Scaling.of(above, below);
    if (scaling == null || scaling.variables() > MOST_VARIABLES) {
      return new PowerRatio(above, below);
    }
    try {
      Polynomial n = scaling.polynomial(above);
      Polynomial d = scaling.polynomial(below);
      Polynomial common = PolynomialGcd.of(n, d);
      return common.isConstant()
          ? new PowerRatio(above, below)
          : new PowerRatio(
              scaling
                  .sum(PolynomialGcd.exactQuotient(n, common))
                  .times(Rational.ONE, scaling.shift(above)),
              scaling
                  .sum(PolynomialGcd.exactQuotient(d, common))
                  .times(Rational.ONE, scaling.shift(below)));
    } catch (Polynomial.TooLarge large) {
      return new PowerRatio(above, below);
    }
  }

  /// With the laws of the kernels applied to every term.
  PowerRatio reduced(PowerSum sum) {
    boolean[] lawful = {true};
    sum.forEach((product, coefficient) -> lawful[0] &= isReduced(product));
    if (lawful[0]) {
      return PowerRatio.of(sum);
    }
    List<PowerRatio> parts = new ArrayList<>();
    PowerSum[] kept = {PowerSum.ZERO};
    sum.forEach((product, coefficient) -> {
      PowerRatio part =
          isReduced(product)
              ? PowerRatio.of(PowerSum.term(coefficient, product))
              : times(reduced(product), coefficient);
      if (part.isSum()) {
        kept[0] = kept[0].plus(part.numerator());
      } else {
        parts.add(part);
      }
    });
    PowerRatio total = PowerRatio.of(kept[0]);
    for (PowerRatio part : parts) {
      total = plus(total, part);
    }
    return total;
  }

  private boolean isReduced(PowerProduct product) {
    for (int i = 0; i < product.size(); i++) {
      Kernel kernel = kernel(product.kernel(i));
      if (kernel.hasLaws() && !KernelLaws.isReduced(kernel, product.exponent(i))) {
        return false;
      }
    }
    return true;
  }

  private PowerRatio reduced(PowerProduct product) {
    PowerProduct rest = product;
    List<PowerRatio> values = new ArrayList<>();
    for (int i = 0; i < product.size(); i++) {
      int number = product.kernel(i);
      Kernel kernel = kernel(number);
      if (kernel.hasLaws() && !KernelLaws.isReduced(kernel, product.exponent(i))) {
        rest = rest.without(number);
        values.add(KernelLaws.power(this, number, product.exponent(i)));
      }
    }
    PowerRatio result = PowerRatio.of(PowerSum.term(Rational.ONE, rest));
    for (PowerRatio value : values) {
      result = times(result, value);
    }
    return result;
  }

  /// With −i in place of i everywhere.
  PowerSum conjugate(PowerSum sum) {
    PowerSum[] result = {PowerSum.ZERO};
    sum.forEach((product, coefficient) -> {
      PowerProduct turned = product;
      Rational sign = coefficient;
      for (int i = 0; i < product.size(); i++) {
        Rational exponent = product.exponent(i);
        switch (kernel(product.kernel(i)).kind()) {
          case IMAGINARY -> sign = exponent.numerator().testBit(0) ? sign.negate() : sign;
          case TURN, HALF_TURN, ALTERNATION ->
              turned =
                  turned.times(PowerProduct.of(product.kernel(i), exponent.times(Rational.of(-2))));
          case PLAIN, EXPONENTIAL, NUMBER, MAGNITUDE, SIGN, CUBE_ROOT, POWER -> {}
        }
      }
      result[0] = result[0].plus(PowerSum.term(sign, turned));
    });
    PowerRatio lawful = reduced(result[0]);
    if (!lawful.isSum()) {
      throw new Polynomial.TooLarge();
    }
    return lawful.numerator();
  }

  /// The canonical expression of a product of kernels.
  Expr expression(PowerProduct product) {
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < product.size(); i++) {
      factors.add(power(kernel(product.kernel(i)), product.exponent(i)));
    }
    return Canonical.product(factors);
  }

  private static Expr power(Kernel kernel, Rational exponent) {
    return Canonical.power(kernel.meaning(), Num.of(exponent));
  }

  /// The canonical expression of a sum.
  Expr expression(PowerSum sum) {
    List<Expr> terms = new ArrayList<>();
    sum.forEach((product, coefficient) ->
        terms.add(Canonical.product(Num.of(coefficient), expression(product))));
    return Canonical.sum(terms);
  }

  /// The canonical expression of a quotient.
  Expr expression(PowerRatio ratio) {
    return ratio.isSum()
        ? expression(ratio.numerator())
        : Canonical.quotient(expression(ratio.numerator()), expression(ratio.denominator()));
  }
}
