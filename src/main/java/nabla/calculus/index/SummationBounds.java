package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The bounds of sums: conditions on a summed index become bounds of its sum, the bounds of a sum
/// become a condition on what is put in place of its index, and a sum whose terms do not change
/// with its index counts its values, from one bound to the other.
final class SummationBounds {

  private final Indices indices;

  /// The ranges of the free indices and of all that were met.
  private final Map<Symbol, Range> known = new HashMap<>();

  /// @param indices what is known of the indices, here and elsewhere
  SummationBounds(Indices indices) {
    this.indices = indices;
  }

  /// Takes note of what an index runs over.
  void know(Range range) {
    known.put(range.index(), range);
  }

  /// Conditions on a summed index as bounds of its sum: `Σ_{i=1}^n a_i 𝟙[k ≤ i]` is `Σ_{i=k}^n
  /// a_i`.
  IndexTerm tightened(IndexTerm whole) {
    IndexTerm term = apart(whole);
    IndexTerm current = term;
    for (Expr factor : term.factors()) {
      if (factor instanceof Apply bracket
          && bracket.operator() == Elementary.INDICATOR
          && bracket.argument() instanceof Relation relation) {
        Comparison comparison = relation.comparison();
        IndexTerm next = within(current, bracket, relation.left(), comparison, relation.right());
        if (next == null) {
          next = within(current, bracket, relation.right(), comparison.flipped(), relation.left());
        }
        current = next == null ? current : next;
      }
    }
    return current;
  }

  /// With the summed index first in each `𝟙[i ≠ k]`.
  private static IndexTerm apart(IndexTerm term) {
    List<Expr> factors = new ArrayList<>(term.factors());
    factors.replaceAll(factor -> apart(term, factor));
    return new IndexTerm(factors, term.ranges());
  }

  private static Expr apart(IndexTerm term, Expr factor) {
    Map<Expr, Expr> turned = new HashMap<>();
    for (Expr node : Dag.of(factor).nodes()) {
      if (node instanceof Apply bracket
          && bracket.operator() == Elementary.INDICATOR
          && bracket.argument() instanceof Relation relation
          && relation.comparison() == Comparison.NOT_EQUAL) {
        Expr apart = apart(term, relation.left(), relation.right());
        if (!apart.equals(relation)) {
          turned.put(bracket, Apply.of(Elementary.INDICATOR, apart));
        }
      }
    }
    return turned.isEmpty() ? factor : Substitution.of(turned).apply(factor);
  }

  private static Expr apart(IndexTerm term, Expr one, Expr other) {
    boolean turned = isSummed(term, other) && !isSummed(term, one);
    return Relation.of(Comparison.NOT_EQUAL, turned ? other : one, turned ? one : other);
  }

  private static boolean isSummed(IndexTerm term, Expr index) {
    return term.ranges().stream().anyMatch(range -> range.index().equals(index));
  }

  /// The term with `summed ≤ bound` as a bound of the sum, which ends no earlier than before its
  /// start, so that its terms can be counted; null where it is not seen to be one.
  private @Nullable IndexTerm within(
      IndexTerm term, Expr bracket, Expr summed, Comparison comparison, Expr bound) {
    int strict = comparison == Comparison.LESS ? -1 : comparison == Comparison.GREATER ? 1 : 0;
    boolean above = comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
    boolean below = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
    if (comparison == Comparison.NOT_EQUAL) {
      return without(term, bracket, summed, bound);
    }
    for (Range range : term.ranges()) {
      Expr shift = shift(summed, range.index());
      boolean free =
          term.ranges().stream().noneMatch(other -> IndexTerm.mentions(bound, other.index()));
      if (shift == null || !free || !(above || below)) {
        continue;
      }
      Expr place = Contraction.reduced(Sum.of(bound, Negate.of(shift), Num.of(strict)));
      Expr before = Contraction.reduced(Sum.of(range.lower(), Num.of(-1)));
      Expr after = Contraction.reduced(Sum.of(range.upper(), Num.ONE));
      if (above
          ? indices.isAtMost(before, place) && indices.isAtMost(place, range.upper())
          : indices.isAtMost(range.lower(), place) && indices.isAtMost(place, after)) {
        List<Expr> factors = new ArrayList<>(term.factors());
        factors.remove(bracket);
        List<Range> ranges = new ArrayList<>(term.ranges());
        ranges.set(
            ranges.indexOf(range),
            above
                ? new Range(range.index(), range.lower(), place)
                : new Range(range.index(), place, range.upper()));
        return new IndexTerm(factors, ranges);
      }
    }
    return null;
  }

