package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the formats for documents show beside the results.
final class FormatsTest {

  private static final String CLAIM = "√(x²) = x";

  @Test
  void aVerdictIsTypeset() {
    assertEquals(
        """
        \\sqrt{x^{2}} = x
        \\text{refuted: at }x = -1\\text{ the left side is }1\\text{, the right side }-1
        \\text{it holds for }x \\ge 0\\text{ (proved)}
        """,
        output("check", CLAIM, "--format", "latex"));
    String markdown = output("check", CLAIM, "--format", "markdown");
    assertTrue(markdown.contains("$$\n\\sqrt{x^{2}} = x\n$$"), markdown);
    assertTrue(markdown.contains("at $x = -1$ the left side is $1$"), markdown);
    String page = output("check", CLAIM, "--format", "html");
    assertTrue(page.contains("<div class=\"formula\">\\sqrt{x^{2}} = x</div>"));
    assertTrue(page.contains("at <span class=\"inline\">x = -1</span> the left side"));
  }

  @Test
  void aVerdictWithoutFormulasIsAComment() {
    assertEquals(
        "\\tan\\left(-x\\right) = -\\tan(x)\n% proved\n",
        output("check", "tan(-x) = -tan(x)", "--format", "latex"));
  }

  @Test
  void textShowsOnlyTheVerdict() {
    assertEquals("proved\n", output("check", "tan(-x) = -tan(x)"));
  }

  @Test
  void sharedPartsAndFractionsInMatrices() {
    List<String> hessian =
        List.of("derive", "1/√(x²+y²+z²)", "--wrt", "(x,y,z)", "--order", "2", "--no-verify");
    String text = output(hessian.toArray(String[]::new));
    assertTrue(text.contains("3xy/u"), text);
    assertTrue(text.contains("where u = (x² + y² + z²)^(5/2)"), text);
    String latex = output("derive", hessian.get(1), "--wrt=(x,y,z)", "--order=2", "--format=latex");
    assertTrue(latex.contains("\\displaystyle \\frac{3x y}{u}"), latex);
    assertTrue(latex.contains("\\\\[2.5ex]"), latex);
    assertTrue(latex.contains("^{5/2}"), latex);
    // no gap where nothing is tall
    String small = output("derive", "x^2 y", "--wrt=(x,y)", "--order=2", "--format=latex");
    assertFalse(small.contains("ex]"), small);
  }

  @Test
  void asciiIsAscii() {
    for (List<String> command :
        List.of(
            List.of("derive", "√x σ(x) + |x|^3", "--ascii"),
            List.of("derive", "x^x + max(x, 1)", "--order=2", "--ascii"),
            List.of("derive", "x^2 + y^2 = 1", "--ascii"),
            List.of("check", CLAIM, "--ascii"),
            List.of("check", "x/x = 1", "--ascii"))) {
      String written = output(command.toArray(String[]::new));
      assertTrue(written.chars().allMatch(c -> c < 128), written);
    }
  }

  private static String output(String... arguments) {
    return Outcome.of(arguments).output();
  }
}
