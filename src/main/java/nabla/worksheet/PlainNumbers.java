package nabla.worksheet;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nabla.expr.Name;

/// Numbers for a network or a training that stand as definitions in a sheet, `W1 = [1, 2; 0, 1]`
/// and `y = 1`, above the network or below it: they are meant as given, since the gradients by them
/// are asked for.
final class PlainNumbers {

  private static final Pattern NUMBERS =
      Pattern.compile("(?:[-+−*/.,;\\s()\\[\\]]|\\d(?:[eE][-+−]?\\d)?)+");

  private static final Pattern PLACE = Pattern.compile("\\d{1,3}");

  private PlainNumbers() {}

  /// The statements beside which numbers are meant as given: networks, and trainings.
  static boolean concerns(Statement statement) {
    return statement.kind() == Kind.NETWORK || statement.kind() == Kind.TRAIN;
  }

  /// A statement as it is meant beside some networks and trainings.
  static Statement beside(List<Statement> networks, Statement statement) {
    Statement.Clause head = statement.head();
    Name name = statement.kind() == Kind.LET ? NameText.defined(head.text()) : null;
    boolean number =
        name != null
            && NameText.parameters(head.text()).isEmpty()
            && NUMBERS.matcher(head.text().substring(head.text().indexOf('=') + 1)).matches();
    if (name == null || !number || networks.stream().noneMatch(each -> isOf(each, name))) {
      return statement;
    }
    return new Statement(Kind.GIVEN, head, Map.of(), statement.text(), statement.line());
  }

  /// Whether a name is that of a weight, of the input or of the target of a network, or of what is
  /// trained.
  private static boolean isOf(Statement network, Name name) {
    if (network.kind() == Kind.TRAIN) {
      return Links.mentions(network.clause("over", ""), name);
    }
    String text = network.head().text();
    if (Blueprint.isLayered(text)) {
      return List.of(Name.of("x"), Name.of("y")).contains(name)
          || (List.of("W", "b").contains(name.base()) && PLACE.matcher(name.subscript()).matches());
    }
    return Links.mentions(text, name)
        && StatementReader.list(new Statement.Clause(text.replace(';', ','), 0)).stream()
            .noneMatch(part -> name.equals(NameText.defined(part.text())));
  }
}
