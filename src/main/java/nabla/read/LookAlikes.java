package nabla.read;

import org.jspecify.annotations.Nullable;

/// Characters that word processors, PDF readers and keyboards put in the place of a plain one: full
/// width forms, ligatures, curly quotes, hyphens, digits of mathematical alphabets, fractions in
/// one character. Letters of mathematical alphabets stay, since bold ones say vector or matrix.
final class LookAlikes {

  private static final String QUOTES = "\u201C\u201D\u201E\u201F";
  private static final String PRIMES = "\u2018\u201B\u00B4\u02B9\u02BC\u02CA";
  private static final String HYPHENS = "\u2010\u2011\u2012\uFE63\u02D7";
  private static final String DOTS = "\u2219\u2E31\u30FB";
  private static final String CROSSES = "\u2A2F\u2715\u2716";
  private static final String[] LIGATURES = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  private static final String FRACTIONS = "\u00BC\u00BD\u00BE";
  private static final String MORE_FRACTIONS =
      "1/7 1/9 1/10 1/3 2/3 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8";

  private LookAlikes() {}

  /// What a character stands for; null where it stands for itself.
  static @Nullable String plain(int c) {
    if (c < 0x80) {
      return null;
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return Character.toString(c - 0xFEE0);
    }
    if (c >= 0xFB00 && c <= 0xFB06) {
      return LIGATURES[c - 0xFB00];
    }
    if (QUOTES.indexOf(c) >= 0) {
      return "\"";
    }
    if (PRIMES.indexOf(c) >= 0) {
      return "'";
    }
    if (HYPHENS.indexOf(c) >= 0) {
      return "-";
    }
    if (DOTS.indexOf(c) >= 0) {
      return "·";
    }
    return CROSSES.indexOf(c) >= 0 ? "×" : digit(c);
  }

  /// Digits of mathematical alphabets; the bold and the double-struck 1 have a meaning of their
  /// own.
  private static @Nullable String digit(int c) {
    boolean plain = c >= 0x1D7E2 && c <= 0x1D7FF;
    boolean bold = c >= 0x1D7CE && c <= 0x1D7D7 && c != 0x1D7CF;
    boolean struck = c >= 0x1D7D8 && c <= 0x1D7E1 && c != 0x1D7D9;
    return plain || bold || struck ? Integer.toString((c - 0x1D7CE) % 10) : null;
  }

  /// A fraction in one character, such as `1/2` for `½`; null where it is none.
  static @Nullable String fraction(int c) {
    int common = FRACTIONS.indexOf(c);
    if (common >= 0) {
      return new String[] {"1/4", "1/2", "3/4"}[common];
    }
    return c >= 0x2150 && c <= 0x215E ? MORE_FRACTIONS.split(" ", -1)[c - 0x2150] : null;
  }
}
