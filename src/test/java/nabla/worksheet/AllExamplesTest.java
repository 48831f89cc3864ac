package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Formulas that take all examples of a sheet at once, beside such of one example.
class AllExamplesTest {
  private static final String DATA = "data x, y = (1, 2), (2, 4), (3, 7)\n";
  private static final String MODEL = "let ŷ = w x + b\nlet e = y − ŷ\n";

  /// What is made of the examples has an index as they have; b is one number.
  @Test
  void theModelHasAnIndexWhereTheExamplesHave() {
    SimpleRegression line = new SimpleRegression();
    line.addData(new double[][] {{1, 2}, {2, 4}, {3, 7}});
    assertEquals(5.0 / 2, line.getSlope(), 1e-12);
    assertEquals(-2.0 / 3, line.getIntercept(), 1e-12);
    for (String loss :
        List.of(
            "Σ_i (y_i − ŷ_i)^2",
            "\\sum_{i=1}^3 (y_i − \\hat{y}_i)^2",
            "1/(2m) Σ_{i=1}^m (\\hat y^{(i)} − y^{(i)})^2",
            "1/n Σ_i e_i^2",
            "Σ (y_i − ŷ_i)^2",
            "Σ (y − ŷ)^2",
            "Σ e^2",
            "sum((y − ŷ)^2)",
            "sum(e.^2)",
            "mean((y − ŷ)^2)",
            "mean((y − w x − b).^2)",
            "mean(e^2)")) {
      String sheet = DATA + MODEL + "let S = " + loss + "\n";
      assertSays(sheet + "solve ∇S = 0", "w = 5/2", "b = −2/3", "a minimum");
      assertSays(MODEL + "let S = " + loss + "\n" + DATA + "solve ∇S = 0", "w = 5/2", "b = −2/3");
      assertFalse(text(sheet).contains("is read as a vector"), sheet);
    }
  }

  /// (1 + 4 + 16)/3 at w = 1, b = 0, with the gradient −2 (1·1 + 2·2 + 4·3)/3, −2·7/3.
  @Test
  void everyStatementTakesThemAtOnce() {
    String sheet = DATA + MODEL + "let S = mean(e^2)\ngiven w = 1, b = 0\n";
    assertSays(sheet + "evaluate S, ∇S", "S     = 7", "∂S/∂w = −34/3", "∂S/∂b = −14/3");
    assertSays(sheet + "evaluate w − 3/34 ∂S/∂w", "= 2\n");
    assertSays(sheet + "step w, b by 3/2 along ∇S", "w ← 18", "b ← 7");
    assertSays(sheet + "table S for w = 0, 1", "0  23\n", "1  7\n");
    assertSays(sheet + "plot S for w in [0, 3]", "The graph of S");
    assertSays(sheet + "descend S over w, b from 0, 0 with α = 3/2 for 1 steps", "1  31  13");
    assertSays(sheet + "derive S wrt b", "∂S/∂b = ", "Σ_{i=1}^n (yᵢ − wxᵢ − b)");
    assertSays(
        DATA + "let S(w, b) = Σ_i (w x_i + b − y_i)^2\nevaluate S(1, 0), ∇S(1, 0)",
        "S(1, 0)       = 21",
        "= −34\n",
        "= −14\n");
    assertSays(
        DATA + "let h = w x\nlet M(w) = mean((h − y)^2)\nevaluate M(1), M'(1)",
        "M(1)  = 7",
        "M′(1) = −34/3");
  }

  /// A sum over all beside a loss of one example, in one sheet and in one statement.
  @Test
  void examplesStayExamples() {
    String sheet = DATA + "let S = Σ_i (w x_i − y_i)^2\nlet L = (w x − y)^2\ngiven w = 1\n";
    assertSays(sheet + "evaluate S, L", "S = 21", "mean of 3  7");
    assertSays(sheet + "table S, L for w = 0, 1", "0  69  23\n", "1  21  7\n");
    assertSays(sheet + "step w by 1/2 along ∇L\nevaluate L", "along the mean gradient");
    assertSays(sheet + "let M = mean(L)\nevaluate M, ∂M/∂w", "M     = 7", "∂M/∂w = −34/3");
    assertSays(
        sheet + "let T = S + λ w^2\ngiven λ = 2\nevaluate T, ∂T/∂w", "T     = 23", "= −30\n");
    assertSays(sheet + "let J = S/n\nevaluate J", "J = 7\n");
  }

