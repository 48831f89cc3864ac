package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Language;
import nabla.catalogue.Special;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.read.Reader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code at arguments so large or small that careless spellings overflow or lose all digits, against
/// values in many digits.
class ExtremeCodeTest {

  private static final Symbol X = Symbol.of("x");
  private static final Symbol Y = Symbol.of("y");
  private static final double[] EXTREMES = {-1000, -750, -1e-300, 0, 1e-300, 750, 1000};

  /// Forms that people write out.
  private static final List<String> FORMULAS =
      List.of(
          "ln(1 + e^x)",
          "ln(1 + e^(-x)) + x",
          "ln(e^x + e^y)",
          "ln(e^x + 1 + e^y)",
          "ln(e^x + e^(2y) + e^(x - y))",
          "ln(1 + y^2/4)",
          "e^x - 1",
          "1 - e^(-x)");

  /// The indicator takes a condition; a remainder by 1e-300 is within rounding errors of a jump;
  /// the libraries have no polygamma functions of such orders, and their gamma functions make NaN
  /// of large binomial coefficients.
  private static final Set<Function> EXCEPTIONS =
      Set.of(Elementary.INDICATOR, Elementary.MOD, Combinatorial.BINOMIAL, Special.POLYGAMMA);

  private record Case(Expr formula, double x, double y, double expected) {}

  private static List<Case> cases(Language language) {
    List<Case> cases = new ArrayList<>();
    for (Expr formula : formulas(language)) {
      boolean two = usesY(formula);
      for (double x : EXTREMES) {
        for (double y : two ? EXTREMES : new double[] {1}) {
          Double expected = value(formula, x, y);
          if (expected != null) {
            cases.add(new Case(formula, x, y, expected));
          }
        }
      }
    }
    assertTrue(cases.size() > 300, cases.size() + " cases");
    return cases;
  }

  private static boolean usesY(Expr formula) {
    return nabla.expr.Dag.any(formula, Y::equals);
  }

  private static List<Expr> formulas(Language language) {
    List<Expr> formulas = new ArrayList<>();
    Stream<Expr> entries =
        Catalogue.standard().functions().stream()
            .filter(ExtremeCodeTest::takesNumbers)
            .map(function ->
                function.parameters().size() == 1
                    ? Apply.of(function, X)
                    : Apply.of(function, X, Y));
    Stream<Expr> written = FORMULAS.stream().map(text -> Reader.standard().expression(text));
    Stream.concat(entries, written)
        .forEach(formula -> {
          try {
            Code.of(language, formula, "");
            formulas.add(formula);
          } catch (NablaException none) {
            assertEquals(NablaException.Kind.UNSUPPORTED, none.kind());
          }
        });
    return formulas;
  }

  private static boolean takesNumbers(Function function) {
    int parameters = function.parameters().size();
    return function.isElementwise()
        && function.value() != null
        && (parameters == 1 || parameters == 2)
        && !EXCEPTIONS.contains(function);
  }

  /// The value in many digits; null where there is none.
  private static @org.jspecify.annotations.Nullable Double value(Expr formula, double x, double y) {
    Map<Symbol, Rational> at = new LinkedHashMap<>();
    at.put(X, Rational.parse(new BigDecimal(Double.toString(x)).toPlainString()));
    at.put(Y, Rational.parse(new BigDecimal(Double.toString(y)).toPlainString()));
    try {
      Evaluation evaluation = Evaluation.of(formula, at);
      return evaluation.digits() >= 12 || evaluation.value() == 0 ? evaluation.value() : null;
    } catch (NablaException undefined) {
      return null;
    }
  }

  private static List<String> disagreements(List<Case> cases, List<Double> answers) {
    assertEquals(cases.size(), answers.size());
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      double difference = Math.abs(each.expected - answers.get(i));
      boolean close = difference <= 1e-11 * Math.abs(each.expected) + 1e-303;
      if (each.expected != answers.get(i) && !close) {
        disagreements.add(
            "%s at x = %s, y = %s is %s, not %s"
                .formatted(
                    Text.of(each.formula, WriteOptions.DEFAULT),
                    each.x,
                    each.y,
                    answers.get(i),
                    each.expected));
      }
    }
    return disagreements;
  }

  @Test
  void javaAgrees(@TempDir Path folder) throws IOException, ReflectiveOperationException {
    List<Case> cases = cases(Language.JAVA);
    StringBuilder source = new StringBuilder("public class Extremes {\n");
    List<Expr> formulas = cases.stream().map(Case::formula).distinct().toList();
    for (int i = 0; i < formulas.size(); i++) {
      String code = Code.java(formulas.get(i));
      source.append("  public static double f").append(i).append("(double x, double y) {\n");
      source.append(
          code.contains("double result = ") ? code + "\nreturn result;" : "return " + code + ";");
      source.append("\n}\n");
    }
    Path file = folder.resolve("Extremes.java");
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
    List<Double> answers = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> extremes = loader.loadClass("Extremes");
      for (Case each : cases) {
        answers.add(
            (double)
                extremes
                    .getMethod("f" + formulas.indexOf(each.formula), double.class, double.class)
                    .invoke(null, each.x, each.y));
      }
    }
    assertEquals(List.of(), disagreements(cases, answers));
  }

  @Test
  void pythonAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        run("import numpy, scipy.special") != null,
        "python3 with numpy and scipy is not installed");
    List<Case> cases = cases(Language.NUMPY);
    StringBuilder script =
        new StringBuilder("import numpy as np\nimport scipy.special\nnp.seterr(all='ignore')\n");
    for (Case each : cases) {
      String code = Code.numpy(each.formula);
      script.append("x, y = np.float64(%s), np.float64(%s)\n".formatted(each.x, each.y));
      script.append(code.contains("result = ") ? code : "result = " + code);
      script.append("\nprint(repr(float(result)))\n");
    }
    String printed = run(script.toString());
    assertNotNull(printed, "the script fails");
    List<Double> answers =
        printed
            .lines()
            .map(line -> line.replace("inf", "Infinity").replace("nan", "NaN"))
            .map(Double::valueOf)
            .toList();
    assertEquals(List.of(), disagreements(cases, answers));
  }

  private static @org.jspecify.annotations.Nullable String run(String script)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException absent) {
      return null;
    }
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? output : null;
  }
}
