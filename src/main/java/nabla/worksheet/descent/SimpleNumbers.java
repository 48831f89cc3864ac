package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Looks for simple fractions near what was found by numbers, and puts them in: exact zeros of
/// functions, where they are some.
final class SimpleNumbers {
  /// The greatest denominators, each with how near the fraction has to be.
  private static final int[] DENOMINATORS = {1, 12, 200};

  private static final double[] NEAR = {1e-2, 1e-3, 1e-6};

  private SimpleNumbers() {}

  /// A place near by where functions are 0, exactly; null where there is none of simple fractions.
  static @Nullable List<Expr> near(
      List<Double> place, List<Expr> zeros, List<Symbol> variables, Forms forms) {
    for (int i = 0; i < DENOMINATORS.length; i++) {
      List<Expr> point = new ArrayList<>();
      for (double value : place) {
        Rational simple = fraction(value, DENOMINATORS[i], NEAR[i]);
        if (simple != null) {
          point.add(forms.number(simple));
        }
      }
      if (point.size() == place.size() && isZero(zeros, variables, point, forms)) {
        return point;
      }
    }
    return null;
  }

  private static boolean isZero(
      List<Expr> zeros, List<Symbol> variables, List<Expr> point, Forms forms) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < point.size(); i++) {
      values.put(variables.get(i), point.get(i));
    }
    Substitution there = Substitution.of(values);
    return zeros.stream()
        .allMatch(zero -> Integer.valueOf(0).equals(forms.sign(there.apply(zero))));
  }

  /// The fraction with the least denominator that is near a number; null where that is too great.
  private static @Nullable Rational fraction(double value, int denominators, double near) {
    for (int denominator = 1; denominator <= denominators; denominator++) {
      long numerator = Math.round(value * denominator);
      if (Math.abs((double) numerator / denominator - value)
          <= near * Math.max(1, Math.abs(value))) {
        return Rational.of(numerator).dividedBy(Rational.of(denominator));
      }
    }
    return null;
  }
}
