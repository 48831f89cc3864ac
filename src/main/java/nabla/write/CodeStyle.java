package nabla.write;

import java.util.List;
import nabla.catalogue.EntryCases;
import nabla.catalogue.Language;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

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

  /// The product of two factors of which one is a vector or matrix, or both are.
  Spelled product(Expr left, Expr right, Spelled spelledLeft, Spelled spelledRight);

  /// A whole power of a matrix.
  Spelled matrixPower(Spelled base, Spelled exponent);

  /// A power of a matrix with an exponent that is not whole.
  default Spelled principalPower(Spelled base, Spelled exponent) {
    throw new NablaException(
        NablaException.Kind.UNSUPPORTED,
        "a power of a matrix with an exponent that is not whole has no spelling in " + language());
  }

  /// A vector where a matrix of one column, or of one row, is needed.
  Spelled asMatrix(Spelled vector, boolean column);

  /// An entry; `indices` count from 1, as many of them as the array has axes.
  Spelled entry(Spelled array, List<Expr> indices, List<Spelled> spelledIndices);

  /// Some rows or columns of a matrix, or entries of a vector.
  ///
  /// @param from the first, counted from 0
  /// @param to the one after the last
  /// @param axis which of the two of a matrix; −1 of a vector
  /// @param single whether it is one row or column, which has one axis
  Spelled part(Spelled array, Place from, Place to, int axis, boolean single);

  /// A place in an array.
  record Place(Expr number, Spelled spelled) {

    /// So many more, with as few signs as that needs.
    String plus(int more) {
      return number instanceof Num num && num.value().isInt()
          ? Integer.toString(num.value().intValue() + more)
          : spelled.at(Binding.SUM) + (more == 0 ? "" : " + " + more);
    }
  }

  /// Arrays in one: vectors and numbers one after the other, or matrices below or beside each
  /// other.
  ///
  /// @param like how new arrays become like a given one
  Spelled joined(String first, String second, Join join, String like);

  /// How arrays come together.
  enum Join {
    /// On the one axis of vectors.
    LINE,
    /// Below each other.
    BELOW,
    /// Beside each other.
    BESIDE
  }

  /// `+` or `-` between terms; `mixed` where numbers stand among arrays.
  default String sign(boolean minus, boolean mixed) {
    return minus ? " - " : " + ";
  }

  /// A spelling of a function of numbers, with its arguments filled in, where some of these are
  /// arrays. Null where the spelling serves for arrays, too.
  default @Nullable Spelled atEachEntry(
      String spelling, List<String> parameters, List<Spelled> arguments) {
    return null;
  }

  /// Whether constants such as √2 are to be computed beforehand, as the functions of the language
  /// take no plain numbers.
  default boolean computesConstants() {
    return false;
  }

  /// A number of the language itself, a constant or one made of sizes, where its arrays need one of
  /// their own kind.
  default Spelled ofNumbers(Spelled number, String like) {
    return number;
  }

  /// What makes a new array like numbers that are given, where no array is; empty where nothing has
  /// to.
  default String likeNumbers() {
    return "";
  }

  /// What makes a new array like the array of this name; empty where nothing has to.
  default String like(String array) {
    return "";
  }

  /// How many rows or columns an array has: its axis 0 or 1.
  Spelled size(String array, boolean vector, int axis);

  /// A comparison of numbers, or with `arrays` of arrays entry by entry.
  default String comparison(Relation.Comparison comparison, boolean arrays) {
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

  /// The same at each entry of arrays.
  default Spelled choiceOfEach(Spelled condition, Spelled value, Spelled otherwise) {
    return choice(condition, value, otherwise);
  }

  /// A definition by cases, from the code of its conditions and values.
  default Spelled cases(Cases cases, List<Spelled> parts) {
    boolean complete = cases.otherwise() != null;
    Spelled code = complete ? parts.getLast() : undefined();
    for (int i = (parts.size() / 2 - 1) * 2; i >= 0; i -= 2) {
      code =
          EntryCases.concerns(cases)
              ? choiceOfEach(parts.get(i), parts.get(i + 1), code)
              : choice(parts.get(i), parts.get(i + 1), code);
    }
    return code;
  }

  /// Whether a choice computes the values that it does not choose, too.
  boolean computesAllCases();

  /// The value of a definition by cases where no case holds.
  Spelled undefined();

  /// A sum, product, integral or limit.
  ///
  /// @param parts the code of the body and of the bounds; of a sum of arrays also that of an array
  ///   of zeros
  Spelled binder(Binder binder, String variable, List<Spelled> parts);

  /// A vector or matrix within a formula.
  ///
  /// @param like how new arrays become like a given one
  Spelled literal(Literal literal, List<Spelled> entries, String like);
}
