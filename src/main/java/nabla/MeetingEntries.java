package nabla;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Sums in which the larger of two entries is taken where both are one: `Σ_i Σ_j max(x_i, x_j)` has
/// terms with i = j, whose derivative is that of x_i, though the two never differ.
final class MeetingEntries {

  /// An index with its range.
  private record Range(Symbol index, Expr lower, @Nullable Expr upper) {}

  private final Set<Expr> seen = new HashSet<>();

  private MeetingEntries() {}

  /// Refuses the derivative of a formula with such terms by a variable in them.
  static void refuse(Expr formula, Symbol variable) {
    if (Dag.any(formula, MeetingEntries::isExtreme)) {
      new MeetingEntries().visit(formula, variable, List.of());
    }
  }

  private static boolean isExtreme(Expr node) {
    return node instanceof Apply apply
        && (apply.operator() == Elementary.MAX || apply.operator() == Elementary.MIN)
        && apply.arity() == 2;
  }

  private void visit(Expr formula, Symbol variable, List<Range> ranges) {
    for (Expr node : Dag.below(part -> !(part instanceof Binder), formula).nodes()) {
      if (node instanceof Binder binder) {
        Symbol index = Symbol.of(Name.of("index of entries", String.valueOf(ranges.size())));
        List<Range> inner = new ArrayList<>(ranges);
        inner.add(new Range(index, binder.lower(), binder.upper()));
        visit(binder.open(index), variable, inner);
      } else if (isExtreme(node) && Dag.any(node, variable::equals) && seen.add(node)) {
        check((Apply) node, ranges);
      }
    }
  }

  private static void check(Apply extreme, List<Range> ranges) {
    for (Range one : ranges) {
      for (Range other : ranges) {
        if (one != other
            && Dag.any(extreme.child(0), one.index::equals)
            && Dag.any(extreme.child(1), other.index::equals)
            && meet(extreme, one, other)
            && !isApart(one, other)
            && !isApart(other, one)) {
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED,
              "the sum has terms in which both entries of "
                  + extreme.operator().name()
                  + " are the same one; write these apart, as in Σ_i x_i + 2 Σ_{i<j} max(x_i,"
                  + " x_j)");
        }
      }
    }
  }

  private static boolean meet(Apply extreme, Range one, Range other) {
    Substitution together = Substitution.of(one.index, other.index);
    return !extreme.child(0).equals(extreme.child(1))
        && Canonical.of(together.apply(extreme.child(0)))
            .equals(Canonical.of(together.apply(extreme.child(1))));
  }

  /// Whether one index ends before the other begins, as in `Σ_{i<j}`.
  private static boolean isApart(Range one, Range other) {
    return (one.upper != null && isOneLess(one.upper, other.index))
        || isOneLess(one.index, other.lower);
  }

  private static boolean isOneLess(Expr smaller, Expr larger) {
    return Canonical.of(Sum.of(smaller, Num.ONE)).equals(Canonical.of(larger));
  }
}
