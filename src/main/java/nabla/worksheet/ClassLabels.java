package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `s_{y_i}`, the score of the class of example i: the class is y where nothing runs over the
/// examples, `L_i = Σ_{j≠y_i} max(0, s_j − s_{y_i} + 1)`.
final class ClassLabels {
  private static final Pattern BELOW =
      Pattern.compile(
          "_\\s*\\{\\s*(?<class>\\p{L})_(?:(?<index>[a-z])|\\{(?<braced>[a-z])\\})\\s*\\}");

  /// The letters of classes, each with the index of the example.
  private final Map<String, String> classes = new LinkedHashMap<>();

  /// @param statements all statements of a sheet
  ClassLabels(List<Statement> statements) {
    for (Statement statement : statements) {
      Matcher below = BELOW.matcher(statement.text());
      while (below.find()) {
        String braced = below.group("braced");
        String index = braced == null ? below.group("index") : braced;
        Pattern sum =
            Pattern.compile("(?:[Σ∑]|\\\\sum)\\s*_\\s*\\{?\\s*%s(?!\\p{L})".formatted(index));
        if (statements.stream().noneMatch(each -> sum.matcher(each.text()).find())) {
          classes.put(below.group("class"), index);
        }
      }
    }
  }

  String plain(String text) {
    String plain = text;
    for (Map.Entry<String, String> each : classes.entrySet()) {
      plain = named(each).matcher(plain).replaceAll(Matcher.quoteReplacement(each.getKey()));
    }
    return plain;
  }

  /// What is to be said of a text; null where it names no class.
  @Nullable String note(String text) {
    for (Map.Entry<String, String> each : classes.entrySet()) {
      if (named(each).matcher(text).find()) {
        return "%1$s_%2$s is the class of one example, %1$s"
            .formatted(each.getKey(), each.getValue());
      }
    }
    return null;
  }

  private static Pattern named(Map.Entry<String, String> label) {
    return Pattern.compile(
        "(?<![\\p{L}\\d\\\\])%1$s_(?:%2$s|\\{%2$s\\})(?![\\p{L}\\d])"
            .formatted(label.getKey(), label.getValue()));
  }
}
