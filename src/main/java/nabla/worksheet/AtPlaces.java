package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.calculus.CarryOut;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What is no function by its definition, and stands before brackets as one: `L(w + ε)` of a loss
/// `L = (w − 1)²`, as differences have it, and `D(0, 0)` of a `D = f_xx f_yy − f_xy²`. The letters
/// of losses alone are read so where brackets may multiply.
final class AtPlaces {

  private static final Pattern CALL =
      Pattern.compile("(?<![\\p{L}\\d_\\\\′'\"])(?<name>\\p{L}[\\p{L}\\d]*)\\(");

  /// `w + ε` and `θ_1 − h`: a variable, and a little more or less.
  private static final Pattern MOVED =
      Pattern.compile("\\s*(?<name>\\p{L}(?:_\\{?\\w+\\}?|\\d|[₀-₉]+)?)\\s*[-+−].*");

  private static final Pattern NUMBER = Pattern.compile("\\s*[-+−]?[\\d./]+\\s*");

  private final Sheet sheet;
  private final Set<String> said;

  /// @param said takes what is read so
  AtPlaces(Sheet sheet, Set<String> said) {
    this.sheet = sheet;
    this.said = said;
  }

  /// A text with the values of such formulas in their places.
  String written(String text) {
    StringBuilder all = new StringBuilder();
    Matcher call = CALL.matcher(text);
    int from = 0;
    while (call.find(from)) {
      int open = call.end() - 1;
      int end = Gradients.closing(text, open);
      String value = end == 0 ? null : value(call.group("name"), text.substring(open + 1, end - 1));
      int next = value == null ? call.end() : end;
      all.append(text, from, value == null ? next : call.start());
      all.append(value == null ? "" : "(" + value + ")");
      from = next;
    }
    return all.append(text.substring(from)).toString();
  }

  /// The value of a formula at a place; null for a product.
  private @Nullable String value(String name, String place) {
    Name defined = NameText.alone(name);
    if (defined == null || !sheet.meanings().defines(defined) || sheet.isFunction(defined)) {
      return null;
    }
    try {
      Formula formula = sheet.formula(sheet.unfolded(name), 0);
      Expr meaning = CarryOut.of(formula.reading().expanded(), Map.of(), formula.written());
      Map<Symbol, Expr> values = values(formula, meaning, new Clause(place, 0));
      return values.isEmpty() ? null : Text.of(Substitution.of(values).apply(meaning));
    } catch (NablaException senseless) {
      return null; // which is said of the line as it stands
    }
  }

  private Map<Symbol, Expr> values(Formula formula, Expr meaning, Clause place) {
    List<Clause> arguments = StatementReader.list(place);
    Set<Symbol> variables = formula.known();
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    Matcher moved = MOVED.matcher(place.text());
    if (arguments.size() == 1 && moved.matches() && meaning.isScalar() && isLoss(formula)) {
      Name name = NameText.alone(moved.group("name"));
      variables.stream()
          .filter(each -> each.isScalar() && each.name().equals(name))
          .forEach(each -> {
            values.put(each, sheet.formula(place).reading().expanded());
            said.add(
                "%s(%s) is %1$s with %2$s for %s; for the product write %1$s·(%2$s)"
                    .formatted(formula.reading().name(), place.text(), each.name()));
          });
      return values;
    }
    List<Name> parameters = parameters(variables);
    if (arguments.size() > 1
        && arguments.size() == parameters.size()
        && arguments.stream().allMatch(each -> NUMBER.matcher(each.text()).matches())) {
      for (int i = 0; i < parameters.size(); i++) {
        values.put(
            Symbol.of(parameters.get(i)), sheet.formula(arguments.get(i)).reading().expanded());
      }
    }
    return values;
  }

  private static boolean isLoss(Formula formula) {
    Name name = formula.reading().name();
    return name != null
        && (name.isWord()
            || name.base().equals("ℓ")
            || Character.isUpperCase(name.base().codePointAt(0)));
  }

  /// The parameters of a function of the sheet that are these variables, in their order; none where
  /// there is no such function.
  private List<Name> parameters(Set<Symbol> variables) {
    Set<Name> names =
        variables.stream().map(Symbol::name).collect(Collectors.toCollection(LinkedHashSet::new));
    for (Name function : sheet.meanings().names()) {
      List<Name> parameters =
          sheet.isFunction(function)
              ? NameText.parameters(sheet.unfolded(Sheet.spelled(function)))
              : List.of();
      if (parameters.size() > 1 && names.equals(new LinkedHashSet<>(parameters))) {
        return new ArrayList<>(parameters);
      }
    }
    return List.of();
  }
}
