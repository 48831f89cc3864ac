package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `temp0 := θ0 − α ∂J/∂θ0`, `my_loss = …` and `S_xy = …`: names as programs have them, which
/// formulas have in quotes or with braces, where a sheet defines them or gives them values.
final class LongNames {

  /// A word with letters below that may be indices.
  private static final Pattern INDEXED =
      Pattern.compile("([A-Za-z]{2,})_(?=.$|\\{)\\{?([a-zℓ]{1,2})\\}?");

  /// `dW^{[1]} = …`, which is no product of d.
  private static final Pattern DIFFERENTIAL = Pattern.compile("d\\p{L}(?=\\^\\{?[\\[(])");

  /// The name of a minimiser, `x* = …`, `w^⋆ = …`.
  private static final Pattern STAR =
      Pattern.compile(
          "(\\p{L}[\\w]{0,2}?)\\s*(\\^\\s*\\{?\\s*)?(?:[*∗⋆]|\\\\(?:ast|star))\\s*\\}?");

  /// `I_{11} = …`, an entry of a matrix of information, and no identity of 11 rows.
  private static final Pattern INFORMATION = Pattern.compile("I_\\{\\s*(\\d{2})\\s*\\}");

  private record Spelling(Pattern written, String meant) {}

  private final Map<String, Spelling> names = new LinkedHashMap<>();

  /// @param statements all statements of a sheet
  LongNames(Stream<Statement> statements) {
    statements.flatMap(LongNames::defined).forEach(this::add);
  }

  /// The definitions and the values in a statement.
  private static Stream<String> defined(Statement statement) {
    return switch (statement.kind()) {
      case LET, UPDATE -> Stream.of(statement.head().text().replaceFirst("^let\\s+", ""));
      case GIVEN ->
          StatementReader.list(statement.head()).stream()
              .map(Statement.Clause::text)
              .filter(item -> item.contains("="));
      default -> Stream.of();
    };
  }

  private void add(String definition) {
    String[] sides = definition.split("[=(:←<]", 2);
    String name = sides[0].strip();
    Matcher differential = DIFFERENTIAL.matcher(name);
    if (differential.lookingAt()) {
      String word = differential.group();
      Pattern written = Pattern.compile("(?<![\\p{L}\\d_\"])()%s(?=\\^\\{?[\\[(])".formatted(word));
      names.put(word + "^", new Spelling(written, "\"" + word + "\""));
      return;
    }
    Matcher star = STAR.matcher(name);
    if (star.matches() && !definition.contains("*=")) { // and not x *= 2
      addStar(star.group(1));
      return;
    }
    Matcher information = INFORMATION.matcher(name);
    if (information.matches()) {
      Pattern written =
          Pattern.compile(
              "(?<![\\p{L}\\d_\"])()I_\\{\\s*%1$s\\s*\\}".formatted(information.group(1)));
      names.put(name, new Spelling(written, "\"I" + below(information.group(1)) + "\""));
      return;
    }
    Matcher indexed = INDEXED.matcher(name);
    if (indexed.matches()
        && isIndex(indexed.group(2), sides[sides.length - 1])
        && NameText.alone(name) == null) {
      addIndexed(indexed.group(1));
      return;
    }
    @Nullable String spelling = NameText.spelling(name);
    if (spelling != null) {
      Pattern written =
          Pattern.compile("(?<![\\p{L}\\d_\"])([d∂]?)%s(?![\\p{L}\\d_\"])".formatted(name));
      names.put(name, new Spelling(written, spelling));
    }
  }

  /// Digits as they stand below a letter.
  private static String below(String digits) {
    return digits
        .chars()
        .mapToObj(digit -> Character.toString('₀' + digit - '0'))
        .collect(Collectors.joining());
  }

  /// Whether letters stand below a name in a text.
  private static boolean isIndex(String letters, String text) {
    return Pattern.compile("_(?:[%1$s]|\\{[^{}]*[%1$s][^{}]*\\})(?!\\p{L})".formatted(letters))
        .matcher(text)
        .find();
  }

  /// `act_i = σ(z_i)` is one for each i, and so are act_k, act_1 and act_{ij}.
  private void addIndexed(String word) {
    Pattern written =
        Pattern.compile(
            "(?<![\\p{L}\\d_\"])([d∂]?)%s(?:(?=_(?:[a-zℓ\\d]|\\{[a-zℓ\\d,]+\\})(?![\\p{L}\\d_\"]))|(?![\\p{L}\\d_\"({]))"
                .formatted(word));
    names.put(word + "_", new Spelling(written, "\"" + word + "\""));
  }

  /// `x*` and `x^*`, and no product `x* y`.
  private void addStar(String letter) {
    String sign = "(?:[*∗⋆]|\\\\(?:ast|star)(?![a-zA-Z]))";
    Pattern written =
        Pattern.compile(
            "(?<![\\p{L}\\d_\"])()%1$s(?:\\s*\\^\\s*(?:\\{\\s*%2$s\\s*\\}|%2$s)|[*∗⋆](?=\\s*(?:$|[-−+=,;:)\\]}<>≤≥/^←\"‖|])|\\s+(?:at|in|for|wrt|by|with)\\b))"
                .formatted(Pattern.quote(letter), sign));
    names.put(letter + "*", new Spelling(written, "\"" + letter + "*\""));
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
