package nabla.read;

import java.util.Arrays;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// A text as it was typed and as it is read: composed (NFC, never NFKC), without byte order marks,
/// zero-width and direction characters, with one kind of line end. Positions in the read text lead
/// back to lines and columns of the typed one.
final class Source {

  private final String typed;
  private final String text;

  /// For each code point of the text, and for its end, the offset in what was typed; null where
  /// they are the same.
  private final int @Nullable [] offsets;

  /// For each code point of the text, and for its end, its index in the text; null where every code
  /// point is one character.
  private final int @Nullable [] starts;

  /// Whether the text stands apart from the formula, so that no place in that can be shown.
  private final boolean apart;

  private Source(String typed, String text, int @Nullable [] offsets) {
    this(typed, text, offsets, false);
  }

  private Source(String typed, String text, int @Nullable [] offsets, boolean apart) {
    this.apart = apart;
    this.typed = typed;
    this.text = text;
    this.offsets = offsets;
    this.starts = starts(text);
  }

  private static int @Nullable [] starts(String text) {
    int points = text.codePointCount(0, text.length());
    if (points == text.length()) {
      return null;
    }
    int[] starts = new int[points + 1];
    int at = 0;
    for (int i = 0; i < points; i++) {
      starts[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    starts[points] = at;
    return starts;
  }

  static Source of(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c >= 0x80 || c == '\r' || (c < 0x20 && c != '\n' && c != '\t')) {
        return normalised(typed);
      }
    }
    return new Source(typed, typed, null);
  }

  /// Declarations that stand apart from the formula.
  static Source apart(String typed) {
    Source source = of(typed);
    return new Source(source.typed, source.text, source.offsets, true);
  }

