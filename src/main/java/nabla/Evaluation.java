package nabla;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.CarryOut;
import nabla.catalogue.Subscripts;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Written;

/// What expressions in the variables of a formula are where these have values such as `x = 1, y =
/// 1/2`: exact where they can be, and arrays over the indices that have no value.
final class Evaluation {

  private final Formula formula;
  private final Map<Symbol, Expr> bindings;

  Evaluation(Formula formula, String values) {
    this.formula = formula;
    this.bindings = Bindings.parse(values, formula.known());
  }

  /// The value of an expression; of a literal array, those of its entries.
  ///
  /// @param axes the sizes of the axes of indices that do not stand at entries alone
  Value of(Expr expression, Map<Symbol, Dimension> axes) {
    if (expression instanceof Literal array) {
      List<Value> entries = array.children().stream().map(entry -> of(entry, Map.of())).toList();
      List<Expr> exact = entries.stream().map(Value::exact).toList();
      return new Value(Literal.of(array.rows(), exact), null, entries, array.columns());
    }
    Map<Symbol, Expr> meanings = new LinkedHashMap<>(formula.intermediates());
    meanings.keySet().removeAll(bindings.keySet());
    Expr expanded = expression;
    for (Map.Entry<Symbol, Expr> meaning : List.copyOf(meanings.entrySet()).reversed()) {
      expanded = Substitution.of(meaning.getKey(), meaning.getValue()).apply(expanded);
    }
    Expr carried = CarryOut.of(expanded, Map.of(), formula.written());
    Written seen = formula.written().withValues(bindings.values());
    Map<Symbol, Dimension> indices = open(carried, axes);
    if (!indices.isEmpty()) {
      return new ArrayNumbers(bindings, seen).over(carried, indices);
    }
    return ArrayQuestions.mentionsArrays(carried)
        ? new ArrayNumbers(bindings, seen).at(carried)
        : ArrayNumbers.number(Substitution.of(bindings).apply(carried), seen);
  }

  /// The indices over which an expression has values.
  List<Symbol> indices(Expr expression, Map<Symbol, Dimension> axes) {
    return List.copyOf(open(expression, axes).keySet());
  }

  /// The indices without a value, each with the size of its axis.
  private Map<Symbol, Dimension> open(Expr expression, Map<Symbol, Dimension> axes) {
    Map<Symbol, Dimension> open = new LinkedHashMap<>();
    axes.forEach((index, size) -> {
      if (Dag.any(expression, index::equals)) {
        open.put(index, size);
      }
    });
    Subscripts.free(List.of(expression)).forEach(open::putIfAbsent);
    open.keySet().removeAll(bindings.keySet());
    return open;
  }

  /// The values of indices without a value at which a condition is known not to hold; none where it
  /// has no indices.
  List<Map<Symbol, Expr>> excluded(Expr condition) {
    Expr expanded = formula.reading().expanded(condition);
    Map<Symbol, Dimension> indices = open(expanded, Map.of());
    if (indices.isEmpty()) {
      return List.of();
    }
    try {
      return new ArrayNumbers(bindings, formula.written()).excluded(expanded, indices);
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.NAME) {
        return List.of(); // how far an index runs
      }
      throw unknown;
    }
  }

  /// Whether a condition is known not to hold, for each value of its indices.
  boolean excludes(Expr condition) {
    Expr expanded = formula.reading().expanded(condition);
    if (ArrayQuestions.mentionsArrays(expanded)) {
      return open(expanded, Map.of()).isEmpty()
          ? new ArrayNumbers(bindings, formula.written()).excludes(expanded)
          : !excluded(condition).isEmpty();
    }
    Expr numbers = Substitution.of(bindings).apply(expanded);
    return Signs.of(Assumptions.NONE).holds(numbers) == Truth.FALSE;
  }
}
