package nabla;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.calculus.ImplicitDifferentiation;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.read.Reading;
import nabla.simplify.Canonical;

/// The variables by which a formula is differentiated where nobody names one.
final class DefaultVariables {

  private DefaultVariables() {}

  /// By each variable, but for those that only say how far a sum goes or which entry is meant.
  static List<WithRespectTo> of(Formula formula) {
    Reading reading = formula.reading();
    if (formula.isImplicit()) {
      return List.of(
          new WithRespectTo(
              List.of(ImplicitDifferentiation.independent(formula.variables())), false));
    }
    List<Symbol> variables =
        reading.parameters().isEmpty() ? formula.variables() : reading.parameters();
    if (variables.isEmpty()) {
      Canonical.of(reading.expression()); // 1/0 is undefined, whatever one differentiates by
      throw new NablaException(
          NablaException.Kind.NAME,
          "there is no variable to differentiate by; name one with --wrt");
    }
    Set<Expr> bounds = boundsAndIndices(reading.expression());
    Set<String> sizes = reading.sizes().keySet();
    boolean others = !variables.stream().allMatch(bounds::contains);
    return variables.stream()
        .filter(variable -> !sizes.contains(variable.name().toString()))
        .filter(variable -> !others || !bounds.contains(variable))
        .map(variable -> new WithRespectTo(List.of(variable), false))
        .toList();
  }

  private static Set<Expr> boundsAndIndices(Expr formula) {
    Set<Expr> found = new LinkedHashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Binder binder && binder.kind() != Binder.Kind.INTEGRAL) {
        found.addAll(binder.children().subList(1, binder.arity()));
      } else if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        found.addAll(entry.children().subList(1, entry.arity()));
      }
    }
    return found;
  }
}
