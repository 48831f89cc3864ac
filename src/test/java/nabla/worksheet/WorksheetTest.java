package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import org.junit.jupiter.api.Test;

/// Worksheets from their text to the document with its answers.
class WorksheetTest {

  private static final String NEURON =
      """
      let z = b + w1 x1 + w2 x2
      let L = (y - σ(z))^2/2
      derive L wrt b, w1, w2
      given x1 = 1, x2 = 2, y = 3, b = 4, w1 = 5, w2 = 6
      """;

  static Answered run(String text) {
    Worksheet.Settings settings =
        new Worksheet.Settings(Path.of(""), false, null, Duration.ofSeconds(10));
    return Worksheet.of(text, false).run(settings, answer -> {});
  }

  static String text(String sheet) {
    return new SheetWriter(run(sheet), "sheet", false).write(SheetFormat.TEXT);
  }

  /// The answers of a sheet, as text, say all of this.
  static void assertSays(String sheet, String... expected) {
    String text = text(sheet);
    for (String part : expected) {
      assertTrue(text.contains(part), "no \"" + part + "\" in\n" + text);
    }
  }

  @Test
  void goesThroughDefinitionsNumbersGradientsAndAStep() {
    String text = text(NEURON + "evaluate z, L, ∇L\nstep b, w1, w2 by α along ∇L\n");
    assertTrue(text.contains("∂L/∂w₁ = −x₁(y − σ(z))σ(z)(1 − σ(z))"), text);
    assertTrue(text.contains("z      = 21\n"), text);
    assertTrue(text.contains("L      = (3 − σ(21))²/2 ≈ 2.00000000152\n"), text);
    assertTrue(text.contains("w₂ ← 6 + 2ασ(21)(1 − σ(21))(3 − σ(21))\n"), text);
  }

  @Test
  void goesOnWithTheValuesOfAStep() {
    String sheet = "let L = (w - 100)^2/2\ngiven w = 0\n";
    assertSays(sheet + "step w by 1/2 along ∇L\nevaluate w, L", "w = 50\nL = 1250\n");
    assertSays(sheet + "step w by α along ∇L\nevaluate w", "w = 100α\n");
  }

  @Test
  void movesTheComponentsOfANamedList() {
    assertSays(
        "let L = (a b - 1)^2\nlet θ = (a, b)\ngiven a = 2, b = 3\nstep θ by 1/10 along ∇L",
        "a ← −1\nb ← 1\n");
  }

  @Test
  void namesADerivative() {
    assertSays("let L = x^3\nderive L wrt x as g\ngiven x = 2\nevaluate g", "g = 12\n");
    assertSays("let L = x^2 y\nderive L wrt x, y as g\ngiven x = 2, y = 3\nevaluate g", "(12, 4)");
  }

  @Test
  void takesArraysAsTheyAreGiven() {
    assertSays("given W = [1, 2; 3, 4], x = (1, 1)\nevaluate W x", "(3, 7)");
    assertSays(
        "let e = W x - y\nlet L = ‖e‖²\ngiven W = [1, 2; 3, 4], x = (1, 1), y = (0, 0)\n"
            + "evaluate L, ∂L/∂W",
        "∂L/∂W = [6, 6; 14, 14]");
  }

  @Test
  void aDefinitionTakesTheLetterOfAConstant() {
    assertSays("let e = x - y\ngiven x = 3, y = 1\nevaluate e^2", "e² = 4");
  }

  @Test
  void claimsMaySpeakOfDefinedNames() {
    assertSays("let L = (x - 1)^2\ncheck L = x^2 - 2x + 1", "proved");
    assertSays("let L = (x - 1)^2\ncheck L = x^2 + 1", "refuted");
  }

  @Test
  void runsOnAfterAnError() {
    Answered answered = run("derive x^2 + ( wrt x\nderive x^2");
    assertEquals(ExitCode.BAD_INPUT, answered.exitCode());
    String text = new SheetWriter(answered, "a.md", false).write(SheetFormat.TEXT);
    assertTrue(text.contains("error: a.md:1:14: found the end of the formula"), text);
    assertTrue(text.contains("d/dx[x²] = 2x"), text);
  }

