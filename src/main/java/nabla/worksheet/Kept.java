package nabla.worksheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Value;

/// The decimals that a sheet goes on with after a step, also where no double is as large or small.
final class Kept {

  private static final MathContext DIGITS = new MathContext(15);

  /// Above and below these powers of ten a number is written with its power.
  private static final int LONGEST = 40;

  private Kept() {}

  /// A value without letters, as it is read again.
  static String decimals(Value value) {
    List<Value> entries = value.entries();
    if (entries.isEmpty()) {
      return decimal(value);
    }
    int columns = value.columns();
    if (columns == 1) {
      return entries.stream().map(Kept::decimal).collect(Collectors.joining(", ", "(", ")"));
    }
    return IntStream.range(0, entries.size() / columns)
        .mapToObj(row ->
            entries.subList(row * columns, (row + 1) * columns).stream()
                .map(Kept::decimal)
                .collect(Collectors.joining(", ", "[", "]")))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String decimal(Value number) {
    BigDecimal rounded =
        Objects.requireNonNull(number.decimal()).toDecimal(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return Math.abs(exponent) < LONGEST
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
