package nabla.read;

import java.util.List;
import java.util.Locale;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;

/// The names of functions inside runs of letters: `sinx`, `xlnx`, `Sin`, each with a note.
final class FunctionsInRuns {

  private final Words words;
  private final Vocabulary vocabulary;
  private final Source source;
  private final Notes notes;

  FunctionsInRuns(Words words, Vocabulary vocabulary, Source source, Notes notes) {
    this.words = words;
    this.vocabulary = vocabulary;
    this.source = source;
    this.notes = notes;
  }

  /// Splits a run that has the name of a function in it; false where it has none.
  boolean split(String run, int start, Lexeme next, List<Lexeme> into) {
    return capitalised(run, start, next, into)
        || functionFirst(run, start, next, into)
        || functionInside(run, start, next, into);
  }

  /// `Sin(x)`, `LOG(x)`: names of functions in capitals, with a note.
  private boolean capitalised(String run, int start, Lexeme next, List<Lexeme> into) {
    String lower = run.toLowerCase(Locale.ROOT);
    boolean beforeParenthesis = next.getType() == NablaLexer.LPAREN;
    boolean one =
        (run.length() > 2 || takesNext(next) || next.getType() == NablaLexer.LBRACKET)
            && run.substring(1).equals(lower.substring(1));
    if (lower.equals(run) || !(beforeParenthesis || one) || !isKnown(lower)) {
      return false;
    }
    notes.add(
        source,
        start,
        () ->
            run
                + " is read as the function "
                + lower
                + "; write "
                + Words.spaced(run)
                + " for a product");
    Words.add(into, start, run, Name.of(lower)).function = vocabulary.function(lower);
    return true;
  }

  private boolean isKnown(String word) {
    return word.equals("ln") || vocabulary.isFunction(word) || word.equals("tr");
  }

  private boolean functionFirst(String run, int start, Lexeme next, List<Lexeme> into) {
    int length = vocabulary.functionPrefix(run);
    String name = run.substring(0, length);
    if (length == 0 || Character.isDigit(name.charAt(length - 1))) {
      return false;
    }
    String rest = run.substring(length);
    boolean base = name.equals("log") && (rest.startsWith("2") || rest.startsWith("10"));
    notes.add(
        source,
        start,
        () ->
            run
                + " is read as "
                + name
                + "("
                + rest
                + "); write "
                + (base ? "log_2 or log_10 for that base, " : "")
                + "\""
                + run
                + "\" for one name");
    apply(run, start, 0, length, next, into);
    return true;
  }

  /// `xsin(x)`, `xlnx`: letters before the name of a function that has its argument behind it.
  private boolean functionInside(String run, int start, Lexeme next, List<Lexeme> into) {
    for (int from = 1; from + 2 <= run.length() && Character.isLetter(run.charAt(from)); from++) {
      int begin = from;
      int whole = vocabulary.isFunction(run.substring(from)) && takesNext(next) ? run.length() : 0;
      int before = run.length() - (endsInVariable(run) ? 1 : 0);
      int end =
          whole > 0
              ? whole
              : before > from
                      && before < run.length()
                      && from == 1
                      && vocabulary.isFunction(run.substring(from, before))
                  ? before
                  : 0;
      if (end > 0) {
        String name = run.substring(begin, end);
        notes.add(
            source,
            start,
            () ->
                run
                    + " is read as "
                    + Words.spaced(run.substring(0, begin))
                    + " "
                    + name
                    + (end < run.length() ? " " + run.substring(end) : "(…)")
                    + "; write \""
                    + run
                    + "\" for one name");
        apply(run, start, begin, end, next, into);
        return true;
      }
    }
    return false;
  }

  private static boolean takesNext(Lexeme next) {
    return switch (next.getType()) {
      case NablaLexer.LPAREN,
          NablaLexer.LBRACE,
          NablaLexer.WORD,
          NablaLexer.NUMBER,
          NablaLexer.GREEK ->
          true;
      default -> false;
    };
  }

  private static boolean endsInVariable(String run) {
    return "xyztuvw".indexOf(run.charAt(run.length() - 1)) >= 0;
  }

  /// The letters before a function, the function, and what it is applied to in the run.
  private void apply(String run, int start, int begin, int end, Lexeme next, List<Lexeme> into) {
    if (begin > 0) {
      String before = run.substring(0, begin);
      words.split(before, start, new Lexeme(NablaLexer.WORD, "", start, start), into);
    }
    String name = run.substring(begin, end);
    Words.add(into, start + begin, name, Name.of(name)).function = vocabulary.function(name);
    String rest = run.substring(end);
    int digits = 0;
    while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
      digits++;
    }
    int at = start + end;
    if (digits > 0) {
      into.add(new Lexeme(NablaLexer.NUMBER, rest.substring(0, digits), at, at + digits - 1));
    }
    if (digits < rest.length()) {
      words.split(rest.substring(digits), at + digits, next, into);
    }
  }
}
