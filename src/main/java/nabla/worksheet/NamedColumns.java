package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;

/// Examples with the names at their values: `x = (2, 1), y = 1.3; x = (-3, 2), y = 1.9` or a list
/// for each, `x = 1, 2; y = 3, 4`.
///
/// @param columns the values of each variable, as they are written
record NamedColumns(Map<Name, List<String>> columns) {

  /// The values that stand behind each name; none where all names stand first.
  static NamedColumns of(Clause clause) {
    Map<Name, List<String>> columns = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (Clause line : StatementReader.lines(clause)) {
      for (Clause item : StatementReader.list(line)) {
        int equals = item.text().indexOf('=');
        Name name = equals < 0 ? null : NameText.alone(item.text().substring(0, equals));
        if (name != null) {
          current = columns.computeIfAbsent(name, _ -> new ArrayList<>());
        } else if (columns.isEmpty()) {
          return new NamedColumns(Map.of());
        }
        current.add(item.text().substring(equals + 1).strip());
      }
    }
    return new NamedColumns(columns);
  }

  /// The values of all variables in each example.
  List<List<String>> rows(Clause clause) {
    Map<Name, List<String>> lists = new LinkedHashMap<>();
    columns.forEach((name, values) -> lists.put(name, inBrackets(values)));
    List<List<String>> all =
        List.copyOf((!areEven(columns) && areEven(lists) ? lists : columns).values());
    int count = all.getFirst().size();
    if (all.stream().anyMatch(values -> values.size() != count)) {
      throw Examples.refused(
          "expected as many values of each variable, as in x = 1, 2; y = 3, 4", clause);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      int place = row;
      rows.add(all.stream().map(values -> values.get(place)).toList());
    }
    return rows;
  }

  /// The values in the only pair of brackets, `1, 2` of `(1, 2)`.
  private static List<String> inBrackets(List<String> values) {
    String list = values.getFirst();
    return values.size() == 1 && list.matches("(?s)[(\\[{].*[)\\]}]")
        ? StatementReader.list(new Clause(list.substring(1, list.length() - 1), 0)).stream()
            .map(Clause::text)
            .toList()
        : values;
  }

  /// Whether there are as many values of each variable, and more than one.
  private static boolean areEven(Map<Name, List<String>> columns) {
    return columns.values().stream().map(List::size).distinct().count() == 1
        && columns.values().iterator().next().size() > 1;
  }
}
