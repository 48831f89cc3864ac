package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.catalogue.Language;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sums over i = 1, …, n − 2 and the like have no terms where arrays have few entries: their values
/// and gradients are 0 there, in code of every language and in numbers.
class EmptyRangesTest {

  /// A formula of x, which says nothing of less entries than it has, and what a person writes with
  /// NumPy for it.
  private record Line(String formula, String value) {}

  private static final List<Line> LINES =
      List.of(
          new Line("Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2", "(np.diff(x)**2).sum()"),
          new Line("Σ_{i=1}^{n-2} (x_{i+2} - 2 x_{i+1} + x_i)^2", "(np.diff(x, 2)**2).sum()"),
          new Line(
              "Σ_{i=2}^{n-1} (x_{i+1} - 2x_i + x_{i-1})^2 + Σ_{i=1}^n (x_i - 3)^2",
              "(np.diff(x, 2)**2).sum() + ((x - 3)**2).sum()"),
          new Line("Σ_{i=2}^{n-1} |x_{i+1} - 2x_i + x_{i-1}|", "np.abs(np.diff(x, 2)).sum()"),
          new Line(
              "Σ_{i=2}^{n-1} 𝟙[x_{i+1} > 0] x_{i+1}^2 x_i^2",
              "((x[2:] > 0) * x[2:]**2 * x[1:-1][:len(x[2:])]**2).sum()"),
          new Line("Σ_{i=1}^{n-3} x_i^2 x_{i+3} + 2 x_1", "(x[:-3]**2 * x[3:]).sum() + 2 * x[0]"),
          new Line("Σ_{i=3}^n sin(x_i)", "np.sin(x[2:]).sum()"));

  private static final List<double[]> POINTS =
      List.of(
          new double[] {1.5},
          new double[] {1.5, -0.5},
          new double[] {1.5, -0.5, 2.25},
          new double[] {1.5, -0.5, 2.25, 0.75});

  private static final String CHECK =
      """
      import numpy as np
      try:
          import torch
      except ImportError:
          torch = None

      def check(what, found, slope, x, value):
          wanted = value(x)
          differences = np.array([(value(x + step) - value(x - step)) / 2e-5
              for step in 1e-5 * np.eye(len(x))])
          right = (np.shape(found) == () and np.isclose(found, wanted)
              and np.shape(slope) == x.shape and np.allclose(slope, differences, atol=1e-7))
          print("agrees" if right else "differs", what, x, found, slope, wanted, differences)
      """;

  private static String code(Line line, Language language) {
    return Derived.function(
        language, Nabla.formula(line.formula()).where("x ∈ R^n").derive("x", 1, false, false));
  }

  private static void agree(StringBuilder script) throws IOException, InterruptedException {
    String printed = ArrayCodeTest.python(script.toString());
    assertNotNull(printed, "the script fails");
    assertEquals(List.of(), printed.lines().filter(line -> !line.startsWith("agrees")).toList());
    assertEquals((long) LINES.size() * POINTS.size(), printed.lines().count());
  }

  private static String check(Line line, double[] point, String found) {
    return "check('%s', %s, np.array(%s), lambda x: %s)\n"
        .formatted(line.formula(), found, Arrays.toString(point), line.value());
  }

  private static void pythonAgrees(Language language, String array)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder(CHECK);
    for (Line line : LINES) {
      script.append(code(line, language)).append('\n');
      for (double[] point : POINTS) {
        String found = "*value_and_gradient(" + array.formatted(Arrays.toString(point)) + ")";
        script.append(check(line, point, found));
      }
    }
    agree(script);
  }

  @Test
  void numpyAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy") != null, "python3 with numpy is not installed");
    pythonAgrees(Language.NUMPY, "np.array(%s)");
  }

  @Test
  void torchAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import torch, numpy") != null, "python3 with torch is not installed");
    pythonAgrees(Language.TORCH, "torch.tensor(%s, dtype=torch.float64)");
  }

  @Test
  void javaAgrees(@TempDir Path folder)
      throws IOException, InterruptedException, ReflectiveOperationException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy") != null, "python3 with numpy is not installed");
    List<Path> files = new ArrayList<>();
    for (Line line : LINES) {
      String name = "F" + files.size();
      String method =
          """
            public static String run(double[] x) {
              Result all = of(x);
              return all.value() + ", " + java.util.Arrays.toString(all.gradientX());
            }
          }
          """;
      String body = code(line, Language.JAVA).strip().replaceAll("}$", "") + method;
      Path file = folder.resolve(name + ".java");
      Files.writeString(
          file,
          body.replace("final class", "public final class").replace("ValueAndGradient", name));
      files.add(file);
    }
    ArrayCodeTest.compile(folder, files);
    StringBuilder script = new StringBuilder(CHECK);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (int i = 0; i < LINES.size(); i++) {
        for (double[] point : POINTS) {
          Object found =
              loader.loadClass("F" + i).getMethod("run", double[].class).invoke(null, point);
          script.append(check(LINES.get(i), point, String.valueOf(found)));
        }
      }
    }
    agree(script);
  }

  @Test
  void numbersAgree() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy") != null, "python3 with numpy is not installed");
    StringBuilder script = new StringBuilder(CHECK);
    for (Line line : LINES) {
      for (double[] point : POINTS) {
        Formula formula = Nabla.formula(line.formula()).where("x ∈ R^n");
        String x = "x = " + Arrays.toString(point);
        Derived derived = formula.derive("x", 1, false, false).getFirst();
        script.append(
            check(
                line,
                point,
                formula.at(x).toDouble() + ", " + numbers(derived.at(x), point.length)));
      }
    }
    agree(script);
  }

  private static List<Double> numbers(Value value, int count) {
    List<Double> numbers = new ArrayList<>();
    for (Value entry : value.entries().isEmpty() ? List.of(value) : value.entries()) {
      numbers.add(entry.toDouble());
    }
    assertEquals(count, numbers.size());
    return numbers;
  }

  /// Nothing is said of what is never below 0, nor of what is to be large enough.
  @Test
  void sizesOfOthersStayAsTheyAre() {
    String differences = code(LINES.getFirst(), Language.NUMPY);
    assertFalse(differences.contains("max("), differences);
    String blocks =
        Nabla.formula("||[A; zeros(m - n, n)]||^2")
            .where("A ∈ R^{n×n}; m ∈ R")
            .code(Language.NUMPY);
    assertFalse(blocks.contains("max("), blocks);
    assertTrue(code(LINES.get(1), Language.NUMPY).contains("max("));
  }
}
