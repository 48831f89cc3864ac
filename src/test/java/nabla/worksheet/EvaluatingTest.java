package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// `evaluate L at w = 2`: values for one statement, and what is refused in their place.
class EvaluatingTest {

  private static final String FORMULA = "let f = x^2 + y\n";

  /// A claim is about all numbers, and `dr/dx(3)` is no product without a word. 0 may be the slope
  /// by a name that was spelled otherwise, or is not there yet.
  @Test
  void derivativesByWhatIsNotThere() {
    assertSays("L = a^2 + 3 b\nevaluate ∂L/∂q", "∂L/∂q = 0\n", "q does not occur in L");
    assertSays(
        "L = a^2 + 3 b\ngiven a = 1, b = 1\nevaluate ∂L/∂θ\nθ = (a, b)\nevaluate ∂L/∂θ",
        "θ is used before its definition in line 4",
        "∂L/∂a = 2\n∂L/∂b = 3\n");
  }

  @Test
  void whatIsNoValueSaysSo() {
    String sheet = "let z = w x + b\ngiven w = 1, x = 2, b = 3\n";
    WorksheetTest.assertSays(
        sheet + "check z = 5", "refuted", "the values given to w, x, b are not put in");
    WorksheetTest.assertSays(sheet + "check z = x w + b", "proved");
    WorksheetTest.assertSays("let r(x) = x^3\nevaluate dr/dx(3)", "r'(3) = 27");
    WorksheetTest.assertSays(
        "let r = x^3\nevaluate dr/dx(3)", "found numbers in parentheses behind a derivative");
    WorksheetTest.assertSays("evaluate d/dx (3)", "= 0");
  }

  @Test
  void valuesAfterAtAreForOneStatement() {
    assertSays(FORMULA + "evaluate f, ∂f/∂x at x = 3, y = 1", "f     = 10", "∂f/∂x = 6");
    assertSays(FORMULA + "given x = 1, y = 2\nevaluate f at x = 3\nevaluate f", "f = 11", "f = 3");
    assertSays(
        "x ∈ R^n ; A ∈ R^{n×n}\nlet g = x^T A x\nevaluate g at x = (1, 2), A = [1, 2; 3, 4]",
        "g = 27");
    assertSays(FORMULA + "assume x > 0\nevaluate f at x = -3, y = 0", ":3:15: x > 0 is assumed");
    assertSays("evaluate a t at a = 2, t = 4", "at = 8");
  }

  /// Not what they stand for.
  @Test
  void answersAreInTheNamesOfTheSheet() {
    String loss = "let L = ln(1 + e^(-y s))\ngiven y = -1\n";
    assertSays(
        loss + "plot L, ∂L/∂s for s in [-3, 3]", "The graphs of L, ∂L/∂s for s from −3 to 3.");
    assertSays(loss + "table L, ∂L/∂s, ∂²L/∂s² for s = 0", "∂L/∂s  ∂²L/∂s²\n", "0.5    0.25\n");
    assertSays(loss + "evaluate ∂²L/∂s² at s = 0", "∂²L/∂s² = 1/4");
    String function = "let f(x) = x^3 - 3x + 1\n";
    assertSays(function + "evaluate f(2), f'(2), f''(2)", "f(2)  = 3\nf′(2) = 9\nf″(2) = 12\n");
    assertSays(function + "plot f, f'' for x in [0, 1]", "The graphs of f(x), f″(x) for x");
    assertSays(function + "table f, f', f(x)^2 for x = 1", "x  f   f′  f(x)²\n1  −1  0   1\n");
    assertSays(
        "x ∈ R^2\nlet r = A x\ngiven A = [1, 2; 3, 4], x = (1, 1)\nevaluate 2r", "2r = (6, 14)");
    assertSays("let r(x) = x^2\nplot r, r' for x in [0, 1]", "The graphs of r(x), r′(x) for x");
    assertSays("let loss(w) = w^2\nevaluate 3 loss(2)", "3 loss(2) = 12");
    assertSays("let loss = w^2\nevaluate loss, ∂loss/∂w at w = 3", "loss     = 9\n∂loss/∂w = 6");
  }

