package nabla.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Special;
import nabla.catalogue.Trigonometric;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.ApfloatRuntimeException;

/// The functions on intervals that are not defined by simpler ones. A monotone one is evaluated at
/// the bounds, sine and cosine in the middle (their slope is at most 1). All others follow from
/// their meanings.
///
/// Elementary ones come from [Decimals], special ones from apfloat with more digits than are kept;
/// what either may be off by is added to the bounds.
final class Primitives {

  private static final int GUARD = 16;
  private static final int DOUBT = 6;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static final int LARGEST_PRODUCT = 10_000;

  /// The gamma function has its least value on the positive numbers between these.
  private static final BigDecimal GAMMA_FALLS_TO = new BigDecimal("1.4616");

  private static final BigDecimal GAMMA_RISES_FROM = new BigDecimal("1.4617");

  private final IntervalArithmetic arithmetic;
  private final int digits;
  private final MathContext down;
  private final MathContext up;
  private final Decimals decimals;

  /// Bounds for a function at a number.
  private interface AtPoint {
    Interval bounds(BigDecimal x);
  }

  Primitives(IntervalArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    this.digits = arithmetic.digits();
    this.down = new MathContext(digits, RoundingMode.FLOOR);
    this.up = new MathContext(digits, RoundingMode.CEILING);
    this.decimals = new Decimals(digits + GUARD);
  }

  /// Whether the function is among these, so that its meaning is not needed.
  static boolean has(Function function) {
    return function == Elementary.LN
        || function == Elementary.FLOOR
        || function == Elementary.INDICATOR
        || function == Trigonometric.SIN
        || function == Trigonometric.COS
        || function == Trigonometric.ARCSIN
        || function == Trigonometric.ARCTAN
        || function == Trigonometric.ATAN2
        || function == Special.ERF
        || function == Special.GAMMA
        || function == Special.DIGAMMA
        || function == Combinatorial.BINOMIAL;
  }

  /// A constant such as π.
  Interval constant(Function function) {
    if (function == Elementary.PI) {
      return around(decimals.pi(), false);
    } else if (function == Elementary.E) {
      return exponential(Interval.TRUE);
    }
    Function.PreciseValue value = function.preciseValue();
    return value == null
        ? Interval.undefined(function.name() + " is no number")
        : around(value.at(digits + GUARD), false);
  }

  /// The value at numbers.
  Interval apply(Function function, Interval[] arguments) {
    Interval x = arguments[0];
    try {
      if (function == Elementary.LN) {
        return logarithm(x);
      } else if (function == Elementary.FLOOR) {
        return arithmetic.floor(x);
      } else if (function == Trigonometric.SIN) {
        return x.isZero() ? x : wave(x, this::sineAt);
      } else if (function == Trigonometric.COS) {
        return x.isZero() ? Interval.TRUE : wave(x, y -> around(decimals.cosine(y), false));
      } else if (function == Trigonometric.ARCSIN) {
        return arcsine(x);
      } else if (function == Trigonometric.ARCTAN) {
        return x.isZero() ? x : rising(x, y -> around(decimals.arctangent(y), false));
      } else if (function == Trigonometric.ATAN2) {
        return angle(x, arguments[1]);
      } else if (function == Special.ERF) {
        return x.isZero() ? x : rising(x, y -> around(decimals.error(y), false));
      } else if (function == Special.GAMMA) {
        return gamma(x);
      } else if (function == Special.DIGAMMA) {
        return digamma(x);
      } else if (function == Combinatorial.BINOMIAL) {
        return binomial(x, arguments[1]);
      }
      return atExactPoint(function, arguments);
    } catch (ArithmeticException | ApfloatRuntimeException beyond) {
      return Interval.UNKNOWN; // an exponent or a precision that apfloat or BigDecimal cannot hold
    }
  }

  Interval exponential(Interval x) {
    try {
      return x.isZero() ? Interval.TRUE : rising(x, y -> around(decimals.exponential(y), true));
    } catch (ArithmeticException | ApfloatRuntimeException beyond) {
      return Interval.UNKNOWN;
    }
  }

  Interval logarithm(Interval x) {
    Rational exact = x.exact();
    if (exact != null && exact.isOne()) {
      return Interval.FALSE;
    }
    Interval bounds = arithmetic.bounded(x);
    if (bounds.upper().signum() <= 0) {
      return Interval.undefined("the logarithm of a number that is not positive");
    }
    return bounds.lower().signum() <= 0 ? Interval.UNKNOWN : rising(bounds, this::logarithmAt);
  }

