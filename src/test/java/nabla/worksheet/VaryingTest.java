package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Names that a statement varies, and that the sheet defines above it.
class VaryingTest {

  @Test
  void areFreeInTables() {
    String loss = "let w = 3\nlet L = (w-1)^2\n";
    String said = "w varies here: w = 3 is left aside";
    assertSays(loss + "table L for w = 0, 1", "w  L\n0  1\n1  0\n", said);
    assertSays(loss + "table L for w in [0, 2] step 1", "2  1", said);
    assertSays(loss + "table L for w = 0\nevaluate L", "L = 4");
    assertSays("let x = 2\ntable x^2 for x = 1, 3", "1  1\n3  9\n");
    assertSays("let z = w x\nlet L = z^2\ntable L for z = 1, 2", "1  1\n2  4\n", "z = w x is left");
    String cube = "let f(x) = x^3\nlet x = 2\n";
    assertSays(cube + "table f, f' for x = 1, 2", "1  1  3\n2  8  12\n");
  }

  @Test
  void areFreeInPictures() {
    String sheet = "let w = 3\nlet L = (w-1)^2\nplot L for w in [0, 2]";
    assertSays(sheet, "The graph of L for w from 0 to 2.", "w = 3 is left aside");
  }

  @Test
  void areFreeInEquations() {
    String loss = "let w = 3\nlet L = (w-1)^2\n";
    assertSays(loss + "solve ∂L/∂w = 0 for w", "w = 1\n", "w = 3 is left aside");
    assertSays(loss + "solve ∂L/∂w = 0", "w = 1\n");
    assertSays("let x = 2\nsolve x^2 = 9 for x", "x = −3", "x = 3");
    assertSays("let z = w x\nlet L = z^2\nsolve L = 4 for z", "z = −2", "z = 2");
    assertSays("let α = 0.1\nsolve α x = 3 for α", "α = 3/x  for x ≠ 0");
    assertSays("let f(x) = x^3\nlet x = 5\nsolve f'(x) = 12 for x", "x = −2", "x = 2");
    String two = "let x = 2\nlet y = 3\nlet L = (x-1)^2 + y^2\n";
    assertSays(two + "solve ∇L = 0 for (x, y)", "x = 1\ny = 0\n", "x = 2 is left", "y = 3 is left");
    assertSays(two + "solve ∂L/∂x = 0 for x", "x = 1\n", "x = 2 is left aside");
    String vector = "x ∈ R^2\nlet u = 2 x\nlet L = ‖u‖^2\n";
    assertSays(vector + "solve ∇L = 0 for u", "u = zeros(2)");
  }

  @Test
  void areFreeInDescents() {
    String sheet = "let w = 3\nlet L = (w-1)^2\ndescend L over w from 0 with α = 0.25 for 1 steps";
    assertSays(sheet, "w* = 1, a minimum", "1  0.5", "w = 3 is left aside");
  }

  /// A list of variables stays one, and so does what does not vary.
  @Test
  void otherDefinitionsHold() {
    String list = "let θ = (a, b)\nlet L = a^2 + (b-1)^2\nsolve ∇L = 0 for θ";
    assertSays(list, "a = 0\nb = 1\n");
    assertFalse(WorksheetTest.text(list).contains("left aside"));
    assertSays("let c = 2\nlet L = (w - c)^2\nsolve ∂L/∂w = 0 for w", "w = 2\n");
  }

  /// What varies is no variable of the data, over which the mean would be taken.
  @Test
  void areNoExamples() {
    String fit =
        "data x, y = (-1, 1), (0, 0), (1, 1), (2, 4)\nlet ŷ = a + b x\ngiven a = 1, b = 2\n";
    String said = "x varies here: the examples are left aside";
    assertSays(fit + "table ŷ for x = -1, 0, 1", "−1  −1\n0   1\n1   3\n", said);
    assertSays(fit + "plot ŷ for x in [-2, 2]", "The graph of ŷ for x from −2 to 2", said);
    assertSays(fit + "solve ŷ = 5 for x", "x = 2\n", said);
    assertSays(fit + "let L = (ŷ - y)^2\ntable L for a = 0", "L is the mean over 4 examples");
  }
}
