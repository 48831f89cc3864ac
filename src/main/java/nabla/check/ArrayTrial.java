package nabla.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.check.SidesInDoubles.Glance;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.ArrayVariables;
import nabla.numeric.UnknownFunctions;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// What numbers say of a claim with vectors and matrices: random arrays of several sizes, and
/// arrays of small integers, at which claims often fail. A claim is refuted by values that are
/// certainly different: exact ones, or bounds that do not meet.
final class ArrayTrial {

  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final int POINTS = 24;

  /// How large the entries are at which an inequality is tried.
  private static final double[] SCALES = {1, 1, 10, 100, 1};

  /// So many arrays of small integers are looked at for a claim that random arrays deny, and for
  /// one that they do not.
  private static final int SEARCHED = 30_000;

  private static final int GLANCED = 1_500;
  private static final int LARGEST_SIZE = 3;
  private static final int MOST_DIMENSIONS = 5;

  /// At so many arrays of small integers the sides are compared exactly.
  private static final int SCRUTINISED = 4;

  private final Comparison comparison;
  private final Assumptions assumptions;
  private final ArrayVariables variables;
  private final SidesInDoubles sides;
  private final ArrayWitness witness;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Set<Map<String, Integer>> denying = new LinkedHashSet<>();

  /// The random arrays that deny the claim.
  private final List<Map<Symbol, RealMatrix>> deniers = new ArrayList<>();

  private int agreed;
  private int scrutinised;
  private String obstacle = "";
  private @Nullable ArrayCounterexample found;

  /// What the numbers say.
  ///
  /// @param points at how many arrays the claim was compared and found to hold
  /// @param counterexample where it certainly fails; null where none was found
  /// @param obstacle why nothing could be compared; empty where that is known
  /// @param denied whether values in doubles deny the claim, though nothing is certain
  record Outcome(
      int points, @Nullable ArrayCounterexample counterexample, String obstacle, boolean denied) {}

  private ArrayTrial(Relation claim, Assumptions assumptions) {
    Expr[] known = UnknownFunctions.keepingArrays(SEED, claim.left(), claim.right());
    this.comparison = claim.comparison();
    this.assumptions = assumptions;
    Relation relation = Relation.of(comparison, known[0], known[1]);
    this.sides = new SidesInDoubles(relation);
    this.witness = new ArrayWitness(relation);
    this.variables = new ArrayVariables(assumptions, known);
  }

  /// Tries a claim at random arrays and, where it is smooth, at small ones.
  ///
  /// @param smooth whether it says something at arrays of small integers too: a derivative says
  ///   nothing at a kink, such as that of `|x|` at 0
  static Outcome of(Relation claim, Assumptions assumptions, boolean smooth) {
    ArrayTrial trial = new ArrayTrial(claim, assumptions);
    try {
      trial.atRandom(POINTS);
      trial.found = smooth ? trial.small() : trial.denying.isEmpty() ? null : trial.rounded();
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      trial.obstacle = Objects.requireNonNullElse(failure.getMessage(), "a part has no number");
    }
    return new Outcome(trial.agreed, trial.found, trial.obstacle, !trial.denying.isEmpty());
  }

  /// Whether the claim holds at random arrays, as far as doubles tell.
  static boolean survives(Relation claim, Assumptions assumptions) {
    try {
      ArrayTrial trial = new ArrayTrial(claim, assumptions);
      trial.atRandom(POINTS);
      return trial.denying.isEmpty() && trial.agreed >= POINTS / 2;
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      return false;
    }
  }

  private void atRandom(int wanted) {
    for (int attempt = 0; attempt < 4 * wanted && agreed < wanted; attempt++) {
      Budget.check();
      Map<String, Integer> sizes = sizes(attempt);
      Map<Symbol, RealMatrix> point = variables.random(sizes, random);
      if (comparison.isOrder()) {
        point = scaled(point, SCALES[attempt % SCALES.length]);
      }
      if (!variables.hold(point)) {
        continue;
      }
      switch (sides.at(point)) {
        case AGREE -> agreed++;
        case DIFFER -> {
          if (denying.add(sizes)) {
            deniers.add(point);
          }
        }
        case UNCLEAR, UNDEFINED -> {}
      }
      if (denying.size() > (comparison.isOrder() ? 0 : 2)) {
        return;
      }
    }
  }

  /// An inequality that holds for small arrays and numbers may fail for larger ones.
  private static Map<Symbol, RealMatrix> scaled(Map<Symbol, RealMatrix> point, double scale) {
    if (scale == 1) {
      return point;
    }
    Map<Symbol, RealMatrix> scaled = new LinkedHashMap<>(point);
    scaled.replaceAll((symbol, value) ->
        symbol.isScalar() && value.getEntry(0, 0) == Math.rint(value.getEntry(0, 0))
            ? value // a size, an index or an exponent
            : value.scalarMultiply(scale));
    return scaled;
  }

