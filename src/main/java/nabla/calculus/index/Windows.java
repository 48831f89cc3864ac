package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Terms that are not 0 for a part of the values of an index only: `u_k 𝟙[a < k ≤ b]` is the sum
/// `Σ_i δ_{a+i,k} u_{a+i}` over a new index i from 1 to b − a, which has words of matrices.
final class Windows {

  private final Map<Symbol, Expr> free;
  private int fresh;

  /// @param free the free indices, each with its last value
  Windows(Map<Symbol, Expr> free) {
    this.free = free;
  }

  /// An index from one value to another; a bound that is null is that of the index itself.
  private record Window(Symbol index, @Nullable Dimension from, @Nullable Dimension to) {

    /// The values in both; null where it is not known which they are.
    @Nullable Window and(Window other) {
      Dimension low = from == null ? other.from : from;
      Dimension high = to == null ? other.to : to;
      if (from != null && other.from != null) {
        low = isAtMost(from, other.from) ? other.from : from;
        if (!isAtMost(from, low) || !isAtMost(other.from, low)) {
          return null;
        }
      }
      if (to != null && other.to != null) {
        high = isAtMost(to, other.to) ? to : other.to;
        if (!isAtMost(high, to) || !isAtMost(high, other.to)) {
          return null;
        }
      }
      return new Window(index, low, high);
    }

    private static boolean isAtMost(Dimension small, Dimension large) {
      return Dimensions.isNeverNegative(Dimensions.minus(large, small));
    }
  }

  /// The term without such conditions.
  IndexTerm opened(IndexTerm term) {
    IndexTerm current = term;
    for (Symbol index : List.copyOf(free.keySet())) {
      Window window = null;
      List<Expr> others = new ArrayList<>();
      for (Expr factor : current.factors()) {
        Window next = window(factor, index, current.ranges());
        Window both = next == null || window == null ? next : window.and(next);
        if (both == null) {
          others.add(factor);
        } else {
          window = both;
        }
      }
      Expr last = free.get(index);
      if (window != null && last != null) {
        Dimension from = window.from == null ? Dimension.ONE : window.from;
        Dimension to = window.to == null ? Dimensions.of(last) : window.to;
        current = opened(new IndexTerm(others, current.ranges()), index, from, to);
      }
    }
    return current;
  }

  private IndexTerm opened(IndexTerm term, Symbol index, Dimension from, Dimension to) {
    Symbol part = Symbol.of(Name.of("within " + fresh++));
    Dimension before = Dimensions.minus(from, Dimension.ONE);
    Dimension size = Dimensions.minus(to, before);
    Expr place = before.terms().isEmpty() ? part : Sum.of(part, Dimensions.expression(before));
    List<Expr> factors = new ArrayList<>();
    Substitution substitution = Substitution.of(index, place);
    for (Expr factor : term.factors()) {
      factors.add(reduced(substitution.apply(factor), part));
    }
    factors.add(Apply.of(Matrices.DELTA, place, index));
    List<Range> ranges = new ArrayList<>(term.ranges());
    ranges.add(new Range(part, Num.ONE, Dimensions.expression(size)));
    return new IndexTerm(factors, ranges);
  }

  /// The places of entries without sums that cancel.
  private static Expr reduced(Expr factor, Symbol part) {
    Map<Expr, Expr> places = new HashMap<>();
    Map<Expr, Expr> symbols = new HashMap<>(); // dimensions know names only as text
    for (Expr node : Dag.of(factor).nodes()) {
      if (node instanceof Symbol symbol && symbol.isScalar()) {
        symbols.put(Symbol.of(symbol.name().toString()), symbol);
      }
    }
    Substitution names = Substitution.of(symbols);
    for (Expr node : Dag.of(factor).nodes()) {
      if (node instanceof Sum && node.isScalar() && IndexTerm.mentions(node, part)) {
        try {
          places.put(node, names.apply(Dimensions.expression(Dimensions.polynomial(node))));
        } catch (NablaException noPlace) {
          places.remove(node); // it stays as it is
        }
      }
    }
    return Substitution.of(places).apply(factor);
  }

  private @Nullable Window window(Expr factor, Symbol index, List<Range> ranges) {
    if (!(factor instanceof Apply apply && apply.operator() == Elementary.INDICATOR)) {
      return null;
    }
    Expr condition = apply.argument();
    if (condition instanceof Logic logic && logic.connective() == Logic.Connective.AND) {
      Window window = null;
      for (Expr part : logic.children()) {
        Window next = ofRelation(part, index, ranges);
        if (next == null) {
          return null;
        }
        window = window == null ? next : window.and(next);
        if (window == null) {
          return null;
        }
      }
      return window;
    }
    return ofRelation(condition, index, ranges);
  }

  /// A window whose ends are the same for all values of all other indices.
  private @Nullable Window ofRelation(Expr condition, Symbol index, List<Range> ranges) {
    if (!(condition instanceof Relation relation)
        || !relation.left().equals(index)
        || free.keySet().stream().anyMatch(any -> IndexTerm.mentions(relation.right(), any))
        || ranges.stream().anyMatch(any -> IndexTerm.mentions(relation.right(), any.index()))) {
      return null;
    }
    try {
      Dimension bound = Dimensions.polynomial(relation.right());
      return relation.comparison() == Comparison.GREATER_OR_EQUAL
          ? new Window(index, bound, null)
          : relation.comparison() == Comparison.LESS_OR_EQUAL
              ? new Window(index, null, bound)
              : null;
    } catch (NablaException noBound) {
      return null;
    }
  }
}
