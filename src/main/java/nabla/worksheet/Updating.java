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
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// `v ← 0.9 v + g, w ← w − α v`: new values, each computed from those before.
final class Updating {
  private static final Pattern DERIVATIVE =
      Pattern.compile(
          "[∂d](?:²|\\^2)?\\s*\\p{L}\\w*\\s*/\\s*[∂d]\\s*\\p{L}\\w*"
              + "|(?:∇|\\\\nabla)(?:²|\\^2)?(?:_\\{[^{}]*\\}|_\\S+?)?\\s*\\p{L}\\w*");

  private static final Pattern CURVED =
      Pattern.compile("\\p{L}{2,}\\s*\\(|[σΦφ]\\s*\\(|\\^|[²³√‖]");

  /// What stands below a derivative, `∂L/∂W1`.
  private static final Pattern BY =
      Pattern.compile(
          "(?:/|\\}\\s*\\{)\\s*(?:[∂d]|\\\\partial)\\s*(\\p{L}\\p{M}*[\\d₀-₉]*(?:_(?:\\w|\\{[^{}]*\\}))?)(?![\\p{L}\\d_])");

  private final Sheet sheet;
  private final Evaluating evaluating;
  private final Stepping stepping;
  private final Together together;

  /// What the line before gave new values in this way; empty where it was another statement.
  private Set<Name> before = Set.of();

  /// The definitions of which it was said that they change.
  private final Set<Name> known = new LinkedHashSet<>();

  Updating(Sheet sheet, Stepping stepping) {
    this.sheet = sheet;
    this.evaluating = new Evaluating(sheet);
    this.stepping = stepping;
    this.together = new Together(sheet);
  }

  /// The line as an update where it defines by itself what has a value, `v = 0.9 v + g`; null where
  /// it is another definition.
  @Nullable UpdateText ofItself(Clause line) {
    Name name = NameText.defined(line.text());
    if (name == null
        || sheet.isFunction(name)
        || !(sheet.hasValue(name) || sheet.meanings().defines(name))) {
      return null;
    }
    int equals = line.text().indexOf('=');
    String value = line.text().substring(equals + 1);
    try {
      Formula formula = sheet.formula(value.strip(), line.start() + equals + 1);
      boolean itself = formula.known().stream().anyMatch(each -> each.name().equals(name));
      return itself && !isDefinition(line)
          ? new UpdateText(
              new Clause(Sheet.spelled(name), line.start()),
              new Clause(
                  value.strip(),
                  line.start() + equals + 1 + value.length() - value.stripLeading().length()),
              false)
          : null;
    } catch (NablaException senseless) {
      return null; // which is said of the definition
    }
  }

  /// Whether the line defines a name, which it does not where that stands on the right side, too.
  private boolean isDefinition(Clause line) {
    try {
      return sheet.formula(line.text(), line.start()).reading().name() != null;
    } catch (NablaException ofItself) {
      return false;
    }
  }

