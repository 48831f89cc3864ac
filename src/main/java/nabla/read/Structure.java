package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;
import org.antlr.v4.runtime.Token;

/// Pairs brackets and bars by a stack, tells signs from operators, and finds statements and
/// keywords, so that the grammar is left with nothing to guess. Bounds the depth before anything
/// recursive sees the tokens.
final class Structure {

  /// The deepest nesting that is read.
  static final int MAXIMUM_DEPTH = 10_000;

  private static final Map<Integer, Integer> CLOSERS =
      Map.ofEntries(
          Map.entry(NablaLexer.LPAREN, NablaLexer.RPAREN),
          Map.entry(NablaLexer.LBRACKET, NablaLexer.RBRACKET),
          Map.entry(NablaLexer.LBRACE, NablaLexer.RBRACE),
          Map.entry(NablaLexer.SET_OPEN, NablaLexer.SET_CLOSE),
          Map.entry(NablaLexer.FLOOR_OPEN, NablaLexer.FLOOR_CLOSE),
          Map.entry(NablaLexer.CEILING_OPEN, NablaLexer.CEILING_CLOSE),
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
  private final boolean splitDoubleBars;
  private final List<Lexeme> in;
  private final List<Lexeme> out = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private int deepest;

  /// How deep the tree is where the current bracket opened.
  private int base;

  /// Prefixes in a row before the current operand: functions, signs, roots.
  private int chain;

  /// What follows the current operand: exponents, factorials, subscripts.
  private int suffixes;

  /// Divisions in the current term; each takes all before it as its numerator.
  private int divisions;

  /// Whether what stands before can end an operand, so that a sign after it subtracts.
  private boolean ends;

  /// Whether a function or Σ without parentheses waits for its argument, so that a sign after it
  /// belongs to that.
  private boolean pending;

  private boolean scriptNext;

  /// How many environments are open whose columns only align what they hold.
  private int aligned;

  /// The token after which d/dx waits for what it differentiates.
  private int derivativeAt = -1;

  private Structure(Source source, List<Lexeme> in, boolean splitDoubleBars) {
    this.source = source;
    this.in = in;
    this.splitDoubleBars = splitDoubleBars;
  }

  /// The structured tokens, with the depth of their nesting.
  record Result(List<Lexeme> tokens, int depth) {}

  static Result of(Source source, List<Lexeme> tokens) {
    boolean doubled = false;
    for (Lexeme token : tokens) {
      doubled |= token.getType() == NablaLexer.DOUBLE_BAR && token.getText().equals("||");
    }
    try {
      return new Structure(source, tokens, false).run();
    } catch (NablaException exception) {
      if (!doubled) {
        throw exception;
      }
      try {
        return new Structure(source, tokens, true).run();
      } catch (NablaException second) {
        throw exception;
      }
    }
  }

  private Result run() {
    for (int i = 0; i < in.size(); i++) {
      token(i);
    }
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
    return new Result(out, deepest);
  }

  private void token(int i) {
    Lexeme token = in.get(i);
    int type = token.getType();
    boolean star = scriptNext && type == NablaLexer.TIMES && token.getText().equals("*");
    if (star && out.size() > 1 && out.get(out.size() - 2).getType() == NablaLexer.NORM_CLOSE) {
      Lexeme name = Lexeme.at(token, NablaLexer.NAME, "*"); // ‖X‖_*
      name.name = Name.of("*");
      token = name;
      type = NablaLexer.NAME;
    }
    switch (type) {
      case NablaLexer.LPAREN,
          NablaLexer.LBRACKET,
          NablaLexer.FLOOR_OPEN,
          NablaLexer.CEILING_OPEN,
          NablaLexer.BAR_OPEN,
          NablaLexer.NORM_OPEN ->
          open(token, type);
      case NablaLexer.LBRACE, NablaLexer.SET_OPEN -> brace(i, token);
      case NablaLexer.RPAREN,
          NablaLexer.RBRACKET,
          NablaLexer.RBRACE,
          NablaLexer.SET_CLOSE,
          NablaLexer.FLOOR_CLOSE,
          NablaLexer.CEILING_CLOSE,
          NablaLexer.BAR_CLOSE,
          NablaLexer.NORM_CLOSE ->
          close(token, type);
      case NablaLexer.BAR -> bar(token);
      case NablaLexer.DOUBLE_BAR -> doubleBar(token);
      case NablaLexer.BEGIN -> begin(token);
      case NablaLexer.END -> end(token);
      case NablaLexer.AMPERSAND -> {
        if (top() == NablaLexer.MATRIX_OPEN || top() == NablaLexer.CASES_OPEN) {
          if (top() == NablaLexer.MATRIX_OPEN || !lastIs(NablaLexer.COMMA)) {
            separator(Lexeme.at(token, NablaLexer.COMMA, "&"));
          }
        } else if (aligned == 0) {
          throw source.error(
              NablaException.Kind.SYNTAX,
              "found & outside of a matrix, expected an operator or the end; write and between"
                  + " conditions",
              token.getStartIndex());
        }
      }
      case NablaLexer.ROW_BREAK -> {
        boolean last = i + 1 < in.size() && in.get(i + 1).getType() == NablaLexer.END;
        if (top() == NablaLexer.MATRIX_OPEN || top() == NablaLexer.CASES_OPEN) {
          if (!last) {
            separator(Lexeme.at(token, NablaLexer.SEMICOLON, "\\\\"));
          }
        } else {
          newline(i, token);
        }
      }
      case NablaLexer.NEWLINE -> newline(i, token);
      case NablaLexer.COMMA, NablaLexer.SEMICOLON -> separator(token);
      case NablaLexer.MINUS, NablaLexer.PLUS -> sign(token, type);
      case NablaLexer.CARET, NablaLexer.UNDERSCORE, NablaLexer.RAISE -> {
        add(token);
        scriptNext = true;
        suffixes++;
        deeper();
      }
      case NablaLexer.PRIME, NablaLexer.BANG, NablaLexer.TRANSPOSE -> {
        if (type == NablaLexer.BANG && lastIs(type) && token.touches(out.getLast())) {
          throw source.error(
              NablaException.Kind.UNSUPPORTED,
              "found !!, the double factorial, which is not known here; write (n!)! for the"
                  + " factorial of a factorial",
              out.getLast().getStartIndex());
        }
        add(token);
        suffixes++;
        deeper();
      }
      case NablaLexer.IF -> ifKeyword(token);
      case NablaLexer.OTHERWISE -> {
        if (top() == NablaLexer.CASES_OPEN && !lastIs(NablaLexer.COMMA)) {
          separator(Lexeme.at(token, NablaLexer.COMMA, ","));
        }
        operand(token, false);
      }
      case NablaLexer.SUM, NablaLexer.PRODUCT, NablaLexer.LIMIT, NablaLexer.INTEGRAL ->
          operand(token, true);
      case NablaLexer.WHERE, NablaLexer.LET -> keyword(token);
      case NablaLexer.NAME -> name(i, token);
      case NablaLexer.PROPERTY -> add(token);
      default -> {
        if (isOperator(type)) {
          add(token);
          ends = false;
          pending = false;
          scriptNext = false;
          afterOperator(i, type);
        } else {
          boolean large =
              type == NablaLexer.FRACTION || type == NablaLexer.ROOT || type == NablaLexer.BINOMIAL;
          operand(token, large || type == NablaLexer.RADICAL || type == NablaLexer.CUBE_RADICAL);
          ends = !large;
        }
      }
    }
  }

  private static boolean isOperator(int type) {
    return switch (type) {
      case NablaLexer.TIMES,
          NablaLexer.DIVIDE,
          NablaLexer.ELEMENTWISE_PRODUCT,
          NablaLexer.ELEMENTWISE_QUOTIENT,
          NablaLexer.KRONECKER,
          NablaLexer.EQUAL,
          NablaLexer.DEFINES,
          NablaLexer.NOT_EQUAL,
          NablaLexer.LESS,
          NablaLexer.LESS_OR_EQUAL,
          NablaLexer.GREATER,
          NablaLexer.GREATER_OR_EQUAL,
          NablaLexer.APPROXIMATELY,
          NablaLexer.ELEMENT,
          NablaLexer.TENDS,
          NablaLexer.SIMILAR,
          NablaLexer.AND,
          NablaLexer.OR,
          NablaLexer.DOTS,
          NablaLexer.OVER ->
          true;
      default -> false;
    };
  }

  private int top() {
    return frames.isEmpty() ? Token.EOF : frames.peek().type;
  }

  private boolean lastIs(int type) {
    return !out.isEmpty() && out.getLast().getType() == type;
  }

  private void add(Lexeme token) {
    out.add(token);
  }

  private void operand(Lexeme token, boolean waits) {
    boolean argument = lastIs(NablaLexer.FRACTION) || lastIs(NablaLexer.BINOMIAL);
    add(token);
    if (scriptNext) {
      scriptNext = false; // a single token below or above leaves open what its base waits for
    } else {
      pending = waits;
      suffixes = 0;
      if (waits) {
        chain++;
        deeper();
      } else if (!argument) {
        chain = 0;
      }
    }
    ends = true;
  }

  private void deeper() {
    int depth = base + chain + suffixes + divisions;
    deepest = Math.max(deepest, depth);
    if (depth > MAXIMUM_DEPTH) {
      throw source.error(
          NablaException.Kind.BUDGET,
          "found more than "
              + MAXIMUM_DEPTH
              + " levels of nesting, expected fewer; name parts of the formula (let z = …)",
          out.getLast().getStartIndex());
    }
  }

  private void newTerm() {
    chain = 0;
    suffixes = 0;
    divisions = 0;
  }

  private void open(Lexeme token, int type) {
    Lexeme open = type == token.getType() ? token : Lexeme.at(token, type, token.getText());
    add(open);
    frames.push(new Frame(open, type, scriptNext, pending, base + chain + suffixes + divisions));
    base += chain + suffixes + divisions + 1;
    newTerm();
    deeper();
    scriptNext = false;
    ends = false;
    pending = false;
  }

  private void close(Lexeme token, int type) {
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
    if (lastIs(frame.type)
        && !out.isEmpty()
        && out.getLast() == frame.open
        && frame.type != NablaLexer.LBRACE) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found " + token.getText() + ", expected a formula inside the " + frame.open.getText(),
          token.getStartIndex());
    }
    add(type == token.getType() ? token : Lexeme.at(token, type, token.getText()));
    ends = true;
    pending = frame.script && frame.pending;
    scriptNext = false;
    chain = frame.depth - (frames.isEmpty() ? 0 : frames.peek().depth + 1);
    base = frame.depth - chain;
    suffixes = 0;
    divisions = 0;
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
      case NablaLexer.MATRIX_OPEN -> "\\end{…}";
      default -> "}";
    };
  }

  /// Braces hold cases where they hold an "if" or "otherwise" of their own.
  private void brace(int i, Lexeme token) {
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

  private void bar(Lexeme token) {
    if (top() == NablaLexer.BAR_OPEN && ends) {
      close(token, NablaLexer.BAR_CLOSE);
    } else {
      open(token, NablaLexer.BAR_OPEN);
    }
  }

  private void doubleBar(Lexeme token) {
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

  private void begin(Lexeme token) {
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

  private void end(Lexeme token) {
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

  private void separator(Lexeme token) {
    add(token);
    ends = false;
    pending = false;
    scriptNext = false;
    newTerm();
  }

  /// A line end separates statements where one ends before it and another begins after it.
  private void newline(int i, Lexeme token) {
    if (!frames.isEmpty() || !ends || i + 1 >= in.size()) {
      return;
    }
    int next = in.get(i + 1).getType();
    boolean continues =
        isOperator(next)
            || next == NablaLexer.PLUS
            || next == NablaLexer.MINUS
            || next == NablaLexer.NEWLINE
            || next == NablaLexer.COMMA
            || next == NablaLexer.SEMICOLON
            || next == NablaLexer.END
            || next == NablaLexer.CARET
            || next == NablaLexer.UNDERSCORE
            || next == NablaLexer.WHERE;
    if (!continues) {
      separator(Lexeme.at(token, NablaLexer.SEMICOLON, "the end of the line"));
    }
  }

  private void sign(Lexeme token, int type) {
    if (ends && !scriptNext && (!pending || type == NablaLexer.PLUS)) {
      add(token);
      ends = false;
      pending = false;
      newTerm();
    } else if (type == NablaLexer.MINUS) {
      add(Lexeme.at(token, NablaLexer.SIGN, token.getText()));
      ends = false;
      chain++;
      deeper();
    } else if (scriptNext || out.isEmpty() || !lastIs(NablaLexer.PLUS)) {
      ends = false; // a plus without a meaning of its own: +x, 10^+3
    } else {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found + after an operator, expected a number, a name or an opening bracket; remove one"
              + " of the two",
          token.getStartIndex());
    }
  }

  private void ifKeyword(Lexeme token) {
    if (top() != NablaLexer.CASES_OPEN) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found "
              + token.getText()
              + " outside of cases, expected an operator or the end; write {x if x > 0; 0"
              + " otherwise}",
          token.getStartIndex());
    }
    if (!lastIs(NablaLexer.COMMA)) {
      separator(Lexeme.at(token, NablaLexer.COMMA, token.getText()));
    }
  }

  private void keyword(Lexeme token) {
    if (!frames.isEmpty()) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found " + token.getText() + " inside brackets, expected it between formulas",
          token.getStartIndex());
    }
    separator(token);
  }

  /// After `d/dx` the derivative waits for what it differentiates.
  private void afterOperator(int i, int type) {
    chain = 0;
    suffixes = 0;
    if (type == NablaLexer.DIVIDE) {
      divisions++;
      deeper();
    } else if (type != NablaLexer.TIMES) {
      divisions = 0;
    }
    if (type == NablaLexer.DIVIDE && isDifferential(i, -1) && isDifferential(i, 1)) {
      derivativeAt = i + 2;
    }
  }

  private boolean isDifferential(int i, int step) {
    int at = i + step;
    if (step < 0
        && at >= 2
        && in.get(at).getType() == NablaLexer.NUMBER
        && in.get(at - 1).getType() == NablaLexer.CARET) {
      at -= 2;
    } else if (step < 0
        && at >= 4
        && in.get(at).getType() == NablaLexer.RBRACE
        && isRaise(in.get(at - 3))) {
      at -= 4;
    }
    if (at < 0 || at >= in.size()) {
      return false;
    }
    Lexeme token = in.get(at);
    return token.getType() == NablaLexer.PARTIAL || isDifferentialLetter(token);
  }

  private static boolean isRaise(Lexeme token) {
    return token.getType() == NablaLexer.RAISE || token.getType() == NablaLexer.CARET;
  }

  static boolean isDifferentialLetter(Lexeme token) {
    Name name = token.name;
    return name != null && name.base().equals("d") && name.subscript().isEmpty() && !token.quoted;
  }

  private void name(int i, Lexeme token) {
    Function function = token.function;
    boolean waits = function != null && function.notation() != Function.Notation.CONSTANT;
    operand(token, waits || i == derivativeAt);
  }
}