  /// The term without `𝟙[summed ≠ bound]` where the bound lies before or behind the range of the
  /// sum, or is one of its ends; null where it may lie elsewhere.
  private @Nullable IndexTerm without(IndexTerm term, Expr bracket, Expr summed, Expr bound) {
    for (Range range : term.ranges()) {
      if (!range.index().equals(summed) || IndexTerm.mentions(bound, range.index())) {
        continue;
      }
      Expr after = Contraction.reduced(Sum.of(bound, Num.ONE));
      Expr before = Contraction.reduced(Sum.of(bound, Num.of(-1)));
      Range others =
          indices.isAtMost(after, range.lower()) || indices.isAtMost(range.upper(), before)
              ? range
              : bound.equals(range.lower())
                  ? new Range(range.index(), after, range.upper())
                  : bound.equals(range.upper())
                      ? new Range(range.index(), range.lower(), before)
                      : null;
      if (others != null) {
        List<Expr> factors = new ArrayList<>(term.factors());
        factors.remove(bracket);
        List<Range> ranges = new ArrayList<>(term.ranges());
        ranges.set(ranges.indexOf(range), others);
        return new IndexTerm(factors, ranges);
      }
    }
    return null;
  }

  /// That `by − shift` lies in a range; null where it always does.
  @Nullable Expr condition(Range range, Expr by, Expr shift) {
    return between(by, Sum.of(range.lower(), shift), Sum.of(range.upper(), shift));
  }

  /// That `total − by` lies in a range; null where it always does.
  @Nullable Expr mirrored(Range range, Expr by, Expr total) {
    return between(
        by, Sum.of(total, Negate.of(range.upper())), Sum.of(total, Negate.of(range.lower())));
  }

  private @Nullable Expr between(Expr by, Expr first, Expr last) {
    Range own = by instanceof Symbol symbol ? known.get(symbol) : null;
    List<Expr> conditions = new ArrayList<>();
    Expr lower = Contraction.reduced(first);
    Expr upper = Contraction.reduced(last);
    if (!isAtMost(lower, own == null ? by : own.lower()) && !indices.isAtMost(lower, by)) {
      conditions.add(Relation.of(Comparison.GREATER_OR_EQUAL, by, lower));
    }
    if (!isAtMost(own == null ? by : own.upper(), upper) && !indices.isAtMost(by, upper)) {
      conditions.add(Relation.of(Comparison.LESS_OR_EQUAL, by, upper));
    }
    return conditions.isEmpty()
        ? null
        : conditions.size() == 1
            ? conditions.getFirst()
            : Logic.of(Logic.Connective.AND, conditions);
  }

  /// Whether the difference of two bounds is known, and no less than 0.
  private static boolean isAtMost(Expr small, Expr large) {
    return Canonical.of(Sum.of(large, Negate.of(small))) instanceof Num difference
        && difference.value().signum() >= 0;
  }

  /// A sum over an index that stands nowhere, nor in the bounds of another sum, counts its values.
  static IndexTerm counted(IndexTerm term) {
    IndexTerm current = term;
    for (Range range : term.ranges()) {
      boolean bounds = current.ranges().stream().anyMatch(other -> other.runsTo(range.index()));
      if (!bounds
          && current.factors().stream()
              .noneMatch(each -> IndexTerm.mentions(each, range.index()))) {
        Expr count =
            range.lower().equals(Num.ONE)
                ? range.upper()
                : Sum.of(range.upper(), Negate.of(range.lower()), Num.ONE);
        List<Expr> factors = new ArrayList<>(List.of(count));
        factors.addAll(current.factors());
        current = new IndexTerm(factors, current.without(range).ranges());
      }
    }
    return current;
  }

  /// c where an expression is `c − index`; null where it is not.
  static @Nullable Expr mirror(Expr expression, Symbol index) {
    return expression instanceof Sum sum && sum.children().contains(Negate.of(index))
        ? rest(sum, Negate.of(index), index)
        : null;
  }

  /// c where an expression is `index + c`; null where it is not.
  static @Nullable Expr shift(Expr expression, Symbol index) {
    if (expression.equals(index)) {
      return Num.ZERO;
    }
    Expr flat = IndexTerm.flat(expression);
    return flat instanceof Sum sum && sum.children().contains(index)
        ? rest(sum, index, index)
        : null;
  }

  /// A sum without one of its terms; null where the index stands in what is left.
  private static @Nullable Expr rest(Sum sum, Expr term, Symbol index) {
    List<Expr> others = new ArrayList<>(sum.children());
    others.remove(term);
    Expr rest = Sum.of(others);
    return IndexTerm.mentions(rest, index) ? null : rest;
  }
}
