package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import org.junit.jupiter.api.Test;

class DerivationsTest {

  private static final Expr FIRST = Samples.product(Samples.SIGMOID, Samples.ONE_MINUS);
  private static final Expr SLOPE = Derivative.of(Samples.SIGMOID, Samples.X, 1);

  /// The second derivative of σ.
  static final Derivation SECOND = second();

  private static Derivation second() {
    Expr start = Derivative.of(FIRST, Samples.X, 1);
    Expr split =
        Samples.sum(
            Samples.product(SLOPE, Samples.ONE_MINUS),
            Samples.product(Samples.SIGMOID, Derivative.of(Samples.ONE_MINUS, Samples.X, 1)));
    Expr replaced =
        Samples.sum(
            Samples.product(Samples.SIGMOID, Samples.ONE_MINUS, Samples.ONE_MINUS),
            Samples.product(Samples.SIGMOID, Samples.negate(FIRST)));
    Expr tidy =
        Samples.product(
            Samples.SIGMOID,
            Samples.ONE_MINUS,
            Samples.sum(
                Samples.num(1), Samples.negate(Samples.product(Samples.num(2), Samples.SIGMOID))));
    Step inner = new Step(SLOPE, FIRST, reasons("sigmoid", "derivative of σ"), List.of());
    return new Derivation(
        Derivative.of(Samples.SIGMOID, Samples.X, 2),
        start,
        List.of(
            new Step(start, split, reasons("product-rule", "product rule"), List.of()),
            new Step(
                split,
                replaced,
                reasons("sigmoid", "derivative of σ", "constant", "constant"),
                List.of(inner)),
            new Step(
                replaced,
                tidy,
                List.of(new Step.Reason("factor-out", "factor out", FIRST)),
                List.of())));
  }

  private static List<Step.Reason> reasons(String... rulesAndSentences) {
    List<Step.Reason> reasons = new java.util.ArrayList<>();
    for (int i = 0; i < rulesAndSentences.length; i += 2) {
      reasons.add(new Step.Reason(rulesAndSentences[i], rulesAndSentences[i + 1], null));
    }
    return reasons;
  }

  @Test
  void textHasTwoColumns() {
    assertEquals(
        """
        σ″(x) = d/dx[σ(x)(1 − σ(x))]
              = d/dx[σ(x)] (1 − σ(x)) + σ(x) d/dx[1 − σ(x)]        product rule
              = σ(x)(1 − σ(x))(1 − σ(x)) + σ(x)·(−σ(x)(1 − σ(x)))  derivative of σ; constant
              = σ(x)(1 − σ(x))(1 − 2σ(x))                          factor out σ(x)(1 − σ(x))
        """,
        Derivations.text(SECOND, Steps.BRIEF, WriteOptions.DEFAULT));
  }

  @Test
  void stepsWithinAreShownOnRequest() {
    String within = "d/dx[σ(x)] = σ(x)(1 − σ(x))";
    assertTrue(Derivations.text(SECOND, Steps.FULL, WriteOptions.DEFAULT).contains(within));
    assertFalse(Derivations.text(SECOND, Steps.BRIEF, WriteOptions.DEFAULT).contains(within));
  }

  @Test
  void noneIsTheResult() {
    assertEquals(
        "σ″(x) = σ(x)(1 − σ(x))(1 − 2σ(x))\n",
        Derivations.text(SECOND, Steps.NONE, WriteOptions.DEFAULT));
  }

  @Test
  void latexIsAligned() {
    String latex = Derivations.latex(SECOND, Steps.BRIEF, WriteOptions.DEFAULT);
    assertTrue(latex.startsWith("\\begin{aligned}\n\\sigma''(x) &= \\frac{d}{dx}"), latex);
    assertTrue(latex.contains(" && \\text{product rule} \\\\\n"), latex);
    assertTrue(latex.endsWith("\\end{aligned}"), latex);
  }

  @Test
  void jsonHasEveryMember() {
    JsonArray steps = Derivations.json(SECOND, Steps.FULL, WriteOptions.DEFAULT);
    assertEquals(3, steps.size());
    JsonObject second = steps.get(1).getAsJsonObject();
    assertEquals("derivative of σ; constant", second.get("sentence").getAsString());
    assertEquals(1, second.getAsJsonArray("within").size());
    assertTrue(second.has("rule") && second.has("text") && second.has("latex"));
    assertEquals(0, Derivations.json(SECOND, Steps.NONE, WriteOptions.DEFAULT).size());
  }

  @Test
  void thePageNeedsNoNetwork() {
    String page =
        Derivations.html(SECOND, Steps.BRIEF, WriteOptions.DEFAULT, List.of("verified <here>"));
    assertTrue(page.contains("data:font/woff2;base64,"));
    assertTrue(page.contains("verified &lt;here&gt;"));
    assertFalse(page.contains("url(fonts/"), "a font is not in the file");
    String formulas = page.substring(0, page.indexOf("<script>"));
    assertFalse(formulas.matches("(?s).*<[^>]*(src|href)=.*"), "a file is fetched");
  }

  @Test
  void widthCountsColumns() {
    assertEquals(1, Width.of("x\u0302"));
    assertEquals(4, Width.of("漢字"));
    assertEquals(5, Width.of("σ″(x)"));
  }

  /// However narrow the page, no line is wider (but for what cannot be broken), nothing is lost,
  /// and every rule is there.
  @Test
  void longLinesGoOnBelow() {
    String whole = Derivations.text(SECOND, Steps.FULL, WriteOptions.DEFAULT.withColumns(1000));
    for (int columns = 50; columns < 100; columns++) {
      String text = Derivations.text(SECOND, Steps.FULL, WriteOptions.DEFAULT.withColumns(columns));
      for (String line : text.lines().toList()) {
        assertTrue(Width.of(line) <= columns, columns + ": " + line);
      }
      assertEquals(sorted(whole), sorted(text), "the same characters");
      assertTrue(text.contains("product rule"), text);
      assertTrue(text.contains("factor out"), text);
    }
  }

  private static String sorted(String text) {
    return text.chars()
        .filter(character -> character > ' ')
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void breaksWhereAWriterWould() {
    assertEquals(List.of("a + b"), Wrapping.lines("a + b", 5, 5));
    assertEquals(List.of("(a + b)c", "+ d"), Wrapping.lines("(a + b)c + d", 10, 10));
    assertEquals(List.of("f(a, b,", "c)"), Wrapping.lines("f(a, b, c)", 8, 8));
    assertEquals(List.of("unbreakable"), Wrapping.lines("unbreakable", 4, 4));
    assertEquals(
        List.of("sin(x)", "cos(x)", "tan(x)"), Wrapping.lines("sin(x) cos(x) tan(x)", 8, 8));
    assertEquals(List.of("a", "= bb", "= cc"), Wrapping.lines("a = bb = cc", 5, 5));
  }

  @Test
  void aMillionTermsAreWrappedInTime() {
    String text = "x + ".repeat(1_000_000) + "x";
    List<String> lines = Wrapping.lines(text, 100, 98);
    assertEquals(text, String.join(" ", lines));
    assertTrue(lines.size() > 40_000);
  }

  /// A line of LaTeX stays one line, so that nothing in `aligned` breaks without `\\\\`.
  @Test
  void latexIsNotWrapped() {
    assertEquals(
        Derivations.latex(SECOND, Steps.BRIEF, WriteOptions.DEFAULT),
        Derivations.latex(SECOND, Steps.BRIEF, WriteOptions.DEFAULT.withColumns(40)));
  }
}
