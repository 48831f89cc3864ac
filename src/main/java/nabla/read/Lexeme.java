package nabla.read;

import nabla.catalogue.Function;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;
import org.jspecify.annotations.Nullable;

/// A token with what is known of it beyond its text.
final class Lexeme extends CommonToken {

  private static final long serialVersionUID = 1L;

  /// The name, where this is one.
  transient @Nullable Name name;

  /// The function that a whole run of letters names.
  transient @Nullable Function function;

  /// Whether the name is set in bold type.
  boolean bold;

  /// Whether the name stood apart: `\text{loss}`, `"loss"`.
  boolean quoted;

  /// Whether the name was written as a word although it is one letter: `gamma`, `\sum` for Σ.
  boolean spelledOut;

  Lexeme(int type, String text, int start, int stop) {
    super(type, text);
    setStartIndex(start);
    setStopIndex(stop);
  }

  /// A token of this type in the place of another.
  static Lexeme at(Token place, int type, String text) {
    return new Lexeme(type, text, place.getStartIndex(), place.getStopIndex());
  }

  /// Makes the lexer's tokens, with their text at hand.
  static final class Factory implements TokenFactory<Lexeme> {

    private final Source source;

    Factory(Source source) {
      this.source = source;
    }

    @Override
    public Lexeme create(
        Pair<TokenSource, CharStream> from,
        int type,
        @Nullable String text,
        int channel,
        int start,
        int stop,
        int line,
        int column) {
      return new Lexeme(type, text != null ? text : source.slice(start, stop + 1), start, stop);
    }

    @Override
    public Lexeme create(int type, String text) {
      return new Lexeme(type, text, -1, -1);
    }
  }

  /// Whether a subscript begins with this.
  boolean opensSubscript() {
    return getType() == NablaLexer.UNDERSCORE || getType() == NablaLexer.SUBSCRIPT;
  }

  /// Whether this follows the other without a space.
  boolean touches(Lexeme before) {
    return getStartIndex() == before.getStopIndex() + 1;
  }
}