  @Test
  void refusesNamesBeforeTheirDefinitions() {
    assertSays(
        "let c = d + 1\nlet d = 2",
        "sheet:1:9: d is used before its definition in line 2; move that above this");
    assertSays("let a = b + 1\nlet b = 2", "sheet:1:9: b is used before its definition");
  }

  @Test
  void saysWhatAWordMayHaveMeant() {
    assertSays("evalute x", "expected evaluate, as in evaluate L, ∇L");
    assertSays("x^2 + 1", "found no statement, expected one of derive");
    assertSays("let f = x^2\nstep x by 1", "found no along, expected one update: step w by α");
  }

  @Test
  void clearStartsAfresh() {
    String sheet = "x ∈ R^n\nlet L = x^T x\ngiven y = 1\nclear\nderive x^2 y\nderive L";
    assertSays(sheet, "∂/∂x[x²y] = 2xy");
    assertSays(sheet, "dL/dL = 1");
  }

  @Test
  void definesANameAnew() {
    assertSays("let L = x^2\nlet L = x^3\nderive L", "L is defined anew from here on");
    assertSays("let L = x^2\nlet L = x^3\nderive L", "= 3x²");
  }

  @Test
  void keepsTheDocumentAndReplacesEarlierAnswers() {
    String document =
        """
        # A sheet

        Some *prose*, with

        ```python
        x = 1
        ```

        ```nabla
        derive x^2
        ```

        End.
        """;
    String once = new SheetWriter(run(document), "sheet", false).write(SheetFormat.MARKDOWN);
    assertTrue(once.startsWith(document.substring(0, document.indexOf("\n\nEnd"))), once);
    assertTrue(once.contains("= 2x"), once);
    assertTrue(once.endsWith("\nEnd.\n"), once);
    assertEquals(once, new SheetWriter(run(once), "sheet", false).write(SheetFormat.MARKDOWN));
  }

  @Test
  void everyFormIsWhatItSays() {
    Answered answered = run(NEURON + "evaluate L\nevaluate +");
    String json = new SheetWriter(answered, "sheet", false).write(SheetFormat.JSON);
    var statements = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("statements");
    assertEquals(6, statements.size());
    var error = statements.get(5).getAsJsonObject().getAsJsonObject("error");
    assertEquals("syntax", error.get("kind").getAsString());
    assertEquals(6, error.get("line").getAsInt());
    var uses = statements.get(4).getAsJsonObject().getAsJsonObject("uses");
    assertEquals(2, uses.get("L").getAsInt());
    String html = new SheetWriter(answered, "sheet", false).write(SheetFormat.HTML);
    assertTrue(html.contains("<a href=\"#line-2\">L</a>"), html.substring(html.indexOf("<body")));
    String latex = new SheetWriter(answered, "sheet", false).write(SheetFormat.LATEX);
    assertTrue(latex.endsWith("\\end{document}\n"));
  }

  /// Lines that are wider than a page go on below, and nothing of them is lost.
  @Test
  void longStatementsStayOnThePage() {
    String statement = "let s = " + "(b + w_1 + w_2)^2 + ".repeat(9) + "1";
    Answered answered = run(statement);
    String latex = new SheetWriter(answered, "sheet", false).write(SheetFormat.LATEX);
    String code = latex.substring(latex.indexOf("let s"), latex.indexOf("\n\\end{verbatim}"));
    assertTrue(code.lines().allMatch(line -> line.length() <= 80), code);
    assertEquals(statement, code.replace("\n    ", " "));
    String html = new SheetWriter(answered, "sheet", false).write(SheetFormat.HTML);
    assertTrue(html.contains("white-space: pre-wrap; overflow-wrap: anywhere;"));
  }

  @Test
  void anUpdateHasOneSign() {
    String sheet =
        """
        data x, y = ((1, 2), 1), ((2, 1), 1), ((-1, -1), 0), ((0, -2), 0)
        w ∈ R^2; b ∈ R
        let p = σ(w^T x + b)
        let L = -y ln p - (1 - y) ln(1 - p)
        given w = (0, 0), b = 0
        evaluate L, ∇L
        step w, b by 1/2 along ∇L
        """;
    assertFalse(text(sheet).contains("← ="), text(sheet));
    assertTrue(text(sheet).contains("w ← (0.25, 0.375)\nb ← 0\n"), text(sheet));
  }

