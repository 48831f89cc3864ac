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
        } else if (statement.kind() == Kind.GIVEN || statement.kind() == Kind.LET) {
          numbers.putIfAbsent(name, statement.line());
        }
      }
    }
    labelled.keySet().removeIf(name -> !lists.contains(name.withSubscript("")));
    numbers.keySet().removeIf(name -> !isReadOtherwise(name, sheet));
    labelled.putAll(numbers);
    return labelled;
  }

  /// Whether a letter is that of a function which the sheet does not define, or an index beside ≠.
  private static boolean isReadOtherwise(Name name, List<Statement> sheet) {
    boolean function =
        FUNCTIONS.contains(name)
            && sheet.stream()
                .noneMatch(each ->
                    each.kind() == Kind.LET
                        && name.equals(NameText.defined(each.head().text()))
                        && !NameText.parameters(each.head().text()).isEmpty());
    Pattern index =
        Pattern.compile(
            "(?:≠|\\\\neq?\\b|!=)\\s*%s\\s*\\}".formatted(Pattern.quote(name.toString())));
    return function || sheet.stream().anyMatch(each -> index.matcher(each.text()).find());
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
