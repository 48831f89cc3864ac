package nabla;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.catalogue.Language;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions in Python of formulas in indices: what they return has an axis for each free index.
/// Values are compared with what a person writes with NumPy, derivatives with differences of that.
class TensorCodeTest {

  private record Line(String formula, String where, String by, String value) {}

  private static final List<Line> LINES =
      List.of(
          new Line("(XᵀX)_{ij}", "X∈R^{m×n}", "X_{kl}", "X.T @ X"),
          new Line("(X Y X)_{ij}", "X,Y∈R^{n×n}", "X_{kl}", "X @ Y @ X"),
          new Line("e^{x_i}/Σ_j e^{x_j}", "x∈R^n", "x_k", "np.exp(x) / np.exp(x).sum()"),
          new Line("softmax(A x)_i", "A∈R^{m×n}; x∈R^n", "A_{kl}", "scipy.special.softmax(A @ x)"),
          new Line("A_{ji} x_i", "A∈R^{n×m}; x∈R^m", "x_k", "(A * x).T"),
          new Line("A_{ii} x_j^3", "A∈R^{n×n}; x∈R^m", "A_{kl}", "np.outer(np.diag(A), x**3)"),
          new Line("i x_i + x_1", "x∈R^n", "x_k", "np.arange(1, len(x) + 1) * x + x[0]"),
          new Line(
              "Σ_{i,j,k} A_{ij} x_i x_j x_k", "A∈R^{n×n}; x∈R^n", "x_l", "x @ A @ x * x.sum()"),
          new Line("Σ_i x_i^2/2", "x∈R^n", "x", "np.array(x @ x / 2)"),
          new Line("Σ_i x_i", "x∈R^n", "x_k", "np.array(x.sum())"),
          new Line(
              "y_j Σ_i (x_i - y_j)^2", "x∈R^m; y∈R^n", "y_k", "y * ((x[:, None] - y)**2).sum(0)"),
          new Line(
              "Σ_{i=2}^{n-1} x_{i-1} x_i x_{i+1}",
              "x∈R^n",
              "x",
              "np.array((x[:-2] * x[1:-1] * x[2:]).sum())"),
          new Line(
              "Σ_{i=2}^n Σ_{j=1}^3 A_{ij}^2",
              "A∈R^{n×4}",
              "A_{kl}",
              "np.array((A[1:, :3]**2).sum())"),
          new Line(
              "Σ_{i=1}^n Σ_{j=1}^i A_{ij}^2", "A∈R^{n×n}", "A", "np.array((np.tril(A)**2).sum())"),
          new Line(
              "Σ_{i=1}^n Σ_{j=1}^i x_i x_j", "x∈R^n", "x", "np.array((np.cumsum(x) * x).sum())"),
          new Line(
              "Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2", "x∈R^n", "x_k", "np.array((np.diff(x)**2).sum())"),
          new Line(
              "Σ_{i=1}^n Σ_{j=i+1}^n log|x_i - x_j|",
              "x∈R^n",
              "x_k",
              "np.array(np.log(np.abs(x[:, None] - x)[np.triu_indices(len(x), 1)]).sum())"),
          new Line(
              "Σ_i Σ_j 𝟙[i ≠ j] log|x_i - x_j|",
              "x∈R^n",
              "x_k",
              "np.array(2 * np.log(np.abs(x[:, None] - x)[np.triu_indices(len(x), 1)]).sum())"),
          new Line(
              "Σ_i Σ_j ||x_i - x_j||",
              "x∈R^{m×n}",
              "x",
              "np.array(np.linalg.norm(x[:, None] - x, axis=2).sum())"),
          new Line(
              "Σ_i Σ_j exp(-||x_i - x_j||)",
              "x∈R^{m×n}",
              "x",
              "np.array(np.exp(-np.linalg.norm(x[:, None] - x, axis=2)).sum())"),
          new Line(
              "Σ_i ||x_i - x_1||",
              "x∈R^{m×n}",
              "x",
              "np.array(np.linalg.norm(x - x[0], axis=1).sum())"),
          new Line(
              "Σ_i Σ_j √|x_i - x_j|",
              "x∈R^n",
              "x",
              "np.array(np.sqrt(np.abs(x[:, None] - x)).sum())"),
          new Line(
              "Σ_{i=1}^{n-2} Σ_{j=3}^n max(x_i, x_j)",
              "x∈R^n",
              "x_k",
              "np.array(np.maximum(x[:-2, None], x[2:]).sum())"),
          new Line(
              "Σ_j 𝟙[i < j] x_j y_i",
              "x,y∈R^n",
              "x_k",
              "np.array([y[i] * x[i + 1:].sum() for i in range(len(x))])"),
          new Line("||X||_2", "X∈R^{m×n}", "X", "np.array(np.linalg.norm(X, 2))"),
          new Line("nuclearnorm(X)", "X∈R^{m×n}", "X", "np.array(np.linalg.norm(X, 'nuc'))"),
          new Line("max(x) y_i", "x∈R^n; y∈R^m", "x_k", "x.max() * y"),
          new Line("Π_i (1 + x_i y_j)", "x∈R^m; y∈R^n", "x_k", "np.prod(1 + np.outer(x, y), 0)"),
          new Line(
              "𝟙[x_i > y_j] x_i^2", "x∈R^m; y∈R^n", "x_k", "(x[:, None] > y) * x[:, None]**2"),
          new Line(
              "Σ_j {y_j x_i if x_i > y_j; x_i^2 otherwise}",
              "x∈R^m; y∈R^n",
              "x_k",
              "np.where(x[:, None] > y, x[:, None] * y, x[:, None]**2).sum(1)"),
          new Line(
              "Σ_j max(x_i - y_j, 0)^2",
              "x∈R^m; y∈R^n",
              "y_k",
              "(np.maximum(x[:, None] - y, 0)**2).sum(1)"),
          new Line("log Σ_i e^{x_i}", "x∈R^n", "x_k", "np.log(np.exp(x).sum())"),
          new Line(
              "log Σ_i e^{w_i x_i/2 + 1}", "x,w∈R^n", "x_k", "np.log(np.exp(w * x / 2 + 1).sum())"),
          new Line(
              "Σ_i (y_i - x_i^T w)^2",
              "x∈R^{m×n}; w∈R^n; y∈R^m",
              "w",
              "np.array(((y - x @ w)**2).sum())"),
          new Line(
              "Σ_i ||x_i - w||", "x∈R^{m×n}; w∈R^n", "w", "np.linalg.norm(x - w, axis=1).sum()"),
          new Line(
              "Σ_i Σ_k r_{ik} ||x_i - y_k||^2",
              "r∈R^{m×n}; x∈R^{m×2}; y∈R^{n×2}",
              "y_k",
              "np.array((r * ((x[:, None] - y)**2).sum(2)).sum())"),
          new Line(
              "Σ_i c_i Σ_j log(12 + x_i^T x_j)^2",
              "c∈R^m; x∈R^{m×n}",
              "c_k",
              "np.array(c @ (np.log(12 + x @ x.T)**2).sum(1))"),
          new Line(
              "Σ_{i=1}^{n-1} Σ_{j=i+1}^n (x_i - x_j)^4",
              "x∈R^n",
              "x_k",
              "np.array(((x[:, None] - x)**4).sum()/2)"),
          new Line(
              "Σ_{i=1}^{n-1} max(0, x_{i+1} - x_i)^2",
              "x∈R^n",
              "x_k",
              "np.array((np.maximum(0, np.diff(x))**2).sum())"),
          new Line(
              "Σ_{i=2}^{n-1} 𝟙[x_{i+1} > 0] x_{i+1}^2 x_i^2",
              "x∈R^n",
              "x_k",
              "np.array(((x[2:] > 0) * x[2:]**2 * x[1:-1]**2).sum())"),
          new Line(
              "Σ_{i=1}^n (y_i - Σ_{j=1}^i x_j)^2",
              "x,y∈R^n",
              "x",
              "np.array(((y - np.cumsum(x))**2).sum())"),
          new Line(
              "-Σ_{i=1}^n (x_i - log Σ_{j=i}^n exp(x_j))",
              "x∈R^n",
              "x",
              "np.array(-(x - np.log(np.cumsum(np.exp(x)[::-1])[::-1])).sum())"),
          new Line(
              "tanh((Π_{i=2}^n (2 + y_i x_i^4 x_{i-1}))/5)",
              "x,y∈R^n",
              "x_k",
              "np.tanh(np.prod(2 + y[1:] * x[1:]**4 * x[:-1]) / 5)"),
          new Line(
              "Σ_{i=1}^m c_i log Σ_{j=1}^n e^{A_{ij} + b_j}",
              "A∈R^{m×n}; b∈R^n; c∈R^m",
              "A",
              "np.array(c @ scipy.special.logsumexp(A + b, axis=1))"),
          new Line(
              "Σ_{i=2}^m log(3 Σ_{j=1}^n e^{A_{ji} c_i/2})",
              "A∈R^{n×m}; c∈R^m",
              "c_k",
              "np.array(np.log(3 * np.exp(A * c / 2).sum(0))[1:].sum())"),
          new Line(
              "Σ_i log Σ_j e^{x_i^T w_j}",
              "x∈R^{m×n}; w∈R^{2×n}",
              "w",
              "np.array(scipy.special.logsumexp(x @ w.T, axis=1).sum())"),
          new Line("w_i e^{x_i}/Σ_j e^{x_j}", "x,w∈R^n", "x_k", "w * np.exp(x) / np.exp(x).sum()"),
          new Line("Σ_j A_{ij} x_j", "A∈R^{3×m}; x∈R^{m×n}", "x_k", "A @ x"),
          new Line("x_i/(1 + x_i^T x_i)", "x∈R^{m×n}", "x_k", "x / (1 + (x**2).sum(1))[:, None]"),
          new Line("x_i - (1/m) Σ_j x_j", "x∈R^{m×n}", "x_k", "x - x.mean(0)"),
          new Line("k_i Σ_j k_j x_j", "k∈R^m; x∈R^m", "x_k", "k * (k @ x)"),
          new Line(
              "log(exp(w_k^T x)/Σ_j exp(w_j^T x))",
              "w∈R^{m×n}; x∈R^n",
              "w_l",
              "w @ x - np.log(np.exp(w @ x).sum())"),
          new Line(
              "-σ(x_i)/(1 + t^2) - t",
              "x∈R^n; t∈R",
              "x_k",
              "-scipy.special.expit(x) / (1 + t**2) - t"));

