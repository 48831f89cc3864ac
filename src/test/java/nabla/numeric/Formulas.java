package nabla.numeric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.read.Reader;

/// Expressions for tests, from text.
final class Formulas {

  private Formulas() {}

  /// A formula in which every name that is no function is a scalar.
  static Expr formula(String text) {
    return Reader.standard().expression(text);
  }

  static Symbol variable(String name) {
    return (Symbol) formula(name);
  }

  static List<Symbol> variables(String... names) {
    List<Symbol> symbols = new ArrayList<>();
    for (String name : names) {
      symbols.add(variable(name));
    }
    return symbols;
  }

  /// `x = 1/2, y = 3` as a map.
  static Map<Symbol, Rational> at(String point) {
    Map<Symbol, Rational> values = new LinkedHashMap<>();
    for (String part : point.isEmpty() ? new String[0] : point.split(",", -1)) {
      String[] sides = part.split("=", 2);
      String[] fraction = sides[1].strip().split("/", 2);
      Rational value = Rational.parse(fraction[0]);
      values.put(
          variable(sides[0].strip()),
          fraction.length == 1 ? value : value.dividedBy(Rational.parse(fraction[1])));
    }
    return values;
  }

  /// The value in doubles at x, or at x and y.
  static double value(String formula, double... inputs) {
    return Program.of(
            inputs.length == 0
                ? List.of()
                : inputs.length == 1 ? variables("x") : variables("x", "y"),
            formula(formula))
        .value(inputs);
  }
}
