package nabla;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The values of free indices at which a formula has all its entries: t = 2, …, n for `x_t − φ
/// x_{t−1}`, where x₀ is none.
final class PresentEntries {

  /// @param first the first value of the index
  /// @param last its last value
  private record Range(long first, Dimension last) {

    /// How many values there are.
    Dimension size() {
      return last.plus(Dimension.of(1 - first));
    }
  }

  private final Formula formula;
  private final Expr value;
  private final Map<Symbol, Dimension> free;
  private final Map<Symbol, Range> ranges = new LinkedHashMap<>();

  PresentEntries(Formula formula) {
    this.formula = formula;
    this.value = formula.value();
    this.free = indices();
    free.forEach((index, size) -> {
      Range range = isDecided(index) ? null : range(index, size);
      if (range != null && !range.size().equals(size)) {
        ranges.put(index, range);
      }
    });
  }

  /// The indices that stand at entries, each with the size of an axis at which it does.
  private Map<Symbol, Dimension> indices() {
    Map<Symbol, Dimension> indices = new TreeMap<>(Comparator.comparing(Symbol::name));
    indices.putAll(Subscripts.free(List.of(value)));
    Set<String> sizes = new HashSet<>();
    formula.known().forEach(array -> sizes.addAll(array.shape().names()));
    for (Apply entry : entries(value)) {
      List<Expr> places = Subscripts.of(entry);
      for (int axis = 0; axis < places.size(); axis++) {
        if (places.get(axis) instanceof Symbol index && !sizes.contains(index.name().toString())) {
          indices.putIfAbsent(index, Subscripts.axis(entry, axis));
        }
      }
    }
    return indices;
  }

  /// Whether conditions in the formula say for which values what is there.
  private boolean isDecided(Symbol index) {
    return Dag.any(value, node -> node instanceof Relation && Dag.any(node, index::equals));
  }

  private Range range(Symbol index, Dimension size) {
    long least = 0;
    long beyond = 0;
    for (Apply entry : entries(value)) {
      List<Expr> places = Subscripts.of(entry);
      for (int axis = 0; axis < places.size(); axis++) {
        Dimension shift = shift(places.get(axis), index);
        Dimension longer = Dimensions.minus(size, Subscripts.axis(entry, axis));
        if (shift != null && shift.isFixed() && longer.isFixed()) {
          least = Math.min(least, shift.fixedSize());
          beyond = Math.max(beyond, shift.fixedSize() + longer.fixedSize());
        } else if (shift != null) {
          refuseAbsent(entry, places.get(axis), index, size, Subscripts.axis(entry, axis));
        }
      }
    }
    return new Range(1 - least, size.plus(Dimension.of(-beyond)));
  }

  /// By how much a place is beyond an index in it; null where it does not say that.
  private static @Nullable Dimension shift(Expr place, Symbol index) {
    if (!Dag.any(place, index::equals)) {
      return null;
    }
    try {
      return Dimensions.minus(
          Dimensions.polynomial(place), Dimension.named(index.name().toString()));
    } catch (NablaException computed) {
      return null;
    }
  }

  /// A place such as n − i, which runs the other way, is to be one for each i.
  private void refuseAbsent(Apply entry, Expr place, Symbol index, Dimension size, Dimension axis) {
    Dimension polynomial = Dimensions.polynomial(place);
    for (Dimension end : List.of(Dimension.ONE, size)) {
      Dimension at = polynomial.substitute(Map.of(index.name().toString(), end));
      if (!Dimensions.isNeverNegativeOfSizes(Dimensions.minus(at, Dimension.ONE))
          || !Dimensions.isNeverNegativeOfSizes(Dimensions.minus(axis, at))) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "%s is not there for each %s from 1 to %s; expected entries that are, or a sum over %s"
                .formatted(
                    formula.text(entry),
                    index.name(),
                    formula.text(Dimensions.expression(size)),
                    index.name()));
      }
    }
  }

  private static List<Apply> entries(Expr formula) {
    List<Apply> entries = new ArrayList<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Apply entry
          && (entry.operator() == Matrices.ENTRY || entry.operator() == Blocks.ROW)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// The same numbers for these values of the indices alone, counted from 1.
  OverIndices of(OverIndices all) {
    Expr expression = all.expression();
    if (ranges.keySet().stream().noneMatch(index -> Dag.any(expression, index::equals))
        && ranges.keySet().stream().noneMatch(all.indices()::containsKey)) {
      return all;
    }
    Map<Symbol, Dimension> indices = new LinkedHashMap<>();
    free.forEach((index, size) -> {
      if (Dag.any(expression, index::equals)) {
        indices.put(index, size);
      }
    });
    if (!all.indices().isEmpty()) {
      indices.clear();
      indices.putAll(all.indices());
    }
    ranges.forEach((index, range) -> indices.replace(index, range.size()));
    return new OverIndices(counted(expression), indices);
  }

  private Expr counted(Expr expression) {
    Map<Expr, Expr> moved = new LinkedHashMap<>();
    ranges.forEach((index, range) -> {
      if (range.first > 1) {
        moved.put(index, Sum.of(index, Num.of(range.first - 1)));
        for (Expr place : Dag.of(expression).nodes()) {
          Dimension shift = place instanceof Sum ? shift(place, index) : null;
          if (shift != null && shift.isFixed()) {
            Dimension next = Dimensions.polynomial(place).plus(Dimension.of(range.first - 1));
            moved.put(place, Dimensions.expression(next));
          }
        }
      }
    });
    return Substitution.of(moved).apply(expression);
  }

  /// Whether all are there for all values.
  boolean areAll() {
    return ranges.isEmpty();
  }

  /// ` for t = 2, …, n`; nothing where all values are.
  String text() {
    return ranges.entrySet().stream()
        .map(each ->
            formula.text(each.getKey())
                + " = "
                + each.getValue().first
                + ", …, "
                + formula.text(Dimensions.expression(each.getValue().last)))
        .collect(Collectors.joining(", ", ranges.isEmpty() ? "" : " for ", ""));
  }
}
