package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Conditions on arrays that others say already: `x_k ≠ 0` where every entry of x is positive,
/// `det(A) ≠ 0` where `det(AB) > 0`.
public final class ImpliedConditions {

  private ImpliedConditions() {}

  /// The conditions without those that others among them imply. Of two that say the same the one
  /// about arrays stays.
  public static List<Expr> without(Collection<Expr> conditions) {
    List<Expr> kept = new ArrayList<>(new LinkedHashSet<>(conditions));
    List<Expr> all = List.copyOf(kept);
    Stream.concat(
            all.stream().filter(ImpliedConditions::isOfTerms),
            all.stream().filter(each -> !isOfTerms(each)))
        .forEach(condition -> {
          if (kept.stream()
              .anyMatch(known -> !known.equals(condition) && implies(known, condition))) {
            kept.remove(condition);
          }
        });
    return List.copyOf(kept);
  }

  private static boolean isOfTerms(Expr condition) {
    return condition instanceof Relation relation && product(relation) != null;
  }

  private static boolean implies(Expr known, Expr wanted) {
    if (known instanceof Apply every && every.operator() == Reductions.EVERY) {
      return every.argument() instanceof Logic either
          ? eitherImplies(either, wanted)
          : every.argument() instanceof Relation each && everyImplies(each, wanted);
    }
    if (!(known instanceof Relation relation)) {
      return false;
    }
    return strictly(relation, wanted)
        || isOneOf(relation, wanted)
        || productImplies(relation, wanted)
        || determinantImplies(relation, wanted);
  }

  /// `a ≠ b` where a is below b, or above.
  private static boolean strictly(Relation known, Expr wanted) {
    return wanted instanceof Relation apart
        && apart.comparison() == Comparison.NOT_EQUAL
        && (known.comparison() == Comparison.GREATER || known.comparison() == Comparison.LESS)
        && known.left().equals(apart.left())
        && known.right().equals(apart.right());
  }

  /// `k = i or a ≠ 0` where a is not 0, whatever the order of the factors in its terms.
  private static boolean isOneOf(Relation known, Expr wanted) {
    if (wanted instanceof Logic either && either.connective() == Logic.Connective.OR) {
      return either.children().stream().anyMatch(each -> isOneOf(known, each));
    }
    return wanted instanceof Relation apart
        && apart.comparison() == Comparison.NOT_EQUAL
        && (known.comparison() == Comparison.NOT_EQUAL
            || known.comparison() == Comparison.GREATER
            || known.comparison() == Comparison.LESS)
        && known.left().isScalar()
        && known.right().equals(apart.right())
        && Canonical.of(known.left()).equals(Canonical.of(apart.left()));
  }

  // What holds for every entry

  private static boolean everyImplies(Relation each, Expr wanted) {
    if (wanted instanceof Apply every && every.operator() == Reductions.EVERY) {
      return strictly(each, every.argument());
    }
    if (!(wanted instanceof Relation relation)) {
      return false;
    }
    if (isNorm(relation.left()) && relation.right().equals(Num.ZERO)) {
      return each.comparison() != Comparison.EQUAL
          && each.left().equals(relation.left().child(0))
          && each.right().equals(Num.ZERO)
          && each.comparison().strict() == each.comparison();
    }
    Binder product = product(relation);
    if (product != null) {
      Symbol index = Symbol.of(Name.of("index of a product"));
      return relation.comparison() == Comparison.NOT_EQUAL
          && entryImplies(each, List.of(index), apart(product.open(index)));
    }
    return places(relation).stream().anyMatch(place -> entryImplies(each, place, relation));
  }

  /// `x² + y² ≠ 0` at every entry where `x ≠ 0 or y ≠ 0`.
  private static boolean eitherImplies(Logic either, Expr wanted) {
    if (either.connective() != Logic.Connective.OR
        || !(wanted instanceof Apply every && every.operator() == Reductions.EVERY)
        || !(every.argument() instanceof Relation relation)) {
      return false;
    }
    List<Expr> place = List.of(Symbol.of(Name.of("place")));
    List<Expr> both =
        relation.left().shape().isVector() ? place : List.of(place.getFirst(), place.getFirst());
    Expr left = entry(relation.left(), both);
    Expr right = entry(relation.right(), both);
    return left != null
        && right != null
        && either.children().stream()
            .allMatch(part ->
                part instanceof Relation each
                    && entryImplies(each, both, Relation.of(relation.comparison(), left, right)));
  }

  /// Whether what is said of every entry implies something where it is said of the one at a place.
  private static boolean entryImplies(Relation each, List<Expr> place, Relation wanted) {
    Expr left = entry(each.left(), place);
    Expr right = entry(each.right(), place);
    if (left == null || right == null) {
      return false;
    }
    Relation said = Relation.of(each.comparison(), left, right);
    if (said.comparison() == Comparison.NOT_EQUAL
        && wanted.comparison() == said.comparison()
        && areSameUpToSign(said.difference(), wanted.difference())) {
      return true;
    }
    return Signs.of(Assumptions.NONE.and(said)).holds(wanted) == Truth.TRUE;
  }