  @Test
  void numbersOfAllExamplesStandInOnesOfOne() {
    assertSays(
        "data x = 1, 2, 3, 6\nlet m = mean(x)\nlet v = mean((x − m)^2)\nlet z = (x − m)/√v\n"
            + "let u = Σ (x − mean(x))^2\nevaluate v, z, u",
        "v = 7/2",
        "u = 14",
        "mean of 4  0");
  }

  /// The least squares of two columns and a constant, against those of commons-math3.
  @Test
  void columnsWithNumbersAndWordsHaveAnIndex() {
    OLSMultipleLinearRegression plane = new OLSMultipleLinearRegression();
    plane.newSampleData(new double[] {2, 3, 5, 9}, new double[][] {{1, 2}, {2, 1}, {3, 5}, {4, 4}});
    double[] fit = plane.estimateRegressionParameters();
    String rows = "(1, 2, 2), (2, 1, 3), (3, 5, 5), (4, 4, 9)\n";
    assertArrayEquals(new double[] {-0.95, 2.4, -0.1}, fit, 1e-9);
    String[] said = {"= −19/20", "= 12/5", "= −1/10"};
    assertSays(
        "data x1, x2, y = "
            + rows
            + "let ŷ = w0 + w1 x1 + w2 x2\nlet S = mean((y − ŷ)^2)\nsolve ∇S = 0",
        said);
    assertSays(
        "data area, rooms, price = "
            + rows
            + "let pred = c + a area + b rooms\nlet cost = Σ_i (price_i − pred_i)^2\n"
            + "solve ∂cost/∂c = 0, ∂cost/∂a = 0, ∂cost/∂b = 0 for c, a, b",
        said);
  }

  /// Logistic regression of vectors: at w = 0, b = 0 each p is 1/2, and the gradient the mean of
  /// (1/2 − y) x.
  @Test
  void vectorsAreTheRowsOfAMatrix() {
    String sheet =
        """
        data x, y = ((1, 0), 1), ((0, 1), 0), ((1, 1), 1)
        let p = σ(w^T x + b)
        let L = -(y ln p + (1 − y) ln(1 − p))
        let J = mean(L)
        given w = (0, 0), b = 0
        """;
    assertSays(
        sheet + "evaluate J, ∂J/∂w, ∂J/∂b\nstep w, b by 3 along ∇J",
        "J     = ln(2)",
        "∂J/∂w = (−1/3, 0)",
        "∂J/∂b = −1/6",
        "w ← (1, 0)",
        "b ← 1/2");
    assertSays(
        """
        data x, y = ((1, 2), 3), ((2, 1), 4), ((0, 1), 1)
        let J = 1/(2m) Σ_{i=1}^m (w^T x_i − y_i)^2
        given w = (1, 1)
        evaluate J, ∂J/∂w
        """,
        "J     = 1/6",
        "∂J/∂w = (−2/3, −1/3)");
  }

  /// A mean over the entries of one example is none over the examples.
  @Test
  void sumsOverEntriesStayThose() {
    assertSays(
        """
        data x, y = ((1, 2), (1, 0)), ((2, 1), (0, 1))
        let p = softmax(W x)
        let s = Σ_k p_k
        let Q = mean((W x − y).^2)
        given W = [1, 0; 0, 1]
        evaluate s, Q
        """,
        "1          1  2\n",
        "mean of 2  1  2\n");
  }

  /// The letters for the number of examples have other meanings: 1/3 of 21.
  @Test
  void lettersOfTheSheetAreNotTheNumberOfExamples() {
    String loss = "let M = mean((w x − y)^2)\nevaluate M at w = 1";
    assertSays(DATA + "given n = 10\n" + loss, "M = 7\n");
    assertSays(DATA + "let n = 5\n" + loss, "M = 7\n");
    assertSays(DATA + loss + "\nlet n = 5\nevaluate n", "M = 7\n", "n = 5");
    assertSays(DATA + "given n = 10, m = 4\n" + loss, "M = 7\n");
  }

