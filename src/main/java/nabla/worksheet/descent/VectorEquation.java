package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.Formula;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.simplify.arrays.Definiteness;
import nabla.simplify.arrays.LinearEquation;
import nabla.simplify.arrays.MatrixEquation;
import org.jspecify.annotations.Nullable;

/// An equation of vectors or matrices that is linear in one, such as the normal equations.
final class VectorEquation {
  private final Account account;
  private final Forms forms;
  private final Formula formula;
  private final Symbol variable;
  private final @Nullable Symbol loss;

  /// @param loss of which the equation says that its gradient is 0; null where it says no such
  ///   thing
  VectorEquation(
      Account account, Forms forms, Formula formula, Symbol variable, @Nullable Symbol loss) {
    this.account = account;
    this.forms = forms;
    this.formula = formula;
    this.variable = variable;
    this.loss = loss;
  }

  /// The account of solving `zero = 0`; false where that is not linear.
  boolean solve(Expr zero) {
    LinearEquation linear = LinearEquation.of(zero, variable, formula.written());
    boolean numbers = linear == null && !InEntries.of(zero, variable).isEmpty();
    if (linear == null && !numbers) {
      linear = LinearPart.equation(zero, variable, formula);
    }
    if (linear == null) {
      return !numbers
          && ofMatrix(
              MatrixEquation.of(
                  zero, variable, formula.written(), formula.reading().assumptions()));
    }
    Relation equation = linear.equation();
    account.equations(Account.row(equation.left(), equation.right()));
    if (numbers(equation, linear.divisor())) {
      return true;
    }
    Relation solution = linear.solution();
    if (equation.left().equals(variable)) {
      definiteness(equation, linear.divisor());
      return true;
    }
    if (solution == null) {
      account.say("This is linear, with a matrix that is not square.");
      return true;
    }
    account.equations(
        Account.row(
            solution.left(),
            solution.right(),
            linear.conditions(formula.reading().assumptions()).toArray(Expr[]::new)));
    definiteness(equation, linear.divisor());
    return true;
  }

  /// The account of an equation in which the matrix stands at the left, or its inverse does.
  private boolean ofMatrix(@Nullable MatrixEquation equation) {
    if (equation == null) {
      return false;
    }
    Relation written = equation.equation();
    account.equations(Account.row(written.left(), written.right()));
    account.equations(
        Account.row(
            equation.solution().left(),
            equation.solution().right(),
            equation.conditions().toArray(Expr[]::new)));
    if (loss != null) {
      account.say(
          "Whether it is a minimum, a maximum or neither is not decided in symbols; with numbers"
              + " for the other arrays it is.");
    }
    return true;
  }

  /// Whether there is one solution, and what is at it. `AᵀA` has no negative eigenvalue, and `AᵀA +
  /// λI` none that is not positive. A loss whose gradient is `c (M x − r)` is quadratic, with the
  /// Hessian `c M` by x, or by each column of a matrix.
  private void definiteness(Relation equation, Expr scale) {
    if (!(equation.left() instanceof Product product)) {
      second(1, true, Matrices.identity(variable.shape().rows()), scale);
      return;
    }
    List<Expr> factors = product.children().subList(0, product.arity() - 1);
    Expr matrix = factors.size() == 1 ? factors.getFirst() : Product.of(factors);
    Definiteness definiteness = new Definiteness(formula.reading().assumptions());
    if (definiteness.isPositive(matrix)) {
      account.say(matrix, " is positive definite, so that this is the only solution.");
      second(1, true, matrix, scale);
      return;
    }
    if (definiteness.isNonNegative(matrix)) {
      Expr factor = gramFactor(matrix);
      if (factor == null) {
        account.say(
            matrix,
            " is positive semidefinite. Where it is singular there are several"
                + " solutions, or none.");
      } else {
        account.say(
            matrix,
            " is positive semidefinite, and invertible exactly where the columns of ",
            factor,
            " are linearly independent. Else there are several solutions.");
      }
      second(1, false, matrix, scale);
      return;
    }
    second(0, false, matrix, scale);
  }

  /// A number times a matrix as one writes it, `−2AᵀA`.
  private static Expr times(Expr scale, Expr matrix) {
    if (scale instanceof Negate negate) {
      return Negate.of(times(negate.operand(), matrix));
    }
    if (scale instanceof Num number && number.value().signum() < 0) {
      return Negate.of(times(Num.of(number.value().negate()), matrix));
    }
    if (scale.equals(Num.ONE)) {
      return matrix;
    }
    List<Expr> factors = new ArrayList<>(List.of(scale));
    factors.addAll(matrix instanceof Product product ? product.children() : List.of(matrix));
    return Product.of(factors);
  }

