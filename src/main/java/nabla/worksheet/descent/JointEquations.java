package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.arrays.LinearEquation;

/// Equations of vectors and matrices for several variables, each linear in its own, such as the
/// normal equations of the weights and the bias of a linear model: one after the other is solved
/// and put into those that are left.
final class JointEquations {
  private final Account account;
  private final Formula formula;
  private final List<Symbol> variables;

  JointEquations(Account account, Formula formula, List<Symbol> variables) {
    this.account = account;
    this.formula = formula;
    this.variables = variables;
  }

  /// Whether each equation is linear in its variable.
  static boolean areLinear(List<Expr> zeros, List<Symbol> variables, Formula formula) {
    for (int i = 0; i < zeros.size(); i++) {
      if (LinearEquation.of(zeros.get(i), variables.get(i), formula.written()) == null) {
        return false;
      }
    }
    return true;
  }

  /// The account of solving that each of these is 0.
  ///
  /// @param zeros one for each variable, of its shape
  void solve(List<Expr> zeros) {
    List<LinearEquation> normal = new ArrayList<>();
    for (int i = 0; i < zeros.size(); i++) {
      LinearEquation equation =
          LinearEquation.of(zeros.get(i), variables.get(i), formula.written());
      if (equation == null) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "the equation for "
                + variables.get(i)
                + " is not linear in it, and is not solved in symbols; with numbers for the arrays,"
                + " as in given X = …, it is solved by numbers");
      }
      normal.add(equation);
    }
    if (normal.size() > 1) {
      account.say("The equations, each linear in its variable:");
    }
    account.equations(normal.stream().map(each -> row(each.equation())).toArray(Report.Row[]::new));
    Map<Symbol, LinearEquation> solved = eliminated(zeros);
    if (solved.size() < variables.size()) {
      solved.values().forEach(this::solution);
      account.say(
          "These hold together, and are not solved for all at once in symbols; where the arrays"
              + " have numbers, they are.");
      return;
    }
    if (normal.size() > 1) {
      account.say("Solved one after the other, each put into those that follow:");
    }
    solved.values().forEach(this::solution);
  }

  /// What solves an equation, where it is divided by what is not 0, and where that is assumed of
  /// the variable.
  private void solution(LinearEquation equation) {
    Relation solution = Objects.requireNonNull(equation.solution());
    Assumptions assumptions = formula.reading().assumptions();
    List<Expr> conditions = new ArrayList<>(equation.conditions(assumptions));
    Substitution put = Substitution.of(solution.left(), solution.right());
    for (Expr fact : assumptions.facts()) {
      if (solution.left().isScalar() && Dag.any(fact, solution.left()::equals)) {
        conditions.add(put.apply(fact));
      }
    }
    Expr[] all = conditions.toArray(Expr[]::new);
    account.equations(Account.row(solution.left(), solution.right(), all));
  }

  private static Report.Row row(Relation equation) {
    return Account.row(equation.left(), equation.right());
  }

  /// The variables, numbers before vectors, each in terms of those that are solved after it; fewer
  /// where an equation is no longer linear.
  private Map<Symbol, LinearEquation> eliminated(List<Expr> zeros) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> !variables.get(i).isScalar()));
    List<Expr> left = new ArrayList<>(zeros);
    Map<Symbol, LinearEquation> solved = new LinkedHashMap<>();
    for (int i : order) {
      Symbol variable = variables.get(i);
      LinearEquation equation = LinearEquation.of(left.get(i), variable, formula.written());
      if (equation == null) {
        return solved;
      }
      Relation solution = equation.solution();
      if (solution == null || Dag.any(solution.right(), variable::equals)) {
        return solved;
      }
      solved.put(variable, equation);
      Substitution put = Substitution.of(variable, solution.right());
      left.replaceAll(put::apply);
    }
    return solved;
  }
}
