package nabla.simplify;

import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.rewrite.Step.Reason;

/// Writes the square of a leg by the hypotenuse and the other leg: 1/hypot(x, y) − x²/hypot(x, y)³
/// is y²/hypot(x, y)³.
final class Hypotenuse {

  private static final Reason REASON = new Reason("hypotenuse", "hypot(x, y)² = x² + y²", null);

  private Hypotenuse() {}

  static void addVariants(List<Families.Variant> variants, Expr expression) {
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Apply hypot
          && hypot.operator() == Elementary.HYPOT
          && hypot.arity() == 2) {
        for (int i = 0; i < 2; i++) {
          Expr other = Canonical.power(hypot.child(1 - i), 2);
          Expr leg = Canonical.difference(Canonical.power(hypot, 2), other);
          Expr written = withLeg(expression, hypot, hypot.child(i), leg);
          if (!written.equals(expression)) {
            variants.add(new Families.Variant(written, REASON));
          }
        }
      }
    }
  }

  private static Expr withLeg(Expr expression, Apply hypot, Expr leg, Expr square) {
    // the legs inside the function are no squares, and stay
    return hypot.children().stream().allMatch(child -> child.arity() == 0)
        ? Families.withSquares(expression, leg, square)
        : expression;
  }
}
