package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// What is defined by its entries, asked for with other indices.
class IndexedDefinitionsTest {
  private static final String SOFTMAX = "p_k = e^{z_k}/Σ_j e^{z_j}\n";

  @Test
  void otherLetters() {
    assertSays(SOFTMAX + "derive p_i wrt z_j", "= softmax(z)ᵢ(δᵢⱼ − softmax(z)ⱼ)");
    assertSays(SOFTMAX + "derive p_j wrt z_j", "= softmax(z)ⱼ(1 − softmax(z)ⱼ)");
    assertSays(SOFTMAX + "derive p_j wrt z_k", "= softmax(z)ⱼ(δⱼₖ − softmax(z)ₖ)");
    assertSays("a_k = z_k^2\nderive a_i wrt z_i", "= 2zᵢ");
    assertSays("a_k = z_k^2\nderive a_k wrt z_j", "= 2zₖδₖⱼ");
    assertSays(SOFTMAX + "derive q_i wrt z_j", "q_i has no meaning here");
  }

  @Test
  void numbersBelowWhatIsDefinedByEntries() {
    assertSays("z_k = w x_k\na_k = z_k^2\nderive a_1 wrt z_1", "= 2z₁");
    assertSays("z_k = w x_k\n" + SOFTMAX + "derive p_1 wrt z_2", "= −softmax(z)₁ softmax(z)₂");
    assertSays("z_k = w x_k\na_k = z_k^2\nderive a_1 wrt w", "= 2wx₁²");
  }

  /// One of them in another formula: the loss of one class. With `z = (1, 2, 3)` the softmax is
  /// (0.0900, 0.2447, 0.6652).
  @Test
  void otherLettersInFormulas() {
    assertSays(
        SOFTMAX + "L = -log p_i\nderive L wrt z_j\ncheck ∂L/∂z_j = p_j - δ_{ij}",
        "= softmax(z)ⱼ − δᵢⱼ",
        "proved");
    assertSays(
        SOFTMAX + "C = -ln p_y\ncheck ∂C/∂z_k = p_k - δ_{ky}\ncheck ∂C/∂z_k = p_k",
        "p_y is that of p_k, for k = y",
        "proved",
        "refuted");
    assertSays(
        "z = (1, 2, 3)\nk = 3\np_i = e^{z_i}/Σ_j e^{z_j}\nL = -log p_k\nevaluate L, ∂L/∂z",
        "≈ 0.407605964444",
        "(0.0900305731704, 0.244728471055, −0.334759044225)");
    assertSays("h_i = w_i x\nL = (h_k - y)^2\nderive L wrt x", "= 2wₖ(wₖx − y)");
  }

  /// The energies E_k and E_p are two names, though v_k is one of several in E_k.
  @Test
  void lettersThatAreNoIndices() {
    assertSays(
        "E_k = m v_k^2/2\nH = E_k + E_p\nderive H wrt v_k\nevaluate H at m = 1, v_k = 2, E_p = 3",
        "E_p is read as a name of its own, beside E_k",
        "= mvₖ",
        "H = 5");
    assertSays("F_g = m g\nF = F_g + F_x\nderive F wrt g", "= m ");
    assertSays(
        "R_a = V_a/I_a\nP = R_a I_a^2 + R_b\ngiven R_b = 3, V_a = 2, I_a = 1\nevaluate P", "P = 5");
  }

  /// `h_1 = tanh(0.5)` and `h_2 = tanh(1 + 0.1 h_1)`; the slope by central differences.
  @Test
  void recurrences() {
    assertSays(
        "h_t = tanh(w x_t + u h_{t-1})\nL = (h_2 - y)^2\n"
            + "given w = 0.5, u = 0.1, x = (1, 2), h_0 = 0, y = 1\nevaluate L, ∂L/∂u",
        "L     ≈ 0.0482552669455",
        "∂L/∂u ≈ −0.0794012103306");
    assertSays(
        "s_t = β s_{t-1} + (1 - β) x_t\ngiven x = (1, 2, 3), β = 0.9, s_0 = 0\nevaluate s_3",
        "s₃ = 0.561\n");
  }

  /// What is propagated back (Nielsen, Neural Networks and Deep Learning, BP1 and BP4). With z =
  /// (3, 7) numpy has (−0.002142543, 0.000909392).
  @Test
  void derivativesByWhatIsDefined() {
    String layer = "z_j = Σ_k w_{jk} x_k\nC = 1/2 Σ_j (y_j - σ(z_j))^2\n";
    assertSays(
        layer + "δ_j = ∂C/∂z_j\ncheck ∂C/∂w_{jk} = x_k δ_j\ncheck ∂C/∂w_{jk} = x_k ∂C/∂z_j",
        "proved");
    assertSays(layer + "check ∂C/∂w_{jk} = x_j ∂C/∂z_j", "refuted");
    assertSays(
        layer + "given w = [1, 2; 3, 4], x = (1, 1), y = (1, 0)\nevaluate ∂C/∂z_1, ∂C/∂z",
        "≈ −0.00214254253498\n",
        "≈ (−0.00214254253498, 0.000909391922029)\n");
    assertSays(
        "z_j^{[2]} = Σ_k w_{jk} x_k\nC = 1/2 Σ_j (y_j - σ(z_j^{[2]}))^2\nderive C wrt z_j^{[2]}",
        "= σ(z^{[2]}ⱼ)(1 − σ(z^{[2]}ⱼ))(σ(z^{[2]}ⱼ) − yⱼ)");
  }