  @Test
  void saysWhatIsMissingInSolveAndLet() {
    assertSays("solve for x", "found no equation before for");
    assertSays("let f(2) = 4", "found f(2), expected names in the brackets");
  }

  @Test
  void saysWhereAGradientStandsAtAKink() {
    String network =
        """
        network 2 -> 2 relu -> 1 linear, loss squared/2
        given b1 = (0, 0), W2 = [1, 1], b2 = 0, x = (1, 2), y = 3
        """;
    String said = "no derivative here, as every(z₁ ≠ 0) does not hold";
    assertSays(network + "given W1 = [1, 0; 0, 0]", said);
    assertFalse(text(network + "given W1 = [1, 0; 0, 1]").contains("no derivative"));
    assertSays(
        "let f(x) = |x| + x^2\ngiven x = 0\nstep x by 0.1 along ∇f",
        "no derivative here, as x ≠ 0 does not hold");
    assertSays(
        "let L = |w x - y|\ndata x, y = (2, 1), (1, 1)\ngiven w = 1\nstep w by 0.1 along ∇L",
        "no derivative at example 2, as wx ≠ y does not hold");
  }

  @Test
  void saysWhatToWriteInstead() {
    assertSays(
        "network 1 -> 1 linear, loss pinball 0.9", "the share in brackets, as in pinball(0.9)");
    assertSays(
        "network 2 -> 1 linear, loss squared weights random", "expected a comma before weights");
    assertSays(
        "descend w^2 over w from 1 with α = 1/10 for 100000000 steps",
        "expected at most 100000 steps");
  }

  @Test
  void saysWhereDefinitionsAreCircular() {
    assertSays(
        "let a = b + 1\nlet b = a + 1",
        "the definitions in lines 1 and 2 are circular: each needs another");
    assertSays(
        "let p = 1\nlet a = b + 1\nlet b = c + p\nlet c = sin(a)",
        "the definitions in lines 2, 3 and 4 are circular: each needs another");
    assertSays("let a = b + 1\nlet b = 2c\nlet c = 3", "move that above this");
  }

  @Test
  void picturesCallFunctionsAsTheSheetDoes() {
    String sheet = "let f(x) = x^2\nplot f, f', f(x) + 1 for x in [-1, 1]";
    String json = new SheetWriter(run(sheet), "sheet", false).write(SheetFormat.JSON);
    String svg =
        JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonArray("statements")
            .get(1)
            .getAsJsonObject()
            .getAsJsonObject("answer")
            .get("svg")
            .getAsString();
    assertTrue(svg.contains("<title>f(x), f′(x), f(x) + 1</title>"), svg);
    assertTrue(svg.contains("f</tspan><tspan dx="), svg);
  }

  /// A formula is read with all functions of the sheet, which does not mean that it uses them.
  @Test
  void linksWhatAStatementUses() {
    String sheet =
        """
        let f(t) = t^2
        let z = w x
        let L = (z - y)^2
        let a = 3
        derive L
        check tanh(t) = 2σ(2t) - 1
        check d/dx[tan x] = 1 + tan(x)^2
        given w = 1, x = 2, y = 3
        step w by 0.1 along ∇L
        plot f, f' for x in [-1, 1]
        let h(s) = 2f(s)
        evaluate h(w)
        simplify x^2
        """;
    String json = new SheetWriter(run(sheet), "sheet", false).write(SheetFormat.JSON);
    List<String> uses =
        JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonArray("statements")
            .asList()
            .stream()
            .map(each -> each.getAsJsonObject().getAsJsonObject("uses").toString())
            .toList();
    assertEquals(
        List.of(
            "{}",
            "{}",
            "{\"z\":2}",
            "{}",
            "{\"z\":2,\"L\":3}",
            "{}",
            "{}",
            "{}",
            "{\"L\":3,\"z\":2,\"w\":8,\"x\":8,\"y\":8}",
            "{\"f\":1}",
            "{\"f\":1}",
            "{\"h\":11,\"f\":1,\"w\":9}",
            "{}"),
        uses);
  }

