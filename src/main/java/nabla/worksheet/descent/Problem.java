package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.WithRespectTo;
import nabla.calculus.CarryOut;
import nabla.calculus.Gradient;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;
import org.jspecify.annotations.Nullable;

/// A loss to make small, and the variables that may change.
///
/// @param formula the loss as it was written
/// @param loss what it is called
/// @param vector the variable, where it is a vector; null where there are only numbers, or the
///   entries of a matrix
/// @param variables the numbers that change: the variables, or the entries of the array
/// @param expression the loss as an expression in these
/// @param gradient its derivatives by these
record Problem(
    Formula formula,
    Symbol loss,
    @Nullable Symbol vector,
    List<Symbol> variables,
    Expr expression,
    List<Expr> gradient) {

  /// So many numbers are tried one by one.
  private static final long MOST_ENTRIES = 400;

  /// The variables of these names in a loss.
  static List<Symbol> variables(Formula formula, List<String> names) {
    if (names.isEmpty()) {
      throw new NablaException(NablaException.Kind.NAME, "there is no variable to descend over");
    }
    List<Symbol> variables = new ArrayList<>();
    for (String name : names) {
      variables.addAll(WithRespectTo.parse(name, formula.known()).getFirst().variables());
    }
    Set<Symbol> known = Set.copyOf(formula.variables());
    for (Symbol variable : variables) {
      if (!known.contains(variable)) {
        throw new NablaException(
            NablaException.Kind.NAME, "the loss does not depend on " + variable.name());
      }
    }
    if (variables.size() > 1 && variables.stream().anyMatch(each -> !each.isScalar())) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "a descent goes over numbers, or over one vector; "
              + variables.stream()
                  .map(each -> each.name().toString())
                  .collect(Collectors.joining(", "))
              + " are of several shapes");
    }
    return variables;
  }

  /// What a loss is called: its name, or L.
  static Symbol name(Formula formula) {
    Name name = formula.reading().name();
    return formula.reading().expression() instanceof Symbol symbol
        ? symbol
        : Symbol.of(name == null ? Name.of("L") : name);
  }

  private static Expr value(Formula formula) {
    Expr expanded = formula.reading().expanded();
    if (expanded instanceof Relation || !expanded.isScalar()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "a loss is a number; " + formula + " is none");
    }
    return CarryOut.of(expanded, Map.of(), formula.written());
  }

  /// The entries of a vector, or those of a matrix row by row.
  private static List<Symbol> entries(Symbol array) {
    List<Symbol> entries = new ArrayList<>();
    Name name = array.name();
    long rows = array.shape().rows().fixedSize();
    long columns = array.shape().columns().fixedSize();
    boolean wide = rows > 9 || columns > 9;
    for (long i = 1; i <= rows; i++) {
      for (long j = 1; j <= columns; j++) {
        String place = array.shape().isVector() ? "" + i : i + (wide ? "," : "") + j;
        entries.add(Symbol.of(name.withSubscript(name.subscript() + place)));
      }
    }
    return entries;
  }

  /// A loss in numbers; null where it is one in arrays that have no numbers.
  static @Nullable Problem of(Formula formula, List<Symbol> over) {
    Expr value = value(formula);
    Symbol first = over.getFirst();
    List<Symbol> variables = over;
    if (!first.isScalar()) {
      if (!first.shape().rows().isFixed() || !first.shape().columns().isFixed()) {
        return null;
      }
      variables = entries(first);
      if (variables.size() > MOST_ENTRIES) {
        return null;
      }
    }
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    if (!first.isScalar()) {
      int rows = Math.toIntExact(first.shape().rows().fixedSize());
      values.put(first, Literal.of(rows, List.copyOf(variables)));
    }
    for (Expr node : nabla.expr.Dag.of(value).nodes()) {
      if (node instanceof Symbol symbol && !symbol.isScalar() && !symbol.equals(first)) {
        return null;
      }
    }
    Expr expression = value;
    if (nabla.expr.Dag.any(value, node -> !node.isScalar() && !node.shape().isTruth())) {
      Literal entries = EntryEvaluation.of(value, values);
      if (entries == null || entries.arity() != 1) {
        return null;
      }
      expression = nabla.simplify.Canonical.of(entries.child(0));
    }
    return new Problem(
        formula,
        name(formula),
        first.shape().isVector() && !first.isScalar() ? first : null,
        List.copyOf(variables),
        expression,
        Gradient.of(expression, variables));
  }

  /// The derivative of the loss by its variables, with its steps.
  static Derived derived(Formula formula, List<Symbol> over) {
    String names =
        over.stream()
            .map(each -> nabla.write.Text.of(each.name()))
            .collect(Collectors.joining(", "));
    return formula.derive(over.size() == 1 ? names : "(" + names + ")", 1, true, true).getFirst();
  }
}
