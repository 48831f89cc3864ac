package nabla.worksheet.descent;

import java.util.List;
import java.util.Map;
import nabla.Formula;
import nabla.calculus.ArrayDifferentiation;
import nabla.calculus.Conventions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.LinearEquation;
import org.jspecify.annotations.Nullable;

/// An equation of vectors that is linear in one, which stands in numbers and under sums, as `M w +
/// c = 0`: `Σ_i (x_iᵀw − y_i) x_i` as `(Σ_i x_i x_iᵀ) w − Σ_i y_i x_i`.
///
/// M is the derivative: of what sums and products make of w it is without w exactly where that is
/// linear. Of others, as of `sign(w)`, that says nothing.
final class LinearPart {
  private LinearPart() {}

  /// The equation that a vector is 0; null where it is not seen to be linear.
  static @Nullable LinearEquation equation(Expr vector, Symbol variable, Formula formula) {
    if (!vector.shape().isVector()
        || !variable.shape().isVector()
        || !isPolynomial(vector, variable)) {
      return null;
    }
    try {
      Expr slope =
          new ArrayDifferentiation(
                  new ArrayDifferentiation.Subject(
                      vector, vector, Map.of(), formula.written(), Conventions.DEFAULT, false))
              .answer(List.of(variable))
              .substituted();
      Shape matrix = Shape.of(vector.shape().rows(), variable.shape().rows());
      if (!slope.shape().equals(matrix) || mentions(slope, variable)) {
        return null;
      }
      Expr nothing = Matrices.zeros(variable.shape());
      Expr constant =
          new ArrayClosedForm(formula.written(), vector)
              .of(Substitution.of(variable, nothing).apply(vector));
      LinearEquation apart =
          LinearEquation.of(
              Sum.of(Product.of(slope, variable), constant), variable, formula.written());
      return apart != null
          ? apart
          : LinearEquation.of(slope, constant, variable, formula.written());
    } catch (NablaException unsupported) {
      Budget.check();
      return null;
    }
  }

  /// Whether only sums and products, also those over an index, are made of a variable.
  private static boolean isPolynomial(Expr expression, Symbol variable) {
    return Dag.of(expression).nodes().stream()
        .filter(node -> mentions(node, variable))
        .allMatch(node ->
            switch (node) {
              case Symbol symbol -> true;
              case Sum sum -> true;
              case Product product -> true;
              case Negate negate -> true;
              case Quotient quotient -> !mentions(quotient.denominator(), variable);
              case Binder binder ->
                  binder.kind() == Binder.Kind.SUM
                      && (binder.upper() == null || !mentions(binder.upper(), variable));
              case Apply apply -> apply.operator() == Matrices.TRANSPOSE;
              default -> false;
            });
  }

  private static boolean mentions(Expr expression, Symbol variable) {
    return Dag.any(expression, variable::equals);
  }
}
