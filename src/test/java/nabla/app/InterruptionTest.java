package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nabla.answer.ExitCode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, as a process gets it.
class InterruptionTest {
  private static final int EXAMPLES = 20_000;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeExamples() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        hasDefaultSignals(), "there is no env --default-signal, which a background job needs");
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")),
        "there is no kill, by which a process gets SIGINT");
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < EXAMPLES; i++) {
      double x = random.nextDouble();
      text.append(String.format(Locale.ROOT, "%.4f,%.4f%n", x, 2 * x + random.nextGaussian()));
    }
    Files.writeString(folder.resolve("points.csv"), text);
  }

  /// Whether a process can be started that does not ignore SIGINT, as those in the background do.
  private static boolean hasDefaultSignals() throws IOException, InterruptedException {
    return Files.isExecutable(Path.of("/usr/bin/env"))
        && new ProcessBuilder("/usr/bin/env", "--default-signal=INT", "true").start().waitFor()
            == 0;
  }

  private static Duration worked(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ofDays(1));
  }

  private record Ended(int exitCode, String output) {}

  /// Runs a sheet in a process of its own, which gets SIGINT after so many seconds of work: on a
  /// busy machine it has not begun by then on the clock.
  private Ended interrupted(String sheet, int seconds) throws IOException, InterruptedException {
    Path file = folder.resolve("sheet.txt");
    Path output = folder.resolve("output.txt");
    Files.writeString(file, sheet);
    Process process =
        new ProcessBuilder(
                "/usr/bin/env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss16m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "nabla.app.Main",
                "run",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    while (worked(process).toSeconds() < seconds) {
      assertTrue(!process.waitFor(100, TimeUnit.MILLISECONDS), "it ended by itself");
    }
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    if (!process.waitFor(50, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), Files.readString(output));
  }

  @Test
  void endsATrainingWithWhatItHas() throws IOException, InterruptedException {
    Ended ended =
        interrupted(
            """
            let L = (w x + b - y)^2
            given w = 0, b = 0
            train L over w, b on "points.csv" with sgd rate 1e-6 batch 1 for 1000000 epochs
            evaluate 1 + 1
            """,
            8);
    assertTrue(ended.output.contains("; stopped after epoch "), ended.output);
    assertTrue(ended.output.contains("\nw ≈ "), ended.output);
    assertTrue(ended.output.endsWith("1 + 1 = 2\n"), ended.output);
    assertEquals(ExitCode.DONE, ended.exitCode);
  }

  @Test
  void givesUpAnyOtherLineAndKeepsTheAnswersBeforeIt() throws IOException, InterruptedException {
    Ended ended =
        interrupted(
            """
            derive x^2
            let q(t) = t^4 + sin(t)
            descend q over t from 1 with α = 1/1000000 for 99999 steps
            """
                + "descend q over t from 1 with α = 1/1000000 for 99999 steps\n".repeat(2000),
            8);
    assertTrue(ended.output.contains("= 2x"), ended.output);
    assertTrue(ended.output.contains("the computation was interrupted"), ended.output);
    assertEquals(ExitCode.OVER_BUDGET, ended.exitCode);
  }
}
