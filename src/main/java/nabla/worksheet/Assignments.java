package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// `w = w_new` of what was given a value, and is on the right side by what is defined between: a
/// new value, and no definition, which would be circular. What is defined to be one, `temp1 = θ_1 −
/// α ∂J/∂θ_1`, is a value as well, that of its line: with a new θ_0 it stays what it is.
final class Assignments {

  private final List<Statement> sheet;

  private Assignments(List<Statement> sheet) {
    this.sheet = sheet;
  }

  /// The statements of a sheet, in their order, with these lines as updates.
  static List<Statement> in(List<Statement> sheet) {
    Assignments work = new Assignments(new ArrayList<>(sheet));
    for (int i = 0; i < sheet.size(); i++) {
      work.look(i);
    }
    return work.sheet;
  }

  private void look(int place) {
    Statement statement = sheet.get(place);
    if (statement.kind() == Kind.UPDATE) {
      UpdateText.in(statement.head()).forEach(update -> store(update.value().text(), place));
      return;
    }
    Name name = plain(statement);
    if (name == null || !isGiven(name, place)) {
      return;
    }
    boolean said = statement.head().text().contains(":=");
    boolean copies = NameText.alone(value(statement)) != null;
    boolean itself = !copies && Links.mentions(value(statement), name); // which is one already
    if (said || (!itself && dependsOn(value(statement), name, place, new LinkedHashSet<>()))) {
      sheet.set(place, asUpdate(statement));
      store(value(statement), place);
    }
  }

  /// Makes what is defined to be a new value one, where that is all of another’s new value.
  private void store(String value, int place) {
    Name name = NameText.alone(value);
    Integer definition = name == null ? null : definition(name, place);
    if (definition != null && sheet.get(definition).kind() == Kind.LET) {
      sheet.set(definition, asUpdate(sheet.get(definition)));
    }
  }

  /// The name that a line without a word before it defines, which is no function; null for any
  /// other.
  private static @Nullable Name plain(Statement statement) {
    String text = statement.head().text();
    return statement.kind() == Kind.LET
            && !statement.text().strip().startsWith(Defining.LET)
            && NameText.parameters(text).isEmpty()
        ? NameText.defined(text)
        : null;
  }

  private static String value(Statement definition) {
    String text = definition.head().text();
    return text.substring(text.indexOf('=') + 1).strip();
  }

  private static Statement asUpdate(Statement definition) {
    Statement.Clause head = definition.head();
    String arrow =
        head.text().contains(":=")
            ? head.text().replaceFirst(":=", "← ")
            : head.text().replaceFirst("=", "←");
    return new Statement(
        Kind.UPDATE,
        new Statement.Clause(arrow, head.start()),
        definition.clauses(),
        definition.text(),
        definition.line());
  }

  /// Whether a line above gives a name a value.
  private boolean isGiven(Name name, int place) {
    boolean given = false;
    for (Statement each : sheet.subList(0, place)) {
      if (each.kind() == Kind.GIVEN && each.clause("from") == null) {
        given |=
            StatementReader.list(each.head()).stream()
                .anyMatch(item -> name.equals(NameText.defined(item.text())));
      } else if (each.kind() == Kind.UPDATE) {
        given |=
            UpdateText.in(each.head()).stream()
                .anyMatch(update -> name.equals(NameText.alone(update.name().text())));
      } else if (each.kind() == Kind.LET && name.equals(NameText.defined(each.head().text()))) {
        given = PlainNumbers.isNumbers(value(each));
      }
    }
    return given;
  }

  /// Where a name is defined last above a line; null where nothing defines it.
  private @Nullable Integer definition(Name name, int place) {
    for (int i = place - 1; i >= 0; i--) {
      if (name.equals(plain(sheet.get(i)))) {
        return i;
      }
    }
    return null;
  }

  /// Whether a text has a name in it, or what is defined by it above a line.
  private boolean dependsOn(String text, Name name, int place, Set<Name> seen) {
    if (Links.mentions(text, name)) {
      return true;
    }
    for (int i = 0; i < place; i++) {
      Statement each = sheet.get(i);
      Name defined = each.kind() == Kind.LET ? NameText.defined(each.head().text()) : null;
      if (defined != null
          && !seen.contains(defined)
          && Links.mentions(text, defined)
          && seen.add(defined)
          && dependsOn(value(each), name, place, seen)) {
        return true;
      }
    }
    return false;
  }
}
