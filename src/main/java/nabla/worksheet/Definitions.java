package nabla.worksheet;

import java.util.List;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.catalogue.Function;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Latex;
import nabla.write.Text;

/// Definitions as they are said back: `z = b + wx`, `f(x) = max(x, 0)`.
final class Definitions {
  private Definitions() {}

  /// Refuses a number for the letter of a constant: `π = 4`. As the letter of anything else it is
  /// taken, as of a policy π(s) and of an error e = y − ŷ.
  static void refuseConstant(Formula definition, Clause clause) {
    Name name = definition.reading().name();
    if (name == null
        || !definition.reading().parameters().isEmpty()
        || Dag.any(definition.reading().expanded(), Symbol.class::isInstance)) {
      return;
    }
    Function constant = NameText.constant(Text.of(name));
    if (constant != null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          Text.of(name) + " is " + constant.summary() + ", and gets no other value",
          1,
          clause.start() + 1,
          clause.text().length());
    }
  }

  static String text(Formula definition) {
    return said(definition, Text::of, definition::text);
  }

  static String latex(Formula definition) {
    return said(definition, Latex::of, definition::latex);
  }

  private static String said(
      Formula definition,
      java.util.function.Function<Name, String> names,
      java.util.function.Function<Expr, String> spelling) {
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
