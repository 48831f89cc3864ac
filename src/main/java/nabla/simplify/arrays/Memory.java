package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// How sums of words were written before, by the author or in results.
final class Memory {

  private final Map<Set<Term>, Expr> forms = new HashMap<>();
  private final Set<Sum> own = new HashSet<>();
  private boolean means;

  /// Looks at what the author wrote: the sums, and whether means are spoken of.
  void read(Expr formula) {
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Sum sum) {
        own.add(sum);
      }
      means |= node instanceof Apply apply && apply.operator() == Matrices.MEAN;
    }
  }

  /// Whether the author speaks of means.
  boolean speaksOfMeans() {
    return means;
  }

  /// What a form costs someone who wrote what is in memory.
  long cost(Expr form) {
    return ArrayCost.of(form, own);
  }

  /// Remembers how a sum is written, unless that is known.
  void put(Terms terms, Expr expression) {
    if (terms.terms().size() > 1 || !terms.shape().isScalar()) {
      forms.putIfAbsent(Set.copyOf(terms.terms()), expression);
    }
  }

  /// How a sum was written; null where it was not.
  @Nullable Expr get(Terms terms) {
    return forms.get(Set.copyOf(terms.terms()));
  }
}
