package nabla.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// The indices that are axes of arrays in code, each with what it runs over: those that are free,
/// then those that are bound, from outside in, which is the order of the axes of results.
final class IndexAxes {

  /// What an index runs over, from the first to the last, both of them sizes.
  private record Range(Dimension first, Dimension last) {}

  private final CodeWriter writer;
  private final Map<Symbol, Range> ranges = new LinkedHashMap<>();

  /// @param free the size of the axis that each free index runs along
  IndexAxes(CodeWriter writer, Map<Symbol, Dimension> free) {
    this.writer = writer;
    free.forEach((index, size) -> ranges.put(index, new Range(Dimension.ONE, size)));
  }

  /// A new index in place of the bound one.
  Symbol bind(Binder binder) {
    Expr upper = binder.upper();
    if (upper == null) {
      throw Tensors.unsupported(binder);
    }
    Name name = new Name("index", Name.Accent.NONE, 0, "", "axis" + ranges.size());
    Symbol index = Symbol.of(name);
    ranges.put(index, new Range(polynomial(binder.lower()), polynomial(upper)));
    return index;
  }

  /// All that are known.
  Set<Symbol> indices() {
    return ranges.keySet();
  }

  /// The place of an index among the axes of results.
  int position(Symbol index) {
    return List.copyOf(ranges.keySet()).indexOf(index);
  }

  /// Whether both run over the same numbers.
  boolean areAlike(Symbol one, Symbol other) {
    return ranges.containsKey(one) && range(one).equals(ranges.get(other));
  }

  /// The code of how many numbers an index runs over.
  String length(Symbol index) {
    Range range = range(index);
    return size(Dimensions.minus(range.last, range.first).plus(Dimension.ONE));
  }

  /// The code of the bounds of the numbers that an index runs over, the upper one beyond the last.
  String bounds(Symbol index) {
    Range range = range(index);
    String first =
        range.first.isFixed() ? range.first.fixedSize() + ".0" : "float(" + size(range.first) + ")";
    return first + ", " + size(range.last.plus(Dimension.ONE));
  }

  /// The index i of a place such as `i` or `i + 1`.
  Symbol only(Expr place) {
    List<Symbol> indices = new ArrayList<>();
    for (Expr node : Dag.of(place).nodes()) {
      if (node instanceof Symbol symbol && ranges.containsKey(symbol)) {
        indices.add(symbol);
      }
    }
    if (indices.size() != 1) {
      throw Tensors.unsupported(place);
    }
    return indices.getFirst();
  }

  /// Where on an axis the entries lie that a place such as `i + 1` means: all of them within it.
  String slice(Expr place, Dimension axis) {
    Symbol index = only(place);
    Dimension shift = Dimensions.minus(polynomial(place), polynomial(index));
    String name = index.name().toString();
    if (shift.terms().keySet().stream().anyMatch(names -> names.contains(name))) {
      throw Tensors.unsupported(place);
    }
    Dimension from = Dimensions.minus(range(index).first.plus(shift), Dimension.ONE);
    Dimension to = range(index).last.plus(shift);
    if (!Dimensions.isNeverNegativeOfSizes(from)
        || !Dimensions.isNeverNegativeOfSizes(Dimensions.minus(axis, to))) {
      throw Tensors.unsupported(place);
    }
    String start = from.terms().isEmpty() ? "" : size(from);
    return start + ":" + (to.equals(axis) ? "" : size(to));
  }

  private Range range(Symbol index) {
    Range range = ranges.get(index);
    if (range == null) {
      throw Tensors.unsupported(index);
    }
    return range;
  }

  /// The code of a size, which is never negative.
  private String size(Dimension size) {
    String code = writer.size(size);
    return Dimensions.isNeverNegativeOfSizes(size) ? code : "max(" + code + ", 0)";
  }

  private static Dimension polynomial(Expr number) {
    try {
      return Dimensions.polynomial(number);
    } catch (NablaException noPolynomial) {
      throw Tensors.unsupported(number);
    }
  }
}