  /// The definition that an update by itself is, with what the name stood for in its place: `L = x²
  /// + 3x` for `L = L + 3x`, where L has no value, or further lines differentiate it.
  ///
  /// @return null where it is an update
  @Nullable Clause anew(List<UpdateText> updates, int line) {
    UpdateText update = updates.getFirst();
    Name name =
        updates.size() == 1 && !update.arrow() ? NameText.alone(update.name().text()) : null;
    String meaning = name == null ? null : sheet.meanings().textOf(name);
    if (name == null || meaning == null || sheet.isFunction(name)) {
      return null;
    }
    Formula before = sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0);
    boolean formula =
        !(before.variables().isEmpty() && sheet.meanings().usesOf(name).isEmpty())
            && (sheet.outlook().differentiates(name, line)
                || !Exactness.isNumber(before.at(sheet.values())));
    if (!formula) {
      return null;
    }
    String old = "(" + meaning.substring(meaning.indexOf('=') + 1).strip() + ")";
    String text =
        NameText.standing(update.name().text())
            .matcher(update.value().text())
            .replaceAll(Matcher.quoteReplacement(old));
    return new Clause(update.name().text() + " = " + text, update.name().start());
  }

  /// Gives all their new values at once.
  Report update(Statement statement, List<UpdateText> updates) {
    if (updates.isEmpty()) {
      throw refused("found no new value, expected " + statement.kind().usage(), statement.head());
    }
    Map<String, Evaluating.Row> rows = new LinkedHashMap<>();
    List<Report.Block> remarks = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<UpdateText> single =
        updates.stream().map(this::byOwn).flatMap(each -> entries(each).stream()).toList();
    Set<Name> changing = new LinkedHashSet<>();
    for (UpdateText update : single) {
      changing.add(name(update));
      names.add(Sheet.spelled(name(update)));
    }
    together.begin(changing);
    remarks.addAll(stepping.unbound(names));
    for (int i = 0; i < single.size(); i++) {
      Clause value = single.get(i).value();
      Set<Name> earlier = together.earlier(value.text());
      Evaluating.Row row;
      try {
        row =
            earlier.isEmpty()
                ? evaluating.row(value.text(), value.start())
                : together.before(() -> evaluating.row(value.text(), value.start()));
      } catch (NablaException error) {
        throw single.equals(updates) ? error : placed(error, updates.getFirst());
      }
      if (!earlier.isEmpty()) {
        remarks.add(new Report.Remark(together.said(earlier), Report.Tone.PLAIN));
      }
      ValueReport.addKinks(row, remarks, row.formula().writing());
      if (rows.put(names.get(i), row) != null) {
        throw refused(names.get(i) + " gets two new values", single.get(i).name());
      }
    }
    Examples examples = sheet.examples();
    boolean ofMeans = rows.values().stream().anyMatch(row -> row.ofMeans() != null);
    if (examples != null
        && (ofMeans || rows.values().stream().anyMatch(row -> row.each() != null))) {
      String said = ofMeans ? "with the means of the derivatives over " : "the mean over ";
      remarks.add(new Report.Remark(said + examples.count() + " examples", Report.Tone.PLAIN));
    }
    Report report = stepping.report(statement, rows, remarks);
    together.end(changing);
    String said = moving(updates);
    return said == null ? report : Remarks.with(report, List.of(said));
  }

  /// That definitions without a derivative, of which a new value is made, change with it: `r = b −
  /// A x` is no value, and the next update takes another r. It is said once of each.
  private @Nullable String moving(List<UpdateText> updates) {
    Set<Name> changed = new LinkedHashSet<>();
    updates.forEach(update -> changed.add(name(update)));
    Set<Name> open = new LinkedHashSet<>();
    for (UpdateText update : updates) {
      String value = DERIVATIVE.matcher(update.value().text()).replaceAll(" ");
      sheet.meanings().names().stream()
          .filter(name -> Links.mentions(value, name))
          .forEach(open::add);
    }
    Set<Name> moving = new LinkedHashSet<>();
    for (Name name : open) {
      if (!known.contains(name) && depends(name, changed, new LinkedHashSet<>())) {
        moving.add(name);
      }
    }
    known.addAll(moving);
    if (moving.isEmpty()) {
      return null;
    }
    String names = moving.stream().map(Sheet::spelled).collect(Collectors.joining(", "));
    String first = Sheet.spelled(moving.iterator().next());
    return names
        + (moving.size() == 1 ? " is" : " are")
        + " defined by "
        + changed.stream().map(Sheet::spelled).collect(Collectors.joining(", "))
        + ", and changed as well; "
        + first
        + " ← … instead of "
        + first
        + " = … gives a value that stays";
  }

  private boolean depends(Name name, Set<Name> changed, Set<Name> seen) {
    String meaning = sheet.meanings().textOf(name);
    if (meaning == null
        || sheet.isFunction(name)
        || CURVED.matcher(meaning).find() // a loss, an output: nobody wants them to stay
        || Meanings.derives(meaning)
        || sheet.wiring().layers().contains(name)
        || !seen.add(name)) {
      return false;
    }
    return sheet.meanings().usesOf(name).stream()
        .anyMatch(each -> changed.contains(each) || depends(each, changed, seen));
  }

  private UpdateText byOwn(UpdateText update) {
    Name name = NameText.alone(update.name().text());
    if (name == null) {
      return update;
    }
    Clause value = update.value();
    String text = new OwnGradients(sheet, name).written(value.text());
    return text.equals(value.text())
        ? update
        : new UpdateText(update.name(), new Clause(text, value.start()), update.arrow());
  }

  /// An update of a list, `θ ← θ − αg` of `θ = (x, y)`, as one of each of its numbers.
  private List<UpdateText> entries(UpdateText update) {
    Name name = NameText.alone(update.name().text());
    List<Symbol> components =
        name == null || sheet.shape(name) != null
            ? List.of()
            : new VariableLists(sheet).components(name);
    if (name == null || components.isEmpty() || !components.stream().allMatch(Symbol::isScalar)) {
      return List.of(update);
    }
    String list = list(components);
    String value = update.value().text();
    if (!sheet.meanings().defines(name)) {
      value =
          NameText.standing(Sheet.spelled(name))
              .matcher(value)
              .replaceAll(Matcher.quoteReplacement(list));
    }
    List<UpdateText> entries = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Clause own = new Clause(Sheet.spelled(components.get(i).name()), update.name().start());
      Clause entry = new Clause("(" + value + ")_" + (i + 1), update.value().start() - 1);
      entries.add(new UpdateText(own, entry, true));
    }
    return entries;
  }

  private static String list(List<Symbol> components) {
    return components.stream()
        .map(each -> Sheet.spelled(each.name()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// An error in an entry of a list at its place in the update of the whole, where `w` stands for
  /// `(w_1, w_2)`.
  private NablaException placed(NablaException error, UpdateText whole) {
    Name name = NameText.alone(whole.name().text());
    if (name == null || sheet.meanings().defines(name) || error.line() != 1) {
      return error;
    }
    int more = list(new VariableLists(sheet).components(name)).length();
    int column = error.column() - whole.value().start();
    Matcher written = NameText.standing(Sheet.spelled(name)).matcher(whole.value().text());
    int moved = 0;
    while (written.find() && written.start() + moved < column - 1) {
      moved += more - written.group().length();
    }
    return Statement.at(error, -moved);
  }

  private Name name(UpdateText update) {
    Clause place = update.name();
    Name name = NameText.alone(place.text());
    if (name == null) {
      throw refused("found " + place.text() + ", expected the name of a variable", place);
    }
    if (sheet.isData(name)) {
      throw refused(name + " has a value in each example, and gets no other one", place);
    }
    if (!update.arrow() && !sheet.hasValue(name) && !sheet.meanings().defines(name)) {
      throw refused(name + " is defined by itself; a definition takes names from above it", place);
    }
    return name;
  }

  /// A statement follows.
  void next(Statement statement) {
    together.next(statement);
  }

  /// What is to be said of a line behind another one of the same kind, whose new values it takes.
  List<String> remarks(Statement statement) {
    List<UpdateText> updates = UpdateText.in(new Clause(statement.text(), 0));
    Set<Name> now = new LinkedHashSet<>();
    Set<Name> used = new LinkedHashSet<>();
    for (UpdateText update : updates) {
      Name name = NameText.alone(update.name().text());
      if (name != null && isAlongOwn(name, update.value().text())) {
        now.add(name);
        String value =
            new VariableLists(sheet)
                .withLists(WordDerivatives.with(update.value().text(), sheet.meanings().names()));
        sheet.formula(value, update.value().start()).variables().stream()
            .map(Symbol::name)
            .filter(before::contains)
            .forEach(used::add);
      }
    }
    used.removeAll(now);
    before = now;
    return used.isEmpty()
        ? List.of()
        : List.of(
            "the gradient is that at the new "
                + used.stream().map(Sheet::spelled).collect(Collectors.joining(", "))
                + "; for all at once write them in one line, with commas between them");
  }

  /// Whether a value has a derivative by the name itself in it, `w − α ∂L/∂w`.
  private static boolean isAlongOwn(Name name, String value) {
    return BY.matcher(value).results().anyMatch(by -> name.equals(NameText.alone(by.group(1))));
  }

  private static NablaException refused(String message, Clause place) {
    return new NablaException(
        NablaException.Kind.NAME, message, 1, place.start() + 1, place.text().length());
  }
}
