package nabla.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.check.Check;
import nabla.check.Counterexample;
import nabla.check.Verdict;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// `nabla check`.
final class Checking {
  private Checking() {}

  /// The verdict on the claim of the request.
  static Report report(Request request, Echo echo) {
    Verdict verdict = Check.of(echo.formula().reading());
    return new Report(
        request.formula(),
        blocks(verdict, echo.writing()),
        echo.notes(),
        echo.writing(),
        () -> reply(request, echo, verdict),
        verdict.isGood() ? ExitCode.DONE : ExitCode.NOT_SHOWN);
  }

  private static List<Report.Block> blocks(Verdict verdict, WriteOptions writing) {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Remark(sentence(verdict, writing), tone(verdict)));
    for (Verdict.Remedy remedy : verdict.remedies()) {
      blocks.add(
          new Report.Remark(
              "it holds for " + Text.of(remedy.assumption(), writing) + " (" + remedy.kind() + ")",
              Report.Tone.PLAIN));
    }
    for (String remark : verdict.remarks()) {
      blocks.add(new Report.Remark(remark, Report.Tone.PLAIN));
    }
    return blocks;
  }

  private static Report.Tone tone(Verdict verdict) {
    return switch (verdict.kind()) {
      case PROVED, SUPPORTED -> Report.Tone.GOOD;
      case REFUTED, UNDECIDED -> Report.Tone.WARNING;
    };
  }

  private static String sentence(Verdict verdict, WriteOptions writing) {
    return verdict.kind()
        + switch (verdict.kind()) {
          case PROVED -> conditions(verdict.conditions(), writing);
          case SUPPORTED ->
              conditions(verdict.conditions(), writing)
                  + ": "
                  + evidence(verdict)
                  + "; no proof found";
          case REFUTED ->
              verdict.counterexample() == null
                  ? ""
                  : ": " + sentence(verdict.counterexample(), writing);
          case UNDECIDED -> "";
        };
  }

  private static String evidence(Verdict verdict) {
    boolean equation = verdict.claim().comparison() == Relation.Comparison.EQUAL;
    if (verdict.digits() > 0) {
      return "both sides agree to " + verdict.digits() + " digits";
    }
    String points = verdict.points() == 1 ? "1 point" : verdict.points() + " points";
    return (equation ? "both sides agree at " : "it holds at ") + points;
  }

  private static String conditions(List<Expr> conditions, WriteOptions writing) {
    return conditions.isEmpty()
        ? ""
        : conditions.stream()
            .map(condition -> Text.of(condition, writing))
            .collect(Collectors.joining(", ", ", where ", ""));
  }

  private static String sentence(Counterexample example, WriteOptions writing) {
    String sides =
        example.isClose()
            ? "both sides are "
                + signed(example.left(), writing)
                + " to "
                + Counterexample.MOST_SHOWN
                + " digits, and the left side minus the right is "
                + signed(example.differenceText(), writing)
            : "the left side is "
                + signed(example.left(), writing)
                + ", the right side "
                + signed(example.right(), writing);
    return example.point().symbols().isEmpty()
        ? sides
        : "at " + place(example, writing) + " " + sides;
  }

  private static String signed(Object number, WriteOptions writing) {
    return writing.ascii() ? number.toString() : number.toString().replace('-', '−');
  }

  private static String place(Counterexample example, WriteOptions writing) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < example.point().symbols().size(); i++) {
      Symbol symbol = example.point().symbols().get(i);
      values.add(
          Text.of(symbol, writing) + " = " + signed(example.point().coordinates().get(i), writing));
    }
    return String.join(", ", values);
  }

  private static JsonObject reply(Request request, Echo echo, Verdict verdict) {
    JsonObject reply = Reply.begin(request, echo);
    reply.addProperty("verdict", verdict.kind().toString());
    reply.add("counterexample", counterexample(verdict, echo.writing()));
    List<Expr> conditions = new ArrayList<>(verdict.conditions());
    verdict.remedies().forEach(remedy -> conditions.add(remedy.assumption()));
    reply.add("conditions", Reply.texts(conditions, echo.writing()));
    return reply;
  }

  private static JsonElement counterexample(Verdict verdict, WriteOptions writing) {
    Counterexample example = verdict.counterexample();
    if (example == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject at = new JsonObject();
    for (int i = 0; i < example.point().symbols().size(); i++) {
      at.addProperty(
          Text.of(example.point().symbols().get(i), writing),
          example.point().coordinates().get(i).toString());
    }
    JsonObject object = new JsonObject();
    object.add("at", at);
    BigDecimal left = example.left().decimal();
    BigDecimal right = example.right().decimal();
    // numbers that no double tells apart are written out
    boolean plain = left.doubleValue() != right.doubleValue();
    object.add("left", new JsonPrimitive(plain ? left.doubleValue() : left));
    object.add("right", new JsonPrimitive(plain ? right.doubleValue() : right));
    return object;
  }
}
