package nabla.simplify.arrays;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// What follows from a product that is not 0, `Π_i Π_{j>i} (x_i − x_j) ≠ 0`: that its factors are
/// not, nor the product of some of them.
final class ProductConditions {

  private static final Symbol INDEX = Symbol.of(Name.of("index of factors"));

  private final BiPredicate<Expr, Expr> same;
  private final Set<Symbol> indices;

  /// @param same whether two factors are one, up to the sign
  /// @param indices the free indices
  ProductConditions(BiPredicate<Expr, Expr> same, Set<Symbol> indices) {
    this.same = same;
    this.indices = indices;
  }

  /// Whether a part is different from 0 where the product is, as one of its factors, or as the
  /// product of those before or after an index.
  boolean imply(Binder product, Expr part) {
    List<Expr> places = places(part);
    return places.stream().anyMatch(place -> isFactor(product, place, part))
        || (part instanceof Binder some
            && some.kind() == Binder.Kind.PRODUCT
            && (isPartOf(some, product)
                || places.stream().anyMatch(place -> isPartOfPairs(some, product, place))));
  }

  private static List<Expr> places(Expr part) {
    return Dag.of(part).nodes().stream()
        .filter(node ->
            node instanceof Apply entry
                && (entry.operator() == Matrices.ENTRY || entry.operator() == Blocks.ROW))
        .flatMap(entry -> entry.children().stream().skip(1))
        .distinct()
        .toList();
  }

  private boolean isFactor(Binder product, Expr place, Expr part) {
    return same.test(product.open(place), part);
  }

  /// Whether it has the same factors, those before an index or after it.
  private boolean isPartOf(Binder some, Binder product) {
    return isWithin(some, product) && same.test(some.open(INDEX), product.open(INDEX));
  }

  private boolean isWithin(Binder some, Binder all) {
    Expr upper = some.upper();
    Expr end = all.upper();
    return upper != null
        && end != null
        && ((some.lower().equals(all.lower()) && isIndex(upper, 1) && !isIndex(end, 1))
            || (upper.equals(end) && isIndex(some.lower(), -1) && !isIndex(all.lower(), -1)));
  }

  /// Whether a bound lies beside an index.
  private boolean isIndex(Expr bound, int distance) {
    return Canonical.of(Sum.of(bound, Num.of(distance))) instanceof Symbol index
        && indices.contains(index);
  }

  /// Whether it is the product of the pairs of one index, `Π_{i<k} (x_i − x_k)` or `Π_{i>k} (x_i −
  /// x_k)` of those of all.
  private boolean isPartOfPairs(Binder some, Binder pairs, Expr place) {
    if (some.open(INDEX) instanceof Binder || !(pairs.open(INDEX) instanceof Binder inner)) {
      return false;
    }
    boolean beside =
        some.lower().equals(pairs.lower()) || Objects.equals(some.upper(), pairs.upper());
    return (beside && same.test(some.open(INDEX), inner.open(place)))
        || (pairs.open(place) instanceof Binder after
            && some.lower().equals(after.lower())
            && same.test(some.open(INDEX), after.open(INDEX)));
  }
}
