package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// A product under sums: `Σ_i Σ_j A_ij x_j`.
///
/// @param factors what is multiplied; signs and numbers first, the rest as it was written
/// @param ranges the indices that are summed over
record IndexTerm(List<Expr> factors, List<Range> ranges) {

  /// An index and what it runs over.
  record Range(Symbol index, Expr lower, Expr upper) {

    /// Whether it begins or ends with another index, as j does in `Σ_i Σ_{j=1}^i`.
    boolean runsTo(Symbol other) {
      return mentions(lower, other) || mentions(upper, other);
    }
  }

  /// The copies are the term's own.
  IndexTerm {
    factors = List.copyOf(factors);
    ranges = List.copyOf(ranges);
  }

  /// The term with one symbol replaced in all factors, and where other ranges end with it.
  IndexTerm replaced(Symbol index, Expr by) {
    Substitution substitution = Substitution.of(index, by);
    List<Range> others =
        ranges.stream()
            .map(range ->
                new Range(
                    range.index, substitution.apply(range.lower), substitution.apply(range.upper)))
            .toList();
    return new IndexTerm(
        factors.stream().map(factor -> withPlainIndices(substitution.apply(factor))).toList(),
        others);
  }

  /// `x_{(l − i) + j}` as `x_{l − i + j}`.
  private static Expr withPlainIndices(Expr factor) {
    Map<Expr, Expr> plain = new HashMap<>();
    for (Expr node : Dag.of(factor).nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        for (Expr index : entry.children().subList(1, entry.arity())) {
          if (index instanceof Sum sum && sum.children().stream().anyMatch(Sum.class::isInstance)) {
            plain.put(index, Sum.of(terms(sum)));
          }
        }
      }
    }
    return plain.isEmpty() ? factor : Substitution.of(plain).apply(factor);
  }

  /// `i + 2` as one sum, where it is `(i + 1) + 1`.
  static Expr flat(Expr place) {
    return place instanceof Sum sum ? Sum.of(terms(sum)) : place;
  }

  private static List<Expr> terms(Sum sum) {
    return sum.children().stream()
        .flatMap(part -> part instanceof Sum inner ? terms(inner).stream() : Stream.of(part))
        .toList();
  }

  /// The term without one of its ranges.
  IndexTerm without(Range range) {
    List<Range> others = new ArrayList<>(ranges);
    others.remove(range);
    return new IndexTerm(factors, others);
  }

  /// The term with another factor last.
  IndexTerm times(Expr factor) {
    List<Expr> more = new ArrayList<>(factors);
    more.add(factor);
    return new IndexTerm(more, ranges);
  }

  /// Both multiplied.
  IndexTerm times(IndexTerm other) {
    List<Expr> allFactors = new ArrayList<>(factors);
    allFactors.addAll(other.factors);
    List<Range> allRanges = new ArrayList<>(ranges);
    allRanges.addAll(other.ranges);
    return new IndexTerm(allFactors, allRanges);
  }

  /// The term with the numbers among its factors as one number in front, if any.
  IndexTerm withNumberFirst() {
    Rational number = Rational.ONE;
    List<Expr> others = new ArrayList<>();
    for (Expr factor : factors) {
      if (factor instanceof Num num) {
        number = number.times(num.value());
      } else if (factor instanceof Quotient quotient
          && quotient.numerator() instanceof Num above
          && quotient.denominator() instanceof Num below
          && !below.value().isZero()) {
        number = number.times(above.value().dividedBy(below.value()));
      } else {
        others.add(factor);
      }
    }
    if (number.isZero()) {
      return new IndexTerm(List.of(Num.ZERO), List.of());
    }
    if (!number.isOne()) {
      others.addFirst(Num.of(number));
    }
    return new IndexTerm(others, ranges);
  }

  /// The term as an expression: what no sum concerns in front, then the sums, those that have
  /// nothing in common multiplied.
  Expr expression() {
    List<Expr> open = new ArrayList<>(factors);
    List<Expr> sums = new ArrayList<>();
    List<Range> others = new ArrayList<>(ranges);
    while (!others.isEmpty()) {
      List<Range> together = new ArrayList<>(List.of(others.removeFirst()));
      List<Expr> inside = new ArrayList<>();
      boolean grown = true;
      while (grown) {
        grown = others.removeIf(range -> isBeside(range, together, inside) && together.add(range));
        grown |= open.removeIf(part -> concerns(part, together) && inside.add(part));
      }
      sums.add(sum(together, inside));
    }
    open.addAll(sums);
    return Product.of(open);
  }

  private static boolean concerns(Expr factor, List<Range> some) {
    return some.stream().anyMatch(range -> mentions(factor, range.index));
  }

  /// Whether a sum is to stand with others: their factors have its index, or one begins or ends
  /// with that of the other.
  private static boolean isBeside(Range range, List<Range> some, List<Expr> factors) {
    return factors.stream().anyMatch(factor -> mentions(factor, range.index))
        || some.stream().anyMatch(other -> range.runsTo(other.index) || other.runsTo(range.index));
  }

  /// The sums in their order over the factors that stood together, in theirs.
  private Expr sum(List<Range> together, List<Expr> inside) {
    Expr body = Product.of(factors.stream().filter(inside::contains).toList());
    for (Range range : ranges.reversed()) {
      if (together.contains(range)) {
        body = Binder.of(Binder.Kind.SUM, range.index, range.lower, range.upper, body);
      }
    }
    return body;
  }

  /// Whether an index stands in an expression.
  static boolean mentions(Expr expression, Symbol index) {
    return Dag.any(expression, index::equals);
  }

  /// Those of some indices that stand in an expression.
  static List<Symbol> mentioned(Expr expression, List<Symbol> indices) {
    return indices.stream().filter(index -> mentions(expression, index)).toList();
  }
}
