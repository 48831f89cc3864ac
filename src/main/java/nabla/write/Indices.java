package nabla.write;

import java.util.List;
import nabla.expr.Bound;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// Which expressions are read as indices below a letter.
final class Indices {

  private static final String LETTERS = "ijklmnst";

  private Indices() {}

  /// Whether all are bound variables or index letters.
  static boolean areAll(List<Expr> expressions) {
    return expressions.stream()
        .allMatch(index ->
            index instanceof Bound
                || (index instanceof Symbol symbol
                    && symbol.name().equals(Name.of(symbol.name().base()))
                    && symbol.name().base().length() == 1
                    && LETTERS.contains(symbol.name().base())));
  }
}
