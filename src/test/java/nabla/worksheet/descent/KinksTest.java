package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.TextReport;
import nabla.write.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Losses with kinks, steps and flat parts: what is least there has no gradient, or has it 0
/// throughout.
class KinksTest {

  private static String solved(String loss) {
    return text(Solve.solve(Nabla.formula("∂L/∂w = 0", "let L = " + loss), List.of("w")));
  }

  private static String text(nabla.answer.Report report) {
    return new TextReport(WriteOptions.DEFAULT, Colours.NONE, 0).write(report);
  }

  /// Each worked out by hand, and looked at on a grid.
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          |w - 3| + w^2/4 @ w = 2 @ 1/2 > 0: a minimum
          |w - 3| + w^2/20 @ At w = 3 there is a kink @ from −7/10 to 13/10: a minimum, with L = 9/20
          |w - 1| + |w - 2| + |w - 5| @ At w = 2 there is a kink @ from −1 to 1: a minimum, with L = 4
          3 - |w| @ At w = 0 there is a kink @ from 1 to −1: a maximum, with L = 3
          relu(1 - w) + w^2/8 @ At w = 1 there is a kink @ from −3/4 to 1/4: a minimum, with L = 1/8
          max(0, 1 - 2w) + max(0, 1 + w) @ At w = 1/2 there is a kink @ a minimum, with L = 3/2
          |w^2 - 4| @ d²L/dw² = −2 < 0: a maximum @ At w = −2 there is a kink
          {w^2 if w < 1; 2 - w if w < 3; w - 4 otherwise} @ At w = 1 there is a kink @ from −1 to 1: a minimum, with L = −1
          leakyrelu(w - 1, 0.5) - 2w @ nowhere @ keeps its sign
          e^w + |w - 1| @ w = 0 @ > 0: a minimum
          |w| @ from −1 to 1: a minimum @ with L = 0
          |w - 1| + |w - 2| @ For 1 < w < 2 the derivative is 0 throughout, and L = 1 @ a minimum
          relu(w - 1) @ For w < 1 the derivative is 0 throughout @ a minimum
          relu(w) - relu(w - 1) + relu(w - 2) @ For 1 < w < 2 @ a terrace
          relu(1 - w)^2 + relu(w - 2)^2 @ For 1 < w < 2 @ a minimum
          |w| w @ w = 0 @ neither a minimum nor a maximum
          """)
  void kinksAndFlatPartsOfALoss(String loss, String one, String other) {
    String text = solved(loss);
    assertTrue(text.contains(one.strip()), text);
    assertTrue(text.contains(other.strip()), text);
  }

  @Test
  void aJumpIsSaid() {
    String text = solved("{w^2 if w < 1; 5 - w otherwise}");
    assertTrue(text.contains("At w = 1 L jumps"), text);
    assertFalse(solved("|w - 3| + w^2/4").contains("kink: the"), "the slope keeps its sign at 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          |w - 1| + |w - 2| = 1 @ Every w with 1 ≤ w ≤ 2 solves this
          |w - 1| + |w| = 3 @ w = −1
          |w - 1| + |w| = 3 @ w = 2
          max(w, 2 - w) = 5/2 @ w = −1/2
          relu(w) = 0 @ Every w with w ≤ 0 solves this
          sign(w) = 1 @ Every w with 0 < w solves this
          |w - 1| = -1 @ No real number w
          """)
  void equationsInPieces(String equation, String expected) {
    String text = text(Solve.solve(Nabla.formula(equation), List.of("w")));
    assertTrue(text.contains(expected.strip()), text);
  }

  @Test
  void severalVariablesNameTheirKinks() {
    String text =
        text(Solve.stationary(Nabla.formula("L = |x| + y^2 + (x - 3)^2"), List.of("x", "y")));
    assertTrue(text.contains("Where x = 0 there is a kink, and no gradient"), text);
  }
}
