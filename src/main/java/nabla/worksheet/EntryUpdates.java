package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Updates of the entries of a vector or a matrix with numbers: `w_j ← w_j − 0.1 ∂L/∂w_j` is one of
/// w, for each j, and `w_1 ← 5` changes one entry.
final class EntryUpdates {
  private final Sheet sheet;

  EntryUpdates(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A statement as one of whole vectors and matrices, where it is one of their entries.
  Statement whole(Statement statement) {
    List<UpdateText> updates =
        switch (statement.kind()) {
          case UPDATE -> UpdateText.in(statement.head());
          case STEP -> step(statement);
          default -> List.of();
        };
    List<String> all = new ArrayList<>();
    boolean entries = false;
    Map<Name, List<String>> single = new LinkedHashMap<>();
    for (UpdateText update : updates) {
      Name name = NameText.alone(update.name().text());
      Literal value = name == null ? null : value(name);
      if (name == null || value == null) {
        all.add(update.name().text() + " ← " + update.value().text());
        continue;
      }
      entries = true;
      Name whole = name.withSubscript("");
      List<String> now =
          single.computeIfAbsent(
              whole, any -> value.children().stream().map(Text::of).collect(Collectors.toList()));
      change(now, name.subscript(), update.value().text(), value);
    }
    if (!entries) {
      return statement;
    }
    single.forEach((whole, now) -> {
      all.add(Sheet.spelled(whole) + " ← " + array(now, columns(whole)));
    });
    return new Statement(
        Kind.UPDATE,
        new Clause(String.join(", ", all), statement.head().start()),
        Map.of(),
        statement.text(),
        statement.line());
  }

  /// The update that a step of one entry is; none for any other step.
  private static List<UpdateText> step(Statement statement) {
    Clause by = statement.clause("by");
    Clause along = statement.clause("along");
    if (by == null || along == null || !along.text().contains("/")) {
      return List.of();
    }
    Clause head = statement.head();
    String value = head.text() + " - (" + by.text() + ") " + along.text();
    return List.of(new UpdateText(head, new Clause(value, head.start()), true));
  }

  /// Puts new values in their places.
  ///
  /// @param below the number, the letter or both letters below the name
  private static void change(List<String> now, String below, String value, Literal old) {
    int columns = old.columns();
    boolean numbered = Character.isDigit(below.charAt(0));
    for (int i = 0; i < now.size(); i++) {
      String row = String.valueOf(i / columns + 1);
      String column = String.valueOf(i % columns + 1);
      if (numbered && below.replace(",", "").equals(columns == 1 ? row : row + column)) {
        now.set(i, "(" + value + ")");
      } else if (!numbered) {
        String one = Definitions.at(value, below.substring(0, 1), row);
        now.set(
            i, "(" + (columns == 1 ? one : Definitions.at(one, below.substring(1), column)) + ")");
      }
    }
  }

  private static String array(List<String> entries, int columns) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < entries.size(); i += columns) {
      rows.add(String.join(", ", entries.subList(i, i + columns)));
    }
    return columns == 1 ? "(" + String.join(", ", rows) + ")" : "[" + String.join("; ", rows) + "]";
  }

  private int columns(Name whole) {
    String value = sheet.value(whole);
    return value != null && NameText.value(value) instanceof Literal array ? array.columns() : 1;
  }

  /// The numbers of the array of which a name is an entry; null where it is none.
  private @Nullable Literal value(Name entry) {
    Name whole = entry.withSubscript("");
    String below = entry.subscript().replace(",", "");
    String value = below.matches("[a-z]{1,2}|[1-9]{1,2}") ? sheet.value(whole) : null;
    boolean own =
        sheet.hasValue(entry) || sheet.meanings().defines(entry) || sheet.isDeclared(entry);
    Expr array = value == null || own ? null : NameText.value(value);
    return array instanceof Literal literal
            && literal.arity() > 1
            && (literal.columns() == 1
                ? below.matches("[a-z]|[1-9][0-9]?")
                : literal.columns() < literal.arity() && below.length() == 2)
        ? literal
        : null;
  }
}
