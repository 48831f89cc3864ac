package nabla.numeric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/// What needs a value in formulas with vectors and matrices: the sizes, the numbers and arrays, and
/// the indices of entries; and random values for them of which assumptions hold.
public final class ArrayVariables {

  private static final int LARGEST_INDEX = 20;
  private static final int MOST_ROUNDS = 50;
  private static final int LARGEST_EXPONENT = 4;
  private static final double LEAST = -1.5;

  private final List<Symbol> symbols = new ArrayList<>();
  private final Set<String> dimensions = new LinkedHashSet<>();
  private final Map<Symbol, Dimension> indices = new LinkedHashMap<>();
  private final Set<Expr> exponents = new LinkedHashSet<>();
  private final Set<Expr> bounds = new LinkedHashSet<>();
  private final Set<Dimension> needs = new LinkedHashSet<>();
  private final Assumptions assumptions;
  private final int reach;
  private int largestIndex = 1;

  /// The variables of formulas, under assumptions about them.
  public ArrayVariables(Assumptions assumptions, Expr... formulas) {
    this.assumptions = assumptions;
    this.reach = RangeReach.of(formulas);
    Set<Symbol> found = new LinkedHashSet<>();
    for (Expr node : Dag.of(formulas).nodes()) {
      if (node instanceof Symbol symbol) {
        found.add(symbol);
        if (assumptions.integers().contains(symbol)) {
          exponents.add(symbol);
        }
      }
      collectWhole(node);
      collect(node.shape().rows());
      collect(node.shape().columns());
    }
    for (Symbol symbol : found) {
      if (!(symbol.isScalar() && dimensions.contains(symbol.name().toString()))) {
        symbols.add(symbol);
      }
    }
    for (Expr node : Dag.of(formulas).nodes()) {
      if (node instanceof Apply apply && apply.operator() == Matrices.ENTRY) {
        addIndices(apply.argument().shape(), apply.children().subList(1, apply.arity()));
      }
      if (node instanceof Apply apply && apply.operator() == Blocks.ROW) {
        Shape column = Shape.vector(apply.argument().shape().rows());
        addIndices(column, List.of(apply.child(1)));
      }
      if (node instanceof Apply apply) {
        collectNeeds(apply);
      }
      if (node instanceof Apply apply && apply.operator() == Blocks.UNIT) {
        addIndices(apply.shape(), List.of(apply.argument()));
      }
    }
    for (Expr formula : formulas) {
      IndexNeeds.of(formula).stream()
          .filter(need -> need.terms().keySet().stream().allMatch(dimensions::containsAll))
          .forEach(needs::add);
    }
  }

  /// Numbers that can only be whole: exponents of matrices and bounds of sums.
  private void collectWhole(Expr node) {
    if (node instanceof Power power && !power.isScalar()) {
      exponents.addAll(Dag.of(power.exponent()).nodes());
    }
    if (node instanceof Binder binder && binder.kind() != Binder.Kind.INTEGRAL) {
      bounds.addAll(Dag.of(binder.children().stream().skip(1).toArray(Expr[]::new)).nodes());
    }
  }

  private void collect(Dimension dimension) {
    dimension.terms().keySet().forEach(dimensions::addAll);
    if (dimension.terms().size() > 1) {
      needs.add(Dimensions.minus(dimension, Dimension.ONE)); // n − m is 1 or more
    }
  }

  /// What a part of an array needs: to be within it, and not empty.
  private void collectNeeds(Apply part) {
    boolean rows = part.operator() == Blocks.ROWS;
    if (rows || part.operator() == Blocks.COLUMNS) {
      Shape shape = part.argument().shape();
      Dimension from = Dimensions.polynomial(part.child(1));
      Dimension to = Dimensions.polynomial(part.child(2));
      needs.add(from);
      needs.add(Dimensions.minus(rows ? shape.rows() : shape.columns(), to));
      needs.add(Dimensions.minus(Dimensions.minus(to, from), Dimension.ONE));
    }
  }