  /// Two statements may call their pictures the same.
  @Test
  void picturesBesideADocumentHaveNamesOfTheirOwn() {
    Answered answered = run("plot x^2 for x in [-1, 1]\nplot x^3 for x in [-1, 1]");
    SheetWriter writer = new SheetWriter(answered, "a/my sheet.md", true);
    String markdown = writer.write(SheetFormat.MARKDOWN);
    List<String> names = writer.pictures().stream().map(Report.Picture::name).toList();
    assertEquals(List.of("my-sheet-1-plot", "my-sheet-2-plot"), names);
    assertTrue(markdown.contains("(my-sheet-2-plot.svg)"), markdown);
    String alone = new SheetWriter(answered, "sheet", false).write(SheetFormat.MARKDOWN);
    assertTrue(alone.contains("(data:image/svg+xml;base64,"), alone);
  }

  /// Two statements of one line, and two rates of one descent that differ in what no name has.
  @Test
  void everyPictureHasANameOfItsOwn() {
    Answered answered =
        run(
            "plot x^2 for x in [-1, 1]; plot x^3 for x in [-1, 1]\n"
                + "descend (w - 1)^2 over w from 0 with α = 0.3, -0.3 for 3 steps");
    for (SheetFormat format : List.of(SheetFormat.MARKDOWN, SheetFormat.LATEX)) {
      SheetWriter writer = new SheetWriter(answered, "s.md", true);
      String document = writer.write(format);
      List<String> names = writer.pictures().stream().map(Report.Picture::name).toList();
      assertEquals(
          List.of("s-1-plot", "s-1-plot-2", "s-2-descent-0.3", "s-2-descent-0.3-2"), names);
      names.forEach(
          name -> assertEquals(2, document.split("\\b" + name + "(\\.svg)?[)}]", -1).length, name));
    }
  }

  /// On standard output nothing can stand beside a document.
  @Test
  void latexAloneCarriesItsPictures() {
    SheetWriter writer = new SheetWriter(run("plot x^2 for x in [-1, 1]"), "s.md", false);
    String latex = writer.write(SheetFormat.LATEX);
    assertTrue(latex.contains("\\begin{filecontents*}[overwrite]{s-1-plot.svg}\n<svg"), latex);
    assertTrue(latex.contains("\\includesvg[width=0.7\\linewidth]{s-1-plot}"), latex);
    assertEquals(List.of(), writer.pictures());
  }

  @Test
  void linesGoOnInOpenBrackets() {
    assertSays("given A = [1, 2;\n  3, 4]\nevaluate A (1,\n 1)", "(3, 7)");
    assertSays("derive (x + 1\nderive x^2", "d/dx[x²] = 2x");
  }

  @Test
  void tablesInProseAreTables() {
    String document =
        """
        | a | b |
        | --- | :-: |
        | $x^2$ | *c* & d |

        ```nabla
        let f(x) = x^2
        ```
        """;
    Worksheet.Settings settings =
        new Worksheet.Settings(Path.of(""), false, null, Duration.ofSeconds(10));
    Answered answered = Worksheet.of(document, true).run(settings, answer -> {});
    SheetWriter writer = new SheetWriter(answered, "sheet", false);
    String html = writer.write(SheetFormat.HTML);
    assertTrue(html.contains("<td><span class=\"inline\">x^2</span></td>"), html);
    String latex = writer.write(SheetFormat.LATEX);
    assertTrue(
        latex.contains(
            """
            \\begin{tabular}{ll}
            a & b \\\\
            \\hline
            $x^2$ & \\emph{c} \\& d \\\\
            \\end{tabular}
            """),
        latex);
  }

  @Test
  void gradientsAtKinksSaySo() {
    assertSays(
        "let L = |w x - y|\ndata x, y = (1, 2), (2, 3)\ngiven w = 2\nevaluate ∇L",
        "no derivative at example 1, as wx ≠ y does not hold");
    assertSays("let f(x) = |x|\nevaluate f'(0)", "f′(0): no derivative here; the value is");
  }

