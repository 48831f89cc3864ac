package nabla.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import nabla.Value;
import nabla.expr.Num;
import nabla.numeric.Evaluation;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Decimal values with as many digits as are known, and not more than a reader wants.
final class Decimals {
  private static final int DIGITS = 12;

  private Decimals() {}

  /// The decimals that stand beside an exact value; empty where they would say nothing new.
  static String beside(Value value) {
    Evaluation decimal = value.decimal();
    boolean said =
        value.exact() instanceof Num number && (number.value().isInteger() || number.isDecimal());
    return decimal == null || said ? "" : text(decimal);
  }

  /// A value in decimals alone; what remains as text where variables are left.
  static String alone(Value value) {
    Evaluation decimal = value.decimal();
    return decimal == null ? Text.of(value.exact()) : text(decimal);
  }

  private static String text(Evaluation decimal) {
    if (decimal.exact() != null) {
      BigDecimal numerator = new BigDecimal(decimal.exact().numerator());
      BigDecimal denominator = new BigDecimal(decimal.exact().denominator());
      return plain(numerator.divide(denominator, new MathContext(DIGITS, RoundingMode.HALF_EVEN)));
    }
    if (decimal.digits() == 0 || decimal.value() == 0) {
      return "0";
    }
    int digits = Math.clamp(decimal.digits(), 1, DIGITS);
    return plain(BigDecimal.valueOf(decimal.value()).round(new MathContext(digits)));
  }

  /// Without a power of ten as long as that is short: `0.00012`, but `-9.76782847129e25`.
  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (stripped.signum() == 0 || (exponent >= -5 && exponent < 15)) {
      return stripped.toPlainString();
    }
    return stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /// A value for programs: a number where there is one, else what remains as text.
  static JsonElement json(Value value, WriteOptions writing) {
    Evaluation decimal = value.decimal();
    if (decimal == null) {
      return new JsonPrimitive(Text.of(value.exact(), writing));
    }
    if (value.exact() instanceof Num number && number.value().isInt()) {
      return new JsonPrimitive(number.value().intValue());
    }
    return Double.isFinite(decimal.value())
        ? new JsonPrimitive(decimal.value())
        : JsonNull.INSTANCE;
  }

  /// The values of a vector as an array.
  static JsonArray json(Iterable<Value> values, WriteOptions writing) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(json(value, writing)));
    return array;
  }
}
