package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Budget;
import nabla.expr.Derivative;
import nabla.expr.DifferentialSign;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;

/// Derivatives of formulas with vectors and matrices, in closed form. The gradient of a number has
/// the shape of the variable; the derivative by a number has the shape of the formula; the
/// derivative of an array F by an array X is the matrix `∂vec F/∂(vec X)ᵀ`, for vectors the
/// Jacobian with `J_ij = ∂f_i/∂x_j`.
public final class ArrayDifferentiation {

  /// How a derivative is arranged.
  public enum Arrangement {
    /// Of a number: the shape of the variable.
    GRADIENT,
    /// By a number: the shape of the formula.
    TANGENT,
    /// Of an array by an array: a row for each entry of the formula, a column for each of the
    /// variable, in the order of vec.
    JACOBIAN
  }

  /// One differentiation, for a witness that knows none of our rules.
  public record Stage(Expr before, Symbol variable, Expr after, Arrangement arrangement) {}

  /// What came out.
  ///
  /// @param result the closed form
  /// @param derivations those of each order, when they were wanted
  /// @param stages one for each order
  public record Answer(Expr result, List<Derivation> derivations, List<Stage> stages) {}

  private final ArrayClosedForm closed;

  private ArrayDifferentiation(ArrayClosedForm closed) {
    this.closed = closed;
  }

  /// The derivative of a formula by each of the variables, one after the other.
  ///
  /// @param subject what the formula is called
  /// @param steps whether the derivation is wanted
  public static Answer of(
      Expr subject, Expr formula, List<Symbol> variables, Written written, boolean steps) {
    return new ArrayDifferentiation(new ArrayClosedForm(written, formula))
        .answer(subject, formula, variables, steps);
  }

  private Answer answer(Expr subject, Expr formula, List<Symbol> variables, boolean steps) {
    List<Derivation> derivations = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    Expr current = formula;
    Expr name = subject;
    for (Symbol variable : variables) {
      Budget.check();
      Arrangement arrangement = arrangement(current, variable);
      Expr next = closed.of(derivative(current, variable, arrangement));
      stages.add(new Stage(current, variable, next, arrangement));
      if (steps) {
        derivations.addAll(DifferentialSteps.of(name, current, variable, next, closed));
        name = Derivative.of(name, variable, 1);
      }
      current = next;
    }
    return new Answer(current, derivations, stages);
  }

  /// How the derivative of a formula by a variable is arranged.
  public static Arrangement arrangement(Expr formula, Symbol variable) {
    return variable.isScalar()
        ? Arrangement.TANGENT
        : formula.isScalar() ? Arrangement.GRADIENT : Arrangement.JACOBIAN;
  }

  private static Expr derivative(Expr formula, Symbol variable, Arrangement arrangement) {
    if (arrangement == Arrangement.TANGENT) {
      return Build.shaped(Derivatives.along(formula, variable, Num.ONE), formula.shape());
    }
    Expr direction = DifferentialSign.of(variable);
    Expr differential = Derivatives.along(formula, variable, direction);
    return switch (arrangement) {
      case TANGENT -> differential;
      case GRADIENT ->
          Build.shaped(Transposition.of(differential, direction, Num.ONE), variable.shape());
      case JACOBIAN -> Build.shaped(Jacobian.of(differential, direction), shape(formula, variable));
    };
  }

  private static Shape shape(Expr formula, Symbol variable) {
    return Shape.of(
        formula.shape().rows().times(formula.shape().columns()),
        variable.shape().rows().times(variable.shape().columns()));
  }
}
