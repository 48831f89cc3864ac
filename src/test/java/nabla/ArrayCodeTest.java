package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nabla.catalogue.Language;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code of formulas with vectors and matrices and of their derivatives, executed in its language on
/// random arrays: its values are those of [ArrayEvaluation], and its shapes have one axis for a
/// vector.
class ArrayCodeTest {

  /// More formulas than those of the table of derivatives: what only stands in values.
  private static final List<String> MORE =
      List.of(
          "A^{-1} B x | A∈R^{n×n}; B∈R^{n×m}; x∈R^m",
          "x^T A^{-1} | A∈R^{n×n}; x∈R^n",
          "n x + (n + 1) x | x∈R^n",
          "mean(X) + ||X||^2 + ||X|| | X∈R^{m×n}",
          "||x||_1 + ||x||_∞ + ||x||_3 | x∈R^n",
          "Σ_{i=1}^n (y_i − w_i x_i)^2 | x,y,w∈R^n",
          "vec(X) ⊗ x | X∈R^{m×n}; x∈R^m",
          "x^T ⊗ A | A∈R^{m×n}; x∈R^n",
          "A ⊗ x | A∈R^{m×n}; x∈R^k",
          "x ⊗ y^T | x∈R^m; y∈R^n",
          "diag(A) + diag(x) x | A∈R^{n×n}; x∈R^n",
          "diag(x) A diag(y) | A∈R^{m×n}; x∈R^m; y∈R^n",
          "outer(x, y) + ones(m, n) + zeros(m, n) | x∈R^m; y∈R^n",
          "inner(x, y) | x,y∈R^n",
          "logsumexp(x) logsoftmax(x) | x∈R^n",
          "log(1 + exp(-x)) | x∈R^n",
          "max(x, 0) + tanh(x) ⊙ exp(x) ⊘ (1 + x ⊙ x) | x∈R^n",
          "sum(i) + j i^T k | i,k∈R^n; j∈R",
          "A^{-3} + A^4 | A∈R^{n×n}",
          "(x - mean(x) 1_n) ones(1, n) | x∈R^n",
          "x_2 + A_{1,2} | x∈R^n; A∈R^{n×n}",
          "[x; y] | x∈R^m; y∈R^n",
          "[x; 1; y] | x∈R^m; y∈R^n",
          "[A; x^T] | A∈R^{m×n}; x∈R^n",
          "[A, x] | A∈R^{m×n}; x∈R^m",
          "X[:, 1] + X[0, :2]^T | X∈R^{2×3}",
          "X[1:, :2] x[1:] | X∈R^{(m+1)×4}; x∈R^3",
          "x[:k] A | x∈R^{k+n}; A∈R^{1×n}",
          "x[m:] x[n:]^T | x∈R^{m+n}",
          "x^T y softmax(A x) | A∈R^{m×n}; x,y∈R^n",
          "ln(det(A)) + tr(A^{-1}) | A∈R^{n×n}",
          "logdet(10^{-200} A^T A) | A∈R^{n×n}",
          "logdet(A [0, 1; 1, 0]) | A∈R^{2×2}",
          "softmax(X, rows) - logsoftmax(X, columns) | X∈R^{m×n}",
          "sum(X Y, rows) + mean(X, rows) | X∈R^{m×n}; Y∈R^{n×n}",
          "logsumexp(X, rows) + norm(X, rows) | X∈R^{m×n}",
          "max(X, rows) - min(X, rows) | X∈R^{m×n}",
          "max(X) - min(X) | X∈R^{m×n}",
          "Σ_{i=0}^{n-1} (y[i] - X[i,:] w)^2 | X∈R^{n×d}; y∈R^n",
          "Σ_{i=0}^{n-1} y[i] exp(-||w - X[:,i]||^2) | X∈R^{d×n}; y∈R^n",
          "khatrirao(X, Y) | X∈R^{m×n}; Y∈R^{k×n}");

  /// A formula, an expression about it, and values at a random point.
  record Sample(
      Derived derived, Map<Symbol, RealMatrix> point, RealMatrix value, RealMatrix derivative) {}

