package nabla.numeric;

import nabla.expr.Rational;
import nabla.expr.Relation;

/// The operations on doubles that IEEE arithmetic does not have, with NaN for "undefined". Compiled
/// code calls them too.
final class Arithmetic {

  /// Up to here a power by multiplication is faster than `Math.pow` and as good.
  private static final int LARGEST_BY_MULTIPLICATION = 32;

  private Arithmetic() {}

  /// The quotient, undefined for a zero denominator: 1/0 is no number, and neither is what follows
  /// from it.
  static double divide(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }

  /// An integer power; `0^0`, `0^-1` and `∞^0` are undefined.
  static double integerPower(double base, int exponent) {
    if (exponent <= 0) {
      if (base == 0 || (exponent == 0 && Double.isInfinite(base))) {
        return Double.NaN;
      }
      return exponent < -LARGEST_BY_MULTIPLICATION
          ? Math.pow(base, exponent)
          : 1 / naturalPower(base, -exponent);
    }
    return naturalPower(base, exponent);
  }

  private static double naturalPower(double base, int exponent) {
    return switch (exponent) {
      case 0 -> base * 0 + 1; // NaN stays undefined
      case 1 -> base;
      case 2 -> base * base;
      case 3 -> base * base * base;
      default -> largerPower(base, exponent);
    };
  }

  private static double largerPower(double base, int exponent) {
    if (exponent > LARGEST_BY_MULTIPLICATION) {
      return Math.pow(base, exponent);
    }
    double result = 1;
    double square = base;
    for (int rest = exponent; ; square *= square) {
      if ((rest & 1) != 0) {
        result *= square;
      }
      rest >>= 1;
      if (rest == 0) {
        return result;
      }
    }
  }

  /// A power with a fraction for its exponent: undefined for a negative base, whatever the
  /// denominator.
  static double rationalPower(double base, Rational exponent) {
    return rationalPower(base, exponent.doubleValue());
  }

  /// A power with the nearest double to a fraction for its exponent.
  static double rationalPower(double base, double exponent) {
    if (exponent == 0.5) {
      return Math.sqrt(base);
    }
    if (exponent == -0.5) {
      return divide(1, Math.sqrt(base));
    }
    return base < 0 || (base == 0 && exponent <= 0) ? Double.NaN : Math.pow(base, exponent);
  }

  /// A power; `0^0` and `0^-1` are undefined.
  static double power(double base, double exponent) {
    return exponent <= 0 && (base == 0 || (exponent == 0 && Double.isInfinite(base)))
        ? Double.NaN
        : Math.pow(base, exponent);
  }

  /// A power inside a sum or product over its exponent, where the empty product `0^0` is 1.
  static double seriesPower(double base, double exponent) {
    return exponent == 0 && base == 0 ? 1 : power(base, exponent);
  }

  /// 1 where the comparison holds, 0 where it does not, NaN where a side is undefined.
  static double compare(Relation.Comparison comparison, double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return Double.NaN;
    }
    if (comparison == Relation.Comparison.APPROXIMATELY) {
      return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.max(Math.abs(left), Math.abs(right)))
          ? 1
          : 0;
    }
    int sign = left < right ? -1 : left > right ? 1 : 0;
    return comparison.holds(sign) ? 1 : 0;
  }

  /// Whether both hold.
  static double both(double left, double right) {
    return left == 0 || right == 0 ? 0 : left * right;
  }

  /// Whether one of them holds.
  static double either(double left, double right) {
    return left == 1 || right == 1 ? 1 : left + right;
  }

  /// One case, and what follows where its condition does not hold.
  static double select(double condition, double value, double rest) {
    return condition == 1 ? value : condition == 0 ? rest : Double.NaN;
  }

  static double less(double left, double right) {
    return left < right ? 1 : left >= right ? 0 : Double.NaN;
  }

  static double lessOrEqual(double left, double right) {
    return left <= right ? 1 : left > right ? 0 : Double.NaN;
  }

  static double equal(double left, double right) {
    return left == right ? 1 : Double.isNaN(left) || Double.isNaN(right) ? Double.NaN : 0;
  }

  static double approximately(double left, double right) {
    return compare(Relation.Comparison.APPROXIMATELY, left, right);
  }
}
