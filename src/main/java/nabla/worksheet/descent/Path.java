package nabla.worksheet.descent;

import java.util.List;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.worksheet.plot.PathPlot;
import nabla.write.Text;

/// The picture of a descent, where there are one or two variables.
final class Path {

  private Path() {}

  /// Adds the picture of the steps to an account; nothing where the loss cannot be drawn.
  static void draw(Account account, Problem problem, Iteration iteration, Expr rate) {
    List<Symbol> variables = problem.variables();
    if (variables.size() > 2 || iteration.path().size() < 2) {
      return;
    }
    double[][] steps = iteration.path().stream().map(Iterate::values).toArray(double[][]::new);
    Iterate end = iteration.end();
    int taken = end.isFinite() ? end.step() : steps.length - 1;
    List<String> names = variables.stream().map(each -> each.name().toString()).toList();
    String name =
        "descent-" + Text.of(rate).replaceAll("[^0-9A-Za-z.]+", "-").replaceAll("^-|-$", "");
    try {
      Formula loss =
          problem.formula().variables().containsAll(variables)
              ? problem.formula()
              : Nabla.formula(Text.of(problem.expression()));
      Report.Picture picture =
          variables.size() == 1
              ? PathPlot.onCurve(name, loss, names.getFirst(), column(steps), taken)
              : PathPlot.onContours(name, loss, names, steps, taken);
      account.add(picture);
    } catch (NablaException notDrawn) {
      if (notDrawn.kind() == NablaException.Kind.BUDGET) {
        throw notDrawn;
      }
    }
  }

  private static double[] column(double[]... steps) {
    double[] column = new double[steps.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = steps[i][0];
    }
    return column;
  }
}
