package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nabla.catalogue.Blocks;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Iverson's brackets on indices, as in `x_{k+1} 𝟙[k < n]` and `𝟙[i ≠ k]/(x_i − x_k)`: where one
/// is 0, the product is 0 whatever its other factors are, even where these have no value (R. L.
/// Graham, D. E. Knuth and O. Patashnik, Concrete Mathematics, section 2.1).
public final class Brackets {

  /// Functions of arrays in front of which a number can stand as well as in them.
  private static final Set<Function> REARRANGING =
      Set.of(Matrices.TRANSPOSE, Matrices.DIAG, Vectorization.VEC);

  private Brackets() {}

  /// Whether a product or quotient has a bracket on places of entries in it that is 0.
  ///
  /// @param isZero whether a bracket is 0
  public static boolean vanishes(Expr product, Predicate<Apply> isZero) {
    return (product instanceof Product || product instanceof Quotient)
        && vanishes(product, product, isZero);
  }

  /// A formula in which such a product is only computed where its brackets are 1; a Kronecker delta
  /// stays a factor.
  public static Expr guarded(Expr formula) {
    if (!Dag.any(formula, Brackets::isBracket)) {
      return formula;
    }
    return Dag.of(formula).<Expr>fold(Brackets::guardedAt).getLast();
  }

  /// Whether it is computed only where a condition holds.
  public static boolean isGuarded(Expr node) {
    return node instanceof Apply apply
        && (apply.operator() == Computing.GUARDED || apply.operator() == Computing.GUARDED_ARRAY);
  }

  /// A product or quotient without its brackets on places.
  ///
  /// @param condition where they are 1
  public record Guarded(Expr condition, Expr rest) {}

  /// What is computed only where brackets on places are 1; null for anything else.
  public static @Nullable Guarded split(Expr node) {
    if (!(node instanceof Product || node instanceof Quotient)) {
      return null;
    }
    List<Expr> conditions = new ArrayList<>();
    Expr rest = without(node, node, conditions);
    return conditions.isEmpty() ? null : new Guarded(together(conditions), rest);
  }

  private static Expr together(List<Expr> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : Logic.of(Logic.Connective.AND, conditions);
  }

  private static Expr guardedAt(Expr node, List<Expr> parts) {
    List<Expr> conditions = new ArrayList<>();
    Expr rest = node;
    if (node instanceof Product || node instanceof Quotient) {
      rest = without(node, node, conditions);
    }
    if (conditions.isEmpty()) {
      return parts.isEmpty() ? node : node.withChildren(parts.toArray(Expr[]::new));
    }
    return guarded(conditions, true, guarded(conditions, false, guarded(rest)));
  }

  /// A number or array under those of some conditions that speak of places alone, or that have
  /// entries, which are there only where the others hold.
  private static Expr guarded(List<Expr> conditions, boolean places, Expr number) {
    List<Expr> some =
        conditions.stream()
            .flatMap(Brackets::parts)
            .filter(condition -> places != Dag.any(condition, Brackets::isEntry))
            .toList();
    if (some.isEmpty()) {
      return number;
    }
    Expr all = together(some);
    return number.isScalar()
        ? Apply.of(Computing.GUARDED, all, number)
        : Apply.of(Computing.GUARDED_ARRAY, all, number, Matrices.zeros(number.shape()));
  }

  private static Stream<Expr> parts(Expr condition) {
    return condition instanceof Logic logic && logic.connective() == Logic.Connective.AND
        ? logic.children().stream()
        : Stream.of(condition);
  }

  private static boolean isEntry(Expr node) {
    return node instanceof Apply entry
        && (entry.operator() == Matrices.ENTRY || entry.operator() == Blocks.ROW);
  }

  /// What is left of a product when its brackets on places are taken out.
  private static Expr without(Expr factor, Expr whole, List<Expr> conditions) {
    return switch (factor) {
      case Apply apply
          when isBracket(apply) && !isDelta(apply.argument()) && isOnPlaces(apply, whole) -> {
        conditions.add(apply.argument());
        yield Num.ONE;
      }
      case Product product -> {
        List<Expr> factors = new ArrayList<>();
        for (Expr child : product.children()) {
          Expr rest = without(child, whole, conditions);
          if (!rest.equals(Num.ONE)) {
            factors.add(rest);
          }
        }
        yield Product.of(factors);
      }
      case Quotient quotient ->
          Quotient.of(without(quotient.child(0), whole, conditions), quotient.child(1));
      case Negate negate -> Negate.of(without(negate.operand(), whole, conditions));
      case Sum sum -> withoutCommon(sum, whole, conditions);
      case Apply apply when REARRANGING.contains(apply.operator()) ->
          Apply.of(apply.operator(), without(apply.argument(), whole, conditions));
      default -> factor;
    };
  }

  /// A sum without the brackets that all of its terms have.
  private static Expr withoutCommon(Sum sum, Expr whole, List<Expr> conditions) {
    List<Expr> terms = new ArrayList<>();
    Set<Expr> common = null;
    for (Expr term : sum.children()) {
      List<Expr> own = new ArrayList<>();
      terms.add(without(term, whole, own));
      if (common == null) {
        common = new LinkedHashSet<>(own);
      } else if (!common.equals(Set.copyOf(own))) {
        return sum;
      }
    }
    if (common == null || common.isEmpty()) {
      return sum;
    }
    conditions.addAll(common);
    return Sum.of(terms);
  }

  private static boolean isBracket(Expr node) {
    return node instanceof Apply apply && apply.operator() == Elementary.INDICATOR;
  }

  private static boolean isDelta(Expr condition) {
    return condition instanceof Relation relation
        && relation.comparison() == Relation.Comparison.EQUAL;
  }

  private static boolean isOnPlaces(Apply bracket, Expr whole) {
    return Dag.any(bracket.argument(), part -> isPlace(part, whole));
  }

  private static boolean vanishes(Expr factor, Expr whole, Predicate<Apply> isZero) {
    return switch (factor) {
      case Apply apply when REARRANGING.contains(apply.operator()) ->
          vanishes(apply.argument(), whole, isZero);
      case Apply apply -> isBracket(apply) && isOnPlaces(apply, whole) && isZero.test(apply);
      case Product product ->
          product.children().stream().anyMatch(child -> vanishes(child, whole, isZero));
      case Quotient quotient -> vanishes(quotient.child(0), whole, isZero);
      case Negate negate -> vanishes(negate.operand(), whole, isZero);
      case Sum sum -> sum.children().stream().allMatch(child -> vanishes(child, whole, isZero));
      default -> false;
    };
  }

  /// Whether a part of a condition stands at the place of an entry.
  private static boolean isPlace(Expr part, Expr whole) {
    return (part instanceof Symbol || part instanceof Bound)
        && Dag.any(
            whole,
            node ->
                isEntry(node)
                    && node.children().stream()
                        .skip(1)
                        .anyMatch(place -> Dag.any(place, part::equals)));
  }
}
