package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.answer.LatexReport;
import nabla.answer.Report;
import nabla.write.Katex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks as pseudo-code.
class AlgorithmTest {

  private static Report report(String sheet) {
    Answer last = WorksheetTest.run(sheet).answers().getLast().getLast();
    Report report = last.report();
    assertNotNull(report, () -> String.valueOf(last.error()));
    return report;
  }

  private static void assertSays(String sheet, String expected) {
    String text = WorksheetTest.text(sheet);
    assertTrue(text.contains(expected), text);
  }

  @Test
  void goesThroughLayersOfAnyNumber() {
    assertSays(
        "algorithm L layers σ",
        """
        minimise ‖a^{[L]} − y‖²/2
        repeat for each example (x, y)
          a^{[0]} ← x
          for l = 1, …, L                                    forward
            z^{[l]} ← W^{[l]}·a^{[l-1]} + b^{[l]}
            a^{[l]} ← σ(z^{[l]})
          δ^{[L]} ← a^{[L]} ⊙ (a^{[L]} − y) ⊙ (1 − a^{[L]})  backward
          for l = L − 1, …, 1
            D^{[l]} ← diag(a^{[l]} ⊙ (1 − a^{[l]}))
            δ^{[l]} ← D^{[l]}·(W^{[l+1]})ᵀδ^{[l+1]}
          for l = 1, …, L                                    update
            W^{[l]} ← W^{[l]} − αδ^{[l]}·(a^{[l-1]})ᵀ
            b^{[l]} ← b^{[l]} − αδ^{[l]}
        each verified\
        """);
  }

  @Test
  void takesTheMeanOverExamples() {
    String sheet =
        "y one-hot\nalgorithm L layers relu, output softmax, loss cross-entropy with rate η over m"
            + " examples";
    assertSays(sheet, "  for each of the m examples (x, y)\n");
    assertSays(sheet, "    δ^{[L]} ← a^{[L]} − y ");
    assertSays(sheet, "      G^{[l]} ← G^{[l]} + δ^{[l]}·(a^{[l-1]})ᵀ\n");
    assertSays(sheet, "    W^{[l]} ← W^{[l]} − (η/m)G^{[l]}\n");
    String text = WorksheetTest.text(sheet);
    int sums = text.indexOf("G^{[l]} ← G^{[l]}");
    assertTrue(text.lastIndexOf("gradients", sums) > text.lastIndexOf("backward", sums), text);
    assertTrue(text.indexOf("  update", sums) < text.indexOf("W^{[l]} ← W^{[l]} −"), text);
    assertSays(sheet, "    D^{[l]} ← diag(𝟙[z^{[l]} > 0])\n");
  }

  @Test
  void isThatOfTheNetworkAbove() {
    String sheet = "network 3 -> 2 tanh -> 1 linear, loss squared/2\nalgorithm over 100 examples";
    assertSays(sheet, "    δ^{[2]} ← a^{[2]} − y ");
    assertSays(sheet, "    D^{[1]} ← diag(1 − a^{[1]} ⊙ a^{[1]})\n");
    assertSays(
        "algorithm L layers σ, loss squared/(2m) with rate α over m examples",
        "whose mean divides by it again; write the loss of one example");
    assertSays("algorithm", "found no network by its layers above");
    assertSays("algorithm L layers foo", "found the activation foo");
    assertSays("algorithm L layers relu, loss ŷ y^T", "the loss of a network is a number");
    assertSays("algorithm N layers relu", "found N for the number of layers, expected L");
    assertSays("algorithm L layers relu over there", "expected how many examples");
  }

  /// The lines of the pseudo-code, carried out with numbers, give what the derivatives of the
  /// network give, which is derived at once.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 -> 2 relu -> 2 linear, loss squared/2 | 0.3, -0.8",
        "3 -> 2 tanh -> 2 softmax, loss cross-entropy | 1, 0",
        "3 -> 2 leaky relu -> 2 σ, loss cross-entropy | 0.2, 0.7",
        "3 -> 2 softplus -> 2 linear, loss hinge | 1, -1",
        "3 -> 2 softmax -> 2 linear, loss squared | 0.4, -2",
        "3 -> 2 gelu -> 2 elu, loss squared/m | 1, 2"
      })
  void agreesWithTheDerivativesOfTheNetwork(String network, String y) {
    String numbers =
        """
        given x = (1, -2, 0.5), y = (%s), W1 = [0.1, -0.3, 0.2; 0.4, 0.2, -0.6], b1 = (0.05, -0.1)
        given W2 = [0.7, -0.2; 0.3, 0.5], b2 = (0.1, 0.2), m = 4
        """
            .formatted(y);
    String expected =
        WorksheetTest.text("network " + network + "\n" + numbers + "evaluate ∂L/∂z1, ∂L/∂W2");
    StringBuilder sheet = new StringBuilder();
    sheet.append("x ∈ R^3; y, b^{[1]}, b^{[2]} ∈ R^2\n");
    sheet.append("W^{[1]} ∈ R^{2×3}; W^{[2]} ∈ R^{2×2}\n");
    Report.Algorithm algorithm =
        (Report.Algorithm) report("algorithm " + network).blocks().getFirst();
    for (Report.CodeLine line : algorithm.lines()) {
      String code = line.wording().text();
      if (line.depth() == 1 && code.contains(" ← ")) {
        sheet.append("let ").append(code.replace(" ← ", " = ")).append('\n');
      }
    }
    sheet.append(numbers.replaceAll("([Wb])([12]) =", "$1^{[$2]} ="));
    sheet.append("evaluate δ^{[1]}, δ^{[2]} (a^{[1]})^T");
    assertEquals(
        numbers(expected.substring(expected.lastIndexOf("> evaluate"))),
        numbers(WorksheetTest.text(sheet.toString()).replaceAll("(?s).*> evaluate", "")));
  }

  /// The decimals on the right sides, rounded.
  private static List<Long> numbers(String answer) {
    List<Long> numbers = new ArrayList<>();
    for (String line : answer.lines().skip(1).toList()) {
      String right = line.substring(line.lastIndexOf(line.contains("≈") ? '≈' : '=') + 1);
      Matcher number = Pattern.compile("−?\\d+(\\.\\d+)?(e-?\\d+)?").matcher(right);
      while (number.find()) {
        numbers.add(Math.round(1e8 * Double.parseDouble(number.group().replace('−', '-'))));
      }
    }
    assertEquals(6, numbers.size(), answer);
    return numbers;
  }

  @Test
  void katexTakesIt() {
    List<String> formulas = new ArrayList<>();
    for (String network :
        List.of(
            "L layers relu, output softmax, loss cross-entropy over m examples",
            "3 -> 2 leaky relu -> 1 linear, loss pinball(0.9) with rate 0.1")) {
      String markdown =
          new LatexReport(report("algorithm L layers σ").writing())
              .markdown(report("algorithm " + network));
      formulas.add(markdown.substring(markdown.indexOf("$$") + 2, markdown.lastIndexOf("$$")));
    }
    assertTrue(formulas.getFirst().contains("\\textbf{for }l = 1, \\dots, L"), formulas.getFirst());
    assertEquals(List.of(), Katex.complaints(formulas));
  }

  @Test
  void pinballIsReadable() {
    WorksheetTest.assertSays(
        "algorithm L layers relu, output linear, loss pinball(τ)",
        "minimise sum(τ relu(y − a^{[L]}) + (1 − τ) relu(a^{[L]} − y))",
        "(1 − τ) 𝟙[a^{[L]} − y > 0] − τ 𝟙[y − a^{[L]} > 0]");
  }
}
