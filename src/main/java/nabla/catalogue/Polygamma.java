package nabla.catalogue;

import java.util.List;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// The polygamma functions ψ⁽ⁿ⁾, derivatives of ln Γ of order n + 1. Source: Abramowitz and Stegun,
/// 6.4.6 (recurrence), 6.4.7 (reflection), 6.4.11 (asymptotic series).
final class Polygamma {

  /// The Bernoulli numbers B₂, B₄, …, B₂₀.
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798,
    -174611.0 / 330
  };

  /// Beyond this order the factorials in the series pass the range of doubles.
  private static final int LARGEST_ORDER = 140;

  /// Digamma as one expression of Java with all digits of a double, which commons-math3's has not:
  /// ten steps of the recurrence and the asymptotic series above 0, reflection below.
  static final String JAVA_DIGAMMA =
      "({x} > 0 ? "
          + java("{x}")
          + " : "
          + java("(1 - {x})")
          + " - Math.PI / Math.tan(Math.PI * {x}))";

  private Polygamma() {}

  private static String java(String x) {
    String shifted = "(" + x + " + 10)";
    String square = "Math.pow(" + shifted + ", -2)";
    StringBuilder series = new StringBuilder("691.0 / 32760");
    for (String coefficient : List.of("1.0 / 132", "1.0 / 240", "1.0 / 252", "1.0 / 120")) {
      series.insert(0, coefficient + " - ").append(" * ").append(square).insert(0, '(').append(')');
    }
    StringBuilder java = new StringBuilder("Math.log(").append(shifted).append(')');
    java.append(" - 0.5 / ").append(shifted);
    java.append(" - (1.0 / 12 - ").append(series).append(" * ").append(square);
    java.append(") * ").append(square).append(" - 1 / ").append(x);
    for (int step = 1; step < 10; step++) {
      java.append(" - 1 / (").append(x).append(" + ").append(step).append(')');
    }
    return java.toString();
  }

  /// ψ⁽ⁿ⁾(x); NaN where n is not a whole number from 0 up or x is a pole.
  static double value(double n, double x) {
    if (n < 0
        || n != Math.rint(n)
        || n > LARGEST_ORDER
        || (x <= 0 && x == Math.rint(x))
        || Double.isNaN(x)) {
      return Double.NaN;
    }
    int order = (int) n;
    if (x > 0) {
      return positive(order, x);
    }
    double mirrored = positive(order, 1 - x);
    return (order % 2 == 0 ? mirrored : -mirrored) - Math.PI * cotangentDerivative(order, x);
  }

  static Apfloat value(Apfloat n, Apfloat x) {
    if (n.signum() < 0 || !n.isInteger()) {
      throw new ArithmeticException("polygamma needs a whole number for its order");
    }
    long order = n.longValueExact();
    return order == 0 ? ApfloatMath.digamma(x) : ApfloatMath.polygamma(order, x);
  }

  /// Shifts x up by the recurrence until the asymptotic series has all digits.
  private static double positive(int order, double x) {
    double sign = order % 2 == 0 ? -1 : 1;
    double factorial = SpecialValues.factorial(order);
    double sum = 0;
    double shifted = x;
    while (shifted < 20 + order) {
      sum += sign * factorial * Math.pow(shifted, -order - 1);
      shifted++;
    }
    double series =
        order == 0 ? Math.log(shifted) : sign * factorial / order * Math.pow(shifted, -order);
    series += sign * factorial / 2 * Math.pow(shifted, -order - 1);
    double coefficient =
        sign * SpecialValues.factorial(order + 1) / 2 * Math.pow(shifted, -order - 2);
    for (int k = 1; k <= BERNOULLI.length; k++) {
      series += BERNOULLI[k - 1] * coefficient;
      coefficient *=
          (2 * k + order)
              * (2 * k + order + 1.0)
              / ((2 * k + 1) * (2 * k + 2.0))
              / (shifted * shifted);
    }
    return sum + series;
  }

  /// The derivative of cot(πx) of an order, as a polynomial in c = cot(πx): c′ = −π(1 + c²).
  private static double cotangentDerivative(int order, double x) {
    double[] polynomial = {0, 1};
    for (int k = 0; k < order; k++) {
      double[] next = new double[polynomial.length + 1];
      for (int power = 1; power < polynomial.length; power++) {
        double factor = -Math.PI * power * polynomial[power];
        next[power - 1] += factor;
        next[power + 1] += factor;
      }
      polynomial = next;
    }
    double cotangent = 1 / Math.tan(Math.PI * (x - Math.rint(x)));
    double value = 0;
    for (int power = polynomial.length - 1; power >= 0; power--) {
      value = value * cotangent + polynomial[power];
    }
    return value;
  }
}
