package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// The names that a statement varies: those of the values of `table`, of the interval of `plot`, of
/// the unknowns of `solve` and of the variables of `descend`. What a sheet defines them to be is
/// left aside there.
final class Varying {

  /// The name before the values or the interval.
  private static final Pattern POINTS = Pattern.compile("(.+?)\\s*(?:=|\\s(?:in|from)\\s).*");

  private static final Pattern INTERVAL = Pattern.compile("\\bin\\s*\\[");

  /// `x in [0, 1] and y in [0, 1]`
  private static final Pattern AND = Pattern.compile("\\band\\b");

  /// `∂L/∂w` in an equation that names no unknown.
  private static final Pattern PARTIAL =
      Pattern.compile("[∂d]\\s*\\p{L}[\\w′']*\\s*/\\s*[∂d]\\s*(\\p{L}\\w*)\\s*=");

  private final Sheet sheet;

  private Varying(Sheet sheet) {
    this.sheet = sheet;
  }

  /// What a statement answers where the names that it varies are free.
  static Report during(Sheet sheet, Statement statement, Supplier<Report> answer) {
    Map<Name, String> meanings = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    Varying varying = new Varying(sheet);
    List<Name> names = names(statement);
    for (Name name : names) {
      if (sheet.isData(name)) {
        remarks.add(Sheet.spelled(name) + " varies here: the examples are left aside");
      }
      if (varying.isDefined(name)) {
        meanings.put(name, sheet.unfolded(Sheet.spelled(name)).replaceFirst("^let ", ""));
      }
    }
    meanings.entrySet().stream().map(Varying::said).forEach(remarks::add);
    if (remarks.isEmpty()) {
      return answer.get();
    }
    Sheet before = sheet.saved();
    try {
      sheet.endData(names);
      meanings.keySet().forEach(varying::free);
      return Remarks.with(answer.get(), remarks);
    } finally {
      sheet.restore(before);
    }
  }

  private static String said(Map.Entry<Name, String> meaning) {
    return Sheet.spelled(meaning.getKey())
        + " varies here: "
        + meaning.getValue()
        + " is left aside";
  }

  /// Whether a name has a definition that says what it is, and not which variables it lists.
  private boolean isDefined(Name name) {
    return sheet.meanings().defines(name)
        && !sheet.isFunction(name)
        && new VariableLists(sheet).components(name).isEmpty();
  }

  private void free(Name name) {
    String text = sheet.unfolded(Sheet.spelled(name));
    Shape shape = sheet.formula(text, 0).reading().expression().shape();
    sheet.meanings().undefine(name);
    sheet.declareArray(name, shape);
  }

  private static List<Name> names(Statement statement) {
    return switch (statement.kind()) {
      case TABLE, PLOT -> points(statement.clause("for"));
      case SOLVE -> unknowns(statement);
      case DESCEND -> listed(statement.clause("over"));
      default -> List.of();
    };
  }

  private static List<Name> points(@Nullable Clause clause) {
    List<Name> names = new ArrayList<>();
    boolean interval = clause != null && INTERVAL.matcher(clause.text()).find();
    for (Clause item : clause == null ? List.<Clause>of() : StatementReader.list(clause)) {
      for (String each : AND.split(item.text(), -1)) {
        Matcher points = POINTS.matcher(each);
        Name name = points.matches() ? alone(points.group(1)) : interval ? alone(each) : null;
        if (name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static List<Name> unknowns(Statement statement) {
    Clause unknowns = statement.clause("for");
    if (unknowns != null) {
      return listed(unknowns);
    }
    Matcher partial = PARTIAL.matcher(statement.head().text());
    List<Name> names = new ArrayList<>();
    while (partial.find()) {
      Name name = alone(partial.group(1));
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<Name> listed(@Nullable Clause clause) {
    String text = clause == null ? "" : clause.text().strip();
    boolean bracketed = text.startsWith("(") && text.endsWith(")");
    String list = bracketed ? text.substring(1, text.length() - 1) : text;
    return StatementReader.list(new Clause(list, 0)).stream()
        .map(each -> alone(each.text()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Name alone(String text) {
    try {
      return NameText.alone(text);
    } catch (NablaException none) {
      return null;
    }
  }
}
