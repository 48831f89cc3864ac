package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nabla.catalogue.Language;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import nabla.read.Reader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code in other languages, executed there: its values are those of [Program].
class CodeTest {

  private static final List<Symbol> INPUTS = Stream.of("x", "y", "λ", "n").map(Symbol::of).toList();
  private static final double[] VALUES = {0.7, 1.3, 2.5, 4};

  /// Formulas in the variables of [#INPUTS].
  private static final List<String> FORMULAS =
      List.of(
          "σ(x)(1 - σ(x))",
          "-2(y - σ(x)) σ(x) (1 - σ(x))",
          "e^(-x^2/2) (3x - x^3)",
          "(1/λ) ln(1 + e^(λ x))",
          "x^-2 + y^(1/3) - -x",
          "1/(2n) (x - y)^2",
          "x - (y - λ) - (x/(y/λ))",
          "{x^2 if x > 1; -x if x > 1/2 and y > 0; 7 otherwise}",
          "𝟙[x > 1/2] + |x - y| + sign(x - y)",
          "max(x, y, λ) + min(x, y)",
          "Σ_{k=1}^n k^2 x + Π_{k=1}^n (k + y)",
          "sin(x)^2 cos(y) + tan(x) arctan(y) + tanh(x)",
          "√(x + y) + ∛x + log_2(y)",
          "softplus(x) + relu(x - y) + leakyrelu(x - 1, 0.1) + gelu(x) + Φ(x) + erf(y)",
          "-(x y)^3 - 2^-x + 0.01 x",
          "Γ(x) + n! + binom(n, 2)",
          "digamma(x) + digamma(-x) + logit(x)",
          "x^x + y^λ");

  @Test
  void pythonAgrees() throws IOException, InterruptedException {
    StringBuilder script =
        new StringBuilder(
            "import numpy as np\nimport scipy.special\nx, y, lambda_, n = 0.7, 1.3, 2.5, 4\n");
    List<Expr> expressions = expressions(Language.NUMPY);
    for (Expr expression : expressions) {
      String code = Code.numpy(expression);
      script.append(code.contains("result = ") ? code : "result = " + code);
      script.append("\nprint(repr(float(result)))\n");
    }
    Assumptions.assumeTrue(
        python("import numpy, scipy.special") != null,
        "python3 with numpy and scipy is not installed");
    String printed = python(script.toString());
    assertNotNull(printed, script.toString());
    compare(expressions, printed.lines().map(Double::valueOf).toList());
  }