  @Test
  void descentsAreCountedAsTheyAreTaken() {
    String descent = "let K = (w - 1)^2\ndescend K over w from 0 with α = 1/4 for ";
    assertSays(descent + "1 step", "The path of 1 step from");
    assertSays(descent + "100001 steps", "expected at most 100000 steps");
  }

  @Test
  void linesEndAsTheyDidInTheDocument() {
    String sheet = "# Sheet\r\n\r\n```nabla\r\nderive x^2\r\n```\r\nend\r\n";
    String windows = new SheetWriter(run(sheet), "sheet", false).write(SheetFormat.MARKDOWN);
    assertFalse(windows.replace("\r\n", "").contains("\n"), windows);
    String plain =
        new SheetWriter(run(sheet.replace("\r", "")), "sheet", false).write(SheetFormat.MARKDOWN);
    assertEquals(plain, windows.replace("\r\n", "\n"));
  }

  @Test
  void aConstantGetsNoOtherValue() {
    assertSays("let π = 4", "π is the circumference of a circle over its diameter, 3.14159…, and");
    assertSays("e = 3", "e is the base of the natural logarithm, 2.71828…, and gets no other");
    assertSays("let e = y - w x\nderive e by w", "= −x  derivative of a linear term");
    assertSays("let π(s) = s^2\nevaluate π(3), π'(3)", "= 9\n", "= 6\n");
  }

  @Test
  void anExampleIsAFormulaThatOneCouldMean() {
    assertSays("flurb x", "for example derive x^2 y by x\n");
    assertSays("x^2 + 1", "for example derive x^2 + 1\n");
    assertSays("evaluate x^2 at x = ", "x gets no value; write for example x = 1");
  }

  @Test
  void aRateKeepsItsName() {
    String loss = "descend (w - 3)^2 over w from 0 with ";
    assertSays(loss + "β = 1/4 for 3 steps", "exactly for 0 < β < 1", "With β = 1/4 the factor");
    assertSays(loss + "α = 1/2 for 2 steps", "wₜ − (1/2)·2(wₜ − 3) − 3\n         = 0 ");
  }

  @Test
  void declarationsWithDots() {
    String mean = "ℓ(μ) = -1/2 Σ_{i=1}^n (x_i - μ)^2\nsolve ℓ'(μ) = 0";
    String right = "μ = (Σ_{i=1}^n xᵢ)/n";
    assertSays("x_1, ..., x_n ∈ R\n" + mean, right);
    assertSays("x_1, x_2, …, x_n ∈ R\n" + mean, right);
    assertSays(
        "x_1, ..., x_m ∈ R^n\nL = Σ_{i=1}^m ‖x_i - c‖^2\nsolve ∂L/∂c = 0 for c",
        "c = (Σ_{i=1}^m xᵢ)/m");
  }

  @Test
  void variancesWithNumbers() {
    assertSays("given σ² = 4, μ = 1\nevaluate μ/σ", "= 1/2");
    assertSays("given μ = 1, σ^2 = 2\nevaluate σ", "σ = √2");
  }

  /// Claims about what a line says that it is, and claims about all numbers.
  @Test
  void claimsAboutListsOfNumbers() {
    String matrix = "A = [2, 1; 1, 3]\n";
    assertSays(matrix + "check A^{-1} = [3/5, -1/5; -1/5, 2/5]", "both sides agree");
    assertSays(matrix + "check A^{-1} = [3/5, 1/5; -1/5, 2/5]", "refuted");
    assertSays(matrix + "B = A^T A\ncheck B = [5, 5; 5, 10]", "both sides agree");
    assertSays("given A = [2, 1; 1, 3]\ncheck A^T = A", "refuted", "A claim is about all numbers");
  }

  @Test
  void claimsAboutNetworksWithClasses() {
    String network = "network 2 -> 2 relu -> 2 softmax, loss cross-entropy\n";
    assertSays(network + "check ∂L/∂z2 = ŷ - y", "proved", "for sum(y) = 1, as the labels");
    assertSays(network + "check ∂L/∂z2 = ŷ - 2 y", "refuted");
  }
}
