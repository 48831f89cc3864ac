package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `x(t) = t^2` beside `f(x, y) = x^2 y`: the parameters of a function as functions of a number,
/// along which it has a derivative by that, `df/dt`. They are named parts, `x = t^2`, so that x is
/// a variable of f as well, and `∂f/∂x` its derivative.
final class Paths {

  /// A function of one number, or of several.
  private static final Pattern FUNCTION =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<name>\\p{L}\\p{M}*(?:_\\d)?)\\s*\\(\\s*(?<list>[\\p{L}\\p{M}\\d_,\\s]+)\\)\\s*:?=(?!=)(?<value>.*)",
          Pattern.DOTALL);

  /// @param parameter what it is a function of
  /// @param value what it is
  private record Path(String parameter, String value) {

    String at(String argument) {
      return argument.strip().equals(parameter)
          ? "(" + value + ")"
          : "("
              + Pattern.compile("(?<![\\p{L}\\d_\\\\])%s(?![\\p{L}\\d_])".formatted(parameter))
                  .matcher(value)
                  .replaceAll(Matcher.quoteReplacement("(" + argument.strip() + ")"))
              + ")";
    }
  }

  private final Map<String, Path> paths = new LinkedHashMap<>();

  /// @param statements all statements of a sheet
  Paths(List<Statement> statements) {
    Map<String, Path> functions = new LinkedHashMap<>();
    Set<String> parameters = new LinkedHashSet<>();
    for (Statement statement : statements) {
      Matcher function = FUNCTION.matcher(statement.head().text());
      if (statement.kind() == Kind.LET && function.matches()) {
        String name = function.group("name");
        List<String> list = List.of(function.group("list").strip().split("\\s*,\\s*", -1));
        parameters.addAll(list);
        if (list.size() == 1 && !list.getFirst().equals(name)) {
          functions.put(name, new Path(list.getFirst(), function.group("value").strip()));
        }
      }
    }
    functions.forEach((name, path) -> {
      if (parameters.contains(name) && !parameters.contains(path.value)) {
        paths.put(name, path);
      }
    });
    // Two functions that are each other's inverses, q(p) and p(q), or made of each other are none.
    Set<String> names = Set.copyOf(paths.keySet());
    paths
        .values()
        .removeIf(path ->
            names.contains(path.parameter)
                || names.stream().anyMatch(name -> called(name).matcher(path.value).find()));
  }

  private static Pattern called(String name) {
    return Pattern.compile(
        "(?<![\\p{L}\\d_\\\\])%s\\s*\\(([^()]*)\\)".formatted(Pattern.quote(name)));
  }

  /// A text with the parts in place of the functions.
  String plain(String text) {
    String plain = text;
    for (Map.Entry<String, Path> each : paths.entrySet()) {
      Path path = each.getValue();
      String name = Pattern.quote(each.getKey());
      Matcher definition = FUNCTION.matcher(plain);
      if (definition.matches()
          && definition.group("name").equals(each.getKey())
          && definition.group("list").strip().equals(path.parameter)) {
        return each.getKey() + " = " + path.value;
      }
      String slope = "(d%s/d%s)".formatted(each.getKey(), path.parameter);
      plain =
          Pattern.compile(
                  "(?<![\\p{L}\\d_\\\\])%s\\s*['′](?:\\s*\\(\\s*%s\\s*\\)|(?!\\s*[(\\['′]))"
                      .formatted(name, path.parameter))
              .matcher(plain)
              .replaceAll(Matcher.quoteReplacement(slope));
      plain =
          called(each.getKey())
              .matcher(plain)
              .replaceAll(call -> Matcher.quoteReplacement(path.at(call.group(1))));
    }
    return plain;
  }
}
