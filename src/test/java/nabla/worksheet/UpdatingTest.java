package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Updates as people write them, `w ← w − α ∂L/∂w`.
class UpdatingTest {

  /// At w = 1, b = 0 the difference is 1: the partial derivatives are 4 and 2.
  private static final String LINE = "let L = (w x + b − y)²\ngiven w = 1, b = 0, x = 2, y = 1\n";

  @Test
  void oneLineIsOneStepOfAll() {
    assertSays(
        LINE + "w ← w − 0.1 ∂L/∂w, b ← b − 0.1 ∂L/∂b\nevaluate L",
        "w ← 0.6\nb ← −0.2\n",
        "L = 0\n");
    assertSays(LINE + "w = w − 0.1 ∂L/∂w, b = b − 0.1 ∂L/∂b", "w ← 0.6\nb ← −0.2\n");
    assertSays(LINE + "w := w − 0.1 ∂L/∂w; b := b − 0.1 ∂L/∂b", "w ← 0.6\nb ← −0.2\n");
    assertSays(LINE + "u ← w, w ← b\nevaluate u, w", "u = 1\nw = 0\n");
  }

  @Test
  void linesGoOneAfterTheOtherAndThisIsSaid() {
    String said = "the gradient is that at the new w; for all at once write them in one line";
    assertSays(LINE + "w ← w − 0.1 ∂L/∂w\nb ← b − 0.1 ∂L/∂b", "w ← 0.6\n", "b ← −0.04\n", said);
    assertFalse(text(LINE + "w ← w − 0.1 ∂L/∂w\nw ← w − 0.1 ∂L/∂w").contains(said));
    assertFalse(text(LINE + "w ← w − 0.1 ∂L/∂w\nv ← 1\nb ← b − 0.1 ∂L/∂b").contains(said));
  }

  @Test
  void momentumAndDecayByHand() {
    assertSays(
        LINE + "given v = 2\nv ← 0.9 v + ∂L/∂w\nw ← w − 0.1 v\nevaluate w, v",
        "v ← 5.8\n",
        "w ← 0.42\n",
        "w = 0.42\nv = 5.8\n");
    assertSays(LINE + "given v = 2\nv = 0.9 v + ∂L/∂w", "v ← 5.8\n");
    assertSays(LINE + "w ← w − 0.1 (∂L/∂w + 0.5 w)", "w ← 0.55\n");
    assertSays(LINE + "w ← w − 0.1 w − 0.1 ∂L/∂w", "w ← 0.5\n");
    assertSays(LINE + "w -= 0.5", "w ← 0.5\n");
  }

  @Test
  void vectorsDataAndNetworks() {
    assertSays(
        """
        θ ∈ R^2
        let L = ‖θ − (1, 2)‖²
        given θ = (0, 0), m = (0, 0)
        θ ← θ − 0.1 ∇L
        m ← 0.9 m + 0.1 ∇_θ L
        θ ← θ − 0.5 m
        """,
        "θ ← (0.2, 0.4)\n",
        "m ← (−0.16, −0.32)\n",
        "θ ← (0.28, 0.56)\n");
    // the mean gradient at 0: −2 (2 + 6)/2
    assertSays(
        """
        let L = (w x − y)²
        given w = 0
        data x, y = (1, 2), (2, 3)
        w ← w − 0.1 ∂L/∂w
        """,
        "w ← 0.8\nalong the mean gradient of 2 examples\n");
    assertSays(
        """
        network 1 -> 1 linear, loss squared
        given W1 = 1, b1 = 0, x = 2, y = 1
        step θ by 0.1
        """,
        "W₁ ← 0.6\nb₁ ← −0.2\nafter the step:\nŷ = 1\nL = 0\n");
  }

  @Test
  void withoutAValueItIsNoNumber() {
    assertSays("z = z + 1", "z is defined by itself; a definition takes names from above it");
    assertSays("r ← r + 1", "r ← r + 1\n", "there is no value for some of r");
    assertSays(LINE + "w ← w − η ∂L/∂w", "w ← 1 − 4η\n");
    assertSays(LINE + "w ← w + , b ← 2\nevaluate w", "error", "w has no value, as line 3");
  }

  @Test
  void definitionsBesideThemStay() {
    assertSays("y_1 = 2\ny = y_1 + 1\nevaluate y", "y = 3\n");
    assertSays("w_0 = 0\nf(w) = (w − 3)²\nw_1 = w_0 − 0.1 f'(w_0)\nevaluate w_1", "w₁ = 0.6\n");
    assertSays("given x = 2\nlet f(x) = x + 1\nevaluate f(1)", "f(1) = 2\n");
  }

