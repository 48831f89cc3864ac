package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nabla.answer.ExitCode;
import org.junit.jupiter.api.Test;

/// The samples run as they stand, and come to what is known of them.
final class SamplesTest {
  private static final String POINT = "x1=1, x2=2, y=3, b=4, w1=5, w2=6";

  private static Outcome run(String command, String sample, String... options) {
    return Outcome.of(
        Stream.concat(Stream.of(command, "samples/" + sample + ".txt"), Stream.of(options))
            .toArray(String[]::new));
  }

  private static void assertAnswers(Outcome outcome, int exitCode, String... parts) {
    assertEquals(exitCode, outcome.exitCode(), outcome.messages());
    for (String part : parts) {
      assertTrue(outcome.output().contains(part), part + " in\n" + outcome.output());
    }
  }

  @Test
  void theNeuronWithItsNumbers() {
    assertAnswers(
        run("evaluate", "weighted-sum", "--at", POINT),
        ExitCode.DONE,
        "21\n",
        "σ(21) ≈ 0.99999999924");
    assertAnswers(
        run("derive", "neuron", "--wrt", "b,w1,w2", "--at", POINT),
        ExitCode.DONE,
        "∂L/∂b  = −2(y − σ(z))σ(z)(1 − σ(z))",
        "∂L/∂w₁ = −2x₁(y − σ(z))σ(z)(1 − σ(z))",
        "∂L/∂w₂ = −2x₂(y − σ(z))σ(z)(1 − σ(z))",
        "≈ −3.03302416772e-9",
        "≈ −6.06604833543e-9");
  }

  @Test
  void theSigmoidToTheThirdDerivative() {
    assertAnswers(
        run("derive", "sigmoid", "--order", "3"),
        ExitCode.DONE,
        "σ(x)(1 − σ(x))(1 − 2σ(x))",
        "σ(x)(1 − σ(x))(1 − 6σ(x) + 6σ(x)²)");
  }

  @Test
  void theSoftplus() {
    assertAnswers(run("derive", "softplus", "--wrt", "x"), ExitCode.DONE, "= σ(βx)", "for β ≠ 0");
  }

  @Test
  void gradientsWithTheirShapes() {
    assertAnswers(
        run("shapes", "gradients"),
        ExitCode.DONE,
        "(A + Aᵀ)x + z  n×1  (n×1) + (n×1) → n×1",
        "∂/∂w[L(w)] = (wᵀx − y)x",
        "Xᵀ(Xw − y)    n×1  (n×m)(m×1) → n×1",
        "∂/∂w[L(w)]    n×1  a number by (n×1) → n×1, the shape of w");
    assertAnswers(
        run("shapes", "linear-layer", "--wrt", "W"),
        ExitCode.DONE,
        "∂L/∂W       m×n  a number by (m×n) → m×n, the shape of W");
    assertAnswers(
        run("derive", "linear-layer", "--wrt", "W", "--shapes"),
        ExitCode.DONE,
        "∂L/∂z = 2(z − y)  m×1  derivative of ‖z − y‖²",
        "= 2(z − y)xᵀ  m×n  ");
  }

  @Test
  void identitiesAndMistakes() {
    Outcome identities = run("check", "identities");
    assertAnswers(identities, ExitCode.DONE, "proved");
    assertEquals(6, identities.output().lines().filter(line -> line.startsWith("proved")).count());
    assertAnswers(
        run("check", "mistakes"), ExitCode.NOT_SHOWN, "refuted: at x = ", "it holds for x ≥ 0");
  }

  @Test
  void theScriptShowsEverySample() throws IOException {
    String script = Files.readString(Path.of("samples/run"));
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      List<String> missing =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".txt"))
              .filter(name -> !script.contains(" " + name.substring(0, name.length() - 4)))
              .toList();
      assertEquals(List.of(), missing);
    }
  }
}
