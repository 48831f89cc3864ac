package nabla.write;

import java.util.List;
import nabla.catalogue.Language;
import nabla.expr.Binder;
import nabla.expr.Literal;

/// Python with NumPy.
final class NumpyStyle extends PythonStyle {

  NumpyStyle() {
    super("np");
  }

  @Override
  public Language language() {
    return Language.NUMPY;
  }

  @Override
  Spelled squareRoot(Spelled radicand) {
    return Spelled.atom(call("sqrt", radicand.code()));
  }

  @Override
  String productOf(String each) {
    return call("prod", "[" + each + "], axis=0");
  }

  /// An integral of numbers or arrays by adaptive quadrature, to about eight digits.
  @Override
  public Spelled binder(Binder binder, String variable, List<Spelled> parts) {
    if (binder.kind() != Binder.Kind.INTEGRAL) {
      return super.binder(binder, variable, parts);
    }
    String integrand = "lambda " + variable + ": " + parts.get(0).code();
    return Spelled.atom(
        "scipy.integrate.quad_vec("
            + integrand
            + ", "
            + parts.get(1).code()
            + ", "
            + parts.get(2).code()
            + ")[0]");
  }

  @Override
  public Spelled principalPower(Spelled base, Spelled exponent) {
    return Spelled.atom(
        "scipy.linalg.fractional_matrix_power(" + base.code() + ", " + exponent.code() + ")");
  }

  @Override
  Spelled einsum(String arguments, boolean several) {
    return Spelled.atom(call("einsum", arguments + (several ? ", optimize=True" : "")));
  }

  @Override
  public Spelled literal(Literal literal, List<Spelled> entries, String like) {
    return Spelled.atom(call("array", lists(literal, entries)));
  }
}
