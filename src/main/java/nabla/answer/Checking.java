package nabla.answer;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nabla.check.ArrayCounterexample;
import nabla.check.Check;
import nabla.check.Counterexample;
import nabla.check.Verdict;
import nabla.expr.Expr;
import nabla.expr.Relation;
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
        blocks(verdict, echo),
        echo.notes(),
        echo.writing(),
        () -> reply(request, echo, verdict),
        verdict.isGood() ? ExitCode.DONE : ExitCode.NOT_SHOWN);
  }

  private static List<Report.Block> blocks(Verdict verdict, Echo echo) {
    WriteOptions writing = echo.writing();
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Subject(echo.latex()));
    blocks.add(new Report.Remark(sentence(verdict, writing), tone(verdict)));
    for (Verdict.Remedy remedy : verdict.remedies()) {
      blocks.add(
          new Report.Remark(
              Wording.of("it holds for ")
                  .and(remedy.assumption(), writing)
                  .and(" (" + remedy.kind() + ")"),
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

  private static Wording sentence(Verdict verdict, WriteOptions writing) {
    Wording kind = Wording.of(verdict.kind().toString());
    Counterexample example = verdict.counterexample();
    ArrayCounterexample arrays = verdict.arrays();
    return switch (verdict.kind()) {
      case PROVED -> kind.and(road(verdict)).and(conditions(verdict.conditions(), writing));
      case SUPPORTED ->
          kind.and(conditions(verdict.conditions(), writing))
              .and(": " + evidence(verdict) + "; no proof found");
      case REFUTED ->
          arrays != null
              ? kind.and(": ").and(ArrayCounterexamples.sentence(arrays, writing))
              : example == null ? kind : kind.and(": ").and(sentence(example, writing));
      case UNDECIDED -> kind;
    };
  }

  private static String road(Verdict verdict) {
    Verdict.Road road = verdict.road();
    if (road == null) {
      return "";
    }
    return switch (road) {
      case LAWS -> " by the laws of matrices";
      case ENTRIES -> " entry by entry";
    };
  }

  private static String evidence(Verdict verdict) {
    boolean equation = verdict.claim().comparison() == Relation.Comparison.EQUAL;
    if (verdict.digits() > 0) {
      return "both sides agree to " + verdict.digits() + " digits";
    }
    String place = ArrayCounterexamples.concern(verdict.claim()) ? "random choice" : "point";
    String points = verdict.points() + " " + place + (verdict.points() == 1 ? "" : "s");
    return (equation ? "both sides agree at " : "it holds at ") + points;
  }

  private static Wording conditions(List<Expr> conditions, WriteOptions writing) {
    Wording wording = new Wording(List.of());
    for (Expr condition : conditions) {
      wording = wording.and(wording.pieces().isEmpty() ? ", where " : ", ").and(condition, writing);
    }
    return wording;
  }

  private static Wording sentence(Counterexample example, WriteOptions writing) {
    Wording wording = new Wording(List.of());
    for (int i = 0; i < example.point().symbols().size(); i++) {
      wording =
          wording
              .and(i == 0 ? "at " : ", ")
              .andEquation(
                  example.point().symbols().get(i),
                  example.point().coordinates().get(i).toString(),
                  writing);
    }
    wording = wording.and(wording.pieces().isEmpty() ? "" : " ");
    return example.isClose()
        ? wording
            .and("both sides are ")
            .andNumber(example.left().toString(), writing)
            .and(
                " to "
                    + Counterexample.MOST_SHOWN
                    + " digits, and the left side minus the right is ")
            .andNumber(example.differenceText(), writing)
        : wording
            .and("the left side is ")
            .andNumber(example.left().toString(), writing)
            .and(", the right side ")
            .andNumber(example.right().toString(), writing);
  }

  private static JsonObject reply(Request request, Echo echo, Verdict verdict) {
    JsonObject reply = Reply.begin(request, echo);
    reply.addProperty("verdict", verdict.kind().toString());
    ArrayCounterexample arrays = verdict.arrays();
    reply.add(
        "counterexample",
        arrays == null
            ? counterexample(verdict, echo.writing())
            : ArrayCounterexamples.json(arrays, echo.writing()));
    Verdict.Road road = verdict.road();
    reply.addProperty("road", road == null ? null : road.toString());
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
