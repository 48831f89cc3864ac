package nabla;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import nabla.catalogue.Language;
import nabla.check.Verdict;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

/// What a user of the library writes in a line: [Formula], [Derived], [Value], [Line].
class LibraryTest {

  private static final Formula LOSS = Nabla.formula("let z = b + w x; L = (y − σ(z))²");

  @Test
  void aDerivativeSaysItselfInEveryNotation() {
    Derived slope = LOSS.derivative("w");
    assertEquals("−2x(y − σ(z))σ(z)(1 − σ(z))", slope.toString());
    assertEquals(slope.toText(), slope.toString());
    assertEquals(
        "-2x\\left(y-\\sigma(z)\\right)\\sigma(z)\\left(1-\\sigma(z)\\right)", slope.toLatex());
    assertEquals("−1/2", slope.at("x = 2, y = 1, b = 0, w = 0").toString());
    assertEquals(-0.5, slope.compile("w, b, x, y").evaluate(0, 0, 2, 1), 1e-15);
    assertTrue(slope.code(Language.NUMPY).contains("scipy.special.expit"));
    assertTrue(slope.code(Language.JAVA).startsWith("double "));
    assertTrue(slope.explanation().startsWith("∂L/∂w = ∂L/∂z·∂z/∂w\n"), slope.explanation());
    assertTrue(slope.explanationLatex().startsWith("\\begin{aligned}\n"));
  }

  @Test
  void theStepsAreLinesWithTheirRules() {
    List<Line> lines = Nabla.formula("x² sin x").derivative("x").steps();
    assertEquals("2x sin(x) + x² cos(x)   power rule; derivative of sin", "" + lines.getLast());
    assertEquals("product-rule", lines.getFirst().rule());
    assertTrue(lines.stream().noneMatch(line -> line.latex().isEmpty()));
    assertEquals(2, Nabla.formula("σ(x)").derivative("x", 2).derivations().size());
    List<Line> orders = Nabla.formula("σ(x)").derivative("x", 2).steps();
    assertEquals("σ(x)(1 − σ(x))(1 − 2σ(x))", orders.getLast().text());
    Derived bare = Nabla.formula("x²").derive("x", 1, false, false).getFirst();
    assertEquals(List.of(), bare.steps());
    assertEquals("d/dx[x²] = 2x\n", bare.explanation());
  }

  @Test
  void aFormulaSaysItselfToo() {
    Formula area = Nabla.formula("pi r^2").where("r > 0");
    assertEquals("pi r^2", area.toString());
    assertEquals("πr²", area.toText());
    assertEquals("\\pi r^{2}", area.toLatex());
    assertEquals("π/4", area.at("r = 1/2").toString());
    assertEquals(Math.PI / 4, area.at("r = 1/2").toDouble(), 1e-15);
    assertEquals(Math.PI, area.compile("r").evaluate(1), 1e-15);
    assertEquals("np.pi * r**2", area.code(Language.NUMPY));
    List<Line> steps = Nabla.formula("1/(1 + e^(-x))").steps();
    assertEquals("[σ(x)   recognise σ(x)]", steps.toString());
    assertEquals(List.of(), Nabla.formula("σ(x)").steps());
    assertEquals(Verdict.Kind.PROVED, Nabla.formula("tanh x = 2σ(2x) − 1").check().kind());
    assertEquals(Verdict.Kind.REFUTED, Nabla.formula("√(x²) = x").check().kind());
  }

  @Test
  void gradientsAndHessiansHaveEntries() {
    Formula formula = Nabla.formula("x² y + sin y");
    Derived gradient = formula.gradient();
    assertEquals("(2xy, x² + cos(y))", gradient.toString());
    Value value = gradient.at("x = 3, y = 0");
    assertArrayEquals(new double[] {0, 10}, value.toDoubles());
    assertEquals("(0, 10)", value.toString());
    double[] results = new double[2];
    gradient.compile("x, y").evaluate(new double[] {3, 0}, results);
    assertArrayEquals(new double[] {0, 10}, results);
    Derived hessian = formula.hessian();
    assertEquals("[2y, 2x; 2x, −sin(y)]", hessian.toString());
    assertArrayEquals(new double[] {0, 6, 6, 0}, hessian.at("x = 3, y = 0").toDoubles());
    assertThrows(NablaException.class, value::toDouble);
  }

  @Test
  void whatHasNoNumberYetSaysSo() {
    Value open = Nabla.formula("x − α k").at("x = 4");
    assertEquals("4 − αk", open.toString());
    assertEquals("4-\\alpha k", open.toLatex());
    assertEquals(
        NablaException.Kind.UNSUPPORTED, assertThrows(NablaException.class, open::toDouble).kind());
  }

