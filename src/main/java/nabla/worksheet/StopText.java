package nabla.worksheet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `until ‖∇f(x)‖ < 0.1` and `until f(x) - f(x*) < 0.01`, in the words of a descent of f over x:
/// the loss and its gradient where they are, and the loss at the minimum.
final class StopText {

  private static final String STAR = "\\s*(?:\\^\\s*\\{?\\s*)?(?:[*∗⋆]|\\\\(?:ast|star))\\s*\\}?";

  private StopText() {}

  /// The condition of a descent with the name of the loss for its value at the variables, and with
  /// the entries of a variable that is a list of numbers.
  static String plain(Sheet sheet, String condition, String loss, List<String> variables) {
    VariableLists lists = new VariableLists(sheet);
    return lists.withEntries(
        starred(lists, atVariables(condition, loss.strip(), variables), variables));
  }

  private static String atVariables(String condition, String loss, List<String> variables) {
    String name = loss.replaceFirst("\\s*\\(.*", "");
    if (NameText.alone(name) == null) {
      return condition;
    }
    String called = "(?<![\\p{L}\\d_\\\\])" + Pattern.quote(name) + "\\s*\\(\\s*%s\\s*\\)";
    String here = variables.stream().map(Pattern::quote).collect(Collectors.joining("\\s*,\\s*"));
    String there =
        variables.stream()
            .map(each -> Pattern.quote(each) + STAR)
            .collect(Collectors.joining("\\s*,\\s*"));
    return condition
        .replaceAll(called.formatted(here), name)
        .replaceAll(called.formatted(there), name + "*");
  }

  /// `(x_1*, x_2*)` for x* where x is a list of variables.
  private static String starred(VariableLists lists, String condition, List<String> variables) {
    String starred = condition;
    for (String variable : variables) {
      String entries = lists.withEntries(variable);
      if (entries.startsWith("(")) {
        String stars = entries.replaceAll("\\s*([,)])", "*$1");
        starred =
            starred.replaceAll(
                "(?<![\\p{L}\\d_\\\\])" + Pattern.quote(variable) + STAR,
                Matcher.quoteReplacement(stars));
      }
    }
    return starred;
  }
}
