package nabla.answer;

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
import nabla.expr.Rational;
import nabla.numeric.Evaluation;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Decimal values with as many digits as are known, and not more than a reader wants.
public final class Decimals {
  private static final int DIGITS = 12;

  /// Of a value that no double holds.
  private static final int JSON_DIGITS = 17;

  /// A number, or a number with a sign.
  private static final long LONGEST_PLAIN = 2;

  /// An integer with more binary digits is rounded.
  private static final int LONGEST_INTEGER = 128;

  private Decimals() {}

  /// The decimals that stand beside an exact value, as `≈ 0.333333333333` or `= 0.5`; empty where
  /// they would say nothing new.
  public static String beside(Value value) {
    if (!value.entries().isEmpty()) {
      return beside(value.entries(), value.columns());
    }
    Evaluation decimal = value.decimal();
    if (decimal != null && value.exact().shape().isTruth()) {
      return decimal.value() == 0 ? "is false" : "is true";
    }
    boolean none = decimal == null || isPlain(value);
    return none ? "" : sign(Objects.requireNonNull(decimal)) + text(decimal);
  }

  private static String beside(List<Value> values, int columns) {
    if (values.stream().allMatch(Decimals::isPlain)
        || values.stream().map(Value::decimal).anyMatch(Objects::isNull)) {
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
      if (decimal.exact().isInteger()
          && decimal.exact().numerator().bitLength() <= LONGEST_INTEGER) {
        return decimal.exact().toString().replace('-', '−');
      }
      return plain(rounded(decimal.exact(), DIGITS));
    }
    int digits = Math.clamp(decimal.digits(), 1, DIGITS);
    if (decimal.beyond() != null) {
      return plain(decimal.beyond().round(new MathContext(digits)));
    }
    if (decimal.digits() == 0 || decimal.value() == 0) {
      return "0";
    }
    return plain(BigDecimal.valueOf(decimal.value()).round(new MathContext(digits)));
  }

  private static BigDecimal rounded(Rational exact, int digits) {
    return new BigDecimal(exact.numerator())
        .divide(
            new BigDecimal(exact.denominator()), new MathContext(digits, RoundingMode.HALF_EVEN));
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
  public static JsonElement json(Value value, WriteOptions writing) {
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
    if (decimal.beyond() != null) {
      return new JsonPrimitive(decimal.beyond());
    }
    boolean held = Double.isFinite(decimal.value()) && decimal.value() != 0;
    if (decimal.exact() != null && !held) {
      return new JsonPrimitive(rounded(decimal.exact(), JSON_DIGITS));
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
