package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Shape;

/// Python with a library of arrays. A vector has one axis, as a column and as a row.
abstract class PythonStyle implements CodeStyle {

  /// Integers beyond this are written as floats: arrays hold no larger ones.
  private static final int LARGEST_INTEGER_BITS = 53;

  private final String library;

  /// @param library the name by which the library is imported
  PythonStyle(String library) {
    this.library = library;
  }

  /// A call of a function of the library.
  final String call(String function, String arguments) {
    return library + "." + function + "(" + arguments + ")";
  }

  @Override
  public String assignment(String name, Shape shape, String code) {
    return name + " = " + code;
  }

  @Override
  public Spelled number(Rational value) {
    if (value.signum() < 0) {
      Spelled positive = number(value.negate());
      return new Spelled("-" + positive.at(Binding.POWER), Binding.SIGN);
    }
    if (value.isInteger()) {
      return Spelled.atom(
          value.numerator().bitLength() <= LARGEST_INTEGER_BITS
              ? value.toString()
              : Double.toString(value.doubleValue()));
    }
    return new Spelled(
        number(Rational.of(value.numerator())).code()
            + " / "
            + number(Rational.of(value.denominator())).code(),
        Binding.PRODUCT);
  }

  abstract Spelled squareRoot(Spelled radicand);

  /// NumPy refuses negative powers of integers, so they are divisions.
  @Override
  public Spelled power(Expr base, Expr exponent, Spelled spelledBase, Spelled spelledExponent) {
    if (exponent instanceof Num number && number.value().equals(Rational.HALF)) {
      return squareRoot(spelledBase);
    }
    if (exponent instanceof Num number
        && number.value().signum() < 0
        && number.value().isInteger()) {
      Rational positive = number.value().negate();
      String below = spelledBase.at(Binding.ATOM) + (positive.isOne() ? "" : "**" + positive);
      return new Spelled("1 / " + below, Binding.PRODUCT);
    }
    String wholeExponent =
        exponent instanceof Num number && number.value().isInteger()
            ? spelledExponent.code()
            : spelledExponent.at(Binding.ATOM);
    return new Spelled(spelledBase.at(Binding.ATOM) + "**" + wholeExponent, Binding.POWER);
  }

  @Override
  public Spelled exponential(Spelled exponent) {
    return Spelled.atom(call("exp", exponent.code()));
  }

  @Override
  public Spelled product(Expr left, Expr right, Spelled spelledLeft, Spelled spelledRight) {
    if (!left.isScalar()
        && !right.isScalar()
        && left.shape().columns().equals(Dimension.ONE)
        && right.shape().rows().equals(Dimension.ONE)) {
      return Spelled.atom(call("outer", spelledLeft.code() + ", " + spelledRight.code()));
    }
    boolean scaling = left.isScalar() || right.isScalar();
    return new Spelled(
        spelledLeft.at(Binding.PRODUCT)
            + (scaling ? " * " : " @ ")
            + (spelledRight.binding() == Binding.PRODUCT
                ? "(" + spelledRight.code() + ")"
                : spelledRight.at(Binding.SIGN)),
        Binding.PRODUCT);
  }

  @Override
  public Spelled matrixPower(Spelled base, Spelled exponent) {
    return Spelled.atom(call("linalg.matrix_power", base.code() + ", " + exponent.code()));
  }

  @Override
  public Spelled asMatrix(Spelled vector, boolean column) {
    return Spelled.atom(vector.at(Binding.ATOM) + (column ? "[:, None]" : "[None, :]"));
  }

