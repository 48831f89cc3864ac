package nabla.worksheet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// The gradient of a named formula where it stands in a statement: `∇L`, `-∇L`, `∇g(1, 2)`.
///
/// @param negative whether a minus stands before it
/// @param name the name of the formula
/// @param arguments where it is taken, as written; empty where that is not said
record GradientText(boolean negative, String name, List<String> arguments) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<minus>[-−])?\\s*(?:∇|\\\\nabla)\\s*(?<name>\\p{L}[\\p{M}\\w′']*)"
              + "\\s*(?:\\((?<arguments>.+)\\))?");

  /// The gradient that a text is; null where it is anything else.
  static @Nullable GradientText of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return null;
    }
    String arguments = written.group("arguments");
    List<String> list =
        arguments == null
            ? List.of()
            : StatementReader.list(new Clause(arguments, 0)).stream().map(Clause::text).toList();
    return new GradientText(written.group("minus") != null, written.group("name"), list);
  }
}
