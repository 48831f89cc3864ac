package nabla.simplify;

import java.util.HashMap;
import java.util.Map;
import nabla.expr.Expr;

/// What canonical expressions cost one reader, each computed once: the candidates for a closed form
/// are often equal, and equal expressions are one node.
final class ReadingCosts {

  private final Written written;
  private final Map<Expr, Long> known = new HashMap<>();

  ReadingCosts(Written written) {
    this.written = written;
  }

  /// The cost of the expression in the notation of the reader.
  long of(Expr canonical) {
    Long cost = known.get(canonical);
    if (cost == null) {
      cost = ReadingCost.of(Presentation.of(canonical, written), written);
      known.put(canonical, cost);
    }
    return cost;
  }
}
