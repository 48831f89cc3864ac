package nabla.read;

import java.util.regex.Pattern;

/// Says of `1/2x` that it is read as (1/2)·x, with the other reading, where the spaces do not say
/// it.
final class DivisionNotes {

  /// `1/2 ` and `λ/n `, with a space behind.
  private static final Pattern APART = Pattern.compile("(?:\\d+|\\p{L})/(?:\\d+|\\p{L})\\s+");

  /// What nobody has in a denominator without brackets: a bracket, a norm, a sum, a transpose.
  private static final Pattern LONG =
      Pattern.compile(
          "[(\\[‖Σ∑∏Π]|\\|\\||[\\p{L}\\d_]+(?:ᵀ|'|\\s*\\^\\s*\\{?\\s*(?:T|⊤|\\\\top)(?!\\w))");

  private static final Pattern CALL = Pattern.compile("[a-z]{2,}");

  private DivisionNotes() {}

  /// Notes a quotient before a factor that was typed behind it.
  ///
  /// @param start where the quotient begins
  static void add(int start, Syntax item, Resolver resolver) {
    String written = resolver.source.slice(start, item.at());
    String quotient = written.strip();
    String rest = resolver.source.word(item.at());
    boolean ofNumber = Character.isDigit(quotient.charAt(quotient.length() - 1));
    if (APART.matcher(written).matches()
        && (LONG.matcher(rest).lookingAt() || (ofNumber && CALL.matcher(rest).lookingAt()))) {
      return;
    }
    int slash = quotient.lastIndexOf('/');
    if (slash > 0 && quotient.length() < 40) {
      String other =
          quotient.substring(0, slash).strip()
              + "/("
              + quotient.substring(slash + 1).strip()
              + space(quotient, rest)
              + rest
              + ")";
      resolver.note(
          quotient
              + space(quotient, rest)
              + rest
              + " is read as ("
              + quotient
              + ")·"
              + rest
              + "; write "
              + other
              + " for the other",
          start);
    }
  }

  private static String space(String before, String after) {
    return Character.isDigit(before.charAt(before.length() - 1))
            && !Character.isDigit(after.charAt(0))
        ? ""
        : " ";
  }
}
