package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.Token;

/// Pairs brackets, bars and environments by a stack.
final class Brackets {

  private static final Map<Integer, Integer> CLOSERS =
      Map.ofEntries(
          Map.entry(NablaLexer.LPAREN, NablaLexer.RPAREN),
          Map.entry(NablaLexer.LBRACKET, NablaLexer.RBRACKET),
          Map.entry(NablaLexer.LBRACE, NablaLexer.RBRACE),
          Map.entry(NablaLexer.SET_OPEN, NablaLexer.SET_CLOSE),
          Map.entry(NablaLexer.FLOOR_OPEN, NablaLexer.FLOOR_CLOSE),
          Map.entry(NablaLexer.CEILING_OPEN, NablaLexer.CEILING_CLOSE),
          Map.entry(NablaLexer.ANGLE_OPEN, NablaLexer.ANGLE_CLOSE),
          Map.entry(NablaLexer.MATRIX_OPEN, NablaLexer.MATRIX_CLOSE),
          Map.entry(NablaLexer.CASES_OPEN, NablaLexer.CASES_CLOSE),
          Map.entry(NablaLexer.BAR_OPEN, NablaLexer.BAR_CLOSE),
          Map.entry(NablaLexer.NORM_OPEN, NablaLexer.NORM_CLOSE));

  /// An open bracket, or a script without one.
  private static final class Frame {
    final Lexeme open;
    final int type;
    final boolean script;
    final boolean pending;

    /// How deep the tree is around the bracket.
    final int depth;

    Frame(Lexeme open, int type, boolean script, boolean pending, int depth) {
      this.open = open;
      this.type = type;
      this.script = script;
      this.pending = pending;
      this.depth = depth;
    }
  }

  private final Source source;
  private final List<Lexeme> in;
  private final List<Lexeme> out;
  private final Nesting nesting;
  private final boolean splitDoubleBars;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /// Whether what stands before can end an operand, so that a sign after it subtracts.
  boolean ends;

  /// Whether a function or Σ without parentheses waits for its argument, so that a sign after it
  /// belongs to that.
  boolean pending;

  /// Whether what comes next stands above or below what came before.
  boolean scriptNext;

  /// How many environments are open whose columns only align what they hold.
  int aligned;

  /// @param splitDoubleBars whether `||` is two bars and not the sign of a norm
  Brackets(
      Source source, List<Lexeme> in, List<Lexeme> out, Nesting nesting, boolean splitDoubleBars) {
    this.source = source;
    this.in = in;
    this.out = out;
    this.nesting = nesting;
    this.splitDoubleBars = splitDoubleBars;
  }

  /// Whether any bracket is open.
  boolean areOpen() {
    return !frames.isEmpty();
  }

