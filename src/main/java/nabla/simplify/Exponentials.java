package nabla.simplify;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Rational;

/// Exponentials of sums as products of exponentials of their terms: e^(2x + iy/3) is (e^x)²
/// (e^(iy))^(1/3). Sine and cosine are such exponentials with i, and all their theorems follow from
/// the laws of powers.
final class Exponentials {

  private static final int LARGEST_TURN = 12;

  private final Basis basis;
  private final Magnitudes magnitudes;
  private final Map<Integer, PowerRatio> arguments = new HashMap<>();

  Exponentials(Basis basis, Magnitudes magnitudes) {
    this.basis = basis;
    this.magnitudes = magnitudes;
  }

  /// That a kernel is an inverse function of `argument`.
  void learnArgument(int kernel, PowerRatio argument) {
    arguments.put(kernel, argument);
  }

  /// The argument with everything that looks complex, though it is real, as one kernel.
  private PowerRatio plainlyReal(PowerRatio u) {
    if (basis.isPlainlyReal(u.numerator()) && basis.isPlainlyReal(u.denominator())) {
      return u;
    }
    Rational scale = u.numerator().numericContent();
    if (u.numerator().leadingSign() < 0) {
      scale = scale.negate();
    }
    Expr primitive = basis.expression(basis.times(u, scale.reciprocal()));
    return PowerRatio.of(basis.plain(primitive).times(scale, PowerProduct.ONE));
  }

  /// e^u for a real u.
  PowerRatio real(PowerRatio u) {
    return power(plainlyReal(u), false, Rational.ONE);
  }

  /// sin u
  PowerRatio sine(PowerRatio u) {
    PowerRatio argument = plainlyReal(u);
    PowerRatio turn = power(argument, true, Rational.ONE);
    PowerRatio back = power(argument, true, Rational.MINUS_ONE);
    PowerRatio difference = basis.plus(turn, basis.times(back, Rational.MINUS_ONE));
    PowerRatio factor =
        PowerRatio.of(basis.imaginary().times(Rational.HALF.negate(), PowerProduct.ONE));
    return basis.times(difference, factor);
  }

  /// cos u
  PowerRatio cosine(PowerRatio u) {
    PowerRatio argument = plainlyReal(u);
    PowerRatio turn = power(argument, true, Rational.ONE);
    PowerRatio back = power(argument, true, Rational.MINUS_ONE);
    return basis.times(basis.plus(turn, back), Rational.HALF);
  }

  /// e^(factor u), or e^(i factor u)
  private PowerRatio power(PowerRatio u, boolean turning, Rational factor) {
    PowerRatio[] result = {PowerRatio.ONE};
    u.numerator()
        .forEach((product, coefficient) -> {
          Rational exponent = coefficient.times(factor);
          PowerRatio power =
              u.isSum()
                  ? turning ? turn(product, exponent) : growth(product, exponent)
                  : opaque(
                      basis.expression(
                          new PowerRatio(PowerSum.term(Rational.ONE, product), u.denominator())),
                      turning,
                      exponent,
                      new PowerRatio(PowerSum.term(Rational.ONE, product), u.denominator()));
          result[0] = basis.times(result[0], power);
        });
    return result[0];
  }

  /// (e^product)^exponent
  private PowerRatio growth(PowerProduct product, Rational exponent) {
    if (product.size() == 1 && product.exponent(0).isOne()) {
      PowerSum body = magnitudes.bodyOfLogarithm(product.kernel(0));
      if (body != null) {
        return magnitudes.power(PowerRatio.of(body), exponent);
      }
    }
    return opaque(
        basis.expression(product),
        false,
        exponent,
        PowerRatio.of(PowerSum.term(Rational.ONE, product)));
  }

