package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LatexTest {

  static Stream<Samples.Sample> samples() {
    return Samples.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesWhatJournalsPrint(Samples.Sample sample) {
    assertEquals(sample.latex(), Latex.of(sample.expression()));
  }

  @ParameterizedTest
  @CsvSource({
    "w, NONE, 1, '', w_{1}",
    "y, HAT, '', '', \\hat{y}",
    "W, NONE, '', (1), W^{(1)}",
    "loss, NONE, '', '', \\text{loss}",
    "σ, NONE, x, '', \\sigma_{x}",
    "A, NONE, β, '', A_{\\beta}",
  })
  void names(String base, Name.Accent accent, String subscript, String label, String latex) {
    assertEquals(latex, Latex.of(new Name(base, accent, 0, subscript, label)));
  }

  /// The derivative of a function at each entry is named by the command of its letter.
  @Test
  void derivativesOfFunctionsAtEachEntryAreCommands() {
    Formula formula = Nabla.formula("v^T σ'(W x + b)").where("W∈R^{m×n}; v∈R^m");
    assertEquals("v^{\\top}\\sigma'\\left(W x+b\\right)", formula.toLatex());
  }
}
