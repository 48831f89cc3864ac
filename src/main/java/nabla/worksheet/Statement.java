package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// One line of a worksheet that asks or says something.
///
/// @param kind what it does
/// @param head the part after its first word
/// @param clauses the further parts, each by the word that begins it
/// @param text the whole as it was typed, several lines joined
/// @param line its first line in the document, from 1
record Statement(Kind kind, Clause head, Map<String, Clause> clauses, String text, int line) {

  private static final Pattern NAMED =
      Pattern.compile("\"([^\"]+)\"|^(\\S+) (?:is|has|had|does|stands) ");

  /// A shorter part occurs in many a message.
  private static final int TELLING = 3;

  /// A part of a statement.
  ///
  /// @param text without spaces around it
  /// @param start how many characters of the statement stand before it
  record Clause(String text, int start) {

    /// This without a comma at its end, before the next part of the statement.
    Clause withoutComma() {
      return text.endsWith(",") ? new Clause(text.replaceFirst("\\s*,$", ""), start) : this;
    }
  }

  /// The same statement with one more part, which its text does not say.
  Statement with(String word, String part) {
    Map<String, Clause> parts = new LinkedHashMap<>(clauses);
    parts.put(word, new Clause(part, head.start()));
    return new Statement(kind, head, parts, text, line);
  }

  /// The same statement about something else.
  Statement with(Clause other) {
    return new Statement(kind, other, clauses, text, line);
  }

  /// The same statement with other texts of the same length in its parts.
  Statement with(UnaryOperator<String> texts) {
    Map<String, Clause> parts = new LinkedHashMap<>();
    clauses.forEach(
        (word, part) -> parts.put(word, new Clause(texts.apply(part.text()), part.start())));
    return new Statement(
        kind, new Clause(texts.apply(head.text()), head.start()), parts, text, line);
  }

  /// The part that begins with a word; null where there is none.
  @Nullable Clause clause(String word) {
    return clauses.get(word);
  }

  /// The text of the part that begins with a word; `otherwise` where there is none.
  String clause(String word, String otherwise) {
    Clause clause = clauses.get(word);
    return clause == null ? otherwise : clause.text();
  }

  /// An error with a place in the statement: its own, or else that of the words or the file that it
  /// speaks of, or else that of what the statement is about. What took too long has none.
  NablaException placed(NablaException error) {
    if (error.line() > 0 || error.kind() == NablaException.Kind.BUDGET) {
      return error;
    }
    String message = String.valueOf(error.getMessage());
    Clause place = repeated(message);
    if (place == null) {
      place = named(message);
    }
    if (place == null) {
      place = head.text().isEmpty() ? new Clause(text.strip(), indent()) : head;
    }
    if (text.lastIndexOf('\n', place.start()) >= 0) {
      return error;
    }
    int length = place.text().lines().findFirst().orElse("").length();
    return new NablaException(error.kind(), message, 1, place.start() + 1, Math.max(1, length));
  }

  private int indent() {
    return text.length() - text.stripLeading().length();
  }

  /// The part that a message repeats.
  private @Nullable Clause repeated(String message) {
    for (Clause clause : clauses.values()) {
      String said = clause.text().replaceAll("[\"“”']", "");
      if (said.length() >= TELLING && message.contains(said)) {
        return clause;
      }
    }
    return null;
  }

  private @Nullable Clause named(String message) {
    Matcher words = NAMED.matcher(message);
    if (words.find()) {
      String word = words.group(1) == null ? words.group(2) : words.group(1);
      Matcher place =
          Pattern.compile("(?<![\\p{L}\\d_])" + Pattern.quote(word) + "(?![\\p{L}\\d_])")
              .matcher(text);
      boolean found = place.find(Math.min(head.start(), text.length()));
      return found ? new Clause(word, place.start()) : null;
    }
    return null;
  }

  /// An error in a part of a statement, with its place in the statement.
  static NablaException at(NablaException error, int start) {
    return error.line() != 1
        ? error
        : new NablaException(
            error.kind(),
            String.valueOf(error.getMessage()),
            1,
            Math.max(1, error.column() + start), // behind a let that nobody wrote
            error.length());
  }
}
