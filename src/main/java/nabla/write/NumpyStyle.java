package nabla.write;

import java.util.ArrayList;
import java.util.List;
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

/// Python with NumPy.
final class NumpyStyle implements CodeStyle {

  /// Integers beyond this are written as floats: arrays hold no larger ones.
  private static final int LARGEST_INTEGER_BITS = 53;

  @Override
  public Language language() {
    return Language.NUMPY;
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

  /// NumPy refuses negative powers of integers, so they are divisions.
  @Override
  public Spelled power(Expr base, Expr exponent, Spelled spelledBase, Spelled spelledExponent) {
    if (exponent instanceof Num number && number.value().equals(Rational.HALF)) {
      return Spelled.atom("np.sqrt(" + spelledBase.code() + ")");
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
    return Spelled.atom("np.exp(" + exponent.code() + ")");
  }

  @Override
  public String times(Expr left, Expr right) {
    return left.isScalar() || right.isScalar() ? " * " : " @ ";
  }

  @Override
  public Spelled logic(Logic.Connective connective, List<Spelled> conditions) {
    String name =
        switch (connective) {
          case AND -> "np.logical_and";
          case OR -> "np.logical_or";
          case NOT -> "np.logical_not";
        };
    String joined = conditions.getFirst().code();
    if (connective == Logic.Connective.NOT) {
      return Spelled.atom(name + "(" + joined + ")");
    }
    for (Spelled condition : conditions.subList(1, conditions.size())) {
      joined = name + "(" + joined + ", " + condition.code() + ")";
    }
    return Spelled.atom(joined);
  }

  @Override
  public Spelled choice(Spelled condition, Spelled value, Spelled otherwise) {
    return Spelled.atom(
        "np.where(" + condition.code() + ", " + value.code() + ", " + otherwise.code() + ")");
  }

  @Override
  public boolean computesAllCases() {
    return true;
  }

  @Override
  public Spelled undefined() {
    return Spelled.atom("np.nan");
  }

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
            + whole(parts.get(1))
            + ", "
            + whole(parts.get(2))
            + " + 1)";
    return Spelled.atom(
        binder.kind() == Binder.Kind.SUM ? "sum(" + each + ")" : "np.prod([" + each + "], axis=0)");
  }

  private static String whole(Spelled spelled) {
    return spelled.code().chars().allMatch(c -> Letters.isDigit((char) c))
        ? spelled.code()
        : "int(" + spelled.code() + ")";
  }

  @Override
  public boolean knowsArrays() {
    return true;
  }

  @Override
  public Spelled result(Literal literal, List<Spelled> entries) {
    return literal.columns() == 1
        ? Spelled.atom("np.array(" + row(entries) + ")")
        : literal(literal, entries);
  }

  @Override
  public Spelled literal(Literal literal, List<Spelled> entries) {
    List<String> rows = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += literal.columns()) {
      rows.add(row(entries.subList(start, start + literal.columns())));
    }
    return Spelled.atom("np.array([" + String.join(", ", rows) + "])");
  }

  private static String row(List<Spelled> entries) {
    return entries.stream().map(Spelled::code).collect(Collectors.joining(", ", "[", "]"));
  }
}
