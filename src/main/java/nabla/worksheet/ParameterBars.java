package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `p(x | θ)` and `p(x; θ)`, as densities and likelihoods are written, for the p(x, θ) of formulas.
final class ParameterBars {

  private static final String BAR = "\\||;|\\\\mid(?![a-zA-Z])";

  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?:let\\s+)?(?<name>[^\\s()=|;,+\\-−*/]+)\\s*\\([^()=|;]+?(?:"
              + BAR
              + ")[^()=|;]+\\)\\s*:?=.*",
          Pattern.DOTALL);

  private final Set<String> functions = new LinkedHashSet<>();

  /// @param statements the texts of all statements of a sheet, whose definitions say which
  ///   functions are written so
  ParameterBars(Stream<String> statements) {
    statements
        .map(text -> DEFINITION.matcher(text.strip()))
        .filter(Matcher::matches)
        .forEach(definition -> functions.add(definition.group("name")));
  }

  /// A text of the same length with commas in the brackets of these functions.
  String plain(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (String function : functions) {
      Matcher call =
          Pattern.compile("(?<![\\p{L}\\d\\\\])" + Pattern.quote(function) + "\\s*\\(")
              .matcher(text);
      while (call.find()) {
        withComma(plain, call.end());
      }
    }
    return plain.toString();
  }

  /// Changes the one bar of a bracket that begins before a place; two are an absolute value.
  private static void withComma(StringBuilder text, int start) {
    Matcher bar = Pattern.compile(BAR).matcher(text);
    int depth = 0;
    int found = -1;
    int length = 0;
    for (int i = start; i < text.length() && depth >= 0; i++) {
      depth += StatementReader.depth(text.charAt(i));
      bar.region(i, text.length());
      if (depth == 0 && bar.lookingAt()) {
        if (found >= 0) {
          return;
        }
        found = i;
        length = bar.end() - i;
      }
    }
    if (found >= 0) {
      text.replace(found, found + length, "," + " ".repeat(length - 1));
    }
  }
}
