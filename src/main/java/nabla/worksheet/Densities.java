package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `p(x | μ) = …` beside `p(μ) = …`, as books write a likelihood and a prior with one letter: two
/// functions, of which the second is p_μ here.
final class Densities {
  private static final String LETTER = "(?<name>\\p{L}\\p{M}*)\\s*\\(";

  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?:let\\s+)?" + LETTER + "(?<arguments>[^()=]+)\\)\\s*:?=.*", Pattern.DOTALL);

  private static final Pattern ARGUMENT = Pattern.compile("\\p{L}\\p{M}*\\d?");

  /// The functions of one variable beside those with a bar, each with what stands below its letter.
  private final Map<String, String> priors = new LinkedHashMap<>();

  /// @param statements the texts of all statements of a sheet
  Densities(Stream<String> statements) {
    Set<String> conditional = new LinkedHashSet<>();
    Map<String, Set<String>> plain = new LinkedHashMap<>();
    statements
        .map(text -> DEFINITION.matcher(text.strip()))
        .filter(Matcher::matches)
        .forEach(definition -> {
          String name = definition.group("name");
          String arguments = definition.group("arguments").strip();
          if (arguments.contains("|") || arguments.contains("\\mid")) {
            conditional.add(name);
          } else if (ARGUMENT.matcher(arguments).matches()) {
            plain.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(arguments);
          }
        });
    plain.forEach((name, arguments) -> {
      if (conditional.contains(name) && arguments.size() == 1) {
        priors.put(name, arguments.iterator().next());
      }
    });
  }

  /// A text with a letter below those of one variable.
  String plain(String text) {
    String all = text;
    for (Map.Entry<String, String> prior : priors.entrySet()) {
      Matcher call =
          Pattern.compile("(?<![\\p{L}\\d_\\\\])" + Pattern.quote(prior.getKey()) + "\\s*\\(")
              .matcher(all);
      StringBuilder now = new StringBuilder();
      int from = 0;
      while (call.find()) {
        boolean one = isOfOne(all, call.end());
        now.append(all, from, call.start()).append(prior.getKey());
        now.append(one ? "_{" + prior.getValue() + "}(" : "(");
        from = call.end();
      }
      all = now.append(all.substring(from)).toString();
    }
    return all;
  }

  /// Whether a bracket that begins before a place has one argument.
  private static boolean isOfOne(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (depth == 0 && (sign == ')' || ",|;".indexOf(sign) >= 0 || text.startsWith("\\mid", i))) {
        return sign == ')';
      }
      depth += StatementReader.depth(sign);
    }
    return false;
  }
}
