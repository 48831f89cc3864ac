package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Derivatives by entries of what has a definition: the deltas of networks, which were 0.
class DeltasTest {

  @Test
  void claimsByEntriesOfVectors() {
    String squares = "s = W x\nL = Σ_i s_i^2\n";
    assertSays(squares + "check ∂L/∂s_i = 2 s_i", "proved");
    assertSays(squares + "check ∂L/∂s_i = 0", "refuted");
    assertSays("s = W x\nh = σ(s)\ncheck ∂h_i/∂s_j = 0", "refuted");
    assertSays("s = W x\nh = σ(s)\ncheck ∂h_i/∂s_i = h_i (1 - h_i)", "proved");
    String relu = "z = W x\nh = relu(z)\nL = 1/2 ‖h - y‖²\n";
    assertSays(relu + "check ∂L/∂z_j = (h_j - y_j) 1{z_j > 0}", "proved");
    assertSays(relu + "δ_k = ∂L/∂z_k\ncheck δ_k = (h_k - y_k) 1{z_k > 0}", "proved");
    assertSays(relu + "δ_k = ∂L/∂z_k\ncheck δ_k = h_k - y_k", "refuted");
  }

  @Test
  void namesWithAnAccent() {
    String outputs = "ŷ_k = Σ_j v_{kj} h_j\nL = Σ_k (y_k - ŷ_k)^2\n";
    assertSays(outputs + "derive L wrt ŷ_k", "= −2(yₖ − ŷₖ)");
    assertSays(outputs + "check ∂L/∂ŷ_k = -2 (y_k - ŷ_k)", "proved");
    assertSays(
        outputs + "given v = [1, 0; 0, 1], h = (1, 2), y = (1, 0)\nevaluate ∂L/∂ŷ_2, ∂L/∂ŷ",
        "∂L/∂ŷ₂ = 4\n∂L/∂ŷ  = (0, 4)\n");
  }

  @Test
  void listsWithAnEntryOfWhatIsDefined() {
    assertSays(
        "a_j = Σ_i w_{ji} x_i\nL = Σ_j a_j^2\nderive L wrt a_j, w_{ji}",
        "= 2aⱼ",
        "2xᵢΣ_{k=1}^n wⱼₖxₖ");
  }

  @Test
  void longNames() {
    String unit = "net_j = Σ_i w_{ji} x_i\no_j = σ(net_j)\nE = 1/2 Σ_k (t_k - o_k)^2\n";
    assertSays(unit + "check ∂E/∂net_j = -(t_j - o_j) o_j (1 - o_j)", "proved");
    assertSays(
        unit
            + "δ_j = -∂E/∂net_j\n"
            + "given w = [1,2;3,4], x = (1, -1), t = (1, 0)\n"
            + "evaluate ∂E/∂net_1, net",
        "∂E/∂net₁ = −σ(−1)(1 − σ(−1))²",
        "net      = (−1, −1)\n");
  }

  /// The filter of a network: a and b are indices of entries by which is differentiated.
  @Test
  void entriesByTwoLetters() {
    String filter = "y_{ij} = Σ_{a,b} k_{ab} x_{i+a-1,j+b-1}\nL = Σ_{ij} g_{ij} y_{ij}\n";
    assertSays(filter + "check ∂L/∂k_{ab} = Σ_{ij} g_{ij} x_{i+a-1,j+b-1}", "proved");
    assertSays(filter + "check ∂L/∂k_{pq} = Σ_{ij} g_{ij} x_{i+p,j+q-1}", "refuted");
    String product = "y_{ij} = Σ_l k_{il} x_{lj}\nL = Σ_{i,j} g_{ij} y_{ij}\n";
    assertSays(product + "check ∂L/∂k_{ab} = Σ_j g_{aj} x_{bj}", "proved");
  }

  /// h_1 = tanh 1 and h_2 = tanh(h_1/2 + 2); NumPy, the gradient by central differences.
  @Test
  void sumsOverTheStepsOfARecurrence() {
    assertSays(
        """
        h_t = tanh(w h_{t-1} + u x_t)
        L = Σ_{t=1}^2 (h_t - y_t)^2
        given w = 0.5, u = 1, x = (1, 2), y = (1, 0), h_0 = 0
        evaluate L, h_2
        """,
        "L  ≈ 1.02320715312\n",
        "h₂ ≈ 0.983041101198\n");
    assertSays(
        """
        h_t = tanh(W h_{t-1} + U x_t)
        L = 1/2 Σ_{t=1}^T ‖h_t - y_t‖²
        given W = [0.5, 0; 0, 0.5], U = [1, 0; 0, 1], T = 2, h_0 = (0, 0)
        given x_1 = (1, 0), x_2 = (0, 1), y_1 = (0, 0), y_2 = (1, 1)
        evaluate L, ∂L/∂W
        """,
        "L     ≈ 0.521061610668\n",
        "∂L/∂W ≈ [−0.420804814835, 0; −0.0762541102247, 0]\n");
    assertSays(
        """
        h_t = w h_{t-1} + x_t
        L = Σ_t (h_t - y_t)^2
        given w = 2, h_0 = 0, x = (1, 2, 3), y = (1, 1, 1)
        evaluate L, ∂L/∂w
        """,
        "L     = 109\n∂L/∂w = 126\n");
  }