  /// Refuses what was never closed.
  void refuseOpen() {
    if (!frames.isEmpty()) {
      Lexeme open = frames.peek().open;
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found the end of the formula, expected "
              + closerText(frames.peek().type)
              + " to close the "
              + open.getText()
              + " here",
          open.getStartIndex());
    }
  }

  /// The type of the innermost open bracket.
  int top() {
    return frames.isEmpty() ? Token.EOF : frames.peek().type;
  }

  void open(Lexeme token, int type) {
    Lexeme open = type == token.getType() ? token : Lexeme.at(token, type, token.getText());
    out.add(open);
    frames.push(new Frame(open, type, scriptNext, pending, nesting.depth()));
    nesting.open(open);
    scriptNext = false;
    ends = false;
    pending = false;
  }

  void close(Lexeme token, int type) {
    Frame frame = frames.poll();
    if (frame == null) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + token.getText()
              + " without its opening bracket, expected an operator or the end; remove it or open"
              + " it before",
          token.getStartIndex());
    }
    int expected = CLOSERS.getOrDefault(frame.type, Token.EOF);
    boolean half =
        (frame.type == NablaLexer.LPAREN && type == NablaLexer.RBRACKET)
            || (frame.type == NablaLexer.LBRACKET && type == NablaLexer.RPAREN);
    if (half && isInterval(frame)) {
      type = expected; // (0,1] is an interval
    }
    boolean escaped = frame.type == NablaLexer.LBRACE && !frame.open.getText().equals("{");
    if (escaped && type == NablaLexer.SET_CLOSE) {
      type = NablaLexer.RBRACE;
    }
    if (frame.type == NablaLexer.CASES_OPEN
        && (type == NablaLexer.RBRACE || type == NablaLexer.SET_CLOSE)) {
      type = NablaLexer.CASES_CLOSE;
    }
    if (type != expected) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + token.getText()
              + ", expected "
              + closerText(frame.type)
              + " to close the "
              + frame.open.getText()
              + " before it",
          token.getStartIndex());
    }
    if (!out.isEmpty() && out.getLast() == frame.open && frame.type != NablaLexer.LBRACE) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found " + token.getText() + ", expected a formula inside the " + frame.open.getText(),
          token.getStartIndex());
    }
    out.add(type == token.getType() ? token : Lexeme.at(token, type, token.getText()));
    ends = true;
    pending = frame.script && frame.pending;
    scriptNext = false;
    nesting.close(frame.depth, frames.isEmpty() ? 0 : frames.peek().depth + 1);
  }

  private boolean isInterval(Frame frame) {
    int at = out.lastIndexOf(frame.open);
    return at > 0 && out.get(at - 1).getType() == NablaLexer.ELEMENT;
  }

  private static String closerText(int type) {
    return switch (type) {
      case NablaLexer.LPAREN -> ")";
      case NablaLexer.LBRACKET -> "]";
      case NablaLexer.BAR_OPEN -> "|";
      case NablaLexer.NORM_OPEN -> "‖";
      case NablaLexer.FLOOR_OPEN -> "⌋";
      case NablaLexer.CEILING_OPEN -> "⌉";
      case NablaLexer.ANGLE_OPEN -> "⟩";
      case NablaLexer.MATRIX_OPEN -> "\\end{…}";
      default -> "}";
    };
  }

  /// Braces hold cases where they hold an "if" or "otherwise" of their own.
  void brace(int i, Lexeme token) {
    if (token.getType() == NablaLexer.SET_OPEN || !scriptNext) {
      int depth = 0;
      for (int j = i; j < in.size(); j++) {
        int type = in.get(j).getType();
        if (type == NablaLexer.LBRACE || type == NablaLexer.SET_OPEN || type == NablaLexer.BEGIN) {
          depth++;
        } else if ((type == NablaLexer.RBRACE
                || type == NablaLexer.SET_CLOSE
                || type == NablaLexer.END)
            && --depth == 0) {
          break;
        } else if (depth == 1 && (type == NablaLexer.IF || type == NablaLexer.OTHERWISE)) {
          open(token, NablaLexer.CASES_OPEN);
          return;
        }
      }
    }
    if (token.getType() == NablaLexer.SET_OPEN) {
      open(token, NablaLexer.SET_OPEN);
      out.set(out.size() - 1, Lexeme.at(token, NablaLexer.LBRACE, token.getText()));
      frames.push(frameAs(frames.pop(), NablaLexer.LBRACE));
    } else {
      open(token, NablaLexer.LBRACE);
    }
  }

  private Frame frameAs(Frame frame, int type) {
    return new Frame(out.getLast(), type, frame.script, frame.pending, frame.depth);
  }

  void bar(Lexeme token) {
    if (top() == NablaLexer.BAR_OPEN && ends) {
      close(token, NablaLexer.BAR_CLOSE);
    } else {
      open(token, NablaLexer.BAR_OPEN);
    }
  }

  void doubleBar(Lexeme token) {
    boolean single = token.getText().equals("||");
    if (single && (splitDoubleBars || (top() == NablaLexer.BAR_OPEN && ends))) {
      int start = token.getStartIndex();
      bar(new Lexeme(NablaLexer.BAR, "|", start, start));
      bar(new Lexeme(NablaLexer.BAR, "|", start + 1, start + 1));
    } else if (top() == NablaLexer.NORM_OPEN && ends) {
      close(token, NablaLexer.NORM_CLOSE);
    } else {
      open(token, NablaLexer.NORM_OPEN);
    }
  }

  void begin(Lexeme token) {
    String text = token.getText();
    String name = text.substring(text.indexOf('{') + 1, text.indexOf('}'));
    switch (name) {
      case "cases", "dcases" -> open(token, NablaLexer.CASES_OPEN);
      case "pmatrix", "bmatrix", "matrix", "smallmatrix", "array", "Bmatrix" ->
          open(token, NablaLexer.MATRIX_OPEN);
      case "vmatrix" -> {
        open(token, NablaLexer.BAR_OPEN);
        open(token, NablaLexer.MATRIX_OPEN);
      }
      case "aligned",
          "align",
          "align*",
          "equation",
          "equation*",
          "gather",
          "gather*",
          "split",
          "gathered" ->
          aligned++;
      default ->
          throw source.error(
              NablaException.Kind.SYNTAX,
              "found the environment " + name + ", expected cases, pmatrix, bmatrix or aligned",
              token.getStartIndex());
    }
  }

  void end(Lexeme token) {
    String text = token.getText();
    String name = text.substring(text.indexOf('{') + 1, text.indexOf('}'));
    switch (name) {
      case "cases", "dcases" -> close(token, NablaLexer.CASES_CLOSE);
      case "vmatrix" -> {
        close(token, NablaLexer.MATRIX_CLOSE);
        close(token, NablaLexer.BAR_CLOSE);
      }
      case "pmatrix", "bmatrix", "matrix", "smallmatrix", "array", "Bmatrix" ->
          close(token, NablaLexer.MATRIX_CLOSE);
      default -> aligned--;
    }
  }
}
