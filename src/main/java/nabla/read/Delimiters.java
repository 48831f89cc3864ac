package nabla.read;

import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// The signs that set a formula off in a document, `$…$`, `\(…\)`, `\[…\]`: they may stand around a
/// statement, and nowhere else.
final class Delimiters {

  private final Source source;
  private final Tape tape;
  private @Nullable Lexeme open;

  Delimiters(Source source, Tape tape) {
    this.source = source;
    this.tape = tape;
  }

  /// Refuses a delimiter that is not at the beginning or at the end of a statement.
  void check(Lexeme token, boolean starts) {
    Lexeme before = open;
    if (before == null && starts && token.getType() != NablaLexer.MATH_CLOSE) {
      open = token;
      return;
    }
    if (before != null && closes(before, token) && endsStatement()) {
      open = null;
      return;
    }
    throw source.error(
        NablaException.Kind.SYNTAX,
        "found "
            + token.getText()
            + " inside a formula, expected it around the whole formula; remove it or write one"
            + " formula at a time",
        token.getStartIndex());
  }

  /// Refuses a delimiter that was never closed.
  void refuseOpen() {
    Lexeme left = open;
    if (left != null) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + left.getText()
              + " that is never closed, expected "
              + closing(left.getText())
              + " after the formula; remove it or close it",
          left.getStartIndex());
    }
  }

  private static String closing(String open) {
    return switch (open) {
      case "\\(" -> "\\)";
      case "\\[" -> "\\]";
      default -> open;
    };
  }

  private static boolean closes(Lexeme open, Lexeme token) {
    return token.getText().equals(closing(open.getText()));
  }

  private boolean endsStatement() {
    Lexeme next = tape.peek();
    return switch (next.getType()) {
      case Token.EOF, NablaLexer.SEMICOLON, NablaLexer.NEWLINE, NablaLexer.COMMA -> true;
      case NablaLexer.WORD -> next.getText().equals("where");
      default -> false;
    };
  }
}
