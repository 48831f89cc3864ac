package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Examples that a formula takes all at once: the x of `mean(x)` and of `Σ_i x_i²` is the vector of
/// them, where the x of `w x + b` is that of one.
///
/// @param columns the variables with their vectors
/// @param counts the letters for the length of these, with the number of examples
record WholeColumns(Map<Name, String> columns, Map<Name, String> counts) {

  /// Those of a formula, none where a sheet has no examples of numbers or the formula takes them
  /// one by one.
  static WholeColumns of(Sheet sheet, Formula formula) {
    WholeColumns none = new WholeColumns(Map.of(), Map.of());
    Examples examples = sheet.examples();
    if (examples == null || examples.isMany()) {
      return none;
    }
    Map<Name, String> columns = new LinkedHashMap<>();
    Map<Name, String> counts = new LinkedHashMap<>();
    ExampleShapes shapes = new ExampleShapes(examples.shapes(), 0, Set.of());
    for (Symbol variable : variables(formula)) {
      Name name = variable.name();
      if (shapes.isOfAll(variable)) {
        Name letter = letter(variable.shape());
        columns.put(name, column(examples, name));
        if (letter != null) {
          counts.put(letter, String.valueOf(examples.count()));
        }
      }
    }
    counts.keySet().removeIf(sheet::hasValue);
    return new WholeColumns(columns, counts);
  }

  /// The variables of a formula; the parameters of a function have no values of the sheet.
  static List<Symbol> variables(Formula formula) {
    List<Symbol> parameters = formula.reading().parameters();
    return formula.variables().stream().filter(each -> !parameters.contains(each)).toList();
  }

  /// The letter that says how many entries or rows an array has; null where none does.
  static @Nullable Name letter(Shape shape) {
    Dimension rows = shape.rows();
    return rows.isFixed() ? null : NameText.alone(rows.toString());
  }

  private static String column(Examples examples, Name name) {
    List<Expr> rows =
        IntStream.range(0, examples.count())
            .mapToObj(row -> NameText.value(examples.example(row).get(name) + ""))
            .toList();
    return rows.getFirst().isScalar()
        ? rows.stream().map(Text::of).collect(Collectors.joining(", ", "(", ")"))
        : Text.of(
            Literal.of(
                rows.size(), rows.stream().flatMap(row -> row.children().stream()).toList()));
  }

  /// Whether a formula takes nothing one by one of the examples that it is of.
  boolean isAllOf(Sheet sheet, Formula formula) {
    return !columns.isEmpty()
        && variables(formula).stream()
            .allMatch(each -> !sheet.isData(each.name()) || columns.containsKey(each.name()));
  }

  /// Whether a formula is a number that is made of nothing but these, and of other such numbers.
  boolean isNumber(Sheet sheet, Formula formula) {
    Set<Name> known = new LinkedHashSet<>(sheet.meanings().numbersOfData().keySet());
    known.addAll(columns.keySet());
    known.addAll(counts.keySet());
    known.addAll(formula.reading().boundNames());
    Set<String> sizes = formula.reading().sizes().keySet();
    return formula.reading().parameters().isEmpty()
        && formula.reading().expanded().isScalar()
        && Meanings.uses(formula).stream()
            .allMatch(each -> known.contains(each) || sizes.contains(each.toString()));
  }

  /// Whether what a name stands for takes nothing one by one of the examples that it is of.
  static boolean isOfWhole(Sheet sheet, Name name) {
    Formula formula = read(sheet, sheet.unfolded(Sheet.spelled(name)));
    return formula != null && of(sheet, formula).isAllOf(sheet, formula);
  }

  /// What a statement answers for which the formulas in a text, and those that it names, take all
  /// examples at once; null where one of them does not.
  static @Nullable Report during(Sheet sheet, String text, Supplier<Report> answer) {
    Examples examples = sheet.examples();
    Map<Name, String> values = new LinkedHashMap<>();
    if (examples == null || !collect(sheet, text, values).isEmpty() || values.isEmpty()) {
      return null;
    }
    return atOnce(sheet, examples, values, answer);
  }

