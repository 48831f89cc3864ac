package nabla.worksheet;

import java.util.List;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.write.Latex;
import nabla.write.Text;

/// Definitions as they are said back: `z = b + wx`, `f(x) = max(x, 0)`.
final class Definitions {
  private Definitions() {}

  static String text(Formula definition) {
    Name name = definition.reading().name();
    List<Symbol> parameters = definition.reading().parameters();
    String list =
        parameters.isEmpty()
            ? ""
            : parameters.stream().map(definition::text).collect(Collectors.joining(", ", "(", ")"));
    return (name == null ? "" : Text.of(name) + list + " = ") + definition.toText();
  }

  static String latex(Formula definition) {
    Name name = definition.reading().name();
    List<Symbol> parameters = definition.reading().parameters();
    String list =
        parameters.isEmpty()
            ? ""
            : parameters.stream()
                .map(definition::latex)
                .collect(Collectors.joining(", ", "(", ")"));
    return (name == null ? "" : Latex.of(name) + list + " = ") + definition.toLatex();
  }
}
