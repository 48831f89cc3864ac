package nabla.worksheet.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// A mark on an axis.
///
/// @param value where it is
/// @param label what stands there, in the notation of [MathText]
record Tick(double value, String label) {

  /// Relative to the distance of two marks: what is that close to the end of the axis is on it.
  private static final double CLOSE = 1e-6;

  private static final int LONGEST_PLAIN = 7;

  /// Digits before a power of ten that are read at a glance.
  private static final int FEW = 4;

  /// Steps along an axis on which multiples of π are marked, in quarters of π.
  private static final int[] QUARTERS = {1, 2, 4, 8, 16, 32};

  /// Marks at multiples of 1, 2 or 5 times a power of ten.
  ///
  /// @param about how many there may be
  static List<Tick> linear(double lower, double upper, int about) {
    double raw = (upper - lower) / about;
    int power = (int) Math.floor(Math.log10(raw));
    double size = raw / Math.pow(10, power);
    int digit = size <= 1 + CLOSE ? 1 : size <= 2 + CLOSE ? 2 : size <= 5 + CLOSE ? 5 : 10;
    BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
    double distance = step.doubleValue();
    List<BigDecimal> values = new ArrayList<>();
    long last = (long) Math.floor(upper / distance + CLOSE);
    for (long k = (long) Math.ceil(lower / distance - CLOSE); k <= last; k++) {
      values.add(step.multiply(BigDecimal.valueOf(k)));
    }
    return labelled(values);
  }

  /// All labels of an axis are decimals, or all are multiples of powers of ten: what is shorter,
  /// and decimals where that tells them apart in more than a few digits.
  private static List<Tick> labelled(List<BigDecimal> values) {
    int longest = 0;
    int factor = 0;
    for (BigDecimal value : values) {
      BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      longest = Math.max(longest, stripped.abs().toPlainString().length());
      factor = Math.max(factor, stripped.precision());
    }
    boolean plain = longest <= LONGEST_PLAIN || (factor > FEW && longest <= 2 * LONGEST_PLAIN);
    List<Tick> ticks = new ArrayList<>();
    for (BigDecimal value : values) {
      String label = plain ? sign(value.stripTrailingZeros().toPlainString()) : scientific(value);
      ticks.add(new Tick(value.doubleValue(), label));
    }
    return ticks;
  }

  /// Two numbers in a sentence, `from −6 to 6`, with as many digits as tell them apart.
  static String interval(double from, double to) {
    double size = Math.max(Math.abs(from), Math.abs(to));
    double ratio = Math.max(1, size / Math.abs(to - from));
    int digits = Double.isFinite(ratio) ? (int) Math.min(17, 6 + Math.floor(Math.log10(ratio))) : 6;
    return "from " + number(from, digits) + " to " + number(to, digits);
  }

  /// A number in a sentence: `0.25`, `−3`, `1.2·10^(−7)`.
  static String number(double value, int digits) {
    return marked(value, digits).replace('{', '(').replace('}', ')');
  }

  /// A number in the notation of [MathText]: `0.25`, `−3`, `1.2·10^{−7}`.
  static String marked(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "no number" : value < 0 ? "−∞" : "∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new java.math.MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return (exponent >= -4 && exponent <= LONGEST_PLAIN) || rounded.precision() > 2 * FEW
        ? sign(rounded.toPlainString())
        : scientific(rounded);
  }

  private static String scientific(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    String factor = stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    if (exponent == 0) {
      return sign(factor);
    }
    String power = "10^{" + sign(String.valueOf(exponent)) + "}";
    return switch (factor) {
      case "1" -> power;
      case "-1" -> "−" + power;
      default -> sign(factor) + "·" + power;
    };
  }

  private static String sign(String number) {
    return number.replace('-', '−');
  }

  /// Marks at powers of ten, between positive bounds.
  static List<Tick> powers(double lower, double upper, int about) {
    int first = (int) Math.ceil(Math.log10(lower) - CLOSE);
    int last = (int) Math.floor(Math.log10(upper) + CLOSE);
    int step = 1;
    for (int next : new int[] {2, 3, 5, 10, 20, 50, 100}) {
      step = (last - first) / step < about ? step : next;
    }
    List<Tick> ticks = new ArrayList<>();
    for (int k = Math.ceilDiv(first, step) * step; k <= last; k += step) {
      ticks.add(new Tick(Math.pow(10, k), scientific(BigDecimal.ONE.scaleByPowerOfTen(k))));
    }
    return ticks;
  }

  /// Marks at multiples of π where both ends are, as in [−π, π]; else as [#linear].
  static List<Tick> perhapsOfPi(double lower, double upper, int about) {
    double first = lower / (Math.PI / 4);
    double last = upper / (Math.PI / 4);
    boolean ofPi = Math.abs(last) < 400 && Math.abs(first) < 400 && isWhole(first) && isWhole(last);
    if (!ofPi) {
      return linear(lower, upper, about);
    }
    int step = QUARTERS[QUARTERS.length - 1];
    for (int each : QUARTERS) {
      step = (last - first) / each <= about + 1 ? Math.min(step, each) : step;
    }
    List<Tick> ticks = new ArrayList<>();
    int end = (int) Math.round(last);
    for (int k = Math.ceilDiv((int) Math.round(first), step) * step; k <= end; k += step) {
      ticks.add(new Tick(k * Math.PI / 4, quarters(k)));
    }
    return ticks;
  }

  private static boolean isWhole(double number) {
    return Math.abs(number - Math.rint(number)) < 1e-9;
  }

  private static String quarters(int k) {
    if (k == 0) {
      return "0";
    }
    int divisor = k % 4 == 0 ? 4 : k % 2 == 0 ? 2 : 1;
    int above = Math.abs(k) / divisor;
    int below = 4 / divisor;
    return (k < 0 ? "−" : "") + (above == 1 ? "" : above) + "π" + (below == 1 ? "" : "/" + below);
  }
}
