package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `w_{j0}` beside `w_{ji}`, as books write the offset of unit j: entries are counted from 1, so
/// that these are a vector w_0 of their own.
final class Offsets {
  private static final Pattern OFFSET =
      Pattern.compile("(?<![\\p{L}\\\\])(\\p{L}\\p{M}*)_\\s*\\{\\s*[a-z]\\s*,?\\s*0\\s*\\}");

  private final Set<String> letters = new LinkedHashSet<>();

  /// @param statements the texts of all statements of a sheet
  Offsets(Stream<String> statements) {
    statements.forEach(text -> {
      Matcher offset = OFFSET.matcher(text);
      while (offset.find()) {
        letters.add(offset.group(1));
      }
    });
  }

  /// A text with an entry of such a vector in place of each.
  String plain(String text) {
    String plain = text;
    for (String letter : letters) {
      plain =
          Pattern.compile(
                  "(?<![\\p{L}\\\\])%s_\\s*\\{\\s*([a-z])\\s*,?\\s*0\\s*\\}"
                      .formatted(Pattern.quote(letter)))
              .matcher(plain)
              .replaceAll("\"" + letter + "_0\"_{$1}")
              .replaceAll(
                  "(?<![\\p{L}\\d_\"])%s_?0(?![\\p{L}\\d_\"])".formatted(Pattern.quote(letter)),
                  "\"" + letter + "_0\"");
    }
    return plain;
  }
}
