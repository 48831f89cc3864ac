package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Definitions by what comes next, `w_{t+1} = …`, and of deltas by those of the layer above.
class SuccessorsTest {

  @Test
  void iterations() {
    assertSays(
        "f(x) = x^2 - 2\nx_{n+1} = x_n - f(x_n)/f'(x_n)\nx_0 = 1\nevaluate x_1, x_3",
        "x₁ = 3/2",
        "x₃ = 577/408");
    assertSays(
        """
        v_{t+1} = β v_t + g_t
        θ_{t+1} = θ_t - α v_{t+1}
        given v_0 = 0, θ_0 = 1, β = 0.9, α = 0.1, g_0 = 1, g_1 = 2
        evaluate θ_1, θ_2
        """,
        "θ₁ = 0.9\nθ₂ = 0.61");
    assertSays("x_{k+1} = x_k + 1/(k+1)\nx_0 = 0\nevaluate x_3", "x₃ = 11/6");
    assertSays("a_{n+1} = a_n + 2n + 1\na_0 = 0\nevaluate a_3", "a₃ = 9");
    assertSays("b_n = b_{n-1} + n x/2^n\nb_0 = 0\nevaluate b_2", "b₂ = x");
    assertSays("c_n = log n + x n + sin(n) + 2^{n}\nevaluate c_2", "c₂ = ln(2) + 2x + sin(2) + 4");
    assertSays("S_{ij} = 2i + j^2\nevaluate S_{12}, S_{23}", "S₁₂ = 6\nS₂₃ = 13");
    assertSays("p_{k+1} = p_k k(k+2)/(2k+1)\np_1 = 1\nevaluate p_3", "p₃ = 8/5");
  }

  @Test
  void claims() {
    String descent = "L(w) = (w - 3)^2\nw_{k+1} = w_k - η L'(w_k)\n";
    assertSays(descent + "check w_{k+1} - 3 = (1 - 2η) (w_k - 3)", "proved");
    assertSays(descent + "check w_{k+1} - 3 = (1 - η) (w_k - 3)", "refuted");
    assertSays(descent + "check w_2 - 3 = (1 - 2η)^2 (w_0 - 3)", "proved");
    assertSays(descent + "check w_2 - 3 = (1 - η)^2 (w_0 - 3)", "refuted");
    assertSays("h_t = tanh(w h_{t-1})\ncheck h_1 = tanh(w h_0)", "proved");
  }

  /// The notation of the tutorial on deep learning of Stanford University.
  @Test
  void layersByTheNextOne() {
    String network =
        """
        z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}
        a^{(l+1)} = f(z^{(l+1)})
        J = 1/2 ‖a^{(3)} - y‖^2
        δ^{(3)} = -(y - a^{(3)}) ⊙ f'(z^{(3)})
        δ^{(2)} = ((W^{(2)})^T δ^{(3)}) ⊙ f'(z^{(2)})
        """;
    assertSays(network + "check ∂J/∂W^{(2)} = δ^{(3)} (a^{(2)})^T", "proved");
    assertSays(network + "check ∂J/∂W^{(1)} = δ^{(2)} (a^{(1)})^T", "proved");
    assertSays(network + "check ∂J/∂b^{(1)} = δ^{(3)}", "refuted");
  }

  @Test
  void deltasFromTheLayerAbove() {
    String layers =
        """
        z_l = W_l a_{l-1} + b_l
        a_l = σ(z_l)
        δ_l = (W_{l+1}^T δ_{l+1}) ⊙ σ'(z_l)
        L = 1/2 ‖a_2 - y‖^2
        """;
    String last = layers + "δ_2 = (a_2 - y) ⊙ σ'(z_2)\n";
    assertSays(last + "check ∂L/∂z_1 = δ_1", "proved");
    assertSays(last + "check ∂L/∂W_1 = δ_1 a_0^T", "proved");
    assertSays(layers + "δ_2 = a_2 - y\ncheck ∂L/∂z_1 = δ_1", "refuted");
    assertSays(layers + "check ∂L/∂z_1 = δ_1", "δ_1 is made of δ_2, and so on, without an end");
  }

  @Test
  void openActivations() {
    String layer = "z = W x + b\na = f(z)\nL = 1/2 ‖a - y‖^2\n";
    assertSays(
        layer + "check ∂L/∂b = (a - y) ⊙ f'(z)",
        "f is read as a function of a number, and of a vector entry by entry",
        "proved");
    assertSays(layer + "check ∂L/∂b = a - y\ncheck f'(z) = 0", "refuted");
  }

  /// Parameters of a function that are functions of a number, and its derivative along them.
  @Test
  void paths() {
    String path = "f(x, y) = x^2 y\nx(t) = t^2\ny(t) = t^3\n";
    assertSays(path + "evaluate f_x(2, 1), ∂f/∂x", "= 4\n", "2t⁵");
    assertSays(path + "check df/dt = 7 t^6", "proved");
    assertSays(path + "check df/dt = 0", "refuted");
    assertSays(path + "check df/dt = f_x x'(t) + f_y y'(t)", "proved");
    assertSays(path + "g(t) = f(x(t), y(t))\nevaluate g'(1), f(x(2), y(2))", "= 7\n", "= 128");
    assertSays(
        "q(p) = 100 - 2p\np(q) = 50 - q/2\nR(q) = p(q) q\nevaluate q(20), p(60), R'(10)",
        "q(20)  = 60\np(60)  = 20\nR′(10) = 40");
  }

