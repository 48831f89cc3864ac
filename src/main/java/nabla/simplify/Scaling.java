package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// Reads sums of rational powers as polynomials: the exponents of each kernel become integers by a
/// common measure, and what is negative is shifted away.
final class Scaling {

  private static final int LARGEST_DEGREE = 60;

  private final List<Integer> kernels = new ArrayList<>();
  private final Map<Integer, Integer> variables = new HashMap<>();
  private final Map<Integer, Rational> units = new HashMap<>();

  private Scaling() {}

  /// A scaling for these sums; null where the degrees are large.
  static @Nullable Scaling of(PowerSum... sums) {
    return of(false, sums);
  }

  /// A scaling in which whole exponents keep their size, so that x² − 1 has the degree 2 and can be
  /// split.
  static @Nullable Scaling forFactors(PowerSum sum) {
    return of(true, sum);
  }

  private static @Nullable Scaling of(boolean whole, PowerSum... sums) {
    Scaling scaling = new Scaling();
    java.util.TreeSet<Integer> found = new java.util.TreeSet<>();
    for (PowerSum sum : sums) {
      sum.forEach((product, coefficient) -> {
        for (int i = 0; i < product.size(); i++) {
          found.add(product.kernel(i));
          scaling.units.merge(product.kernel(i), product.exponent(i).abs(), Kernels::commonMeasure);
        }
      });
    }
    for (int kernel : found) {
      scaling.variables.put(kernel, scaling.kernels.size());
      scaling.kernels.add(kernel);
      if (whole) {
        scaling.units.merge(kernel, Rational.ONE, Kernels::commonMeasure);
      }
    }
    for (PowerSum sum : sums) {
      PowerProduct content = sum.content();
      boolean[] small = {true};
      sum.forEach((product, coefficient) -> {
        PowerProduct shifted = product.times(content.reciprocal());
        for (int i = 0; i < shifted.size(); i++) {
          Rational degree = shifted.exponent(i).dividedBy(scaling.unit(shifted.kernel(i)));
          small[0] &= degree.isInt() && degree.intValue() <= LARGEST_DEGREE;
        }
      });
      if (!small[0]) {
        return null;
      }
    }
    return scaling;
  }

  private Rational unit(int kernel) {
    return units.getOrDefault(kernel, Rational.ONE);
  }

  int variables() {
    return kernels.size();
  }

  /// What was taken out of a sum before it became a polynomial.
  PowerProduct shift(PowerSum sum) {
    return sum.content();
  }

  /// The polynomial of `sum` without its content.
  Polynomial polynomial(PowerSum sum) {
    PowerProduct back = shift(sum).reciprocal();
    Polynomial[] total = {Polynomial.ZERO};
    sum.forEach((product, coefficient) -> {
      PowerProduct shifted = product.times(back);
      Monomial monomial = Monomial.ONE;
      for (int i = 0; i < shifted.size(); i++) {
        int kernel = shifted.kernel(i);
        int degree = shifted.exponent(i).dividedBy(unit(kernel)).intValue();
        monomial = monomial.times(Monomial.of(variables.getOrDefault(kernel, 0), degree));
      }
      total[0] = total[0].plus(Polynomial.term(coefficient, monomial));
    });
    return total[0];
  }

  /// The sum of a polynomial.
  PowerSum sum(Polynomial polynomial) {
    PowerSum[] total = {PowerSum.ZERO};
    polynomial.forEach((monomial, coefficient) -> {
      PowerProduct product = PowerProduct.ONE;
      for (int variable = 0; variable < monomial.variables(); variable++) {
        int kernel = kernels.get(variable);
        Rational exponent = unit(kernel).times(Rational.of(monomial.exponent(variable)));
        product = product.times(PowerProduct.of(kernel, exponent));
      }
      total[0] = total[0].plus(PowerSum.term(coefficient, product));
    });
    return total[0];
  }
}
