package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.Derivatives;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Brackets;
import nabla.rewrite.Domain;
import nabla.simplify.Canonical;
import nabla.simplify.Continuity;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.TermRanges;
import org.jspecify.annotations.Nullable;

/// Where sums over several indices have no derivative: `Σ_i Σ_j |x_i − x_j|` where two entries
/// meet, said as `Π_i Π_{j>i} (x_i − x_j) ≠ 0`.
final class PairKinks {

  private final List<IndexRange> ranges = new ArrayList<>();

  /// Where the terms are counted; null where they all are.
  private @Nullable Expr guard;

  private PairKinks() {}

  /// The conditions that no term of a sum is at a kink.
  ///
  /// @param moving the parts of the formula that change
  static List<Expr> away(Binder sum, Set<Expr> moving, Assumptions assumptions) {
    PairKinks kinks = new PairKinks();
    Expr term = kinks.term(sum);
    return term == null ? List.of() : kinks.ofTerm(term, moving, assumptions);
  }

  /// The term of sums one in the other; null where one has no end.
  private @Nullable Expr term(Binder sum) {
    Expr each = sum;
    while (each instanceof Binder binder && binder.kind() == Binder.Kind.SUM) {
      Expr upper = binder.upper();
      if (upper == null) {
        return null;
      }
      Symbol index = Symbol.of(Name.of("index of pairs", String.valueOf(ranges.size())));
      ranges.add(new IndexRange(index, binder.lower(), upper));
      each = binder.open(index);
    }
    Brackets.Guarded guarded = Brackets.split(each);
    guard = guarded == null ? null : guarded.condition();
    return each;
  }

  private List<Expr> ofTerm(Expr term, Set<Expr> moving, Assumptions assumptions) {
    Map<Expr, Expr> places = new LinkedHashMap<>();
    Map<Expr, Expr> entries = new LinkedHashMap<>();
    List<Symbol> moved = new ArrayList<>();
    for (Expr node : Dag.of(term).nodes()) {
      boolean entry = node instanceof Apply apply && apply.operator() == Matrices.ENTRY;
      boolean made = !entry && isOfArrays(node); // wᵀx_i, ‖x_i‖
      if (entry || made) {
        Symbol place = Symbol.of(Name.of("entry", String.valueOf(places.size())));
        places.put(node, place);
        entries.put(place, node);
        if (entry ? moving.contains(node.child(0)) : Dag.any(node, moving::contains)) {
          moved.add(place);
        }
      }
      if (node instanceof Symbol number && number.isScalar() && moving.contains(number)) {
        moved.add(number);
      }
    }
    Expr numbers = Substitution.of(places).apply(term);
    List<Expr> conditions = new ArrayList<>();
    Expr plain = Canonical.of(numbers);
    for (Symbol place : moved) {
      List<Expr> kinks = Domain.kinks(numbers, place, assumptions);
      Expr slope = kinks.isEmpty() ? plain : Canonical.of(Derivatives.of(plain, place));
      for (Expr kink : kinks) {
        if (Continuity.isProved(kink, assumptions, plain, slope)) {
          continue; // the slopes on both sides are the same
        }
        Expr away = kink instanceof Relation equal ? apart(equal, Substitution.of(entries)) : null;
        if (away != null && !conditions.contains(away)) {
          conditions.add(away);
        }
      }
    }
    return conditions;
  }

  private static boolean isOfArrays(Expr number) {
    return number.isScalar()
        && (number instanceof Product || number instanceof Apply)
        && number.children().stream().anyMatch(part -> !part.isScalar() && !part.shape().isTruth());
  }

  /// That two sides differ in every term where they are not one entry, as `x_i` and `x_j` are for
  /// `i = j`.
  private Expr apart(Relation equal, Substitution entries) {
    Expr difference = entries.apply(TermRanges.difference(equal));
    List<IndexRange> used = new ArrayList<>();
    for (IndexRange range : ranges) {
      if (Dag.any(difference, range.index()::equals)) {
        used.add(range);
      }
    }
    if (used.size() == 2 && isZeroWhereEqual(difference, used)) {
      return meeting(difference, used.getFirst(), used.getLast());
    }
    if (used.size() == 1 && !isCounted(used.getFirst().index())) {
      return elsewhere(difference, used.getFirst());
    }
    return guard == null ? product(difference, used) : whereCounted(equal, entries, guard);
  }

