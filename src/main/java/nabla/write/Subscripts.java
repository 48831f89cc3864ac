package nabla.write;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;

/// The indices of entries of arrays as code counts them: one of a vector.
final class Subscripts {

  private Subscripts() {}

  /// The indices of an entry.
  static List<Expr> of(Apply entry) {
    boolean vector = ComputingForm.isVector(entry.argument());
    return entry.children().subList(1, vector ? 2 : entry.arity());
  }

  /// The size of the axis on which an index of an entry lies.
  static Dimension axis(Apply entry, int axis) {
    return CodeFunction.axes(entry.argument()).get(axis);
  }

  /// The sizes of the axes that free indices run along: of every name that stands by itself as an
  /// index, always of axes of one size, and is no size.
  static Map<Symbol, Dimension> free(List<Expr> formulas) {
    Map<Symbol, Dimension> axes = new LinkedHashMap<>();
    Set<String> sizes = new TreeSet<>();
    Dag dag = Dag.of(formulas.toArray(Expr[]::new));
    for (Expr node : dag.nodes()) {
      sizes.addAll(node.shape().names());
    }
    Set<Symbol> unclear = new HashSet<>();
    for (Expr node : dag.nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        for (int axis = 0; axis < of(entry).size(); axis++) {
          if (of(entry).get(axis) instanceof Symbol index
              && !sizes.contains(index.name().toString())) {
            Dimension before = axes.putIfAbsent(index, axis(entry, axis));
            if (before != null && !before.equals(axis(entry, axis))) {
              unclear.add(index);
            }
          }
        }
      }
    }
    axes.keySet().removeAll(unclear);
    return axes;
  }
}
