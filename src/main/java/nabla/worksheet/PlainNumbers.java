package nabla.worksheet;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Numbers that stand as definitions in a sheet, `W1 = [1, 2; 0, 1]` and `y = 1`, and are meant as
/// given: those for a network or a training, above it or below, since the gradients by them are
/// asked for, and those for letters of definitions above them, where they stand without `let`.
final class PlainNumbers {

  private static final Pattern NUMBERS =
      Pattern.compile("(?:[-+−*/.,;\\s()\\[\\]]|\\d(?:[eE][-+−]?\\d)?)+");

  private static final Pattern PLACE = Pattern.compile("\\d{1,3}");

  private PlainNumbers() {}

  /// A statement as it is meant among those of a sheet.
  static Statement among(List<Statement> sheet, Statement statement) {
    Statement.Clause head = statement.head();
    Name name = statement.kind() == Kind.LET ? NameText.defined(head.text()) : null;
    boolean number =
        name != null
            && NameText.parameters(head.text()).isEmpty()
            && NUMBERS.matcher(head.text().substring(head.text().indexOf('=') + 1)).matches();
    if (name == null || !number || !isAwaited(sheet, name, statement)) {
      return statement;
    }
    return new Statement(Kind.GIVEN, head, Map.of(), statement.text(), statement.line());
  }

  private static boolean isAwaited(List<Statement> sheet, Name name, Statement number) {
    if (sheet.stream().anyMatch(each -> isOf(each, name, isList(number)))) {
      return true;
    }
    if (number.text().strip().startsWith(Defining.LET)) {
      return false;
    }
    @Nullable Boolean awaited = null; // since everything was cleared
    for (Statement each : sheet) {
      if (each.line() >= number.line()) {
        continue;
      }
      if (each.kind() == Kind.CLEAR && each.head().text().isBlank()) {
        awaited = null;
      }
      boolean declared =
          each.kind() == Kind.DECLARE
              && isList(number)
              && Withdrawals.declared(each.head().text()).contains(name);
      if (declared && awaited == null) {
        awaited = true;
      }
      if (each.kind() != Kind.LET || awaited != null) {
        continue;
      }
      boolean used =
          uses(each, name)
              || NameText.parameters(each.head().text()).contains(name)
              || (isList(number) && usesEntries(each, name));
      if (used || name.equals(NameText.defined(each.head().text()))) {
        awaited = used;
      }
    }
    if (awaited != null) {
      return awaited;
    }
    return isList(number)
        && sheet.stream()
            .anyMatch(each ->
                each.line() > number.line()
                    && each.kind() == Kind.LET
                    && Links.mentionsNumbered(value(each), name));
  }

  private static boolean isList(Statement number) {
    return value(number).strip().matches("[(\\[].*");
  }

  private static String value(Statement definition) {
    String text = definition.head().text();
    return text.substring(text.indexOf('=') + 1);
  }

  /// Whether entries of a vector stand in a definition, `Σ_j s_j` and `s_1`.
  private static boolean usesEntries(Statement definition, Name name) {
    return Links.mentionsIndexed(value(definition), name)
        || Links.mentionsNumbered(value(definition), name);
  }

  private static boolean uses(Statement definition, Name name) {
    return Links.mentions(value(definition), name)
        && !NameText.parameters(definition.head().text()).contains(name);
  }

  /// Whether a name is that of a weight, of the input or of the target of a network, or of what is
  /// trained.
  ///
  /// @param list whether the name has several numbers, of which the network may take entries
  private static boolean isOf(Statement network, Name name, boolean list) {
    if (network.kind() == Kind.TRAIN) {
      return Links.mentions(network.clause("over", ""), name);
    }
    if (network.kind() != Kind.NETWORK) {
      return false;
    }
    String text = network.head().text();
    if (Blueprint.isLayered(text)) {
      return List.of(Name.of("x"), Name.of("y")).contains(name)
          || (List.of("W", "b").contains(name.base()) && PLACE.matcher(name.subscript()).matches());
    }
    boolean used = Links.mentions(text, name) || (list && usesEntries(network, name));
    return used
        && StatementReader.list(new Statement.Clause(text.replace(';', ','), 0)).stream()
            .noneMatch(part -> name.equals(NameText.defined(part.text())));
  }
}
