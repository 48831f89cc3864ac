package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.descent.RowEquation;
import nabla.worksheet.descent.Solve;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// `solve ∂L/∂w = 0 for w`, `solve ∇L = 0 for w, b`, and several equations: `solve x + y = 3, x y =
/// 2 for x, y`.
final class Solving {
  /// The K of `∂K/∂w`, `\\frac{dK}{dw}` and `K'(w)`.
  private static final Pattern OF =
      Pattern.compile(
          "(?:[∂d]|\\\\partial\\s*)\\s*(\\p{L}\\w*)\\s*(?:/|\\}\\s*\\{)\\s*(?:[∂d]|\\\\partial)"
              + "|(\\p{L}\\w*)['′]");

  /// The w of `∂K/∂w = 0` and of `\\frac{∂K}{∂w} = 0`.
  private static final Pattern BY =
      Pattern.compile(
          "(?:/|\\}\\s*\\{)\\s*(?:[∂d]|\\\\partial)\\s*((?:\\\\[a-zA-Z]+|\\p{L})(?:_?\\{?\\w+\\}?|[₀-₉]+)?)\\s*\\}?\\s*=");

  private static final Pattern AND = Pattern.compile("\\s+and\\s+|\\s*;\\s*");
  private static final Pattern PARTIAL =
      Pattern.compile("[∂d]\\s*(\\p{L}[\\w′']*)\\s*/\\s*[∂d]\\s*(\\p{L}\\w*)\\s*=\\s*0");

  /// A derivative by what has an index.
  private static final Pattern ROW =
      Pattern.compile(
          "[∂d]\\s*(?<of>\\p{L}[\\w′']*)\\s*/\\s*[∂d]\\s*(?<by>\\p{L}(?:_\\{?\\w+\\}?|[₀-₉]+))\\s*=\\s*0");

  private static final Pattern PRIME = Pattern.compile("(\\p{L}\\w*)\\s*['′]\\s*=(?<right>.+)");
  private static final Pattern NOTHING = Pattern.compile("for(?:\\s[^=]*)?");
  private static final Pattern SLOPE =
      Pattern.compile("\\s*(?<of>[^'′(]+)['′]\\s*\\(\\s*(?<by>[^()]+?)\\s*\\)\\s*=\\s*0\\s*");

  private static final Pattern GRADIENT =
      Pattern.compile("(?:∇|\\\\nabla)\\s*(?<of>\\p{L}\\w*)\\s*\\((?<at>[^()]*)\\)\\s*=\\s*0");

  private static final Pattern ZERO = Pattern.compile("(.+?)\\s*=\\s*0");

  private final Sheet sheet;
  private final Numbers numbers;
  private final Evaluating evaluating;

  Solving(Sheet sheet) {
    this.sheet = sheet;
    this.numbers = new Numbers(sheet);
    this.evaluating = new Evaluating(sheet);
  }

  Report solve(Statement statement) {
    Clause whole = inPartials(statement);
    return MeanLoss.during(sheet, whole, head -> solve(statement.with(whole), head));
  }

  /// `∇f = λ ∇g` as an equation for each of the unknowns of which f or g is made, `∂f/∂x = λ
  /// ∂g/∂x`; an equation `∇L = 0` stays.
  private Clause inPartials(Statement statement) {
    Clause unknown = statement.clause("for");
    if (unknown == null) {
      return statement.head();
    }
    Gradients gradients = new Gradients(sheet);
    List<String> all = new ArrayList<>();
    for (Clause equation : equations(statement.head())) {
      String text = equation.text().strip();
      List<Gradients.Found> found = gradients.in(text);
      boolean zero =
          found.size() == 1 && text.substring(found.getFirst().end()).matches("\\s*=\\s*0");
      if (found.isEmpty() || zero || found.stream().anyMatch(each -> !each.isName())) {
        all.add(text);
        continue;
      }
      for (Clause each : StatementReader.names(unknown)) {
        Name variable = NameText.alone(each.text());
        if (found.stream().anyMatch(gradient -> isOf(gradient.of(), variable))) {
          all.add(
              gradients
                  .written(text, gradient -> "∂" + gradient.of() + "/∂" + each.text().strip())
                  .text());
        }
      }
    }
    return new Clause(String.join(", ", all), statement.head().start());
  }

  private boolean isOf(String name, @Nullable Name variable) {
    Formula formula = sheet.formula(sheet.unfolded(name), 0);
    return Stream.concat(formula.variables().stream(), formula.reading().parameters().stream())
        .anyMatch(each -> each.isScalar() && each.name().equals(variable));
  }

