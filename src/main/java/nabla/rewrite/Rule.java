package nabla.rewrite;

import java.util.List;
import java.util.Set;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.rewrite.Step.Reason;

/// An identity that is read from left to right: where `left` matches and the conditions hold,
/// `right` may stand instead. The single letters `a b c u v w x y` stand for any expression, `m n
/// k` for numbers.
///
/// @param name the stable identifier
/// @param left what is replaced
/// @param right what replaces it
/// @param conditions what must hold, each by itself
/// @param sentence what the reader of a derivation sees
/// @param source the file and the line where it stands
public record Rule(
    String name,
    Expr left,
    Expr right,
    List<Condition> conditions,
    String sentence,
    String source) {

  /// The letters that stand for any expression.
  private static final String ANY = "abcuvwxy";

  /// The letters that stand for numbers.
  private static final String NUMBERS = "mnk";

  /// Something that must hold for what the letters stand for.
  public sealed interface Condition {}

  /// A comparison, or several joined.
  ///
  /// @param statement in the letters of the rule
  public record Holds(Expr statement) implements Condition {}

  /// That a value is a member of a set: `n ∈ Z`, `m/2 ∈ Z`.
  ///
  /// @param value in the letters of the rule
  /// @param set which numbers
  public record Member(Expr value, NumberSet set) implements Condition {}

  /// That a letter stands for something that does not change: `c constant`.
  ///
  /// @param letter the letter
  public record Constant(Symbol letter) implements Condition {}

  /// The sets that conditions name.
  public enum NumberSet {
    /// The positive integers, N.
    POSITIVE_INTEGERS,
    /// The integers, Z.
    INTEGERS,
    /// Numbers that are written out, Q.
    RATIONALS
  }

  /// Why a step was made.
  public Reason reason() {
    return new Reason(name, sentence, null);
  }

  /// Whether a variable of a rule stands for anything, or for numbers.
  static boolean isLetter(Symbol symbol) {
    return matchesAny(symbol) || matchesNumbers(symbol);
  }

  static boolean matchesAny(Symbol symbol) {
    return isOneOf(ANY, symbol);
  }

  static boolean matchesNumbers(Symbol symbol) {
    return isOneOf(NUMBERS, symbol);
  }

  private static boolean isOneOf(String letters, Symbol symbol) {
    return symbol.name().base().length() == 1
        && letters.contains(symbol.name().base())
        && symbol.equals(Symbol.of(symbol.name().base()));
  }

  /// The letters in an expression.
  static Set<Symbol> letters(Expr expression) {
    Set<Symbol> letters = new java.util.LinkedHashSet<>();
    for (Expr node : nabla.expr.Dag.of(expression).nodes()) {
      if (node instanceof Symbol symbol && isLetter(symbol)) {
        letters.add(symbol);
      }
    }
    return letters;
  }
}
