package nabla.worksheet;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `x^T` in a sheet with a function T, as Taylor’s polynomial is called: the sign of the transpose
/// in place of the letter.
final class Transposes {
  private static final Pattern FUNCTION =
      Pattern.compile("\\s*(?:let\\s+)?T\\s*\\([^()=]*\\)\\s*:?=.*", Pattern.DOTALL);

  private static final Pattern RAISED =
      Pattern.compile(
          "(?<=[\\p{L}\\p{M}\\d)\\]}])\\s*\\^\\s*(?:\\{\\s*T\\s*\\}|T(?![\\p{L}\\d_(]))");

  private final boolean sign;

  /// @param statements the texts of all statements of a sheet
  Transposes(Stream<String> statements) {
    this.sign = statements.anyMatch(text -> FUNCTION.matcher(text).matches());
  }

  String plain(String text) {
    return sign ? RAISED.matcher(text).replaceAll("^⊤") : text;
  }
}
