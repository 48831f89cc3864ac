package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What can only be meant entry by entry: the number b in `X w + b − y`, the division in `m/(√v +
/// ε)`, the square in `v ← β v + (1 − β) g^2`.
///
/// A letter of which nothing is known beside a vector is another vector, and what a sheet knows of
/// its letters comes from what fits; so a statement is read in this way only where it is refused
/// otherwise, and says so.
final class EntryByEntry {

  /// So many places in one statement.
  private static final int MOST = 8;

  /// What the reader says of a number beside a vector, with the number as it was typed.
  private static final Pattern ADDED =
      Pattern.compile("cannot add the scalar (.+) and an array of shape .+; write \\1 𝟏 for .*");

  private static final Pattern PRODUCT = Pattern.compile("[\\p{L}\\p{M}\\d_₀-₉\\s*/.·]+");

  private static final Pattern LETTERS = Pattern.compile("\\p{L}[\\p{M}\\d_₀-₉]*");

  /// What it says of a number beside a row or a matrix.
  private static final Pattern BESIDE_ROW =
      Pattern.compile(
          "cannot add the scalar (.+) and an array of shape (?<rows>[^×]+)×.+; write \\1 times a"
              + " matrix of ones .*");

  /// A name, or a number that is made of a whole vector.
  private static final Pattern NUMBER =
      Pattern.compile("[\\p{L}\\\\][\\p{L}\\p{M}\\d_{}₀-₉]*|(?:mean|max|min|sum)\\s*\\(\\w+\\)");

  /// What it says of a matrix and a vector.
  private static final Pattern BIAS =
      Pattern.compile(
          "cannot add (?<matrix>.+) \\((?<rows>[^()×]+)×(?<columns>[^()×]+)\\) and"
              + " \\p{L}[\\p{L}\\d_{}₀-₉]*(?:\\^\\S+)? \\((?<size>[^()×]+)×1\\); needs .*");

  private static final Pattern LAST =
      Pattern.compile(
          ".*?(?<![\\p{L}\\d_])(\\p{L}[\\p{L}\\d_{}]*(?:\\^\\{?[\\[(]\\w+[\\])]\\}?)?)",
          Pattern.DOTALL);

  /// A label behind a name, `b^{[1]}`.
  private static final Pattern LABEL = Pattern.compile("\\^\\{?[\\[(]\\w+[\\])]\\}?");

  private static final Pattern DIVIDED =
      Pattern.compile("found a division by (.+), which is [^,]+×1, expected a number; .*");

  private static final Pattern POWER =
      Pattern.compile("found a power of (.+), which is [^,]+×1, expected a number or .*");

  /// What makes a number of all entries, before its bracket.
  private static final Pattern REDUCTION =
      Pattern.compile(".*(?:mean|sum|max|min)\\s*\\(\\s*", Pattern.DOTALL);

  private final Sheet sheet;
  private final Sheet before;
  private final Function<Statement, @Nullable Report> attempt;

  private EntryByEntry(Sheet sheet, Function<Statement, @Nullable Report> attempt) {
    this.sheet = sheet;
    this.before = sheet.saved();
    this.attempt = attempt;
  }

  /// Another reading of a statement, and what is to be said of it.
  private record Reading(Statement statement, String remark) {}

  /// What a statement answers, with parts of it entry by entry where only that fits.
  ///
  /// @param sheet comes back to where it was after each attempt that fails
  static @Nullable Report tried(
      Sheet sheet, Statement statement, Function<Statement, @Nullable Report> attempt) {
    Set<String> squares = new LinkedHashSet<>();
    Statement meant = statement.with(text -> HadamardPowers.squares(sheet, text, squares));
    return Remarks.after(
        List.copyOf(squares), new EntryByEntry(sheet, attempt).tried(meant), statement);
  }

  private @Nullable Report tried(Statement statement) {
    Fitting valued = statement.kind() == Kind.LET ? ofValues(statement) : null;
    if (valued != null) {
      try {
        return Remarks.after(
            List.copyOf(valued.remarks), attempt.apply(valued.statement), statement);
      } catch (NablaException otherwise) {
        sheet.restore(before);
      }
    }
    Fitting fitting = fitting(statement);
    return Remarks.after(List.copyOf(fitting.remarks), fitting.report, statement);
  }

  /// A statement as it fits.
  private record Fitting(Statement statement, Set<String> remarks, @Nullable Report report) {}

  private Fitting fitting(Statement statement) {
    Sheet start = sheet.saved();
    Set<String> remarks = new LinkedHashSet<>();
    Statement meant = statement;
    @Nullable NablaException first = null;
    for (int i = 0; i <= MOST; i++) {
      try {
        Report report = attempt.apply(meant);
        return new Fitting(meant, remarks, report);
      } catch (NablaException refused) {
        boolean shape = refused.kind() == NablaException.Kind.SHAPE;
        first = first == null ? refused : first;
        Reading next = shape ? other(meant, refused) : null;
        if (next == null) {
          throw shape ? first : refused;
        }
        remarks.add(next.remark.replace(" 𝟏", ""));
        meant = next.statement;
        sheet.restore(start);
      }
    }
    throw first;
  }

