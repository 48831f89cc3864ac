package nabla.numeric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Verification.Verdict;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/// Compares claimed derivatives of formulas with vectors and matrices with extrapolated central
/// differences along random directions, on random arrays of small sizes. Every symbolic dimension
/// takes two sizes at least, so that a formula whose shapes fit by chance is found out.
public final class ArrayVerifier {

  /// How the predicted change follows from the derivative and the direction.
  @FunctionalInterface
  public interface Prediction {
    /// The change of the formula, as its entries in the order of vec.
    RealMatrix of(RealMatrix derivative, RealMatrix direction);
  }

  private static final int POINTS = 8;
  private static final int ATTEMPTS = 12 * POINTS;

  /// What entries lie above: where most of the formula is not defined, only positive ones are
  /// tried, and then ones above 1.
  private static final double[] LEAST = {-1.5, -1.5, 0, 1};

  private static final long SEED = 0x5DEECE66DL;
  private static final double TOLERANCE = 1e-7;
  private static final double STEP = 1.0 / 128;

  /// Below this differences cannot tell a slope from another one.
  private static final double FAINT = 1e-6;

  /// Larger arrays are not made for a comparison.
  private static final double MOST_ENTRIES = 30_000;

  private final Expr formula;
  private final Symbol variable;
  private final Expr derivative;
  private final Prediction prediction;
  private final List<Expr> place;
  private final ArrayVariables variables;
  private final List<Expr> parts;

  private final SplittableRandom random = new SplittableRandom(SEED);

  /// Whether the last point says anything: there a slope was found, or the derivative is 0 for
  /// sure.
  private boolean changes;

  private ArrayVerifier(
      Expr formula,
      Symbol variable,
      Expr derivative,
      Prediction prediction,
      List<Expr> place,
      Map<Symbol, Dimension> ranges,
      Assumptions assumptions) {
    this.formula = formula;
    this.place = place;
    this.variable = variable;
    this.derivative = derivative;
    this.prediction = prediction;
    this.variables = new ArrayVariables(assumptions, variable, formula, derivative);
    variables.addIndices(variable.shape(), place);
    variables.setRanges(ranges);
    this.parts = Dag.of(formula, derivative).nodes();
  }

  /// Whether `derivative` is the derivative of `formula` by `variable`, in the arrangement that
  /// `prediction` states.
  public static Verification verify(
      Expr formula,
      Symbol variable,
      Expr derivative,
      Prediction prediction,
      Assumptions assumptions) {
    try {
      return new ArrayVerifier(
              formula, variable, derivative, prediction, List.of(), Map.of(), assumptions)
          .verify();
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      return Verification.unverified(String.valueOf(failure.getMessage()));
    }
  }

  /// Whether `derivative` is the derivative of the number `formula` by one entry of `variable`, for
  /// any entry of it.
  ///
  /// @param place the indices of the entry, symbols or numbers counted from 1
  /// @param ranges of indices, as far as they are not seen from the entries at which they stand
  public static Verification verifyByEntry(
      Expr formula,
      Symbol variable,
      List<Expr> place,
      Map<Symbol, Dimension> ranges,
      Expr derivative,
      Assumptions assumptions) {
    try {
      Prediction same = (slope, direction) -> slope;
      return new ArrayVerifier(formula, variable, derivative, same, place, ranges, assumptions)
          .verify();
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      return Verification.unverified(String.valueOf(failure.getMessage()));
    }
  }

  private Verification verify() {
    int agreed = 0;
    int still = 0;
    double largest = 0;
    for (int attempt = 0; attempt < ATTEMPTS && agreed < POINTS; attempt++) {
      Budget.check();
      Map<String, Integer> sizes = sizes(attempt);
      Map<Symbol, RealMatrix> point =
          variables.random(sizes, random, LEAST[attempt / POINTS % LEAST.length]);
      RealMatrix direction =
          place.isEmpty() ? variables.random(variable, sizes, random) : entry(point, sizes);
      double error = error(point, direction);
      if (Double.isNaN(error)) {
        continue; // undefined here
      }
      if (error > TOLERANCE) {
        return new Verification(
            Verdict.WRONG,
            agreed,
            error,
            "along a random direction, at sizes " + sizes + ", it is off by " + error,
            null);
      }
      largest = Math.max(largest, error);
      if (!changes) {
        still++;
      } else {
        agreed++;
      }
    }
    return agreed == 0
        ? Verification.unverified(
            still == 0
                ? "no point was found at which both sides are defined"
                : "at all points that were found both sides are as good as 0")
        : new Verification(Verdict.VERIFIED, agreed, largest, "", null);
  }

  /// Whether sums in the derivative may have had nothing to run over.
  private boolean mentionsSums() {
    return Dag.any(derivative, node -> node instanceof Binder);
  }

