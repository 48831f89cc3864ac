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

/// Derivatives of high order in one go: for polynomials in one activation atom of a linear
/// argument, and for sums of products whose derivatives follow a pattern.
final class HigherOrder {

  /// Below this the general way is as good.
  private static final int FROM = 3;

  /// Below this the closed form of each order is the better one.
  private static final int PATTERN_FROM = 10;

  /// The derivative, and the one of one order less, of which it is the derivative.
  ///
  /// @param first what the same pattern gives for the first derivative, as evidence; null where the
  ///   derivatives were taken one after the other
  record Answer(Expr before, Expr derivative, @Nullable Expr first) {}

  private HigherOrder() {}

  /// The derivative by all of `variables`, which are one and the same; null where no shortcut is
  /// known.
  static @Nullable Answer of(Expr canonical, List<Symbol> variables) {
    int order = variables.size();
    if (order < FROM) {
      return null;
    }
    Answer answer = ofOneAtom(canonical, variables.getFirst(), order);
    return answer == null && order >= PATTERN_FROM
        ? byPattern(canonical, variables.getFirst(), order)
        : answer;
  }

  private static @Nullable Answer byPattern(Expr canonical, Symbol variable, int order) {
    Expr before = Leibniz.of(canonical, variable, order - 1);
    Expr derivative = Leibniz.of(canonical, variable, order);
    return before == null || derivative == null
        ? null
        : new Answer(before, derivative, Leibniz.of(canonical, variable, 1));
  }

  private static @Nullable Answer ofOneAtom(Expr canonical, Symbol variable, int order) {
    AtomPolynomial polynomial = AtomPolynomial.of(canonical);
    if (polynomial == null || !(polynomial.atom().operator() instanceof Function function)) {
      return null;
    }
    Apply atom = polynomial.atom();
    Expr rate = Canonical.of(Derivatives.of(atom.argument(), variable));
    Expr partial = FunctionDerivatives.partial(function, 0, List.of(atom.argument()));
    if (partial == null || Glance.dependsOn(rate, variable)) {
      return null;
    }
    AtomPolynomial slope = AtomPolynomial.of(Canonical.of(partial));
    if (slope == null || !slope.atom().equals(atom)) {
      return null;
    }
    AtomPolynomial before = polynomial.derivative(slope, order - 1);
    AtomPolynomial after = before.derivative(slope, 1);
    return new Answer(scaled(before, rate, order - 1), scaled(after, rate, order), null);
  }

  private static Expr scaled(AtomPolynomial polynomial, Expr rate, int order) {
    return Canonical.product(Canonical.power(rate, Num.of(order)), polynomial.factored());
  }
}
