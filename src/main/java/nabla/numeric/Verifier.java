package nabla.numeric;

import java.util.List;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;

/// Compares claimed derivatives with extrapolated central differences of the function itself, so
/// with numbers that do not come from the rules of differentiation. Points where either side is
/// undefined, or where the function has a kink, are passed over. Where doubles cannot tell, more
/// digits are used.
///
/// A derivative of order k is verified against that of order k − 1, which was itself verified.
/// Unknown functions are instantiated by smooth random ones.
public final class Verifier {

  /// Eight points, always the same ones.
  public static final Verifier STANDARD = new Verifier(8, 0x5DEECE66DL);

  private final int points;
  private final long seed;

  /// A verifier that uses `points` points, drawn from `seed`.
  public Verifier(int points, long seed) {
    this.points = points;
    this.seed = seed;
  }

  /// Whether `answer` is the derivative of `previous` by `variable`.
  public Verification verify(Expr previous, Symbol variable, Expr answer, Assumptions assumptions) {
    return verifyGradient(previous, List.of(variable), List.of(answer), assumptions);
  }

  /// Whether `partials` are the derivatives of `function` by each of `variables`, all at once along
  /// random directions.
  public Verification verifyGradient(
      Expr function, List<Symbol> variables, List<Expr> partials, Assumptions assumptions) {
    if (variables.size() != partials.size() || variables.isEmpty()) {
      throw new IllegalArgumentException("each variable needs its derivative");
    }
    try {
      return new DerivativeClaim(function, variables, partials, assumptions, points, seed).verify();
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        Budget.check(); // a sum of too many terms leaves time for the answer
      }
      return Verification.unverified(String.valueOf(failure.getMessage()));
    }
  }
}
