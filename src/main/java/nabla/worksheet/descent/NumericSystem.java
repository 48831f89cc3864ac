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

  /// As many digits of a multiple zero are right.
  static final double COARSE = 1e-3;

  private static final int MOST_NEWTON_STEPS = 120;

  /// Near a zero of multiplicity m each step of Newton's method is shorter by `1 − 1/m`.
  private static final double SLOWEST = 0.93;

  private static final int SHRINKING = 4;

  /// A slope that is so small a part of the steepest is taken for 0.
  private static final double SINGULAR = 1e-9;

  private static final double ASIDE = 0.01;

  /// How near to 0 all functions are along a family, and in how many steps that is reached.
  private static final double FLAT = 1e-11;

  private static final int STEPS_ASIDE = 12;
  private static final double DAMPING = 1e-7;

  /// Points of a family are not looked at again once so many are known.
  private static final int ENOUGH_OF_A_FAMILY = 6;

  /// After this time no other start is tried.
  private static final long LONGEST_NANOSECONDS = 1_200_000_000L;

  private static final double FARTHEST = 1e5;
  private static final double LARGEST = 1e12;
  private static final int FEWEST_STARTS = 12;

  /// How long a step may be where rounding ends the way to a multiple zero.
  private static final double LONGEST_COARSE = 1e-4;

  private static final double ROUNDED = 1e-12;

  /// What a function may have left at a zero, in proportion to its slopes: where the steps of
  /// Newton's method are short for another reason, as those across the gradient of √(x² + y²), it
  /// is none.
  private static final double LARGEST_REST = 1e-6;

  private static final double[] REACH = {1, 3, 10, 100};

  private final List<Expr> zeros;
  private final List<Symbol> variables;
  private final List<Expr> gradients;
  private final Compiled functions;
  private final Compiled slopes;
  private final int equations;
  private final int unknowns;
  private int families;

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
  /// @param degenerate whether the slopes are singular there, as at a multiple zero, of which only
  ///   some digits are right
  /// @param continued whether there are others beside it, so that it is one of a family
  record Point(List<Double> values, double residual, boolean degenerate, boolean continued) {}

  /// What was found.
  ///
  /// @param points the nearest to 0 first
  /// @param starts from how many starts; fewer than [#STARTS] where the time was over
  record Search(List<Point> points, int starts) {}

  /// The zeros that are found. There are at least as many functions as variables, and no other
  /// symbols.
  static Search search(List<Expr> zeros, List<Symbol> variables) {
    NumericSystem work = new NumericSystem(zeros, variables);
    Random random = new Random(11);
    List<Point> points = new ArrayList<>();
    long begin = System.nanoTime();
    int start = 0;
    while (start < STARTS
        && (start < FEWEST_STARTS || System.nanoTime() - begin < LONGEST_NANOSECONDS)) {
      Budget.check();
      double reach = REACH[start % REACH.length];
      double[] from = new double[variables.size()];
      Arrays.setAll(from, i -> reach * (2 * random.nextDouble() - 1));
      Point point = work.from(from);
      if (point != null
          && !isFarOff(point)
          && points.stream().noneMatch(other -> isSame(other, point))) {
        points.add(point);
      }
      start++;
    }
    points.sort(
        Comparator.comparingDouble(
            point -> point.values.stream().mapToDouble(Math::abs).max().orElse(0)));
    return new Search(points, start);
  }

  /// Whether a multiple zero is so far away that no digit of it is known.
  private static boolean isFarOff(Point point) {
    return point.degenerate && point.values.stream().anyMatch(each -> Math.abs(each) > FARTHEST);
  }

  /// The zero to which a start leads; null where it leads to none.
  static @Nullable Point zero(List<Expr> zeros, List<Symbol> variables, double... start) {
    NumericSystem work = new NumericSystem(zeros, variables);
    return work.from(start);
  }

  /// The Hessian of a loss at a point.
  static RealMatrix hessian(Expr loss, List<Symbol> variables, List<Double> place) {
    return new NumericSystem(Gradient.of(loss, variables), variables)
        .jacobian(new ArrayRealVector(place.toArray(new Double[0])));
  }

  /// The eigenvalues of the Hessian of a loss at a point.
  static double[] curvatures(Expr loss, List<Symbol> variables, List<Double> place) {
    RealMatrix hessian = hessian(loss, variables, place);
    double scale = hessian.getNorm();
    if (scale == 0) {
      return new double[variables.size()];
    }
    // the decomposition asks for symmetry in spite of rounding
    RealMatrix scaled = hessian.add(hessian.transpose()).scalarMultiply(0.5 / scale);
    double[] values = new EigenDecomposition(scaled).getRealEigenvalues();
    return Arrays.stream(values).map(each -> each * scale).toArray();
  }

  private static boolean isSame(Point one, Point other) {
    double same = one.degenerate || other.degenerate ? COARSE : SAME;
    for (int i = 0; i < one.values.size(); i++) {
      double size = Math.max(1, Math.abs(one.values.get(i)));
      if (Math.abs(one.values.get(i) - other.values.get(i)) > same * size) {
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
      Point polished = polished(found);
      Point point = polished == null ? multiple(found) : polished;
      return point == null || isFar(point) || point.residual > LARGEST_REST * steepness(point)
          ? null
          : point;
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
    double[] slopesThere = new SingularValueDecomposition(jacobian(place)).getSingularValues();
    boolean degenerate = slopesThere[unknowns - 1] <= SINGULAR * slopesThere[0];
    boolean continued = degenerate && isContinued(place);
    boolean known = continued && families >= ENOUGH_OF_A_FAMILY;
    if (!known
        && (!Rounding.isNearZero(zeros, gradients, variables, place, LONGEST_STEP, true)
            || (continued && !Rounding.isOfAFamily(zeros, gradients, variables, place)))) {
      return null;
    }
    return point(place.toArray(), degenerate, continued);
  }

  /// Whether a function that tends to 0 may only be as good as 0 there, as 1/x is at 10⁵⁰.
  private static boolean isFar(Point point) {
    return point.values.stream().anyMatch(each -> Math.abs(each) > LARGEST);
  }

  /// How fast the functions change at a point; 1 at least.
  private double steepness(Point point) {
    double slope =
        jacobian(new ArrayRealVector(point.values.toArray(new Double[0]))).getFrobeniusNorm();
    return Double.isFinite(slope) ? Math.max(1, slope) : 1;
  }

  private Point point(double[] values, boolean degenerate, boolean continued) {
    families += continued ? 1 : 0;
    return new Point(
        Arrays.stream(values).boxed().toList(), largest(values(values)), degenerate, continued);
  }

  /// Whether there are other zeros beside one: from a little way aside, in a direction in which the
  /// slopes are 0, damped steps lead to another zero near there, and not back.
  private boolean isContinued(RealVector place) {
    RealVector flat =
        new SingularValueDecomposition(jacobian(place)).getV().getColumnVector(unknowns - 1);
    RealVector beside = place.add(flat.mapMultiply(ASIDE));
    for (int i = 0; i < STEPS_ASIDE; i++) {
      RealVector values = new ArrayRealVector(values(beside.toArray()));
      Array2DRowRealMatrix slope = jacobian(beside);
      double scale = Math.max(1, slope.getFrobeniusNorm());
      if (values.isNaN() || values.isInfinite() || !Double.isFinite(scale)) {
        return false;
      }
      if (largest(values.toArray()) < FLAT * scale) {
        double step = new SingularValueDecomposition(slope).getSolver().solve(values).getNorm();
        return step < ASIDE * ASIDE && Math.abs(beside.getDistance(place) - ASIDE) < ASIDE / 2;
      }
      RealMatrix square = slope.transpose().multiply(slope);
      for (int k = 0; k < unknowns; k++) {
        square.addToEntry(k, k, DAMPING * scale * scale);
      }
      RealVector down = slope.transpose().operate(values);
      beside = beside.subtract(new SingularValueDecomposition(square).getSolver().solve(down));
    }
    return false;
  }

  /// A multiple zero, unless more digits show that it is none.
  private @Nullable Point checked(RealVector place) {
    boolean continued = isContinued(place);
    boolean known = continued && families >= ENOUGH_OF_A_FAMILY;
    double longest = LONGEST_COARSE / (1 + place.getNorm());
    return known
            || (Rounding.isNearZero(zeros, gradients, variables, place, longest, false)
                && (!continued || Rounding.isOfAFamily(zeros, gradients, variables, place)))
        ? point(place.toArray(), true, continued)
        : null;
  }

  /// The multiple zero to which Newton's method leads, with steps that become shorter in
  /// proportion; null where it leads to none.
  private @Nullable Point multiple(double[] found) {
    RealVector place = new ArrayRealVector(found);
    double before = Double.POSITIVE_INFINITY;
    int shorter = 0;
    for (int i = 0; i < MOST_NEWTON_STEPS; i++) {
      RealVector values = new ArrayRealVector(values(place.toArray()));
      Array2DRowRealMatrix slope = jacobian(place);
      if (values.isNaN() || values.isInfinite() || !Double.isFinite(slope.getFrobeniusNorm())) {
        return null;
      }
      RealVector step = new SingularValueDecomposition(slope).getSolver().solve(values);
      double length = step.getNorm();
      double size = 1 + place.getNorm();
      boolean shrinks = length < SLOWEST * before;
      shorter = shrinks ? shorter + 1 : 0;
      if (length < LONGEST_STEP * size && shorter >= SHRINKING) {
        return checked(place.subtract(step));
      }
      double height = largest(values.toArray());
      // as near as rounding lets it come; where doubles hold only 0, nothing comes near
      if (!shrinks && i > 2 && length < LONGEST_COARSE && height > 0 && height < ROUNDED) {
        return checked(place);
      }
      place = place.subtract(step);
      before = length;
    }
    return null;
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
