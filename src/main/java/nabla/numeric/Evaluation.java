package nabla.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The value of an expression at a point, with the digits that can be trusted. Doubles come first,
/// with an estimate of their error; where that leaves fewer than twelve digits, as after
/// cancellation or overflow, [Precise] takes over.
///
/// @param value the nearest double
/// @param digits how many of its significant digits are known; 0 for a value that is 0 as far as
///   can be seen
/// @param exact the value, where it is known to be this rational number
/// @param beyond the value in decimals, where it is too large or too small for a double; null
///   elsewhere, and for a rational number
public record Evaluation(
    double value, int digits, @Nullable Rational exact, @Nullable BigDecimal beyond) {

  /// So many digits a double is trusted for without further ado.
  private static final int ENOUGH = 12;

  private static final int DOUBLE_DIGITS = 16;

  /// A value that a double holds.
  public Evaluation(double value, int digits, @Nullable Rational exact) {
    this(value, digits, exact, null);
  }

  /// Whether the value is known exactly.
  public boolean isExact() {
    return exact != null;
  }

  /// The value in so many digits, also where it is too large or too small for a double. A
  /// [NablaException] of kind `DOMAIN` where it is infinite.
  public BigDecimal toDecimal(MathContext precision) {
    if (exact != null) {
      return new BigDecimal(exact.numerator())
          .divide(new BigDecimal(exact.denominator()), precision);
    }
    if (beyond != null) {
      return beyond.round(precision);
    }
    if (!Double.isFinite(value)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN, "the value is beyond all floating-point numbers");
    }
    return new BigDecimal(value).round(precision);
  }

  /// The value of `expression` where each variable has the given value. A [NablaException] of kind
  /// `DOMAIN` where it has none (`1/0`, `ln(-1)`), `UNSUPPORTED` where a part has no number, `NAME`
  /// where a variable has no value.
  public static Evaluation of(Expr expression, Map<Symbol, Rational> values) {
    List<Symbol> symbols = new ArrayList<>();
    List<Rational> inputs = new ArrayList<>();
    values.forEach((symbol, value) -> {
      symbols.add(symbol);
      inputs.add(value);
    });
    Code code = Assembler.assemble(symbols, expression);
    Rational exact = ExactRun.value(code, inputs);
    if (exact != null) {
      return new Evaluation(exact.doubleValue(), DOUBLE_DIGITS, exact);
    }
    ErrorRun.Estimate estimate = ErrorRun.estimate(code, inputs);
    int digits = digits(estimate);
    if (digits >= ENOUGH && isHeld(estimate.value())) {
      return new Evaluation(estimate.value(), digits, null);
    }
    return precisely(Precise.of(symbols, expression), inputs, estimate, digits);
  }

  private static Evaluation precisely(
      Precise precise, List<Rational> inputs, ErrorRun.Estimate estimate, int digits) {
    try {
      Enclosure enclosure = precise.enclose(inputs, DOUBLE_DIGITS + 1).getFirst();
      double value = enclosure.doubleValue();
      boolean tiny = enclosure.exact() == null && enclosure.digits(1) == 0;
      int known = enclosure.digits(DOUBLE_DIGITS);
      boolean held = tiny || enclosure.exact() != null || isHeld(value);
      return held
          ? new Evaluation(tiny ? 0 : value, known, enclosure.exact())
          : new Evaluation(
              value, known, null, enclosure.middle().round(new MathContext(DOUBLE_DIGITS)));
    } catch (NablaException failure) {
      boolean usable =
          failure.kind() != NablaException.Kind.DOMAIN && Double.isFinite(estimate.value());
      if (!usable || digits == 0) {
        throw failure;
      }
      return new Evaluation(estimate.value(), digits, null);
    }
  }

  /// Whether a double keeps its digits: none that is infinite does, nor one below 10^-308.
  private static boolean isHeld(double value) {
    return Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL;
  }

  private static int digits(ErrorRun.Estimate estimate) {
    double value = Math.abs(estimate.value());
    if (!(value < Double.POSITIVE_INFINITY) || !(estimate.error() < value)) {
      return 0;
    }
    return estimate.error() == 0
        ? DOUBLE_DIGITS
        : (int) Math.clamp(-Math.log10(estimate.error() / value), 0, 16);
  }
}