  private Report solve(Statement statement, Clause head) {
    if (NOTHING.matcher(head.text()).matches()) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no equation before for, expected one, as in solve x^2 = a for x",
          1,
          head.start() + 1,
          "for".length());
    }
    Clause unknown = statement.clause("for");
    List<String> variables =
        unknown == null
            ? List.of()
            : StatementReader.names(unknown).stream().map(Clause::text).toList();
    Clause meant = prime(head, variables);
    if (meant == null) {
      meant = named(head);
    }
    if (meant != null) {
      return solve(statement, meant);
    }
    Gradients.Found list = gradientByList(head.text());
    if (list != null) {
      List<Name> by = new Gradients(sheet).variables(list).stream().map(Symbol::name).toList();
      if (variables.isEmpty() || variables.stream().map(NameText::alone).toList().equals(by)) {
        Clause whole = new Clause("∇" + list.of() + " = 0", head.start());
        String names = by.stream().map(Sheet::spelled).collect(Collectors.joining(", "));
        return solve(statement.with("for", names), whole);
      }
    }
    String function = slopeOf(head.text(), variables);
    if (function != null) {
      List<String> by =
          NameText.parameters(sheet.unfolded(function)).stream().map(Sheet::spelled).toList();
      return Solve.stationary(numbers.putInto(new Clause(function, head.start()), by), by);
    }
    Report row = row(head, variables);
    if (row != null) {
      return row;
    }
    GradientText gradient = gradient(head.text(), variables);
    if (gradient != null) {
      VariableLists lists = new VariableLists(sheet);
      List<String> by =
          variables.isEmpty() ? unsaid(gradient, head) : lists.items(variables, gradient.name());
      Clause loss = new Clause(gradient.name(), head.start());
      Report report = Solve.stationary(numbers.putInto(loss, by), by);
      String some =
          variables.isEmpty() && NameText.alone(gradient.name()) != null
              ? new Gradients(sheet).restricted(gradient.name())
              : null;
      return some == null
          ? report
          : Remarks.with(report, List.of(some + "; with for and their names it is by others"));
    }
    List<Formula> equations = new ArrayList<>();
    for (Clause equation : equations(head)) {
      Clause claim = new Clause(NameText.claimed(equation.text()), equation.start());
      equations.add(equation(claim, variables));
    }
    return Solve.solve(
        equations,
        variables.isEmpty() ? unknowns(equations, head.text()) : variables,
        called(head.text()));
  }

  /// Where the derivative by one of several vectors is 0, `∂J/∂μ_k = 0`; null for anything else.
  private @Nullable Report row(Clause head, List<String> variables) {
    Matcher partial = ROW.matcher(head.text());
    Name name = partial.matches() ? NameText.alone(partial.group("by")) : null;
    boolean itself =
        name != null
            && (variables.isEmpty()
                || variables.stream().map(NameText::alone).toList().equals(List.of(name)));
    if (name == null || !itself) {
      return null;
    }
    Formula loss = sheet.formula(sheet.unfolded(partial.group("of")), head.start());
    Map<Expr, Expr> values = new LinkedHashMap<>();
    for (Symbol symbol : loss.known()) {
      String value = sheet.value(symbol.name());
      if (value != null && !symbol.name().equals(name.withSubscript(""))) {
        values.put(symbol, NameText.value(value));
      }
    }
    return RowEquation.stationary(loss, Text.of(name), Substitution.of(values));
  }

  /// What the loss is called of whose derivatives an equation is.
  private Symbol called(String equations) {
    Set<Name> names =
        OF.matcher(equations)
            .results()
            .map(slope -> NameText.alone(slope.group(1) == null ? slope.group(2) : slope.group(1)))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return Symbol.of(names.size() == 1 ? names.iterator().next() : NamesInUse.loss(sheet));
  }

  /// `f' = 0` as `∂f/∂w = 0`, or as `f'(w) = 0` for a function; null for anything else.
  private @Nullable Clause prime(Clause head, List<String> variables) {
    Matcher prime = PRIME.matcher(head.text());
    if (!prime.matches()) {
      return null;
    }
    String name = prime.group(1);
    Name defined = NameText.alone(name);
    if (defined == null || !sheet.meanings().defines(defined)) {
      return null;
    }
    if (sheet.isFunction(defined)) {
      List<String> arguments =
          variables.isEmpty()
              ? NameText.parameters(sheet.unfolded(name)).stream().map(Sheet::spelled).toList()
              : variables;
      return arguments.size() == 1
          ? new Clause(
              name + "'(" + arguments.getFirst() + ") =" + prime.group("right"), head.start())
          : null;
    }
    List<String> by =
        variables.isEmpty() ? unsaid(new GradientText(false, name, List.of()), head) : variables;
    return by.size() == 1
        ? new Clause("∂" + name + "/∂" + by.getFirst() + " =" + prime.group("right"), head.start())
        : null;
  }

  /// `g = 0` as `∂L/∂w = 0` where g is that derivative, and `G = 0` as `∇L = 0`; null for anything
  /// else.
  private @Nullable Clause named(Clause head) {
    Matcher zero = ZERO.matcher(head.text());
    Name name = zero.matches() ? NameText.alone(zero.group(1)) : null;
    if (name == null || !sheet.meanings().defines(name) || sheet.isFunction(name)) {
      return null;
    }
    Statement derived = sheet.derivatives().named().get(name);
    String meaning = sheet.unfolded(Sheet.spelled(name));
    String claim = meaning.substring(meaning.indexOf('=') + 1).strip() + " = 0";
    Matcher gradient = GRADIENT.matcher(claim);
    if (gradient.matches() && isOfParameters(gradient.group("of"), gradient.group("at"))) {
      return new Clause("∇" + gradient.group("of") + " = 0", head.start());
    }
    if (derived != null) {
      String by = derived.clause("wrt", "");
      boolean once = derived.clause("order") == null && NameText.alone(by) != null;
      claim = once ? "∂" + derived.head().text() + "/∂" + by + " = 0" : "";
    }
    return PARTIAL.matcher(claim).matches() ? new Clause(claim, head.start()) : null;
  }

  /// Whether a gradient, `∇J(w)`, is that of a function at its own parameters.
  private boolean isOfParameters(String function, String arguments) {
    Name name = NameText.alone(function);
    List<Name> at =
        StatementReader.list(new Clause(arguments, 0)).stream()
            .map(each -> NameText.alone(each.text()))
            .toList();
    return name != null
        && sheet.isFunction(name)
        && NameText.parameters(sheet.unfolded(function)).equals(at);
  }

  /// L of `L'(w) = 0` and `∂L/∂w = 0`, where L is a function of w and w is what is looked for; null
  /// for anything else.
  private @Nullable String slopeOf(String text, List<String> variables) {
    Matcher slope = SLOPE.matcher(text);
    Matcher partial = PARTIAL.matcher(text);
    if (!slope.matches() && !partial.matches()) {
      return null;
    }
    String of = slope.matches() ? slope.group("of").strip() : partial.group(1);
    String by = slope.matches() ? slope.group("by").strip() : partial.group(2);
    Name name = NameText.alone(of);
    boolean found =
        name != null
            && sheet.isFunction(name)
            && NameText.parameters(sheet.unfolded(of)).stream()
                .map(Sheet::spelled)
                .toList()
                .equals(List.of(by))
            && (variables.isEmpty() || variables.equals(List.of(by)));
    return found ? of : null;
  }

  /// The `∇_θ L` of `∇_θ L = 0`, where θ names several variables; null for anything else.
  private Gradients.@Nullable Found gradientByList(String text) {
    Matcher zero = ZERO.matcher(text);
    String left = zero.matches() ? zero.group(1) : "";
    List<Gradients.Found> found = new Gradients(sheet).in(left);
    boolean whole = found.size() == 1 && found.getFirst().isAllOf(left);
    return whole && !found.getFirst().by().isEmpty() ? found.getFirst() : null;
  }

  /// The gradient that is to be 0; null where something else is.
  private @Nullable GradientText gradient(String text, List<String> variables) {
    Matcher zero = ZERO.matcher(text);
    Matcher partial = PARTIAL.matcher(text);
    if (partial.matches()
        && variables.equals(List.of(partial.group(2)))
        && !new VariableLists(sheet).listed(partial.group(2), partial.group(1)).isEmpty()) {
      return new GradientText(false, partial.group(1), List.of());
    }
    String left = zero.matches() ? zero.group(1) : "";
    List<Gradients.Found> found = new Gradients(sheet).in(left);
    if (found.size() == 1 && found.getFirst().isAllOf(left) && found.getFirst().by().isEmpty()) {
      return new GradientText(false, found.getFirst().of(), List.of());
    }
    GradientText gradient = GradientText.of(left);
    return gradient == null || gradient.negative() ? null : gradient;
  }

  private List<String> unsaid(GradientText gradient, Clause head) {
    Gradients.Found of = new Gradients.Found(0, gradient.name().length(), gradient.name(), "");
    List<Symbol> variables =
        of.isName()
            ? evaluating.variables(gradient.name(), head.start())
            : new Gradients(sheet).variables(of);
    return variables.stream().map(variable -> Sheet.spelled(variable.name())).toList();
  }

  /// The only variable of equations, or those by which they have derivatives.
  private static List<String> unknowns(List<Formula> equations, String text) {
    List<String> open =
        equations.stream()
            .flatMap(equation -> equation.variables().stream())
            .map(variable -> Sheet.spelled(variable.name()))
            .distinct()
            .toList();
    return open.size() == 1
        ? open
        : BY.matcher(text).results().map(slope -> slope.group(1)).distinct().toList();
  }

  /// The equations between commas, semicolons and the word "and".
  private static List<Clause> equations(Clause head) {
    List<Clause> equations = new ArrayList<>();
    for (Clause item : StatementReader.list(head)) {
      Matcher and = AND.matcher(item.text());
      int start = 0;
      while (and.find()) {
        equations.add(new Clause(item.text().substring(start, and.start()), item.start() + start));
        start = and.end();
      }
      equations.add(new Clause(item.text().substring(start), item.start() + start));
    }
    return equations;
  }

  /// The equation with its unknowns as the sheet declares them, or as numbers where only that can
  /// be read.
  private Formula equation(Clause claim, List<String> variables) {
    try {
      return numbers.putInto(claim, variables);
    } catch (NablaException clash) {
      List<Name> own = variables.stream().map(NameText::alone).filter(Objects::nonNull).toList();
      try {
        return numbers.putInto(claim, variables, own);
      } catch (NablaException none) {
        throw clash;
      }
    }
  }
}
