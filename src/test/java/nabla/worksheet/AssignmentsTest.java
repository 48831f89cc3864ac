package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Lines that give a new value by the name of another, and formulas that are defined by themselves.
class AssignmentsTest {

  @Test
  void simultaneousUpdates() {
    String loss = "J = (θ_0 + θ_1 − 3)^2\ngiven θ_0 = 0, θ_1 = 0, α = 0.1\n";
    for (String name : new String[] {"temp", "temp_", "\"tmp\""}) {
      boolean quoted = name.startsWith("\"");
      String zero = quoted ? "\"tmp0\"" : name + "0";
      String one = quoted ? "\"tmp1\"" : name + "1";
      assertSays(
          loss
              + "%s := θ_0 − α ∂J/∂θ_0\n%s := θ_1 − α ∂J/∂θ_1\nθ_0 := %s\nθ_1 := %s\n"
                  .formatted(zero, one, zero, one)
              + "evaluate θ_0, θ_1",
          "θ₀ = 0.6\nθ₁ = 0.6\n");
    }
    assertSays(
        loss + "u = θ_0 − α ∂J/∂θ_0\nv = θ_1 − α ∂J/∂θ_1\nθ_0 ← u\nθ_1 ← v\nevaluate θ_0, θ_1",
        "θ₀ = 0.6\nθ₁ = 0.6\n");
  }

  @Test
  void newNames() {
    assertSays(
        "L = (w − 3)^2\nw = 1\nw_new = w − 0.1 ∂L/∂w\nw = w_new\nevaluate w, L",
        "w = 1.4\nL = 2.56\n");
    assertSays(
        "L = (w − 3)^2\ngiven w = 1\nw' = w − 0.1 ∂L/∂w\nw := w'\nevaluate w, L",
        "w = 1.4\nL = 2.56\n");
    assertSays( // and a definition stays one
        "a = 2\nw = 3 a\nu = w + 1\ngiven a = 1\nevaluate u", "u = 4\n");
    assertSays("f = g + 1\ng = f + 1\nevaluate f", "circular");
  }

  @Test
  void derivativesByLists() {
    String sheet = "θ = (a, b)\nL = (1 − a)^2 + (2 − a b)^2\ngiven a = 1, b = 1\n";
    String step = "a ← 1.2\nb ← 1.2\n";
    assertSays(sheet + "θ ← θ − 0.1 ∂L/∂θ", step);
    assertSays(sheet + "θ ← θ − 0.1 \\frac{\\partial L}{\\partial θ}", step);
    assertSays(sheet + "step θ by 0.1 along ∂L/∂θ", step);
    assertSays(sheet + "g = ∂L/∂θ\nevaluate g", "g = (−2, −2)\n");
  }

  @Test
  void namesWithSeveralLettersBelow() {
    assertSays("u = W_hh x\nW_hh = 3, x = 2\nevaluate u", "u = 6\n");
    assertSays(
        "lp = −0.5, lp_old = −0.7\nρ = exp(lp − lp_old)\nevaluate ρ", "ρ = e^(0.2) ≈ 1.2214");
  }

  @Test
  void vectorsOfTheNameOfAConstant() {
    assertSays("π ∈ R^K\nderive Σ_k log π_k wrt π_k", "= 1/πₖ");
    assertSays("given π = (0.2, 0.8)\nevaluate Σ_k π_k^2, π", "= 0.68\n", "= (0.2, 0.8)\n");
    assertSays("π = 4", "gets no other value");
  }

  @Test
  void derivativesInPlainCharacters() {
    String form = "f = x^2 y^3\n";
    assertSays(form + "check d2f/dxdy = 6 x y^2\ncheck d2f/dx2 = 2 y^3", "proved");
    assertSays(form + "check d2f/dxdy = 6 x y", "refuted");
    assertSays(form + "evaluate d2f/dx2 at x = 1, y = 2", "= 16\n");
  }

  /// The gradient (5, 13), and the Hessian [2, 3; 3, 10], of which (1, 2) makes (8, 23).
  @Test
  void gradientsOfFormulasBesideVectors() {
    assertSays(
        "x ∈ R^2\nf = x_1^2 + 3 x_1 x_2 + 5 x_2^2\nv = (1, 2)\nx = (1, 1)\n"
            + "evaluate v^T ∇f(x), ∇²f v, v^T ∇²f v, v^T ∇²f(x) v",
        "= 31\n",
        "= (8, 23)\n",
        "= 54\n");
    assertSays(
        "A = [2, 0; 0, 4]\nb = (1, 1)\nx ∈ R^2\nf = 1/2 x^T A x - b^T x\ng = ∇f\n"
            + "evaluate g at x = (1, 1)",
        "g = (1, 3)\n");
    assertSays("f(x) = x^2\nx = (1, 2)\nevaluate Σ_i f(x_i)", "= 5\n");
  }

  @Test
  void vectorsOfFunctionsByTheirEntries() {
    assertSays(
        "f(x) = x_1^2 + 10 x_2^2\ngiven x = (10, 1)\nevaluate ||x||, 2x, f(x), ∇f(x)",
        "= √101 ≈ 10.0498756211",
        "= (20, 2)\n",
        "= 110\n",
        "= (20, 20)\n");
    assertSays(
        "f(x) = 1/2 (x_1^2 + 10 x_2^2)\n"
            + "descend f over x from (10, 1) with α = 2/11 until ||x|| < 0.01",
        "holds first at t = 35."); // (9/11)^t √101 < 0.01
  }

