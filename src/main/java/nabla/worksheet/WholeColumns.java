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
import java.util.stream.Stream;
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
/// @param examples those of the sheet; null where it has none
/// @param names the variables that are vectors and matrices of them
/// @param letters the letters for their number
record WholeColumns(@Nullable Examples examples, Set<Name> names, Set<Name> letters) {

  /// Those of a formula, none where a sheet has no examples of numbers or the formula takes them
  /// one by one.
  static WholeColumns of(Sheet sheet, Formula formula) {
    Examples examples = sheet.examples();
    Set<Name> names = new LinkedHashSet<>();
    Set<Name> letters = new LinkedHashSet<>();
    if (examples != null) {
      ExampleShapes shapes = new ExampleShapes(examples.shapes(), 0, Set.of());
      for (Symbol variable : variables(formula)) {
        if (shapes.isOfAll(variable)) {
          Name letter = letter(variable.shape());
          names.add(variable.name());
          Stream.ofNullable(letter).filter(each -> !sheet.hasValue(each)).forEach(letters::add);
        }
      }
    }
    return new WholeColumns(examples, names, letters);
  }

  /// Whether there are so many examples that they are numbers in floating point.
  boolean isMany() {
    return examples != null && examples.isMany();
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
    return !names.isEmpty()
        && variables(formula).stream()
            .allMatch(each -> !sheet.isData(each.name()) || names.contains(each.name()));
  }

  /// Whether a formula is a number that is made of nothing but these, and of other such numbers.
  boolean isNumber(Sheet sheet, Formula formula) {
    Set<Name> known = new LinkedHashSet<>(sheet.meanings().numbersOfData().keySet());
    known.addAll(names);
    known.addAll(letters);
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
    if (examples == null
        || examples.isMany()
        || !collect(sheet, text, values).isEmpty()
        || values.isEmpty()) {
      return null;
    }
    return atOnce(sheet, examples, values, answer);
  }

  /// Where some of the formulas that a text names take all examples at once, and others one by one,
  /// makes of the first what they are with the numbers of these.
  static void putInto(Sheet sheet, String text) {
    Examples examples = sheet.examples();
    Map<Name, String> values = new LinkedHashMap<>();
    if (examples == null
        || examples.isMany()
        || collect(sheet, text, values).isEmpty()
        || values.isEmpty()) {
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

  /// Collects the values for the formulas in a text.
  ///
  /// @return those that take the examples one by one
  private static List<Formula> collect(Sheet sheet, String text, Map<Name, String> into) {
    List<Formula> others = new ArrayList<>();
    for (Statement.Clause item : StatementReader.list(new Statement.Clause(text, 0))) {
      Formula itself = read(sheet, item.text());
      List<Formula> formulas = new ArrayList<>();
      for (Name name : sheet.meanings().names()) {
        if (Links.mentions(item.text(), name)) {
          Formula formula = read(sheet, sheet.unfolded(Sheet.spelled(name)));
          Stream.ofNullable(formula).forEach(formulas::add);
          if (formula != null) {
            of(sheet, formula).remember(sheet, name, formula);
          }
        }
      }
      if (itself == null || !take(sheet, itself, into)) {
        Stream.ofNullable(itself).forEach(formulas::add);
        formulas.stream()
            .filter(each -> !take(sheet, each, into))
            .filter(each ->
                each.variables().stream().anyMatch(variable -> sheet.isData(variable.name())))
            .forEach(others::add);
      }
    }
    return others;
  }

  private static boolean take(Sheet sheet, Formula formula, Map<Name, String> into) {
    WholeColumns whole = of(sheet, formula);
    boolean all = whole.isAllOf(sheet, formula);
    if (all) {
      into.putAll(whole.written());
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
            .filter(each -> !names.contains(each.name()))
            .filter(each -> !sizes.contains(each.name().toString()))
            .toList();
    boolean asked = !sheet.derivatives().variables(name).isEmpty();
    if (isAllOf(sheet, formula)
        && formula.reading().parameters().isEmpty()
        && !open.isEmpty()
        && !asked) {
      sheet.derivatives().take(name, open);
    }
  }

  /// The values of a sheet with these.
  String values(Sheet sheet) {
    return values(sheet, Map.of());
  }

  /// The same with those of some other names.
  String values(Sheet sheet, Map<Name, String> others) {
    Map<Name, String> all = new LinkedHashMap<>(written());
    all.putAll(others);
    return sheet.values(all);
  }

  /// The vectors, matrices and numbers as they are written.
  private Map<Name, String> written() {
    Map<Name, String> written = new LinkedHashMap<>();
    if (examples != null) {
      names.forEach(name -> written.put(name, column(examples, name)));
      letters.forEach(letter -> written.put(letter, String.valueOf(examples.count())));
    }
    return written;
  }
}
