package nabla.simplify;

import java.math.BigDecimal;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.numeric.Enclosure;
import nabla.numeric.Precise;
import org.jspecify.annotations.Nullable;

/// A point of the number line, known exactly: `1/2`, `√2`, `ln 3`. Places are ordered by bounds for
/// their values.
final class Place implements Comparable<Place> {

  /// Significant digits by which places are told apart at first, and by which at last.
  private static final int FEW_DIGITS = 30;

  private static final int MANY_DIGITS = 120;

  private final Expr value;
  private final @Nullable Rational exact;
  private Enclosure enclosure;

  private Place(Expr value, Enclosure enclosure) {
    this.value = value;
    this.exact = enclosure.exact();
    this.enclosure = enclosure;
  }

  /// The place of a constant; null where it has no value among the real numbers.
  static @Nullable Place of(Expr constant) {
    try {
      Expr value = ClosedForm.of(Canonical.of(constant), Written.NOTHING).expression();
      Enclosure enclosure = Precise.enclose(value, java.util.Map.of(), FEW_DIGITS);
      Rational exact = enclosure.exact();
      return new Place(exact == null ? value : Num.of(exact), enclosure);
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.DOMAIN) {
        return null;
      }
      throw new Unsolved();
    }
  }

  static Place of(Rational number) {
    BigDecimal rounded =
        new BigDecimal(number.numerator())
            .divide(new BigDecimal(number.denominator()), java.math.MathContext.DECIMAL128);
    return new Place(Num.of(number), new Enclosure(rounded, rounded, number));
  }

  /// The number itself, canonical.
  Expr value() {
    return value;
  }

  /// The number, where it is rational.
  @Nullable Rational exact() {
    return exact;
  }

  int signum() {
    Integer sign = enclosure.signum();
    if (sign == null) {
      throw new Unsolved();
    }
    return sign;
  }

  /// The place on the other side of 0.
  Place opposite() {
    return exact == null
        ? new Place(
            Canonical.negate(value),
            new Enclosure(enclosure.upper().negate(), enclosure.lower().negate(), null))
        : of(exact.negate());
  }

  /// A rational number between this place and a greater one.
  Rational before(Place greater) {
    BigDecimal low = enclosure.upper();
    BigDecimal high = greater.enclosure.lower();
    Rational left = exact == null ? Rational.parse(low.toString()) : exact;
    Rational right = greater.exact == null ? Rational.parse(high.toString()) : greater.exact;
    return left.plus(right).times(Rational.HALF);
  }

  /// A rational number below this place.
  Rational below() {
    return Rational.of(floor(enclosure.lower()).subtract(java.math.BigInteger.ONE));
  }

  /// A rational number above this place.
  Rational above() {
    return Rational.of(floor(enclosure.upper()).add(java.math.BigInteger.TWO));
  }

  /// A rational number beside this place, nearly `distance` away.
  Rational near(Rational distance) {
    return (exact == null ? Rational.parse(enclosure.middle().toString()) : exact).plus(distance);
  }

  private static java.math.BigInteger floor(BigDecimal number) {
    return number.setScale(0, java.math.RoundingMode.FLOOR).toBigInteger();
  }

  @Override
  public int compareTo(Place other) {
    if (exact != null && other.exact != null) {
      return exact.compareTo(other.exact);
    }
    if (value.equals(other.value)) {
      return 0;
    }
    if (!enclosure.isDisjointFrom(other.enclosure)) {
      if (Equality.isProved(value, other.value, Assumptions.NONE)) {
        return 0;
      }
      refine();
      other.refine();
      if (!enclosure.isDisjointFrom(other.enclosure)) {
        throw new Unsolved();
      }
    }
    return enclosure.middle().compareTo(other.enclosure.middle());
  }

  private void refine() {
    enclosure = Precise.enclose(value, java.util.Map.of(), MANY_DIGITS);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Place other && compareTo(other) == 0;
  }

  /// Equal places may be spelled differently.
  @Override
  public int hashCode() {
    return Double.hashCode((float) enclosure.doubleValue());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
