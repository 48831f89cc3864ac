package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import nabla.Formula;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.plot.ContourPlot;
import nabla.worksheet.plot.FunctionPlot;
import nabla.write.WriteOptions;

/// `plot f, f' for x in [-5, 5]`: a picture of graphs; `plot f for x in [-1, 1], y in [-1, 1]`:
/// contour lines.
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
    List<Sampling.Interval> intervals = Sampling.intervals(where);
    List<Report.Picture> pictures =
        switch (intervals.size()) {
          case 1 -> List.of(graphs(statement, intervals.getFirst()));
          case 2 -> contours(statement, intervals.get(0), intervals.get(1));
          default ->
              throw new NablaException(
                  NablaException.Kind.SYNTAX,
                  "found %d variables, expected one, or two for contour lines"
                      .formatted(intervals.size()),
                  1,
                  where.start() + 1,
                  where.text().length());
        };
    return new Report(
        statement.text().strip(),
        List.copyOf(pictures),
        List.of(),
        WriteOptions.DEFAULT,
        () -> json(pictures),
        ExitCode.DONE);
  }

  private Report.Picture graphs(Statement statement, Sampling.Interval interval) {
    List<FunctionPlot.Line> lines =
        StatementReader.list(statement.head()).stream()
            .map(item -> line(item, List.of(interval.variable())))
            .toList();
    return FunctionPlot.ofLines(
        "plot", lines, interval.variable(), interval.ends()[0], interval.ends()[1]);
  }

  /// A picture of the contour lines of each function.
  private List<Report.Picture> contours(
      Statement statement, Sampling.Interval across, Sampling.Interval up) {
    List<String> variables = List.of(across.variable(), up.variable());
    return StatementReader.list(statement.head()).stream()
        .map(item ->
            ContourPlot.of("contours", line(item, variables), variables, across.ends(), up.ends()))
        .toList();
  }

  private FunctionPlot.Line line(Clause item, List<String> variables) {
    Formula formula = sampling.formula(item, variables);
    return NameText.defined(item.text()) == null
        ? new FunctionPlot.Line(
            sampling.label(item, String.join(", ", variables), true).text(), formula)
        : new FunctionPlot.Line(formula);
  }

  /// One picture by itself, several as a list.
  private static JsonObject json(List<Report.Picture> pictures) {
    List<JsonObject> all = pictures.stream().map(Plotting::json).toList();
    if (all.size() == 1) {
      return all.getFirst();
    }
    JsonArray list = new JsonArray();
    all.forEach(list::add);
    JsonObject json = new JsonObject();
    json.add("pictures", list);
    return json;
  }

  private static JsonObject json(Report.Picture picture) {
    JsonObject json = new JsonObject();
    json.addProperty("description", picture.description());
    json.addProperty("svg", picture.svg());
    return json;
  }
}
