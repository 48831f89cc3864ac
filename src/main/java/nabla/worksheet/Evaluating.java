package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.Derived;
import nabla.Formula;
import nabla.Value;
import nabla.answer.Report;
import nabla.calculus.CarryOut;
import nabla.calculus.Conventions;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// `evaluate L, ∇L`: formulas with the numbers of the sheet put in.
final class Evaluating {

  /// `∂L/∂w`, `dL/dw`
  private static final Pattern PARTIAL =
      Pattern.compile("([∂d])\\s*(\\p{L}[\\w′']*)\\s*/\\s*\\1\\s*(\\p{L}.*)");

  private final Sheet sheet;
  private final Averaging averaging;

  /// What is to be said of the gradients that were asked for.
  private final List<String> asides = new ArrayList<>();

  private int line;

  Evaluating(Sheet sheet) {
    this.sheet = sheet;
    this.averaging = new Averaging(sheet);
  }

  /// A formula with its value.
  ///
  /// @param kinks the conditions that do not hold of the derivatives in it; over examples, all
  /// @param each the values in the first examples, of which the value is the mean; null for a
  ///   formula without data
  /// @param derived the derivative that has the value; null for a formula
  /// @param ofMeans the value with the means of the derivatives in it, where that is another than
  ///   the mean of the values
  record Row(
      Formula formula,
      Expr left,
      Value value,
      List<Expr> kinks,
      @Nullable List<Value> each,
      @Nullable Derived derived,
      @Nullable Value ofMeans) {

    Row(
        Formula formula,
        Expr left,
        Value value,
        List<Expr> kinks,
        @Nullable List<Value> each,
        @Nullable Derived derived) {
      this(formula, left, value, kinks, each, derived, null);
    }

    /// The same under another name.
    Row called(Expr name) {
      return new Row(formula, name, value, kinks, each, derived, ofMeans);
    }

    /// What a variable becomes by it: derivatives are those of the mean over the examples.
    Value moved() {
      return ofMeans == null ? value : ofMeans;
    }
  }

  /// The values of all formulas in a list; of one that has none it says why.
  ///
  /// @param all whether it is refused where one of them has none
  Report values(Statement statement, boolean all) {
    List<Row> rows = new ArrayList<>();
    List<NablaException> wrong = new ArrayList<>();
    asides.clear();
    line = statement.line();
    for (Clause item : StatementReader.list(statement.head())) {
      try {
        rows.addAll(rows(item));
      } catch (NablaException error) {
        wrong.add(
            error.line() == 1 && error.column() > item.start()
                ? error
                : new NablaException(
                    error.kind(),
                    String.valueOf(error.getMessage()),
                    1,
                    item.start() + 1,
                    item.text().length()));
      }
    }
    if (rows.isEmpty() || (all && !wrong.isEmpty())) {
      throw wrong.getFirst();
    }
    return new ValueReport(sheet, averaging, rows).of(statement.text().strip(), asides, wrong);
  }

  private List<Row> rows(Clause item) {
    String byEntries = new EntryDerivatives(sheet).written(item.text());
    if (!byEntries.equals(item.text())) {
      Row row = row(byEntries, item.start());
      Expr sign = EntryDerivatives.sign(item.text());
      return List.of(sign == null ? row : row.called(sign));
    }
    GradientText gradient = GradientText.of(item.text());
    Matcher partial = PARTIAL.matcher(item.text());
    if (gradient != null && !gradient.negative()) {
      return gradient(gradient, item.start());
    }
    List<Symbol> arrays = new Gradients(sheet).arrays(item.text());
    if (!arrays.isEmpty()) {
      String by =
          arrays.stream().map(each -> Sheet.spelled(each.name())).collect(Collectors.joining(", "));
      String of = new Gradients(sheet).in(item.text()).getFirst().of();
      return derivatives(of, by, item.start());
    }
    GradientText primed = GradientText.primed(item.text());
    if (primed != null && isAtArray(primed, item.start())) {
      return gradient(primed, item.start());
    }
    if (partial.matches() && NameText.alone(partial.group(3)) != null) {
      String of = partial.group(2);
      Name name = NameText.alone(of);
      if (name != null && sheet.meanings().defines(name)) {
        refuseBeside(item, partial.group(3), of);
        List<String> by = new VariableLists(sheet).items(List.of(partial.group(3)), of);
        List<Row> rows = derivatives(of, String.join(", ", by), item.start());
        noteAbsent(of, rows);
        return rows;
      }
    }
    return List.of(row(item.text(), item.start()));
  }

