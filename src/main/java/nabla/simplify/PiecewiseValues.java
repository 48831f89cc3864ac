package nabla.simplify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Function;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// Values at numbers of functions that have kinks, by the piece of their definition that holds
/// there: relu(1.5) is 1.5, leakyrelu(−3) is −3/100, and hardtanh(−2) is −1.
final class PiecewiseValues {

  private PiecewiseValues() {}

  /// The value, where it is a rational number; null elsewhere, as for elu(−1) = 1/e − 1, and for
  /// functions without such a definition.
  static @Nullable Expr of(Function function, Expr... arguments) {
    String meaning = function.kink() == null ? null : function.meaning();
    if (meaning == null) {
      return null;
    }
    List<String> parameters = function.parameters();
    List<Rational> defaults = function.defaults();
    int required = parameters.size() - defaults.size();
    if (arguments.length < required || arguments.length > parameters.size()) {
      return null;
    }
    Map<Symbol, Expr> places = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      places.put(
          Symbol.of(parameters.get(i)),
          i < arguments.length ? arguments[i] : Num.of(defaults.get(i - required)));
    }
    Expr value = Canonical.of(Substitution.of(places).apply(Reader.standard().expression(meaning)));
    return value instanceof Num ? value : null;
  }
}
