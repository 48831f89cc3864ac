package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Operator;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;

/// Comparisons of an array with its own largest or smallest entry, `𝟙[u = max(u)]`. Numbers are
/// rounded: `5x` has no entry that equals `max(2x + 3x)` for certain. So both sides speak of one
/// and the same array.
final class Extremes {

  private static final Set<Operator> EXTREMES =
      Set.of(Reductions.LARGEST, Reductions.SMALLEST, Rows.LARGEST, Rows.SMALLEST);

  private final Algebra algebra;

  Extremes(Algebra algebra) {
    this.algebra = algebra.expanding();
  }

  /// The expression with the array that an extreme entry is of in the place of what is compared
  /// with it, where these are equal.
  Expr alike(Expr expression) {
    Map<Expr, Expr> replacements = new LinkedHashMap<>();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Relation relation && relation.comparison() == Relation.Comparison.EQUAL) {
        Expr left = alike(relation.left(), relation.right());
        Expr right = alike(relation.right(), left);
        if (!left.equals(relation.left()) || !right.equals(relation.right())) {
          replacements.put(node, Relation.of(relation.comparison(), left, right));
        }
      }
    }
    return Substitution.of(replacements).apply(expression);
  }

  /// What is compared, written as the array in the extreme entry on the other side where it is that
  /// array, its transpose or one of its entries.
  private Expr alike(Expr compared, Expr other) {
    for (Expr node : Dag.of(other).nodes()) {
      if (node instanceof Apply extreme && EXTREMES.contains(extreme.operator())) {
        for (Expr candidate : candidates(extreme.argument(), compared)) {
          if (isSame(candidate, compared)) {
            return candidate;
          }
        }
      }
    }
    return compared;
  }

  private static List<Expr> candidates(Expr array, Expr compared) {
    if (compared.shape().equals(array.shape())) {
      return List.of(array);
    }
    if (compared.shape().equals(array.shape().transposed())) {
      return List.of(Apply.of(Matrices.TRANSPOSE, array));
    }
    Set<Expr> entries = new LinkedHashSet<>();
    for (Expr node : Dag.of(compared).nodes()) {
      if (compared.isScalar()
          && node instanceof Apply entry
          && entry.operator() == Matrices.ENTRY) {
        List<Expr> arguments = new ArrayList<>(entry.children());
        arguments.set(0, array);
        if (arguments.size() == (array.shape().isVector() ? 2 : 3)) {
          entries.add(Apply.of(Matrices.ENTRY, arguments));
        }
      }
    }
    return List.copyOf(entries);
  }

  private boolean isSame(Expr candidate, Expr compared) {
    return candidate.equals(compared)
        || algebra.of(Sum.of(compared, Negate.of(candidate))).isZero();
  }
}