  /// Says so where a derivative is 0 as its variable is not there, which it may be by mistake;
  /// refused where a line below defines it.
  private void noteAbsent(String of, List<Row> rows) {
    for (Row row : rows) {
      Derived derived = row.derived();
      for (Symbol variable : derived == null ? List.<Symbol>of() : derived.variables()) {
        if (!row.formula().known().contains(variable)) {
          if (!sheet.hasValue(variable.name()) && !sheet.meanings().defines(variable.name())) {
            sheet.outlook().refuse(variable.name(), line);
          }
          asides.add(Sheet.spelled(variable.name()) + " does not occur in " + of);
        }
      }
    }
  }

  /// Refuses `dv/du` of two names of which none is made of the other, as a formula does.
  private void refuseBeside(Clause item, String by, String of) {
    Name variable = NameText.alone(by);
    if (variable != null
        && sheet.meanings().defines(variable)
        && new VariableLists(sheet).listed(by, of).isEmpty()) {
      sheet.formula(item.text(), item.start());
    }
  }

  /// Whether it is that of a function of one vector or matrix, or of one list of numbers, at such a
  /// one.
  private boolean isAtArray(GradientText primed, int start) {
    Name function = NameText.alone(primed.name());
    if (function == null || !sheet.isFunction(function) || primed.arguments().size() != 1) {
      return false;
    }
    String place = primed.arguments().getFirst();
    return NameText.parameters(sheet.unfolded(primed.name())).size() == 1
        && !sheet.formula(place, start).reading().expression().shape().isScalar();
  }

