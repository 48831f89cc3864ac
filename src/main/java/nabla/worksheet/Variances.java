package nabla.worksheet;

import java.util.List;
import java.util.regex.Pattern;

/// `derive ℓ wrt σ^2` and `solve ∂ℓ/∂σ² = 0 for σ²`: the variance as a variable of its own, called
/// `σ_{sq}`, in a sheet that has no σ without its square.
final class Variances {

  private static final Pattern SQUARE =
      Pattern.compile("(?:σ|\\\\sigma(?![a-zA-Z]))\\s*(?:\\^\\s*(?:2(?!\\d)|\\{\\s*2\\s*\\})|²)");

  private static final Pattern ASKED =
      Pattern.compile(
          "\\b(?:wrt|for|over)\\b[^=]*"
              + SQUARE
              + "|[∂d]\\s*\\p{L}\\w*\\s*/\\s*[∂d]\\s*\\(?"
              + SQUARE);

  private static final Pattern GIVEN =
      Pattern.compile(
          "^(\\s*(?:given\\s+)?(?:[^;=]*=[^;=]*,\\s*)?)(σ|\\\\sigma)\\s*(?:\\^\\s*(?:2|\\{\\s*2\\s*\\})|²)\\s*=\\s*(\\d+(?:[./]\\d+)?)(?=\\s*(?:[,;]|$))");

  private static final Pattern ALONE = Pattern.compile("σ|\\\\sigma(?![a-zA-Z])");

  private static final String NAME = "σ_{sq}";

  private final boolean own;

  /// @param statements the texts of all statements of a sheet
  Variances(List<String> statements) {
    this.own =
        statements.stream().anyMatch(text -> ASKED.matcher(text).find())
            && statements.stream()
                .noneMatch(text -> ALONE.matcher(SQUARE.matcher(text).replaceAll("")).find());
  }

  /// That it is positive, where there is one.
  void declareTo(Sheet sheet) {
    if (own) {
      sheet.declare(NAME + " > 0");
    }
  }

  /// A text with the name of the variance, or with the value of the deviation for that of its
  /// square, `σ² = 4`.
  String plain(String text) {
    return own
        ? SQUARE.matcher(text).replaceAll(NAME)
        : GIVEN.matcher(text).replaceAll("$1$2 = sqrt($3)");
  }
}