  /// The entry of an array that is made entry by entry; null of any other.
  private static @Nullable Expr entry(Expr array, List<Expr> place) {
    if (array.isScalar()) {
      return array;
    }
    if (array instanceof Symbol) {
      int axes = array.shape().isVector() ? 1 : 2;
      return axes != place.size()
          ? null
          : Apply.of(
              Matrices.ENTRY, Stream.concat(Stream.of(array), place.stream()).toArray(Expr[]::new));
    }
    if (array instanceof Apply ones && ones.operator() == Matrices.ONES) {
      return Num.ONE;
    }
    try {
      return Elementwise.atEntry(
          array,
          part -> {
            Expr entry = entry(part, place);
            if (entry == null) {
              throw new NoEntry();
            }
            return entry;
          });
    } catch (NoEntry none) {
      return null;
    }
  }

  private static final class NoEntry extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoEntry() {
      super(null, null, false, false);
    }
  }

  /// The places at which entries stand in a condition.
  private static Set<List<Expr>> places(Expr condition) {
    Set<List<Expr>> places = new LinkedHashSet<>();
    for (Expr node : Dag.of(condition).nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        places.add(entry.children().subList(1, entry.arity()));
      }
    }
    return places;
  }

  private static boolean isNorm(Expr part) {
    return part instanceof Apply norm && norm.operator() == Norms.NORM;
  }

  // Products

  /// `Π_i g_i` of a condition that it is positive, or not 0.
  private static @Nullable Binder product(Relation relation) {
    boolean apart =
        relation.comparison() == Comparison.NOT_EQUAL
            || relation.comparison() == Comparison.GREATER;
    return apart
            && relation.right().equals(Num.ZERO)
            && relation.left() instanceof Binder product
            && product.kind() == Binder.Kind.PRODUCT
        ? product
        : null;
  }

  /// A product that is not 0 has no factor 0.
  private static boolean productImplies(Relation known, Expr wanted) {
    Binder product = product(known);
    if (product == null) {
      return false;
    }
    if (wanted instanceof Apply every
        && every.operator() == Reductions.EVERY
        && every.argument() instanceof Relation each) {
      Symbol index = Symbol.of(Name.of("index of a product"));
      return each.comparison() == Comparison.NOT_EQUAL
          && entryImplies(each, List.of(index), apart(product.open(index)));
    }
    return wanted instanceof Relation relation
        && relation.comparison() == Comparison.NOT_EQUAL
        && new ProductConditions(ImpliedConditions::areSameUpToSign, Set.of())
            .imply(product, relation.difference());
  }

  private static Relation apart(Expr number) {
    return Relation.of(Comparison.NOT_EQUAL, number, Num.ZERO);
  }

  /// Whether two expressions are one, or one is the other with the opposite sign.
  public static boolean areSameUpToSign(Expr one, Expr other) {
    Expr canonical = Canonical.of(one);
    return canonical.equals(Canonical.of(other))
        || canonical.equals(Canonical.of(Negate.of(other)));
  }

  // Determinants

  /// A product of square matrices is invertible where each of them is; inverses and transposes have
  /// determinants of the same sign.
  private static boolean determinantImplies(Relation known, Expr wanted) {
    if (known.comparison() == Comparison.GREATER
        && wanted instanceof Relation other
        && other.comparison() == Comparison.GREATER
        && isDeterminant(known.left())
        && isDeterminant(other.left())) {
      return upright(other.left().child(0)).equals(known.left().child(0));
    }
    return (known.comparison() == Comparison.GREATER || known.comparison() == Comparison.NOT_EQUAL)
        && wanted instanceof Relation relation
        && relation.comparison() == Comparison.NOT_EQUAL
        && known.right().equals(Num.ZERO)
        && relation.right().equals(Num.ZERO)
        && isDeterminant(known.left())
        && isDeterminant(relation.left())
        && factors(known.left().child(0)).containsAll(factors(relation.left().child(0)));
  }

  /// The matrix without inverses and transposes around it.
  static Expr upright(Expr matrix) {
    return matrix instanceof Apply turned
            && (turned.operator() == Matrices.INVERSE || turned.operator() == Matrices.TRANSPOSE)
        ? upright(turned.argument())
        : matrix;
  }

  private static boolean isDeterminant(Expr part) {
    return part instanceof Apply apply && apply.operator() == Matrices.DET;
  }

  /// Square matrices of which a square matrix is the product, up to transposes, inverses and
  /// powers.
  private static List<Expr> factors(Expr matrix) {
    return switch (matrix) {
      case Apply turned
          when turned.operator() == Matrices.TRANSPOSE || turned.operator() == Matrices.INVERSE ->
          factors(turned.argument());
      case Negate negate -> factors(negate.operand());
      case Power power -> factors(power.base());
      case Product product
          when product.children().stream()
              .allMatch(factor -> factor.shape().isSquare() && !factor.isScalar()) ->
          product.children().stream().flatMap(factor -> factors(factor).stream()).toList();
      default -> List.of(matrix);
    };
  }
}
