package nabla.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.write.Text;

/// Arrays at which a claim does not hold, with the value of each side there.
///
/// @param at what each variable is: a [nabla.expr.Literal] for an array, a number for a number
/// @param left the value of the left side, entry by entry and exact where that is possible
/// @param right the value of the right side
public record ArrayCounterexample(Map<Symbol, Expr> at, Expr left, Expr right) {

  /// The copy keeps the order of the variables.
  public ArrayCounterexample {
    at = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(at));
  }

  /// `A = [1, 0; 0, 0]: left 1, right 2`, in one line.
  @Override
  public String toString() {
    return at.entrySet().stream()
            .map(entry -> entry.getKey().name() + " = " + Text.of(entry.getValue()))
            .collect(Collectors.joining(", "))
        + ": left "
        + Text.of(left)
        + ", right "
        + Text.of(right);
  }
}
