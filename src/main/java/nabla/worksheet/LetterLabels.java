package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.expr.Name;

/// Letters with numbers that are read otherwise where nothing says that they are numbers: those
/// with a letter below beside a list of the same name, `x_m = 1` and `x = (2, 4, 8)`, of which each
/// is a name of its own and no entry of the list; h of `θ^h (1 − θ)`, which no function is called;
/// and k of `Σ_{j≠k}`, over which nothing is summed.
final class LetterLabels {

  private static final Set<Name> FUNCTIONS = Set.of(Name.of("f"), Name.of("g"), Name.of("h"));

  private static final Pattern LEFT_OUT =
      Pattern.compile("(?:≠|\\\\neq?\\b|!=)\\s*(\\p{L})\\s*\\}");

  private LetterLabels() {}

  /// These among the names that statements give numbers, each with its line.
  static Map<Name, Integer> among(List<Statement> sheet) {
    Map<Name, Integer> labelled = new LinkedHashMap<>();
    Map<Name, Integer> numbers = new LinkedHashMap<>();
    Set<Name> lists = new LinkedHashSet<>();
    for (Statement statement : sheet) {
      for (Statement.Clause item : items(statement)) {
        String left = item.text().substring(0, Math.max(0, item.text().indexOf('=')));
        Name name = NameText.alone(left.replaceFirst("^let\\s+", "").replace(":", ""));
        String value = item.text().substring(item.text().indexOf('=') + 1);
        if (name == null || !PlainNumbers.isNumbers(value)) {
          continue;
        }
        if (PlainNumbers.isList(value)) {
          lists.add(name);
        } else if (name.subscript().matches("[a-z]")) {
          labelled.putIfAbsent(name, statement.line());
        } else {
          numbers.putIfAbsent(name, statement.line());
        }
      }
    }
    labelled.keySet().removeIf(name -> !lists.contains(name.withSubscript("")));
    numbers.keySet().retainAll(readOtherwise(sheet));
    labelled.putAll(numbers);
    return labelled;
  }

  /// The letters of functions that a sheet does not define, and those that stand behind ≠ below a
  /// Σ.
  private static Set<Name> readOtherwise(List<Statement> sheet) {
    Set<Name> letters = new LinkedHashSet<>(FUNCTIONS);
    for (Statement statement : sheet) {
      String text = statement.head().text();
      if (statement.kind() == Kind.LET && !NameText.parameters(text).isEmpty()) {
        letters.remove(NameText.defined(text));
      }
    }
    for (Statement statement : sheet) {
      LEFT_OUT
          .matcher(statement.text())
          .results()
          .forEach(each -> letters.add(Name.of(each.group(1))));
    }
    return letters;
  }

  private static List<Statement.Clause> items(Statement statement) {
    return switch (statement.kind()) {
      case GIVEN ->
          statement.clause("from") == null ? StatementReader.list(statement.head()) : List.of();
      case LET -> List.of(statement.head());
      default -> List.of();
    };
  }
}
