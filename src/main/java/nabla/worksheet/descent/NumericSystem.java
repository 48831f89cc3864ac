package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import nabla.calculus.Gradient;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.util.Pair;
import org.jspecify.annotations.Nullable;

/// Looks for the common zeros of functions of several variables from several starts, by the method
/// of Levenberg and Marquardt with derived slopes. What is as good as 0 only far away, such as e^x
/// at −50, is none: there the next step of Newton's method is long.
final class NumericSystem {
  static final int STARTS = 200;

  private static final int MOST_ITERATIONS = 200;
  private static final double TOLERANCE = 1e-15;
  private static final double LONGEST_STEP = 1e-6;
  private static final double SAME = 1e-5;
  private static final double[] REACH = {1, 3, 10, 100};

  private final List<Expr> zeros;
  private final List<Symbol> variables;
  private final List<Expr> gradients;
  private final Compiled functions;
  private final Compiled slopes;
  private final int equations;
  private final int unknowns;

  private NumericSystem(List<Expr> zeros, List<Symbol> variables) {
    this.equations = zeros.size();
    this.unknowns = variables.size();
    this.zeros = zeros;
    this.variables = variables;
    this.gradients = new ArrayList<>();
    zeros.forEach(zero -> gradients.addAll(Gradient.of(zero, variables)));
    this.functions = Compiled.of(variables, zeros.toArray(Expr[]::new));
    this.slopes = Compiled.of(variables, gradients.toArray(Expr[]::new));
  }

  /// A zero.
  ///
  /// @param residual the largest value that a function has there, in size
  record Point(List<Double> values, double residual) {}

  /// The zeros that are found, the nearest to 0 first. There are at least as many functions as
  /// variables, and no other symbols.
  static List<Point> zeros(List<Expr> zeros, List<Symbol> variables) {
    NumericSystem work = new NumericSystem(zeros, variables);
    Random random = new Random(11);
    List<Point> points = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      Budget.check();
      double reach = REACH[start % REACH.length];
      double[] from = new double[variables.size()];
      Arrays.setAll(from, i -> reach * (2 * random.nextDouble() - 1));
      Point point = work.from(from);
      if (point != null && points.stream().noneMatch(other -> isSame(other, point))) {
        points.add(point);
      }
    }
    points.sort(
        Comparator.comparingDouble(
            point -> point.values.stream().mapToDouble(Math::abs).max().orElse(0)));
    return points;
  }

  /// The zero to which a start leads; null where it leads to none.
  static @Nullable Point zero(List<Expr> zeros, List<Symbol> variables, double... start) {
    return new NumericSystem(zeros, variables).from(start);
  }

  /// The Hessian of a loss at a point.
  static RealMatrix hessian(Expr loss, List<Symbol> variables, List<Double> place) {
    return new NumericSystem(Gradient.of(loss, variables), variables)
        .jacobian(new ArrayRealVector(place.toArray(new Double[0])));
  }

  /// The eigenvalues of the Hessian of a loss at a point.
  static double[] curvatures(Expr loss, List<Symbol> variables, List<Double> place) {
    return new EigenDecomposition(hessian(loss, variables, place)).getRealEigenvalues();
  }

  private static boolean isSame(Point one, Point other) {
    for (int i = 0; i < one.values.size(); i++) {
      double size = Math.max(1, Math.abs(one.values.get(i)));
      if (Math.abs(one.values.get(i) - other.values.get(i)) > SAME * size) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Point from(double[] start) {
    MultivariateJacobianFunction model =
        place -> new Pair<>(new ArrayRealVector(values(place.toArray()), false), jacobian(place));
    try {
      double[] found =
          new LevenbergMarquardtOptimizer()
              .withCostRelativeTolerance(TOLERANCE)
              .withParameterRelativeTolerance(TOLERANCE)
              .optimize(
                  new LeastSquaresBuilder()
                      .start(start)
                      .model(model)
                      .target(new double[equations])
                      .maxEvaluations(MOST_ITERATIONS)
                      .maxIterations(MOST_ITERATIONS)
                      .build())
              .getPoint()
              .toArray();
      return polished(found);
    } catch (MathIllegalStateException | MathIllegalArgumentException none) {
      return null; // leads nowhere
    }
  }

  /// The point after two steps of Newton's method; null where these are long, so that it is no
  /// zero.
  private @Nullable Point polished(double[] found) {
    RealVector place = new ArrayRealVector(found);
    for (int i = 0; i < 2; i++) {
      RealVector values = new ArrayRealVector(values(place.toArray()));
      Array2DRowRealMatrix slope = jacobian(place);
      if (values.isNaN() || values.isInfinite() || !Double.isFinite(slope.getFrobeniusNorm())) {
        return null;
      }
      RealVector step = new SingularValueDecomposition(slope).getSolver().solve(values);
      if (step.getNorm() > LONGEST_STEP * (1 + place.getNorm())
          || slope.operate(step).subtract(values).getNorm() > LONGEST_STEP * values.getNorm()) {
        return null;
      }
      RealVector next = place.subtract(step);
      double[] there = values(next.toArray());
      if (largest(there) > largest(values.toArray()) || Double.isNaN(largest(there))) {
        break;
      }
      place = next;
    }
    if (!Rounding.isNearZero(zeros, gradients, variables, place, LONGEST_STEP)) {
      return null;
    }
    double[] values = place.toArray();
    return new Point(Arrays.stream(values).boxed().toList(), largest(values(values)));
  }

  private static double largest(double... values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private double[] values(double... place) {
    double[] values = new double[equations];
    functions.evaluate(place, values);
    return values;
  }

  private Array2DRowRealMatrix jacobian(RealVector place) {
    double[] entries = new double[equations * unknowns];
    slopes.evaluate(place.toArray(), entries);
    Array2DRowRealMatrix jacobian = new Array2DRowRealMatrix(equations, unknowns);
    for (int i = 0; i < entries.length; i++) {
      jacobian.setEntry(i / unknowns, i % unknowns, entries[i]);
    }
    return jacobian;
  }
}
