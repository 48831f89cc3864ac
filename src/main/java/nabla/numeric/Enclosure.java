package nabla.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Two numbers between which a value certainly lies.
///
/// @param lower not above the value
/// @param upper not below the value
/// @param exact the value itself, where it is known to be this rational number
public record Enclosure(BigDecimal lower, BigDecimal upper, @Nullable Rational exact) {

  /// Whether the values are certainly different.
  public boolean isDisjointFrom(Enclosure other) {
    if (exact != null && other.exact != null) {
      return !exact.equals(other.exact);
    }
    return lower.compareTo(other.upper) > 0 || upper.compareTo(other.lower) < 0;
  }

  /// −1 or 1 where the sign is certain, 0 where the value is certainly 0; null where it is not
  /// known.
  public @Nullable Integer signum() {
    if (exact != null) {
      return exact.signum();
    }
    if (lower.signum() > 0) {
      return 1;
    }
    return upper.signum() < 0 ? -1 : null;
  }

  /// The number in the middle.
  public BigDecimal middle() {
    return lower.add(upper).divide(BigDecimal.valueOf(2));
  }

  /// The nearest double to the middle.
  public double doubleValue() {
    return exact != null ? exact.doubleValue() : middle().doubleValue();
  }

  /// How many significant decimal digits of the middle are certain, up to `limit`; 0 where not even
  /// the sign is.
  public int digits(int limit) {
    if (exact != null) {
      return limit;
    }
    BigDecimal radius = upper.subtract(lower);
    BigDecimal middle = middle();
    if (radius.signum() == 0) {
      return limit;
    }
    if (middle.signum() == 0) {
      return 0;
    }
    BigDecimal relative = radius.divide(middle.abs(), new MathContext(5, RoundingMode.UP));
    return Math.clamp((long) relative.scale() - relative.precision(), 0, limit);
  }
}
