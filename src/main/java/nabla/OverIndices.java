package nabla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.calculus.index.InEntries;
import nabla.calculus.index.MembersInMatrices;
import nabla.catalogue.Blocks;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;

/// What code computes of a formula or of its derivative: an array as a whole where nothing has
/// values over free indices, else a number for each value of all indices, which are those that are
/// free and, where an array belongs to each of these, those of its rows and columns.
///
/// @param expression the array or the number
/// @param indices all indices of the number, in the order of the axes, each with how far it runs;
///   none of an array
record OverIndices(Expr expression, Map<Symbol, Dimension> indices) {

  private static final String LETTERS = "ijpqklstr";

  /// The map is copied.
  OverIndices {
    indices = Collections.unmodifiableMap(new LinkedHashMap<>(indices));
  }

  /// The value of the formula, beside a derivative.
  static OverIndices value(Derived derived) {
    Expr value = derived.formula().value();
    Map<Symbol, Dimension> free = Subscripts.free(List.of(value));
    if (!isOverIndices(derived) || free.isEmpty()) {
      Expr whole = inMatrices(value, derived);
      return MembersInMatrices.concern(whole) && isOverIndices(derived)
          ? entry(derived, value, Map.of())
          : new OverIndices(whole, Map.of());
    }
    return value.isScalar() && !MembersInMatrices.concern(value)
        ? new OverIndices(value, free)
        : entry(derived, value, free);
  }

  /// The derivative.
  static OverIndices derivative(Derived derived) {
    Expr derivative = derived.inVariables();
    if (!isOverIndices(derived)) {
      return new OverIndices(inMatrices(derivative, derived), Map.of());
    }
    Map<Symbol, Dimension> indices =
        isByEntry(derived)
            ? derived.indices()
            : Subscripts.free(List.of(derived.formula().value()));
    return derivative.isScalar() && !concernsMembers(derivative, derived)
        ? new OverIndices(derivative, indices)
        : entry(derived, derivative, indices);
  }

  /// The derivative as an array, where it names none of several vectors, or one entry of it.
  static Expr shortest(Derived derived) {
    Expr derivative = derived.inVariables();
    return derivative.isScalar() || MembersInMatrices.concern(derivative)
        ? derivative(derived).expression
        : derivative;
  }

  /// Whether a derivative is one by entries, or by one of several vectors; or has an array for each
  /// value of indices. An index that the derivative has as the place of a 1 among zeros alone is a
  /// number that code takes.
  private static boolean isOverIndices(Derived derived) {
    return isByEntry(derived) || (!derived.substituted().isScalar() && hasAxes(derived));
  }

  private static boolean isByEntry(Derived derived) {
    return !derived.indices().isEmpty() || !derived.withRespectTo().entry().isEmpty();
  }

  private static boolean hasAxes(Derived derived) {
    Set<Symbol> free = new HashSet<>(Subscripts.free(List.of(derived.formula().value())).keySet());
    boolean all = new PresentEntries(derived.formula()).areAll();
    Expr value = inMatrices(derived.formula().value(), derived);
    for (Expr node : Dag.of(value, inMatrices(derived.inVariables(), derived)).nodes()) {
      if (all && node instanceof Apply unit && unit.operator() == Blocks.UNIT) {
        free.remove(unit.argument());
      }
    }
    return !free.isEmpty();
  }

  private static boolean concernsMembers(Expr expression, Derived derived) {
    return MembersInMatrices.concern(expression)
        || MembersInMatrices.concern(derived.formula().value());
  }

  /// Vectors of one letter, in the matrix whose rows they are.
  private static Expr inMatrices(Expr expression, Derived derived) {
    Formula formula = derived.formula();
    return concernsMembers(expression, derived)
        ? MembersInMatrices.of(
            expression, new ArrayClosedForm(formula.written(), formula.value(), expression))
        : expression;
  }

  /// One entry of an array, with letters for its row and column.
  private static OverIndices entry(Derived derived, Expr array, Map<Symbol, Dimension> free) {
    List<Dimension> axes = Subscripts.axes(array.shape());
    List<Symbol> letters = letters(derived, axes.size());
    Map<Symbol, Dimension> own = new LinkedHashMap<>();
    IntStream.range(0, axes.size()).forEach(axis -> own.put(letters.get(axis), axes.get(axis)));
    Shape shape = array.shape();
    Expr row = shape.rows().equals(Dimension.ONE) ? Num.ONE : letters.getFirst();
    Expr column = shape.columns().equals(Dimension.ONE) ? Num.ONE : letters.getLast();
    Expr entry = array.isScalar() ? InEntries.of(array) : InEntries.of(array, row, column);
    Map<Symbol, Dimension> ordered = new LinkedHashMap<>();
    for (Symbol index : order(derived, List.copyOf(free.keySet()), letters)) {
      ordered.put(index, free.getOrDefault(index, own.getOrDefault(index, Dimension.ONE)));
    }
    return new OverIndices(entry, ordered);
  }

  /// The indices in the order of the axes: those of the formula and of its entries, then those of
  /// each variable and of its entries.
  ///
  /// @param letters of the rows and columns of the array
  private static List<Symbol> order(Derived derived, List<Symbol> free, List<Symbol> letters) {
    Expr value = derived.formula().value();
    List<Symbol> ordered = new ArrayList<>(Subscripts.free(List.of(value)).keySet());
    ordered.retainAll(free);
    List<Symbol> places = new ArrayList<>(free);
    places.removeAll(ordered);
    if (!value.isScalar() || letters.size() < 2 || derived.variables().size() < 2) {
      int ofValue = Math.min(letters.size(), Subscripts.axes(value.shape()).size());
      ordered.addAll(letters.subList(0, ofValue));
      ordered.addAll(places);
      ordered.addAll(letters.subList(ofValue, letters.size()));
      return ordered;
    }
    List<Symbol> last = new ArrayList<>(places);
    last.retainAll(derived.withRespectTo().entry());
    places.removeAll(last);
    ordered.addAll(places);
    ordered.add(letters.getFirst());
    ordered.addAll(last);
    ordered.addAll(letters.subList(1, letters.size()));
    return ordered;
  }

  /// Letters that stand nowhere in a formula and its derivative.
  private static List<Symbol> letters(Derived derived, int number) {
    Set<String> taken = new HashSet<>();
    derived.indices().keySet().forEach(index -> taken.add(index.name().toString()));
    Expr[] both = {derived.formula().value(), derived.inVariables()};
    for (Expr node : Dag.of(both).nodes()) {
      taken.addAll(node.shape().names());
      if (node instanceof Symbol symbol) {
        taken.add(symbol.name().base());
      }
    }
    derived.formula().known().forEach(symbol -> taken.add(symbol.name().base()));
    return Stream.concat(
            LETTERS.chars().mapToObj(Character::toString),
            Stream.iterate(1, more -> more + 1).map(more -> "i_" + more))
        .filter(letter -> !taken.contains(letter))
        .limit(number)
        .map(Symbol::of)
        .toList();
  }
}
