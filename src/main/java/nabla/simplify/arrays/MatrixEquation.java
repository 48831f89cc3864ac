package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// An equation `E = 0` for a matrix X that is linear in it once it is multiplied by X, or
/// transposed, or both: `X A = B`, `X⁻¹ = S`, and `X⁻¹ − X⁻¹SX⁻¹ = 0`, as that of the covariance of
/// a normal distribution is.
///
/// @param equation `X A = B`
/// @param solution `X = B A⁻¹`
/// @param conditions where that holds
public record MatrixEquation(Relation equation, Relation solution, List<Expr> conditions) {

  /// The equation that an expression is zero; null where it is not of this kind.
  public static @Nullable MatrixEquation of(
      Expr zero, Symbol variable, Written written, Assumptions assumptions) {
    if (variable.isScalar() || variable.shape().isVector()) {
      return null;
    }
    ArrayClosedForm closed = new ArrayClosedForm(written, zero);
    Name name = variable.name();
    Symbol turned =
        Symbol.of(name.withSubscript(name.subscript() + "•"), variable.shape().transposed());
    Substitution inTurned = Substitution.of(variable, transposed(turned));
    Substitution meant = Substitution.of(turned, transposed(variable));
    List<Expr> forms = forms(zero, variable, closed);
    for (Expr form : forms) {
      for (Expr each : List.of(form, transposed(form))) {
        LinearEquation direct = LinearEquation.of(each, variable, written);
        if (direct != null && direct.solution() != null) {
          return new MatrixEquation(
                  direct.equation(),
                  direct.solution(),
                  tidy(direct.conditions(assumptions), closed))
              .invertible(forms.size() > 1, assumptions);
        }
        LinearEquation other = LinearEquation.of(inTurned.apply(each), turned, written);
        Relation solution = other == null ? null : other.solution();
        if (other != null && solution != null) {
          return new MatrixEquation(
                  turned(other.equation(), meant, closed),
                  turned(solution, meant, closed),
                  tidy(other.conditions(assumptions), closed))
              .invertible(forms.size() > 1, assumptions);
        }
      }
    }
    return null;
  }

  /// The expression, and its products with the matrix where that has an inverse in it.
  private static List<Expr> forms(Expr zero, Symbol variable, ArrayClosedForm closed) {
    List<Expr> forms = new ArrayList<>(List.of(zero));
    boolean inverse =
        Dag.any(
            zero,
            node ->
                node instanceof Apply apply
                    && apply.operator() == Matrices.INVERSE
                    && Dag.any(apply.argument(), variable::equals));
    if (inverse && variable.shape().isSquare()) {
      for (Expr matrix : List.of(variable, transposed(variable))) {
        forms.add(closed.of(Product.of(matrix, zero)));
        forms.add(closed.of(Product.of(zero, matrix)));
        forms.add(closed.of(Product.of(matrix, zero, matrix)));
      }
    }
    return forms;
  }

  /// An equation for the transpose with both sides transposed.
  private static Relation turned(Relation equation, Substitution meant, ArrayClosedForm closed) {
    return Relation.of(
        Relation.Comparison.EQUAL,
        closed.of(transposed(meant.apply(equation.left()))),
        closed.of(transposed(meant.apply(equation.right()))));
  }

  /// With the condition that the solution has an inverse, where the equation speaks of that.
  private MatrixEquation invertible(boolean speaks, Assumptions assumptions) {
    if (!speaks) {
      return this;
    }
    Expr value = solution.right();
    Set<Expr> all = new LinkedHashSet<>(conditions);
    for (Expr factor : value instanceof Product product ? product.children() : List.of(value)) {
      boolean sound =
          factor.isScalar()
              || (factor instanceof Apply apply && apply.operator() == Matrices.INVERSE)
              || factor.equals(Matrices.identity(factor.shape().rows()))
              || new Definiteness(assumptions).isPositive(factor);
      if (!sound) {
        Expr determinant = Apply.of(Matrices.DET, factor);
        all.add(Relation.of(Relation.Comparison.NOT_EQUAL, determinant, Num.ZERO));
      }
    }
    return new MatrixEquation(equation, solution, List.copyOf(all));
  }

  /// Conditions with their determinants in closed form, det(A) for det(Aᵀ).
  private static List<Expr> tidy(List<Expr> conditions, ArrayClosedForm closed) {
    return conditions.stream()
        .map(condition ->
            condition instanceof Relation relation
                ? Relation.of(
                    relation.comparison(), closed.of(relation.left()), closed.of(relation.right()))
                : condition)
        .toList();
  }

  private static Expr transposed(Expr matrix) {
    return Apply.of(Matrices.TRANSPOSE, matrix);
  }
}
