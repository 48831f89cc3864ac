package nabla.worksheet;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.write.Latex;
import nabla.write.Text;

/// Definitions as they are said back: `z = b + wx`, `f(x) = max(x, 0)`.
final class Definitions {
  private Definitions() {}

  static String text(Formula definition) {
    return said(definition, Text::of, definition::text);
  }

  static String latex(Formula definition) {
    return said(definition, Latex::of, definition::latex);
  }

  private static String said(
      Formula definition, Function<Name, String> names, Function<Expr, String> spelling) {
    Name name = definition.reading().name();
    List<Symbol> parameters = definition.reading().parameters();
    String list =
        parameters.isEmpty()
            ? ""
            : parameters.stream().map(spelling).collect(Collectors.joining(", ", "(", ")"));
    String start = name == null ? "" : names.apply(name) + list + " = ";
    return start + spelling.apply(definition.reading().expression());
  }
}
