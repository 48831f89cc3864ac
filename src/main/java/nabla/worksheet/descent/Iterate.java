package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Where a descent stands after some steps: the variables in doubles, and exactly where they are
/// known so.
final class Iterate {
  private final int step;
  private final double[] values;
  private final Rational @Nullable [] exact;

  /// @param exact the same as the doubles exactly; null where only doubles are known
  Iterate(int step, double[] values, Rational @Nullable [] exact) {
    this.step = step;
    this.values = values;
    this.exact = exact;
  }

  /// How many steps.
  int step() {
    return step;
  }

  /// The variables in doubles.
  double[] values() {
    return values;
  }

  /// The variables exactly; null where only doubles are known.
  Rational @Nullable [] exact() {
    return exact;
  }

  /// One that is known exactly.
  static Iterate exactly(int step, Rational... exact) {
    double[] values = new double[exact.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = exact[i].doubleValue();
    }
    return new Iterate(step, values, exact);
  }

  /// Whether every variable has a number that a double holds.
  boolean isFinite() {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /// The values for the variables; where only doubles are known, theirs.
  Map<Symbol, Rational> bindings(List<Symbol> variables) {
    Map<Symbol, Rational> bindings = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      bindings.put(variables.get(i), value(i));
    }
    return bindings;
  }

  /// One variable; where only a double is known, that.
  Rational value(int index) {
    return exact != null ? exact[index] : rational(values[index]);
  }

  /// What a finite double stands for.
  static Rational rational(double value) {
    return Rational.parse(new BigDecimal(value).toPlainString());
  }

  /// Whether another stands at the same place.
  boolean isAt(Iterate other) {
    if (exact != null && other.exact != null) {
      return Arrays.equals(exact, other.exact);
    }
    return Arrays.equals(values, other.values);
  }
}
