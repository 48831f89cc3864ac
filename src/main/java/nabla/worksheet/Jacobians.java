package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.calculus.Derivatives;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// The Jacobian of a function of several numbers with a vector as its value, `∇F` and `∂F/∂(x, y)`
/// of `F(x, y) = (x² y, 5x + sin y)`: a row for each entry, a column for each variable.
final class Jacobians {

  /// `∇F`, `F'` and `∂F/∂(x, y)`, with what stands in brackets behind them
  private static final Pattern JACOBIAN =
      Pattern.compile(
          "(?:(?:∇|\\\\nabla\\b)\\s*(?<of>\\p{L}[\\p{M}\\d]*)(?![\\p{L}_^'′])"
              + "|(?<![\\p{L}\\d_])(?<primed>\\p{L}[\\p{M}\\d]*)['′](?=\\s*\\()"
              + "|∂\\s*(?<above>\\p{L}[\\p{M}\\d]*)\\s*/\\s*∂\\s*\\((?<by>[^()]*)\\))"
              + "(?:\\s*\\((?<at>[^()]*)\\))?");

  /// `[∂r/∂a, ∂r/∂b]`
  private static final Pattern COLUMNS =
      Pattern.compile(
          "\\[\\s*∂\\s*(?<of>\\p{L}[\\p{M}\\d]*)\\s*/\\s*∂\\s*[^\\s,;\\[\\]∂]+"
              + "(?:\\s*,\\s*∂\\s*\\k<of>\\s*/\\s*∂\\s*[^\\s,;\\[\\]∂]+)+\\s*\\]");

  private final Sheet sheet;

  Jacobians(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A text with the matrices in place of these. A gradient that is all that is evaluated stays: it
  /// is shown by its columns.
  String written(String text) {
    String beside =
        COLUMNS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(columns(found)));
    return JACOBIAN
        .matcher(beside)
        .replaceAll(found -> Matcher.quoteReplacement(matrix(found, text)));
  }

  /// The derivatives of a vector by several numbers beside each other.
  private String columns(MatchResult found) {
    String list = found.group().strip();
    Matcher of = COLUMNS.matcher(list);
    Name name = of.matches() ? NameText.alone(of.group("of")) : null;
    boolean vector =
        name != null
            && sheet.meanings().defines(name)
            && !sheet.isFunction(name)
            && sheet
                .formula(sheet.unfolded(Sheet.spelled(name)), 0)
                .reading()
                .expression()
                .shape()
                .isVector();
    return vector ? "hstack(" + list.substring(1, list.length() - 1) + ")" : found.group();
  }

  private String matrix(MatchResult found, String text) {
    Matcher groups = JACOBIAN.matcher(found.group());
    boolean alone = text.strip().equals(found.group().strip());
    if (!groups.matches() || (alone && groups.group("of") != null)) {
      return found.group();
    }
    String of =
        groups.group("of") != null
            ? groups.group("of")
            : groups.group("primed") != null ? groups.group("primed") : groups.group("above");
    Name function = NameText.alone(of);
    String value =
        function == null || !sheet.isFunction(function)
            ? null
            : of(of, groups.group("by"), groups.group("at"));
    return value == null ? found.group() : value;
  }

  /// @param by the variables of a partial derivative; null for all
  /// @param at where it is taken; null where the variables stand for themselves
  private @Nullable String of(String function, @Nullable String by, @Nullable String at) {
    try {
      Formula formula = sheet.formula(sheet.unfolded(function), 0);
      List<Symbol> variables = formula.reading().parameters();
      if (!(formula.reading().expanded() instanceof Literal vector)
          || !vector.shape().isVector()
          || variables.size() < 2
          || (by != null && !names(by).equals(variables.stream().map(Symbol::name).toList()))) {
        return null;
      }
      Substitution place = at == null ? Substitution.of(Map.of()) : place(variables, at);
      return place == null
          ? null
          : vector.children().stream()
              .map(entry ->
                  variables.stream()
                      .map(each -> Text.of(place.apply(Derivatives.of(entry, each))))
                      .collect(Collectors.joining(", ")))
              .collect(Collectors.joining("; ", "[", "]"));
    } catch (NablaException senseless) {
      Budget.check();
      return null; // which is said where it is read
    }
  }

  private static List<Name> names(String list) {
    return StatementReader.list(new Clause(list, 0)).stream()
        .map(item -> NameText.alone(item.text()))
        .toList();
  }

  /// The arguments in the places of the variables; null where they are not as many.
  private @Nullable Substitution place(List<Symbol> variables, String at) {
    List<Clause> arguments = StatementReader.list(new Clause(at, 0));
    if (arguments.size() != variables.size()) {
      return null;
    }
    Map<Symbol, Expr> places = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      places.put(
          variables.get(i), sheet.formula(arguments.get(i).text(), 0).reading().expression());
    }
    return Substitution.of(places);
  }
}
