package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `ℓ(μ, σ^2) = …`, a likelihood as a function of the variance, in a sheet that has its root as
/// well: a function of σ, of which `ℓ(0, 4)` takes the root of 4.
final class SquaredParameters {
  private static final String SQUARE = "\\s*(?:\\^\\s*(?:2|\\{\\s*2\\s*\\})|²)";

  private static final Pattern HEAD =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<name>\\p{L}\\p{M}*)\\s*\\((?<list>[^()=]*)\\)\\s*:?=(?!=).*",
          Pattern.DOTALL);

  private static final Pattern SQUARED =
      Pattern.compile("\\s*(?<root>\\\\?\\p{L}[\\p{L}\\p{M}\\d_]*)" + SQUARE + "\\s*");

  /// The functions with such parameters, each with the roots, and nothing for the others.
  private final Map<String, List<String>> functions = new LinkedHashMap<>();

  /// @param statements the texts of all statements of a sheet
  SquaredParameters(Stream<String> statements) {
    statements.forEach(text -> {
      Matcher head = HEAD.matcher(text);
      if (head.matches()) {
        List<String> roots = roots(head.group("list"));
        if (roots.stream().anyMatch(root -> !root.isEmpty())) {
          functions.put(head.group("name"), roots);
        }
      }
    });
  }

  private static List<String> roots(String list) {
    List<String> roots = new ArrayList<>();
    for (String each : list.split("[,;|]", -1)) {
      Matcher squared = SQUARED.matcher(each);
      roots.add(squared.matches() ? squared.group("root") : "");
    }
    return roots;
  }

  /// A text with the roots as arguments of these functions.
  String plain(String text) {
    String plain = text;
    for (Map.Entry<String, List<String>> function : functions.entrySet()) {
      plain =
          Pattern.compile(
                  "(?<![\\p{L}\\d_\\\\])%s\\s*\\(((?:[^()]|\\([^()]*\\))*)\\)"
                      .formatted(Pattern.quote(function.getKey())))
              .matcher(plain)
              .replaceAll(call ->
                  Matcher.quoteReplacement(
                      function.getKey()
                          + "("
                          + withRoots(call.group(1), function.getValue())
                          + ")"));
    }
    return plain;
  }

  private static String withRoots(String list, List<String> roots) {
    List<Statement.Clause> arguments = StatementReader.list(new Statement.Clause(list, 0));
    if (arguments.size() != roots.size()) {
      return list;
    }
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      String argument = arguments.get(i).text().strip();
      Matcher squared = SQUARED.matcher(argument);
      taken.add(
          roots.get(i).isEmpty()
              ? argument
              : squared.matches() ? squared.group("root") : "sqrt(" + argument + ")");
    }
    return String.join(", ", taken);
  }
}
