package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Sum;
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

  /// The canonical expression with every function of the family replaced by its definition. The
  /// terms of a sum in which there is none stay as they are, unless all of it is shorter over one
  /// denominator.
  static Expr of(Expr canonical, Written written) {
    List<Expr> kept = new ArrayList<>();
    List<Expr> touched = new ArrayList<>();
    for (Expr term : canonical instanceof Sum sum ? sum.children() : List.of(canonical)) {
      (Dag.any(term, ExponentialForm::isOfFamily) ? touched : kept).add(term);
    }
    if (touched.isEmpty()) {
      return canonical;
    }
    ReadingCosts costs = new ReadingCosts(written);
    Expr apart =
        Canonical.sum(Canonical.sum(kept), shorter(Canonical.sum(touched), costs, written));
    Expr together = shorter(canonical, costs, written);
    return costs.of(together) < costs.of(apart) ? together : apart;
  }

  private static boolean isOfFamily(Expr node) {
    return node instanceof Apply apply
        && apply.operator() instanceof Function function
        && FAMILY.contains(function);
  }

  /// By the definitions, or over one denominator where that is read more easily.
  private static Expr shorter(Expr sum, ReadingCosts costs, Written written) {
    Expr defined = Canonical.of(Definitions.expand(FAMILY::contains, sum)[0]);
    try {
      Kernels kernels = Kernels.of(defined);
      Expr quotient = new FactoredForm(kernels, written).of(kernels.fraction(defined));
      return costs.of(quotient) < costs.of(defined) ? quotient : defined;
    } catch (Polynomial.TooLarge tooLarge) {
      return defined;
    }
  }
}
