package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import nabla.Value;

/// `nabla evaluate`.
final class Evaluating {
  private Evaluating() {}

  /// The formula with the numbers of the request put in.
  static Report report(Request request, Echo echo) {
    Value value = echo.formula().at(echo.formula().reading().expression(), request.at());
    Report.Row row = new Report.Row(null, value.exact(), Decimals.beside(value), List.of());
    return new Report(
        request.formula(),
        List.of(new Report.Equations(List.of(row))),
        echo.notes(),
        echo.writing(),
        () -> {
          JsonObject result = Reply.result("", 0, value.exact(), echo.writing(), request.formula());
          result.add("value", Decimals.json(value, echo.writing()));
          JsonArray results = new JsonArray();
          results.add(result);
          JsonObject reply = Reply.begin(request, echo);
          reply.add("results", results);
          return reply;
        },
        ExitCode.DONE);
  }
}
