package nabla.answer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Says of a condition that it does not hold: `x_k ≠ 0 does not hold for k = 1, 3`.
final class Excluded {

  /// So many values of indices are said.
  private static final int MOST_PLACES = 5;

  private Excluded() {}

  /// The sentence, with the values of the indices where it does not hold.
  static String text(Formula formula, Expr condition, String values, WriteOptions writing) {
    String sentence = Text.of(condition, writing) + " does not hold";
    List<Map<Symbol, Expr>> places = formula.excluded(condition, values);
    if (places.isEmpty()) {
      return sentence;
    }
    String separator = places.getFirst().size() == 1 ? ", " : "; ";
    return sentence
        + " for "
        + texts(places.getFirst().keySet(), writing)
        + " = "
        + places.stream()
            .limit(MOST_PLACES)
            .map(place -> texts(place.values(), writing))
            .collect(Collectors.joining(separator))
        + (places.size() > MOST_PLACES ? separator + "…" : "");
  }

  private static String texts(Collection<? extends Expr> parts, WriteOptions writing) {
    return parts.stream().map(part -> Text.of(part, writing)).collect(Collectors.joining(", "));
  }
}