  @Test
  void aValueOfOneEndsTheExamples() {
    assertSays(
        DATA + MODEL + "let S = Σ e^2\ngiven w = 1, b = 0, x = 4\nevaluate ŷ",
        "the data in line 1 hold no more",
        "ŷ = 4\n");
  }

  @Test
  void theGreatestOfAllIsNoNumberOfOne() {
    assertSays(DATA + "let c = max(x)\nlet S = mean((x − c)^2)\nevaluate S", "c = 3", "S = 5/3");
  }

  /// Their number is no letter that could be 0.
  @Test
  void aMeanHasNoConditionOnTheNumber() {
    String said = text(DATA + MODEL + "let S = mean(e^2)\nderive S wrt w, b");
    assertFalse(said.contains("≠"), said);
  }

  /// What is declared with an index takes all without data as well.
  @Test
  void declaredIndicesAreThoseOfExamples() {
    assertSays(
        "x_i, y_i ∈ R\n" + MODEL + "let S = mean(e^2)\nderive S wrt w",
        "= −2(Σ_{i=1}^n xᵢ(yᵢ − wxᵢ − b))/n");
    assertSays(
        DATA
            + "let ŷ_i = w x_i + b\nlet ℓ_i = (y_i − ŷ_i)^2\nlet S = 1/n Σ_i ℓ_i\nderive ℓ_i wrt w",
        "= −2xᵢ(yᵢ − ŷᵢ)");
    assertSays(
        DATA + "let L_i = (y_i − w x_i)^2\nlet L = 1/n Σ_i L_i\nevaluate L at w = 1", "L = 7\n");
    assertSays(
        DATA + "let z_i = w x_i + b\nlet S = mean((y − z)^2)\ngiven w = 1, b = 0\nevaluate S, ∇S",
        "S     = 7",
        "∂S/∂w = −34/3");
  }

  /// The cross-entropy of each example by its entries: 0.6931…, 1.3133… twice.
  @Test
  void aMeanOfSumsOverEntriesIsOverTheExamples() {
    assertSays(
        """
        data x, y = ((1, 2), (1, 0)), ((2, 1), (0, 1)), ((1, 1), (1, 0))
        let p = softmax(W x)
        let L = -Σ_k y_k log p_k
        given W = [1, 0; 0, 1]
        evaluate mean(L), Σ L
        """,
        "≈ 1.10655685187",
        "≈ 3.3196705556");
  }

  /// Losses of vectors with unknowns that are vectors: the normal equations by hand.
  @Test
  void lossesOfVectorsAreSolvedAndDescended() {
    String sheet =
        "data x, y = ((1, 2), 1), ((2, 1), 0), ((0, 1), 1)\nlet L = mean((w^T x − y)^2)\n";
    assertSays(sheet + "solve ∇L = 0 for w", "w₁ = −3/7", "w₂ = 11/14", "a minimum");
    assertSays(
        sheet + "descend L over w from (0, 0) with α = 0.1 for 1 steps", "1  (1/15", "converges");
    assertSays(
        "data x = (1, 2), (3, 4)\nlet S = Σ_i ‖x_i − μ‖^2\nsolve ∂S/∂μ = 0 for μ", "μ = (2, 3)");
  }

  /// Columns that are centred and scaled by numbers of theirs.
  @Test
  void numbersOfColumnsStandInFormulasOfOneExample() {
    assertSays(
        "data x = 1, 2, 3\nlet z = (x − mean(x))/sqrt(mean((x − mean(x))^2))\n"
            + "let u = (x − min(x))/(max(x) − min(x))\nevaluate z, u",
        "3          √(6)/2 ≈ 1.22474487139    1\n");
  }

  @Test
  void vectorsThatAreGivenAreSuchColumns() {
    assertSays(
        """
        given x = (1, 2, 3), y = (2, 4, 7)
        let L = mean((w x + b − y)^2)
        solve ∂L/∂w = 0, ∂L/∂b = 0 for w, b
        """,
        "w = 5/2",
        "b = −2/3");
  }

  @Test
  void derivativesByOthersThanTheVariedHaveTheNumbers() {
    assertSays(
        DATA + "let S = Σ_i (a x_i + b − y_i)^2\ngiven a = 1\ntable ∂S/∂a for b = 0, 1",
        "0  −34\n",
        "1  −22\n");
  }

