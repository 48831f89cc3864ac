package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// A new value for what has one, `w ← w − α ∂L/∂w` and `v = v + 1`, however the arrow is written.
///
/// @param name what changes
/// @param value the formula of the new value, in the values before
/// @param arrow whether an arrow says so, so that the name may have no value before
record UpdateText(Clause name, Clause value, boolean arrow) {

  private static final String WORDS = "\\s*(?:(?:let|step|update)\\s+)?";
  private static final String NAME = "(?<name>[^\\s=<>←:(),;+\\-−*/]+(?:\\^\\{?\\(\\w+\\)\\}?)?)";
  private static final Pattern ARROW =
      Pattern.compile(
          WORDS + NAME + "\\s*(?:<-|←|\\\\(?:leftarrow|gets)\\b)(?<value>.+)", Pattern.DOTALL);

  /// `w = w − …`; a name that stands elsewhere on the right is found when the line is read as a
  /// definition.
  private static final Pattern ITSELF =
      Pattern.compile(WORDS + NAME + "\\s*:?=(?<value>\\s*\\k<name>\\s*[-−+].+)", Pattern.DOTALL);

  /// What `update` stands before, `update v = 0.9 v + g`.
  private static final Pattern SAID =
      Pattern.compile(WORDS + NAME + "\\s*:?=(?<value>.+)", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("\\s*update\\s");

  /// `w -= α g`, `α *= 0.9`
  private static final Pattern ADDED =
      Pattern.compile(WORDS + NAME + "\\s*(?<sign>[-−+*/])=(?<value>.+)", Pattern.DOTALL);

  /// `(x, y) ← …` and `(x, y) = (x, y) − …`: several names at once.
  private static final Pattern LIST =
      Pattern.compile(
          "\\s*(?:(?:let|update)\\s+)?(?<list>\\([^\\s=<>←:();+\\-−*/]+(?:\\s*,\\s*[^\\s=<>←:(),;+\\-−*/]+)+\\s*\\))"
              + "\\s*(?:<-|←|\\\\(?:leftarrow|gets)\\b|:?=(?=\\s*\\k<list>\\s*[-−+]))(?<value>.+)",
          Pattern.DOTALL);

  /// `w, b ← …, …`, and with `=` as programs have it.
  private static final Pattern BARE =
      Pattern.compile(
          "\\s*(?:update\\s+)?(?<list>[^\\s=<>←:(),;+\\-−*/]+(?:\\s*,\\s*[^\\s=<>←:(),;+\\-−*/]+)+)\\s*"
              + "(?<arrow><-|←|\\\\(?:leftarrow|gets)\\b|:?=)(?<value>.+)",
          Pattern.DOTALL);

  /// Numbers and lists of them.
  private static final Pattern NUMBERS = Pattern.compile("[\\d\\s.,;()\\[\\]+\\-−*/^]+");

  /// What stands behind the name where a gradient alone is subtracted; with `+` in the rate it
  /// could be more.
  private static final Pattern STEP =
      Pattern.compile(
          "\\s*[-−](?<rate>[^∂∇+\\-−]*?)(?:\\*|·|\\\\cdot)?\\s*(?<gradient>"
              + "([∂d])\\s*\\p{L}\\w*\\s*/\\s*\\3\\s*[^\\s()+\\-−*/]+"
              + "|(?:∇|\\\\nabla)(?:_\\{?[^\\s{}]+\\}?)?\\s*\\p{L}\\w*"
              + "|\\\\frac\\s*\\{\\s*(?:\\\\partial|[d∂])\\s*\\w+\\s*\\}"
              + "\\s*\\{\\s*(?:\\\\partial|[d∂])\\s*[^{}]*(?:\\{\\w+\\})?\\s*\\})\\s*",
          Pattern.DOTALL);

  /// The updates in a line, all of the values before; none where it says anything else.
  static List<UpdateText> in(Clause line) {
    List<Clause> parts =
        StatementReader.lines(line).stream()
            .flatMap(part -> StatementReader.list(part).stream())
            .toList();
    Matcher bare = BARE.matcher(line.text());
    if (bare.matches()) {
      List<UpdateText> several = bare(bare, line);
      if (!several.isEmpty()) {
        return several;
      }
    }
    boolean said = WORD.matcher(line.text()).lookingAt();
    List<Pattern> forms = said ? List.of(ARROW, ADDED, SAID) : List.of(ARROW, ITSELF, ADDED);
    List<UpdateText> all = new ArrayList<>();
    for (Clause part : parts) {
      List<UpdateText> several = several(part);
      UpdateText update = several.isEmpty() ? of(part, forms) : null;
      if (several.isEmpty() && update == null) {
        return List.of();
      }
      all.addAll(update == null ? several : List.of(update));
    }
    return all;
  }

  /// The updates of names without brackets around them; none where they are not as many as the
  /// values, or where `=` defines them by letters.
  private static List<UpdateText> bare(Matcher bare, Clause line) {
    List<Clause> names = StatementReader.list(clause(bare, "list", line));
    List<Clause> values = StatementReader.list(clause(bare, "value", line));
    boolean anew =
        !bare.group("arrow").contains("=")
            || NUMBERS.matcher(bare.group("value")).matches()
            || names.stream()
                .map(each -> NameText.alone(each.text()))
                .filter(Objects::nonNull)
                .anyMatch(name -> Links.mentions(bare.group("value"), name));
    List<UpdateText> all = new ArrayList<>();
    for (int i = 0; anew && names.size() == values.size() && i < names.size(); i++) {
      all.add(new UpdateText(names.get(i), values.get(i), true));
    }
    return all;
  }

  /// The updates of a list of names, each by its part of the value.
  private static List<UpdateText> several(Clause part) {
    Matcher update = LIST.matcher(part.text());
    if (!update.matches()) {
      return List.of();
    }
    Clause value = clause(update, "value", part);
    List<Clause> names = StatementReader.names(clause(update, "list", part));
    List<Clause> values = StatementReader.names(value);
    List<UpdateText> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Clause own =
          values.size() == names.size()
              ? values.get(i)
              : new Clause("(" + value.text() + ")_" + (i + 1), value.start());
      all.add(new UpdateText(names.get(i), own, true));
    }
    return all;
  }

