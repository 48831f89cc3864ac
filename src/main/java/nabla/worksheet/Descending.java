package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.descent.Descent;
import nabla.worksheet.descent.Letters;
import nabla.worksheet.descent.Stop;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// `descend L over w from 0 with α = 1/2 for 10 steps`.
final class Descending {
  /// `f(w)`
  private static final Pattern VALUE = Pattern.compile("([^()\\s]+)\\s*\\([^()]*\\)");

  /// `(u, v) = (1, 2)`
  private static final Pattern TUPLE = Pattern.compile("\\(([^()=]*)\\)\\s*=\\s*(\\(.*\\))");

  /// `learning rate 0.1`, `step size = 0.1`, `rate α`
  static final Pattern RATE =
      Pattern.compile(
          "(?:(?:learning[\\s-]+)?rate|step[\\s-]*size)\\s*=?\\s*(?=[\\d.]|\\\\?\\p{L})(.+)");

  /// What may stand before a rate.
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:(?:a|the|constant|fixed|learning|step)[\\s-]+)*(?:rate|step|stepsize|size)?\\s*"
              + "(?:\\\\?\\p{L}\\w*\\s*)?");

  private final Sheet sheet;
  private final Numbers numbers;

  Descending(Sheet sheet) {
    this.sheet = sheet;
    this.numbers = new Numbers(sheet);
  }

  /// A statement that says its variables, be it by their starts, `descend L from w = 0`, or as the
  /// parameters of a function.
  Statement withVariables(Statement statement) {
    Clause from = statement.clause("from");
    Clause given = statement.clause("over");
    if (given != null) {
      return ofVariables(statement, given);
    }
    String text = from == null ? "" : from.text();
    Matcher tuple = TUPLE.matcher(text.strip());
    Name function = NameText.alone(statement.head().text());
    String over =
        tuple.matches()
            ? tuple.group(1)
            : text.contains("=")
                ? StatementReader.list(Objects.requireNonNull(from)).stream()
                    .map(item -> item.text().split("=", 2)[0].strip())
                    .collect(Collectors.joining(", "))
                : function != null && sheet.isFunction(function)
                    ? NameText.parameters(sheet.unfolded(Sheet.spelled(function))).stream()
                        .map(Sheet::spelled)
                        .collect(Collectors.joining(", "))
                    : "";
    return over.isBlank() ? statement : statement.with("over", over);
  }

  /// The variable of which nothing else says how many entries it has: as many as its start.
  void declareStart(Statement statement) {
    Name variable = NameText.alone(statement.clause("over", ""));
    String from = statement.clause("from", "");
    if (variable != null
        && PlainNumbers.isNumbers(from)
        && PlainNumbers.isList(from)
        && !new Past(sheet).knows(variable)
        && sheet.meanings().names().stream()
            .map(each -> Objects.requireNonNull(sheet.meanings().textOf(each)))
            .noneMatch(text -> Links.mentionsNumbered(text, variable))) {
      sheet.declare(Sheet.spelled(variable) + " ∈ " + Text.of(NameText.value(from).shape()));
    }
  }

  /// `descend f(x) over x` as `descend f over x`.
  private Statement ofVariables(Statement statement, Clause over) {
    Clause head = statement.head();
    Matcher value = VALUE.matcher(head.text());
    Name function = value.matches() ? NameText.alone(value.group(1)) : null;
    boolean plain =
        function != null
            && sheet.isFunction(function)
            && NameText.parameters(sheet.unfolded(Sheet.spelled(function))).stream()
                .map(Sheet::spelled)
                .toList()
                .equals(StatementReader.names(over).stream().map(Clause::text).toList())
            && head.text()
                .replaceAll("\\s", "")
                .endsWith("(" + over.text().replaceAll("[\\s()]", "") + ")");
    return plain ? statement.with(new Clause(value.group(1), head.start())) : statement;
  }

  Report descend(Statement statement) {
    Clause over = statement.clause("over");
    List<String> variables = over == null ? List.of() : names(over, statement.head());
    if (variables.isEmpty()) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no variables, expected over and their names, as in " + statement.kind().usage(),
          1,
          statement.text().length() + 1,
          1);
    }
    Map<String, String> starts = starts(statement.clause("from"), variables);
    String rate = rate(statement);
    Stop stop = new Stopping(sheet).stop(statement, variables, rate);
    Report many = DataDescent.of(sheet, statement.head(), variables, starts, rate, stop);
    if (many != null) {
      return many;
    }
    return MeanLoss.during(
        sheet,
        statement.head(),
        loss ->
            Descent.descend(
                numbers.putInto(loss, variables),
                variables,
                starts,
                rate,
                new Stopping(sheet).stop(statement, variables, rate),
                letters(statement.head(), variables)));
  }

  /// The letters of the sheet; `f(w)` is called f, and what lists the variables stands for them.
  private Letters letters(Clause loss, List<String> variables) {
    Matcher value = VALUE.matcher(loss.text());
    Name name = NameText.alone(value.matches() ? value.group(1) : loss.text());
    VariableLists lists = new VariableLists(sheet);
    List<Name> names = variables.stream().map(NameText::alone).filter(Objects::nonNull).toList();
    Name point =
        sheet.meanings().names().stream()
            .filter(
                each -> lists.components(each).stream().map(Symbol::name).toList().equals(names))
            .findFirst()
            .orElse(null);
    return new Letters(
        name != null && sheet.isFunction(name) ? name : null, point, NamesInUse.of(sheet));
  }

  private List<String> names(Clause clause, Clause loss) {
    List<String> names = StatementReader.names(clause).stream().map(Clause::text).toList();
    return new VariableLists(sheet).items(names, loss.text());
  }

  /// Where each variable starts: `0` for one, `(0, 1)` for all in their order, `w = 0, b = 1`; one
  /// that is missing starts at its value in the sheet.
  private Map<String, String> starts(@Nullable Clause from, List<String> variables) {
    Map<String, String> starts = new LinkedHashMap<>();
    for (String variable : variables) {
      String value = sheet.value(variable);
      if (value != null) {
        starts.put(variable, value);
      }
    }
    if (from == null) {
      return starts;
    }
    if (from.text().contains("=")) {
      Matcher tuple = TUPLE.matcher(from.text().strip());
      if (!tuple.matches()) {
        StatementReader.list(from).forEach(item -> named(item, variables, starts));
        return starts;
      }
      List<String> names = List.of(tuple.group(1).strip().split("\\s*,\\s*"));
      if (!names.equals(variables)) {
        throw refused("found " + from.text() + ", expected a value for each variable", from);
      }
      return starts(new Clause(tuple.group(2), from.start() + tuple.start(2)), variables);
    }
    String text = from.text();
    if (variables.size() > 1 && text.equals("0")) {
      variables.forEach(variable -> starts.put(variable, "0"));
      return starts;
    }
    boolean tuple =
        variables.size() > 1 && text.startsWith("(") && Gradients.closing(text, 0) == text.length();
    List<Clause> values =
        tuple
            ? StatementReader.list(
                new Clause(text.substring(1, text.length() - 1), from.start() + 1))
            : variables.size() > 1 ? StatementReader.list(from) : List.of(from);
    if (values.size() != variables.size()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "found " + values.size() + " starts for " + variables.size() + " variables",
          1,
          from.start() + 1,
          text.length());
    }
    for (int i = 0; i < variables.size(); i++) {
      starts.put(variables.get(i), start(values.get(i).text()));
    }
    return starts;
  }

  /// `w = 0`, also written as the first iterate, `w_0 = 0`.
  private void named(Clause item, List<String> variables, Map<String, String> starts) {
    String[] sides = item.text().split("=", 2);
    Name name = NameText.alone(sides[0].strip());
    String variable =
        variables.stream()
            .filter(each -> each.equals(sides[0].strip()) || isFirst(NameText.alone(each), name))
            .findFirst()
            .orElseThrow(() ->
                refused(
                    "found a start of %s, expected one of %s"
                        .formatted(sides[0].strip(), String.join(", ", variables)),
                    item));
    starts.put(variable, start(sides[sides.length - 1].strip()));
  }

  private static boolean isFirst(@Nullable Name variable, @Nullable Name name) {
    return variable != null
        && name != null
        && (name.equals(variable)
            || name.equals(variable.withSubscript(variable.subscript() + "0")));
  }

  /// A start, which is a number where it is a name with a number in the sheet.
  private String start(String text) {
    String value = NameText.alone(text) == null ? null : sheet.value(text);
    return value == null ? text : value;
  }

  /// `α` of `with α`, and `0.5, 1.5` of `with α = 0.5, 1.5`; what has a value in the sheet has it
  /// here.
  private String rate(Statement statement) {
    Clause with = statement.clause("with");
    if (with == null) {
      return "α";
    }
    Matcher rate = RATE.matcher(with.text());
    if (rate.matches()) {
      return numbers(with, rate.start(1));
    }
    int start = with.text().indexOf('=') + 1;
    String before = start == 0 ? "" : with.text().substring(0, start - 1);
    Name name = start == 0 ? null : NameText.alone(before);
    if (name == null && !PLAIN.matcher(before).matches()) {
      throw refused(
          "found "
              + before.strip()
              + ", expected a rate, as in with α = 0.1; a descent is plain, train has methods, and"
              + " any update can be written, v ← 0.9 v + ∂L/∂w, w ← w - α v",
          with);
    }
    String numbers = numbers(with, start);
    return name == null ? numbers : Sheet.spelled(name) + " = " + numbers;
  }

  private String numbers(Clause with, int start) {
    return StatementReader.list(new Clause(with.text().substring(start), with.start() + start))
        .stream()
        .map(this::number)
        .collect(Collectors.joining(", "));
  }

  private String number(Clause rate) {
    if (rate.text().contains("=")) {
      throw refused(
          "found "
              + rate.text()
              + " beside the rate, expected only numbers of that, as in with α = 0.1, 0.2; other"
              + " letters get their values in a line above",
          rate);
    }
    if (rate.text().chars().noneMatch(Character::isLetter)) {
      return rate.text();
    }
    Formula formula = sheet.formula(rate);
    return formula.text(formula.at(sheet.values()).exact());
  }

  static NablaException refused(String message, Clause place) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, place.start() + 1, place.text().length());
  }

  /// That the variables have their values afterwards, too; empty where they have none.
  List<String> kept(Statement statement) {
    Clause over = statement.clause("over");
    String kept =
        (over == null ? List.<Clause>of() : StatementReader.names(over))
            .stream()
                .map(each -> NameText.alone(each.text()))
                .filter(Objects::nonNull)
                .filter(name -> sheet.hasValue(name) && !sheet.isData(name))
                .map(Sheet::spelled)
                .collect(Collectors.joining(", "));
    return kept.isEmpty()
        ? List.of()
        : List.of("in the lines below " + kept + " is what it was: descend gives no new value");
  }
}
