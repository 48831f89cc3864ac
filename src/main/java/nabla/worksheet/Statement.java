package nabla.worksheet;

import java.util.Map;
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

  /// A part of a statement.
  ///
  /// @param text without spaces around it
  /// @param start how many characters of the statement stand before it
  record Clause(String text, int start) {}

  /// The part that begins with a word; null where there is none.
  @Nullable Clause clause(String word) {
    return clauses.get(word);
  }

  /// The text of the part that begins with a word; `otherwise` where there is none.
  String clause(String word, String otherwise) {
    Clause clause = clauses.get(word);
    return clause == null ? otherwise : clause.text();
  }

  /// An error in a part of a statement, with its place in the statement.
  static NablaException at(NablaException error, int start) {
    return error.line() != 1
        ? error
        : new NablaException(
            error.kind(),
            String.valueOf(error.getMessage()),
            1,
            error.column() + start,
            error.length());
  }
}
