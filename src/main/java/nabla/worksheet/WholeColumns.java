package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Formula;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
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
    for (Symbol variable : variables(formula)) {
      Name name = variable.name();
      Name letter = letter(variable.shape());
      Dimension rows = variable.shape().rows();
      boolean counted = rows.isFixed() && rows.fixedSize() == examples.count();
      boolean vector = variable.shape().columns().equals(Dimension.ONE) && examples.count() > 1;
      if (sheet.isData(name) && vector && (letter != null || counted)) {
        if (!NameText.value(examples.example(0).get(name) + "").isScalar()) {
          return none;
        }
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

  /// The letter that says how many entries a vector has; null for anything else.
  static @Nullable Name letter(Shape shape) {
    Dimension rows = shape.rows();
    return shape.columns().equals(Dimension.ONE) && !rows.isFixed()
        ? NameText.alone(rows.toString())
        : null;
  }

  private static String column(Examples examples, Name name) {
    return IntStream.range(0, examples.count())
        .mapToObj(row -> examples.example(row).get(name))
        .collect(Collectors.joining(", ", "(", ")"));
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
    try {
      Formula formula = sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0);
      return of(sheet, formula).isAllOf(sheet, formula);
    } catch (NablaException senseless) {
      return false; // which is said where it is used
    }
  }

  /// Gives the vectors to a sheet that are in the formulas which a text names, and which take
  /// nothing one by one; false where there are none.
  static boolean give(Sheet sheet, String text) {
    Map<Name, String> values = new LinkedHashMap<>();
    for (Name name : sheet.meanings().names()) {
      if (Links.mentions(text, name) && isOfWhole(sheet, name)) {
        WholeColumns whole = of(sheet, sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0));
        values.putAll(whole.columns);
        values.putAll(whole.counts);
      }
    }
    values.forEach((name, value) -> sheet.give(name, value, NameText.value(value).shape()));
    return !values.isEmpty();
  }

  /// The values of a sheet with these.
  String values(Sheet sheet) {
    Map<Name, String> all = new LinkedHashMap<>(columns);
    all.putAll(counts);
    return sheet.values(all);
  }
}