  /// A claim shows the functions that it is of, and no others.
  @Test
  void claimsShowWhatTheyAreOf() {
    String sheet = "let r(x) = max(x, 0)\nlet s(x) = r(x)^2\ncheck ";
    Answered other = WorksheetTest.run(sheet + "softplus(x) = ln(1 + e^x)");
    String latex = new SheetWriter(other, "sheet", false).write(SheetFormat.LATEX);
    assertFalse(latex.contains(";\\quad"), latex);
    assertTrue(latex.contains("proved"), latex);
    Answered own = WorksheetTest.run(sheet + "s(x) = x r(x)");
    String both = new SheetWriter(own, "sheet", false).write(SheetFormat.LATEX);
    assertTrue(both.contains(";\\quad s(x) = "), both);
    assertTrue(both.contains("proved"), both);
  }

  @Test
  void exponentsThatAreWholeAreKnownToBe() {
    String sheet = "let f = x^k\ngiven x = -1, k = 3\nevaluate ∂f/∂x";
    assertSays(sheet, "∂f/∂x = 3");
    assertFalse(WorksheetTest.text(sheet).contains("no derivative here"));
  }

  @Test
  void whatHasNoValueIsSaid() {
    assertSays("A ∈ R^{2×2}\nevaluate A + 1", "note: A has no value");
    assertFalse(WorksheetTest.text("evaluate x + 1").contains("x + 1 = x + 1"));
  }

  @Test
  void otherWordsAreNotReadAsProducts() {
    assertSays(FORMULA + "evaluate f = 4", "found a second meaning of f");
  }

  @Test
  void examplesHaveOneShape() {
    assertSays("data x = (1, 2), (3, 4, 5)", "x is (3, 4, 5) in one example, which is in ℝ^3");
  }

  @Test
  void functionsDefinedAnewAreSaid() {
    assertSays("let sin(x) = x^2\nevaluate sin(3)", "sin is the function that is defined here");
  }

  @Test
  void lossesAreDividedByProductsAndHaveTermsAdded() {
    String network = "network 2 -> 1 linear, loss ";
    assertSays(network + "squared/2m", "∂L/∂ŷ       (ŷ − y)/m ");
    assertSays(network + "squared/2 + λ‖W1‖²", "∂L/∂W₁      (ŷ − y)xᵀ + 2λW₁");
    assertSays("network 2 -> 1 σ, loss cross-entropy + λ‖W1‖²", "∂L/∂z₁      ŷ − y ");
  }

  /// A letter for a size is the number of entries of what is given, for undeclared names too.
  @Test
  void valuesSayWhatTheLettersOfSizesAre() {
    assertSays(
        "x ∈ R^n\nlet L = w^T x + c\ngiven x = (1,2), w = (3,4), c = 1\nevaluate L", "L = 12");
    assertSays(
        "A ∈ R^{m×n}\nlet L = ‖A x - b‖^2\ngiven A = [1,2;3,4;5,6], x = (1,2), b = (1,0,1)\n"
            + "evaluate ∂L/∂x",
        "∂L/∂x = (234, 296)");
    assertSays(
        "A ∈ R^{n×n}\nlet V = x^T A x/2 - b^T x\ngiven A = [3, 1; 1, 2], b = (1, 1)\n"
            + "solve ∇V = 0 for x",
        "x = (1/5, 2/5)");
    assertSays("x ∈ R^n\nlet L = w^T x\ngiven x = (1,2), w = (3,4,5)", "do not fit");
  }

  @Test
  void rampsThatLeakHaveExactValues() {
    assertSays("evaluate leakyrelu(0.8154), leakyrelu(-0.5)", "= 0.8154\n", "= −0.005\n");
    assertSays("evaluate leakyrelu(-3, 0.2), elu(2)", "= −0.6\n", "= 2\n");
    assertSays(
        "network 1 -> 1 leaky relu(1/4), loss squared\ngiven W1 = 2, b1 = 1, x = -3, y = 1",
        "ŷ  = −5/4 = −1.25\n");
  }

  @Test
  void fractionsOfVeryManyDigitsAreDecimals() {
    String sheet =
        "let L = (w^2/3 - 1/7)^2\ngiven w = 11/13\n" + "step w by 1/17 along ∇L\n".repeat(4);
    String text = WorksheetTest.text(sheet + "evaluate w, L");
    assertTrue(text.lines().allMatch(line -> line.length() < 120), text);
    assertTrue(text.contains("w ≈ 0.8"), text);
  }

  @Test
  void valuesThatNameOthers() {
    assertSays("given v = 2\ngiven u = v + 1\nevaluate u", "u = 3");
    assertSays("given x1 = 1, x2 = 2\ngiven θ = (x1, x2)\nevaluate θ", "θ = (1, 2)");
    assertSays("given a = 3, c = 2a\nevaluate c", "c = 6");
    assertSays("given v = 2\ngiven v = v^2 + 1\nevaluate v", "v = 5");
    assertSays("given a = b + 1, b = 2\nevaluate a", "a = 3");
    assertSays("given u = 1, v = 2\ngiven u = v, v = u\nevaluate u, v", "u = 2\nv = 1\n");
    assertSays("let a = 3\ngiven u = a + 1\nevaluate u", "u = 4");
  }