  /// Points in brackets, one for each of several vectors.
  @Test
  void startsOfSeveralVectorsStandInBrackets() {
    assertSays(
        "u, v ∈ R^2\ndescend ‖u − v‖^2 over u, v from (1, 0), (0, 1) with α = 1/4 for 1 steps",
        "0  ");
  }

  @Test
  void aTrainingSaysThatItTakesTheMeanOfASum() {
    String sheet = DATA + "let S = Σ_i (w x_i − y_i)^2\nlet L = (w x − y)^2\n";
    String train = "train %s over w with sgd rate 0.01 batch all for 2 epochs";
    assertSays(sheet + train.formatted("S"), "S is of all examples", "a sum is 3 times that");
    String one = text(sheet + train.formatted("L"));
    assertFalse(one.contains("is of all examples"), one);
  }

  /// 1000 examples: 0 = Σ (w − 2) x².
  @Test
  void manyExamplesAreTakenAtOnceInNumbers(@TempDir Path folder) throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 1; i <= 1000; i++) {
      rows.append(i % 4).append(',').append(2 * (i % 4)).append('\n');
    }
    Files.writeString(folder.resolve("points.csv"), rows);
    String sheet =
        "data x, y from \"%s\"\nlet S = Σ (w x − y)^2\nlet J = mean((w x − y)^2)\ngiven w = 1\n"
            .formatted(folder.resolve("points.csv"));
    assertSays(sheet + "evaluate S, J, ∇J", "S     = 3500\n", "J     = 3.5", "∂J/∂w = −7\n");
    assertSays(sheet + "step w by 1/14 along ∇J\nevaluate J", "w ← 1.5", "J = 0.875");
    assertSays(
        sheet + "descend S over w from 1 with α = 0.0001 for 1 steps",
        "S is of all 1000 examples: 3500(w − 2)²",
        "1  1.7 ");
  }

  /// By library: the coefficients of least squares with an intercept. 300 examples are many, and a
  /// mean over as many is still a formula.
  @ParameterizedTest
  @ValueSource(ints = {300, 1000})
  void quadraticLossesOfManyExamplesAreSolved(int count, @TempDir Path folder) throws IOException {
    Random random = new Random(7);
    double[][] inputs = new double[count][2];
    double[] targets = new double[count];
    StringBuilder rows = new StringBuilder("x1,x2,y\n");
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 2; j++) {
        inputs[i][j] = Math.rint(1000 * random.nextGaussian()) / 1000;
      }
      double noise = Math.rint(100 * random.nextGaussian()) / 100;
      targets[i] = Math.rint(1000 * (2 * inputs[i][0] - inputs[i][1] + noise)) / 1000;
      rows.append("%s,%s,%s%n".formatted(inputs[i][0], inputs[i][1], targets[i]));
    }
    Path file = folder.resolve("points.csv");
    Files.writeString(file, rows);
    OLSMultipleLinearRegression library = new OLSMultipleLinearRegression();
    library.newSampleData(targets, inputs);
    String[] expected = new String[3];
    for (int i = 0; i < 3; i++) {
      expected[i] =
          BigDecimal.valueOf(library.estimateRegressionParameters()[i])
              .round(new MathContext(7, RoundingMode.DOWN))
              .toPlainString()
              .replace('-', '−');
    }
    for (String loss :
        List.of(
            "let L = (w^T x + b − y)^2",
            "let L = mean((w^T x + b − y)^2)",
            "let ŷ = w^T x + b\nlet L = 1/(2n) Σ_i (y_i − ŷ_i)^2")) {
      String sheet = "data x, y from \"" + file + "\"\n" + loss + "\nsolve ∇L = 0";
      assertSays(
          sheet,
          "b  ≈ " + expected[0],
          "w₁ ≈ " + expected[1],
          "w₂ ≈ " + expected[2],
          "positive definite: a minimum");
    }
  }

  /// Each is quadratic where one looks at it at few points, or far away: a kink, a fourth power,
  /// and what is nearly a line.
  @ParameterizedTest
  @ValueSource(
      strings = {"|w x − y|", "(w x − y)^4", "ln(1 + e^(w x − y))", "max(0, w x − y)^2", "√(w x)"})
  void otherLossesOfManyExamplesAreNotTakenForQuadraticOnes(String loss, @TempDir Path folder)
      throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    double sum = 0;
    for (int i = 1; i <= 600; i++) {
      rows.append(1 + i % 3).append(',').append(i % 7).append('\n');
      sum += value(loss, 2, 1 + i % 3, i % 7);
    }
    Path file = folder.resolve("points.csv");
    Files.writeString(file, rows);
    String sheet = "let L = mean(%s)\ndata from \"%s\"\n".formatted(loss, file);
    assertSays(sheet + "solve ∂L/∂w = 0 for w", "L of all 600 examples is no formula to derive");
    String mean =
        BigDecimal.valueOf(sum / 600)
            .round(new MathContext(8, RoundingMode.DOWN))
            .stripTrailingZeros()
            .toString();
    assertSays(sheet + "table L for w = 2", "2  " + mean);
    assertSays(
        "data from \"%s\"\nlet L = %s\ntable L for w = 2".formatted(file, loss), "2  " + mean);
  }

  private static double value(String loss, double w, double x, double y) {
    return switch (loss) {
      case "|w x − y|" -> Math.abs(w * x - y);
      case "(w x − y)^4" -> Math.pow(w * x - y, 4);
      case "ln(1 + e^(w x − y))" -> Math.log1p(Math.exp(w * x - y));
      case "max(0, w x − y)^2" -> Math.pow(Math.max(0, w * x - y), 2);
      default -> Math.sqrt(w * x);
    };
  }

  /// λ w² is a term of its own, be λ known or not: (Σ x² + λ) w = Σ x y.
  @Test
  void termsWithoutExamplesStandBesideQuadraticOnes(@TempDir Path folder) throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 400; i++) {
      rows.append("1,").append(i % 2).append('\n');
    }
    Path file = folder.resolve("points.csv");
    Files.writeString(file, rows);
    String sheet = "data x, y from \"%s\"\nlet L = Σ_i (w x_i − y_i)^2 + λ w^2\n".formatted(file);
    assertSays(sheet + "solve ∂L/∂w = 0 for w", "w = 200/(λ + 400)");
    assertSays(sheet + "given λ = 100\nsolve ∂L/∂w = 0 for w", "w = 2/5");
    assertSays(sheet + "descend L over w with α", "0 < α < 1/(λ + 400)");
  }

  /// The mean of ((1, x₁, x₂)ᵀw − y)² at w = (0, 1, 1): (0 + 1 + 4)/3.
  @Test
  void aVectorMayHaveTheLetterOfItsColumns() {
    String sheet =
        """
        data x1, x2, y = (1, 2, 3), (2, 1, 4), (3, 5, 6)
        let x = (1, x1, x2)
        given w = (0, 1, 1)
        """;
    assertSays(sheet + "let L = mean((w^T x − y)^2)\nevaluate L", "L = 5/3");
    assertSays(sheet + "let l = (w^T x − y)^2\nlet L = mean(l)\nevaluate L", "L = 5/3");
    assertSays(sheet + "let L = 1/3 Σ_i (w^T x_i − y_i)^2\nevaluate L", "L = 5/3");
    assertSays(sheet + "let L = mean((w^T x − y)^2)\nevaluate ∂L/∂w", "(2/3, 8/3, 6)"); // 2/3 Σ e x
  }

  /// Columns by their headings, also where the data stand below.
  @Test
  void allColumnsOfAFileAreTakenWhereNoneIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("points.csv");
    Files.writeString(file, "x,y\n1,2\n2,4\n3,7\n");
    String loss = "let ŷ = w x + b\nlet S = Σ_i (y_i − ŷ_i)^2\n";
    for (String data : List.of("data from ", "data ", "data x, y from ")) {
      String line = data + "\"" + file + "\"\n";
      assertSays(line + loss + "solve ∇S = 0", "w = 5/2", "b = −2/3");
      assertSays(loss + line + "solve ∇S = 0", "w = 5/2", "b = −2/3");
    }
    Files.writeString(file, "size (m2),y\n1,2\n");
    assertSays("data from \"" + file + "\"", "not all columns of", "size (m2), y");
    assertSays("data from \"" + folder.resolve("none.csv") + "\"", "cannot be read");
  }
}
