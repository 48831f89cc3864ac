package nabla.calculus.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nabla.calculus.index.IndexTerm.Range;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The indices of an array, as far as it has them, and its shape.
///
/// @param row null where the array has one row
/// @param column null where it has one column
public record Places(@Nullable Symbol row, @Nullable Symbol column, Shape shape) {

  /// An index as it stands at an entry, 1 where there is one place only.
  public static Expr orOne(@Nullable Symbol index) {
    return index == null ? Num.ONE : index;
  }

  /// The indices that there are, the row first.
  public List<Symbol> indices() {
    return Stream.of(Optional.ofNullable(row), Optional.ofNullable(column))
        .flatMap(Optional::stream)
        .toList();
  }

  List<Symbol> with(Places other) {
    return Stream.concat(indices().stream(), other.indices().stream()).toList();
  }

  /// The row and the column of a vector's entry as of a matrix whose columns are below each other;
  /// null where its place is not made of two indices.
  public static @Nullable Places ofVector(Expr place, Shape vector, Map<Symbol, Expr> free) {
    Indices.Pair pair = vector.isVector() ? Contraction.beside(free).indices().pair(place) : null;
    return pair == null
        ? null
        : new Places(pair.row(), pair.column(), Shape.of(pair.rows(), pair.columns()));
  }

  /// The place of an entry in several indices, `p (i − 1) + k`.
  ///
  /// @param parts the indices, each with its last value; the first is 1
  public record Place(Expr place, Map<Symbol, Expr> parts) {}

  /// The free indices that are equal to a place in several summed indices wherever the expression
  /// is not 0, each with such a place: the rows of a Kronecker product.
  public static Map<Symbol, Place> composite(Expr expression, Map<Symbol, Expr> free) {
    Contraction contraction = Contraction.unconditional(free);
    Map<Symbol, Place> places = new LinkedHashMap<>();
    for (IndexTerm term : contraction.terms(expression)) {
      for (Expr factor : term.factors()) {
        if (Contraction.isDelta(factor)
            && factor.child(0) instanceof Symbol index
            && free.containsKey(index)) {
          Place place = place(factor.child(1), term.ranges());
          if (place.parts.size() > 1) {
            places.putIfAbsent(index, place);
          }
        }
      }
    }
    return places;
  }

  private static Place place(Expr place, List<Range> ranges) {
    Map<Symbol, Expr> parts = new LinkedHashMap<>();
    for (Range range : ranges) {
      if (IndexTerm.mentions(place, range.index()) && range.lower().equals(Num.ONE)) {
        parts.put(range.index(), range.upper());
      }
    }
    return new Place(place, parts);
  }
}