  /// Where some of the formulas that a text names take all examples at once, and others one by one,
  /// makes of the first what they are with the numbers of these.
  static void putInto(Sheet sheet, String text) {
    Examples examples = sheet.examples();
    Map<Name, String> values = new LinkedHashMap<>();
    if (examples == null || collect(sheet, text, values).isEmpty() || values.isEmpty()) {
      return;
    }
    for (Name name : sheet.meanings().names()) {
      if (Links.mentions(text, name) && isOfWhole(sheet, name)) {
        String spelled = Sheet.spelled(name);
        List<String> open =
            variables(sheet.formula(sheet.unfolded(spelled), 0)).stream()
                .filter(each -> !values.containsKey(each.name()))
                .map(each -> Sheet.spelled(each.name()))
                .toList();
        Statement.Clause clause = new Statement.Clause(spelled, 0);
        Formula formula =
            atOnce(sheet, examples, values, () -> new Numbers(sheet).putInto(clause, open));
        String definition = spelled + " = " + Text.of(formula.reading().expanded());
        sheet.define(sheet.formula(Defining.LET + definition, 0), definition);
      }
    }
  }

  private static <T> T atOnce(
      Sheet sheet, Examples examples, Map<Name, String> values, Supplier<T> answer) {
    sheet.data().takeWhole();
    sheet.put(values);
    try {
      return answer.get();
    } finally {
      values.keySet().forEach(sheet::forgetValue);
      sheet.data().takeApart(examples);
    }
  }

  /// Collects the values for the formulas in a text, and those that it names.
  ///
  /// @return the names of those that take the examples one by one
  private static List<Name> collect(Sheet sheet, String text, Map<Name, String> into) {
    List<Name> others = new ArrayList<>();
    for (Name name : sheet.meanings().names()) {
      if (Links.mentions(text, name)) {
        Formula formula = read(sheet, sheet.unfolded(Sheet.spelled(name)));
        if (formula != null && !take(sheet, formula, into)) {
          others.addAll(
              formula.variables().stream().anyMatch(each -> sheet.isData(each.name()))
                  ? List.of(name)
                  : List.of());
        } else if (formula != null) {
          of(sheet, formula).remember(sheet, name, formula);
        }
      }
    }
    for (Statement.Clause item : StatementReader.list(new Statement.Clause(text, 0))) {
      Formula formula = read(sheet, item.text());
      if (formula != null) {
        take(sheet, formula, into);
      }
    }
    return others;
  }

  private static boolean take(Sheet sheet, Formula formula, Map<Name, String> into) {
    WholeColumns whole = of(sheet, formula);
    boolean all = whole.isAllOf(sheet, formula);
    if (all) {
      into.putAll(whole.columns);
      into.putAll(whole.counts);
    }
    return all;
  }

  private static @Nullable Formula read(Sheet sheet, String text) {
    try {
      return sheet.formula(text, 0);
    } catch (NablaException senseless) {
      return null; // which is said where it is computed
    }
  }

  /// Remembers by what a formula is differentiated where nobody says: by none of the data.
  private void remember(Sheet sheet, Name name, Formula formula) {
    Set<String> sizes = formula.reading().sizes().keySet();
    List<Symbol> open =
        variables(formula).stream()
            .filter(each -> !columns.containsKey(each.name()))
            .filter(each -> !sizes.contains(each.name().toString()))
            .toList();
    boolean asked = !sheet.derivatives().variables(name).isEmpty();
    if (formula.reading().parameters().isEmpty() && !open.isEmpty() && !asked) {
      sheet.derivatives().take(name, open);
    }
  }

  /// The values of a sheet with these.
  String values(Sheet sheet) {
    return values(sheet, Map.of());
  }

  /// The same with those of some other names.
  String values(Sheet sheet, Map<Name, String> others) {
    Map<Name, String> all = new LinkedHashMap<>(columns);
    all.putAll(counts);
    all.putAll(others);
    return sheet.values(all);
  }
}
