package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `s^2 = 1/(n-1) Σ_i (x_i - x̄)^2`, `R^2 = 1 - …`, `σ̂² = …`: definitions of squares, which are
/// names of their own where their letters stand nowhere without it, and those of the roots else.
final class Squares {
  private static final String POWER = "\\s*(?:\\^\\s*(?:2(?!\\d)|\\{\\s*2\\s*\\})|²)";

  private static final Pattern DEFINITION =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<name>\\p{L}\\p{M}*(?:_(?:[\\p{L}\\d]|\\{[\\p{L}\\d]+\\}))?)"
              + POWER
              + "\\s*:?=(?!=)(?<value>.*)",
          Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("\\s*[\\d./\\s]+");

  /// What has a definition of its square, each with whether it stands for itself as well.
  private final Map<String, Boolean> letters = new LinkedHashMap<>();

  /// @param statements the texts of all statements of a sheet
  Squares(List<String> statements) {
    for (String text : statements) {
      Matcher definition = DEFINITION.matcher(text);
      if (definition.matches() && !NUMBER.matcher(definition.group("value")).matches()) {
        String name = definition.group("name");
        Pattern alone = Pattern.compile(letter(name) + "(?!" + POWER + ")");
        letters.put(name, statements.stream().anyMatch(each -> alone.matcher(each).find()));
      }
    }
  }

  private static String letter(String name) {
    return "(?<![\\p{L}\\d_\\\\])" + Pattern.quote(name) + "(?![\\p{L}\\p{M}\\d_])";
  }

  /// A text with the names of squares, or the definitions of the roots.
  String plain(String text) {
    String plain = text;
    for (Map.Entry<String, Boolean> square : letters.entrySet()) {
      Matcher definition = DEFINITION.matcher(plain);
      if (!square.getValue()) {
        plain =
            Pattern.compile(letter(square.getKey()) + POWER)
                .matcher(plain)
                .replaceAll(Matcher.quoteReplacement("\"" + square.getKey() + "²\""));
      } else if (definition.matches() && definition.group("name").equals(square.getKey())) {
        plain = square.getKey() + " = sqrt(" + definition.group("value").strip() + ")";
      }
    }
    return plain;
  }
}
