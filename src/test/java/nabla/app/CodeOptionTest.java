package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/// Functions in programming languages instead of formulas: `--code`.
class CodeOptionTest {

  private static String code(String language, String... more) {
    String[] arguments = {"derive", "||X w - y||^2", "--wrt", "w,X", "--code", language};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    Outcome outcome = Outcome.of(all);
    assertEquals(0, outcome.exitCode(), outcome.messages());
    return outcome.output();
  }

  @Test
  void aFunctionOfTheValueAndAllDerivatives() {
    assertTrue(code("numpy").contains("def value_and_gradients(X, w, y):\n"));
    assertTrue(code("numpy").endsWith("    return value, gradient_w, gradient_X\n"));
    assertTrue(code("torch").startsWith("import torch\n"));
    assertTrue(code("julia").contains("function value_and_gradients(X::AbstractMatrix, w::"));
    assertTrue(code("java").contains("static Result of(double[][] X, double[] w, double[] y)"));
  }

  @Test
  void formatsHoldPrograms() {
    assertTrue(code("julia", "--format", "markdown").startsWith("```julia\nusing LinearAlgebra\n"));
    assertTrue(code("numpy", "--format", "latex").startsWith("\\begin{verbatim}\nimport numpy"));
    assertTrue(code("java", "--format", "html").contains("<pre>/** "));
    JsonObject reply = JsonParser.parseString(code("numpy", "--format", "json")).getAsJsonObject();
    assertEquals(code("numpy"), reply.get("function").getAsString());
  }

  @Test
  void requestsMayAskForThem() {
    String request = "{\"formula\": \"x^2\", \"wrt\": \"x\", \"code\": \"java\"}\n";
    String answer = Outcome.reading(request, "derive", "--jsonl").output();
    assertTrue(answer.contains("static Result of(double x)"), answer);
    String unknown = "{\"formula\": \"x^2\", \"code\": \"cobol\"}\n";
    assertTrue(
        Outcome.reading(unknown, "derive", "--jsonl")
            .output()
            .contains("code is in numpy, java, torch, julia, not in \\\"cobol\\\""));
  }

  @Test
  void numbersHaveThemToo() {
    String function =
        Outcome.of("derive", "σ(w x + b)", "--wrt", "(w,b)", "--code", "numpy").output();
    assertTrue(function.contains("def value_and_gradient(w, x, b):"), function);
    assertTrue(function.contains("t1 = scipy.special.expit(w * x + b)"), function);
  }
}
