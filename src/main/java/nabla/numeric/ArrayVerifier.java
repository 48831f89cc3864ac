package nabla.numeric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Shape;
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
  private static final int LARGEST_INDEX = 20;
  private static final long SEED = 0x5DEECE66DL;
  private static final double TOLERANCE = 1e-7;
  private static final double STEP = 1.0 / 128;
  private static final int LARGEST_EXPONENT = 4;

  private final Expr formula;
  private final Symbol variable;
  private final Expr derivative;
  private final Prediction prediction;
  private final List<Symbol> symbols = new ArrayList<>();
  private final Set<String> dimensions = new LinkedHashSet<>();
  private final List<Expr> facts;
  private final Map<Symbol, Dimension> indices = new LinkedHashMap<>();
  private final List<Expr> place;

  /// The largest number among the indices of entries, so that arrays have them.
  private int largestIndex = 1;

  private final Set<Expr> exponents = new LinkedHashSet<>();
  private final SplittableRandom random = new SplittableRandom(SEED);

  private ArrayVerifier(
      Expr formula,
      Symbol variable,
      Expr derivative,
      Prediction prediction,
      List<Expr> place,
      Assumptions assumptions) {
    this.formula = formula;
    this.place = place;
    this.variable = variable;
    this.derivative = derivative;
    this.prediction = prediction;
    this.facts = assumptions.facts();
    Set<Symbol> found = new LinkedHashSet<>(List.of(variable));
    for (Expr node : Dag.of(formula, derivative).nodes()) {
      if (node instanceof Symbol symbol) {
        found.add(symbol);
        if (assumptions.integers().contains(symbol)) {
          exponents.add(symbol);
        }
      }
      collectWhole(node);
    }
    for (Symbol symbol : found) {
      collect(symbol.shape().rows());
      collect(symbol.shape().columns());
    }
    for (Symbol symbol : found) {
      if (!(symbol.isScalar() && dimensions.contains(symbol.name().toString()))) {
        symbols.add(symbol);
      }
    }
    for (Expr node : Dag.of(formula, derivative).nodes()) {
      if (node instanceof Apply apply && apply.operator() == Matrices.ENTRY) {
        addIndices(apply.argument().shape(), apply.children().subList(1, apply.arity()));
      }
      if (node instanceof Apply apply && apply.operator() == Blocks.UNIT) {
        addIndices(apply.shape(), List.of(apply.argument()));
      }
    }
    addIndices(variable.shape(), place);
    symbols.removeAll(indices.keySet());
  }

  /// The symbols among the indices of an entry are numbers of its rows and columns.
  private void addIndices(Shape shape, List<Expr> entry) {
    for (int i = 0; i < entry.size(); i++) {
      boolean column = i == 1 || (entry.size() == 1 && !shape.isVector());
      if (entry.get(i) instanceof Num number && number.value().isInt()) {
        largestIndex = Math.clamp(number.value().intValue(), largestIndex, LARGEST_INDEX);
      }
      if (entry.get(i) instanceof Symbol index && !dimensions.contains(index.name().toString())) {
        indices.putIfAbsent(index, column ? shape.columns() : shape.rows());
      }
    }
  }

  /// Numbers that can only be whole: exponents of matrices.
  private void collectWhole(Expr node) {
    if (node instanceof Power power && !power.isScalar()) {
      exponents.addAll(Dag.of(power.exponent()).nodes());
    }
  }

  private void collect(Dimension dimension) {
    dimension.terms().keySet().forEach(dimensions::addAll);
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
      return new ArrayVerifier(formula, variable, derivative, prediction, List.of(), assumptions)
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
  public static Verification verifyByEntry(
      Expr formula, Symbol variable, List<Expr> place, Expr derivative, Assumptions assumptions) {
    try {
      Prediction same = (slope, direction) -> slope;
      return new ArrayVerifier(formula, variable, derivative, same, place, assumptions).verify();
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      return Verification.unverified(String.valueOf(failure.getMessage()));
    }
  }

  private Verification verify() {
    int agreed = 0;
    double largest = 0;
    for (int attempt = 0; attempt < 8 * POINTS && agreed < POINTS; attempt++) {
      Budget.check();
      Map<String, Integer> sizes = sizes(attempt);
      Map<Symbol, RealMatrix> point = point(sizes);
      RealMatrix direction = place.isEmpty() ? array(variable, sizes) : entry(point, sizes);
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
      agreed++;
    }
    return agreed == 0
        ? Verification.unverified("no point was found at which both sides are defined")
        : new Verification(Verdict.VERIFIED, agreed, largest, "", null);
  }

  /// Each dimension has its own sizes: two kinds of points at least.
  private Map<String, Integer> sizes(int attempt) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    int next = largestIndex - 1;
    for (String name : dimensions) {
      sizes.put(name, attempt % 2 == 0 ? 2 + next : largestIndex + 3 - next % 3);
      next++;
    }
    return sizes;
  }

  private Map<Symbol, RealMatrix> point(Map<String, Integer> sizes) {
    Map<Symbol, RealMatrix> point = new LinkedHashMap<>();
    sizes.forEach((name, size) -> point.put(Symbol.of(name), ArrayEvaluation.number(size)));
    for (Symbol symbol : symbols) {
      point.put(symbol, array(symbol, sizes));
    }
    indices.forEach((index, range) ->
        point.put(
            index, ArrayEvaluation.number(1 + random.nextInt(ArrayEvaluation.size(range, sizes)))));
    return point;
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

  private RealMatrix array(Symbol symbol, Map<String, Integer> sizes) {
    if (exponents.contains(symbol)) {
      return ArrayEvaluation.number(random.nextInt(1, LARGEST_EXPONENT + 1));
    }
    int rows = ArrayEvaluation.size(symbol.shape().rows(), sizes);
    int columns = ArrayEvaluation.size(symbol.shape().columns(), sizes);
    RealMatrix array = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        array.setEntry(i, j, random.nextDouble(-1.5, 1.5));
      }
    }
    return ArrayFacts.fitted(symbol, array, facts);
  }

  /// The relative difference along a direction; NaN where something is undefined or an assumption
  /// does not hold.
  private double error(Map<Symbol, RealMatrix> point, RealMatrix direction) {
    for (Expr fact : facts) {
      if (!ArrayFacts.holds(fact, point)) {
        return Double.NaN;
      }
    }
    RealMatrix claimed = prediction.of(ArrayEvaluation.of(derivative, point), direction);
    RealMatrix[] estimates = estimates(point, direction, STEP);
    RealMatrix best = estimates[1];
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
