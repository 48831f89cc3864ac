package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.grammar.NablaLexer;

/// Tells signs from operators and finds statements and keywords, so that the grammar is left with
/// nothing to guess; [Brackets] pairs the brackets and bars, [Nesting] bounds the depth.
final class Structure {

  private final Source source;
  private final List<Lexeme> in;
  private final List<Lexeme> out = new ArrayList<>();
  private final Nesting nesting;
  private final Brackets brackets;

  /// The token after which d/dx waits for what it differentiates.
  private int derivativeAt = -1;

  private Structure(Source source, List<Lexeme> in, boolean splitDoubleBars) {
    this.source = source;
    this.in = in;
    this.nesting = new Nesting(source);
    this.brackets = new Brackets(source, in, out, nesting, splitDoubleBars);
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
    brackets.refuseOpen();
    return new Result(out, nesting.deepest());
  }

  private void token(int i) {
    Lexeme token = in.get(i);
    int type = token.getType();
    boolean star = brackets.scriptNext && type == NablaLexer.TIMES && token.getText().equals("*");
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
          NablaLexer.ANGLE_OPEN,
          NablaLexer.BAR_OPEN,
          NablaLexer.NORM_OPEN ->
          brackets.open(token, type);
      case NablaLexer.LBRACE, NablaLexer.SET_OPEN -> brackets.brace(i, token);
      case NablaLexer.RPAREN,
          NablaLexer.RBRACKET,
          NablaLexer.RBRACE,
          NablaLexer.SET_CLOSE,
          NablaLexer.FLOOR_CLOSE,
          NablaLexer.CEILING_CLOSE,
          NablaLexer.ANGLE_CLOSE,
          NablaLexer.BAR_CLOSE,
          NablaLexer.NORM_CLOSE ->
          brackets.close(token, type);
      case NablaLexer.BAR -> brackets.bar(token);
      case NablaLexer.DOUBLE_BAR -> brackets.doubleBar(token);
      case NablaLexer.BEGIN -> brackets.begin(token);
      case NablaLexer.END -> brackets.end(token);
      case NablaLexer.AMPERSAND -> {
        if (brackets.top() == NablaLexer.MATRIX_OPEN || brackets.top() == NablaLexer.CASES_OPEN) {
          if (brackets.top() == NablaLexer.MATRIX_OPEN || !lastIs(NablaLexer.COMMA)) {
            separator(Lexeme.at(token, NablaLexer.COMMA, "&"));
          }
        } else if (brackets.aligned == 0) {
          throw source.error(
              NablaException.Kind.SYNTAX,
              "found & outside of a matrix, expected an operator or the end; write and between"
                  + " conditions",
              token.getStartIndex());
        }
      }
      case NablaLexer.ROW_BREAK -> {
        boolean last = i + 1 < in.size() && in.get(i + 1).getType() == NablaLexer.END;
        if (brackets.top() == NablaLexer.MATRIX_OPEN || brackets.top() == NablaLexer.CASES_OPEN) {
          if (!last) {
            separator(Lexeme.at(token, NablaLexer.SEMICOLON, "\\\\"));
          }
        } else {
          newline(i, token);
        }
      }
      case NablaLexer.NEWLINE -> newline(i, token);
      case NablaLexer.COMMA, NablaLexer.SEMICOLON -> separator(token);
      case NablaLexer.COLON -> {
        boolean part = brackets.top() == NablaLexer.LBRACKET || brackets.top() == NablaLexer.LBRACE;
        if (part) {
          separator(token);
        } else {
          operator(i, token);
        }
      }
      case NablaLexer.MINUS, NablaLexer.PLUS -> sign(token, type);
      case NablaLexer.CARET, NablaLexer.UNDERSCORE, NablaLexer.RAISE -> {
        add(token);
        brackets.scriptNext = true;
        nesting.suffix(token);
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
        nesting.suffix(token);
      }
      case NablaLexer.IF -> ifKeyword(token);
      case NablaLexer.OTHERWISE -> {
        if (brackets.top() == NablaLexer.CASES_OPEN && !lastIs(NablaLexer.COMMA)) {
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
          operator(i, token);
        } else {
          boolean large =
              type == NablaLexer.FRACTION || type == NablaLexer.ROOT || type == NablaLexer.BINOMIAL;
          operand(token, large || type == NablaLexer.RADICAL || type == NablaLexer.CUBE_RADICAL);
          brackets.ends = !large;
        }
      }
    }
  }

  private void operator(int i, Lexeme token) {
    add(token);
    brackets.ends = false;
    brackets.pending = false;
    brackets.scriptNext = false;
    afterOperator(i, token.getType());
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
          NablaLexer.COLON,
          NablaLexer.NOT_EQUAL,
          NablaLexer.LESS,
          NablaLexer.LESS_OR_EQUAL,
          NablaLexer.GREATER,
          NablaLexer.GREATER_OR_EQUAL,
          NablaLexer.APPROXIMATELY,
          NablaLexer.ELEMENT,
          NablaLexer.NOT_ELEMENT,
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

  private boolean lastIs(int type) {
    return !out.isEmpty() && out.getLast().getType() == type;
  }

  private void add(Lexeme token) {
    out.add(token);
  }

  private void operand(Lexeme token, boolean waits) {
    boolean argument = lastIs(NablaLexer.FRACTION) || lastIs(NablaLexer.BINOMIAL);
    add(token);
    if (brackets.scriptNext) {
      brackets.scriptNext =
          false; // a single token below or above leaves open what its base waits for
    } else {
      brackets.pending = waits;
      nesting.operand(token, waits, argument);
    }
    brackets.ends = true;
  }

  private void separator(Lexeme token) {
    add(token);
    brackets.ends = false;
    brackets.pending = false;
    brackets.scriptNext = false;
    nesting.newTerm();
  }

  /// A line end separates statements where one ends before it and another begins after it.
  private void newline(int i, Lexeme token) {
    if (brackets.areOpen() || !brackets.ends || i + 1 >= in.size()) {
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
    if (brackets.ends && !brackets.scriptNext && (!brackets.pending || type == NablaLexer.PLUS)) {
      add(token);
      brackets.ends = false;
      brackets.pending = false;
      nesting.newTerm();
    } else if (type == NablaLexer.MINUS) {
      add(Lexeme.at(token, NablaLexer.SIGN, token.getText()));
      brackets.ends = false;
      nesting.prefix(token);
    } else if (brackets.scriptNext && lastIs(NablaLexer.CARET) && !isBeforeNumber(token)) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found ^+, expected an exponent; " + UnknownSigns.PSEUDOINVERSE,
          token.getStartIndex());
    } else if (brackets.scriptNext || out.isEmpty() || !lastIs(NablaLexer.PLUS)) {
      brackets.ends = false; // a plus without a meaning of its own: +x, 10^+3
    } else {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found + after an operator, expected a number, a name or an opening bracket; remove one"
              + " of the two",
          token.getStartIndex());
    }
  }

  private boolean isBeforeNumber(Lexeme token) {
    int next = in.indexOf(token) + 1;
    return next < in.size() && in.get(next).getType() == NablaLexer.NUMBER;
  }

  private void ifKeyword(Lexeme token) {
    if (brackets.top() != NablaLexer.CASES_OPEN) {
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
    if (brackets.areOpen()) {
      throw source.error(
          NablaException.Kind.SYNTAX,
          "found " + token.getText() + " inside brackets, expected it between formulas",
          token.getStartIndex());
    }
    separator(token);
  }

  /// After `d/dx` the derivative waits for what it differentiates.
  private void afterOperator(int i, int type) {
    nesting.operator(in.get(i), type);
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
