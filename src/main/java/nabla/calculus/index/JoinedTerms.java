package nabla.calculus.index;

import java.util.ArrayList;
import java.util.List;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Terms of which one begins where the other ends, as one: `Σ_{i=1}^k x_i + Σ_{i=k+1}^n x_i` is
/// `Σ_{i=1}^n x_i`, and `𝟙[l ≤ k] + 𝟙[l > k]` is 1; what both have, or none of the two, is added
/// or taken away, `𝟙[l ≤ k] + 𝟙[l ≥ k] = 1 + δ_lk`.
final class JoinedTerms {

  private final Indices indices;

  /// @param indices what is known of the indices
  JoinedTerms(Indices indices) {
    this.indices = indices;
  }

  /// The terms, joined where they can be.
  List<IndexTerm> of(List<IndexTerm> terms) {
    List<IndexTerm> open = new ArrayList<>(terms);
    for (int one = 0; one < open.size(); one++) {
      for (int other = 0; other < open.size(); other++) {
        List<IndexTerm> joined = one == other ? null : joined(open.get(one), open.get(other));
        if (joined != null) {
          open.remove(Math.max(one, other));
          open.remove(Math.min(one, other));
          open.addAll(0, joined);
          one = -1;
          break;
        }
      }
    }
    return open;
  }

  private @Nullable List<IndexTerm> joined(IndexTerm low, IndexTerm high) {
    return low.ranges().size() == 1 && high.ranges().size() == 1
        ? sums(low, low.ranges().getFirst(), high, high.ranges().getFirst())
        : low.ranges().isEmpty() && high.ranges().isEmpty() ? brackets(low, high) : null;
  }

  /// `Σ_{i=a}^b f + Σ_{i=c}^d f` with c near b + 1.
  private @Nullable List<IndexTerm> sums(IndexTerm low, Range first, IndexTerm high, Range second) {
    Integer gap = gap(first.upper(), second.lower());
    if (gap == null || !isInOrder(first, second, gap)) {
      return null;
    }
    IndexTerm alike = high.without(second).replaced(second.index(), first.index());
    IndexTerm term = low.without(first);
    if (!isSame(term.factors(), alike.factors())) {
      return null;
    }
    Range whole = new Range(first.index(), first.lower(), second.upper());
    List<IndexTerm> result = new ArrayList<>();
    result.add(new IndexTerm(term.factors(), List.of(whole)));
    if (gap != 0) {
      Expr place = gap < 0 ? first.upper() : Contraction.reduced(Sum.of(first.upper(), Num.ONE));
      IndexTerm single = signed(term.replaced(first.index(), place), gap);
      if (!isDefined(single)) {
        return null;
      }
      result.add(single);
    }
    return result;
  }

  /// How far c lies beyond b + 1: by 0, by 1, or by −1, where both sums have the term at b.
  private static @Nullable Integer gap(Expr last, Expr next) {
    Expr distance = Canonical.of(Sum.of(next, Negate.of(last), Num.of(-1)));
    return distance instanceof Num number
            && number.value().isInt()
            && Math.abs(number.value().intValue()) <= 1
        ? number.value().intValue()
        : null;
  }

  /// Whether neither of the sums, nor both together, end before they begin.
  private boolean isInOrder(Range first, Range second, int gap) {
    Expr before = Contraction.reduced(Sum.of(first.lower(), Num.of(gap < 0 ? 0 : -1)));
    Expr after = Contraction.reduced(Sum.of(second.upper(), Num.of(gap > 0 ? -1 : 0)));
    Expr start = Contraction.reduced(Sum.of(second.lower(), Num.of(-1)));
    return indices.isAtMost(before, first.upper())
        && indices.isAtMost(start, second.upper())
        && (gap < 0 || indices.isAtMost(first.upper(), after));
  }

  private static IndexTerm signed(IndexTerm term, int gap) {
    if (gap < 0) {
      return term;
    }
    List<Expr> factors = new ArrayList<>(List.of(Num.of(-1)));
    factors.addAll(term.factors());
    return new IndexTerm(factors, term.ranges()).withNumberFirst();
  }

  /// Whether a term has a value: `1/(x_i − x_k)` has none for i = k.
  private static boolean isDefined(IndexTerm term) {
    try {
      Canonical.of(Product.of(term.factors()));
      return true;
    } catch (NablaException undefined) {
      if (undefined.kind() != NablaException.Kind.DOMAIN) {
        throw undefined;
      }
      return false;
    }
  }

  private static boolean isSame(List<Expr> one, List<Expr> other) {
    Expr left = Product.of(one);
    Expr right = Product.of(other);
    return Canonical.of(left).equals(Canonical.of(right))
        || (left.isScalar()
            && right.isScalar()
            && EntryEquality.proves(left, right, Assumptions.NONE));
  }

  /// `𝟙[l ≤ b] + 𝟙[l ≥ c]` with c near b + 1, each beside the same factors.
  private static @Nullable List<IndexTerm> brackets(IndexTerm low, IndexTerm high) {
    for (Expr end : low.factors()) {
      for (Expr begin : high.factors()) {
        Relation upper = bound(end, Comparison.LESS_OR_EQUAL);
        Relation lower = bound(begin, Comparison.GREATER_OR_EQUAL);
        if (upper == null || lower == null || !upper.left().equals(lower.left())) {
          continue;
        }
        Integer gap = gap(upper.right(), lower.right());
        List<Expr> others = new ArrayList<>(low.factors());
        others.remove(end);
        List<Expr> alike = new ArrayList<>(high.factors());
        alike.remove(begin);
        if (gap == null || !isSame(others, alike)) {
          continue;
        }
        IndexTerm term = new IndexTerm(others, List.of());
        Expr place = gap < 0 ? upper.right() : Contraction.reduced(Sum.of(upper.right(), Num.ONE));
        boolean there =
            gap <= 0
                || (upper.left() instanceof Symbol index && isDefined(term.replaced(index, place)));
        if (!there) {
          continue;
        }
        Expr delta = Apply.of(Matrices.DELTA, place, upper.left());
        return gap == 0 ? List.of(term) : List.of(term, signed(term.times(delta), gap));
      }
    }
    return null;
  }

  private static @Nullable Relation bound(Expr factor, Comparison comparison) {
    return factor instanceof Apply bracket
            && bracket.operator() == Elementary.INDICATOR
            && bracket.argument() instanceof Relation relation
            && relation.comparison() == comparison
        ? relation
        : null;
  }
}
