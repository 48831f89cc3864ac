package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.calculus.index.Folding;
import nabla.catalogue.Elementary;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.ImpliedConditions;
import org.jspecify.annotations.Nullable;

/// Conditions for each value of an index, `Π_i 𝟙[Σ_j A_ij x_j > 0] ≠ 0`, as conditions on every
/// entry of an array, `every(Ax > 0)`, where there are words of matrices for it.
final class FoldedConditions {

  private static final Symbol INDEX = Symbol.of(Name.of("index of a condition"));

  private FoldedConditions() {}

  /// The conditions away from their borders, without those of a single value of an index, or of a
  /// product of all, that what holds for each value implies.
  static List<Expr> of(List<Expr> conditions) {
    List<Expr> kept = new ArrayList<>(conditions);
    for (Expr each : conditions) {
      Binder product = indicators(each);
      if (product != null) {
        Relation relation = relation(product);
        kept.removeIf(other -> other != each && saysApart(other, product));
        kept.set(kept.indexOf(each), strict(product, relation));
      }
    }
    return ImpliedConditions.without(kept.stream().map(FoldedConditions::folded).toList());
  }

  /// `Π_i 𝟙[…]` of a condition that it is not 0; null of any other.
  private static @Nullable Binder indicators(Expr condition) {
    return condition instanceof Relation relation
            && relation.comparison() == Comparison.NOT_EQUAL
            && relation.right().equals(Num.ZERO)
            && relation.left() instanceof Binder product
            && product.kind() == Binder.Kind.PRODUCT
            && product.upper() != null
            && product.open(INDEX) instanceof Apply indicator
            && indicator.operator() == Elementary.INDICATOR
            && indicator.argument() instanceof Relation
        ? product
        : null;
  }

  private static Relation relation(Binder indicators) {
    return (Relation) indicators.open(INDEX).child(0);
  }

  private static Expr strict(Binder product, Relation relation) {
    Relation strict =
        Relation.of(relation.comparison().strict(), relation.left(), relation.right());
    Expr indicator = Apply.of(Elementary.INDICATOR, strict);
    Expr upper = Objects.requireNonNull(product.upper());
    Expr all = Binder.of(Binder.Kind.PRODUCT, INDEX, product.lower(), upper, indicator);
    return Relation.of(Comparison.NOT_EQUAL, all, Num.ZERO);
  }

  /// Whether a condition says that the sides of the comparisons differ, for one value of the index
  /// or as a product for all.
  private static boolean saysApart(Expr condition, Binder indicators) {
    if (!(condition instanceof Relation relation)
        || relation.comparison() != Comparison.NOT_EQUAL
        || indicators(condition) != null) {
      return false;
    }
    Expr difference = relation.difference();
    if (difference instanceof Binder product && product.kind() == Binder.Kind.PRODUCT) {
      return indicators.lower().equals(product.lower())
          && Objects.equals(indicators.upper(), product.upper())
          && ImpliedConditions.areSameUpToSign(
              relation(indicators).difference(), product.open(INDEX));
    }
    return Dag.of(condition).nodes().stream()
        .filter(node -> node instanceof Apply entry && entry.operator() == Matrices.ENTRY)
        .flatMap(entry -> entry.children().stream().skip(1))
        .distinct()
        .map(place -> (Relation) indicators.open(place).child(0))
        .anyMatch(each -> ImpliedConditions.areSameUpToSign(each.difference(), difference));
  }

  private static Expr folded(Expr condition) {
    Binder product = indicators(condition);
    Expr every = product == null || !product.lower().equals(Num.ONE) ? null : everyEntry(product);
    return every == null ? condition : every;
  }

  private static @Nullable Expr everyEntry(Binder product) {
    Relation relation = relation(product);
    Expr upper = Objects.requireNonNull(product.upper());
    Expr left = array(relation.left(), upper);
    Expr right = array(relation.right(), upper);
    return left == null || right == null || (left.isScalar() && right.isScalar())
        ? null
        : Elementwise.every(Relation.of(relation.comparison(), left, right));
  }

  /// The vector of what depends on the index; a number as it is, null where it has no name.
  private static @Nullable Expr array(Expr number, Expr upper) {
    if (!Dag.any(number, INDEX::equals)) {
      return number;
    }
    Map<Symbol, Expr> indices = new LinkedHashMap<>();
    indices.put(INDEX, upper);
    Expr vector = Folding.of(number, indices);
    boolean whole = vector != null && !Dag.any(vector, INDEX::equals);
    return vector == null || !whole ? null : new ArrayClosedForm(Written.in(vector)).of(vector);
  }
}
