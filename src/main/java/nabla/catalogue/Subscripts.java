package nabla.catalogue;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Shape;
import nabla.expr.Symbol;

/// The indices of entries of arrays as people count them: one of a vector, two of a matrix.
public final class Subscripts {

  private Subscripts() {}

  /// Whether an expression is an entry, or a vector of a family: `A_ij`, `x_i`.
  private static boolean isIndexed(Expr node) {
    return node instanceof Apply apply
        && (apply.operator() == Matrices.ENTRY || apply.operator() == Blocks.ROW);
  }

  /// The indices of an entry.
  public static List<Expr> of(Apply entry) {
    int axes = axes(entry.argument().shape()).size();
    return entry.children().subList(1, Math.min(1 + axes, entry.arity()));
  }

  /// The size of the axis on which an index of an entry lies.
  public static Dimension axis(Apply entry, int axis) {
    return axes(entry.argument().shape()).get(axis);
  }

  /// The axes of an array: none of a number, one of a column and of a row.
  public static List<Dimension> axes(Shape shape) {
    return shape.isScalar()
        ? List.of()
        : shape.isVector()
            ? List.of(shape.rows())
            : shape.transposed().isVector()
                ? List.of(shape.columns())
                : List.of(shape.rows(), shape.columns());
  }

  /// The sizes of the axes that free indices run along: of every name that stands by itself as an
  /// index, always of axes of one size, and is no size; in the order of these names.
  public static Map<Symbol, Dimension> free(List<Expr> formulas) {
    Map<Symbol, Dimension> axes = new TreeMap<>(Comparator.comparing(Symbol::name));
    Set<String> sizes = new TreeSet<>();
    Dag dag = Dag.of(formulas.toArray(Expr[]::new));
    for (Expr node : dag.nodes()) {
      sizes.addAll(node.shape().names());
    }
    Set<Symbol> unclear = new HashSet<>();
    for (Expr node : dag.nodes()) {
      if (isIndexed(node) && node instanceof Apply entry) {
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
