package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import nabla.Nabla;
import org.junit.jupiter.api.Test;

/// What a descent tells programs.
class FindingsTest {

  private static JsonObject descend(String loss, Map<String, String> from, String rate, int steps) {
    return Descent.descend(
            Nabla.formula(loss),
            from.keySet().stream().sorted().toList(),
            from,
            rate,
            new Stop.Steps(steps))
        .json()
        .get();
  }

  private static double below(JsonElement point) {
    return point
        .getAsJsonObject()
        .getAsJsonObject("converges")
        .getAsJsonObject("below")
        .get("value")
        .getAsDouble();
  }

  @Test
  void theIteratesOfAQuadraticLossAreExact() {
    JsonObject json = descend("L = (w - 100)^2/2", Map.of("w", "0"), "1/2, 5/2", 3);
    assertEquals("[\"w\"]", json.get("variables").toString());
    JsonObject point = json.getAsJsonArray("stationary").get(0).getAsJsonObject();
    assertEquals("minimum", point.get("kind").getAsString());
    assertEquals(2, below(point));
    assertFalse(point.getAsJsonObject("converges").get("local").getAsBoolean());
    JsonArray runs = json.getAsJsonArray("runs");
    assertEquals(2, runs.size());
    JsonObject last =
        runs.get(0).getAsJsonObject().getAsJsonArray("iterates").get(3).getAsJsonObject();
    assertEquals("[\"175/2\"]", last.get("exact").toString());
    assertEquals(87.5, last.getAsJsonArray("values").get(0).getAsDouble());
    assertEquals(78.125, last.get("loss").getAsDouble());
    assertEquals(
        2.5, runs.get(1).getAsJsonObject().getAsJsonObject("rate").get("value").getAsDouble());
  }

  @Test
  void whatIsFoundByNumbersHasNoExactForm() {
    JsonObject json =
        descend("L = (x^2 + y - 11)^2 + (x + y^2 - 7)^2", Map.of("x", "0", "y", "0"), "0.01", 40);
    JsonObject point = json.getAsJsonArray("stationary").get(0).getAsJsonObject();
    assertEquals("minimum", point.get("kind").getAsString());
    assertTrue(point.getAsJsonObject("converges").get("local").getAsBoolean());
    assertEquals(2 / (54 + Math.sqrt(800)), below(point), 1e-9);
    JsonArray iterates =
        json.getAsJsonArray("runs").get(0).getAsJsonObject().getAsJsonArray("iterates");
    assertEquals(41, iterates.size());
    for (int i = 0; i < iterates.size(); i++) {
      assertEquals(i, iterates.get(i).getAsJsonObject().get("step").getAsInt());
    }
    assertFalse(iterates.get(5).getAsJsonObject().has("exact"));
  }

  @Test
  void aDescentThatDivergesSaysSo() {
    JsonObject json = descend("L = w^4", Map.of("w", "3"), "1", 50);
    JsonObject run = json.getAsJsonArray("runs").get(0).getAsJsonObject();
    assertEquals("diverges", run.get("outcome").getAsString());
    assertTrue(run.getAsJsonArray("iterates").size() > 2);
  }

  @Test
  void severalEigenvaluesComeFromTheLeast() {
    JsonObject json = descend("L = (x - 1)^2 + x y + 2 y^2", Map.of("x", "0", "y", "0"), "α", 1);
    JsonArray points = json.getAsJsonArray("stationary");
    List<Double> values =
        points.get(0).getAsJsonObject().getAsJsonArray("eigenvalues").asList().stream()
            .map(each -> each.getAsJsonObject().get("value").getAsDouble())
            .toList();
    assertEquals(3 - Math.sqrt(2), values.getFirst(), 1e-12);
    assertEquals(3 + Math.sqrt(2), values.getLast(), 1e-12);
    assertFalse(json.has("runs"));
  }

  @Test
  void solutionsAreDataAsWell() {
    JsonObject json = Solve.solve(Nabla.formula("x^2 = 2"), List.of("x")).json().get();
    JsonArray solutions = json.getAsJsonArray("solutions");
    JsonObject last = solutions.get(1).getAsJsonObject().getAsJsonObject("x");
    assertEquals("√2", last.get("text").getAsString());
    assertEquals(Math.sqrt(2), last.get("value").getAsDouble());
    JsonObject kinked =
        Solve.solve(Nabla.formula("∂L/∂w = 0", "let L = |w - 1| + w^2/8"), List.of("w"))
            .json()
            .get();
    assertEquals(
        "minimum",
        kinked.getAsJsonArray("kinks").get(0).getAsJsonObject().get("kind").getAsString());
  }
}
