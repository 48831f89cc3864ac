package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.answer.Report;
import nabla.worksheet.Statement.Clause;

/// The unknowns of a `solve` among which only some values are looked for, `for x > 0` and `for x in
/// [0, 5]`, as the sheet would assume them for that statement.
final class Restricted {

  private static final Pattern RELATION =
      Pattern.compile("([^<>≤≥=]+?)\\s*(?:[<>]=?|[≤≥])\\s*[^<>≤≥=]+");

  private static final Pattern INTERVAL =
      Pattern.compile(
          "(?<name>.+?)\\s*(?:∈|\\s(?:in|within)\\s)\\s*(?<open>[(\\[\\]])(?<from>[^,;]+)[,;](?<to>[^,;]+)(?<close>[)\\[\\]])");

  private static final Pattern INFINITE =
      Pattern.compile("\\s*[-+−]?\\s*(?:∞|oo|inf|infinity|\\\\infty)\\s*");

  private Restricted() {}

  /// What a statement answers where its unknowns have only these values.
  static Report during(Sheet sheet, Statement statement, Function<Statement, Report> answer) {
    Clause unknowns = statement.clause("for");
    List<String> facts = new ArrayList<>();
    String names = unknowns == null ? "" : names(unknowns, facts);
    if (facts.isEmpty()) {
      return answer.apply(statement);
    }
    Sheet before = sheet.saved();
    try {
      sheet.declare(String.join("; ", facts));
      return answer.apply(statement.with("for", names));
    } finally {
      sheet.restore(before);
    }
  }

  /// The unknowns by themselves; what is said of their values becomes facts.
  private static String names(Clause unknowns, List<String> facts) {
    List<String> names = new ArrayList<>();
    for (Clause item : StatementReader.list(unknowns)) {
      String text = item.text().strip();
      Matcher relation = RELATION.matcher(text);
      Matcher interval = INTERVAL.matcher(text);
      if (relation.matches() && NameText.alone(relation.group(1)) != null) {
        facts.add(text);
        names.add(relation.group(1));
      } else if (interval.matches() && NameText.alone(interval.group("name")) != null) {
        String name = interval.group("name").strip();
        bound(name + (interval.group("open").equals("[") ? " ≥ " : " > "), interval.group("from"))
            .ifPresent(facts::add);
        bound(name + (interval.group("close").equals("]") ? " ≤ " : " < "), interval.group("to"))
            .ifPresent(facts::add);
        names.add(name);
      } else {
        names.add(text);
      }
    }
    return String.join(", ", names);
  }

  private static Optional<String> bound(String relation, String end) {
    return INFINITE.matcher(end).matches() ? Optional.empty() : Optional.of(relation + end.strip());
  }
}
