package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.read.Reader;

/// Numbers for variables as they are written: `x1 = 1, x2 = 2, b = 1/2`.
final class Bindings {

  private Bindings() {}

  /// What each variable is to be; the values are expressions, exact ones.
  static Map<Symbol, Expr> parse(String text, Collection<Symbol> known) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (String part : parts(text)) {
      int equals = part.indexOf('=');
      if (part.isBlank()) {
        continue;
      }
      if (equals < 0) {
        throw new NablaException(
            NablaException.Kind.SYNTAX,
            "\"" + part.strip() + "\" gives no value; write for example x = 1");
      }
      Symbol symbol = WithRespectTo.variable(part.substring(0, equals).strip(), known);
      if (values.put(
              symbol, Reader.standard().read(part.substring(equals + 1).strip()).expression())
          != null) {
        throw new NablaException(NablaException.Kind.NAME, symbol.name() + " gets two values");
      }
    }
    return values;
  }

  /// The text between commas and semicolons that stand outside brackets.
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if ((c == ',' || c == ';') && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
