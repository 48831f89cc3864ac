package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Formula;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Assumptions;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.simplify.arrays.LinearEquation;
import org.jspecify.annotations.Nullable;

/// Equations of vectors and matrices for several variables, each linear in its own, such as the
/// normal equations of the weights and the bias of a linear model: one after the other is solved
/// and put into those that are left.
final class JointEquations {

  /// What is said of a solution in more characters than these, nobody reads.
  private static final int LONGEST = 200;

  private final Account account;
  private final Formula formula;
  private final List<Symbol> variables;
  private final @Nullable Expr loss;
  private final Symbol name;

  /// @param loss of which the equations say that its derivatives are 0; null where they say no such
  ///   thing
  /// @param name what it is called
  JointEquations(
      Account account, Formula formula, List<Symbol> variables, @Nullable Expr loss, Symbol name) {
    this.account = account;
    this.formula = formula;
    this.variables = variables;
    this.loss = loss;
    this.name = name;
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
            (zeros.size() == 1
                    ? "this equation is not linear in " + variables.get(i)
                    : "these equations are not linear in one variable after the other")
                + ", and not solved in symbols; with numbers for the arrays, as in given X = …,"
                + " that is done by numbers");
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
    secondOrder(solved);
  }

  /// What is at the solution, where the loss is one of numbers.
  private void secondOrder(Map<Symbol, LinearEquation> solved) {
    if (loss == null
        || !variables.stream().allMatch(Symbol::isScalar)
        || Dag.any(loss, node -> !node.isScalar() && Forms.mentions(node, variables))) {
      return;
    }
    Map<Symbol, Expr> point = new LinkedHashMap<>();
    List<Symbol> last = new ArrayList<>(solved.keySet());
    for (Symbol variable : last.reversed()) {
      Relation solution =
          Objects.requireNonNull(Objects.requireNonNull(solved.get(variable)).solution());
      point.put(variable, Substitution.of(point).apply(solution.right()));
    }
    List<Expr> values =
        variables.stream().map(each -> Objects.requireNonNull(point.get(each))).toList();
    Forms forms = counted();
    for (LinearEquation equation : solved.values()) {
      for (Expr condition : conditions(equation)) {
        forms = forms.under(condition);
      }
    }
    Wording kind = new SecondOrder(account, forms, name, loss, variables).of(values, List.of());
    if (kind.text().length() <= LONGEST) {
      account.say(kind, ".");
    }
  }

  /// What is known where the sums of the loss have some terms.
  private Forms counted() {
    Forms forms = Forms.of(formula);
    return loss == null ? forms : forms.counting(loss);
  }

  /// What solves an equation, where it is divided by what is not 0, and where that is assumed of
  /// the variable, or has to hold for the loss to have a value.
  private void solution(LinearEquation equation) {
    Relation solution = Objects.requireNonNull(equation.solution());
    Expr[] all = conditions(equation).toArray(Expr[]::new);
    account.equations(Account.row(solution.left(), solution.right(), all));
  }

  private List<Expr> conditions(LinearEquation equation) {
    Relation solution = Objects.requireNonNull(equation.solution());
    Assumptions assumptions = formula.reading().assumptions();
    List<Expr> conditions = new ArrayList<>(equation.conditions(assumptions));
    List<Expr> facts = new ArrayList<>(assumptions.facts());
    boolean numbers = solution.left().isScalar();
    if (loss != null && numbers) {
      Domain.conditions(loss, assumptions).stream()
          .filter(condition -> !Dag.any(condition, Bound.class::isInstance))
          .filter(condition -> !facts.contains(condition))
          .forEach(facts::add);
    }
    Substitution put = Substitution.of(solution.left(), solution.right());
    for (Expr fact : facts) {
      if (numbers && Dag.any(fact, solution.left()::equals)) {
        conditions.add(put.apply(fact));
      }
    }
    boolean closed = numbers && conditions.size() > equation.conditions(assumptions).size();
    return closed ? SignConditions.of(conditions, counted()) : conditions;
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
