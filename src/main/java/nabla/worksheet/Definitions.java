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

  /// What a name in a text of its own stands for; where it has no meaning but for its entries, `z_i
  /// = w x_i + b`, what these stand for.
  static String unfolded(Sheet sheet, String text) {
    Name name = NameText.nameOrConstant(text);
    Name family =
        name == null || sheet.hasValue(name) || sheet.isDeclared(name)
            ? null
            : sheet.meanings().family(name);
    return sheet.meanings().unfolded(family == null ? text : Sheet.spelled(family));
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

  /// What has a meaning is evaluated by its name, and gets no other one here.
  static void refuseSecond(Sheet sheet, String text, int start) {
    Name name = NameText.defined(text);
    if (name != null && (sheet.meanings().defines(name) || sheet.value(name) != null)) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found a second meaning of "
              + name
              + ", expected a formula; let "
              + name
              + " = … defines it anew, and check says whether an equation holds",
          1,
          start + 1,
          text.length());
    }
  }
}
