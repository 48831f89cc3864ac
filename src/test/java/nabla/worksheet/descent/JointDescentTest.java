package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.Report;
import nabla.answer.TextReport;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

/// Descent over several arrays at once.
class JointDescentTest {
  private static final String SHAPES = "W ∈ R^{2×2}; b ∈ R^2; v ∈ R^{1×2}; c ∈ R";
  private static final String NETWORK = "L = (v tanh(W (1, -2) + b) + c - 3/10)^2";
  private static final List<String> ALL = List.of("W", "b", "v", "c");
  private static final Map<String, String> START =
      Map.of("W", "[0.5, -0.2; 0.1, 0.4]", "b", "(0, 0.1)", "v", "(1, -1)", "c", "0.2");

  private static Report descend(String loss, String shapes, List<String> over, String rate) {
    return Descent.descend(Nabla.formula(loss, shapes), over, START, rate, new Stop.Steps(30));
  }

  private static String text(Report report) {
    return new TextReport(report.writing(), Colours.NONE, 0).write(report);
  }

  private static double loss(double... p) {
    double first = Math.tanh(p[0] - 2 * p[1] + p[4]);
    double second = Math.tanh(p[2] - 2 * p[3] + p[5]);
    double error = p[6] * first + p[7] * second + p[8] - 0.3;
    return error * error;
  }

  /// The same steps by differences of the loss.
  @Test
  void takesTheStepsOfDifferences() {
    double[] at = {0.5, -0.2, 0.1, 0.4, 0, 0.1, 1, -1, 0.2};
    for (int step = 0; step < 30; step++) {
      double[] slope = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        slope[i] = (loss(up) - loss(down)) / 2e-6;
      }
      for (int i = 0; i < at.length; i++) {
        at[i] -= 0.05 * slope[i];
      }
    }
    Report report = descend(NETWORK, SHAPES, ALL, "0.05");
    JsonObject run = report.json().get().getAsJsonArray("runs").get(0).getAsJsonObject();
    JsonArray iterates = run.getAsJsonArray("iterates");
    JsonArray last = iterates.get(iterates.size() - 1).getAsJsonObject().getAsJsonArray("values");
    for (int i = 0; i < at.length; i++) {
      assertEquals(at[i], last.get(i).getAsDouble(), 1e-6);
    }
  }

  @Test
  void showsTheUpdatesTheLossesAndWhereItEnds() {
    String text = text(descend(NETWORK, SHAPES, ALL, "0.05"));
    for (String part :
        List.of(
            "W_{t+1} = Wₜ − 0.05 ∂L/∂W",
            "With α = 0.05, in floating-point numbers:",
            "‖∇L‖",
            "After 30 steps:\nW ≈ [",
            "\nc ≈ ")) {
      assertTrue(
          text.contains(part) || text.contains(part.replace("_{t+1}", "ₜ₊₁")),
          () -> part + " is missing in\n" + text);
    }
    assertTrue(text(descend(NETWORK, SHAPES, ALL, "α")).contains("Steps are shown for a number"));
  }

  @Test
  void aQuadraticLossOfAVectorAndANumberIsSolved() {
    Report report =
        Descent.descend(
            Nabla.formula("L = ((w · (1, 2) + c - 3)^2 + (w · (2, 1) + c)^2)/4", "w ∈ R^2"),
            List.of("w", "c"),
            Map.of("w", "(0, 0)", "c", "0"),
            "0.1",
            new Stop.Steps(3));
    String text = text(report);
    assertTrue(text.contains("With θ = (w₁, w₂, c) the gradient is Hθ"), text);
  }

  @Test
  void saysWhatHasNoNumbers() {
    NablaException refused =
        assertThrows(
            NablaException.class,
            () -> descend("L = (v tanh(W x + b) + c)^2", SHAPES + "; x ∈ R^2", ALL, "0.1"));
    assertTrue(String.valueOf(refused.getMessage()).contains("nothing gives x"), refused::toString);
  }

  /// W₁₁ would be an entry of W and one of W₁.
  @Test
  void entriesOfSimilarNamesAreToldApart() {
    Report report =
        Descent.descend(
            Nabla.formula("L = ‖W‖² + ‖W1‖² + tanh(W1 · (W (1, 1)))", "W ∈ R^{2×2}; W1 ∈ R^2"),
            List.of("W", "W1"),
            Map.of("W", "[1, 2; 3, 4]", "W1", "(1, 1)"),
            "0.1",
            new Stop.Steps(1));
    assertTrue(text(report).contains("After 1 step:"), () -> text(report));
  }
}