  private static Source normalised(String typed) {
    StringBuilder text = new StringBuilder(typed.length());
    int[] offsets = new int[typed.length() + 1];
    int count = 0;
    int at = 0;
    while (at < typed.length()) {
      int start = at;
      int c = typed.codePointAt(at);
      at += Character.charCount(c);
      if (isInvisible(c)) {
        continue;
      }
      if (c == '\r') {
        if (at < typed.length() && typed.charAt(at) == '\n') {
          continue;
        }
        c = '\n';
      }
      if (c == 0xFFFD || (c >= 0xD800 && c <= 0xDFFF) || (c < 0x20 && c != '\n' && c != '\t')) {
        throw new Source(typed, typed, null)
            .error(
                NablaException.Kind.SYNTAX,
                "found bytes that are no text, expected a formula in UTF-8; save or send it as"
                    + " UTF-8",
                typed.codePointCount(0, start));
      }
      String cluster = plain(typed, start, c, text);
      while (at < typed.length()
          && Character.getType(typed.codePointAt(at)) == Character.NON_SPACING_MARK) {
        int mark = typed.codePointAt(at);
        at += Character.charCount(mark);
        if (!isInvisible(mark)) {
          cluster += Character.toString(mark);
        }
      }
      if (c >= 0x80 || cluster.length() > 1) {
        cluster = Unicode.composed(cluster);
      }
      text.append(cluster);
      int points = cluster.codePointCount(0, cluster.length());
      if (count + points >= offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * (count + points) + 1);
      }
      for (int i = 0; i < points; i++) {
        offsets[count++] = start;
      }
    }
    offsets[count] = typed.length();
    return new Source(typed, text.toString(), Arrays.copyOf(offsets, count + 1));
  }

  /// The character, or the plain ones that it stands for.
  private static String plain(String typed, int start, int c, CharSequence before) {
    @Nullable String fraction = LookAlikes.fraction(c);
    if (fraction != null) {
      boolean joined =
          !before.isEmpty() && Character.isLetterOrDigit(before.charAt(before.length() - 1));
      if (joined) {
        throw new Source(typed, typed, null)
            .error(
                NablaException.Kind.SYNTAX,
                "found "
                    + Character.toString(c)
                    + " right after a letter or digit, expected an operator between them; write"
                    + " + or · before it, and ("
                    + fraction
                    + ") for it",
                typed.codePointCount(0, start));
      }
      return "(" + fraction + ")";
    }
    @Nullable String plain = LookAlikes.plain(c);
    return plain != null ? plain : Character.toString(c);
  }

  private static boolean isInvisible(int c) {
    return c == 0xFEFF
        || c == 0xAD
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2060)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xFE00 && c <= 0xFE0F);
  }

  /// The text to be read.
  String text() {
    return text;
  }

  /// What stands between two positions, counted in code points.
  String slice(int from, int to) {
    return text.substring(index(from), index(Math.max(from, to)));
  }

  /// How many code points there are.
  int length() {
    return points();
  }

  private int points() {
    return starts == null ? text.length() : starts.length - 1;
  }

  /// Where the code point at a position begins in the text.
  private int index(int position) {
    int at = Math.clamp(position, 0, points());
    return starts == null ? at : starts[at];
  }

  private static int closingBar(String text) {
    String bar = text.startsWith("||") ? "||" : text.substring(0, 1);
    int close = text.indexOf(bar, bar.length());
    return close < 0 ? text.length() : close + bar.length();
  }

  /// What stands from a position to the end of its product.
  String product(int from) {
    String rest = slice(from, from + 60).split("\\swhere\\s", 2)[0];
    int depth = 0;
    for (int end = 0; end < rest.length(); end++) {
      char c = rest.charAt(end);
      if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (depth == 0 && end > 0 && ")]}+-=<>,;−".indexOf(c) >= 0) {
        return rest.substring(0, end).strip();
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      }
    }
    return rest.strip();
  }

  /// What stands at a position up to the next space, operator or bracket of the surroundings.
  String word(int from) {
    String rest = slice(from, from + 120);
    int depth = 0;
    int end =
        rest.startsWith("||") || rest.startsWith("‖") || rest.startsWith("|")
            ? closingBar(rest)
            : 0;
    while (end < rest.length()) {
      char c = rest.charAt(end);
      if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0 && depth-- == 0) {
        break;
      } else if (depth == 0 && end > 0 && " +-*/=<>,;·−\n".indexOf(c) >= 0) {
        break;
      }
      end++;
    }
    return rest.substring(0, end);
  }

  /// An error at a position, counted in code points of the text.
  NablaException error(NablaException.Kind kind, String message, int position) {
    return error(kind, message, position, position);
  }

  /// An error about all from a position up to another.
  NablaException error(NablaException.Kind kind, String message, int from, int to) {
    if (apart) {
      return new NablaException(kind, "in \"" + statement(from) + "\": " + message);
    }
    int start = to > from ? position(Extents.begin(text, index(from), index(to))) : from;
    boolean one = line(start) == line(to) && to > start;
    return new NablaException(
        kind, message, line(start), column(start), one ? column(to) - column(start) : 1);
  }

  /// Where a part ends that begins at `from` and whose last name or number begins at `last`: after
  /// that name, its scripts and primes, and the brackets that close what opened in between.
  ///
  /// @param length of the name, unless it is a command of LaTeX or a number
  int extent(int from, int last, int length) {
    int end = Extents.name(text, index(last), length);
    end = Extents.suffixes(text, end);
    int open = Extents.open(text, index(from), end);
    while (open > 0) {
      int next = Extents.afterClosing(text, end);
      if (next < 0) {
        break;
      }
      end = Extents.suffixes(text, next);
      open--;
    }
    return position(Extents.afterBar(text, index(from), end));
  }

  /// The statement at a position.
  private String statement(int position) {
    int at = index(position);
    int start = text.lastIndexOf(';', at - 1) + 1;
    int end = text.indexOf(';', at);
    return text.substring(start, end < 0 ? text.length() : end).strip();
  }

  private int position(int index) {
    return text.codePointCount(0, Math.min(index, text.length()));
  }

  /// A note at a position.
  Note note(String message, int position) {
    return new Note(message, line(position), column(position));
  }

  private int offset(int position) {
    int at = Math.max(position, 0);
    return offsets != null
        ? offsets[Math.min(at, offsets.length - 1)]
        : Math.min(at, typed.length());
  }

  private int line(int position) {
    int line = 1;
    int end = offset(position);
    for (int i = 0; i < end; i++) {
      char c = typed.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < typed.length() && typed.charAt(i + 1) == '\n'))) {
        line++;
      }
    }
    return line;
  }

  /// Characters as a reader counts them: neither combining marks nor invisible ones.
  private int column(int position) {
    int end = offset(position);
    int start = end;
    while (start > 0 && typed.charAt(start - 1) != '\n' && typed.charAt(start - 1) != '\r') {
      start--;
    }
    int column = 1;
    for (int i = start; i < end; i += Character.charCount(typed.codePointAt(i))) {
      int c = typed.codePointAt(i);
      if (!isInvisible(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        column++;
      }
    }
    return column;
  }

  static boolean countsAsColumn(int c) {
    return !isInvisible(c) && Character.getType(c) != Character.NON_SPACING_MARK;
  }
}
