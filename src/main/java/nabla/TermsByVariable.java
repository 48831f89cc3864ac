package nabla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The terms of a sum, by the variables in them: the derivative of a sum by one variable is that of
/// the terms in which it occurs. Of a sum in thousands of variables each derivative asks for few.
final class TermsByVariable {

  /// Terms share little: together they are at most so many times as large as the sum.
  private static final int MOST_SHARED = 4;

  private final Map<Symbol, List<Expr>> terms = new HashMap<>();

  private TermsByVariable() {}

  /// The terms of `expression`; null where it is no sum, or its terms have much in common.
  static @Nullable TermsByVariable of(Expr expression) {
    if (!(expression instanceof Sum sum) || !sum.isScalar()) {
      return null;
    }
    long left = (long) MOST_SHARED * Dag.of(sum).size();
    TermsByVariable sorted = new TermsByVariable();
    for (Expr term : sum.children()) {
      Dag nodes = Dag.of(term);
      left -= nodes.size();
      if (left < 0) {
        return null;
      }
      for (Expr node : nodes.nodes()) {
        if (node instanceof Symbol symbol) {
          sorted.terms.computeIfAbsent(symbol, none -> new ArrayList<>()).add(term);
        }
      }
    }
    return sorted;
  }

  /// The sum of the terms in which a variable occurs, in their order.
  Expr sum(Symbol variable) {
    List<Expr> found = terms.getOrDefault(variable, List.of());
    return switch (found.size()) {
      case 0 -> Num.ZERO;
      case 1 -> found.getFirst();
      default -> Sum.of(found.toArray(Expr[]::new));
    };
  }
}
