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
/// @param difference the left value minus the right one, which is not 0
public record Counterexample(Point point, Value left, Value right, BigDecimal difference) {

  /// Digits shown of a value that is not exact, unless more are needed to tell the sides apart.
  private static final int SHOWN = 10;

  /// Values that agree to so many digits are told apart by their difference.
  public static final int MOST_SHOWN = 40;

  /// Longer fractions are shown as decimals alone.
  private static final int LONGEST_FRACTION = 20;

  /// Larger numbers are written with a power of ten.
  private static final int LONGEST_WHOLE = 15;

  /// One value.
  ///
  /// @param exact the value where it is known to be this rational number; null elsewhere
  /// @param decimal the value in decimal digits, all of them correct up to rounding
  public record Value(@Nullable Rational exact, BigDecimal decimal) {

    /// `3`, `1/3 ≈ 0.3333333333`, `0.1966119332`.
    @Override
    public String toString() {
      String digits = plain(decimal);
      if (exact == null) {
        return digits;
      }
      String fraction = exact.toString();
      boolean complete = exact.isFiniteDecimal() && exact.toDecimal().compareTo(decimal) == 0;
      if (fraction.length() <= (complete ? digits.length() : LONGEST_FRACTION)) {
        return complete ? fraction : fraction + " ≈ " + digits;
      }
      return digits;
    }

    private static String plain(BigDecimal number) {
      BigDecimal stripped = number.stripTrailingZeros();
      int exponent = stripped.precision() - stripped.scale() - 1;
      return stripped.signum() == 0 || (exponent < LONGEST_WHOLE && exponent >= -6)
          ? stripped.toPlainString()
          : stripped.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
  }

  /// A counterexample from bounds that do not meet: with as many digits as tell the sides apart, as
  /// long as these can be read.
  static Counterexample of(Point point, Enclosure left, Enclosure right) {
    int digits = SHOWN;
    if (rounded(left, digits).compareTo(rounded(right, digits)) == 0) {
      digits = Math.max(digits, Math.min(MOST_SHOWN, 1 + Math.max(length(left), length(right))));
    }
    while (digits < MOST_SHOWN && rounded(left, digits).compareTo(rounded(right, digits)) == 0) {
      digits++;
    }
    return new Counterexample(
        point,
        new Value(left.exact(), rounded(left, digits)),
        new Value(right.exact(), rounded(right, digits)),
        left.middle().subtract(right.middle()).round(new MathContext(SHOWN)));
  }

  /// How many digits an exact decimal has; 0 for what is none.
  private static int length(Enclosure enclosure) {
    Rational exact = enclosure.exact();
    return exact != null && exact.isFiniteDecimal()
        ? exact.toDecimal().stripTrailingZeros().precision()
        : 0;
  }

  private static BigDecimal rounded(Enclosure enclosure, int digits) {
    Rational exact = enclosure.exact();
    MathContext context = new MathContext(digits, RoundingMode.HALF_EVEN);
    return exact != null
        ? new BigDecimal(exact.numerator()).divide(new BigDecimal(exact.denominator()), context)
        : enclosure.middle().round(context);
  }

  /// Whether the sides are so close that their decimals look equal.
  public boolean isClose() {
    return left.decimal.compareTo(right.decimal) == 0;
  }

  /// The difference, left minus right, as text.
  public String differenceText() {
    return Value.plain(difference);
  }

  /// `x = 1: left 0.5, right 2`, in one line.
  @Override
  public String toString() {
    String values = "left " + left + ", right " + right;
    String close = isClose() ? values + ", difference " + differenceText() : values;
    return point.symbols().isEmpty() ? close : point + ": " + close;
  }
}