  /// Integrals have a spelling in NumPy only.
  private static final List<Line> INTEGRALS =
      List.of(
          new Line(
              "tr(A expm(X))", "A,X∈R^{n×n}", "X", "np.array(np.trace(A @ scipy.linalg.expm(X)))"));

  private static final String CHECK =
      """
      import math
      import numpy as np
      import scipy.special
      import scipy.linalg
      import scipy.integrate
      try:
          import torch
      except ImportError:
          torch = None
      random = np.random.default_rng(7)

      def check(what, function, value, given, by, tensors):
          arguments = {name: torch.tensor(array, dtype=torch.float64) for name, array in given.items()} if tensors else given
          found, slope = (np.asarray(each, dtype=float) for each in function(**arguments))
          wanted = np.asarray(value(**given), dtype=float)
          differences = np.empty(wanted.shape + given[by].shape)
          for place in np.ndindex(given[by].shape):
              sides = []
              for step in (1e-5, -1e-5):
                  moved = {name: np.array(array) for name, array in given.items()}
                  moved[by][place] += step
                  sides.append(np.asarray(value(**moved), dtype=float))
              differences[(Ellipsis,) + place] = (sides[0] - sides[1]) / 2e-5
          right = (found.shape == wanted.shape and np.allclose(found, wanted, rtol=1e-12)
              and slope.shape == differences.shape
              and np.allclose(slope, differences, rtol=1e-6, atol=1e-7))
          print("agrees" if right else "differs", what, found.shape, slope.shape)
      """;

