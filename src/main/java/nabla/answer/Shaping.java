package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.ShapeCheck;
import nabla.expr.Expr;
import nabla.numeric.Verification;
import nabla.write.Derivations;
import nabla.write.ShapeRow;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// `nabla shapes`.
final class Shaping {
  private Shaping() {}

  /// The shape check of the formula, and of the derivatives that the request asks for.
  static Report report(Request request, Echo echo) {
    Formula formula = echo.formula();
    WriteOptions writing = echo.writing();
    ShapeCheck check = ShapeCheck.of(formula, request.wrt(), request.verify());
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Shapes(check.rows()));
    for (ShapeCheck.OfDerivative part : check.derivatives()) {
      Derived derived = part.derived();
      blocks.add(
          new Report.Equations(
              List.of(
                  new Report.Row(
                      Report.Left.of(derived.subject()),
                      derived.result(),
                      "",
                      derived.conditions()))));
      blocks.add(new Report.Shapes(part.rows()));
      Verification verification = derived.verification();
      if (verification != null && !verification.isVerified()) {
        blocks.add(new Report.Remark(verification.summary(), Report.Tone.WARNING));
      }
    }
    return new Report(
        request.formula(),
        blocks,
        echo.notes(),
        writing,
        () -> reply(request, echo, check),
        ExitCode.DONE);
  }

  private static JsonObject reply(Request request, Echo echo, ShapeCheck check) {
    WriteOptions writing = echo.writing();
    JsonArray results = new JsonArray();
    results.add(result("", 0, echo.formula().reading().expression(), check.rows(), writing));
    for (ShapeCheck.OfDerivative part : check.derivatives()) {
      String wrt =
          part.derived().variables().stream()
              .map(variable -> Text.of(variable, writing))
              .collect(Collectors.joining(" "));
      JsonObject result =
          result(wrt, part.derived().order(), part.derived().result(), part.rows(), writing);
      result.add("verified", Reply.verified(part.derived().verification()));
      results.add(result);
    }
    JsonObject reply = Reply.begin(request, echo);
    reply.add("results", results);
    return reply;
  }

  private static JsonObject result(
      String wrt, int order, Expr expression, List<ShapeRow> rows, WriteOptions writing) {
    JsonObject result = new JsonObject();
    result.addProperty("wrt", wrt);
    result.addProperty("order", order);
    result.addProperty("shape", Text.of(expression.shape()));
    Derivations.addSpellings(result, expression, writing);
    JsonArray list = new JsonArray();
    for (ShapeRow row : rows) {
      JsonObject object = new JsonObject();
      Derivations.addSpellings(object, row.expression(), writing);
      object.addProperty("shape", Text.of(row.shape()));
      object.addProperty("reason", row.reason().text(writing));
      list.add(object);
    }
    result.add("rows", list);
    return result;
  }
}