  /// A of `AᵀA`; null where a matrix is none.
  private static @Nullable Expr gramFactor(Expr matrix) {
    return matrix instanceof Product gram
            && gram.arity() == 2
            && gram.child(0) instanceof Apply transpose
            && transpose.operator() == Matrices.TRANSPOSE
            && transpose.argument().equals(gram.child(1))
        ? gram.child(1)
        : null;
  }

  /// The second-order condition.
  ///
  /// @param sign 1 where the matrix is positive definite or semidefinite; 0 where that is not known
  /// @param strict whether it is definite
  private void second(int sign, boolean strict, Expr matrix, Expr scale) {
    if (loss == null) {
      return;
    }
    Integer factor = sign(scale, matrix);
    Object begin =
        account.sentence(
            "The Hessian of ",
            loss,
            " is ",
            times(forms.closed(scale), matrix),
            variable.shape().isVector() ? "" : " for each column",
            ", the same everywhere");
    if (sign == 0 || factor == null || factor == 0) {
      account.say(
          begin,
          ": a minimum where it is positive definite, a maximum where it is negative definite, a"
              + " saddle point where it has eigenvalues of both signs.");
      return;
    }
    String which = factor > 0 ? "positive " : "negative ";
    String what = factor > 0 ? "minimum" : "maximum";
    account.say(
        begin,
        " and ",
        which,
        strict
            ? "definite: this is the only " + what + ", with no other stationary point."
            : "semidefinite: each solution is a " + what + ", and all have the same ",
        strict ? "" : loss,
        strict ? "" : ".");
  }

  /// The sign of a number in front of a matrix, in which sizes of the matrix are positive; null
  /// where it is not known.
  private @Nullable Integer sign(Expr scale, Expr matrix) {
    Integer sign = forms.sign(scale);
    if (sign != null) {
      return sign;
    }
    Definiteness definiteness = new Definiteness(formula.reading().assumptions());
    return definiteness.isNonNegative(times(scale, matrix))
        ? Integer.valueOf(1)
        : definiteness.isNonNegative(times(forms.closed(Negate.of(scale)), matrix))
            ? Integer.valueOf(-1)
            : null;
  }

  /// The solution where all arrays have numbers; false where they have none.
  private boolean numbers(Relation equation, Expr scale) {
    if (!(equation.left() instanceof Product product)
        || !variable.shape().isVector()
        || Dag.any(product.child(0), Symbol.class::isInstance)
        || Dag.any(equation.right(), node -> node instanceof Symbol each && !each.isScalar())) {
      return false;
    }
    Expr factor = Product.of(product.children().subList(0, product.arity() - 1));
    List<Symbol> entries = InEntries.of(variable);
    Literal matrix =
        factor.isScalar() ? diagonal(factor, entries.size()) : EntryEvaluation.of(factor, Map.of());
    Literal right = EntryEvaluation.of(equation.right(), Map.of());
    if (matrix == null || right == null || Dag.any(right, Symbol.class::isInstance)) {
      return false;
    }
    List<List<Expr>> rows = new ArrayList<>();
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
    account.findings().solution(entries, values);
    account.equations(Account.row(variable, Literal.of(values.size(), values)));
    second(matrix, scale);
    if (!solution.free().isEmpty()) {
      account.say("with any values of the entries in it: a family of solutions.");
    }
    return true;
  }

  private static Literal diagonal(Expr factor, int rows) {
    List<Expr> entries = new ArrayList<>();
    for (int i = 0; i < rows * rows; i++) {
      entries.add(i % (rows + 1) == 0 ? factor : Num.ZERO);
    }
    return Literal.of(rows, entries);
  }

  /// The second-order condition where the matrix has numbers.
  private void second(Literal matrix, Expr scale) {
    List<Expr> hessian =
        matrix.children().stream().map(entry -> forms.closed(Product.of(scale, entry))).toList();
    Inertia inertia = loss == null ? null : Inertia.of(hessian, matrix.rows());
    if (inertia != null) {
      account.say(
          "The Hessian there is ",
          Literal.of(matrix.rows(), hessian),
          ", ",
          inertia.words(true),
          ".");
    }
  }
}
