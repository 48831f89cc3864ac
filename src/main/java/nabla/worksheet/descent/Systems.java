package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import org.jspecify.annotations.Nullable;

/// Several equations for several numbers, solved, with what they say of a loss whose gradient is 0.
final class Systems {
  private final Account account;
  private final Forms forms;
  private final List<Symbol> variables;
  private final @Nullable Expr loss;
  private final Symbol name;

  Systems(Account account, Forms forms, List<Symbol> variables, @Nullable Expr loss, Symbol name) {
    this.account = account;
    this.forms = forms;
    this.variables = variables;
    this.loss = loss;
    this.name = name;
  }

  /// The account of solving that all these are 0.
  ///
  /// @param written the equations as they are shown
  void solve(List<Expr> written, List<Expr> zeros) {
    account.equations(written.stream().distinct().map(Account::line).toArray(Report.Row[]::new));
    LinearSystem linear = LinearSystem.of(zeros, variables, forms);
    LinearSystem.Solution solution = linear == null ? null : linear.solution(forms);
    if (solution != null) {
      linear(solution);
      return;
    }
    if (linear != null) {
      account.warn("These are linear, and too many, or singular, to be solved in symbols.");
      return;
    }
    Elimination.Found found = Elimination.of(zeros, variables, forms);
    for (int i = 0; i < found.points().size(); i++) {
      if (i > 0 && loss == null) {
        account.say("or");
      }
      List<Expr> point = found.points().get(i);
      List<Symbol> any = variables.stream().filter(point::contains).toList();
      say(point, any.isEmpty() ? List.of() : conditions(point, zeros), any.isEmpty());
      free(any);
      if (!any.isEmpty() && loss != null) {
        account.say("The Hessian is singular along it, and does not decide what is there.");
      }
    }
    if (!found.complete()) {
      account.warn(
          found.points().isEmpty()
              ? "No solution is found by eliminating one variable after the other."
              : "There may be other solutions.");
    } else if (found.points().isEmpty()) {
      account.say("No real numbers solve this.");
    }
  }

  private void linear(LinearSystem.Solution solution) {
    List<Expr> values = solution.values();
    if (values == null) {
      account.say("These contradict each other: there is no solution.");
      return;
    }
    say(values, solution.conditions(), true);
    free(solution.free());
  }

  /// That some variables may have any value.
  private void free(List<Symbol> any) {
    if (!any.isEmpty()) {
      Wording free = account.sentence();
      for (int i = 0; i < any.size(); i++) {
        free = account.sentence(free, i == 0 ? "" : ", ", any.get(i));
      }
      account.say("with any ", free, ": a family of solutions.");
    }
  }

  /// Where the equations have values at a point of a family.
  private List<Expr> conditions(List<Expr> point, List<Expr> zeros) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < point.size(); i++) {
      values.put(variables.get(i), point.get(i));
    }
    List<Expr> all = new ArrayList<>(point);
    zeros.forEach(zero -> all.add(Substitution.of(values).apply(zero)));
    return Domain.conditions(Literal.of(all.size(), all), forms.assumptions());
  }

  /// @param decided whether the Hessian is to say what is there
  private void say(List<Expr> point, List<Expr> conditions, boolean decided) {
    List<Report.Row> rows = new ArrayList<>();
    int shown = 0;
    for (int i = 0; i < point.size(); i++) {
      if (!point.get(i).equals(variables.get(i))) {
        shown = i;
      }
    }
    for (int i = 0; i < point.size(); i++) {
      if (!point.get(i).equals(variables.get(i))) {
        boolean last = i == shown;
        rows.add(
            Account.row(
                variables.get(i),
                point.get(i),
                (last ? conditions : List.<Expr>of()).toArray(Expr[]::new)));
      }
    }
    account.equations(rows.toArray(Report.Row[]::new));
    if (loss != null && decided) {
      Wording kind = new SecondOrder(account, forms, name, loss, variables).of(point, conditions);
      account.say(kind, ".");
    }
  }
}
