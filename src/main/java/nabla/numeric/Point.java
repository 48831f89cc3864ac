package nabla.numeric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Rational;
import nabla.expr.Symbol;

/// A value for each of some variables.
///
/// @param symbols the variables
/// @param coordinates their values, in the same order
public record Point(List<Symbol> symbols, List<Rational> coordinates) {

  /// The values by variable, in order.
  public Map<Symbol, Rational> values() {
    Map<Symbol, Rational> values = new LinkedHashMap<>();
    for (int i = 0; i < symbols.size(); i++) {
      values.put(symbols.get(i), coordinates.get(i));
    }
    return values;
  }

  /// The values as the nearest doubles.
  public double[] doubles() {
    double[] doubles = new double[coordinates.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = coordinates.get(i).doubleValue();
    }
    return doubles;
  }

  /// `x = 1/2, y = 3`; cut off after a few variables.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < symbols.size() && i < 12; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(symbols.get(i).name())
          .append(" = ")
          .append(coordinates.get(i));
    }
    return text.append(symbols.size() > 12 ? ", …" : "").toString();
  }
}