  /// A power of a number that is not negative.
  Interval power(Interval base, Interval exponent) {
    if (base.isZero()) {
      Interval bounds = arithmetic.bounded(exponent);
      return bounds.lower().signum() > 0
          ? base
          : bounds.upper().signum() <= 0
              ? Interval.undefined("0 to a power that is not positive")
              : Interval.UNKNOWN;
    }
    Interval bounds = arithmetic.bounded(base);
    if (bounds.upper().signum() < 0) {
      return Interval.undefined("a power of a negative number");
    }
    if (bounds.lower().signum() < 0) {
      return Interval.UNKNOWN;
    }
    if (bounds.lower().signum() == 0) {
      // From 0 up to the power of the upper bound, for a positive exponent.
      Interval top = exponential(arithmetic.multiply(exponent, logarithmAt(bounds.upper())));
      return arithmetic.bounded(exponent).lower().signum() > 0 && top.isNumber()
          ? Interval.of(BigDecimal.ZERO, arithmetic.bounded(top).upper())
          : Interval.UNKNOWN;
    }
    return exponential(arithmetic.multiply(exponent, logarithm(base)));
  }

  private Interval sineAt(BigDecimal x) {
    return around(decimals.sine(x), false);
  }

  private Interval logarithmAt(BigDecimal x) {
    return around(decimals.logarithm(x), false);
  }

  private Interval rising(Interval x, AtPoint function) {
    Interval bounds = arithmetic.bounded(x);
    Interval low = function.bounds(bounds.lower());
    Interval high =
        bounds.lower().compareTo(bounds.upper()) == 0 ? low : function.bounds(bounds.upper());
    return Interval.of(low.lower(), high.upper());
  }

  private Interval falling(Interval bounds, AtPoint function) {
    return Interval.of(
        function.bounds(bounds.upper()).lower(), function.bounds(bounds.lower()).upper());
  }

  private Interval library(BigDecimal at, UnaryOperator<Apfloat> function, boolean relative) {
    return around(function.apply(new Apfloat(at, digits + GUARD)), relative);
  }

  private Interval around(Apfloat value, boolean relative) {
    long kept = Math.min(value.precision(), digits + GUARD) - DOUBT;
    BigDecimal middle = new BigDecimal(value.toString());
    return around(middle, middle.abs().scaleByPowerOfTen((int) -Math.max(kept, 0)), relative);
  }

  private Interval around(BigDecimal middle, boolean relative) {
    return around(middle, middle.abs().scaleByPowerOfTen(-(digits + GUARD - DOUBT)), relative);
  }

  /// The value with its doubt on both sides: in its last digits, and, unless the function is known
  /// to keep relative precision, in the last digits behind the point.
  private Interval around(BigDecimal middle, BigDecimal doubt, boolean relative) {
    BigDecimal radius =
        relative ? doubt : doubt.max(BigDecimal.ONE.movePointLeft(digits + GUARD - DOUBT));
    return Interval.of(middle.subtract(radius).round(down), middle.add(radius).round(up));
  }

  private Interval wave(Interval x, AtPoint function) {
    Interval bounds = arithmetic.bounded(x);
    BigDecimal middle = bounds.lower().add(bounds.upper()).divide(TWO, down);
    BigDecimal radius = bounds.upper().subtract(middle).max(middle.subtract(bounds.lower()));
    if (radius.compareTo(TWO) > 0) {
      return Interval.of(BigDecimal.ONE.negate(), BigDecimal.ONE);
    }
    Interval value = function.bounds(middle);
    return Interval.of(
        value.lower().subtract(radius).round(down).max(BigDecimal.ONE.negate()),
        value.upper().add(radius).round(up).min(BigDecimal.ONE));
  }

  private Interval arcsine(Interval x) {
    if (x.isZero()) {
      return x;
    }
    Interval bounds = arithmetic.bounded(x);
    if (bounds.lower().compareTo(BigDecimal.ONE) > 0
        || bounds.upper().compareTo(BigDecimal.ONE.negate()) < 0) {
      return Interval.undefined("the arcsine of a number beyond 1");
    }
    boolean inside =
        bounds.lower().compareTo(BigDecimal.ONE.negate()) >= 0
            && bounds.upper().compareTo(BigDecimal.ONE) <= 0;
    return inside ? rising(x, y -> library(y, ApfloatMath::asin, false)) : Interval.UNKNOWN;
  }

  private Interval angle(Interval y, Interval x) {
    Interval across = arithmetic.bounded(x);
    Interval along = arithmetic.bounded(y);
    if (across.lower().signum() > 0) {
      return apply(Trigonometric.ARCTAN, new Interval[] {arithmetic.divide(y, x)});
    }
    Interval quarter = arithmetic.divide(constant(Elementary.PI), Interval.exactly(Rational.TWO));
    if (along.lower().signum() > 0 || along.upper().signum() < 0) {
      Interval turn = apply(Trigonometric.ARCTAN, new Interval[] {arithmetic.divide(x, y)});
      return arithmetic.add(
          along.lower().signum() > 0 ? quarter : arithmetic.negate(quarter),
          arithmetic.negate(turn));
    }
    if (y.isZero()) {
      return x.isZero()
          ? Interval.undefined("the angle of the origin")
          : across.upper().signum() < 0 ? constant(Elementary.PI) : Interval.UNKNOWN;
    }
    return Interval.UNKNOWN;
  }

