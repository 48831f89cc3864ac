package nabla.simplify;

import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.expr.Expr;
import nabla.numeric.Definitions;

/// Writes the σ and tanh families with exponentials, by their definitions in the catalogue.
final class ExponentialForm {

  private static final Set<Function> FAMILY =
      Set.of(
          Activations.SIGMOID,
          Activations.SOFTPLUS,
          Activations.SWISH,
          Hyperbolic.SINH,
          Hyperbolic.COSH,
          Hyperbolic.TANH,
          Hyperbolic.COTH,
          Hyperbolic.SECH,
          Hyperbolic.CSCH);

  private ExponentialForm() {}

  /// The canonical expression with every function of the family replaced by its definition.
  static Expr of(Expr canonical) {
    return Canonical.of(Definitions.expand(FAMILY::contains, canonical)[0]);
  }
}