  private boolean isCounted(Symbol index) {
    return guard != null && Dag.any(guard, index::equals);
  }

  /// That two sides differ in every term that is counted.
  private Expr whereCounted(Relation equal, Substitution entries, Expr counted) {
    Relation differ =
        Relation.of(
            Comparison.NOT_EQUAL, entries.apply(equal.left()), entries.apply(equal.right()));
    Expr wanted = TermRanges.where(counted, differ);
    List<IndexRange> used = new ArrayList<>();
    for (IndexRange range : ranges) {
      if (Dag.any(wanted, range.index()::equals)) {
        used.add(range);
      }
    }
    return product(
        wanted == differ ? differ.difference() : Apply.of(Elementary.INDICATOR, wanted), used);
  }

  /// That two sides differ that are the same where the indices are: in all terms but these.
  private static Expr meeting(Expr difference, IndexRange first, IndexRange second) {
    List<IndexRange> both = List.of(first, second);
    if (first.isApart(second.index()) || second.isApart(first.index())) {
      return product(difference, both);
    }
    if (first.lower().equals(second.lower())
        && first.upper().equals(second.upper())
        && isAlike(difference, both)) {
      IndexRange after =
          new IndexRange(second.index(), Sum.of(first.index(), Num.ONE), second.upper());
      return product(difference, List.of(first, after));
    }
    Relation equal = Relation.of(Comparison.EQUAL, first.index(), second.index());
    return product(Sum.of(difference, Apply.of(Elementary.INDICATOR, equal)), both);
  }

  /// That two sides differ that are the same at some place, as `x_i` and `x_1` are for `i = 1`: at
  /// all others.
  private static Expr elsewhere(Expr difference, IndexRange range) {
    Expr apart = difference;
    IndexRange others = range;
    for (Expr node : Dag.of(difference).nodes()) {
      Expr place = node instanceof Apply entry && entry.arity() == 2 ? entry.child(1) : null;
      if (place == null
          || Dag.any(place, range.index()::equals)
          || !isZero(Substitution.of(range.index(), place).apply(difference))) {
        continue;
      }
      if (place.equals(others.lower())) {
        others = new IndexRange(range.index(), Canonical.of(Sum.of(place, Num.ONE)), range.upper());
      } else if (place.equals(others.upper())) {
        others = new IndexRange(range.index(), range.lower(), Sum.of(place, Negate.of(Num.ONE)));
      } else {
        Relation equal = Relation.of(Comparison.EQUAL, range.index(), place);
        apart = Sum.of(difference, Apply.of(Elementary.INDICATOR, equal));
      }
    }
    return product(apart, List.of(others));
  }

  private static boolean isZeroWhereEqual(Expr difference, List<IndexRange> pair) {
    return isZero(
        Substitution.of(pair.getLast().index(), pair.getFirst().index()).apply(difference));
  }

  private static boolean isZero(Expr number) {
    return new ArrayClosedForm(Written.in(number), number).of(number).equals(Num.ZERO);
  }

  /// Whether it is, but for the sign, the same with its indices exchanged.
  private static boolean isAlike(Expr difference, List<IndexRange> pair) {
    Symbol i = pair.getFirst().index();
    Symbol j = pair.getLast().index();
    Expr exchanged = Substitution.of(Map.of(i, j, j, i)).apply(difference);
    return Canonical.of(Sum.of(difference, exchanged)).equals(Num.ZERO)
        || Canonical.of(Sum.of(difference, Negate.of(exchanged))).equals(Num.ZERO);
  }

  private static Expr product(Expr difference, List<IndexRange> ranges) {
    Expr product = difference;
    for (IndexRange range : ranges.reversed()) {
      product =
          Binder.of(Binder.Kind.PRODUCT, range.index(), range.lower(), range.upper(), product);
    }
    return Relation.of(Comparison.NOT_EQUAL, product, Num.ZERO);
  }
}
