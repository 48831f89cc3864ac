package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.NormDifferentials;
import nabla.calculus.index.Folding;
import nabla.calculus.index.InEntries;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// Kinks of functions of vectors of one letter under a sum, `Σ_i ‖relu(W x_i)‖²`: that no entry of
/// any of the vectors is at one, said of the matrix whose rows these are.
final class MemberKinks {

  private MemberKinks() {}

  /// The conditions that no entry is at a kink.
  ///
  /// @param moving the parts of the formula that change
  static List<Expr> away(Binder sum, Set<Expr> moving, Assumptions assumptions) {
    Expr upper = sum.upper();
    if (upper == null || !sum.lower().equals(Num.ONE)) {
      return List.of();
    }
    Symbol index = Symbol.of(Name.of("index of vectors"));
    List<Expr> conditions = new ArrayList<>();
    List<Expr> nodes = new ArrayList<>(Dag.of(sum.open(index)).nodes());
    for (Expr node : List.copyOf(nodes)) {
      Expr meaning =
          node instanceof Apply norm && norm.operator() == Norms.NORM
              ? NormDifferentials.inOtherTerms(norm)
              : null;
      if (meaning != null) {
        nodes.addAll(Dag.of(meaning).nodes()); // ‖u‖₁ is the sum of all |u_k|
      }
    }
    for (Expr node : nodes) {
      if (node instanceof Apply kinked
          && kinked.operator() instanceof Function function
          && !kinked.isScalar()
          && function.isElementwise()
          && function.kink() != null
          && function.notation() != Notation.SQUARE_ROOT
          && function.notation() != Notation.CUBE_ROOT
          && isOfMembers(kinked, index)
          && Dag.any(kinked, part -> part instanceof Symbol && moving.contains(part))) {
        for (Expr each : EntryKinks.away(function, kinked, assumptions)) {
          Expr all = ofAll(each, index, upper);
          if (all != null && !conditions.contains(all)) {
            conditions.add(all);
          }
        }
      }
    }
    return conditions;
  }

  private static boolean isOfMembers(Apply kinked, Symbol index) {
    return Dag.any(
        kinked,
        part ->
            part instanceof Apply row
                && row.operator() == Blocks.ROW
                && row.child(1).equals(index));
  }

  /// `every(u_i ≠ 0)` for all i as a condition on the matrix with the rows u_i.
  private static @Nullable Expr ofAll(Expr each, Symbol index, Expr upper) {
    if (!(each instanceof Apply every
        && every.operator() == Reductions.EVERY
        && every.argument() instanceof Relation relation
        && relation.left().shape().isVector()
        && relation.right() instanceof Num)) {
      return null;
    }
    Symbol column = Symbol.of(Name.of("entry of a vector"));
    Map<Symbol, Expr> indices = new LinkedHashMap<>();
    indices.put(index, upper);
    indices.put(column, Dimensions.expression(relation.left().shape().rows()));
    Expr matrix = Folding.of(InEntries.of(relation.left(), column, Num.ONE), indices);
    if (matrix == null) {
      return null;
    }
    Expr closed = new ArrayClosedForm(Written.in(matrix)).of(matrix);
    return Elementwise.every(Relation.of(relation.comparison(), closed, relation.right()));
  }
}
