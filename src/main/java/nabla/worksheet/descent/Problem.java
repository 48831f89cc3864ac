package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.HashSet;
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
  static final long MOST_ENTRIES = 400;

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
    return variables;
  }

  /// What a loss is called: its name, or a letter.
  static Symbol name(Formula formula) {
    return name(formula, Letters.NONE);
  }

  private static Symbol name(Formula formula, Letters letters) {
    Name name = formula.reading().name();
    return formula.reading().expression() instanceof Symbol symbol
        ? symbol
        : name == null ? letters.loss(formula.known()) : Symbol.of(name);
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
  ///
  /// @param separator between the name of an array that has an index and the places in it
  private static List<Symbol> entries(Symbol array, String separator) {
    List<Symbol> entries = new ArrayList<>();
    Name name = array.name();
    long rows = array.shape().rows().fixedSize();
    long columns = array.shape().columns().fixedSize();
    boolean wide = rows > 9 || columns > 9;
    String before = name.subscript().isEmpty() ? "" : name.subscript() + separator;
    for (long i = 1; i <= rows; i++) {
      for (long j = 1; j <= columns; j++) {
        String place = array.shape().isVector() ? "" + i : i + (wide ? "," : "") + j;
        entries.add(Symbol.of(name.withSubscript(before + place)));
      }
    }
    return entries;
  }

  /// How many numbers a variable has.
  static int size(Symbol variable) {
    return variable.isScalar()
        ? 1
        : Math.toIntExact(
            variable.shape().rows().fixedSize() * variable.shape().columns().fixedSize());
  }

  /// The numbers that change, for each variable; W₁₂ is not to be one of W and of W₁.
  private static List<List<Symbol>> numbers(List<Symbol> over) {
    for (String separator : List.of("", ",")) {
      List<List<Symbol>> numbers = new ArrayList<>();
      Set<Symbol> all = new HashSet<>();
      boolean distinct = true;
      for (Symbol each : over) {
        List<Symbol> own = each.isScalar() ? List.of(each) : entries(each, separator);
        numbers.add(own);
        for (Symbol number : own) {
          distinct &= all.add(number);
        }
      }
      if (distinct) {
        return numbers;
      }
    }
    throw new NablaException(
        NablaException.Kind.NAME, "two of the variables have entries of the same name");
  }

  private static boolean isSized(Symbol variable) {
    return variable.isScalar()
        || (variable.shape().rows().isFixed() && variable.shape().columns().isFixed());
  }

  /// A loss in numbers; null where it is one in arrays that have no numbers.
  static @Nullable Problem of(Formula formula, List<Symbol> over) {
    return of(formula, over, Letters.NONE);
  }

  /// The same in a document.
  static @Nullable Problem of(Formula formula, List<Symbol> over, Letters letters) {
    Expr value = value(formula);
    if (!over.stream().allMatch(Problem::isSized)) {
      return null;
    }
    if (over.stream().mapToLong(Problem::size).sum() > MOST_ENTRIES) {
      return null;
    }
    List<List<Symbol>> numbers = numbers(over);
    List<Symbol> variables = numbers.stream().flatMap(List::stream).toList();
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < over.size(); i++) {
      Symbol array = over.get(i);
      if (!array.isScalar()) {
        int rows = Math.toIntExact(array.shape().rows().fixedSize());
        values.put(array, Literal.of(rows, List.copyOf(numbers.get(i))));
      }
    }
    for (Expr node : nabla.expr.Dag.of(value).nodes()) {
      if (node instanceof Symbol symbol && !symbol.isScalar() && !values.containsKey(symbol)) {
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
    Symbol first = over.getFirst();
    boolean vector = over.size() == 1 && first.shape().isVector() && !first.isScalar();
    return new Problem(
        formula,
        name(formula, letters),
        vector ? first : null,
        variables,
        expression,
        Gradient.of(expression, variables));
  }

  /// A loss of numbers over sums of entries that have no numbers, as Σ_i (w xᵢ + b − yᵢ)²; null
  /// where it is made of anything else.
  static @Nullable Problem ofSums(Formula formula, List<Symbol> over, Letters letters) {
    Expr value = value(formula);
    if (!over.stream().allMatch(Symbol::isScalar) || Forms.hasArrays(value)) {
      return null;
    }
    return new Problem(
        formula, name(formula, letters), null, over, value, Gradient.of(value, over));
  }

  /// A point as the values of the variables.
  Map<Symbol, Expr> at(List<Expr> point) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), point.get(i));
    }
    return values;
  }

  /// The derivative of the loss by its variables, with its steps.
  static Derived derived(Formula formula, List<Symbol> over) {
    return formula
        .derive(over.size() == 1 ? names(over) : "(" + names(over) + ")", 1, true, true)
        .getFirst();
  }

  /// The derivatives of the loss by each of its variables, with their steps.
  static List<Derived> each(Formula formula, List<Symbol> over) {
    return formula.derive(names(over), 1, true, true);
  }

  private static String names(List<Symbol> variables) {
    return variables.stream()
        .map(each -> nabla.write.Text.of(each.name()))
        .collect(Collectors.joining(", "));
  }
}
