package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `temp0 := θ0 − α ∂J/∂θ0`, `my_loss = …` and `S_xy = …`: names as programs have them, which
/// formulas have in quotes or with braces, where a sheet defines them or gives them values.
final class LongNames {

  private record Spelling(Pattern written, String meant) {}

  private final Map<String, Spelling> names = new LinkedHashMap<>();

  /// @param statements all statements of a sheet
  LongNames(Stream<Statement> statements) {
    statements.flatMap(LongNames::defined).forEach(this::add);
  }

  /// What a statement defines or gives values, as it is spelled.
  private static Stream<String> defined(Statement statement) {
    return switch (statement.kind()) {
      case LET, UPDATE -> Stream.of(left(statement.head().text().replaceFirst("^let\\s+", "")));
      case GIVEN ->
          StatementReader.list(statement.head()).stream()
              .filter(item -> item.text().contains("="))
              .map(item -> left(item.text()));
      default -> Stream.of();
    };
  }

  private static String left(String definition) {
    return definition.split("[=(:←<]", 2)[0].strip();
  }

  private void add(String name) {
    @Nullable String spelling = NameText.spelling(name);
    if (spelling != null) {
      Pattern written =
          Pattern.compile("(?<![\\p{L}\\d_\"])([d∂]?)%s(?![\\p{L}\\d_\"])".formatted(name));
      names.put(name, new Spelling(written, spelling));
    }
  }

  /// A text with these names as formulas have them.
  String plain(String text) {
    String plain = text;
    for (Spelling name : names.values()) {
      plain = name.written.matcher(plain).replaceAll("$1" + Matcher.quoteReplacement(name.meant));
    }
    return plain;
  }
}