  @Test
  void claimsOfEntries() {
    String vector = "x ∈ R^3\ny = 2x\n";
    assertSays(vector + "check y_2 = 5 x_2", "refuted: at x = (0, 1, 0)");
    assertSays(vector + "check y_2 = 2 x_2", "proved");
    assertSays("z ∈ R^2\np = softmax(z)\ncheck p_1 = σ(z_1 − z_2)", "supported");
    assertSays("s_k = e^{u_k}/Σ_j e^{u_j}\ncheck s_i = e^{u_i}/Σ_j e^{u_j}", "proved");
  }

  @Test
  void formulasAnew() {
    assertSays(
        "let L = x^2\nlet L = L + 3 x\nderive L wrt x\nevaluate ∂L/∂x",
        "= 2x + 3",
        "∂L/∂x = 2x + 3");
    assertSays("J = (w − 3)^2\nw = 1\nJ = J + 0.5 w^2\nw ← w − 0.1 ∂J/∂w", "w ← 1.3\n");
    assertSays("w = 2\nr = 3 − w\nr = r − 0.5 w\ngiven w = 0\nevaluate r", "r = 0\n");
  }

  @Test
  void scriptLetters() {
    String both = "let L = x^2 + y^2\nlet %s = L + λ (x + y − 1)\n";
    for (String script : new String[] {"ℒ", "\\mathcal{L}", "𝓛"}) {
      assertSays(
          both.formatted(script) + "derive " + script + " wrt x\nevaluate L",
          "= 2x + λ",
          "L = x² + y²\n");
      assertSays(
          both.formatted(script) + "solve ∇" + script + " = 0 for x, y, λ", "x = 1/2 = 0.5\n");
    }
    assertSays("let ℒ = x^2\nderive L wrt x", "= 2x"); // where only one of them is defined
  }

  @Test
  void namesWithoutMeaningHaveNoDerivative() {
    assertSays("derive Q wrt x", "Q has no meaning here");
    assertSays("x = y^2\nderive l wrt y", "l has no meaning here");
    assertFalse(text("derive x wrt x").contains("error:"));
  }

  @Test
  void listsOfNames() {
    String function = "f(x, y) = x^2 + 3 y^2\n(x, y) = (2, 1)\n";
    assertSays(function + "evaluate f(x, y)", "= 7\n");
    assertSays(function + "(x, y) ← (x, y) − 0.1 ∇f(x, y)", "x ← 1.6\ny ← 0.4\n");
    assertSays(function + "(x, y) = (x, y) − 0.1 ∇f", "x ← 1.6\ny ← 0.4\n");
    assertSays(function + "(x, y) ← (y, x)\nevaluate x, y", "x = 1\ny = 2\n");
    assertSays(
        "f(x, y) = x^2 + 3 y^2\n(x_0, y_0) = (2, 1)\n(x_1, y_1) = (x_0, y_0) − 0.1 ∇f(x_0, y_0)\n"
            + "evaluate x_1, y_1",
        "x₁ = 1.6\ny₁ = 0.4\n");
  }

  @Test
  void parametersBehindBars() {
    assertSays(
        "let p(x | θ) = θ exp(−θ x)\nderive ln p(x | θ) wrt θ\nevaluate p(1 | 2)",
        "= 1/θ − x",
        "= 2e⁻²");
    assertSays("L(θ; x) = θ exp(−θ x)\nsolve ∂ ln L(θ; 2)/∂θ = 0 for θ", "θ = 1/2", "a maximum");
    assertSays("let p(x \\mid μ) = (x − μ)^2\nderive p(x \\mid μ) wrt μ", "−2(x − μ)");
  }

  @Test
  void derivativesBySubscripts() {
    String saddle = "f(x, y) = x^4 + y^4 − 4 x y + 1\n";
    assertSays(saddle + "D = f_xx f_yy − f_xy^2\nevaluate D at x = 1, y = 1", "D = 128\n");
    assertSays(saddle + "solve f_x = 0, f_y = 0 for x, y", "x = −1\ny = −1\n", "a saddle point");
    assertSays(saddle + "evaluate f_x(1, 2), f_{xy}", "= −4\n", "= −4\n");
    assertSays("g = x^2 y^3\ng_x = 7\nevaluate g_x", "gₓ = 7\n");
    assertSays("z_k = w x_k\ngiven w = 2, x = (1, 3)\nevaluate z_2", "z₂ = 6\n");
  }

  @Test
  void iteratesWithLabels() {
    assertSays("x^{(0)} = 3\nx^{(1)} = x^{(0)} − 1\nevaluate x^{(1)}", "x^{(1)} = 2\n");
  }

  /// Weights that are made to sum to 1.
  @Test
  void newValuesByDefinitionsBetween() {
    assertSays("w = (1, 2)\nu = 2 w\nw = u/sum(u)\nevaluate w", "w = (1/3, 2/3)");
    assertSays("a = b + 1\nb = a + 1\nevaluate a", "circular");
  }
}
