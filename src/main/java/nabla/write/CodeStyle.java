package nabla.write;

import java.util.List;
import nabla.catalogue.Language;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Shape;

/// How a programming language spells what is no function of the catalogue.
interface CodeStyle {

  /// A piece of code and how tightly it holds together.
  record Spelled(String code, Binding binding) {

    static Spelled atom(String code) {
      return new Spelled(code, Binding.ATOM);
    }

    /// The code where it must hold at least as tightly as `minimum`.
    String at(Binding minimum) {
      return binding.compareTo(minimum) < 0 ? "(" + code + ")" : code;
    }
  }

  /// How tightly operators hold, loosest first.
  enum Binding {
    /// A condition.
    CONDITION,
    /// `a + b`
    SUM,
    /// `a * b`, `a / b`
    PRODUCT,
    /// `-a`
    SIGN,
    /// `a ** b`
    POWER,
    /// A name, a number, a call, anything in parentheses.
    ATOM
  }

  Language language();

  /// One line of a block, which names a value of some shape.
  String assignment(String name, Shape shape, String code);

  Spelled number(Rational value);

  Spelled power(Expr base, Expr exponent, Spelled spelledBase, Spelled spelledExponent);

  /// The exponential function.
  Spelled exponential(Spelled exponent);

  /// The sign between two factors.
  String times(Expr left, Expr right);

  default String comparison(Relation.Comparison comparison) {
    return switch (comparison) {
      case EQUAL, APPROXIMATELY -> " == ";
      case NOT_EQUAL -> " != ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
    };
  }

  Spelled logic(Logic.Connective connective, List<Spelled> conditions);

  /// `value` where `condition` holds, else `otherwise`.
  Spelled choice(Spelled condition, Spelled value, Spelled otherwise);

  /// Whether a choice computes the values that it does not choose, too.
  boolean computesAllCases();

  /// The value of a definition by cases where no case holds.
  Spelled undefined();

  Spelled binder(Binder binder, String variable, List<Spelled> parts);

  /// Whether it computes with vectors and matrices.
  boolean knowsArrays();

  /// A vector or matrix within a formula.
  Spelled literal(Literal literal, List<Spelled> entries);

  /// A vector or matrix that is the answer: a vector has one axis.
  Spelled result(Literal literal, List<Spelled> entries);
}
