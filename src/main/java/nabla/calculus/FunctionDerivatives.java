package nabla.calculus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Function;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.expr.Template;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// The derivatives that the catalogue states, read once and then filled in.
final class FunctionDerivatives {

  private record Key(Function function, int parameter) {}

  private static final Map<Key, Template> READ = new ConcurrentHashMap<>();

  private FunctionDerivatives() {}

  /// The partial derivative of `function` by a parameter, at these arguments; null where the
  /// catalogue has none.
  static @Nullable Expr partial(Function function, int parameter, List<Expr> arguments) {
    String text = function.derivative(parameter);
    if (text == null) {
      return null;
    }
    Key key = new Key(function, parameter);
    Template template = READ.get(key);
    if (template == null) {
      Expr formula = Reader.standard().expression(text);
      template = Template.of(formula, function.parameters().stream().map(Symbol::of).toList());
      READ.put(key, template);
    }
    Expr[] values = arguments.toArray(new Expr[function.parameters().size()]);
    for (int i = arguments.size(); i < values.length; i++) {
      values[i] = defaultValue(function, i);
    }
    return template.filled(values);
  }

  /// The value of a trailing parameter that was left out.
  private static Expr defaultValue(Function function, int parameter) {
    return nabla.expr.Num.of(function.defaults().get(parameter - function.minimumArity()));
  }
}