  /// Sizes near to these of which all parts of arrays are there.
  public Map<String, Integer> fitted(Map<String, Integer> sizes) {
    Map<String, Integer> fitted = new LinkedHashMap<>(sizes);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean changed = false;
      for (Dimension need : needs) {
        int missing = -ArrayEvaluation.size(need, fitted);
        if (missing > 0) {
          changed |= grow(need, missing, fitted);
        }
      }
      if (!changed) {
        break;
      }
    }
    return fitted;
  }

  private static boolean grow(Dimension need, int missing, Map<String, Integer> sizes) {
    for (Map.Entry<List<String>, Long> term : need.terms().entrySet()) {
      if (term.getKey().size() == 1 && term.getValue() > 0) {
        sizes.merge(term.getKey().getFirst(), missing, Integer::sum);
        return true;
      }
    }
    for (List<String> names : need.terms().keySet()) { // 3 − n
      int size = names.size() == 1 ? sizes.getOrDefault(names.getFirst(), 1) : 1;
      if (size > 1) {
        sizes.put(names.getFirst(), Math.max(1, size - missing));
        return true;
      }
    }
    return false;
  }

  /// The symbols among the indices of an entry are numbers of its rows and columns.
  void addIndices(Shape shape, List<Expr> entry) {
    for (int i = 0; i < entry.size(); i++) {
      boolean column = i == 1 || (entry.size() == 1 && !shape.isVector());
      if (entry.get(i) instanceof Num number && number.value().isInt()) {
        largestIndex = Math.clamp(number.value().intValue(), largestIndex, LARGEST_INDEX);
      }
      if (entry.get(i) instanceof Symbol index && !dimensions.contains(index.name().toString())) {
        indices.putIfAbsent(index, column ? shape.columns() : shape.rows());
        symbols.remove(index);
      }
    }
  }

  /// Indices run over these, whatever entries they stand at.
  void setRanges(Map<Symbol, Dimension> ranges) {
    ranges.forEach((index, range) -> {
      if (symbols.remove(index) || indices.containsKey(index)) {
        indices.put(index, range);
      }
    });
  }

  /// The numbers and arrays, without sizes and indices.
  public List<Symbol> symbols() {
    return List.copyOf(symbols);
  }

  /// The names of the sizes.
  public List<String> dimensions() {
    return List.copyOf(dimensions);
  }

  /// The indices of entries, each with its range.
  public Map<Symbol, Dimension> indices() {
    return java.util.Collections.unmodifiableMap(indices);
  }

  /// The largest number among the indices of entries, so that arrays have them.
  public int largestIndex() {
    return largestIndex;
  }

  /// The size from which on sums have terms whose indices meet, where arrays of three entries are
  /// too small for that; else the size that has all entries.
  ///
  /// @param attempt those that are small say something, too: half of the attempts are about them
  public int least(int attempt) {
    return reach > USUAL && attempt % 4 < 2 ? Math.max(reach, largestIndex) : largestIndex;
  }

  /// Sizes up to this are tried in any case.
  private static final int USUAL = 3;

  /// Random arrays of these sizes. Those assumptions that speak of one of them alone mostly hold.
  public Map<Symbol, RealMatrix> random(Map<String, Integer> sizes, SplittableRandom random) {
    return random(sizes, random, LEAST);
  }

  /// The same, with entries above `least`.
  Map<Symbol, RealMatrix> random(
      Map<String, Integer> sizes, SplittableRandom random, double least) {
    Map<Symbol, RealMatrix> point = new LinkedHashMap<>();
    sizes.forEach((name, size) -> point.put(Symbol.of(name), ArrayEvaluation.number(size)));
    for (Symbol symbol : symbols) {
      point.put(symbol, random(symbol, sizes, random, least));
    }
    indices.forEach((index, range) ->
        point.put(
            index, ArrayEvaluation.number(1 + random.nextInt(ArrayEvaluation.size(range, sizes)))));
    return point;
  }

  /// Differences on larger arrays say no more than on these.
  private static final long MOST_ENTRIES = 100_000;

  /// A random array for one symbol.
  RealMatrix random(Symbol symbol, Map<String, Integer> sizes, SplittableRandom random) {
    return random(symbol, sizes, random, LEAST);
  }

  private RealMatrix random(
      Symbol symbol, Map<String, Integer> sizes, SplittableRandom random, double least) {
    if (exponents.contains(symbol)) {
      return ArrayEvaluation.number(random.nextInt(1, LARGEST_EXPONENT + 1));
    }
    if (bounds.contains(symbol)) { // sums over parts of arrays need as much as these have
      int most = sizes.values().stream().max(Integer::compare).orElse(1);
      return ArrayEvaluation.number(random.nextInt(1, Math.max(LARGEST_EXPONENT, most) + 1));
    }
    int rows = ArrayEvaluation.size(symbol.shape().rows(), sizes);
    int columns = ArrayEvaluation.size(symbol.shape().columns(), sizes);
    if (rows * (long) columns > MOST_ENTRIES) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          symbol.name() + " is too large to put numbers in: " + rows + "×" + columns);
    }
    RealMatrix array = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        array.setEntry(i, j, random.nextDouble(least, least < 0 ? -least : least + 1));
      }
    }
    return ArrayFacts.fitted(symbol, array, assumptions.facts());
  }

  /// Whether all assumptions hold at a point, up to rounding, as far as they speak of it.
  public boolean hold(Map<Symbol, RealMatrix> point) {
    return assumptions.facts().stream().allMatch(fact -> ArrayFacts.holds(fact, point));
  }
}
