package nabla.write;

import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// Sums that begin with an entry that is not there: `Σ_{t=1}^T (x_t − a x_{t−1})²` speaks of x₀,
/// which a program would take from the end of the array.
final class EntriesBefore {

  private static final Symbol INDEX = Symbol.of(Name.of("index of a sum"));

  private EntriesBefore() {}

  static void refuse(Expr formula) {
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Binder sum && sum.upper() != null && sum.lower() instanceof Num) {
        refuse(sum);
      }
    }
  }

  private static void refuse(Binder sum) {
    Expr term = sum.open(INDEX);
    boolean chosen =
        Dag.any(
            term,
            node ->
                node instanceof Cases
                    || (node instanceof Apply apply && apply.operator() == Elementary.INDICATOR));
    for (Expr node : Dag.of(term).nodes()) {
      if (!chosen
          && node instanceof Apply entry
          && entry.operator() == Matrices.ENTRY
          && entry.argument() instanceof Symbol array
          && entry.children().stream().skip(1).anyMatch(place -> isBefore(place, sum.lower()))) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "the sum begins with an entry of %s before the first; let it begin later, and write the"
                    .formatted(array.name())
                + " first term beside it, with %s_0 for a number of its own"
                    .formatted(array.name()));
      }
    }
  }

  private static boolean isBefore(Expr place, Expr first) {
    return Dag.any(place, INDEX::equals)
        && Canonical.of(Substitution.of(INDEX, first).apply(place)) instanceof Num start
        && start.value().signum() <= 0;
  }
}
