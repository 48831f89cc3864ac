package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Sizes;

/// The values that free indices take, each along its axis: (1, 1), (1, 2), …, the last one first.
final class IndexPlaces {

  private static final int MOST = 10_000;

  private IndexPlaces() {}

  /// All values of the indices together.
  ///
  /// @param indices with the sizes of the axes that they run along
  static List<Map<Symbol, Expr>> of(Map<Symbol, Dimension> indices, Sizes sizes) {
    List<Integer> lengths = lengths(indices, sizes);
    int all = lengths.stream().reduce(1, (a, b) -> a * b);
    List<Symbol> names = List.copyOf(indices.keySet());
    List<Map<Symbol, Expr>> places = new ArrayList<>();
    for (int position = 0; position < all; position++) {
      Map<Symbol, Expr> place = new LinkedHashMap<>();
      int rest = position;
      for (int i = names.size() - 1; i >= 0; i--) {
        place.put(names.get(i), Num.of(rest % lengths.get(i) + 1));
        rest /= lengths.get(i);
      }
      places.add(place);
    }
    return places;
  }

  /// How many values each index takes.
  static List<Integer> lengths(Map<Symbol, Dimension> indices, Sizes sizes) {
    List<Integer> lengths = new ArrayList<>();
    long all = 1;
    for (Map.Entry<Symbol, Dimension> index : indices.entrySet()) {
      Dimension length = sizes.of(index.getValue());
      if (!length.isFixed()) {
        throw new NablaException(
            NablaException.Kind.NAME,
            "there is no value for "
                + index.getKey().name()
                + "; it runs from 1 to "
                + index.getValue()
                + ", which is not known either");
      }
      all *= length.fixedSize();
      if (all > MOST) {
        throw new NablaException(
            NablaException.Kind.BUDGET,
            "more than "
                + MOST
                + " values over "
                + indices.keySet().stream()
                    .map(each -> each.name().toString())
                    .collect(Collectors.joining(", ")));
      }
      lengths.add((int) length.fixedSize());
    }
    return lengths;
  }
}
