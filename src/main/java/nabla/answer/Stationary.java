package nabla.answer;

import java.util.ArrayList;
import java.util.List;
import nabla.Derived;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.simplify.arrays.LinearEquation;
import nabla.write.WriteOptions;

/// Where a derivative is 0: the equation, solved for the variable where it is linear in it.
final class Stationary {

  private Stationary() {}

  /// Adds the equation and its solution.
  ///
  /// @param shown the derivative as it is shown
  static void addTo(List<Report.Block> blocks, Derived answer, Expr shown, WriteOptions writing) {
    List<Report.Row> rows = new ArrayList<>();
    LinearEquation linear = answer.stationary();
    if (linear == null) {
      rows.add(new Report.Row(Report.Left.of(shown), Num.ZERO, "", List.of()));
    } else {
      Relation equation = linear.equation();
      rows.add(new Report.Row(Report.Left.of(equation.left()), equation.right(), "", List.of()));
      Relation solution = linear.solution();
      if (solution != null) {
        rows.add(
            new Report.Row(
                Report.Left.of(solution.left()),
                solution.right(),
                "",
                linear.conditions(answer.formula().reading().assumptions())));
      }
    }
    blocks.add(
        new Report.Remark(
            Verifications.left(answer).text(writing) + " = 0 where", Report.Tone.PLAIN));
    blocks.add(new Report.Equations(rows));
  }
}
