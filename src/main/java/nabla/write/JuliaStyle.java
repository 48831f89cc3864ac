package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.catalogue.Language;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Shape;

/// Julia. A vector is a `Vector`, as a column and as a row; functions of numbers are broadcast.
final class JuliaStyle implements CodeStyle {

  private static final Pattern CALL = Pattern.compile("(\\w+)\\((\\{\\w+}(?:, \\{\\w+})*)\\)");

  @Override
  public Language language() {
    return Language.JULIA;
  }

  @Override
  public String assignment(String name, Shape shape, String code) {
    return name + " = " + code;
  }

  /// Integers of Julia overflow, so powers of them and all that is large are floats.
  @Override
  public Spelled number(Rational value) {
    if (value.signum() < 0) {
      Spelled positive = number(value.negate());
      return new Spelled("-" + positive.at(Binding.POWER), Binding.SIGN);
    }
    if (value.isInteger()) {
      return Spelled.atom(
          value.numerator().bitLength() < 32
              ? value.toString()
              : Double.toString(value.doubleValue()));
    }
    return new Spelled(
        number(Rational.of(value.numerator())).code()
            + " / "
            + number(Rational.of(value.denominator())).code(),
        Binding.PRODUCT);
  }

  @Override
  public Spelled power(Expr base, Expr exponent, Spelled spelledBase, Spelled spelledExponent) {
    if (exponent instanceof Num number && number.value().equals(Rational.HALF)) {
      return Spelled.atom("sqrt(" + spelledBase.code() + ")");
    }
    if (exponent instanceof Num number
        && number.value().signum() < 0
        && number.value().isInteger()) {
      Rational positive = number.value().negate();
      String below = spelledBase.at(Binding.ATOM) + (positive.isOne() ? "" : "^" + positive);
      return new Spelled("1 / " + below, Binding.PRODUCT);
    }
    return new Spelled(
        spelledBase.at(Binding.ATOM) + "^" + spelledExponent.at(Binding.ATOM), Binding.POWER);
  }

  @Override
  public Spelled exponential(Spelled exponent) {
    return Spelled.atom("exp(" + exponent.code() + ")");
  }

  @Override
  public Spelled product(Expr left, Expr right, Spelled spelledLeft, Spelled spelledRight) {
    boolean scaling = left.isScalar() || right.isScalar();
    boolean row = left.shape().rows().equals(Dimension.ONE) && !scaling;
    boolean column = right.shape().columns().equals(Dimension.ONE) && !scaling;
    if (row && column) {
      return Spelled.atom("dot(" + spelledLeft.code() + ", " + spelledRight.code() + ")");
    }
    if (row) {
      // a row times a matrix, with one axis again
      return new Spelled(
          "transpose(" + spelledRight.code() + ") * " + factor(spelledLeft), Binding.PRODUCT);
    }
    boolean outer = !scaling && right.shape().rows().equals(Dimension.ONE);
    return new Spelled(
        spelledLeft.at(Binding.PRODUCT)
            + " * "
            + (outer ? "transpose(" + spelledRight.code() + ")" : factor(spelledRight)),
        Binding.PRODUCT);
  }

  private static String factor(Spelled right) {
    return right.binding() == Binding.PRODUCT ? "(" + right.code() + ")" : right.at(Binding.SIGN);
  }

  @Override
  public Spelled principalPower(Spelled base, Spelled exponent) {
    return matrixPower(base, exponent);
  }

  @Override
  public Spelled matrixPower(Spelled base, Spelled exponent) {
    return new Spelled(base.at(Binding.ATOM) + "^" + exponent.at(Binding.ATOM), Binding.POWER);
  }

  @Override
  public Spelled asMatrix(Spelled vector, boolean column) {
    return column ? vector : Spelled.atom("transpose(" + vector.code() + ")");
  }

  @Override
  public Spelled entry(Spelled array, List<Expr> indices, List<Spelled> spelledIndices) {
    return Spelled.atom(
        array.at(Binding.ATOM)
            + spelledIndices.stream()
                .map(Spelled::code)
                .collect(Collectors.joining(", ", "[", "]")));
  }

  @Override
  public Spelled part(Spelled array, Place from, Place to, int axis, boolean single) {
    String places = single && axis >= 0 ? from.plus(1) : from.plus(1) + ":" + to.plus(0);
    return Spelled.atom(
        array.at(Binding.ATOM)
            + "["
            + (axis == 1 ? ":, " : "")
            + places
            + (axis == 0 ? ", :" : "")
            + "]");
  }

