package nabla.simplify;

import java.math.BigInteger;
import nabla.expr.Num;
import nabla.expr.Rational;

/// What the powers of a kernel are: i² = −1, |b|² = b b̄, roots of unity, roots of numbers.
final class KernelLaws {

  private static final BigInteger TWELVE = BigInteger.valueOf(12);

  private KernelLaws() {}

  /// Whether no law applies to this power.
  static boolean isReduced(Kernel kernel, Rational exponent) {
    return switch (kernel.kind()) {
      case PLAIN, EXPONENTIAL, TURN, POWER -> true;
      case IMAGINARY -> exponent.isOne();
      case HALF_TURN ->
          exponent.signum() > 0
              && exponent.compareTo(Rational.HALF) < 0
              && TWELVE.mod(exponent.denominator()).signum() != 0;
      case ALTERNATION -> exponent.signum() > 0 && exponent.compareTo(Rational.TWO) < 0;
      case NUMBER -> exponent.signum() > 0 && exponent.compareTo(Rational.ONE) < 0;
      case MAGNITUDE -> exponent.signum() > 0 && exponent.compareTo(period(kernel)) < 0;
      case SIGN -> exponent.isOne() || exponent.equals(Rational.TWO);
      case CUBE_ROOT -> exponent.signum() > 0 && exponent.compareTo(Rational.of(3)) < 0;
    };
  }

  /// The power of a magnitude that is a power of its body.
  private static Rational period(Kernel kernel) {
    return kernel.sign() == 0 ? Rational.TWO : Rational.ONE;
  }

  /// The value of a power, by the laws.
  static PowerRatio power(Basis basis, int number, Rational exponent) {
    Kernel kernel = basis.kernel(number);
    return switch (kernel.kind()) {
      case PLAIN, EXPONENTIAL, TURN, POWER ->
          PowerRatio.of(PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent)));
      case IMAGINARY ->
          imaginary(basis, exponent.numerator().mod(BigInteger.valueOf(4)).intValue());
      case HALF_TURN -> halfTurn(basis, number, exponent);
      case ALTERNATION -> {
        Rational turns = Rational.of(exponent.times(Rational.HALF).floor()).times(Rational.TWO);
        yield PowerRatio.of(
            PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent.minus(turns))));
      }
      case NUMBER -> {
        Rational value = ((Num) kernel.meaning()).value();
        Rational rest = exponent.minus(Rational.of(exponent.floor()));
        Rational factor = value.power(exponent.floor().intValueExact());
        yield PowerRatio.of(PowerSum.term(factor, PowerProduct.of(number, rest)));
      }
      case MAGNITUDE -> magnitude(basis, number, kernel, exponent);
      case SIGN -> {
        boolean odd = exponent.numerator().testBit(0);
        yield PowerRatio.of(
            PowerSum.term(
                Rational.ONE, PowerProduct.of(number, odd ? Rational.ONE : Rational.TWO)));
      }
      case CUBE_ROOT -> {
        BigInteger whole = exponent.dividedBy(Rational.of(3)).floor();
        Rational rest = exponent.minus(Rational.of(whole).times(Rational.of(3)));
        PowerRatio body = basis.power(PowerRatio.of(kernel.requiredBody()), whole.intValueExact());
        yield basis.times(
            body, PowerRatio.of(PowerSum.term(Rational.ONE, PowerProduct.of(number, rest))));
      }
    };
  }

  private static PowerRatio magnitude(Basis basis, int number, Kernel kernel, Rational exponent) {
    Rational period = period(kernel);
    BigInteger whole = exponent.dividedBy(period).floor();
    Rational rest = exponent.minus(Rational.of(whole).times(period));
    PowerSum body = kernel.requiredBody();
    PowerRatio base =
        kernel.sign() == 0
            ? basis.times(PowerRatio.of(body), PowerRatio.of(basis.conjugate(body)))
            : PowerRatio.of(kernel.sign() < 0 ? body.negate() : body);
    PowerRatio power = basis.power(base, whole.intValueExact());
    return basis.times(
        power, PowerRatio.of(PowerSum.term(Rational.ONE, PowerProduct.of(number, rest))));
  }

  private static PowerRatio imaginary(Basis basis, int turns) {
    return PowerRatio.of(
        switch (turns) {
          case 0 -> PowerSum.ONE;
          case 1 -> basis.imaginary();
          case 2 -> PowerSum.constant(Rational.MINUS_ONE);
          default -> basis.imaginary().negate();
        });
  }

  /// e^(iπc): quarter turns by i, twelfths by roots of 2 and 3.
  private static PowerRatio halfTurn(Basis basis, int number, Rational exponent) {
    BigInteger quarters = exponent.times(Rational.TWO).floor();
    Rational rest = exponent.minus(Rational.of(quarters).times(Rational.HALF));
    PowerRatio turned = imaginary(basis, quarters.mod(BigInteger.valueOf(4)).intValue());
    if (rest.isZero()) {
      return turned;
    }
    if (TWELVE.mod(rest.denominator()).signum() != 0) {
      return basis.times(
          turned, PowerRatio.of(PowerSum.term(Rational.ONE, PowerProduct.of(number, rest))));
    }
    PowerRatio root =
        switch (rest.times(Rational.of(12)).intValue()) {
          case 1 -> basis.times(sixth(basis, 2), quarter(basis, -1));
          case 2 -> sixth(basis, 1);
          case 3 -> quarter(basis, 1);
          case 4 -> sixth(basis, 2);
          default -> basis.times(sixth(basis, 1), quarter(basis, 1));
        };
    return basis.times(turned, root);
  }

  /// e^(±iπ/4) = (1 ± i)/√2
  private static PowerRatio quarter(Basis basis, int sign) {
    PowerSum i = basis.imaginary().times(Rational.of(sign), PowerProduct.ONE);
    return basis.times(PowerRatio.of(PowerSum.ONE.plus(i)), root(basis, 2, Rational.HALF.negate()));
  }

  /// e^(iπ/6) = (√3 + i)/2, e^(iπ/3) = (1 + i√3)/2
  private static PowerRatio sixth(Basis basis, int steps) {
    PowerRatio three = root(basis, 3, Rational.HALF);
    PowerRatio i = PowerRatio.of(basis.imaginary());
    PowerRatio twice =
        steps == 1 ? basis.plus(three, i) : basis.plus(PowerRatio.ONE, basis.times(three, i));
    return basis.times(twice, Rational.HALF);
  }

  private static PowerRatio root(Basis basis, int value, Rational exponent) {
    int number = basis.number(Num.of(value), Kernel.Kind.NUMBER);
    return basis.reduced(PowerSum.term(Rational.ONE, PowerProduct.of(number, exponent)));
  }
}
