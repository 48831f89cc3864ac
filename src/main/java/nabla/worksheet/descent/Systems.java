package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.Symbol;
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
      say(found.points().get(i), List.of());
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
    say(values, solution.conditions());
    if (!solution.free().isEmpty()) {
      Wording free = account.sentence();
      for (int i = 0; i < solution.free().size(); i++) {
        free = account.sentence(free, i == 0 ? "" : ", ", solution.free().get(i));
      }
      account.say("with any ", free, ": a family of solutions.");
    }
  }

  private void say(List<Expr> point, List<Expr> conditions) {
    List<Report.Row> rows = new ArrayList<>();
    for (int i = 0; i < point.size(); i++) {
      if (!point.get(i).equals(variables.get(i))) {
        boolean last = i == point.size() - 1;
        rows.add(
            Account.row(
                variables.get(i),
                point.get(i),
                (last ? conditions : List.<Expr>of()).toArray(Expr[]::new)));
      }
    }
    account.equations(rows.toArray(Report.Row[]::new));
    if (loss != null) {
      Wording kind = new SecondOrder(account, forms, name, loss, variables).of(point, conditions);
      account.say(kind, ".");
    }
  }
}