  @Override
  public Spelled entry(Spelled array, List<Expr> indices, List<Spelled> spelledIndices) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      places.add(place(indices.get(i), spelledIndices.get(i)));
    }
    return Spelled.atom(array.at(Binding.ATOM) + "[" + String.join(", ", places) + "]");
  }

  /// An index as Python counts them, from 0.
  static String place(Expr index, Spelled spelled) {
    return index instanceof Num number
        ? number.value().minus(Rational.ONE).toString()
        : spelled.at(Binding.SUM) + " - 1";
  }

  /// A product of arrays that is summed over indices.
  ///
  /// @param arguments the indices of each array and of the result, and the arrays
  /// @param several whether the order of the sums decides how long it takes
  Spelled einsum(String arguments, boolean several) {
    return Spelled.atom(call("einsum", arguments));
  }

  /// A list of numbers, or of such lists, as an array.
  ///
  /// @param all whether the list stands in no other
  /// @param like how new arrays become like a given one
  String stacked(String list, boolean all, String like) {
    return all ? call("array", list) : list;
  }

  @Override
  public Spelled part(Spelled array, Place from, Place to, int axis, boolean single) {
    Place end = new Place(to.number(), CodeSizes.atLeastNone(to.number(), to.spelled()));
    String places = single && axis >= 0 ? from.plus(0) : from.plus(0) + ":" + end.plus(0);
    return Spelled.atom(array.at(Binding.ATOM) + "[" + (axis == 1 ? ":, " : "") + places + "]");
  }

  @Override
  public Spelled joined(String first, String second, Join join, String like) {
    String name = join == Join.BELOW ? "vstack" : "hstack";
    return Spelled.atom(call(name, "[" + first + ", " + second + "]"));
  }

  @Override
  public Spelled size(String array, boolean vector, int axis) {
    return Spelled.atom(array + ".shape[" + (vector ? 0 : axis) + "]");
  }

  @Override
  public Spelled logic(Logic.Connective connective, List<Spelled> conditions) {
    String name =
        switch (connective) {
          case AND -> "logical_and";
          case OR -> "logical_or";
          case NOT -> "logical_not";
        };
    String joined = conditions.getFirst().code();
    if (connective == Logic.Connective.NOT) {
      return Spelled.atom(call(name, joined));
    }
    for (Spelled condition : conditions.subList(1, conditions.size())) {
      joined = call(name, joined + ", " + condition.code());
    }
    return Spelled.atom(joined);
  }

  @Override
  public Spelled choice(Spelled condition, Spelled value, Spelled otherwise) {
    return Spelled.atom(
        call("where", condition.code() + ", " + value.code() + ", " + otherwise.code()));
  }

  @Override
  public boolean computesAllCases() {
    return true;
  }

  @Override
  public Spelled undefined() {
    return Spelled.atom(library + ".nan");
  }

  /// The product of a list of values.
  abstract String productOf(String each);

  @Override
  public Spelled binder(Binder binder, String variable, List<Spelled> parts) {
    if (binder.kind() != Binder.Kind.SUM && binder.kind() != Binder.Kind.PRODUCT) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "an integral or a limit has no spelling in Python");
    }
    String each =
        parts.get(0).code()
            + " for "
            + variable
            + " in range("
            + whole(binder.lower(), parts.get(1))
            + ", "
            + whole(binder.child(2), parts.get(2))
            + " + 1)";
    if (!binder.isScalar() && binder.kind() == Binder.Kind.SUM) {
      return Spelled.atom("sum((" + each + "), " + parts.getLast().code() + ")");
    }
    return Spelled.atom(binder.kind() == Binder.Kind.SUM ? "sum(" + each + ")" : productOf(each));
  }

  private static String whole(Expr bound, Spelled spelled) {
    String code = spelled.code();
    boolean counted =
        code.chars().allMatch(c -> Letters.isDigit((char) c)) || code.contains(".shape[");
    return counted && CodeSizes.isWhole(bound) ? code : "int(" + code + ")";
  }

  static String row(List<Spelled> entries) {
    return entries.stream().map(Spelled::code).collect(Collectors.joining(", ", "[", "]"));
  }

  /// The rows of a matrix as lists; a vector as one list.
  static String lists(Literal literal, List<Spelled> entries) {
    if (literal.columns() == 1 || literal.rows() == 1) {
      return row(entries);
    }
    List<String> rows = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += literal.columns()) {
      rows.add(row(entries.subList(start, start + literal.columns())));
    }
    return "[" + String.join(", ", rows) + "]";
  }
}
