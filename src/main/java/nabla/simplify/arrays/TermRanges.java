package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The ranges over which the terms of a sum must have values: all of the sum's own, or those before
/// and after an index that brackets leave out, as `𝟙[i ≠ k]` does in `Σ_i 𝟙[i ≠ k]/(x_i − x_k)`.
public final class TermRanges {

  private TermRanges() {}

  /// What says in a condition that two indices differ; null where nothing does.
  static @Nullable Relation apart(Expr condition) {
    if (condition instanceof Logic all && all.connective() == Logic.Connective.AND) {
      return all.children().stream()
          .map(TermRanges::apart)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return condition instanceof Relation relation && relation.comparison() == Comparison.NOT_EQUAL
        ? relation
        : null;
  }

  /// That something is different from 0 unless two indices are the same.
  static Expr unless(Relation apart, Expr part) {
    return Logic.of(
        Logic.Connective.OR,
        List.of(
            Relation.of(Comparison.EQUAL, apart.left(), apart.right()),
            Relation.of(Comparison.NOT_EQUAL, part, Num.ZERO)));
  }

  /// What is 0 where two sides are equal: `t + 1` for `t ≠ −1`.
  public static Expr difference(Relation relation) {
    return relation.right() instanceof Num number && number.value().signum() < 0
        ? Sum.of(relation.left(), Num.of(number.value().negate()))
        : relation.difference();
  }

  /// The product of something over the range of a sum.
  static Binder product(Binder range, Symbol index, Expr factor) {
    Expr upper = Objects.requireNonNull(range.upper());
    return Binder.of(Binder.Kind.PRODUCT, index, range.lower(), upper, factor);
  }

  /// That a condition holds for each value of the index, `Π_i 𝟙[g_i > 0] ≠ 0`.
  static Relation ofEach(Binder range, Symbol index, Expr condition) {
    Expr indicator = Apply.of(Elementary.INDICATOR, condition);
    return Relation.of(Comparison.NOT_EQUAL, product(range, index, indicator), Num.ZERO);
  }

  /// What is required where a condition on its indices holds; where it is on none of them, always.
  public static Expr where(Expr condition, Expr required) {
    return Dag.any(condition, node -> node instanceof Symbol && Dag.any(required, node::equals))
        ? Logic.of(Logic.Connective.OR, List.of(Logic.negation(condition), required))
        : required;
  }

  /// The products over what comes before a place of the range, and after it.
  static List<Binder> around(Binder range, Symbol index, Expr place, Expr factor) {
    Expr upper = Objects.requireNonNull(range.upper());
    List<Binder> products = new ArrayList<>();
    if (!isSame(place, range.lower())) {
      Expr before = moved(place, Negate.of(Num.ONE));
      products.add(Binder.of(Binder.Kind.PRODUCT, index, range.lower(), before, factor));
    }
    if (!isSame(place, upper)) {
      Expr after = moved(place, Num.ONE);
      products.add(Binder.of(Binder.Kind.PRODUCT, index, after, upper, factor));
    }
    return products;
  }

  /// The place that `index ≠ place` leaves out; null where it says something else.
  static @Nullable Expr leftOut(Relation guard, Symbol index) {
    Expr place =
        guard.left().equals(index)
            ? guard.right()
            : guard.right().equals(index) ? guard.left() : null;
    boolean apart = guard.comparison() == Comparison.NOT_EQUAL;
    return apart && place != null && !Dag.any(place, index::equals) ? place : null;
  }

  /// Whether, over the range of a sum, a product over what comes before its index says no more than
  /// one of the others over what comes after: all pairs of `|x_i − x_j|` are in both.
  static boolean isMirrored(
      Expr part, Binder range, Symbol index, Collection<Expr> others, ArrayClosedForm closed) {
    if (!(part instanceof Binder before)
        || before.upper() == null
        || !isSame(Sum.of(before.upper(), Num.ONE), index)
        || !before.lower().equals(range.lower())) {
      return false;
    }
    Symbol other = Symbol.of(Name.of("other index"));
    Expr exchanged = Substitution.of(Map.of(index, other, other, index)).apply(before.open(other));
    for (Expr each : others) {
      if (each instanceof Binder after
          && after.upper() != null
          && Objects.equals(after.upper(), range.upper())
          && isSame(after.lower(), Sum.of(index, Num.ONE))) {
        Expr factor = closed.of(after.open(other));
        return factor.equals(closed.of(exchanged))
            || factor.equals(closed.of(Negate.of(exchanged)));
      }
    }
    return false;
  }

  private static Expr moved(Expr place, Expr by) {
    Expr sum = Sum.of(place, by);
    return place instanceof Symbol ? sum : Canonical.of(sum);
  }

  private static boolean isSame(Expr one, Expr other) {
    return Canonical.of(one).equals(Canonical.of(other));
  }
}
