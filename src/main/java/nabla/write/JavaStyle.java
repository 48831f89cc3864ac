package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.catalogue.Language;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Shape;

/// Java on `double` values.
final class JavaStyle implements CodeStyle {

  @Override
  public Language language() {
    return Language.JAVA;
  }

  @Override
  public String assignment(String name, Shape shape, String code) {
    return type(shape) + " " + name + " = " + code + ";";
  }

  String type(Shape shape) {
    boolean vector = shape.isVector() || shape.transposed().isVector();
    return shape.isTruth()
        ? "boolean"
        : shape.isScalar() ? "double" : vector ? "double[]" : "double[][]";
  }

  @Override
  public Spelled number(Rational value) {
    if (value.signum() < 0) {
      Spelled positive = number(value.negate());
      return new Spelled("-" + positive.at(Binding.POWER), Binding.SIGN);
    }
    double nearest = value.doubleValue();
    if (value.isInteger() || (value.isFiniteDecimal() && Double.toString(nearest).length() <= 8)) {
      return Spelled.atom(
          Double.isInfinite(nearest) ? "Double.POSITIVE_INFINITY" : Double.toString(nearest));
    }
    return new Spelled(
        number(Rational.of(value.numerator())).code()
            + " / "
            + number(Rational.of(value.denominator())).code(),
        Binding.PRODUCT);
  }

  @Override
  public Spelled power(Expr base, Expr exponent, Spelled spelledBase, Spelled spelledExponent) {
    if (exponent instanceof Num number) {
      Rational value = number.value();
      if (value.equals(Rational.HALF)) {
        return Spelled.atom("Math.sqrt(" + spelledBase.code() + ")");
      }
      if (value.equals(Rational.TWO) && base.arity() == 0) {
        return new Spelled(
            spelledBase.at(Binding.SIGN) + " * " + spelledBase.at(Binding.SIGN), Binding.PRODUCT);
      }
      if (value.equals(Rational.MINUS_ONE)) {
        return new Spelled("1.0 / " + spelledBase.at(Binding.SIGN), Binding.PRODUCT);
      }
    }
    return Spelled.atom("Math.pow(" + spelledBase.code() + ", " + spelledExponent.code() + ")");
  }

  @Override
  public Spelled exponential(Spelled exponent) {
    return Spelled.atom("Math.exp(" + exponent.code() + ")");
  }

  @Override
  public Spelled product(Expr left, Expr right, Spelled spelledLeft, Spelled spelledRight) {
    throw arrays();
  }

  @Override
  public Spelled matrixPower(Spelled base, Spelled exponent) {
    throw arrays();
  }

  @Override
  public Spelled asMatrix(Spelled vector, boolean column) {
    throw arrays();
  }

  @Override
  public Spelled entry(Spelled array, List<Expr> indices, List<Spelled> spelledIndices) {
    StringBuilder code = new StringBuilder(array.code());
    for (int i = 0; i < indices.size(); i++) {
      code.append("[")
          .append(
              indices.get(i) instanceof Num number
                  ? number.value().minus(Rational.ONE).toString()
                  : place(spelledIndices.get(i)))
          .append("]");
    }
    return Spelled.atom(code.toString());
  }

  /// Where a loop counts, `i` and `i + 1`, without going through a `double`.
  private static String place(Spelled index) {
    Matcher counted = COUNTED.matcher(index.code());
    if (!counted.matches()) {
      return "(int) " + index.at(Binding.ATOM) + " - 1";
    }
    String shift = counted.group(3);
    int more = shift == null ? 0 : Integer.parseInt(shift);
    int place = (" - ".equals(counted.group(2)) ? -more : more) - 1;
    return counted.group(1) + (place == 0 ? "" : place > 0 ? " + " + place : " - " + -place);
  }

  private static final Pattern COUNTED =
      Pattern.compile("\\(double\\) (\\w+)(?:( [+-] )(\\d{1,6})\\.0)?");

  /// Formulas with arrays are loops in Java, which [JavaLoops] writes.
  private static NablaException arrays() {
    return new NablaException(
        NablaException.Kind.UNSUPPORTED, "an array within a number has no spelling in Java");
  }

  @Override
  public Spelled part(Spelled array, Place from, Place to, int axis, boolean single) {
    throw new IllegalStateException("parts of arrays are loops in Java");
  }

  @Override
  public Spelled joined(String first, String second, Join join, String like) {
    throw new IllegalStateException("blocks are loops in Java");
  }

  @Override
  public Spelled size(String array, boolean vector, int axis) {
    return Spelled.atom(array + (axis == 1 && !vector ? "[0].length" : ".length"));
  }

  @Override
  public Spelled logic(Logic.Connective connective, List<Spelled> conditions) {
    String sign =
        switch (connective) {
          case AND -> " && ";
          case OR -> " || ";
          case NOT -> "!";
        };
    if (connective == Logic.Connective.NOT) {
      return Spelled.atom("!(" + conditions.getFirst().code() + ")");
    }
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
  public boolean computesAllCases() {
    return false;
  }

  @Override
  public Spelled undefined() {
    return Spelled.atom("Double.NaN");
  }

  @Override
  public Spelled binder(Binder binder, String variable, List<Spelled> parts) {
    if (binder.kind() != Binder.Kind.SUM && binder.kind() != Binder.Kind.PRODUCT) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "an integral or a limit has no spelling in Java");
    }
    String values =
        "java.util.stream.DoubleStream.iterate(%s, %s -> %s <= %s, %s -> %s + 1).map(%s -> %s)"
            .formatted(
                parts.get(1).code(),
                variable,
                variable,
                parts.get(2).at(Binding.SUM),
                variable,
                variable,
                variable,
                parts.get(0).code());
    return Spelled.atom(
        values
            + (binder.kind() == Binder.Kind.SUM
                ? ".sum()"
                : ".reduce(1.0, (product_, factor_) -> product_ * factor_)"));
  }

  /// An array of numbers, as an answer.
  @Override
  public Spelled literal(Literal literal, List<Spelled> entries, String like) {
    List<String> rows = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += literal.columns()) {
      rows.add(
          entries.subList(start, start + literal.columns()).stream()
              .map(Spelled::code)
              .collect(Collectors.joining(", ")));
    }
    return Spelled.atom(
        literal.columns() == 1
            ? "new double[] {" + String.join(", ", rows) + "}"
            : "new double[][] {{" + String.join("}, {", rows) + "}}");
  }
}