  @Test
  void squaresAsParameters() {
    String likelihood =
        "ℓ(μ, σ^2) = -n/2 log(2π σ^2) - 1/(2σ^2) Σ_{i=1}^n (x_i - μ)^2\nassume σ > 0\n";
    assertSays(likelihood + "check ∂ℓ/∂σ = -n/σ + 1/σ^3 Σ_{i=1}^n (x_i - μ)^2", "proved");
    assertSays(likelihood + "given x = (1, 2, 3), n = 3\nevaluate ℓ(2, 4)", "≈ −5.08625714129");
    assertSays(
        "ℓ = -n/2 log(v) - s/(2v) - n μ^2/(2v)\nI_{11} = -∂²ℓ/∂μ²\ncheck I_{11} = n/v", "proved");
  }

  /// Nielsen, Neural Networks and Deep Learning, chapter 2: the layer stands where powers do.
  @Test
  void layersAsExponents() {
    String network =
        """
        z^l = w^l a^{l-1} + b^l
        a^l = σ(z^l)
        C = 1/2 ‖y - a^2‖^2
        δ^2 = (a^2 - y) ⊙ σ'(z^2)
        δ^l = ((w^{l+1})^T δ^{l+1}) ⊙ σ'(z^l)
        """;
    assertSays(network + "check ∂C/∂b^1 = δ^1", "z^2 is no square", "proved");
    assertSays(network + "check ∂C/∂w^1 = δ^1 (a^0)^T", "proved");
    assertSays(network + "check ∂C/∂w^2 = δ^1 (a^1)^T", "refuted");
  }

  @Test
  void namesAtTheValuesOfExamples() {
    String loss = "L = (w x - y)^2\n";
    assertSays(loss + "data x = 1, 2, 3; y = 2, 4, 7\ngiven w = 1\nevaluate L", "mean of 3", "7");
    assertSays(
        loss + "data x = (1, 2, 3); y = (2, 4, 7)\ngiven w = 1\nevaluate L", "mean of 3", "7");
    assertSays(
        "L = (w^T x - y)^2\ndata x = (0,0), y = 0; x = (0,1), y = 1; x = (1,1), y = 0\n"
            + "given w = (1, 2)\nevaluate L",
        "mean of 3  10/3");
    assertSays(loss + "data x = 1, 2, 3; y = 2, 4", "expected as many values of each variable");
  }

  @Test
  void identitiesBesideMultiplesOfMatrices() {
    String descent = "x_{k+1} = x_k - α A x_k\n";
    assertSays(descent + "check x_2 = (I - α A)^2 x_0", "proved");
    assertSays(descent + "check x_2 = (I - 2 α A) x_0", "refuted");
    assertSays("check (I - α A) x = x - α A x", "proved");
    String hessian = "f(x, y) = x^3 - 3 x y + y^3\nH = ∇²f\n";
    assertSays(hessian + "evaluate H(1,1), det(H(1,1))", "[6, −3; −3, 6]", "= 27");
  }

  /// The same with the entries of the layers, and layers by their numbers.
  @Test
  void entriesOfLayersAsExponents() {
    String layer = "z^l_j = Σ_k w^l_{jk} a^{l-1}_k + b^l_j\na^l_j = σ(z^l_j)\n";
    String one = layer + "C = 1/2 Σ_j (y_j - a^l_j)^2\nδ^l_j = ∂C/∂z^l_j\n";
    assertSays(one + "check ∂C/∂b^l_j = δ^l_j", "proved");
    assertSays(one + "check ∂C/∂w^l_{jk} = a^{l-1}_k δ^l_j", "proved");
    assertSays(one + "check δ^l_j = a^l_j - y_j", "refuted");
    String two = layer + "C = 1/2 Σ_j (y_j - a^2_j)^2\nδ^2_j = (a^2_j - y_j) σ'(z^2_j)\n";
    assertSays(two + "check ∂C/∂w^2_{jk} = δ^2_j a^1_k", "proved");
    assertSays(two + "check ∂C/∂w^1_{jk} = a^0_k σ'(z^1_j) Σ_i w^2_{ij} δ^2_i", "proved");
    assertSays(two + "check ∂C/∂w^1_{jk} = 0", "refuted");
    assertSays(
        "a^{(1)}_j = σ(Σ_k w_{jk} x_k)\ngiven w = [1,2;3,4], x = (1,-1)\nevaluate a^{(1)}_1",
        "≈ 0.26894142137");
  }

  /// A row has entries by one index, whatever two a claim has.
  @Test
  void entriesOfRowsByTwoIndices() {
    String row =
        "a_j = σ(Σ_k w_{jk} x_k)\nE = Σ_j (a_j - t_j)^2\ngiven w = [1, 2], x = (1, -1), t = 1\n";
    assertSays(row + "check ∂E/∂w_{jk} = 2 (a_j - t_j) a_j (1 - a_j) x_k", "proved");
    assertSays(row + "check ∂E/∂w_{jk} = 2 (a_j - t_j) x_k", "refuted");
  }
}