  @Test
  void numpyAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy, scipy.special, scipy.linalg") != null,
        "python3 with numpy and scipy is not installed");
    agrees(Language.NUMPY);
  }

  @Test
  void torchAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import torch, scipy.special") != null,
        "python3 with torch and scipy is not installed");
    agrees(Language.TORCH);
  }

  private static void agrees(Language language) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder(CHECK);
    List<Line> lines = new ArrayList<>(LINES);
    if (language == Language.NUMPY) {
      lines.addAll(INTEGRALS);
    }
    for (Line line : lines) {
      Formula formula = Nabla.formula(line.formula()).where(line.where());
      String function = Derived.function(language, formula.derive(line.by(), 1, false, false));
      script.append(function);
      StringBuilder given = new StringBuilder();
      StringBuilder names = new StringBuilder();
      for (String declaration : line.where().split("; ", -1)) {
        String[] parts = declaration.split("∈R", -1);
        String size = size(parts[1]);
        for (String name : parts[0].split(",", -1)) {
          given
              .append('"')
              .append(name)
              .append("\": random.normal(size=")
              .append(size)
              .append("), ");
          names.append(names.isEmpty() ? "" : ", ").append(name);
        }
      }
      MatchResult name =
          Pattern.compile("def (\\w+)").matcher(function).results().findFirst().orElseThrow();
      script
          .append("check(")
          .append(
              "\"%s\", %s, lambda %s: %s, {%s}, \"%s\", %s)\n"
                  .formatted(
                      line.formula().replace("\\", ""),
                      name.group(1),
                      names,
                      line.value(),
                      given,
                      line.by().substring(0, 1),
                      language == Language.TORCH ? "True" : "False"));
    }
    String printed = ArrayCodeTest.python(script.toString());
    assertNotNull(printed, "the script fails");
    assertEquals(List.of(), printed.lines().filter(line -> !line.startsWith("agrees")).toList());
    assertEquals(lines.size(), printed.lines().count());
  }

  @Test
  void javaAgrees(@TempDir Path folder)
      throws IOException, InterruptedException, ReflectiveOperationException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy, scipy.special, scipy.linalg") != null,
        "python3 with numpy and scipy is not installed");
    SplittableRandom random = new SplittableRandom(Long.getLong("nabla.seed", 1));
    List<Line> lines = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (Line line : LINES) {
      String function;
      try {
        function = code(line.formula(), line.where(), line.by(), Language.JAVA);
      } catch (NablaException refused) {
        assertTrue(line.formula().contains("norm") || line.formula().contains("||"), line.formula);
        continue;
      }
      String name = "F" + lines.size();
      Map<String, String> arrays = arrays(line.where(), random);
      List<String> values = new ArrayList<>();
      for (String parameter : ArrayCodeTest.parameters(function, "static Result of\\(([^)]*)\\)")) {
        String list = requireNonNull(arrays.get(parameter), parameter);
        int axes = list.length() - list.replaceFirst("^\\[+", "").length();
        values.add(
            (axes == 0 ? "" : "new double" + "[]".repeat(axes))
                + list.replace('[', '{').replace(']', '}'));
      }
      String method =
          """
            public static String run() {
              Result all = of(%s);
              return java.util.Arrays.deepToString(new Object[] {all.value(), all.%s()});
            }
          }
          """
              .formatted(
                  String.join(", ", values), found("Result\\(\\S+ value, \\S+ (\\w+)", function));
      String body = function.strip().replaceAll("}$", "") + method;
      Path file = folder.resolve(name + ".java");
      Files.writeString(
          file,
          body.replace("final class", "public final class").replaceAll("\\bValueAnd\\w+", name));
      files.add(file);
      lines.add(line);
      given.add(
          arrays.entrySet().stream()
              .map(array -> "\"%s\": np.array(%s)".formatted(array.getKey(), array.getValue()))
              .collect(Collectors.joining(", ", "{", "}")));
    }
    ArrayCodeTest.compile(folder, files);
    StringBuilder script = new StringBuilder(CHECK);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (int i = 0; i < lines.size(); i++) {
        Line line = lines.get(i);
        Object printed = loader.loadClass("F" + i).getMethod("run").invoke(null);
        String names = String.join(", ", arrays(line.where(), random).keySet());
        script.append(
            "check(\"%s\", lambda **_: %s, lambda %s: %s, %s, \"%s\", False)\n"
                .formatted(
                    line.formula().replace("\\", ""),
                    printed,
                    names,
                    line.value(),
                    given.get(i),
                    line.by().substring(0, 1)));
      }
    }
    String printed = ArrayCodeTest.python(script.toString());
    assertNotNull(printed, "the script fails");
    assertEquals(List.of(), printed.lines().filter(line -> !line.startsWith("agrees")).toList());
    assertEquals(lines.size(), printed.lines().count());
  }

  private static String found(String pattern, String code) {
    return Pattern.compile(pattern)
        .matcher(code)
        .results()
        .findFirst()
        .map(match -> match.group(1))
        .orElseThrow();
  }

  /// Random arrays in brackets, by their names.
  private static Map<String, String> arrays(String where, SplittableRandom random) {
    Map<String, String> arrays = new LinkedHashMap<>();
    for (String declaration : where.split("; ", -1)) {
      String[] parts = declaration.split("∈R", -1);
      String size = size(parts[1]).replaceAll("[()]", "");
      for (String name : parts[0].split(",", -1)) {
        List<Integer> axes =
            Arrays.stream(size.split(","))
                .filter(axis -> !axis.isEmpty())
                .map(Integer::valueOf)
                .toList();
        arrays.put(name, array(axes, random));
      }
    }
    return arrays;
  }

  private static String array(List<Integer> axes, SplittableRandom random) {
    return axes.isEmpty()
        ? String.valueOf(random.nextDouble(-1.5, 1.5))
        : Stream.generate(() -> array(axes.subList(1, axes.size()), random))
            .limit(axes.getFirst())
            .collect(Collectors.joining(", ", "[", "]"));
  }

  /// Sums of exponentials over an index do not overflow, nor do their shares.
  @Test
  void logarithmsOfSumsOfExponentialsAreStable() throws IOException, InterruptedException {
    String where = "x,w∈R^n; a∈R";
    List<String> formulas =
        List.of(
            "log Σ_i e^{x_i}",
            "log Σ_i exp(a x_i + 1)",
            "log Σ_i e^{-w_i x_i/a}",
            "log(e^{x_i}/Σ_j e^{x_j})",
            "w_i e^{x_i}/Σ_j e^{x_j}");
    StringBuilder script = new StringBuilder("import numpy as np\n");
    for (String formula : formulas) {
      for (Language language : List.of(Language.JAVA, Language.JULIA)) {
        String code = code(formula, where, "x_k", language);
        assertTrue(code.contains("largest") || code.contains("maximum"), code);
      }
      String code = code(formula, where, "x_k", Language.NUMPY);
      String names = found("def \\w+\\(([^)]*)\\)", code);
      script
          .append(code)
          .append("given = {'x': np.array([1e3, 2e3, -3e3]), 'w': np.array([1.0, 2, 3]), 'a': 2}\n")
          .append("print(all(np.isfinite(each).all() for each in value_and_gradient(")
          .append(names.replaceAll("\\w+", "given['$0']"))
          .append(")))\n");
    }
    assertEquals(
        "True\n".repeat(formulas.size()).strip(),
        String.valueOf(ArrayCodeTest.python(script.toString())).strip());
  }

  /// The same for each row of a matrix.
  @Test
  void logarithmsOverRowsAreStable() throws IOException, InterruptedException {
    String where = "A∈R^{2×2}; b∈R^2";
    StringBuilder script = new StringBuilder("import numpy as np\n");
    List<String> formulas =
        List.of(
            "Σ_{i=1}^2 log Σ_{j=1}^2 e^{A_{ij} + b_j}",
            "Σ_{i=1}^2 log Σ_{j=1}^2 e^{b_j + A_{ji}}",
            "Σ_{i=1}^2 log Σ_{j=1}^2 e^{A_{ij}}");
    for (String formula : formulas) {
      String java = code(formula, where, "A", Language.JAVA);
      assertTrue(java.contains("largest"), java);
      String julia = code(formula, where, "A", Language.JULIA);
      assertTrue(julia.contains("maximum"), julia);
      String code = code(formula, where, "A", Language.NUMPY);
      script
          .append(code)
          .append("given = {'A': np.array([[1.0, 2], [3, 4]]), 'b': np.array([0.0, 0])}\n")
          .append("moved = {'A': given['A'] + 1000, 'b': given['b']}\n")
          .append("both = [value_and_gradient(")
          .append(found("def \\w+\\(([^)]*)\\)", code).replaceAll("\\w+", "each['$0']"))
          .append(") for each in (given, moved)]\n")
          .append("print(np.isclose(both[1][0] - both[0][0], 2000)")
          .append(" and np.allclose(both[0][1], both[1][1]))\n");
    }
    assertEquals(
        "True\n".repeat(formulas.size()).strip(),
        String.valueOf(ArrayCodeTest.python(script.toString())).strip());
  }

  /// The sum over a part of the entries is another.
  @Test
  void sumsOverAPartAreNoLogsumexp() {
    String code = code("log Σ_{i=1}^{n-1} e^{x_i}", "x∈R^n", "x_k", Language.NUMPY);
    assertFalse(code.contains("logsumexp"), code);
  }

  /// A whole exponent is an `int`, and a sum of powers runs in a loop.
  @Test
  void exponentsOfMatricesAreWholeNumbers() {
    String code = code("a^T X^k b", "a,b∈R^n; X∈R^{n×n}", "X", Language.JAVA);
    assertTrue(code.contains("double[][] X, int k"), code);
    String torch = code("a^T X^k b", "a,b∈R^n; X∈R^{n×n}", "X", Language.TORCH);
    assertFalse(torch.contains("as_tensor(k"), torch);
    assertTrue(torch.contains("k: a whole number"), torch);
    String julia = code("a^T X^k b", "a,b∈R^n; X∈R^{n×n}", "X", Language.JULIA);
    assertTrue(julia.contains("k::Integer") && julia.contains("init = zeros(n, n)"), julia);
  }

  /// Powers, and sums of them, for exponents down to 0.
  @Test
  void powersOfMatricesRun() throws IOException, InterruptedException {
    for (Language language : List.of(Language.NUMPY, Language.TORCH)) {
      boolean tensors = language == Language.TORCH;
      Assumptions.assumeTrue(
          ArrayCodeTest.python(tensors ? "import torch" : "import numpy") != null, "no python3");
      String array = tensors ? "torch.as_tensor(%s, dtype=torch.float64)" : "%s";
      String script =
          code("a^T X^k b", "a,b∈R^n; X∈R^{n×n}", "X", language)
              + """
              import numpy as np
              a, b, X = np.array([1.0, 2.0]), np.array([3.0, -1.0]), np.array([[1.0, 0.5], [0.2, 2.0]])
              for k in (0, 1, 3):
                  given = [%s for each in (a, X, b)]
                  value, slope = value_and_gradient(given[0], given[1], k, given[2])
                  wanted = sum((np.outer(np.linalg.matrix_power(X.T, r) @ a, np.linalg.matrix_power(X, k - 1 - r) @ b) for r in range(k)), np.zeros((2, 2)))
                  print(np.allclose(value, a @ np.linalg.matrix_power(X, k) @ b) and np.allclose(np.asarray(slope), wanted))
              """
                  .formatted(array.formatted("each"));
      assertEquals("True\nTrue\nTrue", String.valueOf(ArrayCodeTest.python(script)).strip());
    }
  }

  @Test
  void productsAreComputedOnceInJava() {
    String code = code("Π_{i=1}^n x_i", "x∈R^n", "x_k", Language.JAVA);
    assertEquals(2, code.split("\\*= ", -1).length, code);
  }

  @Test
  void juliaRunsOverIndices() {
    String code = code("Π_{i=1}^n x_i y_j", "x∈R^n; y∈R^m", "x_k", Language.JULIA);
    assertTrue(code.contains("for j in 1:m, k in 1:n]"), code);
    assertTrue(code.contains("value_and_gradient(x::AbstractVector, y::AbstractVector)"), code);
  }

  /// Every dimension has a size of its own.
  private static String size(String shape) {
    return shape.isEmpty()
        ? "()"
        : "("
            + shape.replaceAll("[\\^{}]", "").replace("×", ",").replace("m", "3").replace("n", "5")
            + ",)";
  }

  @Test
  void productsOverAnIndexAreSumsOfEinstein() {
    String code = code("(X Xᵀ)_{ij}", "X∈R^{m×n}", "X_{kl}", Language.NUMPY);
    assertTrue(code.contains("np.einsum("), code);
    assertTrue(code.contains("shape (m, m, m, n), over the indices i, j, k, l"), code);
  }

  /// Entries that are not there for all values of an index are asked for where they are.
  @Test
  void entriesThatAreNotThereAreNotAskedFor() {
    String code = code("Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2", "x∈R^n", "x_k", Language.NUMPY);
    assertTrue(code.contains("if (k >= 2) else 0.0"), code);
  }

  /// A condition without the index of the sum in which it stands.
  @Test
  void conditionsOfNoIndexAreNumbers() {
    String code =
        Nabla.formula("Σ_{i=1}^n (x_i y_k 𝟙[k ≤ n - 1] - t)^2")
            .where("x,y ∈ R^n; t ∈ R")
            .derivative("t")
            .code(Language.NUMPY);
    assertTrue(code.contains("np.where(k <= x.shape[0] - 1, 1.0, 0.0)"), code);
  }

  /// What is divided is a whole number again where it is a bound, and 2.0 is one where k is.
  @Test
  void boundsAreWholeNumbers() throws IOException, InterruptedException {
    String half = "Σ_{i=1}^{n/2} x_{2i}^2";
    String some = "Σ_{i=1}^k x_i^2";
    StringBuilder script = new StringBuilder("import numpy as np\n");
    script.append("x = np.array([1.0, -2.0, 3.0, 0.5])\n").append(code(half, Language.NUMPY));
    script.append("value, slope = value_and_gradient(x)\n");
    script.append("print(np.isclose(value, 4.25) and np.allclose(slope, [0, -4, 0, 1]))\n");
    String answer = Nabla.formula(half).where("x∈R^n").derivative("x").code(Language.NUMPY);
    script.append("k = 2\nprint(np.isclose(").append(answer).append(", -4))\n");
    script.append(code(some, Language.NUMPY));
    script.append(
        """
        for k in (2, 2.0):
            value, slope = value_and_gradient(x, k)
            print(np.isclose(value, 5) and np.allclose(slope, [2, -4, 0, 0]))
        try:
            value_and_gradient(x, 2.5)
        except ValueError as refused:
            print(refused)
        """);
    assertEquals(
        "True\nTrue\nTrue\nTrue\nk is to be a whole number, not 2.5",
        String.valueOf(ArrayCodeTest.python(script.toString())).strip());
    String julia = code(half, Language.JULIA);
    assertTrue(julia.contains("t1 = n / 2") && julia.contains("in 1:floor(Int, t1)"), julia);
    assertTrue(code(some, Language.JULIA).contains("k = Int(k)"), code(some, Language.JULIA));
    String torch = code(some, Language.TORCH);
    assertTrue(torch.contains("k = int(k)") && !torch.contains("as_tensor(k"), torch);
    assertTrue(code(half, Language.TORCH).contains("int(t1)"), code(half, Language.TORCH));
    assertTrue(code(half, Language.JAVA).contains("(int) (t1)"), code(half, Language.JAVA));
    assertTrue(code(some, Language.JAVA).contains("r <= ((int) k)"), code(some, Language.JAVA));
  }

  private static String code(String formula, Language language) {
    return code(formula, "x∈R^n", "x", language);
  }

  /// A sum whose bounds depend on another index runs in loops.
  @Test
  void dependentBoundsAreLoops() {
    String code = code("Σ_{i=1}^n Σ_{j=1}^i A_{ij}", "A∈R^{n×n}", "A_{kl}", Language.NUMPY);
    assertTrue(code.contains(" for "), code);
    assertFalse(code.contains("einsum"), code);
  }

  /// Rows at the places of a sum are those of a matrix, whether counted from 0 or from 1.
  @Test
  void rowsUnderASumAreMatrices() {
    String where = "X∈R^{n×d}; y∈R^n";
    String fromZero = code("Σ_{i=0}^{n-1} (y[i] - X[i,:] w)^2", where, "w", Language.NUMPY);
    String fromOne = code("Σ_{i=1}^n (y_i - X[i-1,:] w)^2", where, "w", Language.NUMPY);
    for (String code : List.of(fromZero, fromOne)) {
      assertTrue(code.contains("t1 = y - X @ w"), code);
      assertTrue(code.contains("gradient_w = -2 * (X.T @ t1)"), code);
    }
  }

  /// What no matrices say is computed number by number, at places that are whole numbers.
  @Test
  void placesAreWholeNumbers() {
    String code = code("Π_{i=0}^{n-1} max(X[i,:])", "X∈R^{n×d}", "X", Language.NUMPY);
    assertTrue(code.contains("np.eye(n)[:, (i + 1) - 1]"), code);
    assertFalse(code.contains("arange"), code);
  }

  /// In `∂/∂A_{kl}` k is an index, and so no size that was found for an array.
  @Test
  void indicesAreNoSizes() {
    Formula formula = Nabla.formula("(A B)_{ij}").askedAbout("A_{kl}", "");
    String code = Derived.function(Language.JAVA, formula.derive("A_{kl}", 1, false, false));
    assertTrue(code.contains("int p = B.length == 0 ? 0 : B[0].length;"), code);
    assertFalse(code.contains("int k = B"), code);
    Formula declared = Nabla.formula("(A B)_{ij}").where("A∈R^{m×n}; B∈R^{n×k}");
    NablaException clash =
        assertThrows(NablaException.class, () -> declared.askedAbout("A_{kl}", ""));
    assertEquals(
        "found k as an index in A_{kl} and as a size of B, expected another letter for one of them",
        clash.getMessage());
  }

  /// A name that is taken is counted on: `sum2`.
  @Test
  void takenNamesAreCounted() {
    String code = code("softmax(X w)", "X∈R^{m×n}", "w", Language.JAVA);
    assertTrue(code.contains("double sum2 = 0.0;"), code);
    assertFalse(code.contains("sum_"), code);
  }

  private static String code(String formula, String where, String by, Language language) {
    return Derived.function(
        language, Nabla.formula(formula).where(where).derive(by, 1, false, false));
  }
}