  /// `∇L` at the values of the sheet, `∇g(1, 2)` at these.
  private List<Row> gradient(GradientText gradient, int start) {
    String by =
        variables(gradient.name(), start).stream()
            .map(variable -> Sheet.spelled(variable.name()))
            .collect(Collectors.joining(", "));
    List<String> arguments = gradient.arguments();
    if (arguments.isEmpty()) {
      Stream.ofNullable(new Gradients(sheet).restricted(gradient.name())).forEach(asides::add);
      return derivatives(gradient.name(), by, start);
    }
    String function = sheet.unfolded(gradient.name());
    Formula formula = sheet.formula(function, start);
    List<Symbol> parameters = formula.reading().parameters();
    if (parameters.size() > 1 && arguments.size() == 1) {
      Name list = NameText.alone(arguments.getFirst());
      List<Symbol> components =
          list == null || sheet.hasValue(list)
              ? List.of()
              : new VariableLists(sheet).components(list);
      arguments = // of L(θ), which has θ₁ and θ₂
          components.isEmpty()
              ? entries(arguments.getFirst(), start)
              : components.stream().map(each -> Sheet.spelled(each.name())).toList();
    }
    if (parameters.size() != arguments.size()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found "
              + arguments.size()
              + " arguments of "
              + gradient.name()
              + ", which has "
              + parameters.size(),
          1,
          start + 1);
    }
    Map<Name, String> place = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      Formula argument = sheet.formula(arguments.get(i), start);
      place.put(parameters.get(i).name(), argument.text(argument.at(sheet.values()).exact()));
    }
    Sheet before = sheet.saved();
    try {
      place.keySet().forEach(sheet.meanings()::undefine); // g's own a is no a of the sheet
      return derivatives(sheet.formula(function, start), by, place);
    } finally {
      sheet.restore(before);
    }
  }

  /// What stands in the brackets of a list, or the numbers of what is a vector; anything else
  /// alone.
  private List<String> entries(String list, int start) {
    boolean bracketed = list.startsWith("(") && list.endsWith(")");
    if (bracketed) {
      return StatementReader.list(new Clause(list.substring(1, list.length() - 1), 0)).stream()
          .map(Clause::text)
          .toList();
    }
    Formula point = sheet.formula(list, start);
    return point.reading().expression().shape().isVector()
            && point.at(sheet.values()).exact() instanceof Literal numbers
        ? numbers.children().stream().map(point::text).toList()
        : List.of(list);
  }

  /// The derivatives of a named formula by variables, each with its value.
  List<Row> derivatives(String name, String variables, int start) {
    Formula formula = new Numbers(sheet).ofSizes(sheet.unfolded(name), start);
    return derivatives(formula, variables, Map.of());
  }

  private List<Row> derivatives(Formula formula, String variables, Map<Name, String> place) {
    List<Derived> derived = formula.derive(variables, 1, false, false);
    WholeColumns whole = WholeColumns.of(sheet, formula);
    if (whole.isMany() && place.isEmpty() && whole.isAllOf(sheet, formula)) {
      return derived.stream()
          .map(each -> new Row(formula, sign(each), averaging.atOnce(each), List.of(), null, each))
          .toList();
    }
    if (!averaging.concerns(formula) || !place.isEmpty() || whole.isAllOf(sheet, formula)) {
      String values = whole.values(sheet, place);
      return derived.stream().map(each -> row(formula, each, values)).toList();
    }
    List<Averaging.Spread> spreads =
        averaging.of(derived.stream().map(each -> new Averaging.Quantity(formula, each)).toList());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < derived.size(); i++) {
      Derived each = derived.get(i);
      Averaging.Spread spread = spreads.get(i);
      rows.add(new Row(formula, sign(each), spread.mean(), List.of(), spread.first(), each));
    }
    return rows;
  }

  private Row row(Formula formula, Derived derived, String values) {
    Derived there = derived.there(values, Conventions.DEFAULT);
    List<Expr> kinks =
        there.conditions().stream()
            .filter(condition -> formula.excludes(condition, values))
            .toList();
    return new Row(formula, sign(derived), there.at(values), kinks, null, derived);
  }

  /// What the value is called: that by a whole array where the formula is that of its entries.
  private static Expr sign(Derived derived) {
    boolean whole = !derived.indices().isEmpty() && derived.withRespectTo().entry().isEmpty();
    return whole && derived.subject() instanceof Derivative entry
        ? Derivative.of(entry.body(), derived.withRespectTo().variables().getFirst(), entry.order())
        : derived.subject();
  }

  /// By what a named formula is differentiated where nobody says.
  List<Symbol> variables(String name, int start) {
    return new Gradients(sheet).variables(name, start);
  }

  /// The value of a formula.
  Row row(String text, int start) {
    Definitions.refuseSecond(sheet, text, start);
    Name alone = NameText.alone(text);
    boolean named = alone != null && sheet.meanings().defines(alone) && !sheet.isFunction(alone);
    String meaning = named ? text : sheet.unfolded(text);
    Formula formula = new Numbers(sheet).ofSizes(meaning, start);
    Name name = formula.reading().name();
    Expr left =
        name == null
            ? new OwnNotation(sheet).of(text, formula.reading().expression())
            : Symbol.of(name);
    List<Expr> all = conditions(formula, text);
    WholeColumns whole = WholeColumns.of(sheet, formula);
    if (whole.isAllOf(sheet, formula)) {
      return new Row(formula, left, averaging.atOnce(formula, whole), List.of(), null, null);
    }
    if (averaging.concerns(formula)) {
      Value ofMeans = new MeanDerivatives(sheet, averaging).at(formula);
      try {
        Averaging.Spread spread =
            averaging.of(List.of(new Averaging.Quantity(formula, null))).getFirst();
        return new Row(formula, left, spread.mean(), all, spread.first(), null, ofMeans);
      } catch (NablaException senseless) {
        if (ofMeans == null) {
          throw senseless;
        }
        return new Row(formula, left, ofMeans, all, null, null, ofMeans); // 0/|0| in one of them
      }
    }
    List<Expr> kinks =
        all.stream().filter(condition -> formula.excludes(condition, sheet.values())).toList();
    return new Row(formula, left, formula.at(sheet.values()), kinks, null, null);
  }

  /// Where the derivatives exist which a formula asks for, such as `f'(0)`, and those that have
  /// names in its text.
  private List<Expr> conditions(Formula formula, String text) {
    return Stream.concat(conditions(formula).stream(), named(text, List.of()).stream())
        .distinct()
        .toList();
  }

  /// Where the derivatives which a formula asks for exist.
  static List<Expr> conditions(Formula formula) {
    return List.copyOf(
        CarryOut.withConditions(
                formula.reading().expression(),
                formula.reading().intermediates(),
                formula.written(),
                formula.reading().assumptions())
            .conditions());
  }

  /// Where the derivatives exist that have names in a text, or in what it is of.
  ///
  /// @param numbers names that stand for numbers of their own
  List<Expr> named(String text, List<Name> numbers) {
    if (sheet.derivatives().named().isEmpty()) {
      return List.of();
    }
    String meant = new Gradients(sheet).written(text).text();
    return sheet.derivatives().conditions(sheet.contexts().needed(meant, numbers));
  }
}