  /// A definition as it fits the values that other lines give its letters, `Z = X W + b` with a
  /// matrix X and a vector b; null where it fits them as it stands, where it never does, and where
  /// other letters would be vectors for that.
  private @Nullable Fitting ofValues(Statement statement) {
    Map<Name, Expr> values = new LinkedHashMap<>();
    sheet.outlook().values(statement.line()).entrySet().stream()
        .filter(each -> !new Past(sheet).knows(each.getKey()))
        .forEach(each -> values.put(each.getKey(), each.getValue()));
    for (Name name : sheet.valued()) {
      String value = sheet.value(name);
      if (value != null && sheet.shape(name) == null) {
        values.put(name, NameText.value(value));
      }
    }
    boolean concerned =
        values.keySet().stream().anyMatch(each -> Links.mentions(statement.head().text(), each));
    String shapes =
        values.entrySet().stream()
            .filter(each -> !Num.ZERO.equals(each.getValue())) // which may be that of a vector
            .map(each -> Sheet.spelled(each.getKey()) + " ∈ " + Text.of(each.getValue().shape()))
            .collect(Collectors.joining("; "));
    if (shapes.isEmpty() || !concerned) {
      return null;
    }
    try {
      sheet.declare(shapes);
      sheet.settle(values.keySet());
      Fitting fitting = fitting(statement);
      boolean guessed =
          fitting.report != null
              && fitting.report.blocks().stream()
                  .anyMatch(each ->
                      each instanceof Report.Remark(Wording said, Report.Tone tone)
                          && said.toString().contains(Defining.GUESSED));
      return fitting.remarks.isEmpty() || guessed ? null : fitting;
    } catch (NablaException never) {
      return null;
    } finally {
      sheet.restore(before);
    }
  }

  /// The reading of the place that was refused entry by entry; null where there is none, or another
  /// that fits as well.
  private @Nullable Reading other(Statement statement, NablaException refused) {
    String message = String.valueOf(refused.getMessage());
    int place = refused.column() - 1;
    Clause clause = refused.line() == 1 ? clause(statement, place) : null;
    if (clause == null) {
      return null;
    }
    String text = clause.text();
    int start = place(text, place - clause.start());
    Matcher added = ADDED.matcher(message);
    if (added.matches()) {
      String number = typed(added.group(1), text, start);
      int end = start + number.length();
      boolean alone = NUMBER.matcher(number).matches();
      return (alone || isOfNumbers(number)) && text.startsWith(number, start)
          ? reading(
              statement,
              clause,
              start,
              end,
              (alone ? number : "(" + number + ")") + " 𝟏",
              number + " is added to each entry")
          : null;
    }
    Matcher beside = BESIDE_ROW.matcher(message);
    if (beside.matches()) {
      String number = typed(beside.group(1), text, start);
      return NUMBER.matcher(number).matches() && text.startsWith(number, start)
          ? reading(
              statement,
              clause,
              start,
              start + number.length(),
              number + (beside.group("rows").equals("1") ? " 𝟏^T" : " 𝟏 𝟏^T"),
              number + " is added to each entry")
          : null;
    }
    Matcher bias = BIAS.matcher(message);
    if (bias.matches()) {
      return bias(statement, clause, end(text, start, refused.length()), bias);
    }
    if (DIVIDED.matcher(message).matches()) {
      int end = end(text, start, refused.length());
      int slash = slash(text, start, end);
      String said = "the division by " + text.substring(slash + 1, end).strip();
      return slash < 0
          ? null
          : reading(statement, clause, slash, slash + 1, " ⊘ ", said + " is entry by entry");
    }
    return POWER.matcher(message).matches() ? power(statement, clause, start) : null;
  }

  /// A name as it was typed, b2 for b_2.
  private static String typed(String name, String text, int start) {
    String plain = name.replace("_", "");
    return !text.startsWith(name, start) && text.startsWith(plain, start) ? plain : name;
  }

  /// Whether a text is a product or a quotient of numbers, of which the names are declared as such
  /// or have such values, `b c` and `ε/K`.
  private boolean isOfNumbers(String text) {
    return PRODUCT.matcher(text).matches()
        && LETTERS
            .matcher(text)
            .results()
            .map(each -> NameText.alone(each.group()))
            .allMatch(name -> name != null && isNumber(name));
  }

