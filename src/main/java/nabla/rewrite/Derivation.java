package nabla.rewrite;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;

/// A chain of equal expressions, each with the reason why it equals the one before.
///
/// @param subject what is derived, such as `∂L/∂w` or `σ″(x)`: the left side of the first line
/// @param start the right side of the first line
/// @param steps the lines that follow
public record Derivation(Expr subject, Expr start, List<Step> steps) {

  /// The last line.
  public Expr result() {
    return steps.isEmpty() ? start : steps.getLast().after();
  }

  /// This and the steps of `next`, which starts where this ends.
  public Derivation followedBy(List<Step> next) {
    List<Step> all = new ArrayList<>(steps);
    all.addAll(next);
    return new Derivation(subject, start, List.copyOf(all));
  }
}
