package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import nabla.Formula;
import nabla.expr.Expr;
import nabla.simplify.Form;

/// `nabla simplify`.
final class Simplifying {
  private Simplifying() {}

  /// The formula in the form that the request asks for.
  static Report report(Request request, Echo echo) {
    Formula formula = echo.formula();
    Expr simplified =
        request.form().isBlank()
            ? formula.simplified()
            : formula.simplified(Form.parse(request.form()));
    List<Expr> conditions = formula.conditions(simplified);
    Report.Row row =
        new Report.Row(Report.Left.of(formula.reading().expression()), simplified, "", conditions);
    List<String> remarks = echo.uncollected(request);
    List<Report.Block> blocks = new ArrayList<>(List.of(new Report.Equations(List.of(row))));
    remarks.forEach(remark -> blocks.add(new Report.Remark(remark, Report.Tone.WARNING)));
    return new Report(
        request.formula(),
        blocks,
        echo.notes(),
        echo.writing(),
        () -> {
          JsonObject result = Reply.result("", 0, simplified, echo.writing(), request.formula());
          result.add("conditions", Reply.texts(conditions, echo.writing()));
          JsonArray results = new JsonArray();
          results.add(result);
          JsonObject reply = Reply.begin(request, echo);
          remarks.forEach(remark -> Reply.note(reply, remark));
          reply.add("results", results);
          return reply;
        },
        ExitCode.DONE);
  }
}
