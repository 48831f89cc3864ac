package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Formula;
import nabla.answer.Report;
import nabla.catalogue.Matrices;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.Definiteness;
import nabla.simplify.arrays.LinearEquation;
import org.jspecify.annotations.Nullable;

/// Several equations for several vectors and numbers, of which some other one than its own may give
/// a variable, as those of a Lagrangian: `x − Aᵀλ = 0` gives x, and put into `b − A x = 0` gives λ.
final class SubstitutedEquations {
  /// More are not tried in all orders.
  private static final int MOST = 4;

  private final Account account;
  private final Forms forms;
  private final Formula formula;
  private final List<Symbol> variables;

  /// One variable in terms of those that are solved after it.
  ///
  /// @param zero the equation as it was before anything was put into it
  private record Step(Symbol variable, LinearEquation equation, Expr zero) {
    Relation solution() {
      return Objects.requireNonNull(equation.solution());
    }
  }

  SubstitutedEquations(Account account, Forms forms, Formula formula, List<Symbol> variables) {
    this.account = account;
    this.forms = forms;
    this.formula = formula;
    this.variables = variables;
  }

  /// The account of solving that all these are 0.
  ///
  /// @param loss what it is called whose gradient they are, in the order of the variables; null
  ///   where they are no gradient
  /// @return whether they are solved
  boolean solve(List<Expr> zeros, @Nullable Symbol loss) {
    if (zeros.size() != variables.size() || zeros.size() > MOST) {
      return false;
    }
    List<Step> steps = new ArrayList<>();
    if (!eliminated(zeros, zeros, variables, steps)) {
      return false;
    }
    account.equations(
        zeros.stream()
            .map(zero -> Account.line(Relation.of(Relation.Comparison.EQUAL, zero, Num.ZERO)))
            .toArray(Report.Row[]::new));
    account.say("Each gives one variable, which is put into the others:");
    for (Step step : steps) {
      Relation equation = step.equation.equation();
      if (!equation.left().equals(step.variable)) {
        account.equations(Account.row(equation.left(), equation.right()));
      }
      Expr[] conditions =
          step.equation.conditions(formula.reading().assumptions()).toArray(Expr[]::new);
      account.equations(Account.row(step.solution().left(), step.solution().right(), conditions));
    }
    account.say("Put back:");
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (Step step : steps.reversed()) {
      Expr right = Substitution.of(values).apply(step.solution().right());
      values.put(step.variable, new ArrayClosedForm(formula.written(), right).of(right));
    }
    for (Step step : steps.subList(0, steps.size() - 1)) {
      account.equations(
          Account.row(step.variable, Objects.requireNonNull(values.get(step.variable))));
    }
    if (loss != null) {
      second(zeros, steps, loss);
    }
    return true;
  }

  /// Solves one equation for one variable, and the rest with that put in, in any order that leads
  /// to the end.
  private boolean eliminated(
      List<Expr> zeros, List<Expr> written, List<Symbol> open, List<Step> steps) {
    if (open.isEmpty()) {
      return true;
    }
    for (Symbol variable : open) {
      for (int i = 0; i < zeros.size(); i++) {
        LinearEquation equation =
            zeros.get(i).shape().equals(variable.shape())
                ? LinearEquation.of(zeros.get(i), variable, formula.written())
                : null;
        Relation solution = equation == null ? null : given(equation, variable);
        if (equation == null || solution == null) {
          continue;
        }
        Substitution put = Substitution.of(variable, solution.right());
        List<Expr> rest = new ArrayList<>(zeros);
        rest.remove(i);
        rest.replaceAll(put::apply);
        List<Expr> restWritten = new ArrayList<>(written);
        Expr own = restWritten.remove(i);
        List<Symbol> others = new ArrayList<>(open);
        others.remove(variable);
        steps.add(new Step(variable, with(equation, solution), own));
        if (eliminated(rest, restWritten, others, steps)) {
          return true;
        }
        steps.removeLast();
      }
    }
    return false;
  }

  /// The solution of an equation, which may be one already; null where there is none, or it speaks
  /// of the variable.
  private static @Nullable Relation given(LinearEquation equation, Symbol variable) {
    Relation solution =
        equation.equation().left().equals(variable) ? equation.equation() : equation.solution();
    return solution == null || Dag.any(solution.right(), variable::equals) ? null : solution;
  }

  private static LinearEquation with(LinearEquation equation, Relation solution) {
    return new LinearEquation(equation.equation(), solution, equation.divisor());
  }

  /// A Lagrangian that is convex in the first variables, and whose conditions are linear, has the
  /// minimum under these conditions there (S. Boyd and L. Vandenberghe, Convex Optimization, 2004,
  /// section 10.1).
  private void second(List<Expr> zeros, List<Step> steps, Symbol loss) {
    Step first = steps.getFirst();
    Symbol variable = first.variable;
    List<Symbol> multipliers = new ArrayList<>(variables);
    multipliers.remove(variable);
    boolean own = first.zero.equals(zeros.get(variables.indexOf(variable)));
    for (Symbol multiplier : multipliers) {
      own &= !Forms.mentions(zeros.get(variables.indexOf(multiplier)), multipliers);
    }
    Expr left = first.equation.equation().left();
    Expr matrix = matrix(left, variable);
    Expr scale = first.equation.divisor();
    if (matrix != null && matrix.isScalar()) {
      scale = forms.closed(Product.of(scale, matrix));
      matrix = null;
    }
    Integer sign = forms.sign(scale);
    own &= matrix == null || !Forms.mentions(matrix, multipliers); // else no linear conditions
    Assumptions assumptions = formula.reading().assumptions();
    boolean positive = matrix == null || new Definiteness(assumptions).isPositive(matrix);
    if (!own || sign == null || sign == 0) {
      return;
    }
    Object hessian = matrix == null ? Matrices.identity(variable.shape().rows()) : matrix;
    account.say(
        loss,
        " is linear in the multipliers, and their equations are linear in ",
        variable,
        positive
            ? account.sentence(
                ": this is the ",
                sign > 0 ? "minimum" : "maximum",
                " under these, as the Hessian by ",
                variable,
                " is ",
                sign > 0 ? "a positive" : "a negative",
                " multiple of ",
                hessian,
                ", which is positive definite.")
            : account.sentence(
                ": this is a ",
                sign > 0 ? "minimum" : "maximum",
                " under these where ",
                hessian,
                " is positive definite on the directions that keep them."));
  }

  /// M of `M x`; null for x alone.
  private static @Nullable Expr matrix(Expr left, Symbol variable) {
    if (left.equals(variable) || !(left instanceof Product product)) {
      return null;
    }
    List<Expr> factors = product.children().subList(0, product.arity() - 1);
    return factors.size() == 1 ? factors.getFirst() : Product.of(factors);
  }
}
