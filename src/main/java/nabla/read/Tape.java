package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// The lexer's tokens from left to right. A token that was read too far is put back in pieces.
final class Tape {

  private final List<Lexeme> tokens;
  private final Deque<Lexeme> back = new ArrayDeque<>();
  private int at;

  private Tape(List<Lexeme> tokens) {
    this.tokens = tokens;
  }

  /// The tokens of a text.
  static Tape of(Source source) {
    NablaLexer lexer = new NablaLexer(CharStreams.fromString(source.text()));
    lexer.removeErrorListeners();
    lexer.setTokenFactory(new Lexeme.Factory(source));
    List<Lexeme> tokens = new ArrayList<>(source.length() / 2 + 1);
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      tokens.add((Lexeme) token);
    }
    return new Tape(tokens);
  }

  /// All tokens, as they were at first.
  List<Lexeme> all() {
    return tokens;
  }

  boolean hasNext() {
    return at < tokens.size() || !back.isEmpty();
  }

  Lexeme next() {
    return back.isEmpty() ? tokens.get(at++) : back.pop();
  }

  /// The token that comes so many after the next; the end of the text where there is none.
  Lexeme peek(int ahead) {
    int behind = ahead;
    for (Lexeme token : back) {
      if (behind-- == 0) {
        return token;
      }
    }
    return at + behind < tokens.size()
        ? tokens.get(at + behind)
        : new Lexeme(Token.EOF, "", -1, -1);
  }

  Lexeme peek() {
    return peek(0);
  }

  /// Puts the characters from a position of a token on back: digits as a number, the rest as a run
  /// of letters.
  void putBack(Lexeme token, int from) {
    String rest = token.getText().substring(from);
    if (rest.isEmpty()) {
      return;
    }
    int digits = 0;
    while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
      digits++;
    }
    boolean number = token.getType() == NablaLexer.NUMBER && rest.matches("[0-9]*\\.?[0-9]+");
    digits = number ? rest.length() : digits;
    int start = token.getStartIndex() + token.getText().codePointCount(0, from);
    if (digits < rest.length()) {
      back.push(
          new Lexeme(
              NablaLexer.WORD, rest.substring(digits), start + digits, token.getStopIndex()));
    }
    if (digits > 0) {
      back.push(
          new Lexeme(NablaLexer.NUMBER, rest.substring(0, digits), start, start + digits - 1));
    }
  }

  /// Puts a token back as it is.
  void putBack(Lexeme token) {
    back.push(token);
  }

  /// The first digit or letter of a token, with its accents, as TeX takes one where no brace
  /// follows; the rest is put back.
  ///
  /// @param indexed whether digits right behind a letter stay with it: `\hat w1` is ŵ₁
  Lexeme first(Lexeme token, boolean indexed) {
    int type = token.getType();
    String text = token.getText();
    boolean divisible =
        type == NablaLexer.NUMBER || type == NablaLexer.WORD || type == NablaLexer.GREEK;
    int width = divisible ? Character.charCount(text.codePointAt(0)) : text.length();
    while (width < text.length()
        && Character.getType(text.codePointAt(width)) == Character.NON_SPACING_MARK) {
      width++;
    }
    while (indexed
        && type != NablaLexer.NUMBER
        && width < text.length()
        && Character.isDigit(text.charAt(width))) {
      width++;
    }
    if (width >= text.length()) {
      return token;
    }
    putBack(token, width);
    int start = token.getStartIndex();
    String first = text.substring(0, width);
    return new Lexeme(type, first, start, start + first.codePointCount(0, width) - 1);
  }
}