  /// The hinge loss, read once more for each of its brackets without end.
  @Test
  void offsetsWithTheIndexZero() {
    assertSays(
        """
        data x, y = ((1, 1), 1), ((2, 1), -1), ((0, 3), 1)
        L = max(0, 1 - y (θ^T x + θ_0))
        given θ = (1, -1), θ_0 = 0
        evaluate L
        θ_0 ← θ_0 - 0.1 ∂L/∂θ_0
        """,
        "7/3",
        "θ₀ ← 1/30");
  }

  /// NumPy, the gradient by central differences.
  @Test
  void layersByAnIndex() {
    String values =
        """
        a_0 = (1, 2)
        W_1 = [1, 0; 0, 1], b_1 = (0, 0)
        W_2 = [1, -1], b_2 = 0
        L = (a_2 - 1)^2/2
        evaluate L, ∂L/∂W_1
        """;
    String[] said = {
      "L      = (1 − σ(σ(1) − σ(2)))²/2 ≈ 0.144380483434\n",
      "∂L/∂W₁ ≈ [−0.0262655803088, −0.0525311606176; 0.0140261956833, 0.0280523913667]\n"
    };
    assertSays("z_l = W_l a_{l-1} + b_l\na_l = σ(z_l)\n" + values, said);
    String labels = values.replaceAll("_(\\d)", "^{[$1]}");
    assertSays("z^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]}\na^{[l]} = σ(z^{[l]})\n" + labels, said);
  }

  /// o_1 = 2 tanh 1; the gradients by central differences.
  @Test
  void outputsOfARecurrence() {
    String unit = "h_t = tanh(w h_{t-1} + u x_t)\no_t = v h_t\n";
    String numbers = "h_0 = 0, x_1 = 1, x_2 = 2, y_1 = 1, y_2 = 0, w = 0.5, u = 1, v = 2\n";
    assertSays(
        unit + "L_t = (o_t - y_t)^2/2\nL = L_1 + L_2\n" + numbers + "evaluate o_1, L, ∂L/∂w, ∂L/∂v",
        "o₁    = 2 tanh(1)",
        "L     ≈ 2.06960261815\n∂L/∂w ≈ 0.100712791727\n∂L/∂v ≈ 2.33119677411\n");
    assertSays(
        unit + "L = Σ_{t=1}^2 (o_t - y_t)^2/2\n" + numbers + "evaluate L", "L ≈ 2.06960261815\n");
  }

  @Test
  void deltasMadeOfDeltas() {
    assertSays(
        """
        z = W1 x
        h = σ(z)
        ŷ = W2 h
        L = 1/2 ‖ŷ - y‖²
        δ2 = ∂L/∂ŷ
        δ1 = (W2^T δ2) ⊙ h ⊙ (1 - h)
        check ∂L/∂W1 = δ1 x^T
        """,
        "proved");
    String chain = "a = w x\nL = (a - y)^2\nda = ∂L/∂a\ndw = da x\n";
    assertSays(chain + "check dw = 2(a - y) x", "proved");
    assertSays(chain + "check dw = (a - y) x", "refuted");
  }

  /// a = (4, 6).
  @Test
  void offsetsAsWeightsOfTheInputZero() {
    String layer = "a_j = Σ_i w_{ji} x_i + w_{j0}\nL = Σ_j a_j^2\n";
    assertSays(layer + "check ∂L/∂w_{j0} = 2 a_j", "proved");
    assertSays(
        layer + "given w = [1,2;3,4], x = (1, 1), w0 = (1, -1)\nevaluate L, ∂L/∂w0",
        "L       = 52\n∂L/∂w_0 = (8, 12)\n");
  }

  @Test
  void offsetsWithLabelsBesideABatch() {
    assertSays(
        """
        Z^{[1]} = W^{[1]} X + b^{[1]}
        given W^{[1]} = [1, -1; 0, 2], X = [1, 2, 3; 0, 1, -1], b^{[1]} = (0.5, -0.5)
        evaluate Z^{[1]}
        """,
        "b^{[1]} is added to each column\n",
        "Z^{[1]} = [1.5, 1.5, 4.5; −0.5, 1.5, −2.5]\n");
  }

  @Test
  void lettersOfSizesAsNames() {
    assertSays(
        """
        a_j = Σ_i w_{ji} x_i
        o_k = Σ_j v_{kj} a_j
        p = softmax(o)
        given w = [1,0;0,1], v = [1,0;0,1], x = (0, 0)
        evaluate p
        """,
        "p = (1/2, 1/2)");
  }

  @Test
  void numbersForWhatEachPlaceTakes() {
    String numbers = "x_1 = 1, x_2 = -1, a = 2\n";
    assertSays("r_t = a x_t\n" + numbers + "evaluate r_2", "r₂ = −2\n");
    assertSays(numbers + "r_t = a x_t\nevaluate r_2", "r₂ = −2\n");
    assertSays("r_t = w_r x_t\nx = (1, 2), w_r = 3\nevaluate r_2", "r₂ = 6\n");
  }

  /// Claims by other indices, which were free numbers there.
  @Test
  void otherIndicesInClaims() {
    String product = "S_{ij} = a_i b_j\n";
    assertSays(product + "check S_{kl} = a_k b_l", "proved");
    assertSays(product + "check S_{kl} = a_l b_k", "refuted");
    assertSays(product + "check Σ_k S_{kl} = b_l Σ_k a_k", "proved");
    assertSays(product + "f = Σ_{k,l} S_{kl}\nderive f wrt a", "∂f/∂S·b");
    assertSays(
        "α_{ij} = exp(z_{ij})/Σ_k exp(z_{ik})\n"
            + "check ∂α_{ij}/∂z_{il} = α_{ij} (1{j = l} - α_{il})",
        "supported");
  }
}
