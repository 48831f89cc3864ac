package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Under an integral, brings the differential out of a fraction that has it above the line:
/// `\frac{dx}{x}` and `dx/x` become `\frac{1}{x} dx` and `1/x dx`. A quotient behind the
/// differential stays outside where it does not speak of the variable: `∫_0^1 x dx/2`.
final class DifferentialFractions {

  private DifferentialFractions() {}

  /// The tokens with every differential after what it stands over.
  static List<Lexeme> afterwards(List<Lexeme> tokens) {
    if (tokens.stream().noneMatch(token -> token.getType() == NablaLexer.INTEGRAL)) {
      return tokens;
    }
    int body = -1;
    List<Lexeme> out = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Lexeme token = tokens.get(i);
      if (token.getType() == NablaLexer.INTEGRAL) {
        body = Integrals.afterScripts(tokens, i + 1);
      }
      boolean integral = body >= 0;
      boolean empty = false;
      int end = -1;
      int differential = -1;
      if (integral && token.getType() == NablaLexer.FRACTION) {
        int above = closing(tokens, i + 1);
        differential = above - 2;
        empty = differential == i + 2;
        end =
            differential > i + 1 && isDifferential(tokens, differential)
                ? group(tokens, above + 1)
                : -1;
      } else if (integral && i > 0 && isDifferential(tokens, i) && isDivided(tokens, i)) {
        differential = i;
        empty = i == body;
        end = denominator(tokens, i + 3);
        if (!empty && !mentions(tokens, i + 3, end, tokens.get(i + 1).name)) {
          end = -1;
        }
      }
      if (end < 0) {
        out.add(token);
        continue;
      }
      for (int k = i; k < end; k++) {
        if (k == differential && empty) {
          out.add(Lexeme.at(tokens.get(k), NablaLexer.NUMBER, "1"));
        }
        if (k != differential && k != differential + 1) {
          out.add(tokens.get(k));
        }
      }
      out.add(tokens.get(differential));
      out.add(tokens.get(differential + 1));
      i = end - 1;
    }
    return out;
  }

  private static boolean isDifferential(List<Lexeme> tokens, int at) {
    return at + 1 < tokens.size()
        && Structure.isDifferentialLetter(tokens.get(at))
        && tokens.get(at + 1).getType() == NablaLexer.NAME;
  }

  /// Whether `dx` is divided by something that is no differential.
  private static boolean isDivided(List<Lexeme> tokens, int at) {
    return at + 3 < tokens.size()
        && tokens.get(at + 2).getType() == NablaLexer.DIVIDE
        && !isDifferential(tokens, at + 3)
        && tokens.get(at - 1).getType() != NablaLexer.DIVIDE;
  }

  private static boolean mentions(List<Lexeme> tokens, int from, int to, @Nullable Name name) {
    for (int i = from; i < to; i++) {
      if (name != null && name.equals(tokens.get(i).name)) {
        return true;
      }
    }
    return false;
  }

  /// The end of a denominator: one operand with its scripts.
  private static int denominator(List<Lexeme> tokens, int start) {
    int at = group(tokens, start);
    boolean function = at > 0 && tokens.get(start).function != null;
    if (function && at < tokens.size() && tokens.get(at).getType() == NablaLexer.LPAREN) {
      at = group(tokens, at);
    }
    while (at > 0 && at + 1 < tokens.size() && isScript(tokens.get(at).getType())) {
      at = group(tokens, at + 1);
    }
    return at;
  }

  private static boolean isScript(int type) {
    return type == NablaLexer.CARET || type == NablaLexer.RAISE || type == NablaLexer.UNDERSCORE;
  }

  /// The position after the bracket that closes the one at `open`, less one; −1 where there is
  /// none.
  private static int closing(List<Lexeme> tokens, int open) {
    int end = group(tokens, open);
    return open < tokens.size() && tokens.get(open).getType() == NablaLexer.LBRACE ? end - 1 : -1;
  }

  /// The position after one token or one pair of brackets; −1 where it does not close.
  private static int group(List<Lexeme> tokens, int start) {
    int depth = 0;
    for (int at = start; at < tokens.size(); at++) {
      switch (tokens.get(at).getType()) {
        case NablaLexer.LPAREN, NablaLexer.LBRACKET, NablaLexer.LBRACE -> depth++;
        case NablaLexer.RPAREN, NablaLexer.RBRACKET, NablaLexer.RBRACE -> depth--;
        default -> {}
      }
      if (depth <= 0) {
        return at + 1;
      }
    }
    return -1;
  }
}
