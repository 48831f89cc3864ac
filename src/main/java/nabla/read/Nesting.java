package nabla.read;

import nabla.expr.NablaException;
import nabla.read.grammar.NablaLexer;

/// How deep the tree of a formula will be at each of its tokens, and a bound on it, before anything
/// recursive sees them.
final class Nesting {

  /// The deepest nesting that is read.
  static final int MAXIMUM_DEPTH = 10_000;

  private final Source source;
  private int deepest;

  /// How deep the tree is where the current bracket opened.
  private int base;

  /// Prefixes in a row before the current operand: functions, signs, roots.
  private int chain;

  /// What follows the current operand: exponents, factorials, subscripts.
  private int suffixes;

  /// Divisions in the current term; each takes all before it as its numerator.
  private int divisions;

  Nesting(Source source) {
    this.source = source;
  }

  /// The depth here.
  int depth() {
    return base + chain + suffixes + divisions;
  }

  /// The greatest depth so far.
  int deepest() {
    return deepest;
  }

  /// An exponent, a factorial, a subscript.
  void suffix(Lexeme token) {
    suffixes++;
    deeper(token);
  }

  /// A sign before an operand.
  void prefix(Lexeme token) {
    chain++;
    deeper(token);
  }

  /// An operand.
  ///
  /// @param waits whether it is a function or an operator that waits for one
  /// @param argument whether it is an argument of a command before it
  void operand(Lexeme token, boolean waits, boolean argument) {
    suffixes = 0;
    if (waits) {
      prefix(token);
    } else if (!argument) {
      chain = 0;
    }
  }

  /// An operator between operands.
  void operator(Lexeme token, int type) {
    chain = 0;
    suffixes = 0;
    if (type == NablaLexer.DIVIDE) {
      divisions++;
      deeper(token);
    } else if (type != NablaLexer.TIMES) {
      divisions = 0;
    }
  }

  void newTerm() {
    chain = 0;
    suffixes = 0;
    divisions = 0;
  }

  void open(Lexeme bracket) {
    base = depth() + 1;
    newTerm();
    deeper(bracket);
  }

  /// Leaves a bracket.
  ///
  /// @param before the depth around it
  /// @param outer the depth within the bracket around it
  void close(int before, int outer) {
    newTerm();
    chain = before - outer;
    base = outer;
  }

  private void deeper(Lexeme token) {
    int depth = depth();
    deepest = Math.max(deepest, depth);
    if (depth > MAXIMUM_DEPTH) {
      throw source.error(
          NablaException.Kind.BUDGET,
          "found more than "
              + MAXIMUM_DEPTH
              + " levels of nesting, expected fewer; name parts of the formula (let z = …)",
          token.getStartIndex());
    }
  }
}
