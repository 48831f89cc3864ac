package nabla.worksheet.descent;

import java.util.List;
import java.util.Map;
import nabla.Formula;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.simplify.arrays.Definiteness;
import nabla.simplify.arrays.LinearEquation;
import org.jspecify.annotations.Nullable;

/// An equation of vectors or matrices that is linear in one, such as the normal equations.
final class VectorEquation {
  private final Account account;
  private final Forms forms;
  private final Formula formula;
  private final Symbol variable;

  VectorEquation(Account account, Forms forms, Formula formula, Symbol variable) {
    this.account = account;
    this.forms = forms;
    this.formula = formula;
    this.variable = variable;
  }

  /// The account of solving `zero = 0`; false where that is not linear.
  boolean solve(Expr zero) {
    LinearEquation linear = LinearEquation.of(zero, variable, formula.written());
    if (linear == null) {
      return false;
    }
    Relation equation = linear.equation();
    account.equations(Account.row(equation.left(), equation.right()));
    if (numbers(equation)) {
      return true;
    }
    Relation solution = linear.solution();
    if (solution == null) {
      account.say("This is linear, with a matrix that is not square.");
      return true;
    }
    account.equations(
        Account.row(
            solution.left(),
            solution.right(),
            linear.conditions(formula.reading().assumptions()).toArray(Expr[]::new)));
    definiteness(equation);
    return true;
  }

  /// `AᵀA` has no negative eigenvalue, and `AᵀA + λI` none that is not positive.
  private void definiteness(Relation equation) {
    if (equation.left() instanceof Product product
        && new Definiteness(formula.reading().assumptions()).isPositive(product.child(0))) {
      account.say(product.child(0), " is positive definite, so that this is the only solution.");
      return;
    }
    if (equation.left() instanceof Product product
        && product.child(0) instanceof Product gram
        && gram.arity() == 2
        && gram.child(0) instanceof Apply transpose
        && transpose.operator() == nabla.catalogue.Matrices.TRANSPOSE
        && transpose.argument().equals(gram.child(1))) {
      account.say(
          gram,
          " is positive semidefinite, and invertible exactly where the columns of ",
          gram.child(1),
          " are linearly independent. Else there are several solutions.");
    }
  }

  /// The solution where all arrays have numbers; false where they have none.
  private boolean numbers(Relation equation) {
    if (!(equation.left() instanceof Product product)
        || !variable.shape().isVector()
        || Dag.any(product.child(0), Symbol.class::isInstance)
        || Dag.any(equation.right(), Symbol.class::isInstance)) {
      return false;
    }
    Expr factor = Product.of(product.children().subList(0, product.arity() - 1));
    Literal matrix = EntryEvaluation.of(factor, Map.of());
    Literal right = EntryEvaluation.of(equation.right(), Map.of());
    if (matrix == null || right == null) {
      return false;
    }
    List<Symbol> entries = InEntries.of(variable);
    List<List<Expr>> rows = new java.util.ArrayList<>();
    for (int i = 0; i < matrix.rows(); i++) {
      rows.add(matrix.children().subList(i * matrix.columns(), (i + 1) * matrix.columns()));
    }
    account.equations(Account.row(Product.of(matrix, variable), right));
    LinearSystem.@Nullable Solution solution =
        new LinearSystem(entries, rows, right.children()).solution(forms);
    if (solution == null) {
      return false;
    }
    List<Expr> values = solution.values();
    if (values == null) {
      account.say("These contradict each other: there is no solution.");
      return true;
    }
    account.equations(Account.row(variable, Literal.of(values.size(), values)));
    if (!solution.free().isEmpty()) {
      account.say("with any values of the entries in it: a family of solutions.");
    }
    return true;
  }
}
