package nabla.calculus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;

/// The intermediates that are symmetric by what they stand for, as `K = XXᵀ + sI` is, and closed
/// forms for who knows it: `K⁻ᵀ` is `K⁻¹`, and `∂L/∂K` is its own transpose where its value is.
final class SymmetricNames {

  private final Written written;
  private final Expr[] seen;
  private final Set<Symbol> names = new HashSet<>();
  private Assumptions known;
  private ArrayClosedForm closed;

  SymmetricNames(
      Expr formula, Map<Symbol, Expr> meanings, ArrayClosedForm closed, Written written) {
    List<Expr> all = new ArrayList<>(meanings.values());
    all.add(formula);
    this.seen = all.toArray(Expr[]::new);
    this.written = written;
    this.known = written.assumptions();
    this.closed = closed;
    meanings.forEach((name, meaning) -> {
      if (meaning.arity() > 0 && isSymmetric(meaning)) {
        names.add(name);
        assume(name);
      }
    });
  }

  /// Closed forms for who knows which are symmetric.
  ArrayClosedForm closed() {
    return closed;
  }

  /// Learns that the adjoint of a symmetric intermediate is symmetric, where its value is.
  void learn(Symbol name, Expr sign, Expr value) {
    if (names.contains(name) && !sign.equals(value) && isSymmetric(value)) {
      assume(sign);
    }
  }

  private boolean isSymmetric(Expr array) {
    return !array.isScalar()
        && array.shape().isSquare()
        && closed.of(Build.transpose(array)).equals(closed.of(array));
  }

  private void assume(Expr array) {
    Expr turned = Apply.of(Matrices.TRANSPOSE, array);
    known = known.and(Relation.of(Relation.Comparison.EQUAL, turned, array));
    closed = new ArrayClosedForm(written.under(known), seen);
  }
}
