package nabla.read;

import java.util.Map;
import java.util.Set;
import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// The words that are no names: `let`, `where`, `if`, `in`, `symmetric`.
final class Keywords {

  /// Words that declare a property of the name before them.
  static final Set<String> PROPERTIES =
      Set.of(
          "symmetric",
          "orthogonal",
          "invertible",
          "positive",
          "diagonal",
          "onehot",
          "integer",
          "real",
          "nonzero");

  /// Short for properties, at the end of a statement only: elsewhere `p d` is a product.
  private static final Map<String, String> SHORT =
      Map.of(
          "psd", "positive semidefinite",
          "spd", "positive definite",
          "pd", "positive definite");

  /// What a name may be declared to be: `f a function`.
  static final Set<String> ROLES = Set.of("function", "density", "vector", "matrix", "scalar");

  /// A word that says nothing by itself, such as `is` before a property.
  private static final int SILENT = NablaLexer.SPACE;

  private final Tape tape;

  Keywords(Tape tape) {
    this.tape = tape;
  }

  /// The keyword that a run of letters is where it stands; null where it is none. What belongs to
  /// it is taken from the tape.
  ///
  /// @param starts whether a statement begins here
  @Nullable Lexeme of(Lexeme token, boolean starts) {
    String text = token.getText();
    String next = tape.peek().getText();
    return switch (text) {
      case "let", "Let" ->
          starts && tape.peek().getType() != NablaLexer.EQUAL
              ? Lexeme.at(token, NablaLexer.LET, text)
              : null;
      case "where", "with", "given", "if", "otherwise", "else", "and", "or" -> quoted(token, text);
      case "in" -> !starts && isSetAhead() ? Lexeme.at(token, NablaLexer.ELEMENT, text) : null;
      case "is" ->
          PROPERTIES.contains(next) || SHORT.containsKey(next) || next.equals("a")
              ? Lexeme.at(token, SILENT, text)
              : null;
      case "a", "an" -> {
        if (starts || !ROLES.contains(next)) {
          yield null;
        }
        tape.next();
        yield Lexeme.at(token, NablaLexer.PROPERTY, next);
      }
      case "one" -> {
        if (starts || !isHotAhead()) {
          yield null;
        }
        tape.next();
        tape.next();
        yield Lexeme.at(token, NablaLexer.PROPERTY, "onehot");
      }
      default -> {
        String meant = SHORT.get(text);
        if (!starts && meant != null && endsHere()) {
          yield Lexeme.at(token, NablaLexer.PROPERTY, meant);
        }
        if (starts || !PROPERTIES.contains(text)) {
          yield null;
        }
        boolean two = next.equals("definite") || next.equals("semidefinite");
        if (two) {
          tape.next();
        }
        yield Lexeme.at(token, NablaLexer.PROPERTY, two ? text + " " + next : text);
      }
    };
  }

  /// The property that `≻ 0` or `⪰ 0` declares; the 0 is taken from the tape.
  Lexeme definite(Source source, Lexeme sign) {
    if (!tape.peek().getText().equals("0")) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + sign.getText()
              + " without 0 behind it, expected P ≻ 0 for a positive definite matrix, P ⪰ 0 for a"
              + " positive semidefinite one",
          sign.getStartIndex());
    }
    tape.next();
    boolean strict = sign.getType() == NablaLexer.DEFINITE;
    return Lexeme.at(
        sign, NablaLexer.PROPERTY, strict ? "positive definite" : "positive semidefinite");
  }

  static boolean isSilent(Lexeme keyword) {
    return keyword.getType() == SILENT;
  }

  /// The keyword that `\text{…}` holds; null where it holds none.
  static @Nullable Lexeme quoted(Lexeme token, String text) {
    int type =
        switch (text) {
          case "otherwise", "else" -> NablaLexer.OTHERWISE;
          case "and" -> NablaLexer.AND;
          case "or" -> NablaLexer.OR;
          case "where", "with", "given" -> NablaLexer.WHERE;
          case "let", "Let" -> NablaLexer.LET;
          case "if", "for", "when" -> NablaLexer.IF;
          default -> NablaLexer.NAME;
        };
    return type == NablaLexer.NAME ? null : Lexeme.at(token, type, text);
  }

  private boolean endsHere() {
    return switch (tape.peek().getType()) {
      case NablaLexer.COMMA, NablaLexer.SEMICOLON, NablaLexer.NEWLINE, Token.EOF -> true;
      default -> false;
    };
  }

  /// Whether `-hot` follows.
  private boolean isHotAhead() {
    return tape.peek().getType() == NablaLexer.MINUS && tape.peek(1).getText().equals("hot");
  }

  private boolean isSetAhead() {
    String next = tape.peek().getText();
    return switch (tape.peek().getType()) {
      case NablaLexer.REALS,
          NablaLexer.NATURALS,
          NablaLexer.INTEGERS,
          NablaLexer.LPAREN,
          NablaLexer.LBRACKET ->
          true;
      case NablaLexer.WORD ->
          next.equals("R") || next.equals("N") || next.equals("Z") || next.equals("S");
      default -> false;
    };
  }
}
