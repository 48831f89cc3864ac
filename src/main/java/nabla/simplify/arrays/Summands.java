package nabla.simplify.arrays;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Sums over all entries of arrays, `Σ_i ln(1 − x_i)`, by what they add for one entry.
public final class Summands {

  private Summands() {}

  /// One summand as a formula of numbers; null for a sum over anything else than the entries, all
  /// of them, of arrays that stand at the same place in it.
  ///
  /// @param entry the number in the place of an entry of an array
  public static @Nullable Expr of(Binder sum, UnaryOperator<Expr> entry) {
    Map<Symbol, Expr> ends = new LinkedHashMap<>();
    Expr each = sum;
    while (each instanceof Binder binder && binder.kind() == Binder.Kind.SUM) {
      Expr upper = binder.upper();
      if (upper == null || !binder.lower().equals(Num.ONE)) {
        return null;
      }
      Symbol index = Symbol.of(Name.of("index of entries", String.valueOf(ends.size())));
      ends.put(index, upper);
      each = binder.open(index);
    }
    Map<Expr, Expr> places = new LinkedHashMap<>();
    for (Expr node : Dag.of(each).nodes()) {
      if (node instanceof Apply apply && apply.operator() == Matrices.ENTRY) {
        if (!runsOver(apply, ends)) {
          return null;
        }
        places.put(apply, entry.apply(apply.argument()));
      }
    }
    Expr numbers = Substitution.of(places).apply(each);
    boolean plain =
        Dag.of(numbers).nodes().stream()
            .allMatch(node ->
                (node.isScalar() || node.shape().isTruth())
                    && !(node instanceof Binder || node instanceof Bound)
                    && !ends.containsKey(node));
    return plain && !places.isEmpty() ? numbers : null;
  }

  /// Whether the indices of an entry are all these, in this order, and it runs over all its array.
  private static boolean runsOver(Apply entry, Map<Symbol, Expr> ends) {
    List<Expr> indices = entry.children().subList(1, entry.arity());
    Shape shape = entry.argument().shape();
    List<Dimension> sizes =
        entry.arity() == 3
            ? List.of(shape.rows(), shape.columns())
            : List.of(shape.isVector() ? shape.rows() : shape.columns());
    List<Expr> all = sizes.stream().map(Dimensions::expression).toList();
    boolean same =
        Dag.of(entry.argument()).nodes().stream()
            .noneMatch(node -> node instanceof Bound || ends.containsKey(node));
    return same
        && indices.equals(List.copyOf(ends.keySet()))
        && all.equals(List.copyOf(ends.values()));
  }
}