  @Test
  void nothingThatIsHandedOutCanBeChanged() {
    Derived slope = LOSS.derivative("w");
    assertThrows(UnsupportedOperationException.class, () -> slope.steps().clear());
    assertThrows(UnsupportedOperationException.class, () -> slope.derivations().clear());
    assertThrows(UnsupportedOperationException.class, () -> slope.conditions().clear());
    assertThrows(UnsupportedOperationException.class, () -> LOSS.variables().clear());
    assertThrows(UnsupportedOperationException.class, () -> slope.at("x = 1").entries().add(null));
  }

  @Test
  void limitsAreSetByTheCaller() {
    assertEquals("2x", Nabla.within(Duration.ofSeconds(9), () -> derivative("x²")));
    long start = System.nanoTime();
    NablaException late =
        assertThrows(
            NablaException.class,
            () ->
                Nabla.within(
                    Duration.ofMillis(300), () -> Nabla.formula("σ(x²)").derivative("x", 300)));
    assertEquals(NablaException.Kind.BUDGET, late.kind());
    assertTrue(System.nanoTime() - start < 20_000_000_000L);
    assertEquals("2x", derivative("x²"), "the process lives on");
  }

  private static String derivative(String formula) {
    return Nabla.formula(formula).derivative("x").toText();
  }

  /// On an ordinary stack, not the large one that commands have.
  @Test
  void badInputIsANablaException() {
    for (String bad :
        List.of(
            "",
            "(x",
            "x)",
            "x @ ",
            "1/0",
            "x/(x−x)",
            "0^0",
            "ln(−1)",
            "1e9999999 x",
            "let ln = 2; ln x",
            "exp x exp",
            "\u0000",
            "x\uFFFD",
            "(".repeat(200_000) + "x" + ")".repeat(200_000))) {
      assertThrows(NablaException.class, () -> Nabla.formula(bad).derivative("x"), bad);
    }
    assertEquals("1", derivative("(".repeat(5_000) + "x" + ")".repeat(5_000)));
    assertEquals("−1", derivative("-".repeat(4_999) + "x"));
    assertFalse(derivative("sin(".repeat(3_000) + "x" + ")".repeat(3_000)).isEmpty());
  }

  /// Many threads, one formula, every question at once: the answers are those of one thread.
  @Test
  void oneFormulaServesManyThreads() throws Exception {
    Formula formula = Nabla.formula("e^(a x) σ(x y) + ln(1 + x² y²)/(x + 3)").where("a > 0");
    List<Callable<String>> questions =
        List.of(
            () -> formula.derive("x", 1, true, true).getFirst().explanation(),
            () -> formula.derive("y", 2, true, false).getFirst().toLatex(),
            () -> formula.gradient().toText(),
            () -> formula.at("x = 1, y = 2").toText(),
            () -> "" + formula.compile("x, y, a").evaluate(1, 2, 0.5),
            () -> formula.code(Language.NUMPY) + formula.code(Language.JAVA),
            () -> formula.simplified().toString(),
            () -> formula.where("y = 2").toLatex());
    List<String> expected = new ArrayList<>();
    for (Callable<String> question : questions) {
      expected.add(question.call());
    }
    int threads = 16;
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Future<List<String>>> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        answers.add(
            pool.submit(() -> {
              together.await();
              String[] own = new String[questions.size()];
              for (int i = 0; i < own.length; i++) {
                int question = (first + i) % own.length;
                own[question] = questions.get(question).call();
              }
              return List.of(own);
            }));
      }
    }
    Set<List<String>> distinct =
        answers.stream().map(Future::resultNow).collect(Collectors.toSet());
    assertEquals(Set.of(expected), distinct);
  }

  /// The compiled function is one object that all threads call.
  @Test
  void oneCompiledFunctionServesManyThreads() {
    var compiled = LOSS.derivative("w").compile("w, b, x, y");
    double[][] columns = {{0, 0.5, 1}, {0, 0, 0}, {2, 2, 2}, {1, 1, 1}};
    double[] expected = new double[3];
    compiled.evaluateColumns(columns, new double[][] {expected});
    List<double[]> results =
        java.util.stream.IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> {
              double[] own = new double[3];
              compiled.evaluateColumns(columns, new double[][] {own});
              return own;
            })
            .toList();
    results.forEach(own -> assertArrayEquals(expected, own));
  }
}
