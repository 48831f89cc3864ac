package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesTest {
  private static List<JsonObject> answers(String command, String... requests) {
    // how long an answer takes on a busy machine is not tested here
    Outcome outcome =
        Outcome.reading(String.join("\n", requests), command, "--jsonl", "--timeout", "300");
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
            "where",
            "conditions",
            "given",
            "convention",
            "value",
            "steps",
            "verified"),
        List.copyOf(result.keySet()));
    assertEquals("x₁", result.get("wrt").getAsString());
    assertEquals(12.5, result.get("value").getAsDouble());
    assertEquals(
        Set.of("numpy", "java", "torch", "julia"), result.getAsJsonObject("code").keySet());
    assertTrue(result.getAsJsonObject("code").get("numpy").getAsString().contains("x1**2"));
    JsonObject step = result.getAsJsonArray("steps").get(0).getAsJsonObject();
    assertEquals(Set.of("rule", "sentence", "text", "latex", "shape", "within"), step.keySet());
    assertEquals(Set.of("points", "maxRelativeError"), result.getAsJsonObject("verified").keySet());
  }

  @Test
  void everyNameInAResultIsExplained() {
    StringBuilder network = new StringBuilder("a0 = x");
    for (int layer = 1; layer <= 8; layer++) {
      network.append("; a%d = tanh(W%d a%d)".formatted(layer, layer, layer - 1));
    }
    String request =
        "{\"formula\": \"%s; L = ||a8 - y||^2\", \"wrt\": \"W1\", \"where\": \"x in R^n\"}"
            .formatted(network);
    JsonObject named =
        answers("derive", request).getFirst().getAsJsonArray("results").get(0).getAsJsonObject();
    String shown = named.get("text").getAsString();
    for (JsonElement name : named.getAsJsonArray("where").asList().reversed()) {
      String[] sides = name.getAsJsonObject().get("text").getAsString().split(" = ", 2);
      assertTrue(shown.contains(sides[0]), shown);
      shown = shown.replace(sides[0], sides[1]);
    }
    assertFalse(shown.contains("∂"), shown);
    assertFalse(
        Outcome.of("derive", network + "; L = ||a8 - y||^2 where x in R^n", "--substitute")
            .output()
            .contains("∂L/∂a"));
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
        "norm(A, 3) tr(A B) | unsupported",
        "1/0 | domain",
        "5 | name",
        "1e9999999 x | budget"
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

  /// Whatever JSON it is, the id comes back as it was.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.50",
        "-0",
        "1e400",
        "12345678901234567890123",
        "\"a \\u00e9\"",
        "true",
        "null",
        "[1,{\"a\":null}]",
        "{}"
      })
  void anyIdComesBack(String id) {
    for (String command : List.of("derive", "read", "simplify", "check", "evaluate")) {
      String formula = command.equals("check") ? "x = x" : "x";
      for (String text : List.of(formula, "x +")) {
        JsonObject answer =
            answers(command, "{\"id\": " + id + ", \"formula\": \"" + text + "\"}").getFirst();
        assertEquals(JsonParser.parseString(id).toString(), answer.get("id").toString());
        assertEquals(!text.equals(formula), answer.has("error"), command);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{bad",
        "{'id': 1, 'formula': 'x'}",
        "{\"id\": NaN, \"formula\": \"x\"}",
        "{\"id\": 1, \"formula\": \"x\"} {\"id\": 2, \"formula\": \"x\"}",
        "{\"id\": 1, \"formula\": \"x\"}]",
        "{\"id\": 1; \"formula\": \"x\"}",
        "\"x\"",
        "17",
        "null"
      })
  void whatIsNoJsonIsNotGuessedAt(String line) {
    JsonObject answer = answers("derive", line).getFirst();
    assertEquals(Set.of("id", "error"), answer.keySet());
    assertTrue(answer.get("id").isJsonNull());
    assertEquals("syntax", answer.getAsJsonObject("error").get("kind").getAsString());
  }

  @Test
  void fieldsThatSayNothingAreNamed() {
    JsonObject answer =
        answers("derive", "{\"formula\": \"x^3\", \"ordr\": 2, \"steps\": true}").getFirst();
    String notes = answer.getAsJsonObject("read").get("notes").toString();
    assertTrue(notes.contains("ordr"), notes);
    JsonObject result = answer.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("3x²", result.get("text").getAsString());
    assertEquals(1, result.getAsJsonArray("steps").size());
  }

  @Test
  void aFieldThatComesTwiceIsRefused() {
    JsonObject answer =
        answers("derive", "{\"id\": 3, \"formula\": \"x\", \"order\": 1, \"order\": 2}").getFirst();
    assertEquals(3, answer.get("id").getAsInt());
    JsonObject error = answer.getAsJsonObject("error");
    assertEquals("syntax", error.get("kind").getAsString());
    assertTrue(error.get("message").getAsString().contains("two fields \"order\""));
  }

  @Test
  void namesThatDoNotOccurAreNoted() {
    String byStranger = "{\"formula\": \"x^2\", \"wrt\": \"q\"}";
    String byForm = "{\"formula\": \"x^2 + x\", \"form\": \"collected:y\"}";
    assertEquals(List.of("q does not occur in the formula"), notes("derive", byStranger));
    assertEquals(List.of("y does not occur in the formula"), notes("simplify", byForm));
    assertEquals(List.of(), notes("simplify", byForm.replace(":y", ":x")));
  }

  private static List<String> notes(String command, String request) {
    return answers(command, request)
        .getFirst()
        .getAsJsonObject("read")
        .getAsJsonArray("notes")
        .asList()
        .stream()
        .map(note -> note.getAsString())
        .toList();
  }

  @Test
  void arraysOfValuesHaveTheirShape() {
    String request =
        "{\"formula\": \"x^2 y\", \"wrt\": \"(x,y)\", \"order\": %d, \"at\": \"x=3, y=2\"}";
    JsonObject gradient =
        answers("derive", request.formatted(1))
            .getFirst()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    assertEquals("[12,9]", gradient.get("value").toString());
    assertEquals(
        "np.array([2 * x * y, x**2])", gradient.getAsJsonObject("code").get("numpy").getAsString());
    assertEquals(
        "new double[] {2.0 * x * y, x * x}",
        gradient.getAsJsonObject("code").get("java").getAsString());
    JsonObject hessian =
        answers("derive", request.formatted(2))
            .getFirst()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    assertEquals("[[4,6],[6,0]]", hessian.get("value").toString());
  }

  /// An answer is there before the next request is asked for.
  @Test
  void answersDoNotWaitForFurtherRequests() throws Exception {
    PipedOutputStream requests = new PipedOutputStream();
    try (PipedInputStream input = new PipedInputStream(requests, 1 << 16);
        PipedOutputStream replies = new PipedOutputStream();
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(
                    new PipedInputStream(replies, 1 << 16), StandardCharsets.UTF_8))) {
      Thread service =
          Thread.ofVirtual()
              .start(() ->
                  Main.run(
                      input,
                      new PrintStream(
                          new BufferedOutputStream(replies), false, StandardCharsets.UTF_8),
                      System.err,
                      Terminal.NONE,
                      "derive",
                      "--jsonl"));
      for (int id = 0; id < 5; id++) {
        String request = "{\"id\": " + id + ", \"formula\": \"x^" + (id + 2) + "\"}\n";
        requests.write(request.getBytes(StandardCharsets.UTF_8));
        requests.flush();
        JsonObject answer = JsonParser.parseString(answers.readLine()).getAsJsonObject();
        assertEquals(id, answer.get("id").getAsInt());
      }
      requests.close();
      service.join();
    }
  }

  @Test
  void aHugeLineIsAnsweredAndTheNextToo() {
    String sum = "x + ".repeat(100_000) + "x";
    List<JsonObject> answers =
        answers(
            "derive",
            "{\"id\": 1, \"formula\": \"" + sum + "\"}",
            "{\"id\": 2, \"formula\": \"" + "(".repeat(100_000) + "\"}",
            "{\"id\": 3, \"formula\": \"x^2\"}");
    assertEquals("100001", text(answers.get(0)));
    assertTrue(answers.get(1).has("error"));
    assertEquals("2x", text(answers.get(2)));
  }
}
