package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.Value;
import nabla.answer.Decimals;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// `table f, f' for x = 0, 1, 2`, and `table f for x in [0, 1] step 1/10`: formulas at points.
final class Sampling {
  private static final int MOST_POINTS = 1000;

  private static final Pattern VALUES = Pattern.compile("(.+?)\\s*=\\s*(.+)", Pattern.DOTALL);
  private static final Pattern RANGE =
      Pattern.compile("(.+?)\\s+in\\s+\\[(.+),(.+)\\]\\s*(?:step\\s+(.+))?", Pattern.DOTALL);

  private static final Pattern AND = Pattern.compile("\\s+and\\s+");

  private final Sheet sheet;
  private final Numbers numbers;

  Sampling(Sheet sheet) {
    this.sheet = sheet;
    this.numbers = new Numbers(sheet);
  }

  /// A variable on an interval.
  record Interval(String variable, Rational from, Rational to, Rational step) {

    double[] ends() {
      return new double[] {from.doubleValue(), to.doubleValue()};
    }
  }

  /// `x in [-5, 5]`
  static Interval interval(Clause clause) {
    Matcher range = RANGE.matcher(clause.text());
    if (!range.matches()) {
      throw refused("expected an interval, as in for x in [-5, 5]", clause);
    }
    Rational from = number(range.group(2), clause);
    Rational to = number(range.group(3), clause);
    if (from.compareTo(to) >= 0) {
      throw refused("the interval is empty: " + from + " is not less than " + to, clause);
    }
    Rational step =
        range.group(4) == null
            ? to.minus(from).dividedBy(Rational.of(10))
            : number(range.group(4), clause);
    if (step.signum() <= 0) {
      throw refused("the step is to be positive", clause);
    }
    return new Interval(range.group(1).strip(), from, to, step);
  }

  /// `x in [-5, 5], y in [0, 1]`, and `x, y in [-1, 1]`, where both have the interval.
  static List<Interval> intervals(Clause clause) {
    List<Interval> intervals = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (Clause item : StatementReader.list(clause)) {
      for (String each : AND.split(item.text().replaceFirst("^and\\s+", ""), -1)) {
        if (NameText.alone(each) != null) {
          waiting.add(each.strip());
          continue;
        }
        Interval interval = interval(new Clause(each, item.start() + item.text().indexOf(each)));
        for (String variable : waiting) {
          intervals.add(new Interval(variable, interval.from(), interval.to(), interval.step()));
        }
        waiting.clear();
        intervals.add(interval);
      }
    }
    if (!waiting.isEmpty()) {
      throw refused("expected an interval, as in for x in [-5, 5]", clause);
    }
    return intervals;
  }

  /// A formula of a list; the name of a function alone stands for its value at the variables.
  Formula formula(Clause item, List<String> variables) {
    return numbers.putInto(
        applied(item, String.join(", ", variables)),
        variables,
        variables.stream().flatMap(each -> own(each).stream()).toList());
  }

  private Clause applied(Clause item, String variable) {
    String text = item.text();
    String letter = text.replaceFirst("[′']+$", "");
    Name name = NameText.alone(letter);
    boolean function = name != null && sheet.isFunction(name);
    return function ? new Clause(text + "(" + variable + ")", item.start()) : item;
  }

  /// Whether a table is one of losses over so many examples that they are no formula to work with.
  boolean isOfMany(Statement statement) {
    return sheet.examples() != null
        && StatementReader.list(statement.head()).stream()
            .anyMatch(item -> LargeMean.isTooLong(sheet, item));
  }

  /// The mean over many examples, or what takes all of them at once, in floating point.
  private Wording mean(Formula formula, Map<Name, String> here, JsonArray row) {
    Sheet before = sheet.saved();
    try {
      sheet.put(here);
      boolean atOnce = WholeColumns.of(sheet, formula).isAllOf(sheet, formula);
      Value value = EachExample.value(sheet, formula, atOnce);
      row.add(Decimals.json(value, formula.writing()));
      return Passes.number(value);
    } finally {
      sheet.restore(before);
    }
  }

  /// What an item is called in the names of the sheet.
  ///
  /// @param applied whether a function alone is called by its value at the variable, `f′(x)`
  Wording label(Clause item, String variable, boolean applied) {
    Name name = NameText.alone(item.text().replaceFirst("['′″‴]+$", ""));
    boolean function = name != null && sheet.isFunction(name);
    if (name != null && function && !applied && item.text().matches("[^'′]+['′]*")) {
      Name primed =
          withPrimes(name, (int) item.text().chars().filter(c -> "'′".indexOf(c) >= 0).count());
      return Wording.of("").and(Symbol.of(primed), WriteOptions.DEFAULT);
    }
    String text = item.text() + (function && applied ? "(" + variable + ")" : "");
    Formula meant = sheet.formula(text, item.start(), own(variable));
    OwnNotation own = new OwnNotation(sheet);
    Expr called = own.of(text, meant.reading().expression());
    return Wording.of("").and(called, own.writing(meant, text));
  }

  private static Name withPrimes(Name name, int primes) {
    return new Name(name.base(), name.accent(), primes, name.subscript(), name.label());
  }

  /// The variable, which is a number here whatever the sheet declares.
  private static List<Name> own(String variable) {
    Name name = NameText.alone(variable);
    return name == null ? List.of() : List.of(name);
  }

  private static String spelled(String variable) {
    return own(variable).stream().map(NameText::quoted).findFirst().orElse(variable);
  }