  private PowerRatio opaque(Expr argument, boolean turning, Rational exponent, PowerRatio meaning) {
    Expr written = turning ? Product.of(basis.expression(basis.imaginary()), argument) : argument;
    int number =
        basis.number(
            Apply.of(Elementary.EXP, written),
            turning ? Kernel.Kind.TURN : Kernel.Kind.EXPONENTIAL);
    if (!turning) {
      magnitudes.learnExponent(number, meaning);
    }
    return PowerRatio.of(PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent)));
  }

  /// (e^(i product))^exponent
  private PowerRatio turn(PowerProduct product, Rational exponent) {
    int pi = basis.number(Apply.of(Elementary.PI), Kernel.Kind.PLAIN);
    if (product.exponentOf(pi).isOne()) {
      PowerProduct rest = product.without(pi);
      Expr argument = Product.of(basis.expression(basis.imaginary()), basis.expression(product));
      if (rest.size() == 0) {
        int number = basis.number(Apply.of(Elementary.EXP, argument), Kernel.Kind.HALF_TURN);
        return basis.reduced(PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent)));
      }
      if (magnitudes.isInteger(basis.expression(rest))) {
        int number = basis.number(Apply.of(Elementary.EXP, argument), Kernel.Kind.ALTERNATION);
        return basis.reduced(PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent)));
      }
    }
    if (product.size() == 1
        && product.exponent(0).isOne()
        && exponent.isInt()
        && Math.abs(exponent.intValue()) <= LARGEST_TURN) {
      PowerRatio argument = arguments.get(product.kernel(0));
      if (argument != null && basis.kernel(product.kernel(0)).meaning() instanceof Apply inverse) {
        PowerRatio point = onCircle(inverse, argument, exponent.signum());
        if (point != null) {
          return basis.power(point, Math.abs(exponent.intValue()));
        }
      }
    }
    return opaque(
        basis.expression(product),
        true,
        exponent,
        PowerRatio.of(PowerSum.term(Rational.ONE, product)));
  }

  /// cos + i sin of an inverse function: of arcsin v, √(1 − v²) + i v; of arctan v, (1 + i v)/√(1 +
  /// v²).
  private @org.jspecify.annotations.Nullable PowerRatio onCircle(
      Apply inverse, PowerRatio v, int sign) {
    PowerRatio i = PowerRatio.of(basis.imaginary().times(Rational.of(sign), PowerProduct.ONE));
    PowerRatio square = basis.times(v, v);
    if (inverse.operator() == Trigonometric.ARCSIN) {
      PowerRatio rest = basis.plus(PowerRatio.ONE, basis.times(square, Rational.MINUS_ONE));
      return basis.plus(magnitudes.power(rest, Rational.HALF), basis.times(i, v));
    }
    if (inverse.operator() == Trigonometric.ARCTAN) {
      PowerRatio length =
          magnitudes.power(basis.plus(PowerRatio.ONE, square), Rational.HALF.negate());
      return basis.times(length, basis.plus(PowerRatio.ONE, basis.times(i, v)));
    }
    return null;
  }

  /// (−1)^u for an integer u.
  PowerRatio alternation(PowerRatio u) {
    PowerRatio pi = PowerRatio.of(basis.plain(Apply.of(Elementary.PI)));
    return power(basis.times(pi, u), true, Rational.ONE);
  }

  /// e^(w ln u) term by term.
  PowerRatio power(PowerRatio base, PowerRatio exponent) {
    return real(basis.times(exponent, magnitudes.logarithm(base)));
  }

  /// u^w for a base of unknown sign and an exponent that is no number.
  PowerRatio signedPower(PowerRatio base, PowerRatio exponent) {
    Expr written = basis.expression(base);
    if (!exponent.isSum()) {
      return kernelPower(written, basis.expression(exponent), Rational.ONE);
    }
    Rational whole = exponent.numerator().coefficient(PowerProduct.ONE);
    if (!whole.isInt()) {
      return kernelPower(written, basis.expression(exponent), Rational.ONE);
    }
    PowerRatio[] result = {basis.power(base, whole.intValue())};
    PowerSum rest = exponent.numerator().plus(PowerSum.constant(whole.negate()));
    rest.forEach((product, coefficient) ->
        result[0] =
            basis.times(result[0], kernelPower(written, basis.expression(product), coefficient)));
    return result[0];
  }

  private PowerRatio kernelPower(Expr base, Expr exponent, Rational coefficient) {
    int number = basis.number(nabla.expr.Power.of(base, exponent), Kernel.Kind.POWER);
    return PowerRatio.of(PowerSum.term(Rational.ONE, PowerProduct.of(number, coefficient)));
  }
}
