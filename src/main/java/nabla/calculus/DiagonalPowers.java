package nabla.calculus;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Power;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;

/// Powers of diagonal matrices with exponents that are not whole, as those of their entries:
/// `D^{−1/2} = diag(diag(D).^(−1/2))`. Of other matrices such a power has no differential in closed
/// form.
final class DiagonalPowers {

  private final Symbol variable;
  private final ArrayClosedForm closed;

  DiagonalPowers(Symbol variable, ArrayClosedForm closed) {
    this.variable = variable;
    this.closed = closed;
  }

  /// The formula with such powers written out where they change with the variable.
  Expr writtenOut(Expr formula) {
    Map<Expr, Expr> entries = new HashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Power power && concerns(power)) {
        Expr diagonal =
            isOfVector(power.base())
                ? power.base().child(0)
                : Apply.of(Matrices.DIAG, power.base());
        entries.put(
            power,
            Apply.of(
                Matrices.DIAG, Apply.of(Matrices.ELEMENTWISE_POWER, diagonal, power.exponent())));
      }
    }
    return entries.isEmpty() ? formula : Substitution.of(entries).apply(formula);
  }

  private boolean concerns(Power power) {
    return !power.isScalar()
        && power.hasFractionalExponent()
        && (isOfVector(power.base()) || closed.isDiagonal(power.base()))
        && Dag.any(power.base(), variable::equals);
  }

  private static boolean isOfVector(Expr base) {
    return base instanceof Apply apply
        && apply.operator() == Matrices.DIAG
        && apply.argument().shape().isVector();
  }
}
