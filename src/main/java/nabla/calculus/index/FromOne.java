package nabla.calculus.index;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// Sums and products whose index begins at another number than 1, with an index that begins at 1:
/// `Σ_{i=0}^{n−1} y_{i+1}` is `Σ_{i=1}^n y_i`, which has words of matrices.
final class FromOne {

  private FromOne() {}

  static Expr of(Expr formula) {
    return Dag.of(formula)
        .<Expr>fold((node, children) -> {
          Expr same = node.withChildren(children.toArray(Expr[]::new));
          return same instanceof Binder binder ? counted(binder) : same;
        })
        .getLast();
  }

  private static Expr counted(Binder binder) {
    boolean counts = binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT;
    Expr upper = binder.upper();
    if (!counts
        || upper == null
        || !(binder.lower() instanceof Num lower && lower.value().isInteger())
        || lower.equals(Num.ONE)) {
      return binder;
    }
    Num less = Num.of(lower.value().minus(Rational.ONE));
    Symbol index = Symbol.of(Name.of("index from one"));
    Expr body = places(binder.open(Sum.of(index, less)));
    Expr last = Canonical.sum(upper, Num.of(less.value().negate()));
    return Binder.of(binder.kind(), index, Num.ONE, last, body);
  }

  /// The places of entries and columns of the identity, each added up.
  private static Expr places(Expr body) {
    Map<Expr, Expr> simple = new HashMap<>();
    for (Expr node : Dag.of(body).nodes()) {
      if (node instanceof Apply apply
          && (apply.operator() == Matrices.ENTRY || apply.operator() == Blocks.UNIT)) {
        boolean entry = apply.operator() == Matrices.ENTRY;
        Expr[] parts = apply.children().toArray(Expr[]::new);
        for (int i = entry ? 1 : 0; i < (entry ? parts.length : 1); i++) {
          parts[i] = Canonical.of(parts[i]);
        }
        simple.put(apply, apply.withChildren(parts));
      }
    }
    return Substitution.of(simple).apply(body);
  }
}
