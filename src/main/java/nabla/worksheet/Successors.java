package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Definitions of what comes next, `w_{t+1} = w_t − α g_t` and `z_{l+1} = W_l a_l + b_l`, as those
/// of `w_t` and `z_l` by what came before.
final class Successors {
  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<base>\"[^\"]+\"|\\\\?[\\p{L}\\p{M}]+)_\\{\\s*(?<index>[a-z])\\s*\\+\\s*1\\s*\\}"
              + "\\s*:?=(?!=).*",
          Pattern.DOTALL);

  private static final Pattern FAMILY =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<base>\"[^\"]+\"|\\\\?[\\p{L}\\p{M}]+)_(?:\\{\\s*(?<braced>[a-z])\\s*\\}|(?<bare>[a-z]))"
              + "\\s*:?=(?!=)(?<value>.*)",
          Pattern.DOTALL);

  private static final Pattern MEMBER =
      Pattern.compile("(?<base>\"[^\"]+\"|\\p{L}\\p{M}*)_\\{?(?<place>\\d{1,2})(?!\\d)");

  /// What has a definition of what comes next, by the index of it.
  private final Map<String, Set<String>> bases = new LinkedHashMap<>();

  /// @param statements all statements of a sheet
  Successors(List<Statement> statements) {
    for (Statement statement : statements) {
      Matcher next = NEXT.matcher(statement.head().text());
      if (statement.kind() == Kind.LET && next.matches()) {
        bases
            .computeIfAbsent(next.group("index"), _ -> new LinkedHashSet<>())
            .add(next.group("base"));
      }
    }
  }

  /// A text that has what comes next as one of what came before, for the place after; any other
  /// text as it is.
  String plain(String text) {
    String plain = text;
    for (Map.Entry<String, Set<String>> each : bases.entrySet()) {
      String index = each.getKey();
      boolean next =
          each.getValue().stream()
              .anyMatch(base ->
                  Pattern.compile(
                          "(?<![\\p{L}\\d_\\\\])%s_\\s*\\{\\s*%s\\s*\\+\\s*1\\s*\\}"
                              .formatted(Pattern.quote(base), index))
                      .matcher(text)
                      .find());
      plain = next ? before(plain, index) : plain;
    }
    return plain;
  }

  private static String before(String text, String index) {
    return Pattern.compile(
            "_\\s*(?:\\{\\s*%1$s\\s*(?:(?<sign>[-−+])\\s*1\\s*)?\\}|%1$s(?!\\p{L}))|(?<![\\p{L}_\\\\{])%1$s(?![\\p{L}\\d_])"
                .formatted(index))
        .matcher(text)
        .replaceAll(place -> {
          String sign = place.group(1);
          String before = sign == null ? index + "-1" : sign.equals("+") ? index : index + "-2";
          return place.group().startsWith("_") ? "_{" + before + "}" : "(" + before + ")";
        });
  }

  /// The first place of each index at which something is made of what came before: 2 where what a
  /// sheet has without it begins with W_1 of `z_l = W_{l-1} a_{l-1}`.
  ///
  /// @param statements all statements, in the form of [#plain]
  Map<String, Integer> firsts(List<Statement> statements) {
    Map<String, Integer> firsts = new LinkedHashMap<>();
    for (String index : bases.keySet()) {
      statements.stream()
          .filter(each -> each.kind() == Kind.LET)
          .map(each -> FAMILY.matcher(each.head().text()))
          .filter(Matcher::matches)
          .filter(each -> index.equals(index(each)))
          .flatMapToInt(each -> places(each, index, statements))
          .min()
          .ifPresent(first -> firsts.put(index, Math.max(1, first)));
    }
    return firsts;
  }

  private static String index(Matcher family) {
    String braced = family.group("braced");
    return braced == null ? family.group("bare") : braced;
  }

  /// The places at which a definition has parts that a sheet names with a number.
  private static IntStream places(Matcher family, String index, List<Statement> statements) {
    Pattern part =
        Pattern.compile(
            "(?<base>\"[^\"]+\"|\\p{L}\\p{M}*)_\\s*(?:\\{\\s*%1$s\\s*(?:[-−]\\s*(?<before>[12])\\s*)?\\}|%1$s(?!\\p{L}))"
                .formatted(index));
    return part.matcher(family.group("value"))
        .results()
        .flatMapToInt(found -> {
          int before = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
          boolean own = before == 0 && isFamily(found.group(1), index, statements);
          return own
              ? IntStream.empty()
              : members(found.group(1), statements).map(place -> place + before);
        });
  }

  private static boolean isFamily(String base, String index, List<Statement> statements) {
    return statements.stream()
        .filter(each -> each.kind() == Kind.LET)
        .map(each -> FAMILY.matcher(each.head().text()))
        .anyMatch(
            each -> each.matches() && base.equals(each.group("base")) && index.equals(index(each)));
  }

  private static IntStream members(String base, List<Statement> statements) {
    return statements.stream()
        .flatMap(each -> Stream.concat(Stream.of(each.head()), each.clauses().values().stream()))
        .flatMap(clause -> MEMBER.matcher(clause.text()).results())
        .filter(found -> base.equals(found.group(1)))
        .map(found -> OptionalInt.of(Integer.parseInt(found.group(2))))
        .flatMapToInt(OptionalInt::stream);
  }
}
