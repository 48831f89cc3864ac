package nabla.worksheet;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import nabla.Formula;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.plot.FunctionPlot;
import nabla.write.WriteOptions;

/// `plot f, f' for x in [-5, 5]`: a picture of graphs.
final class Plotting {
  private final Sampling sampling;

  Plotting(Sheet sheet) {
    this.sampling = new Sampling(sheet);
  }

  Report plot(Statement statement) {
    Clause where = statement.clause("for");
    if (where == null) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no interval, expected " + statement.kind().usage(),
          1,
          statement.text().length() + 1,
          1);
    }
    Sampling.Interval interval = Sampling.interval(where);
    List<FunctionPlot.Line> lines = new ArrayList<>();
    for (Clause item : StatementReader.list(statement.head())) {
      String variable = interval.variable();
      Formula formula = sampling.formula(item, variable, List.of(variable));
      lines.add(
          NameText.defined(item.text()) == null
              ? new FunctionPlot.Line(sampling.label(item, variable, true).text(), formula)
              : new FunctionPlot.Line(formula));
    }
    Report.Picture picture =
        FunctionPlot.ofLines(
            "plot",
            lines,
            interval.variable(),
            interval.from().doubleValue(),
            interval.to().doubleValue());
    return new Report(
        statement.text().strip(),
        List.of(picture),
        List.of(),
        WriteOptions.DEFAULT,
        () -> json(picture),
        ExitCode.DONE);
  }

  private static JsonObject json(Report.Picture picture) {
    JsonObject json = new JsonObject();
    json.addProperty("description", picture.description());
    json.addProperty("svg", picture.svg());
    return json;
  }
}