  @Test
  void twoIndices() {
    String outer = "S_{ij} = a_i b_j\ngiven a = (1, 2), b = (3, 4)\n";
    assertSays(outer + "evaluate S, S_{12}, S_{2,1}", "= [3, 4; 6, 8]", "= 4\n", "= 6\n");
    assertSays(outer + "L = S_{12} + S_{21}^2\nevaluate L", "L = 40\n");
    assertSays(outer + "derive S_{kl} wrt a_i", "δₖᵢbₗ");
    assertSays(
        "C_{ij} = Σ_k A_{ik} B_{kj}\ngiven A = [1, 2; 3, 4], B = [0, 1; 1, 0]\n"
            + "evaluate C, C_{21}",
        "= [2, 1; 4, 3]",
        "= 4\n");
  }

  @Test
  void oneEntryIsSolvedFor() {
    assertSays(
        "let Q = Σ_{i=1}^n Σ_{k=1}^K γ_{ik} (x_i − μ_k)^2\nsolve ∂Q/∂μ_k = 0 for μ_k",
        "μₖ = (Σ_{i=1}^n γᵢₖxᵢ)/(Σ_{i=1}^n γᵢₖ)");
    assertSays("let M = Σ_{k=1}^K (n_k log p_k − λ p_k)\nsolve ∂M/∂p_k = 0", "pₖ = nₖ/λ");
    assertSays(
        "let H = −Σ_{k=1}^3 p_k ln p_k + λ(Σ_{k=1}^3 p_k − 1)\nsolve ∂H/∂p_j = 0",
        "pⱼ = e^(λ − 1)");
    assertSays("let Q = (Σ_k θ_k)^2 + Σ_k θ_k^2\nsolve ∂Q/∂θ_j = 0", "is not solved for θⱼ alone");
  }

  @Test
  void oneOfDeclaredNumbers() {
    assertSays("f_k ∈ R\nc_k = 2 f_k\ngiven f_k = 2\nevaluate c_k", "cₖ = 4\n");
  }

  @Test
  void oneVectorBesideSeveralOfItsLetter() {
    assertSays(
        "v, u, u_k ∈ R^d\nlet L = −log σ(u^T v) − Σ_{k=1}^K log σ(−u_k^T v)\nderive L wrt u",
        "∂L/∂u = (σ(uᵀv) − 1)v");
  }

  @Test
  void casesWithCommas() {
    String huber = "let h = {r^2/2 if |r| <= 1, |r| − 1/2 otherwise}\n";
    assertSays(huber + "evaluate h at r = 3\nevaluate h at r = 1/2", "= 5/2", "= 1/8");
  }

  @Test
  void sizesAsPlainLines() {
    String values = "given x = (1, 2, 3), y = (2, 4, 6), w = 1\nevaluate L, ∂L/∂w";
    String says = "L     = 14/3 ≈ 4.66666666667\n∂L/∂w = −28/3";
    assertSays("n = 3\nL = 1/n Σ_{i=1}^n (y_i − w x_i)^2\n" + values, says);
    assertSays("N = 3\nL = \\frac{1}{N} \\sum_{i=1}^{N} (y_i - w x_i)^2\n" + values, says);
    assertSays(
        "n = 2; X ∈ R^{n×d}\nJ = 1/n ‖X w − y‖^2\n"
            + "given X = [1, 2; 3, 4], w = (1, 1), y = (1, 2)\nevaluate J",
        "J = 29/2");
  }

  @Test
  void entriesOfDeclaredVectors() {
    String sum = "x ∈ R^2\nlet K = x_1^2 + x_2^2 + λ (x_1 + x_2 − 1)\n";
    for (String equation : new String[] {"∇K = 0", "∂K/∂x_1 = 0, ∂K/∂x_2 = 0, ∂K/∂λ = 0"}) {
      assertSays(
          sum + "solve " + equation + " for x_1, x_2, λ",
          "x₁ = 1/2 = 0.5\nx₂ = 1/2 = 0.5\nλ  = −1");
    }
    String quadratic = "x ∈ R^2\nlet f = x_1^2 + 3 x_2^2\n";
    assertSays(
        quadratic + "descend f over x_1, x_2 from (1, 1) with α = 0.1 for 1 steps", "(0.8, 0.4)");
  }

  @Test
  void countsBelowTheirLikelihood() {
    String likelihood = "L = Σ_{k=1}^K n_k log π_k + λ (1 − Σ_{k=1}^K π_k)\n";
    assertSays(
        likelihood + "given n = (3, 5, 2)\nsolve ∇L = 0 for π, λ",
        "π₁ = 3/10 = 0.3\nπ₂ = 1/2 = 0.5\nπ₃ = 1/5 = 0.2\nλ  = 10\n",
        "a maximum under the constraint");
  }

  @Test
  void theVarianceAsAParameter() {
    String likelihood =
        "ℓ = −n/2 log(2π σ^2) − 1/(2σ^2) Σ_{i=1}^n (x_i − μ)^2\n"; // of n numbers, with the mean μ
    assertSays(
        likelihood + "solve ∂ℓ/∂σ^2 = 0 for σ^2",
        "σ_{sq} = (Σ_{i=1}^n (xᵢ − μ)²)/n",
        "< 0: a maximum.");
    assertSays(likelihood + "derive ℓ wrt μ, σ²", "(Σ_{i=1}^n (xᵢ − μ)² − σ_{sq}·n)/(2σ_{sq}²)");
    assertSays("f = σ^2 + log σ\nderive f wrt σ", "= 2σ + 1/σ"); // σ stands alone as well
  }
}
