package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;

/// Puts parentheses around what an integral reaches over: all from its bounds to its `dx`, sums
/// too.
final class Integrals {

  private static final int MAXIMUM_INTEGRALS = 1000;

  private Integrals() {}

  static List<Lexeme> enclose(List<Lexeme> tokens, Source source) {
    return enclosed(DifferentialFractions.afterwards(tokens), source);
  }

  private static List<Lexeme> enclosed(List<Lexeme> tokens, Source source) {
    long count = 0;
    for (Lexeme token : tokens) {
      count += token.getType() == NablaLexer.INTEGRAL ? 1 : 0;
    }
    if (count == 0) {
      return tokens;
    }
    if (count > MAXIMUM_INTEGRALS) {
      throw source.error(
          NablaException.Kind.BUDGET,
          "found more than " + MAXIMUM_INTEGRALS + " integrals, expected fewer",
          0);
    }
    int[] opens = new int[tokens.size() + 1];
    int[] closes = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).getType() == NablaLexer.INTEGRAL) {
        int body = afterScripts(tokens, i + 1);
        int end = differential(tokens, body);
        if (end < 0) {
          throw source.error(
              NablaException.Kind.SYNTAX,
              "found ∫ without its dx, expected an integral such as ∫_0^1 x^2 dx",
              tokens.get(i).getStartIndex());
        }
        if (end == body && end + 2 < tokens.size() && beginsOperand(tokens.get(end + 2))) {
          throw source.error(
              NablaException.Kind.SYNTAX,
              "found the differential before what is integrated, expected it behind, as in ∫_0^1"
                  + " x^2 dx; ∫ dx alone is the integral of 1",
              tokens.get(end).getStartIndex());
        }
        opens[body]++;
        closes[end]++;
      }
    }
    List<Lexeme> enclosed = new ArrayList<>();
    for (int i = 0; i <= tokens.size(); i++) {
      Lexeme place = tokens.get(Math.min(i, tokens.size() - 1));
      for (int k = 0; k < closes[i] - (opens[i] > 0 ? opens[i] : 0); k++) {
        enclosed.add(Lexeme.at(place, NablaLexer.RPAREN, "dx"));
      }
      for (int k = 0; k < opens[i]; k++) {
        enclosed.add(Lexeme.at(place, NablaLexer.LPAREN, "∫"));
        if (closes[i] > 0) { // ∫ dx
          enclosed.add(Lexeme.at(place, NablaLexer.NUMBER, "1"));
          enclosed.add(Lexeme.at(place, NablaLexer.RPAREN, "dx"));
        }
      }
      if (i < tokens.size()) {
        enclosed.add(place);
      }
    }
    return enclosed;
  }

  /// The position after the scripts that begin at `i`.
  static int afterScripts(List<Lexeme> tokens, int i) {
    int at = i;
    while (at + 1 < tokens.size() && isScript(tokens.get(at).getType())) {
      at++;
      if (tokens.get(at).getType() == NablaLexer.MINUS) {
        at++;
      }
      int depth = 0;
      do {
        depth += depthChange(tokens.get(at).getType());
        at++;
      } while (at < tokens.size() && depth > 0);
    }
    return at;
  }

  private static boolean isScript(int type) {
    return type == NablaLexer.UNDERSCORE || type == NablaLexer.CARET || type == NablaLexer.RAISE;
  }

  private static boolean beginsOperand(Lexeme token) {
    return switch (token.getType()) {
      case NablaLexer.NAME,
          NablaLexer.NUMBER,
          NablaLexer.LPAREN,
          NablaLexer.FRACTION,
          NablaLexer.ROOT,
          NablaLexer.RADICAL ->
          !Structure.isDifferentialLetter(token);
      default -> false;
    };
  }

  private static int depthChange(int type) {
    return switch (type) {
      case NablaLexer.LPAREN, NablaLexer.LBRACKET, NablaLexer.LBRACE, NablaLexer.SET_OPEN -> 1;
      case NablaLexer.RPAREN, NablaLexer.RBRACKET, NablaLexer.RBRACE, NablaLexer.SET_CLOSE -> -1;
      default -> 0;
    };
  }

  /// Where the `d` of the integral's own `dx` stands; −1 where there is none.
  private static int differential(List<Lexeme> tokens, int start) {
    int depth = 0;
    int inner = 0;
    for (int i = start; i + 1 < tokens.size() && depth >= 0; i++) {
      Lexeme token = tokens.get(i);
      depth += depthChange(token.getType());
      if (depth == 0 && token.getType() == NablaLexer.INTEGRAL) {
        inner++;
      }
      boolean d =
          Structure.isDifferentialLetter(token) && tokens.get(i + 1).getType() == NablaLexer.NAME;
      boolean below = i > 0 && tokens.get(i - 1).getType() == NablaLexer.DIVIDE;
      if (depth == 0 && d && !below && inner-- == 0) {
        return i;
      }
    }
    return -1;
  }
}
