package nabla.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Splits runs of letters into names: a run is first looked up whole (functions, Greek letters,
/// declared names), then for a function name at its start, then read as single letters with their
/// digits.
final class Words {

  private static final String INDEX_LETTERS = "ijklmnstℓ";
  private static final Pattern SUMMED =
      Pattern.compile(
          "(?:[Σ∑Π∏]|\\\\?sum|\\\\?prod)\\s*(?:\\\\limits\\s*)?_\\s*\\{?\\s*"
              + "([a-zA-Zℓ](?:\\s*,\\s*[a-zA-Zℓ])*)(?![a-zA-Z])");

  /// The entry of a matrix by which something is differentiated, `∂L/∂k_{ab}`.
  private static final Pattern VARIED =
      Pattern.compile(
          "(?:∂|\\\\partial(?![a-zA-Z])|/\\s*d)\\s*\\p{L}\\p{M}*_\\s*\\{\\s*([a-z]\\s*,?\\s*[a-z])\\s*\\}");

  /// Words below whose first letter may be an index, as a usual one or under a sum; others of three
  /// letters and more are words anyway.
  private static final Set<String> SUBSCRIPTS =
      Set.of(
          "avg", "eff", "init", "input", "key", "label", "last", "layer", "left", "lin", "line",
          "logit", "long", "look", "loss", "low", "max", "mean", "mid", "min", "model", "mse",
          "neg", "net", "new", "next", "noise", "nom", "norm", "old", "opt", "out", "pred", "ref",
          "sample", "signal", "size", "small", "smooth", "soft", "star", "start", "std", "step",
          "stop", "sum", "target", "test", "tot", "total", "train", "true");

  private static final Pattern DELTA = Pattern.compile("[i-n][a-z]|[a-z][i-n]");

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");

  /// The words that may stand last among arguments: `sum(X, rows)`.
  static final Set<String> AXES = Set.of("rows", "columns");

  private final Vocabulary vocabulary;
  private final Set<String> declared;
  private final Source source;
  private final Notes notes;
  private final FunctionsInRuns functions;

  /// The letters that are indices below: the usual ones, those over which the text sums, and those
  /// of entries by which it differentiates.
  private final String indexLetters;

  Words(Vocabulary vocabulary, Set<String> declared, Source source, Notes notes) {
    this.vocabulary = vocabulary;
    this.declared = declared;
    this.source = source;
    this.notes = notes;
    this.functions = new FunctionsInRuns(this, vocabulary, source, notes);
    this.indexLetters = INDEX_LETTERS + usedIn(source.text());
  }

  /// The letters below Σ and Π, as c in `Σ_{c=1}^C y_{ic}`, and a and b in `∂L/∂k_{ab}`.
  private static String usedIn(String text) {
    StringBuilder letters = new StringBuilder();
    for (Pattern pattern : List.of(SUMMED, VARIED)) {
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        letters.append(found.group(1).replaceAll("[^a-zA-Z]", ""));
      }
    }
    return letters.toString();
  }

  /// One letter with its accent and its digits; where it starts in the run, and whether it is set
  /// in bold.
  private record Letter(
      String base, Name.Accent accent, String digits, int start, int end, boolean bold) {}

  /// The names of a run of letters.
  ///
  /// @param next what follows the run
  void split(Lexeme run, Lexeme next, List<Lexeme> into) {
    split(run.getText(), run.getStartIndex(), next, into);
  }

  void split(String run, int start, Lexeme next, List<Lexeme> into) {
    if (declared.contains(run) && !isLetterWithDigits(run)) {
      add(into, start, run, Name.of(run)).quoted = run.length() > 1;
      return;
    }
    boolean beforeParenthesis = next.getType() == NablaLexer.LPAREN;
    if (run.length() > 1 && isPlain(run)) {
      if (knownWhole(run, start, beforeParenthesis, into)) {
        return;
      }
      if (isGreekDifferential(run, next, into)) {
        add(into, start, "d", Name.of("d"));
        split(run.substring(1), start + 1, next, into);
        return;
      }
      if (AXES.contains(run) && next.getType() == NablaLexer.RPAREN) {
        add(into, start, run, Name.of(run)).quoted = true;
        return;
      }
      refuseForeignWord(run, start, beforeParenthesis);
      if (functions.split(run, start, next, into)) {
        return;
      }
      refuseLongName(run, start);
    }
    for (Letter letter : letters(run)) {
      Name name = new Name(letter.base, letter.accent, 0, letter.digits, "");
      Lexeme lexeme = add(into, start + letter.start, run, name);
      lexeme.setStopIndex(start + letter.end - 1);
      lexeme.bold = letter.bold;
    }
  }

  /// `z1` is z₁ wherever it stands, declared or not.
  private static boolean isLetterWithDigits(String run) {
    int letter = Character.charCount(run.codePointAt(0));
    return run.length() > letter && run.substring(letter).chars().allMatch(Character::isDigit);
  }

  private boolean knownWhole(String run, int start, boolean beforeParenthesis, List<Lexeme> into) {
    String letters = letterPart(run);
    String greek = Vocabulary.greek(letters);
    Function function = vocabulary.function(run);
    if (greek != null
        && (function == null || !beforeParenthesis || function == vocabulary.function(greek))) {
      Lexeme lexeme = add(into, start, run, Name.of(greek, run.substring(letters.length())));
      lexeme.spelledOut = true;
      return true;
    }
    if (function != null) {
      add(into, start, run, Name.of(run)).function = function;
      return true;
    }
    if (greek == null && letters.equals("log") && (run.equals("log10") || run.equals("log2"))) {
      Lexeme log = add(into, start, "log", Name.of("log"));
      log.function = vocabulary.function("log");
      into.add(new Lexeme(NablaLexer.UNDERSCORE, "_", start + 3, start + 2));
      into.add(
          new Lexeme(NablaLexer.NUMBER, run.substring(3), start + 3, start + run.length() - 1));
      return true;
    }
    return false;
  }

  /// Whether a run is the dtheta of `dL/dtheta` or of `dtheta/dx`.
  private static boolean isGreekDifferential(String run, Lexeme next, List<Lexeme> into) {
    int before = into.isEmpty() ? NablaLexer.EOF : into.getLast().getType();
    boolean differential =
        next.getType() == NablaLexer.DIVIDE
            || next.getType() == NablaLexer.RBRACE
            || before == NablaLexer.DIVIDE
            || before == NablaLexer.LBRACE;
    return differential
        && run.startsWith("d")
        && Vocabulary.greek(letterPart(run.substring(1))) != null;
  }

  /// A word that other programs or languages have for what is written otherwise here.
  private void refuseForeignWord(String run, int start, boolean beforeParenthesis) {
    @Nullable String written = Suggestions.forWord(run);
    if (written == null) {
      return;
    }
    if (!beforeParenthesis && run.length() < 3) {
      notes.add(
          source,
          start,
          () -> run + " is read as the product " + spaced(run) + "; write " + written + " for it");
      return;
    }
    throw source.error(
        NablaException.Kind.NAME,
        "found the unknown name " + run + ", expected a function that is known; write " + written,
        start);
  }

  static String spaced(String run) {
    return String.join(" ", run.split(""));
  }

  /// Four letters or more with a vowel inside look like a word that someone forgot to declare.
  private void refuseLongName(String run, int start) {
    int vowel = -1;
    for (int i = 1; i < run.length(); i++) {
      char c = run.charAt(i);
      if (!(c >= 'a' && c <= 'z')) {
        return;
      }
      if (i + 1 < run.length() && "aeiou".indexOf(c) >= 0) {
        vowel = i;
      }
    }
    if (vowel < 0 || run.length() < 3) {
      return;
    }
    if (run.length() >= 4) {
      @Nullable String suggestion = vocabulary.suggestion(run);
      throw source.error(
          NablaException.Kind.NAME,
          "found the unknown name "
              + run
              + ", expected a function, a Greek letter or a declared name; "
              + (suggestion == null ? "" : suggestion + " Otherwise ")
              + "define it (let "
              + run
              + " = …), write \""
              + run
              + "\" for one name, or "
              + spaced(run)
              + " for a product",
          start);
    }
    notes.add(
        source,
        start,
        () ->
            run
                + " is read as the product "
                + spaced(run)
                + "; write \""
                + run
                + "\" for one name");
  }

  /// Whether letters below are a word, `y_hat`, and not the first of them with functions behind it,
  /// `a_bsin x`.
  private boolean isWord(String letters) {
    if (!WORD.matcher(letters).matches()) {
      return false;
    }
    for (int from = 0; from + 1 < letters.length(); from++) {
      if (vocabulary.function(letters.substring(from)) != null) {
        return false;
      }
    }
    return true;
  }

  /// Whether letters are two indices, of which one is a usual one: those of the Kronecker delta,
  /// `δ_{iy}`.
  private static boolean isPair(String letters, List<Lexeme> before) {
    int name = before.size() - 3; // before _ and {
    return DELTA.matcher(letters).matches()
        && name >= 0
        && Name.of("δ").equals(before.get(name).name);
  }

  /// A run below: index letters one by one as far as they go, else one letter or a customary word.
  /// Returns how many characters of the run belong to the subscript.
  int subscript(Lexeme run, boolean braced, List<Lexeme> into) {
    String text = run.getText();
    int start = run.getStartIndex();
    int length = 0;
    while (length < text.length() && indexLetters.indexOf(text.charAt(length)) >= 0) {
      length++;
    }
    length = braced && isPair(text, into) ? 2 : length;
    String letters = letterPart(text);
    String greek = Vocabulary.greek(letters);
    if (greek != null && (braced || letters.length() == text.length())) {
      add(into, start, text, Name.of(greek, text.substring(letters.length())));
      return text.length();
    }
    boolean word =
        braced
            ? length < text.length()
            : SUBSCRIPTS.contains(letters)
                || declared.contains(text)
                || (length == 0 && isWord(letters));
    if (word) {
      int taken = braced || declared.contains(text) ? text.length() : letters.length();
      add(into, start, text, Name.of(text.substring(0, taken))).quoted = true;
      return taken;
    }
    int taken = Math.max(length, 1);
    for (int i = 0; i < taken; i++) {
      add(into, start + i, text, Name.of(text.substring(i, i + 1))).setStopIndex(start + i);
    }
    return taken;
  }

  static boolean isIndexLetter(String letter) {
    return letter.length() == 1 && INDEX_LETTERS.contains(letter);
  }

  static Lexeme add(List<Lexeme> into, int start, String text, Name name) {
    Lexeme lexeme = new Lexeme(NablaLexer.NAME, text, start, start + text.length() - 1);
    lexeme.name = name;
    into.add(lexeme);
    return lexeme;
  }

  private static boolean isPlain(String run) {
    for (int i = 0; i < run.length(); i++) {
      if (run.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// The letters that a run starts with.
  private static String letterPart(String run) {
    int length = 0;
    while (length < run.length() && Character.isLetter(run.charAt(length))) {
      length++;
    }
    return run.substring(0, length);
  }

  /// Letters one by one, each with accent and digits; positions count code points.
  private List<Letter> letters(String run) {
    List<Letter> letters = new ArrayList<>();
    int[] points = run.codePoints().toArray();
    int i = 0;
    while (i < points.length) {
      int start = i;
      StringBuilder marks = new StringBuilder();
      String cluster = Character.toString(points[i++]);
      while (i < points.length && Character.getType(points[i]) == Character.NON_SPACING_MARK) {
        cluster += Character.toString(points[i++]);
      }
      String base = cluster;
      boolean bold = false;
      if (cluster.codePointAt(0) >= 0x80 || cluster.length() > 1) {
        bold = isBold(cluster.codePointAt(0));
        String plain = Unicode.decomposed(cluster);
        base = plain.substring(0, plain.offsetByCodePoints(0, 1));
        marks.append(plain.substring(base.length()));
        base = cluster.equals("ℓ") ? cluster : lookAlike(base);
      }
      int digits = i;
      while (i < points.length && points[i] >= '0' && points[i] <= '9') {
        i++;
      }
      String below = new String(points, digits, i - digits);
      letters.add(new Letter(base, accent(marks.toString(), start), below, start, i, bold));
    }
    return letters;
  }

  private static String lookAlike(String letter) {
    return switch (letter) {
      case "\u00B5" -> "μ";
      case "\u2206" -> "Δ";
      case "ϕ" -> "φ";
      case "ϵ" -> "ε";
      case "ϑ" -> "θ";
      case "ς" -> "σ";
      default -> letter;
    };
  }

  /// Mathematical bold and bold italic letters.
  private static boolean isBold(int c) {
    return (c >= 0x1D400 && c <= 0x1D433)
        || (c >= 0x1D468 && c <= 0x1D49B)
        || (c >= 0x1D5D4 && c <= 0x1D607)
        || (c >= 0x1D6A8 && c <= 0x1D6E1)
        || (c >= 0x1D71C && c <= 0x1D755);
  }

  private Name.Accent accent(String marks, int start) {
    return switch (marks) {
      case "" -> Name.Accent.NONE;
      case "\u0302" -> Name.Accent.HAT;
      case "\u0304", "\u0305" -> Name.Accent.BAR;
      case "\u0303" -> Name.Accent.TILDE;
      default ->
          throw source.error(
              NablaException.Kind.SYNTAX,
              "found a letter with an accent that names do not have, expected a hat, a bar or a"
                  + " tilde",
              start);
    };
  }
}
