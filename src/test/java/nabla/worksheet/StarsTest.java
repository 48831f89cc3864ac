package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Names with a star, as minimisers have them, and names of a Greek letter and others.
class StarsTest {

  @Test
  void minimisers() {
    assertSays(
        """
        A = [2, 0; 0, 4], b = (2, 4)
        x* = A^{-1} b
        f(x) = 1/2 x^T A x - b^T x
        evaluate x*, f(x*), ∇f(x*)
        x^* = x* + (1, 0)
        evaluate f(x^*) - f((0,0))
        """,
        "x*         = (1, 1)\nf(x*)      = −3\n∂/∂x[f(x)] = (0, 0)\n",
        "x* ← (2, 1)\n",
        "= −2\n");
    assertSays(
        """
        D = 1000, K = 50, h = 4
        Q^\\star = sqrt(2 K D/h)
        C(Q) = K D/Q + h Q/2
        evaluate C'(Q^⋆), C(Q^{*})
        """,
        "C′(Q*) = 0\nC(Q*)  = 200√10");
    assertSays(
        "w^* = (X^T X)^{-1} X^T y\ncheck X^T (X w* - y) = 0", "proved by the laws of matrices");
  }

  @Test
  void productsStay() {
    assertSays("x = 3, y = 2\nz = x*y\nevaluate z, 2*x", "z  = 6\n2x = 6\n");
  }

  @Test
  void multiplied() {
    assertSays("α = 1\nα *= 0.5\nx = 2\nx*= 3\nevaluate α, x", "α = 0.5\nx = 6\n");
  }

  @Test
  void incrementsAndStepSizes() {
    assertSays(
        """
        Δw = 0
        w = 1
        L = w^2
        Δw ← 0.9 Δw - 0.1 ∂L/∂w
        w ← w + Δw
        evaluate w, Δw
        """,
        "Δw ← −0.2\n",
        "w  = 0.8\nΔw = −0.2\n");
    assertSays("αk = 0.1\nαk ← αk/2\nxk = 3\nevaluate αk + xk", "= 3.05\n");
    assertSays("given δw = 3, ∆y = 1\nθA ← δw + ∆y\nevaluate θA", "θA = 4\n");
  }

  @Test
  void severalNumbersAtOnce() {
    assertSays("u, v = 2, 1\nevaluate u + v", "u + v = 3\n");
    assertSays("w, b = (1, 2), 0\nevaluate sum(w) + b", "= 3\n");
  }

  @Test
  void squaresThatHaveDefinitions() {
    assertSays(
        "x = (1, 2, 4)\ns^2 = 1/2 Σ_i (x_i - 7/3)^2\nt = 2 s^2 + 1\nevaluate s^2, t",
        "s² = 7/3",
        "t  = 17/3");
    assertSays("x = (1, 3)\ns^2 = Σ_i (x_i - 2)^2\nevaluate s^2, s", "s² = 2\ns  = √2");
    assertSays("R^2 = 1 - sum((1, 2).^2)/10\nevaluate R^2", "R² = 1/2");
  }

  /// A likelihood and a prior of one letter.
  @Test
  void densitiesOfOneLetter() {
    assertSays(
        """
        p(x | μ) = exp(-(x - μ)^2/2)
        p(μ) = exp(-μ^2/2)
        ℓ = log p(x | μ) + log p(μ)
        solve ∂ℓ/∂μ = 0 for μ
        evaluate p(0.5)
        """,
        "μ = x/2",
        "a maximum",
        "p_μ(0.5) = e^(−0.125)");
  }

  @Test
  void functionsCalledT() {
    assertSays("T(x) = 1 + x^T x\nx ∈ R^2\nevaluate T((1,2))", "T((1, 2)) = 6\n");
  }

  /// Conditions of descents that speak of the minimiser, and of the loss as a function.
  @Test
  void distancesToTheMinimiser() {
    String list = "f(x) = x_1^2 + 4 x_2^2\ndescend f(x) over x from (1, 1) with α = 0.1 until ";
    assertSays(list + "‖x - x*‖ < 0.1", "holds first at t = 11.");
    assertSays(list + "‖∇f(x)‖ < 0.1", "‖∇f‖ < 0.1 holds first at t = 14.");
    assertSays(list + "f(x) - f(x*) < 0.01", "f - f* < 0.01 holds first at t = 11.");
    assertSays(
        "L = (w - 3)^2\ndescend L over w from 0 with α = 0.1 until |w - w*| < 0.01",
        "ln(300)/ln(1.25)",
        "|w - w*| < 0.01 holds first at t = 26.");
    assertSays(
        "descend e^u + e^-u over u from 1 with α = 0.1 until |u - u*| < 0.1",
        "speaks of u*, which is known where the loss is quadratic");
  }

  /// A step goes against the gradient, however that is said, where the variables are.
  @Test
  void directionsOfSteps() {
    String square = "f(x) = (x - 3)^2\nx = 1\nstep x by 0.1 along ";
    assertSays(square + "-∇f", "x ← 1.4", "a step goes against the gradient");
    assertSays(square + "∇f(x)", "x ← 1.4");
    assertSays(square + "∇f(2)", "found ∇f(2), expected the gradient");
    assertSays(
        """
        x = (1, 2), W1 = [1, -1; 0.5, 2], b1 = (0.1, 0), v = (1, 2)
        L = (v^T tanh(W1 x + b1) - 1)^2
        W1 = W1 - 0.1 ∂L/∂W1
        b1 = b1 - 0.1 ∂L/∂b1
        """,
        "the gradient is that at the new W₁");
  }
}