  private static Clause clause(Matcher found, String group, Clause within) {
    String text = found.group(group);
    int spaces = text.length() - text.stripLeading().length();
    return new Clause(text.strip(), within.start() + found.start(group) + spaces);
  }

  private static @Nullable UpdateText of(Clause part, List<Pattern> forms) {
    for (Pattern form : forms) {
      Matcher update = form.matcher(part.text());
      if (update.matches()) {
        Clause name = clause(update, "name", part);
        Clause changed = clause(update, "value", part);
        return form == ADDED
            ? new UpdateText(
                name,
                new Clause(
                    name.text() + " " + update.group("sign") + " (" + changed.text() + ")",
                    name.start()),
                true)
            : new UpdateText(name, changed, form != ITSELF);
      }
    }
    return null;
  }

  /// The statement that a line with updates is: a step where it is one along a gradient.
  ///
  /// @return null where it has none
  static @Nullable Statement statement(String text, int line) {
    List<UpdateText> all = in(new Clause(text, 0));
    if (all.isEmpty()) {
      return null;
    }
    UpdateText first = all.getFirst();
    String old = first.name.text();
    boolean itself = all.size() == 1 && first.value.text().startsWith(old);
    String change = itself ? first.value.text().substring(old.length()) : "";
    Matcher step = STEP.matcher(change);
    Map<String, Clause> clauses = new LinkedHashMap<>();
    if (!step.matches()) {
      int indent = text.length() - text.stripLeading().length();
      return new Statement(Kind.UPDATE, new Clause(text.strip(), indent), clauses, text, line);
    }
    String rate = step.group("rate").strip();
    int start = first.value.start() + old.length();
    clauses.put("by", new Clause(rate.isEmpty() ? "1" : rate, start + step.start("rate")));
    clauses.put("along", new Clause(step.group("gradient"), start + step.start("gradient")));
    return new Statement(Kind.STEP, first.name, clauses, text, line);
  }
}
