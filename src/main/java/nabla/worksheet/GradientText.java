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

  private static final Pattern PRIMED =
      Pattern.compile("(?<name>\\p{L}[\\p{M}\\w]*)\\s*['′]\\s*\\((?<arguments>.+)\\)");

  /// The derivative of a function at a place that a text is, `r'((3, 4))`, as its gradient there;
  /// null where it is anything else.
  static @Nullable GradientText primed(String text) {
    Matcher primed = PRIMED.matcher(text.strip());
    return primed.matches()
        ? of("∇" + primed.group("name") + "(" + primed.group("arguments") + ")")
        : null;
  }

  /// The gradient that a text is; null where it is anything else.
  static @Nullable GradientText of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return null;
    }
    String arguments = written.group("arguments");
    if (arguments != null && !isBalanced(arguments)) {
      return null;
    }
    List<String> list =
        arguments == null
            ? List.of()
            : StatementReader.list(new Clause(arguments, 0)).stream().map(Clause::text).toList();
    return new GradientText(written.group("minus") != null, written.group("name"), list);
  }

  /// Whether no bracket closes one before the text: not in `1) + (2`.
  private static boolean isBalanced(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
    }
    return depth == 0;
  }
}
