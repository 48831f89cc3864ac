package nabla.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import nabla.Value;
import nabla.numeric.Evaluation;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Decimal values with as many digits as are known, and not more than a reader wants.
final class Decimals {
  private static final int DIGITS = 12;

  /// A number, or a number with a sign.
  private static final long LONGEST_PLAIN = 2;

  private Decimals() {}

  /// The decimals that stand beside an exact value, as `≈ 0.333333333333` or `= 0.5`; empty where
  /// they would say nothing new.
  static String beside(Value value) {
    if (!value.entries().isEmpty()) {
      return beside(value.entries(), value.columns());
    }
    Evaluation decimal = value.decimal();
    if (decimal != null && value.exact().shape().isTruth()) {
      return decimal.value() == 0 ? "is false" : "is true";
    }
    boolean none = decimal == null || isBeyond(decimal) || isPlain(value);
    return none ? "" : sign(Objects.requireNonNull(decimal)) + text(decimal);
  }

  private static String beside(List<Value> values, int columns) {
    if (values.stream().allMatch(Decimals::isPlain)
        || values.stream().map(Value::decimal).anyMatch(some -> some == null || isBeyond(some))) {
      return "";
    }
    boolean exact =
        values.stream()
            .allMatch(value -> sign(Objects.requireNonNull(value.decimal())).equals("= "));
    StringBuilder array = new StringBuilder((exact ? "= " : "≈ ") + (columns == 1 ? "(" : "["));
    for (int i = 0; i < values.size(); i++) {
      array
          .append(i == 0 ? "" : i % columns == 0 && columns > 1 ? "; " : ", ")
          .append(text(Objects.requireNonNull(values.get(i).decimal())));
    }
    return array.append(columns == 1 ? ")" : "]").toString();
  }

  /// Whether the value is too large or too small for a double, and not a rational number either.
  private static boolean isBeyond(Evaluation decimal) {
    boolean tiny = decimal.value() == 0 && decimal.digits() > 0;
    return decimal.exact() == null && (tiny || !Double.isFinite(decimal.value()));
  }

  /// Whether the exact value is written in decimals anyway.
  private static boolean isPlain(Value value) {
    Evaluation decimal = value.decimal();
    return decimal != null
        && decimal.exact() != null
        && value.exact().weight() <= LONGEST_PLAIN
        && Text.of(value.exact()).equals(text(decimal));
  }

  private static String sign(Evaluation decimal) {
    boolean exact =
        decimal.exact() != null
            && decimal.exact().isFiniteDecimal()
            && decimal.exact().toDecimal().stripTrailingZeros().precision() <= DIGITS;
    return exact ? "= " : "≈ ";
  }

  private static String text(Evaluation decimal) {
    if (decimal.exact() != null) {
      if (decimal.exact().isInteger()) {
        return decimal.exact().toString().replace('-', '−');
      }
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
    if (value.signum() < 0) {
      return "−" + plain(value.negate());
    }
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (stripped.signum() == 0 || (exponent >= -5 && exponent < 15)) {
      return stripped.toPlainString();
    }
    return stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /// A value for programs: a number where there is one, else what remains as text; an array for a
  /// vector, one of rows for a matrix.
  static JsonElement json(Value value, WriteOptions writing) {
    if (!value.entries().isEmpty()) {
      return json(value.entries(), value.columns(), writing);
    }
    Evaluation decimal = value.decimal();
    if (decimal == null) {
      return new JsonPrimitive(Text.of(value.exact(), writing));
    }
    if (decimal.exact() != null && decimal.exact().isInt()) {
      return new JsonPrimitive(decimal.exact().intValue());
    }
    return Double.isFinite(decimal.value())
        ? new JsonPrimitive(decimal.value())
        : JsonNull.INSTANCE;
  }

  private static JsonArray json(List<Value> values, int columns, WriteOptions writing) {
    JsonArray array = new JsonArray();
    for (int start = 0; start < values.size(); start += columns) {
      array.add(
          columns == 1
              ? json(values.get(start), writing)
              : json(values.subList(start, start + columns), 1, writing));
    }
    return array;
  }
}
