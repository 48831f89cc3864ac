package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonLinesTest {
  private static List<JsonObject> answers(String command, String... requests) {
    Outcome outcome = Outcome.reading(String.join("\n", requests), command, "--jsonl");
    return outcome
        .output()
        .lines()
        .map(JsonParser::parseString)
        .map(e -> e.getAsJsonObject())
        .toList();
  }

  @Test
  void theAnswerHasEveryField() {
    JsonObject answer =
        answers(
                "derive",
                """
                {"id": 7, "formula": "x1^3 + 1/2x1", "order": 1, "at": "x1=2", "steps": "brief"}
                """
                    .strip())
            .getFirst();
    assertEquals(Set.of("id", "formula", "read", "results"), answer.keySet());
    assertEquals(7, answer.get("id").getAsInt());
    assertEquals(
        Set.of("text", "latex", "shapes", "notes"), answer.getAsJsonObject("read").keySet());
    assertEquals("{\"x₁\":\"ℝ\"}", answer.getAsJsonObject("read").get("shapes").toString());
    assertEquals(1, answer.getAsJsonObject("read").getAsJsonArray("notes").size());
    JsonObject result = answer.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals(
        List.of(
            "wrt",
            "order",
            "shape",
            "text",
            "latex",
            "code",
            "conditions",
            "value",
            "steps",
            "verified"),
        List.copyOf(result.keySet()));
    assertEquals("x₁", result.get("wrt").getAsString());
    assertEquals(12.5, result.get("value").getAsDouble());
    assertEquals(Set.of("numpy", "java"), result.getAsJsonObject("code").keySet());
    assertTrue(result.getAsJsonObject("code").get("numpy").getAsString().contains("x1**2"));
    JsonObject step = result.getAsJsonArray("steps").get(0).getAsJsonObject();
    assertEquals(Set.of("rule", "sentence", "text", "latex", "within"), step.keySet());
    assertEquals(Set.of("points", "maxRelativeError"), result.getAsJsonObject("verified").keySet());
  }

  @Test
  void oneAnswerALineInOrderGoingOnAfterErrors() {
    List<JsonObject> answers =
        answers(
            "derive",
            "{\"id\": \"a\", \"formula\": \"x^2\"}",
            "",
            "{\"id\": 2, \"formula\": \"x +\"}",
            "no json",
            "[1]",
            "{\"id\": 3}",
            "{\"id\": {\"k\": 1}, \"formula\": \"x\", \"order\": \"many\"}",
            "   ",
            "{\"id\": null, \"formula\": \"x^3\"}");
    assertEquals(7, answers.size());
    assertEquals("a", answers.get(0).get("id").getAsString());
    assertFalse(answers.get(0).has("error"));
    JsonObject error = answers.get(1).getAsJsonObject("error");
    assertEquals(List.of("kind", "message", "line", "column"), List.copyOf(error.keySet()));
    assertEquals("syntax", error.get("kind").getAsString());
    assertEquals(4, error.get("column").getAsInt());
    assertEquals(2, answers.get(1).get("id").getAsInt());
    assertTrue(answers.get(2).get("id").isJsonNull() && answers.get(2).has("error"));
    assertTrue(answers.get(3).get("id").isJsonNull() && answers.get(3).has("error"));
    assertEquals(3, answers.get(4).get("id").getAsInt());
    assertEquals("{\"k\":1}", answers.get(5).get("id").toString());
    assertTrue(answers.get(6).has("results"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + | syntax",
        "x^T y + x y^T | shape",
        "x^T A x | unsupported",
        "1/0 | domain",
        "5 | name",
        "100000! x | budget"
      })
  void errorsHaveTheirKind(String formula, String kind) {
    JsonObject request = new JsonObject();
    request.addProperty("formula", formula);
    JsonObject answer = answers("derive", request.toString()).getFirst();
    assertTrue(answer.has("error"), answer.toString());
    assertEquals(kind, answer.getAsJsonObject("error").get("kind").getAsString());
  }

  @Test
  void everyCommandServesRequests() {
    JsonObject simplified = answers("simplify", "{\"formula\": \"x + x\"}").getFirst();
    assertEquals("2x", text(simplified));
    JsonObject evaluated =
        answers("evaluate", "{\"formula\": \"x + x\", \"at\": {\"x\": \"1/4\"}}").getFirst();
    assertEquals("1/2", text(evaluated));
    assertEquals(
        0.5,
        evaluated.getAsJsonArray("results").get(0).getAsJsonObject().get("value").getAsDouble());
    JsonObject read = answers("read", "{\"formula\": \"x y\"}").getFirst();
    assertEquals("xy", read.getAsJsonObject("read").get("text").getAsString());
    JsonObject refuted = answers("check", "{\"id\": 1, \"formula\": \"√(x²) = x\"}").getFirst();
    assertEquals("refuted", refuted.get("verdict").getAsString());
    assertTrue(refuted.get("counterexample").isJsonObject());
    JsonObject proved = answers("check", "{\"formula\": \"x + x = 2x\"}").getFirst();
    assertEquals("proved", proved.get("verdict").getAsString());
    assertTrue(proved.get("counterexample").isJsonNull());
    assertTrue(proved.get("conditions").isJsonArray());
  }

  private static String text(JsonObject answer) {
    return answer.getAsJsonArray("results").get(0).getAsJsonObject().get("text").getAsString();
  }
}
