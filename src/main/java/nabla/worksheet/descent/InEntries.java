package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;

/// An equation of arrays as equations of numbers, where the sizes are known.
final class InEntries {
  private InEntries() {}

  /// The entries of a vector or a matrix, row by row: `w₁, w₂`, `W₁₁, W₁₂, …`; empty where the size
  /// is not known.
  static List<Symbol> of(Symbol variable) {
    List<Symbol> entries = new ArrayList<>();
    if (!variable.shape().rows().isFixed() || !variable.shape().columns().isFixed()) {
      return entries;
    }
    long rows = variable.shape().rows().fixedSize();
    long columns = variable.shape().columns().fixedSize();
    String separator = rows > 9 || columns > 9 ? "," : "";
    for (int i = 1; i <= rows; i++) {
      for (int j = 1; j <= columns; j++) {
        String place = variable.shape().isVector() ? String.valueOf(i) : i + separator + j;
        entries.add(Symbol.of(variable.name().withSubscript(variable.name().subscript() + place)));
      }
    }
    return entries;
  }

  /// The entries of an expression in those of variables; empty where other arrays have no numbers.
  static List<Expr> of(Expr expression, Symbol... variables) {
    Map<Symbol, Expr> arrays = new LinkedHashMap<>();
    for (Symbol variable : variables) {
      List<Symbol> entries = of(variable);
      if (entries.isEmpty()) {
        return List.of();
      }
      int rows = (int) variable.shape().rows().fixedSize();
      arrays.put(variable, Literal.of(rows, List.<Expr>copyOf(entries)));
    }
    boolean others =
        Dag.any(
            expression,
            node ->
                node instanceof Symbol array && !array.isScalar() && !arrays.containsKey(array));
    Literal values = others ? null : EntryEvaluation.of(expression, arrays);
    return values == null ? List.of() : values.children();
  }
}