  private Interval gamma(Interval x) {
    Interval bounds = arithmetic.bounded(x);
    Rational exact = x.exact();
    if (exact != null && exact.isInteger() && exact.signum() <= 0) {
      return Interval.undefined("Γ at an integer that is not positive");
    }
    if (bounds.lower().compareTo(BigDecimal.valueOf(Stirling.FROM)) >= 0) {
      return rising(x, y -> library(y, Stirling::gamma, true));
    }
    if (bounds.lower().compareTo(GAMMA_RISES_FROM) >= 0) {
      return rising(x, y -> library(y, ApfloatMath::gamma, true));
    }
    if (bounds.lower().signum() > 0 && bounds.upper().compareTo(GAMMA_FALLS_TO) <= 0) {
      return falling(bounds, y -> library(y, ApfloatMath::gamma, true));
    }
    if (bounds.lower().signum() > 0) {
      // Near its least value, Γ(x) = Γ(x + 1)/x.
      Interval next = gamma(arithmetic.add(bounds, Interval.TRUE));
      return next.isNumber() ? arithmetic.divide(next, x) : next;
    }
    // Reflection: Γ(x) Γ(1 − x) sin(πx) = π.
    Interval pi = constant(Elementary.PI);
    Interval mirrored = gamma(arithmetic.add(Interval.TRUE, arithmetic.negate(x)));
    Interval sine = wave(arithmetic.multiply(pi, x), this::sineAt);
    return mirrored.isNumber()
        ? arithmetic.divide(pi, arithmetic.multiply(mirrored, sine))
        : mirrored;
  }

  /// Between two poles it rises.
  private Interval digamma(Interval x) {
    Rational exact = x.exact();
    if (exact != null && exact.isInteger() && exact.signum() <= 0) {
      return Interval.undefined("digamma at an integer that is not positive");
    }
    Interval bounds = arithmetic.bounded(x);
    boolean between =
        bounds.lower().signum() > 0
            || bounds
                    .lower()
                    .setScale(0, RoundingMode.FLOOR)
                    .compareTo(bounds.upper().setScale(0, RoundingMode.FLOOR))
                == 0;
    return between ? rising(x, y -> library(y, ApfloatMath::digamma, false)) : Interval.UNKNOWN;
  }

  /// By multiplication for a whole number below, where the gamma functions may have poles; else by
  /// them.
  private Interval binomial(Interval above, Interval below) {
    Rational count = below.exact();
    if (count == null || !count.isInt() || count.intValue() > LARGEST_PRODUCT) {
      Interval rest = arithmetic.add(above, arithmetic.negate(below));
      if (isNegativeInteger(below) || isNegativeInteger(rest)) {
        return isNegativeInteger(above)
            ? Interval.UNKNOWN
            : Interval.FALSE; // 1/Γ is 0 at its poles
      }
      Interval[] gammas = {shiftedGamma(above), shiftedGamma(below), shiftedGamma(rest)};
      Interval failure = IntervalArithmetic.failure(gammas);
      return failure == null
          ? arithmetic.divide(gammas[0], arithmetic.multiply(gammas[1], gammas[2]))
          : failure;
    }
    Interval product = count.signum() < 0 ? Interval.FALSE : Interval.TRUE;
    for (int i = 0; i < count.intValue(); i++) {
      Interval factor = arithmetic.add(above, Interval.exactly(Rational.of(-i)));
      product =
          arithmetic.multiply(
              product, arithmetic.divide(factor, Interval.exactly(Rational.of(i + 1))));
    }
    return product;
  }

  private static boolean isNegativeInteger(Interval x) {
    Rational exact = x.exact();
    return exact != null && exact.isInteger() && exact.signum() < 0;
  }

  private Interval shiftedGamma(Interval x) {
    return gamma(arithmetic.add(x, Interval.TRUE));
  }

  /// A function of which nothing but its value is known has one only at numbers that are known
  /// exactly.
  private Interval atExactPoint(Function function, Interval[] arguments) {
    Function.PreciseValue value = function.preciseValue();
    if (value == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the function " + function.name() + " has no value in many digits");
    }
    Apfloat[] numbers = new Apfloat[arguments.length];
    for (int i = 0; i < numbers.length; i++) {
      Rational exact = arguments[i].exact();
      if (exact == null) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "the function " + function.name() + " has no bounds in many digits");
      }
      numbers[i] =
          new Apfloat(exact.numerator())
              .precision(digits + GUARD)
              .divide(new Apfloat(exact.denominator()).precision(digits + GUARD));
    }
    return around(value.at(digits + GUARD, numbers), false);
  }
}
