package nabla.calculus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.calculus.index.Places;
import nabla.calculus.index.Places.Place;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// The indices in `∂F_ij/∂X_kl` that no sum binds, each with its last value: those that the formula
/// has itself, and for the entries of F and X letters that it does not have.
final class FreeIndices {

  private static final List<String> FORMULA = List.of("i", "j", "p", "q", "r");
  private static final List<String> VARIABLE = List.of("k", "l", "s", "t", "u", "v");
  private static final List<String> PARTS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  /// Letters for the indices of high orders.
  private static final List<String> FURTHER =
      List.of("g", "h", "o", "w", "y", "z", "p", "q", "r", "c", "f", "a", "b");

  private final Set<String> used = new HashSet<>();
  private final Map<Symbol, Expr> last = new LinkedHashMap<>();

  /// The indices of entries in the formula.
  ///
  /// @param place the indices of an entry of the variable, symbols or numbers
  /// @param before those of the entries by which was differentiated before, each with its range
  FreeIndices(Expr formula, List<Expr> place, Map<Symbol, Dimension> before) {
    before.forEach((index, size) -> {
      used.add(index.name().toString());
      last.put(index, Dimensions.expression(size));
    });
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        used.add(symbol.name().base());
        for (Dimension size : List.of(symbol.shape().rows(), symbol.shape().columns())) {
          size.terms().keySet().forEach(used::addAll);
        }
      }
    }
    place.forEach(index -> used.add(index.toString()));
    for (Expr node : Dag.of(formula).nodes()) {
      if (!(node instanceof Apply apply && apply.operator() == Matrices.ENTRY)) {
        continue;
      }
      List<Expr> places = Subscripts.of(apply);
      for (int axis = 0; axis < places.size(); axis++) {
        if (places.get(axis) instanceof Symbol index) {
          last.putIfAbsent(index, Dimensions.expression(Subscripts.axis(apply, axis)));
        }
      }
    }
  }

  /// The indices, each with its last value; the first is 1.
  Map<Symbol, Expr> last() {
    return Collections.unmodifiableMap(last);
  }

  /// The indices of the entries of an array, each with its last value.
  Map<Symbol, Expr> last(Places array) {
    Map<Symbol, Expr> some = new LinkedHashMap<>(last);
    some.keySet().retainAll(array.indices());
    return some;
  }

  /// The indices, each with the number of its values; without the numbers that symbols stand for.
  Map<Symbol, Dimension> ranges() {
    Map<Symbol, Dimension> ranges = new LinkedHashMap<>();
    last.forEach((index, upper) -> {
      if (!index.name().toString().matches("[0-9]+")) {
        ranges.put(index, Dimensions.of(upper));
      }
    });
    return ranges;
  }

  /// New indices for the entries of a formula.
  Places ofFormula(Expr formula) {
    return places(formula, FORMULA);
  }

  /// New indices for the entries of a variable.
  Places ofVariable(Symbol variable) {
    return places(variable, VARIABLE);
  }

  private Places places(Expr array, List<String> letters) {
    Symbol row = array.shape().rows().equals(Dimension.ONE) ? null : fresh(letters);
    Symbol column = array.shape().columns().equals(Dimension.ONE) ? null : fresh(letters);
    if (row != null) {
      last.put(row, Dimensions.expression(array.shape().rows()));
    }
    if (column != null) {
      last.put(column, Dimensions.expression(array.shape().columns()));
    }
    return new Places(row, column, array.shape());
  }

  /// The indices of one entry of an array, with symbols for the numbers among them.
  Places at(List<Expr> place, Symbol array) {
    List<Symbol> indices = new ArrayList<>();
    for (Expr at : place) {
      Symbol index = symbol(at);
      indices.add(index);
      boolean columns = indices.size() == 2 || !(array.shape().isVector() || place.size() == 2);
      last.putIfAbsent(
          index, Dimensions.expression(columns ? array.shape().columns() : array.shape().rows()));
    }
    boolean row = place.size() == 2 || array.shape().isVector();
    return new Places(
        row ? indices.get(0) : null,
        row && place.size() == 1 ? null : indices.getLast(),
        array.shape());
  }

  /// A place in several indices, with letters for these, which are free instead of the one index
  /// that stood for it.
  Expr inParts(Symbol index, Place place) {
    Map<Expr, Expr> letters = new LinkedHashMap<>();
    place
        .parts()
        .forEach((part, upper) -> {
          Symbol letter = fresh(PARTS);
          letters.put(part, letter);
          last.put(letter, upper);
        });
    last.remove(index);
    return Substitution.of(letters).apply(place.place());
  }

  private Symbol fresh(List<String> letters) {
    return Stream.concat(letters.stream(), FURTHER.stream())
        .filter(used::add)
        .findFirst()
        .map(letter -> Symbol.of(Name.of(letter)))
        .orElseThrow(() ->
            new NablaException(
                NablaException.Kind.BUDGET,
                "the entries have more indices than there are letters"));
  }

  /// Puts numbers back where symbols of the same name stand for them.
  static Substitution numbers(List<Expr> place) {
    Map<Expr, Expr> numbers = new HashMap<>();
    for (Expr index : place) {
      numbers.put(symbol(index), index);
    }
    return Substitution.of(numbers);
  }

  private static Symbol symbol(Expr index) {
    return index instanceof Symbol symbol ? symbol : Symbol.of(Name.of(index.toString()));
  }

  /// A letter for the columns of a matrix that stands nowhere in a formula.
  static Symbol unused(Expr formula, Expr place) {
    Set<String> names = new HashSet<>(formula.shape().names());
    names.add(place.toString());
    for (Expr node : Dag.of(formula).nodes()) {
      names.addAll(node.shape().names());
      if (node instanceof Symbol symbol) {
        names.add(symbol.name().base());
      }
    }
    return Stream.of("j", "l", "p", "q", "r", "s", "t", "u")
        .filter(letter -> !names.contains(letter))
        .findFirst()
        .map(letter -> Symbol.of(Name.of(letter)))
        .orElseGet(() -> Symbol.of(Name.of("j", "0")));
  }

  /// Whether the index of a sum or product stands at an array that changes with the variable.
  static boolean runsOverEntries(Expr formula, Symbol variable) {
    return Dag.any(
        formula,
        node ->
            node instanceof Apply entry
                && entry.operator() == Matrices.ENTRY
                && Dag.any(entry.argument(), variable::equals)
                && entry.children().stream()
                    .skip(1)
                    .anyMatch(index -> Dag.any(index, part -> part instanceof Bound)));
  }
}
