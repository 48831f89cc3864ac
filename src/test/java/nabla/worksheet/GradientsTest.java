package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Gradients that do not say by what they are, within formulas and as directions of steps.
class GradientsTest {

  private static final String PLAIN = "let f = z1^2 + 3 z2\ngiven z1 = 1, z2 = 2\n";

  /// Both errors are 1, so that ∇L = (3, 2).
  private static final String DATA =
      """
      let z = w x + b
      let L = (z - y)^2
      let θ = (w, b)
      given w = 1, b = 2
      data x, y = (1, 2), (2, 3)
      """;

  @Test
  void areFormulasAmongOthers() {
    assertSays(PLAIN + "evaluate 2∇f", "= (4, 6)");
    assertSays(PLAIN + "evaluate ‖∇f‖^2", "= 13");
    assertSays(PLAIN + "evaluate ∇(z1^2)", "= 2");
    assertSays(PLAIN + "let g = 2∇f + (1, 1)\nevaluate g", "g = (5, 7)");
    assertSays("let f = z1^2 + 3 z2\ncheck ∇f = (2 z1, 3)", "proved");
    assertSays("let f = z1^2 + 3 z2\ncheck ∇f = (2 z1, 4)", "refuted");
    assertSays("derive ∇(a^2 b)", "= 2ab", "= a²");
    assertSays("solve ∇(x^2 + y^2 - 2x) = 0 for x, y", "x = 1\ny = 0", "a minimum");
    assertSays("table ∇(t^2) for t = 1, 2", "2  4");
    assertSays("evaluate 1 + ∇q", "error: sheet:1:14", "∇ without a variable");
    assertSays("let h = a b\nevaluate 2∇h + (", "error: sheet:2:16");
  }

  @Test
  void areDirections() {
    assertSays(PLAIN + "step z1, z2 by 1/10 along 2∇f", "z₁ ← 3/5 = 0.6\nz₂ ← 7/5 = 1.4");
    assertSays(PLAIN + "step z1 by 1/10 along ∇(z1^2)", "z₁ ← 4/5 = 0.8");
    assertSays(PLAIN + "step z1, z2 by 1/10 along ∇f/2", "z₁ ← 9/10 = 0.9\nz₂ ← 37/20 = 1.85");
    assertSays(PLAIN + "step z1, z2 by √13 along ∇f/‖∇f‖", "z₁ ← −1\nz₂ ← −1");
    String arrays = "x ∈ R^2; A ∈ R^{2×2}\nlet h = ‖A x‖²\ngiven A = [1, 0; 0, 1], x = (1, 1)\n";
    assertSays(
        arrays + "step A, x by 1/8 along 2∇h", "A ← [1/2, −1/2; −1/2, 1/2]", "x ← (1/2, 1/2)");
    assertSays(arrays + "step A, x by 1 along ∇h/‖∇h‖", "along a multiple of a gradient");
    assertSays(arrays + "evaluate 2∇h", "error: sheet:4:11", "parts of several shapes, by A, x");
  }

  @Test
  void areMeansWhereThereAreData() {
    String after = "w ← 0.7\nb ← 1.8\n";
    assertSays(DATA + "step θ by 0.1 along ∇L", after);
    assertSays(DATA + "let g = ∇L\nstep θ by 0.1 along g", after);
    assertSays(DATA + "derive L wrt θ as g\nstep θ by 0.1 along g", after);
    assertSays(DATA + "step θ by 0.05 along 2∇L", after);
    assertSays(DATA + "step θ by 0.1 along (∂L/∂w, ∂L/∂b)", after);
    assertSays(DATA + "step w by 0.1 along ∂L/∂w", "w ← 0.7\n");
    assertSays(DATA + "step θ by √13 along ∇L/‖∇L‖", "w ← −2\nb ← 0\n");
    assertSays(DATA + "step w by 0.1 along x ∂L/∂w", "derivatives of which there are means");
  }

  /// The arrays of an inner product stay in order where only a number moves.
  @Test
  void aNumberBesideAnInnerProductMovesAlone() {
    String sheet =
        "x, w ∈ R^2\nlet L = (w^T x + b - y)^2/2\ngiven x = (1, 2), y = 1, w = (1, 1), b = 3\n";
    assertSays(sheet + "step w, b by 0.1 along ∇L", "w ← (0.5, 0)\nb ← 2.5\n");
    assertSays(sheet + "evaluate b - ∂L/∂b", "= −2\n");
    assertSays(sheet + "let g = ∂L/∂b\nevaluate 2g", "2g = 10\n");
    assertSays(sheet + "let q = ∂(x^T x k^2)/∂k\ngiven k = 3\nevaluate q", "30");
  }

  /// θ stands for θ₀ and θ₁ where there is no θ, and is no variable of which nothing depends.
  @Test
  void areByNumberedVariables() {
    String loss = "let L = (θ1 - 1)^2 + (θ0 - 2)^2\n";
    assertSays(loss + "evaluate ∇_θ L at θ0 = 0, θ1 = 0", "= (−4, −2)");
    assertSays(loss + "solve ∇_θ L = 0 for θ0, θ1", "θ₀ = 2\nθ₁ = 1", "a minimum");
    assertSays(loss + "solve ∇_{θ} L = 0", "θ₀ = 2\nθ₁ = 1", "a minimum");
    assertSays(loss + "check ∇_θ L = 0", "refuted");
    assertSays(loss + "given θ0 = 0, θ1 = 0\nstep θ0, θ1 by 1/4 along ∇_θ L", "θ₀ ← 1", "θ₁ ← 1/2");
    assertSays(
        loss + "check ∂L/∂θ = 0", "found a derivative by θ, which does not occur, where θ_1 does");
    assertSays("x ∈ R^2\nlet q = x^T x\nevaluate ∇_x q at x = (1, 2)", "= (2, 4)");
  }
}