  @Override
  public Spelled joined(String first, String second, Join join, String like) {
    return Spelled.atom((join == Join.BESIDE ? "hcat(" : "vcat(") + first + ", " + second + ")");
  }

  @Override
  public Spelled size(String array, boolean vector, int axis) {
    return Spelled.atom(
        vector ? "length(" + array + ")" : "size(" + array + ", " + (axis + 1) + ")");
  }

  @Override
  public String sign(boolean minus, boolean mixed) {
    return (mixed ? " ." : " ") + (minus ? "- " : "+ ");
  }

  @Override
  public Spelled atEachEntry(String spelling, List<String> parameters, List<Spelled> arguments) {
    String values = arguments.stream().map(Spelled::code).collect(Collectors.joining(", "));
    Matcher plain = CALL.matcher(spelling);
    List<String> inOrder = parameters.stream().map(parameter -> "{" + parameter + "}").toList();
    if (plain.matches() && plain.group(2).equals(String.join(", ", inOrder))) {
      return Spelled.atom(plain.group(1) + ".(" + values + ")");
    }
    String body = spelling;
    for (String parameter : parameters) {
      body = body.replace("{" + parameter + "}", parameter);
    }
    return Spelled.atom(
        "((" + String.join(", ", parameters) + ") -> " + body + ").(" + values + ")");
  }

  @Override
  public String comparison(Relation.Comparison comparison, boolean arrays) {
    String sign = CodeStyle.super.comparison(comparison, arrays);
    return arrays ? " ." + sign.substring(1) : sign;
  }

  @Override
  public Spelled logic(Logic.Connective connective, List<Spelled> conditions) {
    if (connective == Logic.Connective.NOT) {
      return Spelled.atom("!(" + conditions.getFirst().code() + ")");
    }
    String sign = connective == Logic.Connective.AND ? " && " : " || ";
    return Spelled.atom(
        conditions.stream()
            .map(condition -> "(" + condition.code() + ")")
            .collect(Collectors.joining(sign, "(", ")")));
  }

  @Override
  public Spelled choice(Spelled condition, Spelled value, Spelled otherwise) {
    return Spelled.atom(
        "(" + condition.code() + " ? " + value.code() + " : " + otherwise.code() + ")");
  }

  @Override
  public Spelled choiceOfEach(Spelled condition, Spelled value, Spelled otherwise) {
    return Spelled.atom(
        "ifelse.(" + condition.code() + ", " + value.code() + ", " + otherwise.code() + ")");
  }

  @Override
  public boolean computesAllCases() {
    return false;
  }

  @Override
  public Spelled undefined() {
    return Spelled.atom("NaN");
  }

  @Override
  public Spelled binder(Binder binder, String variable, List<Spelled> parts) {
    if (binder.kind() != Binder.Kind.SUM && binder.kind() != Binder.Kind.PRODUCT) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "an integral or a limit has no spelling in Julia");
    }
    boolean sum = binder.kind() == Binder.Kind.SUM;
    return Spelled.atom(
        (sum ? "sum(" : "prod(")
            + parts.get(0).code()
            + " for "
            + variable
            + " in "
            + whole(binder.lower(), parts.get(1))
            + ":"
            + whole(binder.child(2), parts.get(2))
            + "; init = "
            + (!sum ? "1.0" : binder.isScalar() ? "0.0" : parts.getLast().code())
            + ")");
  }

  /// What counts is an `Int`, so that it can be a place in an array.
  private static String whole(Expr bound, Spelled spelled) {
    return CodeSizes.isWhole(bound)
        ? spelled.at(Binding.SUM)
        : "floor(Int, " + spelled.code() + ")";
  }

  @Override
  public Spelled literal(Literal literal, List<Spelled> entries, String like) {
    if (literal.columns() == 1 || literal.rows() == 1) {
      return Spelled.atom(
          entries.stream().map(Spelled::code).collect(Collectors.joining(", ", "[", "]")));
    }
    List<String> rows = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += literal.columns()) {
      rows.add(
          entries.subList(start, start + literal.columns()).stream()
              .map(entry -> entry.at(Binding.ATOM))
              .collect(Collectors.joining(" ")));
    }
    return Spelled.atom("[" + String.join("; ", rows) + "]");
  }
}
