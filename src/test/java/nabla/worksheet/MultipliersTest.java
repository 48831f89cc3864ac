package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// What a stationary point of a Lagrangian is under the constraints.
class MultipliersTest {

  @Test
  void likelihoodsWithNames() {
    assertSays(
        "c = (3, 5, 2)\nℓ = Σ_k c_k log p_k\nL = ℓ + λ (1 - Σ_k p_k)\nsolve ∇L = 0 for p, λ",
        "p₁ = 3/10 = 0.3\n",
        "p₂ = 1/2 = 0.5\n",
        "λ  = 10\n");
  }

  @Test
  void minimaAndMaxima() {
    assertSays(
        "let K = x^2 + 2 y^2 + λ (x + y − 1)\nsolve ∇K = 0 for x, y, λ",
        "a minimum under the constraint x + y − 1 = 0");
    assertSays(
        "let U = x^(1/2) y^(1/2) − λ (2 x + y − 12)\nsolve ∇U = 0 for x, y, λ",
        "a maximum under the constraint 12 − 2x − y = 0");
    assertSays( // on the circle: two maxima and two minima
        "let V = x y − λ (x^2 + y^2 − 2)\nsolve ∇V = 0 for x, y, λ",
        "a maximum under the constraint",
        "a minimum under the constraint");
    assertSays(
        "let D = x^2 + y^2 + z^2 + λ (x + y + z − 3) + μ (x − y − 1)\n"
            + "solve ∇D = 0 for x, y, z, λ, μ",
        "a minimum under the constraints x + y + z − 3 = 0, x − y − 1 = 0");
    assertSays( // by numbers: the greatest entropy
        "let H = −p ln p − q ln q − r ln r + λ (p + q + r − 1)\nsolve ∇H = 0 for p, q, r, λ",
        "a maximum under the constraint p + q + r − 1 = 0");
  }

  @Test
  void otherGreekLetters() {
    assertSays(
        "L = x^2 + y^2 + z^2 − λ(x + y + z − 1) − γ(x − y − 2)\nsolve ∇L = 0 for x, y, z, λ, γ",
        "a minimum under the constraints 1 − x − y − z = 0, y − x + 2 = 0");
    assertSays( // θ is an angle or a number of the problem itself
        "N = (θ − 1)^2 + x^2 + λ (x + θ)\nsolve ∇N = 0 for x, θ, λ",
        "a minimum under the constraint x + θ = 0");
    assertSays( // a bilinear form has no multipliers that are told from the others
        "B = α β + x^2\nsolve ∇B = 0 for α, β, x", "indefinite: a saddle point");
  }

  @Test
  void neither() {
    assertSays( // x² − y² + 3z² on a plane through the origin, of both signs there
        "let S = x^2 − y^2 + 3 z^2 + λ (x + z)\nsolve ∇S = 0 for x, y, z, λ",
        "neither a minimum nor a maximum under the constraint x + z = 0");
    assertSays( // no multiplier: λ is a number of its own here
        "let M = x^2 + λ x y + y^2\nsolve ∇M = 0 for x, y", "positive definite, and so a minimum");
  }

  /// With letters by the bordered minors: the distance of a line, Cobb and Douglas's utility, the
  /// largest product of a given sum.
  @Test
  void kindsWithLetters() {
    assertSays(
        "assume a > 0, b > 0\nL = x^2 + y^2 - λ (a x + b y - c)\nsolve ∇L = 0 for x, y, λ",
        "x = ac/(a² + b²)",
        "a minimum under the constraint c − ax − by = 0");
    assertSays(
        """
        assume a > 0, a < 1, p > 0, q > 0, M > 0
        U = a log x + (1 - a) log y - λ (p x + q y - M)
        solve ∇U = 0 for x, y, λ
        """,
        "x = Ma/p",
        "a maximum under the constraint M − px − qy = 0");
    assertSays(
        "V = x^2 + 2 y^2 + 3 z^2 - λ (x + y + z - t)\nsolve ∇V = 0 for x, y, z, λ",
        "x = 6t/11",
        "a minimum under the constraint t − x − y − z = 0");
    assertSays(
        "L = x^2 + y^2 - λ (u x + v y - 1)\nsolve ∇L = 0 for x, y, λ",
        "a minimum under the constraint 1 − ux − vy = 0 where −2(u² + v²) < 0");
    assertSays( // −x² − y² on a line
        "L = -x^2 - y^2 - λ (x + y - t)\nsolve ∇L = 0 for x, y, λ",
        "a maximum under the constraint");
    assertSays( // x² − y² grows along one direction in x + z = t, and falls along another
        "L = x^2 - y^2 + z^2 - λ (x + z - t)\nsolve ∇L = 0 for x, y, z, λ",
        "neither a minimum nor a maximum under the constraint");
  }
}