  static List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<ArrayDerivativesTest.Line> lines = new ArrayList<>(ArrayDerivativesTest.lines());
    for (String more : MORE) {
      String[] parts = more.split(" \\| ", -1);
      lines.add(new ArrayDerivativesTest.Line("t (" + parts[0] + ")", "t", parts[1] + "; t∈R", ""));
    }
    SplittableRandom random = new SplittableRandom(Long.getLong("nabla.seed", 1));
    for (ArrayDerivativesTest.Line line : lines) {
      Formula formula = Nabla.formula(line.formula()).where(line.where());
      Derived derived = formula.derive(line.by(), 1, false, false).getFirst();
      for (int first = 2; first <= 3; first++) {
        Map<Symbol, RealMatrix> point = point(formula, first, random);
        RealMatrix value = ArrayEvaluation.of(formula.value(), point);
        RealMatrix derivative = ArrayEvaluation.of(derived.result(), point);
        boolean defined =
            !Double.isNaN(value.getFrobeniusNorm()) && !Double.isNaN(derivative.getFrobeniusNorm());
        if (defined) {
          samples.add(new Sample(derived, point, value, derivative));
        }
      }
    }
    assertTrue(samples.size() > 100, samples.size() + " samples");
    return samples;
  }

  /// Each dimension has a size of its own, the first ones the smallest.
  private static Map<Symbol, RealMatrix> point(
      Formula formula, int first, SplittableRandom random) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (Symbol symbol : formula.variables()) {
      for (Dimension axis : List.of(symbol.shape().rows(), symbol.shape().columns())) {
        axis.terms()
            .keySet()
            .forEach(names ->
                names.forEach(name -> sizes.computeIfAbsent(name, any -> first + sizes.size())));
      }
    }
    Map<Symbol, RealMatrix> point = new LinkedHashMap<>();
    sizes.forEach((name, size) -> point.put(Symbol.of(name), ArrayEvaluation.number(size)));
    for (Symbol symbol : formula.variables()) {
      if (!point.containsKey(symbol)) {
        RealMatrix array =
            new Array2DRowRealMatrix(
                ArrayEvaluation.size(symbol.shape().rows(), sizes),
                ArrayEvaluation.size(symbol.shape().columns(), sizes));
        for (int i = 0; i < array.getRowDimension(); i++) {
          for (int j = 0; j < array.getColumnDimension(); j++) {
            boolean diagonal = i == j && symbol.shape().isSquare() && !symbol.isScalar();
            array.setEntry(i, j, random.nextDouble(-1, 1) + (diagonal ? 3 : 0));
          }
        }
        point.put(symbol, array);
      }
    }
    return point;
  }

  private static boolean isVector(Shape shape) {
    return !shape.isScalar()
        && (shape.rows().equals(Dimension.ONE) || shape.columns().equals(Dimension.ONE));
  }

  private static boolean isSize(Symbol symbol, Derived derived) {
    return symbol.isScalar() && !derived.formula().variables().contains(symbol);
  }

  private static String name(Symbol symbol) {
    Name name = symbol.name();
    return name.isAll() ? name.base() + "_" + name.subscript() : name.base();
  }

  // Python

  @Test
  void numpyAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        python("import numpy, scipy.special, scipy.linalg") != null,
        "python3 with numpy and scipy is not installed");
    agrees(Language.NUMPY, "np.array(%s)");
  }

  @Test
  void torchAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(python("import torch") != null, "python3 with torch is not installed");
    agrees(Language.TORCH, "torch.tensor(%s, dtype=torch.float64)");
  }

  private static void agrees(Language language, String array)
      throws IOException, InterruptedException {
    List<Sample> samples = samples();
    StringBuilder script =
        new StringBuilder(
            (language == Language.TORCH
                    ? "import math\nimport torch\n"
                    : "import scipy.special\nimport scipy.linalg\n")
                + "import numpy as np\ndef show(x):\n    x = np.asarray(x, dtype=float)\n"
                + "    print(x.shape, *x.ravel().tolist(), sep=';')\n");
    for (Sample sample : samples) {
      script.append("def run():\n");
      StringBuilder body = new StringBuilder();
      sample.point.forEach((symbol, value) -> {
        if (!isSize(symbol, sample.derived) || isOpen(symbol, sample)) {
          String number = list(array, symbol, value);
          body.append(name(symbol))
              .append(" = ")
              .append(
                  symbol.isScalar() && language == Language.TORCH && !isOpen(symbol, sample)
                      ? array.formatted(number)
                      : number)
              .append("\n");
        }
      });
      String code = sample.derived.code(language);
      body.append(code.contains("result = ") ? code : "result = " + code)
          .append("\nshow(result)\n");
      script.append(indented(body.toString())).append("run()\n");
      String function = sample.derived.function(language);
      script.append(function);
      String name =
          Pattern.compile("def ([^(]+)\\((.*)\\):")
              .matcher(function)
              .results()
              .map(found -> found.group(1))
              .findFirst()
              .orElseThrow();
      StringBuilder call = new StringBuilder();
      List<String> parameters = parameters(function, "def [^(]+\\((.*)\\):");
      sample.point.forEach((symbol, value) -> {
        if (parameters.contains(name(symbol))) {
          call.append(name(symbol)).append("=").append(list(array, symbol, value)).append(", ");
        }
      });
      script
          .append("for output in ")
          .append(name)
          .append("(")
          .append(call)
          .append("): show(output)\n");
    }
    String printed = python(script.toString());
    assertNotNull(printed, "the script fails");
    List<String> lines = printed.lines().toList();
    assertEquals(3 * samples.size(), lines.size());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      Shape shape = sample.derived.result().shape();
      Shape value = sample.derived.formula().value().shape();
      compare(sample, lines.get(3 * i), shape, sample.derivative, differences);
      compare(sample, lines.get(3 * i + 1), value, sample.value, differences);
      compare(sample, lines.get(3 * i + 2), shape, sample.derivative, differences);
    }
    assertEquals(List.of(), differences);
  }

  /// The names of the parameters of a function, `x` of `double[] x`.
  static List<String> parameters(String function, String declaration) {
    String list =
        Pattern.compile(declaration)
            .matcher(function)
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    return Pattern.compile(",")
        .splitAsStream(list)
        .map(parameter -> parameter.strip().replaceAll("^.* ", ""))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static boolean isSize(Symbol symbol, Sample sample) {
    return isSize(symbol, sample.derived) || isBound(symbol, sample);
  }

  /// Whether a size stands in sums alone, so that code has to be told it: `n` of `x ∈ R^{n+2}`.
  private static boolean isOpen(Symbol symbol, Sample sample) {
    return isInSize(symbol, sample) && !isBound(symbol, sample);
  }

  /// Whether the size of an array speaks of a number.
  static boolean isInSize(Symbol symbol, Sample sample) {
    return symbol.isScalar()
        && sample.derived.formula().variables().stream()
            .flatMap(array -> Stream.of(array.shape().rows(), array.shape().columns()))
            .flatMap(size -> size.terms().keySet().stream())
            .anyMatch(names -> names.contains(symbol.name().toString()));
  }

  /// Whether a variable is the size of an array, which functions find by themselves.
  private static boolean isBound(Symbol symbol, Sample sample) {
    return symbol.isScalar()
        && sample.derived.formula().variables().stream()
            .filter(array -> !array.isScalar())
            .anyMatch(array ->
                array.shape().rows().toString().equals(symbol.name().toString())
                    || array.shape().columns().toString().equals(symbol.name().toString()));
  }

  private static String list(String array, Symbol symbol, RealMatrix value) {
    if (symbol.isScalar()) {
      double number = value.getEntry(0, 0);
      return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
    return array.formatted(
        isVector(symbol.shape())
            ? Arrays.toString(entries(value))
            : Arrays.deepToString(value.getData()));
  }

  private static double[] entries(RealMatrix value) {
    return Arrays.stream(value.getData()).flatMapToDouble(Arrays::stream).toArray();
  }

  private static String indented(String code) {
    return code.lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
  }

  private static void compare(
      Sample sample, String line, Shape shape, RealMatrix expected, List<String> differences) {
    String[] parts = line.split(";");
    String axes =
        shape.isScalar()
            ? "()"
            : isVector(shape)
                ? "(" + entries(expected).length + ",)"
                : "(" + expected.getRowDimension() + ", " + expected.getColumnDimension() + ")";
    String what = sample.derived.formula() + " by " + sample.derived.variables();
    if (!parts[0].equals(axes)) {
      differences.add(what + ": shape " + parts[0] + ", not " + axes);
      return;
    }
    double[] actual = Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
    compare(what, entries(expected), actual, differences);
  }

  private static void compare(
      String what, double[] expected, double[] actual, List<String> differences) {
    boolean same = expected.length == actual.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = Math.abs(expected[i] - actual[i]) <= 1e-10 * Math.max(1, Math.abs(expected[i]));
    }
    if (!same) {
      differences.add(what + ": " + Arrays.toString(actual) + ", not " + Arrays.toString(expected));
    }
  }

  @Test
  void functionsOfPythonCheckTheirShapes() throws IOException, InterruptedException {
    Assumptions.assumeTrue(python("import numpy") != null, "python3 with numpy is not installed");
    Derived gradient = Nabla.formula("||X w - y||^2").derivative("w");
    String script =
        gradient.function(Language.NUMPY)
            + "for X, w, y in [([[1, 2], [3, 4]], [1, 2, 3], [1, 2]),"
            + " ([1, 2], [1, 2], [1, 2]), ([[1, 2], [3, 4]], [[1], [2]], [1, 2])]:\n"
            + "    try:\n        value_and_gradient(X, w, y)\n"
            + "    except ValueError as error:\n        print(error)\n";
    assertEquals(
        """
        w is to have shape (2,), not (3,)
        X is to have shape (m, n), not (2,)
        w is to have shape (2,), not (2, 1)
        """,
        python(script));
  }

  /// What a script prints; null where it fails, or where there is no Python.
  static @Nullable String python(String script) throws IOException, InterruptedException {
    try {
      Path file = Files.createTempFile("nabla", ".py");
      Files.writeString(file, script);
      Process process =
          new ProcessBuilder("python3", file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean done = process.waitFor() == 0;
      Files.delete(file);
      return done ? printed : null;
    } catch (IOException absent) {
      return null;
    }
  }

  // Java

  @Test
  void javaAgrees(@TempDir Path folder) throws IOException, ReflectiveOperationException {
    List<Sample> samples = samples();
    StringBuilder source = new StringBuilder("public class Calls {\n");
    Path calls = folder.resolve("Calls.java");
    List<Path> files = new ArrayList<>(List.of(calls));
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      String function = sample.derived.function(Language.JAVA);
      String name =
          Pattern.compile("final class (\\w+)")
              .matcher(function)
              .results()
              .map(found -> found.group(1))
              .findFirst()
              .orElseThrow();
      Path file = folder.resolve("F" + i + ".java");
      Files.writeString(file, function.replaceAll("\\b" + name + "\\b", "F" + i));
      files.add(file);
      source.append("public static Object[] f").append(i).append("() {\n");
      List<String> parameters = parameters(function, "static Result of\\(([^)]*)\\)");
      sample.point.forEach((symbol, value) -> {
        if (parameters.contains(name(symbol))) {
          source.append(declaration(symbol, value));
        }
      });
      source.append("var all = F").append(i).append(".of(");
      source.append(String.join(", ", parameters)).append(");\n");
      sample.point.forEach((symbol, value) -> {
        if (isOpen(symbol, sample) && !parameters.contains(name(symbol))) {
          source.append(declaration(symbol, value));
        }
      });
      String code = sample.derived.code(Language.JAVA);
      boolean block = Pattern.compile(" result = ").matcher(code).find();
      source.append(block ? code : "var result = " + code + ";");
      String second =
          Pattern.compile("record Result\\(\\S+ value, \\S+ ([^)]+)\\)")
              .matcher(function)
              .results()
              .map(found -> found.group(1))
              .findFirst()
              .orElseThrow();
      source.append("\nreturn new Object[] {result, all.value(), all.").append(second);
      source.append("()};\n}\n");
    }
    Files.writeString(calls, source.append("}\n"));
    compile(folder, files);
    List<String> differences = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> compiled = loader.loadClass("Calls");
      for (int i = 0; i < samples.size(); i++) {
        Sample sample = samples.get(i);
        Object[] results = (Object[]) compiled.getMethod("f" + i).invoke(null);
        String what = sample.derived.formula() + " by " + sample.derived.variables();
        compare(what, entries(sample.derivative), flat(results[0]), differences);
        compare(what, entries(sample.value), flat(results[1]), differences);
        compare(what, entries(sample.derivative), flat(results[2]), differences);
      }
    }
    assertEquals(List.of(), differences);
  }

  private static String declaration(Symbol symbol, RealMatrix value) {
    String type =
        symbol.isScalar() ? "double" : isVector(symbol.shape()) ? "double[]" : "double[][]";
    String list =
        symbol.isScalar()
            ? String.valueOf(value.getEntry(0, 0))
            : isVector(symbol.shape())
                ? Arrays.toString(entries(value))
                : Arrays.deepToString(value.getData());
    return type + " " + name(symbol) + " = " + list.replace('[', '{').replace(']', '}') + ";\n";
  }

  private static double[] flat(Object value) {
    return switch (value) {
      case Double number -> new double[] {number};
      case double[] vector -> vector;
      case double[][] matrix -> Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
      default -> throw new AssertionError(value.getClass());
    };
  }

  static void compile(Path folder, List<Path> files) throws IOException {
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "the tests run on a JDK");
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertTrue(compiled, messages.toString());
    }
  }

  // What is not executed here

  @Test
  void everyRowHasCodeInEveryLanguage() throws IOException {
    List<String> without = new ArrayList<>();
    for (Sample sample : samples()) {
      for (Language language : Language.values()) {
        try {
          String code = sample.derived.code(language);
          String function = sample.derived.function(language);
          assertTrue(!code.isBlank() && !function.contains("{like}"), code);
        } catch (NablaException none) {
          without.add(language + ": " + sample.derived.formula() + ": " + none.getMessage());
        }
      }
    }
    assertEquals(List.of(), without);
  }

  @Test
  void sharedPartsAreComputedOnce() {
    Formula network =
        Nabla.formula("1/2||Vσ(Wx+b)+c-t||^2").where("V∈R^{k×h}; W∈R^{h×n}; x∈R^n; b∈R^h; c,t∈R^k");
    String code = Derived.function(Language.NUMPY, network.derive("V,c,W,b", 1, false, false));
    assertEquals(1, Pattern.compile("expit").matcher(code).results().count(), code);
    assertEquals(1, Pattern.compile(Pattern.quote("V.T")).matcher(code).results().count(), code);
    Expr gradient = network.derivative("W").result();
    assertTrue(gradient.shape().toString().startsWith("h×"));
  }

  @Test
  void namedIntermediatesAreShared() {
    Formula network =
        Nabla.formula(
                "let a = W^{(1)} x + b^{(1)}; h = relu(a); ŷ = W^{(2)} h + b^{(2)};"
                    + " L = 1/2 ||ŷ - y||^2")
            .where("x∈R^n; W^{(1)}∈R^{m×n}; W^{(2)}∈R^{k×m}; b^{(1)}∈R^m; b^{(2)}∈R^k; y∈R^k");
    String code =
        Derived.function(
            Language.NUMPY, network.derive("W^{(1)},b^{(1)},W^{(2)},b^{(2)}", 1, false, false));
    assertTrue(
        code.endsWith(
            """
                t1 = W_1 @ x + b_1
                t2 = np.maximum(t1, 0)
                t3 = W_2 @ t2 + b_2 - y
                t4 = W_2.T @ t3 * np.where(t1 > 0, 1.0, 0.0)
                value = 1 / 2 * (t3 @ t3)
                gradient_W_1 = np.outer(t4, x)
                gradient_b_1 = t4
                gradient_W_2 = np.outer(t3, t2)
                gradient_b_2 = t3
                return value, gradient_W_1, gradient_b_1, gradient_W_2, gradient_b_2
            """),
        code);
  }

  /// An intermediate is computed where it is differentiated by; it is nothing that a function
  /// takes.
  @Test
  void derivativesByIntermediatesAreThoseAtTheirValues() {
    Formula network = Nabla.formula("z = W x + b; h = relu(z); L = ½||h - y||^2");
    List<Derived> derivatives = network.derive("W,z,h", 1, false, false);
    String code = Derived.function(Language.NUMPY, derivatives);
    assertTrue(code.contains("def value_and_gradients(W, x, b, y):"), code);
    assertTrue(code.contains("by W, z, h, where z = Wx + b, h = relu(z)."), code);
    assertTrue(
        code.endsWith(
            """
                t1 = W @ x + b
                t2 = np.maximum(t1, 0) - y
                t3 = np.where(t1 > 0, 1.0, 0.0) * t2
                value = 1 / 2 * (t2 @ t2)
                gradient_W = np.outer(t3, x)
                gradient_z = t3
                gradient_h = t2
                return value, gradient_W, gradient_z, gradient_h
            """),
        code);
    Derived slope = Nabla.formula("z = w x; L = σ(z)^2").derivative("z");
    assertFalse(slope.code(Language.JAVA).contains("z"), slope.code(Language.JAVA));
  }

  @Test
  void torchAndJuliaTakeVectorsOfOneAxis() {
    Derived gradient = Nabla.formula("||X w - y||^2").derivative("w");
    assertEquals("2 * (X.T @ (X @ w - y))", gradient.code(Language.TORCH));
    assertEquals("2 * (transpose(X) * (X * w - y))", gradient.code(Language.JULIA));
    Derived outer = Nabla.formula("1/2 ||W x - y||^2").derivative("W");
    assertEquals("torch.outer(W @ x - y, x)", outer.code(Language.TORCH));
    assertEquals("(W * x - y) * transpose(x)", outer.code(Language.JULIA));
    Derived solved = Nabla.formula("a^T X^{-1} b").derivative("X");
    assertEquals(
        "-torch.outer(torch.linalg.solve(X.T, a), torch.linalg.solve(X, b))",
        solved.code(Language.TORCH));
  }
}
