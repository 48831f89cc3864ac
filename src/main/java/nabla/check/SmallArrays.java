package nabla.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.numeric.ArrayVariables;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/// Arrays of small integers for the variables of a claim, those with the smallest entries first;
/// for a matrix that is orthogonal, some that are and have rational entries.
final class SmallArrays {

  /// Arrays whose entries add up to more than this in size are not listed.
  private static final int LARGEST_TOTAL = 9;

  private static final int LARGEST_ENTRY = 3;

  private static final int RANDOM = 400;

  /// One number that can be chosen, and the places at which it stands.
  private record Slot(Symbol symbol, List<int[]> places, int least, int most) {}

  private final ArrayVariables variables;
  private final Map<String, Integer> sizes;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<Symbol, List<RealMatrix>> orthogonal = new LinkedHashMap<>();
  private int left;

  /// Arrays of these sizes.
  ///
  /// @param most how many are looked at
  SmallArrays(
      ArrayVariables variables, Map<String, Integer> sizes, Assumptions assumptions, int most) {
    this.variables = variables;
    this.sizes = sizes;
    this.left = most;
    for (Symbol symbol : variables.symbols()) {
      int rows = ArrayEvaluation.size(symbol.shape().rows(), sizes);
      int columns = ArrayEvaluation.size(symbol.shape().columns(), sizes);
      boolean symmetric = isSaid(symbol, Apply.of(Matrices.TRANSPOSE, symbol), assumptions);
      if (rows > 1 && symbol.shape().isSquare() && isOrthogonal(symbol, assumptions)) {
        orthogonal.put(symbol, OrthogonalMatrices.of(rows));
        slots.add(new Slot(symbol, List.of(), 1, orthogonal.get(symbol).size()));
        continue;
      }
      boolean diagonal =
          symbol.shape().isSquare()
              && !symbol.isScalar()
              && isSaid(
                  symbol, Apply.of(Matrices.DIAG, Apply.of(Matrices.DIAG, symbol)), assumptions);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          if ((symmetric && j < i) || (diagonal && i != j)) {
            continue;
          }
          List<int[]> places = new ArrayList<>(List.of(new int[] {i, j}));
          if (symmetric && i != j) {
            places.add(new int[] {j, i});
          }
          slots.add(new Slot(symbol, places, -LARGEST_ENTRY, LARGEST_ENTRY));
        }
      }
    }
    variables
        .indices()
        .forEach((index, range) ->
            slots.add(
                new Slot(index, List.of(new int[] {0, 0}), 1, ArrayEvaluation.size(range, sizes))));
  }

  /// Whether it is assumed that `form` is the array itself.
  private static boolean isSaid(Symbol symbol, Expr form, Assumptions assumptions) {
    return !symbol.isScalar()
        && assumptions.facts().stream()
            .anyMatch(fact ->
                fact instanceof Relation relation
                    && relation.comparison() == Relation.Comparison.EQUAL
                    && List.of(form, symbol).containsAll(relation.children())
                    && !relation.left().equals(relation.right()));
  }

  private static boolean isOrthogonal(Symbol symbol, Assumptions assumptions) {
    List<Expr> sides =
        List.of(Apply.of(Matrices.TRANSPOSE, symbol), Apply.of(Matrices.INVERSE, symbol));
    return assumptions.facts().stream()
        .anyMatch(fact ->
            fact instanceof Relation relation
                && relation.comparison() == Relation.Comparison.EQUAL
                && sides.containsAll(relation.children()));
  }

  /// How many numbers can be chosen.
  int freedom() {
    return slots.size();
  }

  /// The first arrays, by the total size of their entries, for which the assumptions hold and the
  /// test does; null where none were found.
  int @org.jspecify.annotations.Nullable [] first(Predicate<Map<Symbol, RealMatrix>> test) {
    int[] values = new int[slots.size()];
    for (int total = 0; total <= LARGEST_TOTAL && left > 0; total++) {
      for (boolean signs : new boolean[] {false, true}) {
        if (search(values, 0, total, signs, false, test)) {
          return values;
        }
      }
    }
    return null;
  }

  private boolean search(
      int[] values,
      int slot,
      int total,
      boolean signs,
      boolean negative,
      Predicate<Map<Symbol, RealMatrix>> test) {
    if (left <= 0) {
      return false;
    }
    if (slot == values.length) {
      return total == 0 && (negative || !signs) && passes(values, test);
    }
    Slot place = slots.get(slot);
    int base = Math.max(place.least, 0);
    int largest = Math.min(total, place.most - base);
    int smallest = slot == values.length - 1 ? total : 0;
    for (int turn = smallest; turn <= largest; turn++) {
      // 1 before 0, so that the first places are filled first, and then the larger ones
      int size = turn < 2 && smallest == 0 && largest > 0 ? 1 - turn : turn;
      values[slot] = base + size;
      if (search(values, slot + 1, total - size, signs, negative, test)) {
        return true;
      }
      if (signs && size > 0 && -size >= place.least) {
        values[slot] = -size;
        if (search(values, slot + 1, total - size, true, true, test)) {
          return true;
        }
      }
    }
    values[slot] = base;
    return false;
  }

  /// Random arrays of small integers for which the test holds, made smaller as long as it does.
  int @org.jspecify.annotations.Nullable [] random(
      SplittableRandom random, Predicate<Map<Symbol, RealMatrix>> test) {
    left = RANDOM;
    while (left > 0) {
      int[] values = new int[slots.size()];
      for (int i = 0; i < values.length; i++) {
        Slot slot = slots.get(i);
        values[i] = random.nextInt(slot.least, slot.most + 1);
      }
      if (passes(values, test)) {
        left = RANDOM;
        return shrunk(values, test);
      }
    }
    return null;
  }

  private int[] shrunk(int[] values, Predicate<Map<Symbol, RealMatrix>> test) {
    int[] best = values;
    boolean progress = true;
    while (progress && left > 0) {
      progress = false;
      for (int i = 0; i < best.length; i++) {
        Slot slot = slots.get(i);
        int size = Math.abs(best[i]);
        for (int next = Math.max(0, slot.least); next <= size; next++) {
          int[] smaller = Arrays.copyOf(best, best.length);
          smaller[i] = next;
          if ((next < size || best[i] < 0) && passes(smaller, test)) {
            best = smaller;
            progress = true;
            break;
          }
        }
      }
    }
    return best;
  }

  private boolean passes(int[] values, Predicate<Map<Symbol, RealMatrix>> test) {
    Budget.check();
    left--;
    Map<Symbol, RealMatrix> point = point(values);
    return variables.hold(point) && test.test(point);
  }

  /// The arrays with these numbers in their places, and the sizes.
  Map<Symbol, RealMatrix> point(int[] values) {
    Map<Symbol, RealMatrix> point = new LinkedHashMap<>();
    sizes.forEach((name, size) -> point.put(Symbol.of(name), ArrayEvaluation.number(size)));
    for (Symbol symbol : variables.symbols()) {
      point.put(
          symbol,
          new Array2DRowRealMatrix(
              ArrayEvaluation.size(symbol.shape().rows(), sizes),
              ArrayEvaluation.size(symbol.shape().columns(), sizes)));
    }
    for (int i = 0; i < values.length; i++) {
      Slot slot = slots.get(i);
      List<RealMatrix> choices = orthogonal.get(slot.symbol);
      if (choices != null) {
        point.put(slot.symbol, choices.get(Math.clamp(values[i], 1, choices.size()) - 1));
        continue;
      }
      RealMatrix array = point.computeIfAbsent(slot.symbol, index -> ArrayEvaluation.number(0));
      for (int[] place : slot.places) {
        array.setEntry(place[0], place[1], values[i]);
      }
    }
    return point;
  }

  /// The arrays, of whole numbers and fifths, as expressions.
  static Map<Symbol, Expr> expressions(Map<Symbol, RealMatrix> point) {
    Map<Symbol, Expr> result = new LinkedHashMap<>();
    point.forEach((symbol, array) -> result.put(symbol, expression(symbol, array)));
    return result;
  }

  private static Expr expression(Symbol symbol, RealMatrix array) {
    List<Expr> entries = new ArrayList<>();
    for (double[] row : array.getData()) {
      for (double entry : row) {
        entries.add(Num.of(OrthogonalMatrices.exact(entry)));
      }
    }
    return symbol.isScalar() ? entries.getFirst() : Literal.of(array.getRowDimension(), entries);
  }
}
