package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// What is defined by its entries and taken as a whole: layers, attention, residuals. By hand, but
/// where another source is named.
class WholeOfEntriesTest {

  /// z = (4, −3), h = (4, 0), ŷ = 4, of which only the first row of w moves anything.
  @Test
  void layers() {
    assertSays(
        """
        z_j = Σ_i w_{ji} x_i + b_j
        h = relu(z)
        ŷ = v^T h
        L = (ŷ - y)^2/2
        derive L wrt b
        given w = [1,2;3,-4], x = (1,1), v = (1,2), y = 1, b = (1, -2)
        evaluate h, L, ∂L/∂w, ∂L/∂z
        """,
        "z is the vector of all z_j: z = wx + b\n",
        "∂L/∂z = ∂L/∂h ⊙ 𝟙[z > 0]",
        "h     = (4, 0)\nL     = 9/2 = 4.5\n∂L/∂w = [3, 3; 0, 0]\n∂L/∂z = (3, 0)\n");
  }

  /// NumPy: softmax of the rows of S, times V; the gradient by central differences.
  @Test
  void attention() {
    assertSays(
        """
        S = Q K^T
        a_{ij} = e^{S_{ij}}/Σ_k e^{S_{ik}}
        O = a V
        L = Σ_{ij} O_{ij}^2
        given Q = [1,0;0,1], K = [1,2;0,1], V = [1,0;0,1]
        evaluate O, L, ∂L/∂Q
        """,
        "a is the matrix of all a_{ij}: a = softmax(S, rows)\n",
        "O     ≈ [0.73105857863, 0.26894142137; 0.73105857863, 0.26894142137]\n",
        "∂L/∂Q ≈ [0.181715495346, 0.181715495346; 0.181715495346, 0.181715495346]\n");
  }

  /// 14b = 23 − 6a, and 3a = 10 − 6b.
  @Test
  void residuals() {
    assertSays(
        """
        x = (1,2,3), y = (2,3,5)
        r_i = y_i - a - b x_i
        S = ‖r‖²
        solve ∇S = 0 for a, b
        """,
        "a = 1/3",
        "b = 3/2");
    assertSays("e_i = y_i - Σ_j X_{ij} β_j\nJ = e^T e\nsolve ∂J/∂β = 0 for β", "β = (XᵀX)⁻¹Xᵀy");
    assertSays(
        "p_i = w x_i + b\nL = ‖p - y‖²\ngiven x = (1, 2), y = (2, 3), w = 1, b = 0\nevaluate L",
        "L = 2\n");
  }

  @Test
  void claims() {
    String softmax = "z = W x\np_i = e^{z_i}/Σ_j e^{z_j}\nL = -Σ_i y_i log p_i\n";
    String sum = "assume Σ_i y_i = 1\n";
    assertSays(softmax + sum + "check ∂L/∂W = (p - y) x^T", "proved");
    assertSays(softmax + sum + "check ∂L/∂z = p - y", "proved");
    assertSays(softmax + "check ∂L/∂z = p - y", "refuted");
  }

  @Test
  void productsOfEntries() {
    assertSays(
        "a_{ij} = S_{ij}^2\nO = a V\ngiven S = [1,2;3,4], V = [1,0;0,1]\nevaluate O",
        "O = [1, 4; 9, 16]\n");
    assertSays("p_i = z_i^2\nq_i = 1 - p_i\nL = p^T q\nderive L wrt z", "2(z ⊙ ∂L/∂p)", "verified");
  }

  /// Its letter alone would be a variable, and every derivative 0.
  @Test
  void whatNoWordsOfMatricesSay() {
    String said = "c stands here as a whole, and is defined by its entries";
    assertSays("c_i = Σ_{j≤i} x_j\nq = sum(c)", said);
    assertSays("c_i = x_{i+1} - x_i\nq = ‖c‖²", said);
  }

  /// k of kinetic is no index, and E is another name than E_k.
  @Test
  void lettersThatAreNoIndices() {
    String text = text("E_k = m v^2/2\nE = E_k + m g h\nderive E wrt v");
    assertFalse(text.contains("whole") || text.contains("vector"), text);
    assertSays("E_k = m v^2/2\nE = E_k + m g h\nderive E wrt v", "= mv");
  }

  /// NumPy, the mean gradient by central differences.
  @Test
  void overExamples() {
    assertSays(
        """
        data x, y = ((1, 2), 1), ((0, 1), 0)
        h_j = σ(Σ_i w_{ji} x_i)
        ŷ = v^T h
        L = (ŷ - y)^2/2
        given w = [1, -1; 2, 0], v = (1, 2)
        evaluate L, ∂L/∂w
        """,
        "≈ 0.668053976751  ≈ [0.101307796066, 0.327360105145; 0.108199625149, 0.533634605641]");
    assertSays(
        "data x, y = (1, 2), (2, 4), (3, 7)\nz_i = w x_i + b\nS = mean((y - z)^2)\n"
            + "given w = 1, b = 0\nevaluate S",
        "S = 7\n");
  }

  @Test
  void kernelsAndOuterProducts() {
    assertSays(
        "k_{ij} = exp(-(x_i - x_j)^2)\nf = α^T k α\ngiven x = (1, 2), α = (1, -1)\nevaluate f",
        "f = 2 − 2e⁻¹");
    assertSays(
        """
        A_{ij} = a_i b_j
        f = u^T A v
        given a = (1,2), b = (3,4,5), u = (1,1), v = (1,0,2)
        evaluate A, f, ∂f/∂a
        """,
        "A     = [3, 4, 5; 6, 8, 10]\nf     = 39\n∂f/∂a = (13, 13)\n");
  }

  /// Euler’s number, π, the sign of a transpose and a number c are none of the wholes.
  @Test
  void lettersThatStandForSomethingElse() {
    assertSays("e_i = y_i - w x_i\nL = Σ_i e_i^2\np = e^{-z}\nderive p wrt z", "−e^(−z)");
    assertSays("π_k = N_k/N\nf = 1/(2π)\nevaluate f", "≈ 0.159154943092");
    assertSays("T_k = k^2 w\ng = v^T u\nu = (1, 2), v = (3, 4)\nevaluate g", "g = 11\n");
    assertSays("c_k = a k^2\nE = m c^2\nderive E wrt c", "= 2mc");
    assertSays("e_i = y_i - w x_i\nJ = e^T e\nderive J wrt w", "e is the vector of all e_i");
  }

  /// Weights with the letter of the unit below, and a function of the letter of a recurrence.
  @Test
  void lettersBelow() {
    assertSays(
        """
        h_t = tanh(w_h h_{t-1} + w_x x_t)
        y_t = w_y h_t
        x = (1, 2), w_h = 0.5, w_x = 1, w_y = 2, h_0 = 0
        evaluate y_2, h_2
        """,
        "y₂ ≈ 1.9660822024\nh₂ ≈ 0.983041101198\n");
    assertSays(
        """
        f(x) = x^2 - 2
        x_0 = 1
        x_n = x_{n-1} - f(x_{n-1})/f'(x_{n-1})
        evaluate x_1, x_2
        """,
        "x₁ = 3/2 = 1.5\nx₂ = 17/12");
    assertSays("f(x) = x^2\nL = Σ_i f(x_i)\nx = (0, 1, 4)\nevaluate L", "L = 17\n");
  }
}
