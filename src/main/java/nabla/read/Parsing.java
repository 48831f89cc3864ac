package nabla.read;

import java.util.List;
import java.util.Set;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;
import nabla.read.grammar.NablaParser;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/// From a text to its statements: scanner, structure, ANTLR, syntax.
final class Parsing {

  private static final int ORDINARY_DEPTH = 100;
  private static final long DEEP_STACK = 1L << 29;

  private Parsing() {}

  /// The tokens of a text, with the depth of their nesting.
  static Structure.Result tokens(Source source, Scanner scanner) {
    return Structure.of(source, scanner.scan());
  }

  static List<Syntax.Statement> statements(Source source, Structure.Result structure) {
    List<Lexeme> tokens = structure.tokens();
    int end = source.length();
    tokens.add(new Lexeme(Token.EOF, "the end of the formula", end, end));
    NablaParser parser = new NablaParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    parser.addErrorListener(new BaseErrorListener());
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.setErrorHandler(new Refusal(source));
    return SyntaxBuilder.statements(parser.document());
  }

  /// Runs `work` where recursion as deep as the nesting of the text fits.
  static void withStack(int depth, Runnable work) {
    if (depth <= ORDINARY_DEPTH) {
      work.run();
      return;
    }
    Throwable[] failure = new Throwable[1];
    Runnable limited = Budget.carried(work);
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                limited.run();
              } catch (RuntimeException exception) {
                failure[0] = exception;
              } catch (StackOverflowError overflow) {
                failure[0] =
                    new NablaException(
                        NablaException.Kind.BUDGET,
                        "the formula is nested too deeply; name parts of it (let z = …)");
              }
            },
            "deep formula",
            DEEP_STACK);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NablaException(NablaException.Kind.BUDGET, "reading was interrupted");
    }
    if (failure[0] instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /// Stops at the first error and says what stood there.
  private static final class Refusal extends DefaultErrorStrategy {

    private static final Set<Integer> CLOSERS =
        Set.of(
            NablaLexer.RPAREN,
            NablaLexer.RBRACKET,
            NablaLexer.RBRACE,
            NablaLexer.BAR_CLOSE,
            NablaLexer.NORM_CLOSE,
            NablaLexer.FLOOR_CLOSE,
            NablaLexer.CEILING_CLOSE,
            NablaLexer.ANGLE_CLOSE,
            NablaLexer.MATRIX_CLOSE,
            NablaLexer.CASES_CLOSE);

    private final Source source;

    Refusal(Source source) {
      this.source = source;
    }

    @Override
    public void recover(Parser parser, RecognitionException exception) {
      throw refusal(parser, exception.getOffendingToken());
    }

    @Override
    public Token recoverInline(Parser parser) {
      throw refusal(parser, parser.getCurrentToken());
    }

    @Override
    public void sync(Parser parser) {}

    @Override
    public void reportError(Parser parser, RecognitionException exception) {}

    private NablaException refusal(Parser parser, Token found) {
      Token before = parser.getTokenStream().LT(-1);
      String sign = found.getText();
      int type = found.getType();
      boolean afterOperand = before != null && endsOperand(before.getType());
      String expected =
          afterOperand
              ? "an operator or the end of the formula"
              : "a number, a name or an opening bracket";
      if (afterOperand && !parser.getExpectedTokens().contains(NablaLexer.PLUS)) {
        expected = "a number, a name or an opening bracket";
      }
      String place = before == null || afterOperand ? "" : " after " + before.getText();
      String advice;
      if (before == null && type != Token.EOF && type != NablaLexer.EQUAL) {
        advice = "; remove it or write what is missing before it";
      } else if (type == NablaLexer.COMMA) {
        advice = "; remove the comma or write what is missing beside it";
      } else if (type == Token.EOF && before != null) {
        advice = "; complete the formula or remove the " + before.getText();
      } else if (CLOSERS.contains(type)) {
        advice = "; remove the operator before it or write what is missing";
      } else if (type == NablaLexer.EQUAL || type == NablaLexer.SEMICOLON) {
        advice = "; a statement is a formula, name = formula, or a declaration";
      } else {
        advice = "; remove one of the two or write what is missing between them";
      }
      return source.error(
          NablaException.Kind.SYNTAX,
          "found " + sign + place + ", expected " + expected + advice,
          found.getStartIndex());
    }

    private static boolean endsOperand(int type) {
      return CLOSERS.contains(type)
          || type == NablaLexer.NUMBER
          || type == NablaLexer.NAME
          || type == NablaLexer.BANG
          || type == NablaLexer.PRIME
          || type == NablaLexer.TRANSPOSE
          || type == NablaLexer.INFINITY
          || type == NablaLexer.PROPERTY;
    }
  }
}
