package nabla.simplify;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.rewrite.Step.Reason;
import org.jspecify.annotations.Nullable;

/// Recognises an activation in its definition by another: `2σ(2x) − 1` is tanh(x), `(1 +
/// tanh(x/2))/2` is σ(x), `ln(1 + e^x)` is softplus(x).
final class Recognition {

  static final Reason SIGMOID_AND_TANH = new Reason("tanh-by-sigmoid", "tanh x = 2σ(2x) − 1", null);

  private Recognition() {}

  /// softplus(u) for `ln(1 + e^u)`, else the expression itself.
  static Expr softplus(Expr canonical) {
    if (canonical instanceof Apply logarithm
        && logarithm.operator() == Elementary.LN
        && logarithm.argument() instanceof Sum sum
        && sum.arity() == 2) {
      for (int i = 0; i < 2; i++) {
        if (Canonical.isOne(sum.child(i))
            && sum.child(1 - i) instanceof Apply exponential
            && exponential.operator() == Elementary.EXP
            && !(exponential.argument() instanceof Num)) {
          return Apply.of(Activations.SOFTPLUS, exponential.argument());
        }
      }
    }
    return canonical;
  }

  /// With the sums `c(2σ(u) − 1)` and `c(1 ± tanh(u))` written by the other function; the
  /// expression itself where the function occurs elsewhere too, so that a polynomial in it stays
  /// one.
  static Expr sigmoidAndTanh(Expr canonical) {
    Map<Expr, Expr> replacements = new HashMap<>();
    Apply only = null;
    for (Expr node : Dag.of(canonical).nodes()) {
      if (node instanceof Apply apply && isMember(apply.operator())) {
        if (only != null) {
          return canonical;
        }
        only = apply;
      }
    }
    if (only == null) {
      return canonical;
    }
    for (Expr node : Dag.of(canonical).nodes()) {
      Expr other = node instanceof Sum sum ? other(sum, only) : null;
      if (other != null) {
        replacements.put(node, other);
      }
    }
    if (replacements.size() != 1) {
      return canonical;
    }
    Expr result = Canonical.of(Substitution.of(replacements).apply(canonical));
    return Dag.any(result, only::equals) ? canonical : result;
  }

  private static boolean isMember(Operator operator) {
    return operator == Activations.SIGMOID || operator == Hyperbolic.TANH;
  }

  private static @Nullable Expr other(Sum sum, Apply function) {
    if (sum.arity() != 2) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      if (sum.child(i) instanceof Num number
          && Canonical.withoutCoefficient(sum.child(1 - i)).equals(function)) {
        return other(number.value(), Canonical.coefficient(sum.child(1 - i)), function);
      }
    }
    return null;
  }

  /// `constant + factor · function` by the other function; null where it is no multiple of one.
  private static @Nullable Expr other(Rational constant, Rational factor, Apply function) {
    Expr argument = function.argument();
    if (function.operator() == Activations.SIGMOID) {
      Expr half = Canonical.product(Num.of(Rational.HALF), argument);
      return constant.times(Rational.TWO).negate().equals(factor)
          ? Canonical.product(Num.of(constant.negate()), Canonical.apply(Hyperbolic.TANH, half))
          : null;
    }
    if (!constant.abs().equals(factor.abs())) {
      return null;
    }
    Expr twice =
        Canonical.product(Num.of(Rational.of(2L * constant.signum() * factor.signum())), argument);
    return Canonical.product(
        Num.of(constant.times(Rational.TWO)), Canonical.apply(Activations.SIGMOID, twice));
  }
}