  /// Each dimension has sizes of its own, and from time to time the same as the others.
  private Map<String, Integer> sizes(int attempt) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    int least = variables.least(attempt / 4);
    int more = least - variables.largestIndex();
    int next = 0;
    for (String name : variables.dimensions()) {
      int size =
          more
              + switch (attempt % 4) {
                case 0 -> 2 + next;
                case 1 -> comparison.isOrder() ? 9 - next % 3 : 4 - next % 3;
                case 2 -> 2;
                default -> 1 + (attempt / 4 + next) % 3;
              };
      sizes.put(name, Math.max(least, size));
      next++;
    }
    return variables.fitted(sizes);
  }

  /// The smallest arrays of integers at which the claim certainly fails.
  private @Nullable ArrayCounterexample small() {
    boolean denied = !denying.isEmpty();
    for (Map<String, Integer> sizes : smallSizes()) {
      SmallArrays arrays =
          new SmallArrays(variables, sizes, assumptions, denied ? SEARCHED : GLANCED);
      if (denied && !isDeniedAt(sizes)) {
        continue;
      }
      int[] values = arrays.first(point -> fails(point, sizes));
      if (values == null && denied) {
        values = arrays.random(random, point -> fails(point, sizes));
        if (values != null) {
          fails(arrays.point(values), sizes);
        }
      }
      if (found != null) {
        return found;
      }
    }
    return denied ? rounded() : null;
  }

  /// Random arrays with entries of two decimal places at which the claim certainly fails.
  private @Nullable ArrayCounterexample rounded() {
    List<Map<String, Integer>> tried = List.copyOf(denying);
    for (int attempt = 0; attempt < POINTS; attempt++) {
      for (int which = 0; which < tried.size(); which++) {
        Map<String, Integer> sizes = tried.get(which);
        Map<Symbol, RealMatrix> point =
            attempt == 0 && comparison.isOrder()
                ? deniers.get(which)
                : variables.random(sizes, random);
        Map<Symbol, Expr> values = new LinkedHashMap<>();
        boolean generic = true;
        for (Map.Entry<Symbol, RealMatrix> entry : point.entrySet()) {
          Expr value =
              ArrayWitness.decimals(
                  entry.getValue(), x -> new BigDecimal(x).setScale(2, RoundingMode.HALF_EVEN));
          values.put(entry.getKey(), value);
          RealMatrix array = entry.getValue();
          for (int i = 0; i < array.getRowDimension(); i++) {
            for (int j = 0; j < array.getColumnDimension(); j++) {
              array.setEntry(i, j, Math.rint(array.getEntry(i, j) * 100) / 100);
              generic &= array.getEntry(i, j) != 0;
            }
          }
        }
        if (generic && variables.hold(point) && sides.at(point) == Glance.DIFFER) {
          ArrayCounterexample certain = witness.of(values, point, sizes, true);
          if (certain != null) {
            return certain;
          }
        }
      }
    }
    return null;
  }

  /// Whether random arrays of these sizes deny the claim.
  private boolean isDeniedAt(Map<String, Integer> sizes) {
    for (int i = 0; i < 3; i++) {
      Map<Symbol, RealMatrix> point = variables.random(sizes, random);
      if (variables.hold(point) && sides.at(point) == Glance.DIFFER) {
        return true;
      }
    }
    return false;
  }

  private boolean fails(Map<Symbol, RealMatrix> point, Map<String, Integer> sizes) {
    Glance glance = sides.at(point);
    boolean suspicious = glance == Glance.DIFFER || glance == Glance.UNCLEAR;
    boolean worthwhile = glance == Glance.AGREE && scrutinised < SCRUTINISED;
    if (!suspicious && !worthwhile) {
      return false;
    }
    scrutinised++;
    Map<Symbol, Expr> values = SmallArrays.expressions(point);
    found = witness.of(values, point, sizes, glance == Glance.DIFFER);
    return found != null;
  }

  /// Sizes of 1 and 2, then all of 3 and all from which on sums have terms, those with the fewest
  /// entries first.
  private List<Map<String, Integer>> smallSizes() {
    List<String> names = variables.dimensions();
    int least = variables.largestIndex();
    List<Map<String, Integer>> all = new ArrayList<>(List.of(Map.of()));
    for (String name : names) {
      List<Map<String, Integer>> more = new ArrayList<>();
      for (Map<String, Integer> sizes : all) {
        for (int size = 1; size <= (names.size() > MOST_DIMENSIONS ? 1 : 2); size++) {
          Map<String, Integer> next = new LinkedHashMap<>(sizes);
          next.put(name, Math.max(size, least));
          more.add(next);
        }
      }
      all = more;
    }
    all.replaceAll(variables::fitted);
    List<Map<String, Integer>> result = new ArrayList<>(new LinkedHashSet<>(all));
    int reach = variables.least(0);
    int more = reach > Math.max(least, LARGEST_SIZE) ? 2 : 0;
    for (int next = 2; next <= LARGEST_SIZE + more; next++) {
      int size = next > LARGEST_SIZE ? reach + next - LARGEST_SIZE - 1 : next;
      Map<String, Integer> equal = new LinkedHashMap<>();
      for (String name : names) {
        equal.put(name, Math.max(size, least));
      }
      Map<String, Integer> fitted = variables.fitted(equal);
      if (!result.contains(fitted)) {
        result.add(fitted);
      }
    }
    result.sort(
        Comparator.comparingInt(
            sizes -> new SmallArrays(variables, sizes, assumptions, 0).freedom()));
    return result;
  }
}