  Report table(Statement statement) {
    Clause points = statement.clause("for");
    if (points == null) {
      throw refused("found no points, expected " + statement.kind().usage(), statement.head());
    }
    Matcher listed = VALUES.matcher(points.text());
    boolean list = listed.matches() && !RANGE.matcher(points.text()).matches();
    List<Expr> values = list ? listed(listed.group(2), points) : spread(interval(points), points);
    String variable = list ? listed.group(1).strip() : interval(points).variable();
    boolean many = isOfMany(statement);
    List<Formula> formulas = new ArrayList<>();
    List<Wording> heading = new ArrayList<>();
    heading.add(
        own(variable).stream()
            .map(name ->
                Wording.of("")
                    .and(Symbol.of(name), WriteOptions.DEFAULT.withWords(Set.of(name.base()))))
            .findFirst()
            .orElseGet(() -> Wording.of(variable)));
    for (Clause item : StatementReader.list(statement.head())) {
      formulas.add(
          many
              ? sheet.formula(applied(item, variable).text(), item.start(), own(variable))
              : formula(item, List.of(variable)));
      heading.add(label(item, variable, false));
    }
    List<List<Wording>> rows = new ArrayList<>();
    List<Report.Block> blocks = new ArrayList<>();
    Evaluating evaluating = new Evaluating(sheet);
    List<List<Expr>> conditions = formulas.stream().map(Evaluating::conditions).toList();
    List<List<Expr>> named =
        StatementReader.list(statement.head()).stream()
            .map(item -> evaluating.named(item.text(), own(variable)))
            .toList();
    JsonArray json = new JsonArray();
    for (Expr value : values) {
      List<Wording> cells =
          new ArrayList<>(List.of(Wording.of("").and(value, WriteOptions.DEFAULT)));
      JsonArray row = new JsonArray();
      row.add(Text.of(value));
      Map<Name, String> here = new LinkedHashMap<>();
      own(variable).forEach(name -> here.put(name, Text.of(value)));
      String all = sheet.values(here);
      for (int i = 0; i < formulas.size(); i++) {
        Formula formula = formulas.get(i);
        String at = spelled(variable) + " = " + Text.of(value);
        cells.add(
            many && new Averaging(sheet).concerns(formula)
                ? mean(formula, here, row)
                : cell(formula, at, row));
        if (many) {
          continue; // and the kinks are those of some of the examples
        }
        if (conditions.get(i).stream().anyMatch(each -> formula.excludes(each, at))
            || named.get(i).stream().anyMatch(each -> formula.excludes(each, all))) {
          Wording place = heading.getFirst().and(" = ").and(value, formula.writing());
          blocks.add(
              new Report.Remark(
                  heading
                      .get(i + 1)
                      .and(" at ")
                      .and(place)
                      .and(": no derivative here; the value is that of the formula"),
                  Report.Tone.WARNING));
        }
      }
      rows.add(cells);
      json.add(row);
    }
    blocks.addFirst(new Report.Table(heading, rows));
    JsonObject reply = new JsonObject();
    reply.add("rows", json);
    return new Report(
        statement.text().strip(),
        blocks,
        List.of(),
        WriteOptions.DEFAULT,
        () -> reply,
        ExitCode.DONE);
  }

  /// A value, or a dash where the formula has none.
  private static Wording cell(Formula formula, String at, JsonArray row) {
    try {
      Value value = formula.at(at);
      row.add(Decimals.json(value, formula.writing()));
      return Passes.number(value);
    } catch (NablaException none) {
      if (none.kind() != NablaException.Kind.DOMAIN) {
        throw none;
      }
      row.add((String) null);
      return Wording.of("undefined");
    }
  }

  private List<Expr> listed(String text, Clause points) {
    if (StatementReader.list(new Clause(text, 0)).stream()
        .anyMatch(each -> each.text().isEmpty())) {
      throw refused(
          "found a comma without a value beside it, expected a list as in 0, 1, 2", points);
    }
    int second = text.indexOf('=');
    if (second >= 0) {
      throw refused(
          "found values of a second variable"
              + text.substring(text.lastIndexOf(',', second) + 1).stripTrailing()
              + ", expected those of one; the other gets its value in a line above, as in given"
              + text.substring(text.lastIndexOf(',', second) + 1).replaceFirst(",.*", ""),
          points);
    }
    List<Expr> all = new ArrayList<>(NameText.value("(" + text + ", 0)").children());
    all.removeLast();
    all.replaceAll(new NamedValues(sheet)::of);
    return all;
  }

  private static List<Expr> spread(Interval interval, Clause clause) {
    List<Expr> all = new ArrayList<>();
    for (Rational at = interval.from();
        at.compareTo(interval.to()) <= 0;
        at = at.plus(interval.step())) {
      all.add(Num.decimal(at));
      if (all.size() > MOST_POINTS) {
        throw refused("more than " + MOST_POINTS + " points; take a larger step", clause);
      }
    }
    return all;
  }

  private static Rational number(String text, Clause clause) {
    Expr value = Nabla.formula(text.strip()).at("").exact();
    if (value instanceof Num number) {
      return number.value();
    }
    Value decimal = Nabla.formula(text.strip()).at("");
    if (decimal.decimal() != null) {
      return Rational.parse(Double.toString(decimal.toDouble()));
    }
    throw refused("found " + text.strip() + ", expected a number", clause);
  }

  private static NablaException refused(String message, Clause clause) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, clause.start() + 1, clause.text().length());
  }
}
