package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.MathIllegalStateException;

/// Looks for the zeros of a function of one variable where it changes its sign, on a grid that is
/// fine near 0 and coarse far away. Zeros without a change of sign, and pairs of zeros that are
/// close, are not found.
final class Scan {
  private static final double CLOSE = 1e-7;

  private Scan() {}

  /// What was found.
  ///
  /// @param zeros where the function is 0
  /// @param flat an interval on which it is 0 throughout, as far as was seen, and not by rounding
  ///   alone; empty where there is none
  record Found(List<Double> zeros, List<Double> flat) {}

  /// The zeros that are found.
  ///
  /// @param range where it looks
  static Found zeros(Expr function, Symbol variable, ScanRange range) {
    Compiled compiled = Compiled.of(List.of(variable), function);
    BrentSolver solver = new BrentSolver(1e-15, 1e-15);
    List<Double> zeros = new ArrayList<>();
    List<Double> flat = new ArrayList<>();
    double before = Double.NaN;
    double[] places = range.places();
    double place = places[0];
    for (double next : places) {
      Budget.check();
      double value = compiled.evaluate(next);
      if (value == 0 && before == 0) {
        zeros.remove(place);
        if (flat.isEmpty()) {
          flat.add(place);
          flat.add(next);
        } else if (flat.getLast() == place) {
          flat.set(1, next);
        }
      } else if (value == 0) {
        zeros.add(next);
      } else if (before != 0 && before < 0 != value < 0 && Double.isFinite(before + value)) {
        try {
          double zero = solver.solve(1000, compiled::evaluate, place, next);
          // a pole changes its sign as well
          if (Math.abs(compiled.evaluate(zero)) <= CLOSE * (Math.abs(before) + Math.abs(value))) {
            zeros.add(zero);
          }
        } catch (MathIllegalStateException none) {
          // not a zero between these places
        }
      }
      before = value;
      place = next;
    }
    boolean rounded = flat.stream().anyMatch(end -> Rounding.isNotZero(function, variable, end));
    return new Found(zeros, rounded ? List.of() : flat);
  }
}
