package nabla.simplify.arrays;

import nabla.expr.Expr;
import nabla.simplify.Written;

/// The closed form of a formula with vectors and matrices: of the form as derived and the form
/// multiplied out and collected, the one that is shorter to read.
public final class ArrayClosedForm {

  private final Algebra keeping;

  /// Closed forms for someone who wrote these formulas, under the assumptions that go with them.
  public ArrayClosedForm(Written written, Expr... formulas) {
    this.keeping = Algebra.keeping(written);
    for (Expr formula : formulas) {
      keeping.remember(formula);
    }
  }

  /// Whether an array is assumed to be symmetric.
  public boolean isSymmetric(Expr array) {
    return keeping.facts().isSymmetric(array);
  }

  /// The closed form of an expression.
  public Expr of(Expr expression) {
    Terms kept = keeping.of(expression);
    Expr first = keeping.spell(kept);
    Algebra expanding = keeping.expanding();
    Terms collected = new Collecting(keeping).of(expanding.of(expression));
    Expr second = keeping.spell(collected);
    return second.weight() < first.weight() ? second : first;
  }
}
