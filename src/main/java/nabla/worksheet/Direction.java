package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Value;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// The direction of a step that is more than `∇L`: a multiple of it, `2∇L` or `∇L/‖∇L‖`, a named
/// derivative, `g` or `∂L/∂w`, or a list of such. With data its derivatives are the means over the
/// examples.
final class Direction {
  private static final Pattern PARTIAL =
      Pattern.compile(
          "([∂d])\\s*(\\p{L}[\\w′']*)\\s*/\\s*\\1\\s*(\\p{L}\\w*(?:\\^\\{?[\\[(]\\w+[\\])]\\}?)?)");

  /// What a sum of multiples of gradients has beside these.
  private static final Pattern MULTIPLES = Pattern.compile("[\\s\\p{L}\\d.,+\\-−*·⋅/()_]*");

  private final Sheet sheet;
  private final Evaluating evaluating;
  private final Clause along;
  private final Gradients gradients;
  private final List<Gradients.Found> found;

  Direction(Sheet sheet, Evaluating evaluating, Clause along) {
    this.sheet = sheet;
    this.evaluating = evaluating;
    this.along = along;
    this.gradients = new Gradients(sheet);
    this.found = gradients.in(along.text());
  }

  /// The name of the formula whose gradient it has; null where it has none.
  @Nullable String loss() {
    return found.stream()
        .filter(Gradients.Found::isName)
        .map(Gradients.Found::of)
        .findFirst()
        .orElse(null);
  }

  /// `w − α d` for each of the variables that move.
  Map<String, Evaluating.Row> updates(List<String> names, Clause by) {
    Map<String, Evaluating.Row> updates = new LinkedHashMap<>();
    List<String> parts = parts(names);
    for (int i = 0; i < parts.size(); i++) {
      String text = names.get(i) + " - (" + by.text() + ") (" + parts.get(i) + ")";
      updates.put(names.get(i), evaluating.row(text, by.start()));
    }
    return updates;
  }

  /// A value as a factor in a formula.
  static String bracketed(Value value) {
    String text = Text.of(value.exact());
    return value.exact().isScalar() ? "(" + text + ")" : text;
  }

  /// The direction for each of some variables.
  private List<String> parts(List<String> names) {
    if (found.isEmpty() && !isOfDerivatives(along.text())) {
      throw refused("expected the gradient of a named formula, as in along ∇L");
    }
    List<Symbol> variables = names.stream().map(this::symbol).toList();
    if (names.size() == 1 || !variables.stream().allMatch(Symbol::isScalar)) {
      return names.stream().map(name -> part(name, names.size() == 1)).toList();
    }
    String text =
        numbers(
            gradients.written(along.text(), each -> mean(Gradients.list(each, variables))).text());
    Formula direction = sheet.formula(sheet.unfolded(text), along.start());
    Expr list = direction.reading().expression();
    if (list instanceof Literal && list.arity() == names.size()) {
      return list.children().stream().map(direction::text).toList();
    }
    Value value = evaluating.row(text, along.start()).value();
    if (!(value.exact() instanceof Literal array && array.arity() == names.size())) {
      throw refused(
          "expected a gradient, as in along ∇L, or a list with an entry for each of "
              + String.join(", ", names));
    }
    return value.exact().children().stream().map(Text::of).toList();
  }

  /// The direction for one variable, which is that of its own derivatives where there are others.
  ///
  /// @param one whether there are no others, so that `∇L/‖∇L‖` is of it alone
  private String part(String name, boolean one) {
    String text = along.text();
    Gradients.Written own =
        gradients.written(text, each -> mean("(" + Gradients.derivative(each, name) + ")"));
    String rest = gradients.written(text, each -> "").text();
    if (!one && !found.isEmpty() && !MULTIPLES.matcher(rest).matches()) {
      throw refused("with several arrays a step is along a multiple of a gradient, as in 2∇L");
    }
    return numbers(own.text());
  }

  private Symbol symbol(String name) {
    Formula formula = sheet.formula(name, along.start());
    return formula.reading().expression() instanceof Symbol symbol
        ? symbol
        : Symbol.of(Objects.requireNonNull(NameText.alone(name)));
  }

  private boolean isOfDerivatives(String text) {
    return sheet.contexts().isOfDerivatives(text, sheet.derivatives().named().keySet());
  }

  /// With data, the means of the derivatives in a text in their place, and of those it names.
  private String numbers(String text) {
    if (sheet.examples() == null) {
      return text;
    }
    String all = withMeans(text, PARTIAL);
    for (Name name : sheet.meanings().names()) {
      if (isOfDerivatives(Sheet.spelled(name))) {
        String quoted = Pattern.quote(Sheet.spelled(name));
        all = withMeans(all, Pattern.compile("(?<![\\p{L}_])" + quoted + "(?![\\p{L}\\d_(′'])"));
      }
    }
    Formula formula = sheet.formula(sheet.unfolded(all), along.start());
    if (formula.variables().stream().anyMatch(variable -> sheet.isData(variable.name()))) {
      throw refused("expected derivatives of which there are means over the data, as in along ∇L");
    }
    return all;
  }

  private String withMeans(String text, Pattern derivative) {
    return derivative
        .matcher(text)
        .replaceAll(each -> Matcher.quoteReplacement(mean(each.group())));
  }

  /// Derivatives as they stand, or their means over the examples.
  private String mean(String derivatives) {
    Evaluating.Row row =
        sheet.examples() == null ? null : evaluating.row(derivatives, along.start());
    return row == null || (row.each() == null && row.ofMeans() == null)
        ? derivatives
        : bracketed(row.moved());
  }

  private NablaException refused(String why) {
    return new NablaException(
        NablaException.Kind.SYNTAX,
        "found " + along.text() + ", " + why,
        1,
        along.start() + 1,
        along.text().length());
  }
}