  /// Two steps solve a system of two equations (M. R. Hestenes and E. Stiefel, Methods of Conjugate
  /// Gradients for Solving Linear Systems, 1952).
  @Test
  void conjugateGradientsByHand() {
    String given = "given A = [4, 1; 1, 3], b = (1, 2), x = (2, 1)\n";
    assertSays(
        given
            + """
            r ← b - A x
            p ← r
            α ← (r^T r)/(p^T A p)
            x ← x + α p
            q ← r - α A p
            β ← (q^T q)/(r^T r)
            p ← q + β p
            α ← (q^T q)/(p^T A p)
            x ← x + α p
            evaluate x, A x - b
            """,
        "α ← 73/331",
        "x      = (1/11, 7/11)",
        "Ax − b = (0, 0)\n");
    String moving = "p is defined by x, and changed as well; p ← … instead of p = … gives a value";
    assertSays("x, b ∈ R^2\n" + given + "p = b - A x\nx ← x + 0.1 p", moving);
    assertFalse(text(LINE + "let g = ∂L/∂w\nw ← w − 0.1 g").contains("changed as well"));
  }

  @Test
  void aListInBracketsMoves() {
    assertSays(LINE + "step (w, b) by 0.1 along ∇L", "w ← 0.6\nb ← −0.2\n");
  }

  /// The gradient at (1, 1) is (5, 13), and Newton's step leads to the minimum of a quadratic.
  @Test
  void vectorsOfWhichAFunctionTakesTheEntries() {
    String form = "f(x) = x_1^2 + 3 x_1 x_2 + 5 x_2^2\nx = (1, 1)\n";
    assertSays(form + "x ← x - 0.1 ∇f(x)\nevaluate f(x)", "x ← (0.5, −0.3)\n", "f(x) = 0.25\n");
    assertSays(form + "x ← x - (∇²f(x))^{-1} ∇f(x)", "x ← (0, 0)\n");
  }

  /// numpy: with the softmax of (1, 2, 3) each w_{kj} moves by −0.5 (p_k − t_k) x_j.
  @Test
  void entriesMoveTheWhole() {
    assertSays(
        """
        L = (w^T x - y)^2/2
        given w = (1, 2), x = (1, 1), y = 0
        w_j ← w_j - 0.1 ∂L/∂w_j
        evaluate L
        """,
        "w ← (0.7, 1.7)\n",
        "L = 2.88\n");
    assertSays("given w = (1, 2)\nw_1 ← 5\nevaluate w", "w = (5, 2)\n");
    assertSays(
        """
        z_k = Σ_j w_{kj} x_j
        p_k = exp(z_k)/Σ_l exp(z_l)
        given w = [1, 0; 0, 1; 1, 1], x = (1, 2), t = (0, 1, 0)
        w_{kj} ← w_{kj} - 0.5 (p_k - t_k) x_j
        """,
        "[0.954984713415, −0.0900305731704; 0.377635764473, 1.75527152895; 0.667379522113,");
    assertSays(
        "L = (w^{(1)} x - y)^2\ngiven w^{(1)} = 2, x = 1, y = 1\n"
            + "w^{(1)} ← w^{(1)} - 0.1 ∂L/∂w^{(1)}",
        "w^{(1)} ← 1.8\n");
  }

  /// The line w x + b is 2 at first, and its slopes are 4 and 2.
  @Test
  void listsWithoutBracketsMoveAtOnce() {
    String line = "L = (w x + b - y)^2\ngiven x = 2, y = 1, w = 1, b = 0\n";
    assertSays(line + "w, b ← w - 0.1 ∂L/∂w, b - 0.1 ∂L/∂b", "w ← 0.6\nb ← −0.2\n");
    assertSays(line + "w, b = w - 0.1 ∂L/∂w, b - 0.1 ∂L/∂b", "w ← 0.6\nb ← −0.2\n");
    assertSays(line + "w, b ← w - 0.1", "found no statement");
    assertSays("p = 1, q = 2\np, q ← q, p", "p ← 2\nq ← 1\n");
  }

  @Test
  void aListOfVariablesMovesThem() {
    assertSays(
        """
        f(x, y) = x^2 + x y
        given x = 1, y = 1
        θ = (x, y)
        g = ∇f
        θ ← θ - 0.1 g
        evaluate x, y, f
        """,
        "x ← 0.7\ny ← 0.9\n",
        "f = 1.12\n");
  }

  @Test
  void theWordMayStandBeforeThem() {
    String given = "given v = 1, w = 2\n";
    assertSays(given + "update v = 0.9 v + 1", "v ← 1.9\n");
    assertSays(given + "update v = w, w = v", "v ← 2\nw ← 1\n");
    assertSays(given + "update w -= 0.5", "w ← 1.5\n");
    assertSays(given + "update 3", "found no new value, expected new values of those before");
  }
}