  @Test
  void valuesOfOneStatementNameOthers() {
    String loss = "let z = w x\nlet L = z^2 + w\ngiven w = 2, x = 3\n";
    assertSays(loss + "evaluate L at w = x", "L = 84");
    assertSays(loss + "evaluate L at w = w + 1", "L = 84");
    assertSays(loss + "evaluate L at w = 2x, x = 1", "L = 6");
    assertSays(loss + "evaluate L at w = v", "L = 9v² + v");
    assertSays("let f(t) = t^2\nevaluate w + 1 at w = f(2)", "w + 1 = 5");
    String vector = "x ∈ R^2\nlet f = x^T x\ngiven u = (1, 2)\n";
    assertSays(vector + "evaluate f at x = 2u", "f = 20");
    String letters = "let a = 3\nlet b = 4\n";
    assertSays(letters + "table x^2 for x = a, b, 1/2", "3    9\n4    16\n1/2  0.25\n");
    String data = "data x, y = (1, 2), (2, 3)\nlet L = (w x - y)^2\n";
    assertSays(data + "evaluate L at w = x", "x has a value in each example, and no one for all");
  }

  @Test
  void equationsAfterTheCommaOfAClaimAreConditions() {
    String note = "the equation after the comma is a condition, and no claim of its own";
    assertSays("check x = x, y = 2", "proved", note);
    assertSays("check x + y = 5, x = 2, y = 3", "proved", note);
    for (String plain : List.of("√(x²) = x, x > 0", "x + y = 5 where x = 2, y = 3")) {
      assertFalse(WorksheetTest.text("check " + plain).contains(note), plain);
    }
  }

  /// `x_{i1}` is `x_{i,1}` where a sum runs over i.
  @Test
  void entriesOfMatricesNeedNoComma() {
    String values = "given x = [1, 2; 3, 4; 5, 6], w_1 = 1, w_2 = 1, y = (1, 0, 1)\n";
    String loss = "let L = Σ_i (x_{i1} w_1 + x_{i2} w_2 - y_i)^2\n";
    assertSays(loss + values + "evaluate L, ∂L/∂w_1", "L      = 153", "∂L/∂w₁ = 146");
    String declared = "A ∈ R^{3×2}\nlet s = Σ_i A_{i1}\ngiven A = [1, 2; 3, 4; 5, 6]\n";
    assertSays(declared + "evaluate s", "s = 9");
  }

  @Test
  void placesStandBehindABar() {
    String loss = "let L(w) = (w - 1)^2\n";
    assertSays(loss + "evaluate \\left.\\frac{dL}{dw}\\right|_{w=3}", "= 4\n");
    assertSays(loss + "evaluate dL/dw|_{w=3}", "= 4\n");
    assertSays("evaluate x^2 y |_{x=2, y=3}", "x²y = 12");
    assertSays(loss + "evaluate |L'(0)|, (dL/dw)(3)", "= 2\n", "L'(3)   = 4\n");
    String function = "let f(x, y) = x^2 y\n";
    assertSays(function + "evaluate (∂f/∂x)(1, 2)", "f^(1,0)(1, 2) = 4");
    assertSays(loss + "let g(a) = (dL/dw)(1 - a)\nsimplify g(a)", "= 2(w − 1)(1 − a)");
  }

  @Test
  void contourLinesOfFunctionsOfTwoVariables() {
    String lines = "Contour lines of f(x, y) for x from −1 to 1 and y from 0 to 2.";
    String function = "f(x, y) = x^2 + y^2 - x y\n";
    assertSays(function + "plot f for x in [-1, 1], y in [0, 2]", lines);
    assertSays(function + "plot f for x in [-1, 1] and y in [0, 2]", lines);
    assertSays(function + "plot f for x, y in [-1, 1]", "x from −1 to 1 and y from −1 to 1.");
    String loss = "L = (w_1 - 1)^2 + w_2^2\nw_1 = 3\n";
    assertSays(loss + "plot L for w_1, w_2 in [-1, 1]", "Contour lines of L for w₁ from");
    assertSays(function + "plot f for x, y, z in [0, 1]", "found 3 variables");
    assertSays(function + "plot f for x in [0, 1], y", "expected an interval");
  }
}