  /// Branches that are not taken are computed too, which must neither warn nor fail.
  @Test
  void choicesRunOnFloatsAndArraysWithoutWarnings() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        python("import numpy, scipy.special") != null,
        "python3 with numpy and scipy is not installed");
    StringBuilder script =
        new StringBuilder(
            "import numpy as np, scipy.special, warnings\nwarnings.simplefilter('error')\n");
    for (String formula :
        List.of(
            "{-1/x^2 if x ≠ 0; 0 otherwise}",
            "{ln(x) if x > 0; √(-x) otherwise}",
            "{x if x > 0; e^(-x) - 1 if x > -1; 1/(x + 1) if x ≠ -1; 7 otherwise}",
            "{y/x if x ≠ 0; y ln(y) otherwise}",
            "{x^2 if x = 0; {1/x if x > 0; x^-2 otherwise} otherwise}")) {
      String code = Code.numpy(read(formula));
      script
          .append("def f(x, y):\n  ")
          .append((code.contains("result = ") ? code : "result = " + code).replace("\n", "\n  "))
          .append("\n  return result\n")
          .append("points = [0.0, -1.0, 2.0, -800.0, 800.0]\n")
          .append("one = [float(f(x, 2.0)) for x in points]\n")
          .append("assert np.array_equal(f(np.array(points), 2.0), one), one\n");
    }
    assertNotNull(python(script + "print('done')\n"), script.toString());
    // nothing is guarded that cannot fail
    assertEquals("np.where(x > 0, x**2, -x)", Code.numpy(read("{x^2 if x > 0; -x otherwise}")));
    // where a language computes only what it chooses, nothing is guarded
    assertEquals("(x != 0.0 ? 1.0 / x : 0.0)", Code.java(read("{1/x if x ≠ 0; 0 otherwise}")));
  }

  @Test
  void javaAgrees(@TempDir Path folder) throws IOException, ReflectiveOperationException {
    List<Expr> expressions = expressions(Language.JAVA);
    StringBuilder source = new StringBuilder("public class Formulas {\n");
    for (int i = 0; i < expressions.size(); i++) {
      String code = Code.java(expressions.get(i));
      boolean block = code.contains("double result = ");
      source.append("  public static double f").append(i);
      source.append("(double x, double y, double lambda, double n) {\n");
      source.append(block ? code + "\nreturn result;" : "return " + code + ";").append("\n}\n");
    }
    Path file = folder.resolve("Formulas.java");
    Files.writeString(file, source.append("}\n"));
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "the tests run on a JDK");
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    var files = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file);
    assertTrue(
        compiler.getTask(messages, null, null, options, null, files).call(),
        messages + "" + source);
    List<Double> values = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> formulas = loader.loadClass("Formulas");
      for (int i = 0; i < expressions.size(); i++) {
        var method =
            formulas.getMethod("f" + i, double.class, double.class, double.class, double.class);
        values.add((double) method.invoke(null, 0.7, 1.3, 2.5, 4.0));
      }
    }
    compare(expressions, values);
  }

  @Test
  void sharedPartsAreComputedOnce() {
    assertEquals("np.exp(-x) / 2", Code.numpy(read("e^(-x)/2")));
    assertEquals(
        "t1 = scipy.special.expit(x)\nresult = t1 * (1 - t1)", Code.numpy(read("σ(x)(1 - σ(x))")));
  }

  @Test
  void depthBecomesABlock() throws IOException, InterruptedException {
    Expr deep = Samples.X;
    for (int level = 0; level < 2_000; level++) {
      deep = Apply.of(Trigonometric.SIN, deep);
    }
    String code = Code.numpy(deep);
    assertTrue(code.lines().allMatch(line -> line.length() < 2_500));
    assertTrue(code.lines().toList().getLast().startsWith("result = "));
  }

  @Test
  void namesAreIdentifiers() {
    assertEquals("lambda_ * y_hat * w1", Code.numpy(read("λ ŷ w_1")));
    assertEquals("λ * ŷ * w_1", Code.java(read("λ ŷ w_1"), "λ ŷ w_1"));
    String latex = "\\lambda \\hat y w_1";
    assertEquals("lambda * y_hat * w_1", Code.java(read(latex), latex));
  }

  @Test
  void whatHasNoCodeIsRefused() {
    Expr slope = Derivative.of(Samples.product(Samples.X, Samples.Y), Samples.X, 1);
    assertEquals(
        NablaException.Kind.UNSUPPORTED,
        assertThrows(NablaException.class, () -> Code.numpy(slope)).kind());
  }

  /// The formulas that have a spelling in the language.
  private static List<Expr> expressions(Language language) {
    List<Expr> expressions = new ArrayList<>();
    for (String formula : FORMULAS) {
      Expr expression = read(formula);
      try {
        Code.of(language, expression, formula);
        expressions.add(expression);
      } catch (NablaException without) {
        assertEquals(NablaException.Kind.UNSUPPORTED, without.kind(), formula);
      }
    }
    assertTrue(expressions.size() >= FORMULAS.size() - 2, expressions.size() + " have a spelling");
    return expressions;
  }

  private static void compare(List<Expr> expressions, List<Double> values) {
    assertEquals(expressions.size(), values.size());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double expected = Program.of(INPUTS, expressions.get(i)).value(VALUES);
      if (!(Math.abs(expected - values.get(i)) <= 1e-12 * Math.max(1, Math.abs(expected)))) {
        differences.add(Text.of(expressions.get(i)) + ": " + values.get(i) + ", not " + expected);
      }
    }
    assertEquals(List.of(), differences);
  }

  private static Expr read(String formula) {
    return Reader.standard().read(formula).expression();
  }

  /// What a script prints; null where it fails, or where there is no Python.
  private static @org.jspecify.annotations.Nullable String python(String script)
      throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder("python3", "-").redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (var input = process.getOutputStream()) {
        input.write(script.getBytes(StandardCharsets.UTF_8));
      }
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? printed : null;
    } catch (IOException absent) {
      return null;
    }
  }
}
