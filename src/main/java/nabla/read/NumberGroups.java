package nabla.read;

import java.util.List;
import nabla.expr.NablaException;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;

/// Numbers as people group their digits elsewhere: `1,5` for a decimal, `1,000` and `1_000` for
/// thousands. Guessing which was meant could be wrong by a factor of a thousand, so they are errors
/// that say what to write.
final class NumberGroups {

  private static final int GROUP = 3;

  private NumberGroups() {}

  /// Refuses a formula that goes on after a comma between two digits.
  ///
  /// @param after where what follows the comma begins
  static void refuseComma(Source source, int after) {
    String before = source.slice(0, after);
    int comma = before.length() - 1;
    if (comma < 1 || before.charAt(comma) != ',' || !isDigit(before.charAt(comma - 1))) {
      return;
    }
    int start = comma;
    while (start > 0 && isDigit(before.charAt(start - 1))) {
      start--;
    }
    String whole = before.substring(start, comma);
    String rest = digits(source.slice(after, source.length()));
    if (rest.isEmpty()) {
      return;
    }
    String decimal = whole + "." + rest;
    String number = whole + "," + rest;
    throw source.error(
        NablaException.Kind.SYNTAX,
        "found the comma of "
            + number
            + ", expected a decimal point; write "
            + (rest.length() == GROUP
                ? decimal + ", or " + whole + rest + " for thousands"
                : decimal)
            + " (statements are separated by semicolons)",
        after - 1);
  }

  /// Refuses `10_000`; `1_3` is the vector of three ones.
  static void refuseUnderscores(Syntax.Digits first, List<Suffix> suffixes, Resolver resolver) {
    StringBuilder number = new StringBuilder(first.text());
    StringBuilder written = new StringBuilder(first.text());
    int groups = 0;
    boolean full = false;
    for (Suffix suffix : suffixes) {
      if (suffix.type() != NablaLexer.UNDERSCORE
          || !(suffix.content() instanceof Syntax.Digits group)
          || group.text().length() != GROUP) {
        break;
      }
      groups++;
      full |= group.text().startsWith("0");
      number.append(group.text());
      written.append('_').append(group.text());
    }
    if (groups > 1 || full || (groups > 0 && !first.text().equals("1"))) {
      throw resolver.syntax(
          "found the number "
              + written
              + " with underscores, expected its digits alone; write "
              + number,
          first.at());
    }
  }

  private static String digits(String text) {
    int end = 0;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
