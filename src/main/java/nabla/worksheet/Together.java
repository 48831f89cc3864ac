package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Updates in lines one after the other by named derivatives, `w ← w − α dw` and `b ← b − α db`: db
/// is the derivative from before w has its new value, as whoever computes dw and db first and then
/// changes w and b means it.
final class Together {

  private static final Pattern BY =
      Pattern.compile("(?:/|\\}\\s*\\{)\\s*(?:[∂d]|\\\\partial)\\s*(\\p{L}[\\w₀-₉]*)");

  private final Sheet sheet;

  /// What has new values since `start`, in lines without others between.
  private final Set<Name> changed = new LinkedHashSet<>();

  private Sheet start;
  private int line;
  private int turn;
  private int last = Integer.MIN_VALUE;

  Together(Sheet sheet) {
    this.sheet = sheet;
    this.start = sheet;
  }

  /// A statement follows; to show what just changed comes between no lines.
  void next(Statement statement) {
    boolean shows =
        statement.kind() == Kind.EVALUATE
            && StatementReader.list(statement.head()).stream()
                .allMatch(item -> changed.contains(NameText.alone(item.text())));
    if (statement.line() != line && !shows) {
      turn++;
    }
    line = statement.line();
  }

  /// These get new values now.
  void begin(Set<Name> names) {
    if (turn > last + 1 || names.stream().anyMatch(changed::contains)) {
      changed.clear();
      start = sheet.saved();
    }
    last = turn;
  }

  /// These have new values now.
  void end(Set<Name> names) {
    changed.addAll(names);
  }

  /// The named derivatives in a new value that are those from before the lines; empty where it has
  /// none, or what changed in it itself.
  Set<Name> earlier(String value) {
    Set<Name> earlier = new LinkedHashSet<>();
    if (changed.stream().noneMatch(name -> Links.mentions(value, name))) {
      for (Name name : sheet.meanings().names()) {
        Name by = Links.mentions(value, name) ? variable(name) : null;
        if (by != null && !changed.contains(by) && depends(name, new LinkedHashSet<>())) {
          earlier.add(name);
        }
      }
    }
    return earlier;
  }

  /// What is computed from the values before the lines.
  <T> T before(Supplier<T> answer) {
    Sheet now = sheet.saved();
    sheet.restore(start);
    try {
      return answer.get();
    } finally {
      sheet.restore(now);
    }
  }

  /// What is said of named derivatives from before the lines.
  String said(Set<Name> earlier) {
    return "%s %s taken from before %s changed"
        .formatted(
            earlier.stream().map(Sheet::spelled).collect(Collectors.joining(", ")),
            earlier.size() == 1 ? "is" : "are",
            changed.stream().map(Sheet::spelled).collect(Collectors.joining(", ")));
  }

  /// The b of what is called db or is defined as ∂L/∂b; null for any other name.
  private @Nullable Name variable(Name name) {
    String called = Sheet.spelled(name).replace("\"", "");
    Name rest = called.matches("d\\p{L}.*") ? NameText.alone(called.substring(1)) : null;
    if (rest != null && (sheet.hasValue(rest) || sheet.meanings().defines(rest))) {
      return rest;
    }
    String meaning = sheet.meanings().textOf(name);
    Matcher by = BY.matcher(meaning == null || sheet.isFunction(name) ? "" : meaning);
    return by.find() ? NameText.alone(by.group(1)) : null;
  }

  private boolean depends(Name name, Set<Name> seen) {
    return seen.add(name)
        && sheet.meanings().usesOf(name).stream()
            .anyMatch(each -> changed.contains(each) || depends(each, seen));
  }
}