  /// Each dimension has its own sizes: two kinds of points at least.
  private Map<String, Integer> sizes(int attempt) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    int largestIndex = variables.least(attempt);
    int next = largestIndex - 1;
    for (String name : variables.dimensions()) {
      sizes.put(name, attempt % 2 == 0 ? 2 + next : largestIndex + 3 - next % 3);
      next++;
    }
    int most = sizes.values().stream().max(Integer::compare).orElse(1);
    int least = Math.max(2, largestIndex);
    while (most > least && entries(sizes) > MOST_ENTRIES) {
      cut(sizes, --most);
    }
    if (!sizes.isEmpty() && entries(sizes) > MOST_ENTRIES) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "arrays of " + derivative.shape() + " are too large to be compared with differences");
    }
    if (most == least && attempt % 2 == 1) {
      cut(sizes, Math.max(1, largestIndex)); // another size than in the attempt before
    }
    return variables.fitted(sizes);
  }

  private static void cut(Map<String, Integer> sizes, int most) {
    sizes.replaceAll((name, size) -> Math.min(size, most));
  }

  /// How many entries the arrays in the derivative have together.
  private double entries(Map<String, Integer> sizes) {
    double entries = 0;
    for (Expr node : parts) {
      entries += extent(node.shape().rows(), sizes) * extent(node.shape().columns(), sizes);
    }
    return entries;
  }

  private static double extent(Dimension dimension, Map<String, Integer> sizes) {
    double total = 0;
    for (Map.Entry<List<String>, Long> term : dimension.terms().entrySet()) {
      double product = term.getValue();
      for (String name : term.getKey()) {
        product *= sizes.getOrDefault(name, 1);
      }
      total += product;
    }
    return total;
  }

  /// 1 at the place of the entry, 0 elsewhere.
  private RealMatrix entry(Map<Symbol, RealMatrix> point, Map<String, Integer> sizes) {
    int rows = ArrayEvaluation.size(variable.shape().rows(), sizes);
    int columns = ArrayEvaluation.size(variable.shape().columns(), sizes);
    RealMatrix direction = new Array2DRowRealMatrix(rows, columns);
    int first = (int) ArrayEvaluation.of(place.getFirst(), point).getEntry(0, 0) - 1;
    int last = (int) ArrayEvaluation.of(place.getLast(), point).getEntry(0, 0) - 1;
    int row = place.size() == 2 || columns == 1 ? first : 0;
    int column = columns == 1 ? 0 : last;
    if (row < rows && column < columns) {
      direction.setEntry(row, column, 1);
    }
    return direction;
  }

  /// The relative difference along a direction; NaN where something is undefined or an assumption
  /// does not hold.
  private double error(Map<Symbol, RealMatrix> point, RealMatrix direction) {
    if (!variables.hold(point)) {
      return Double.NaN;
    }
    RealMatrix claimed = prediction.of(ArrayEvaluation.of(derivative, point), direction);
    RealMatrix[] estimates = estimates(point, direction, STEP);
    RealMatrix best = estimates[1];
    double slope = best.getFrobeniusNorm();
    changes = slope > FAINT || (claimed.getFrobeniusNorm() == 0 && !mentionsSums());
    double scale = Math.max(1, best.getFrobeniusNorm());
    double doubt = best.subtract(estimates[0]).getFrobeniusNorm() / scale;
    double difference = best.subtract(claimed).getFrobeniusNorm() / scale;
    if (doubt > TOLERANCE / 10 && difference < 100 * doubt) {
      return Double.NaN;
    }
    if (difference > TOLERANCE) {
      // across a pole the differences say nothing, and shorter steps say something else
      RealMatrix closer = estimates(point, direction, STEP / 16)[1];
      double moved = closer.subtract(best).getFrobeniusNorm() / scale;
      return moved > difference / 100 ? Double.NaN : difference;
    }
    return difference;
  }

  /// The slope along a direction, extrapolated from two and from three steps.
  private RealMatrix[] estimates(Map<Symbol, RealMatrix> point, RealMatrix direction, double step) {
    RealMatrix coarse = slope(point, direction, step);
    RealMatrix middle = slope(point, direction, step / 2);
    RealMatrix fine = slope(point, direction, step / 4);
    RealMatrix first = extrapolated(coarse, middle, 4);
    RealMatrix second = extrapolated(middle, fine, 4);
    return new RealMatrix[] {second, extrapolated(first, second, 16)};
  }

  private static RealMatrix extrapolated(RealMatrix coarse, RealMatrix fine, double factor) {
    return fine.add(fine.subtract(coarse).scalarMultiply(1 / (factor - 1)));
  }

  private RealMatrix slope(Map<Symbol, RealMatrix> point, RealMatrix direction, double step) {
    return shifted(point, direction, step)
        .subtract(shifted(point, direction, -step))
        .scalarMultiply(1 / (2 * step));
  }

  /// The formula, as its entries in the order of vec, after a step along the direction.
  private RealMatrix shifted(Map<Symbol, RealMatrix> point, RealMatrix direction, double step) {
    Map<Symbol, RealMatrix> moved = new LinkedHashMap<>(point);
    moved.compute(
        variable,
        (symbol, at) -> {
          if (at == null) {
            throw new IllegalStateException(symbol + " has no value");
          }
          return at.add(direction.scalarMultiply(step));
        });
    return vec(ArrayEvaluation.of(formula, moved));
  }

  /// The columns below each other.
  public static RealMatrix vec(RealMatrix matrix) {
    double[] entries = new double[matrix.getRowDimension() * matrix.getColumnDimension()];
    int next = 0;
    for (int j = 0; j < matrix.getColumnDimension(); j++) {
      for (int i = 0; i < matrix.getRowDimension(); i++) {
        entries[next++] = matrix.getEntry(i, j);
      }
    }
    return new Array2DRowRealMatrix(entries);
  }
}
