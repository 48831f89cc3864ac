package nabla.calculus;

import java.util.List;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.simplify.AtomPolynomial;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Derivatives of high order in one go, for polynomials in one activation atom of a linear
/// argument.
final class HigherOrder {

  /// Below this the general way is as good.
  private static final int FROM = 3;

  /// The derivative, and the one of one order less, of which it is the derivative.
  record Answer(Expr before, Expr derivative) {}

  private HigherOrder() {}

  /// The derivative by all of `variables`, which are one and the same; null where no shortcut is
  /// known.
  static @Nullable Answer of(Expr canonical, List<Symbol> variables) {
    if (variables.size() < FROM) {
      return null;
    }
    AtomPolynomial polynomial = AtomPolynomial.of(canonical);
    if (polynomial == null || !(polynomial.atom().operator() instanceof Function function)) {
      return null;
    }
    Apply atom = polynomial.atom();
    Symbol variable = variables.getFirst();
    Expr rate = Canonical.of(Derivatives.of(atom.argument(), variable));
    Expr partial = FunctionDerivatives.partial(function, 0, List.of(atom.argument()));
    if (partial == null || Glance.dependsOn(rate, variable)) {
      return null;
    }
    AtomPolynomial slope = AtomPolynomial.of(Canonical.of(partial));
    if (slope == null || !slope.atom().equals(atom)) {
      return null;
    }
    AtomPolynomial before = polynomial.derivative(slope, variables.size() - 1);
    AtomPolynomial after = before.derivative(slope, 1);
    return new Answer(
        scaled(before, rate, variables.size() - 1), scaled(after, rate, variables.size()));
  }

  private static Expr scaled(AtomPolynomial polynomial, Expr rate, int order) {
    return Canonical.product(Canonical.power(rate, Num.of(order)), polynomial.factored());
  }
}