  private boolean isNumber(Name name) {
    String value = sheet.value(name);
    Shape shape =
        sheet.meanings().defines(name) && !sheet.isFunction(name)
            ? sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0).reading().expression().shape()
            : sheet.facts().shape(name);
    return value != null ? NameText.value(value).isScalar() : shape != null && shape.isScalar();
  }

  /// `X W + b` with a vector b beside each row, or each column, where it fits one of them alone.
  private static @Nullable Reading bias(
      Statement statement, Clause clause, int part, Matcher bias) {
    int end = part;
    while (end < clause.text().length()
        && (Character.isLetterOrDigit(clause.text().charAt(end))
            || clause.text().charAt(end) == '_')) {
      end++;
    }
    Matcher label = LABEL.matcher(clause.text());
    if (label.find(end) && label.start() == end) {
      end = label.end();
    }
    Matcher last = LAST.matcher(clause.text().substring(0, end));
    String name = last.matches() ? last.group(1) : "";
    boolean rows = bias.group("size").equals(bias.group("columns"));
    boolean columns = bias.group("size").equals(bias.group("rows"));
    int start = end - name.length();
    if (rows
        && columns) { // as many examples as outputs: the weights stand behind the data, or before
      rows = bias.group("matrix").matches(".*[\\s*·]W[\\d_{}\\p{L}]*");
      columns = bias.group("matrix").matches("W.*");
    }
    if (rows == columns || name.isEmpty()) {
      return null;
    }
    return reading(
        statement,
        clause,
        start,
        end,
        rows ? "𝟏 " + name + "^T" : name + " 𝟏^T",
        name + " is added to each " + (rows ? "row" : "column"));
  }

  private static int end(String text, int start, int length) {
    int end = start;
    for (int i = 0; i < length && end < text.length(); i++) {
      end = text.offsetByCodePoints(end, 1);
    }
    return end;
  }

  /// Where so many signs are before: a letter with its hat, x̂, is one of them.
  private static int place(String text, int signs) {
    int at = 0;
    for (int i = 0; i < signs && at < text.length(); i++) {
      at = text.offsetByCodePoints(at, 1);
      while (at < text.length()
          && Character.getType(text.codePointAt(at)) == Character.NON_SPACING_MARK) {
        at = text.offsetByCodePoints(at, 1);
      }
    }
    return at;
  }

  /// The last division in a part of a text that is in no bracket there; -1 where there is none.
  private static int slash(String text, int start, int end) {
    int depth = 0;
    int found = -1;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      depth += StatementReader.depth(c);
      found = c == '/' && depth == 0 ? i : found;
    }
    return found;
  }

  /// A power of the entries; that of a square where the square of the norm does not fit.
  private @Nullable Reading power(Statement statement, Clause clause, int start) {
    String text = clause.text();
    Matcher power = HadamardPowers.RAISED.matcher(text);
    if (!power.region(start, text.length()).lookingAt()) {
      return null;
    }
    String base = power.group("inner") == null ? power.group("base") : power.group("inner");
    String number = power.group("number");
    String degree = number != null ? number : "²".equals(power.group("sign")) ? "2" : "3";
    boolean reduced =
        REDUCTION.matcher(text.substring(0, start)).matches() && text.startsWith(")", power.end());
    boolean each = reduced || HadamardPowers.isBeside(text, start, power.end());
    Reading norm = reading(statement, clause, start, power.end(), "‖" + base + "‖^2", "");
    if (degree.equals("2") && !each && fits(norm.statement)) {
      return null;
    }
    String entries = power.group("base") + ".^" + degree;
    return reading(
        statement, clause, start, power.end(), entries, power.group() + " is entry by entry");
  }

  private boolean fits(Statement other) {
    Sheet now = sheet.saved();
    sheet.restore(before);
    try {
      new EntryByEntry(sheet, attempt).fitting(other);
      return true;
    } catch (NablaException refused) {
      return false;
    } finally {
      sheet.restore(now);
    }
  }

  private static Reading reading(
      Statement statement, Clause clause, int from, int to, String text, String remark) {
    String changed = new StringBuilder(clause.text()).replace(from, to, text).toString();
    if (clause.equals(statement.head())) {
      return new Reading(statement.with(new Clause(changed, clause.start())), remark);
    }
    for (var part : statement.clauses().entrySet()) {
      if (part.getValue().equals(clause)) {
        return new Reading(statement.with(part.getKey(), changed), remark);
      }
    }
    throw new IllegalArgumentException("a part of another statement");
  }

  /// The part of a statement at a place.
  private static @Nullable Clause clause(Statement statement, int place) {
    if (holds(statement.head(), place)) {
      return statement.head();
    }
    return statement.clauses().values().stream()
        .filter(part -> holds(part, place))
        .findFirst()
        .orElse(null);
  }

  private static boolean holds(Clause part, int place) {
    String text = part.text();
    return part.start() <= place && place < part.start() + text.codePointCount(0, text.length());
  }
}
