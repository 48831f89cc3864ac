package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nabla.answer.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  @Test
  void deriveShowsStepsForOneVariable() {
    Outcome outcome = Outcome.of("derive", "x^2 sin x");
    assertEquals(ExitCode.DONE, outcome.exitCode());
    assertTrue(outcome.output().contains("product rule"), outcome.output());
    assertTrue(outcome.output().contains("verified at 8 points"), outcome.output());
    assertEquals("", outcome.messages());
  }

  @Test
  void deriveShowsOnlyResultsForSeveralVariablesUnlessAsked() {
    Outcome results = Outcome.of("derive", "x^2 sin y");
    assertFalse(results.output().contains("rule"), results.output());
    assertTrue(results.output().contains("each verified at 8 points"), results.output());
    Outcome steps = Outcome.of("derive", "x^2 sin y", "--steps", "brief");
    assertTrue(steps.output().contains("rule"), steps.output());
  }

  @Test
  void deriveDoesAsItsOptionsSay() {
    assertEquals("d²/dx²[x³] = 6x\n", bare("x^3", "--order", "2"));
    assertEquals("∂²/∂x∂y[xy²] = 2y\n", bare("x y^2", "--wrt", "x y"));
    assertTrue(
        bare("x y^2", "--wrt", "(x,y)").contains("(y², 2xy)"), bare("x y^2", "--wrt", "(x,y)"));
    assertTrue(bare("x^3", "--ascii").contains("3x^2"), bare("x^3", "--ascii"));
    assertTrue(bare("x y^2", "--wrt", "(x,y)", "--layout", "numerator").contains("(y², 2xy)ᵀ"));
    String intermediate = "let z = 3x; z^2";
    assertTrue(bare(intermediate, "--wrt", "x").contains("6z"), bare(intermediate, "--wrt", "x"));
    String substituted = bare(intermediate, "--wrt", "x", "--substitute");
    assertTrue(substituted.contains("18x"), substituted);
  }

  private static String bare(String formula, String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "derive";
    arguments[1] = formula;
    arguments[2] = "--steps=none";
    arguments[3] = "--no-verify";
    System.arraycopy(options, 0, arguments, 4, options.length);
    Outcome outcome = Outcome.of(arguments);
    assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.messages());
    return outcome.output();
  }

  @Test
  void whatWasNotVerifiedIsNotCalledVerified() {
    Outcome outcome = Outcome.of("derive", "x^2", "--no-verify");
    assertFalse(outcome.output().contains("verified"), outcome.output());
  }

  @Test
  void conditionsStandWithTheResult() {
    Outcome outcome = Outcome.of("derive", "x^x");
    assertTrue(outcome.output().contains("for x > 0"), outcome.output());
    assertFalse(Outcome.of("derive", "x^2").output().contains("for "));
  }

  @Test
  void valuesStandBesideTheExactOnes() {
    Outcome outcome =
        Outcome.of("evaluate", "σ(b + w1x1 + w2x2)", "--at", "x1=1, x2=2, b=4, w1=5, w2=6");
    assertEquals("σ(21) ≈ 0.999999999242\n", outcome.output());
    assertEquals("4\n", Outcome.of("evaluate", "2 + 2").output());
    assertEquals("1/3 ≈ 0.333333333333\n", Outcome.of("evaluate", "1/x", "--at", "x=3").output());
    assertEquals("4 − αk\n", Outcome.of("evaluate", "w - α k", "--at", "w=4").output());
  }

  @Test
  void deriveGivesValueAndGradientAtAPoint() {
    Outcome outcome = Outcome.of("derive", "x^2 y", "--at", "x=3, y=1/2");
    assertTrue(outcome.output().contains("at x=3, y=1/2:"), outcome.output());
    assertTrue(outcome.output().contains("= 9/2 = 4.5"), outcome.output());
  }

  @Test
  void simplifyKnowsItsForms() {
    assertTrue(Outcome.of("simplify", "sin^2 x + cos^2 x").output().endsWith("= 1\n"));
    assertTrue(
        Outcome.of("simplify", "(x+1)^2", "--form", "expanded")
            .output()
            .endsWith("= x² + 2x + 1\n"));
    assertTrue(
        Outcome.of("simplify", "x^2+2x+1", "--form", "factored").output().endsWith("= (x + 1)²\n"));
    Outcome unknown = Outcome.of("simplify", "x", "--form", "pretty");
    assertEquals(ExitCode.BAD_INPUT, unknown.exitCode());
    assertTrue(unknown.messages().contains("there is no form"), unknown.messages());
  }

  @Test
  void readSaysBackWithNotes() {
    Outcome outcome = Outcome.of("read", "1/2x");
    assertEquals(
        """
        text    (1/2)x
        LaTeX   \\frac{1}{2}x
        shapes  x ∈ ℝ
        note    1:1: 1/2x is read as (1/2)·x; write 1/(2x) for the other
        """,
        outcome.output());
  }

  @Test
  void notesOfOtherCommandsGoBesideTheAnswer() {
    Outcome outcome = Outcome.of("derive", "1/2x");
    assertTrue(outcome.messages().startsWith("note: 1/2x is read as"), outcome.messages());
    assertFalse(outcome.output().contains("is read as"), outcome.output());
  }

  @Test
  void matricesAreDerivedAndWhatHasNoRuleIsDeclined() {
    Outcome derived = Outcome.of("derive", "x^T A x", "--wrt", "x", "--steps", "none");
    assertEquals(ExitCode.DONE, derived.exitCode());
    assertTrue(
        derived.output().startsWith("∂/∂x[xᵀAx] = (A + Aᵀ)x\ngradient in the shape of x, n×1\n"),
        derived.output());
    Outcome outcome = Outcome.of("derive", "tr(A B) ||A||_3", "--wrt", "A");
    assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
    assertEquals("read as tr(AB)·‖A‖₃\nshapes  A ∈ ℝ^{m×n}; B ∈ ℝ^{n×m}\n", outcome.output());
    assertEquals(1, outcome.messages().lines().count(), outcome.messages());
    assertTrue(outcome.messages().contains("norm"), outcome.messages());
  }

  /// A vector for each value of an index is a row.
  @Test
  void rowsAndColumnsOfValuesAreNamed() {
    String loss = "Σ_i (y_i - w^T x_i)^2";
    String at = "y=(1,0,1); w=(1,2); x=[1,2;3,4;5,6]";
    String output = Outcome.of("derive", loss, "--wrt", "x_k", "--at", at).output();
    assertTrue(
        output.contains(
            "[8, 16; 22, 44; 32, 64]\nrows over k, columns over the entries of each vector"),
        output);
    String values = "w=(2,3); x=[1,2;3,4]";
    String where = "x ∈ R^{n×d}";
    String matrices =
        Outcome.of("derive", "Σ_j w_j x_j", "--where", where, "--wrt", "x_k", "--at", values)
            .output();
    assertTrue(
        matrices.contains("[2, 0; 0, 2; 3, 0; 0, 3]\nrows over k and over the rows of each matrix"),
        matrices);
  }

  @Test
  void valuesWhereThereIsNoDerivativeSaySo() {
    String kink = Outcome.of("derive", "|x|", "--at", "x=0").output();
    assertTrue(kink.contains("no derivative here: x ≠ 0 does not hold"), kink);
    String smooth = Outcome.of("derive", "|x|", "--at", "x=1").output();
    assertFalse(smooth.contains("no derivative here"), smooth);
  }

  /// A condition on an entry is one for each value of its index, and says for which it fails.
  @Test
  void entriesWithoutADerivativeAreNamed() {
    String sum = "Σ_i x_i Π_{j<i} (1 - x_j)";
    Outcome division = Outcome.of("derive", sum, "--wrt", "x_k", "--at", "x=(1,2,1)");
    assertEquals(ExitCode.DONE, division.exitCode());
    String said = "has no value here: xₖ − 1 ≠ 0 does not hold for k = 1, 3\n";
    assertTrue(division.output().endsWith(said), division.output());
    assertFalse(division.output().contains("entries over k"), division.output());
    String defined = Outcome.of("derive", sum, "--wrt", "x_k", "--at", "x=(2,3,4)").output();
    assertTrue(defined.contains("(6, 3, 2)\nentries over k"), defined);
  }

  @Test
  void longNamesAreQuotedUnlessTheyAreDeclared() {
    String written = Outcome.of("read", "\\text{loss}^2 + 1").output();
    assertTrue(written.startsWith("text    \"loss\"² + 1"), written);
    String declared = Outcome.of("read", "loss^2 + 1 where loss ∈ R").output();
    assertTrue(declared.startsWith("text    loss² + 1"), declared);
  }

  @Test
  void wholeExponentsNeedNoCondition() {
    String output = Outcome.of("derive", "(-x)^(4/2)", "--steps", "none").output();
    assertFalse(output.contains("for"), output);
  }

  @Test
  void valuesAreExactWhereTheyCanBe() {
    assertEquals("3\n", Outcome.of("evaluate", "log_2(8)").output());
    assertEquals("−2\n", Outcome.of("evaluate", "log_{1/3}(9)").output());
    assertEquals("2\n", Outcome.of("evaluate", "mod(-1, 3)").output());
    assertEquals("4 > 1 is true\n", Outcome.of("evaluate", "x^2 > 1", "--at", "x=2").output());
    assertEquals("1/4 > 1 is false\n", Outcome.of("evaluate", "x^2 > 1", "--at", "x=1/2").output());
    assertTrue(Outcome.of("evaluate", "log_2(7)").output().contains("≈ 2.807"));
  }

  @Test
  void namesThatDoNotOccurAreNoticed() {
    assertTrue(Outcome.of("derive", "x^2", "--wrt", "q").output().contains("q does not occur"));
    assertTrue(Outcome.of("derive", "x^2", "--at", "z=3").output().contains("z does not occur"));
  }

  @Test
  void severalFormulasAreAnsweredAndTheWorstCounts() {
    Outcome outcome = Outcome.of("simplify", "1 + 1", "x +", "2 + 2");
    assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
    assertTrue(outcome.output().contains("= 2") && outcome.output().contains("= 4"));
    assertTrue(outcome.messages().contains("1:4: found the end"), outcome.messages());
  }

  @Test
  void formulasComeFromFilesAndStandardInput(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("formulas.txt");
    Files.writeString(file, "\uFEFF# two formulas\r\n\r\n1 + 1\r\nx +\r\n");
    Outcome outcome = Outcome.of("simplify", file.toString());
    assertTrue(outcome.output().endsWith("1 + 1 = 2\n\n"), outcome.output());
    assertTrue(outcome.messages().contains("formulas.txt:4:4: found the end"), outcome.messages());
    assertEquals("1 + 1 = 2\n", Outcome.reading("1 + 1\n", "simplify", "-").output());
    Outcome empty = Outcome.reading("\n", "simplify", "-");
    assertEquals(ExitCode.BAD_INPUT, empty.exitCode());
    Outcome missing = Outcome.of("simplify", folder.resolve("none.txt").toString());
    assertTrue(missing.messages().contains("there is no file"), missing.messages());
  }

  @Test
  void eachOfSeveralClaimsStandsBeforeItsVerdict() {
    Outcome outcome = Outcome.of("check", "x + x = 2x", "x = 2x");
    assertEquals(ExitCode.NOT_SHOWN, outcome.exitCode());
    assertTrue(outcome.output().startsWith("x + x = 2x\nproved\n\nx = 2x\nrefuted: at x = 1 "));
  }

  @Test
  void severalAnswersMakeOnePageAndOneArray() {
    String page = Outcome.of("simplify", "x + x", "y + y", "--format", "html").output();
    assertEquals(page.indexOf("<html"), page.lastIndexOf("<html"));
    assertTrue(page.contains("y+y = 2y"));
    String array = Outcome.of("simplify", "x + x", "y +", "--format", "json").output();
    assertEquals(2, JsonParser.parseString(array).getAsJsonArray().size());
  }

  @Test
  void derivativesOfArraysSayTheirShapeAndConvention() {
    assertSays("gradient in the shape of w, n×1", "derive", "||Xw-y||^2", "--wrt", "w");
    assertSays("each gradient has the shape of its variable", "derive", "||Xw-y||^2");
    assertSays(
        "gradient as a transpose, 1×n (numerator layout)",
        "derive",
        "||Xw-y||^2",
        "--wrt",
        "w",
        "--layout",
        "numerator");
    assertSays("Hessian, n×n", "derive", "||Xw-y||^2", "--wrt", "w", "--order", "2");
    assertSays("Jacobian, m×n: entry i, j is ∂fᵢ/∂xⱼ", "derive", "A x where x ∈ R^n", "--wrt", "x");
    assertSays(
        "derivative of vec F by vec X, n²×n²", "derive", "X^2 where X ∈ R^{n×n}", "--wrt", "X");
    assertSays(
        "where AXB is singular, det(AXB)(AXB)⁻ᵀ is its matrix of cofactors",
        "derive",
        "det(AXB)",
        "--wrt",
        "X");
    assertSays(
        "where XᵀAX is singular, det(XᵀAX)(XᵀAX)⁻ᵀ is its matrix of cofactors",
        "derive",
        "det(X^T A X)",
        "--wrt",
        "X");
    assertSays(
        "where A + tB is singular, det(A + tB)(A + tB)⁻ᵀ is its matrix of cofactors",
        "derive",
        "det(A + t B) where A, B ∈ R^{n×n}",
        "--wrt",
        "t");
    assertSays(
        "where X is singular, det(X)X⁻ᵀ is its matrix of cofactors",
        "derive",
        "det X",
        "--wrt",
        "X_{ij}");
    assertSays("given 𝟏ₙᵀy = 1", "derive", "-y^T log softmax(z) where 1^T y = 1", "--wrt", "z");
    assertSays("given P ≻ 0", "derive", "log det P where P ≻ 0", "--wrt", "P");
    assertSays(
        "gradient in the shape of Q, n×n, unconstrained: the entries of Q move freely, and it does"
            + " not stay orthogonal",
        "derive",
        "tr(Q^T A) where Q orthogonal",
        "--wrt",
        "Q");
  }

  private static void assertSays(String line, String... arguments) {
    String output = Outcome.of(arguments).output();
    assertTrue(output.lines().toList().contains(line), output);
  }

  @Test
  void sumsOverVectorsAreFoldedIntoThem() {
    Outcome outcome = Outcome.of("derive", "Σ_{i=1}^n x_i^2", "--steps", "none");
    assertEquals(ExitCode.DONE, outcome.exitCode());
    assertTrue(outcome.output().startsWith("∂/∂x[Σ_{i=1}^n xᵢ²] = 2x\n"), outcome.output());
  }

  @Test
  void theAnswerGoesToAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("answer.md");
    Outcome outcome = Outcome.of("simplify", "1+1", "--format", "markdown", "-o", file.toString());
    assertEquals("", outcome.output());
    assertEquals("$$\n1+1 = 2\n$$\n", Files.readString(file));
    Outcome refused = Outcome.of("simplify", "1+1", "-o", folder.resolve("a/b").toString());
    assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "latex", "markdown", "html", "json"})
  void everyCommandAnswersInEveryFormat(String format) {
    for (Command command : Command.values()) {
      if (command.takesFormulas() && !command.takesSheets()) {
        String formula = command == Command.CHECK ? "x + x = 2x" : "x^2 + x";
        Outcome outcome = Outcome.of(command.spelling(), formula, "--format", format);
        assertEquals(ExitCode.DONE, outcome.exitCode(), command + ": " + outcome.messages());
        assertFalse(outcome.output().isBlank(), command.spelling());
        assertTrue(outcome.output().endsWith("\n"), command.spelling());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void everyCommandHasHelp(Command command) {
    Outcome outcome = Outcome.of("help", command.spelling());
    assertEquals(ExitCode.DONE, outcome.exitCode());
    for (Option option : command.options()) {
      assertTrue(outcome.output().contains(option.spelling()), option.spelling());
    }
    assertEquals(outcome, Outcome.of(command.spelling(), "--help"));
  }

  @Test
  void helpAndCompletionListEveryCommand() {
    String help = Outcome.of("help").output();
    String completion = Outcome.of("completion").output();
    for (Command command : Command.values()) {
      assertTrue(help.contains("  " + command.spelling()), help);
      assertTrue(completion.contains(command.spelling()));
    }
    assertTrue(completion.contains("--wrt"));
  }

  @Test
  void theCatalogueIsATable() {
    String table = Outcome.of("functions").output();
    assertTrue(table.lines().anyMatch(line -> line.startsWith("softplus(x)")), table);
    assertTrue(Outcome.of("functions", "σ").output().contains("d/dx"));
    assertEquals(ExitCode.BAD_INPUT, Outcome.of("functions", "foo").exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "deriv x",
        "derive",
        "derive --bogus x",
        "derive x --order",
        "derive x --order two",
        "derive x --order 1.5",
        "derive x --steps some",
        "derive x --layout sideways",
        "derive x --timeout 0",
        "derive x --timeout soon",
        "derive x --wrt",
        "derive x --jsonl",
        "derive x --order 1 --order 2",
        "read x --at x=1",
        "check x^2",
        "evaluate x --at x",
        "evaluate x --at x=1,x=2",
        "completion x",
        "help nothing"
      })
  void wrongArgumentsAreOneSentence(String line) {
    Outcome outcome = Outcome.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.output());
    assertEquals("", outcome.output());
    if (!line.isEmpty()) {
      assertEquals(1, outcome.messages().lines().count(), outcome.messages());
      assertTrue(outcome.messages().startsWith("nabla: "), outcome.messages());
    }
  }

  @Test
  void aMinusSignBeginsAFormula() {
    assertTrue(Outcome.of("simplify", "-x + 2x").output().endsWith("= x\n"));
    assertTrue(Outcome.of("simplify", "--", "--x").output().endsWith("= x\n"));
  }
}
