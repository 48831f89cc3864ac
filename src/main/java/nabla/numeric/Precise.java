package nabla.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Values with a guarantee: bounds from interval arithmetic, with more digits taken until the
/// bounds are as close as asked. Digits that cancel are noticed and replaced; two values whose
/// bounds do not meet are different.
///
/// What stays rational is exact. Sums over long ranges take their time; integrals and functions of
/// which only values are known are declined.
public final class Precise {

  /// The number of digits beyond which a value is given up, unless more are asked for.
  private static final int MOST_DIGITS = 1000;

  private static final int FEWEST_DIGITS = 25;
  private static final int SPARE_DIGITS = 8;

  private final Code code;

  private Precise(Code code) {
    this.code = code;
  }

  /// Prepares expressions in these variables.
  public static Precise of(List<Symbol> inputs, Expr... outputs) {
    return new Precise(Assembler.assembleFromPrimitives(inputs, outputs));
  }

  /// Bounds for the value of `expression`, close enough to give `digits` significant digits; wider
  /// ones where the value is 0 or too close to it. A [NablaException] of kind `DOMAIN` where there
  /// is no value, of kind `BUDGET` where a thousand digits decide nothing.
  public static Enclosure enclose(Expr expression, Map<Symbol, Rational> values, int digits) {
    List<Symbol> symbols = new ArrayList<>();
    List<Rational> coordinates = new ArrayList<>();
    values.forEach((symbol, value) -> {
      symbols.add(symbol);
      coordinates.add(value);
    });
    return of(symbols, expression).enclose(coordinates, digits).getFirst();
  }

  /// The value to `digits` significant digits.
  public static BigDecimal value(Expr expression, Map<Symbol, Rational> values, int digits) {
    Enclosure enclosure = enclose(expression, values, digits + 1);
    if (enclosure.exact() == null && enclosure.digits(digits) < digits) {
      throw undecided("the value is 0 or has more than " + MOST_DIGITS + " zeros behind the point");
    }
    return enclosure.middle().round(new MathContext(digits));
  }

  /// −1, 0 or 1 for the sign of a constant; null where it is too close to 0 to tell, or has no
  /// value.
  public static @Nullable Integer sign(Expr constant) {
    try {
      return enclose(constant, Map.of(), 1).signum();
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      return null;
    }
  }

  /// Bounds for each output at a point.
  public List<Enclosure> enclose(List<Rational> inputs, int digits) {
    int limit = Math.max(MOST_DIGITS, 4 * digits);
    for (int working = Math.max(FEWEST_DIGITS, digits + SPARE_DIGITS); ; working = 2 * working) {
      Interval[] results = run(working, inputs);
      boolean last = 2 * working > limit;
      boolean good = true;
      for (Interval result : results) {
        good &= result.isNumber() && isClose(result, digits);
      }
      if (good || last) {
        return enclosures(results);
      }
    }
  }

  private static boolean isClose(Interval result, int digits) {
    return result.exact() != null
        || new Enclosure(result.lower(), result.upper(), null).digits(digits) >= digits;
  }

  private static List<Enclosure> enclosures(Interval[] results) {
    List<Enclosure> enclosures = new ArrayList<>();
    IntervalArithmetic arithmetic = new IntervalArithmetic(MOST_DIGITS / 10);
    for (Interval result : results) {
      if (!result.isNumber()) {
        throw undecided("the value is not decided by " + MOST_DIGITS + " digits");
      }
      Interval bounded = arithmetic.bounded(result);
      enclosures.add(new Enclosure(bounded.lower(), bounded.upper(), result.exact()));
    }
    return enclosures;
  }

  private static NablaException undecided(String sentence) {
    return new NablaException(NablaException.Kind.BUDGET, sentence);
  }

  private Interval[] run(int digits, List<Rational> inputs) {
    IntervalArithmetic arithmetic = new IntervalArithmetic(digits);
    Interval[] values = new Interval[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Interval.exactly(inputs.get(i));
    }
    Interval[] results = new IntervalRun(code, arithmetic, new Primitives(arithmetic)).run(values);
    for (Interval result : results) {
      if (result.isUndefined()) {
        throw new NablaException(NablaException.Kind.DOMAIN, result.reason() + " is undefined");
      }
    }
    return results;
  }

  /// The registers that hold numbers from the start.
  static Interval initial(Expr node, Primitives primitives) {
    if (node instanceof Num number) {
      return Interval.exactly(number.value());
    }
    return node instanceof Apply apply
            && apply.arity() == 0
            && apply.operator() instanceof Function function
        ? primitives.constant(function)
        : Interval.UNKNOWN;
  }
}
