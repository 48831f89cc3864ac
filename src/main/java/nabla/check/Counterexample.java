package nabla.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import nabla.expr.Rational;
import nabla.numeric.Enclosure;
import nabla.numeric.Point;
import org.jspecify.annotations.Nullable;

/// A point at which a claim does not hold, with the value of each side there.
///
/// @param point the values of the variables; without any where the claim has none
/// @param left the value of the left side
/// @param right the value of the right side
public record Counterexample(Point point, Value left, Value right) {

  /// Digits shown of a value that is not exact, unless more are needed to tell the sides apart.
  private static final int SHOWN = 10;

  /// One value.
  ///
  /// @param exact the value where it is known to be this rational number; null elsewhere
  /// @param decimal the value in decimal digits, all of them correct up to rounding
  public record Value(@Nullable Rational exact, BigDecimal decimal) {

    /// `3`, `1/3 ≈ 0.3333333333`, `0.1966119332`.
    @Override
    public String toString() {
      if (exact == null) {
        return plain(decimal);
      }
      if (exact.isInteger()
          || (exact.isFiniteDecimal() && exact.toDecimal().precision() <= SHOWN)) {
        return exact.toString();
      }
      return exact + " ≈ " + plain(decimal);
    }

    private static String plain(BigDecimal number) {
      BigDecimal stripped = number.stripTrailingZeros();
      int magnitude = stripped.precision() - stripped.scale();
      return magnitude > 15 || magnitude < -6 ? stripped.toString() : stripped.toPlainString();
    }
  }

  /// A counterexample from bounds that do not meet.
  static Counterexample of(Point point, Enclosure left, Enclosure right) {
    int digits = SHOWN;
    BigDecimal first = rounded(left, digits);
    BigDecimal second = rounded(right, digits);
    while (first.compareTo(second) == 0
        && digits < 1000
        && !(left.exact() != null && right.exact() != null)) {
      digits *= 2;
      first = rounded(left, digits);
      second = rounded(right, digits);
    }
    return new Counterexample(
        point, new Value(left.exact(), first), new Value(right.exact(), second));
  }

  private static BigDecimal rounded(Enclosure enclosure, int digits) {
    Rational exact = enclosure.exact();
    MathContext context = new MathContext(digits, RoundingMode.HALF_EVEN);
    return exact != null
        ? new BigDecimal(exact.numerator()).divide(new BigDecimal(exact.denominator()), context)
        : enclosure.middle().round(context);
  }

  /// `x = 1: left 0.5, right 2`, in one line.
  @Override
  public String toString() {
    String values = "left " + left + ", right " + right;
    return point.symbols().isEmpty() ? values : point + ": " + values;
  }
}
