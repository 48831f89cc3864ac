package nabla.catalogue;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The spellings in other languages, executed there at every point of the domain.
class CodeTest {

  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)\\}");
  private static final Pattern CLOSED =
      Pattern.compile(
          "\\(.*\\)|[\\w.]+(\\([^()]*(\\([^()]*\\)[^()]*)*\\))?(\\.\\w+)?(\\[[^\\[\\]]*\\])*"
              + "|\\{\\w+\\}(\\.T|\\[[^\\[\\]]*\\])");

  private record Sample(String code, double expected) {}

  static Stream<Function> all() {
    return CATALOGUE.functions().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void spellingsNameEachParameterAndAreClosed(Function function) {
    for (Language language : Language.values()) {
      String code = function.code(language);
      if (code != null) {
        List<String> names =
            PARAMETER
                .matcher(code)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .filter(name -> !name.equals("like"))
                .sorted()
                .toList();
        assertEquals(function.parameters().stream().sorted().toList(), names, code);
        assertTrue(
            CLOSED.matcher(code).matches(), code + " is not a call, a name or in parentheses");
      }
    }
  }

  @Test
  void pythonAgrees() throws IOException, InterruptedException {
    List<Sample> samples = samples(Language.NUMPY);
    StringBuilder script =
        new StringBuilder("import numpy as np\nimport scipy.special\nnp.seterr(all='ignore')\n");
    samples.forEach(sample -> script.append("print(float(").append(sample.code).append("))\n"));
    List<String> answers = python(script.toString());
    Assumptions.assumeFalse(answers.isEmpty(), "python3 with numpy and scipy is not installed");
    assertEquals(
        List.of(), disagreements(samples, answers.stream().map(CodeTest::number).toList()));
  }

  @Test
  void javaAgrees(@TempDir Path folder) throws IOException, ReflectiveOperationException {
    assertEquals(
        List.of(), disagreements(samples(Language.JAVA), java(folder, samples(Language.JAVA))));
  }

  @Test
  void disagreementIsNoticed(@TempDir Path folder)
      throws IOException, ReflectiveOperationException {
    List<Sample> wrong = List.of(new Sample("Math.sin(1.0)", Math.cos(1)));
    assertFalse(disagreements(wrong, java(folder, wrong)).isEmpty());
  }

  private static List<Sample> samples(Language language) {
    List<Sample> samples = new ArrayList<>();
    for (Function function : CATALOGUE.functions()) {
      String code = function.code(language);
      if (code != null && function.value() != null && function.isElementwise()) {
        for (Map<String, Double> point : EntryCheck.domain(function, CATALOGUE)) {
          double expected = FormulaText.apply(function, List.copyOf(point.values()));
          samples.add(new Sample(substituted(code, point), expected));
        }
      }
    }
    assertFalse(samples.isEmpty());
    return samples;
  }

  private static String substituted(String code, Map<String, Double> point) {
    return PARAMETER
        .matcher(code)
        .replaceAll(match -> Matcher.quoteReplacement("(" + point.get(match.group(1)) + ")"));
  }

  private static List<String> disagreements(List<Sample> samples, List<Double> answers) {
    assertEquals(samples.size(), answers.size());
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      double expected = samples.get(i).expected;
      double actual = answers.get(i);
      boolean close = Math.abs(expected - actual) <= 1e-12 * Math.max(1e-3, Math.abs(expected));
      if (expected != actual && !close) {
        disagreements.add(
            String.format(Locale.ROOT, "%s is %s, not %s", samples.get(i).code, actual, expected));
      }
    }
    return disagreements;
  }

  private static double number(String printed) {
    return Double.parseDouble(printed.replace("inf", "Infinity").replace("nan", "NaN"));
  }

  private static List<String> python(String script) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder("python3", "-").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean done = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
      if (!done && hasLibraries()) {
        throw new AssertionError("python3 fails after " + output.lines().count() + " lines");
      }
      return done ? output.lines().toList() : List.of();
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static boolean hasLibraries() throws IOException, InterruptedException {
    return new ProcessBuilder("python3", "-c", "import numpy, scipy.special").start().waitFor()
        == 0;
  }

  /// Compiles one method for all samples, split so that none is larger than the format of class
  /// files allows.
  private static List<Double> java(Path folder, List<Sample> samples)
      throws IOException, ReflectiveOperationException {
    StringBuilder source =
        new StringBuilder(
            "public class Samples {\n  public static double[] all() { return new double[] {\n");
    samples.forEach(sample -> source.append(sample.code).append(",\n"));
    Path file = folder.resolve("Samples.java");
    Files.writeString(file, source.append("}; }\n}\n"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "the tests run on a JDK");
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertTrue(compiled, messages.toString());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      double[] values = (double[]) loader.loadClass("Samples").getMethod("all").invoke(null);
      return DoubleStream.of(values).boxed().toList();
    }
  }
}
