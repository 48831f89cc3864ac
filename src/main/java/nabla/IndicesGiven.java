package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Sizes;

/// Indices that get a number: `softmax(z)_c` at `c = 2`.
final class IndicesGiven {

  private IndicesGiven() {}

  /// A domain error for one that no entry has.
  static void refuseOutside(Expr formula, Map<Symbol, Expr> values, Sizes sizes) {
    for (Expr node : Dag.below(part -> !(part instanceof Binder), formula).nodes()) {
      lengths(node)
          .forEach((index, length) -> {
            if (values.get(index) instanceof Num place) {
              refuseOutside(index, place, sizes.of(length));
            }
          });
    }
  }

  /// The indices of an entry, or of a unit vector, with the numbers of places that they have.
  private static Map<Expr, Dimension> lengths(Expr node) {
    Map<Expr, Dimension> lengths = new LinkedHashMap<>();
    if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
      Shape shape = entry.argument().shape();
      List<Dimension> axes = new ArrayList<>(List.of(shape.rows(), shape.columns()));
      if (entry.arity() == 2) {
        axes.remove(shape.isVector() ? 1 : 0);
      }
      for (int i = 0; i < axes.size(); i++) {
        lengths.put(entry.child(i + 1), axes.get(i));
      }
    } else if (node instanceof Apply unit && unit.operator() == Blocks.UNIT) {
      lengths.put(unit.child(0), unit.shape().rows());
    }
    return lengths;
  }

  private static void refuseOutside(Expr index, Num place, Dimension length) {
    boolean inside =
        !length.isFixed()
            || (place.value().isInt()
                && place.value().intValue() >= 1
                && place.value().intValue() <= length.fixedSize());
    if (!inside) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the index "
              + index
              + " = "
              + place
              + " is out of range: there are "
              + length.fixedSize()
              + " entries, counted from 1");
    }
  }
}
