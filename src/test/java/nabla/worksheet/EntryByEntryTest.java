package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Sums, divisions and powers that can only be meant entry by entry.
class EntryByEntryTest {

  @Test
  void numbersBesideVectors() {
    assertSays(
        "x = (1, 2, 4)\nμ = mean(x)\ns = sqrt(mean((x − μ)^2))\nz = (x − μ)/s\nevaluate z",
        "μ is added to each entry",
        "(x − μ)^2 is entry by entry",
        "z = (−2√(14)/7, −√(14)/14, 5√(14)/14)");
    assertSays(
        "X ∈ R^{m×n}, w ∈ R^n, y ∈ R^m, b ∈ R\nL = 1/m ‖X w + b − y‖^2\nderive L wrt w, b",
        "∂L/∂w = 2Xᵀ(Xw + b 𝟏ₘ − y)/m",
        "∂L/∂b = 2 sum(Xw + b 𝟏ₘ − y)/m");
    assertSays("z = (1, 2)\nevaluate softmax(z − max(z))", "max(z) is added to each entry");
    assertSays( // what is no name is a slip: λ‖w‖² was meant
        "w ∈ R^n\nL = w^T w + w", "cannot add the scalar wᵀ w and an array of shape n×1");
    assertSays( // a letter of which nothing is known is a vector
        "x ∈ R^n\nL = ‖x − c‖^2\nderive L wrt c", "∂L/∂c = −2(x − c)");
  }

  @Test
  void adamOfVectors() {
    assertSays(
        """
        g = (1, 2)
        w = (0, 0)
        v = (0, 0)
        ε = 0.1
        v ← 0.9 v + 0.1 g^2
        w ← w − g/(sqrt(v) + ε)
        """,
        "v ← (0.1, 0.4)\n",
        "g^2 is entry by entry",
        "≈ (−2.40253073352, −2.73054118992)\n", // −1/(√0.1 + 0.1), −2/(√0.4 + 0.1)
        "the division by (sqrt(v) + ε) is entry by entry");
  }

  @Test
  void whatIsDoubtfulIsAsked() {
    assertSays("x = (1, 2)\nevaluate x^2", "Did you mean x.^2 (entry by entry) or ‖x‖²?");
    assertSays("X ∈ R^{m×n}\nL = (X w − y)^2", "Did you mean", "‖X w - y‖²?".replace("-", "−"));
    assertSays("x = (1, 2)\nv = (3, 4)\nG = v + x²\nevaluate G", "G = (4, 8)");
  }

  @Test
  void biasesOfBatches() {
    String values = "X = [1, 2; 3, 4; 5, 6]\nW = [1, 0, 1; 0, 1, 1]\nb = (1, 2, 3)\n";
    String rows = "= [2, 4, 6; 4, 6, 10; 6, 8, 14]\n";
    assertSays(values + "Z = X W + b\nevaluate Z", "b is added to each row", rows);
    assertSays("Z = X W + b\n" + values + "evaluate Z", "b is added to each row", rows);
    assertSays(
        "X ∈ R^{m×n}; W ∈ R^{n×k}; b ∈ R^k; Y ∈ R^{m×k}\nL = 1/m ‖X W + b − Y‖_F^2\nderive L wrt b",
        "∂L/∂b = 2(XW + 𝟏ₘbᵀ − Y)ᵀ 𝟏ₘ/m");
    assertSays( // the examples are the columns
        "X ∈ R^{n×m}; W ∈ R^{k×n}; b ∈ R^k\nZ = W X + b\nL = sum(Z)\nderive L wrt b",
        "b is added to each column",
        "∂L/∂b = ∂L/∂Z·𝟏ₘ");
    assertSays( // as many rows as columns, and nothing that says which are meant
        "A ∈ R^{n×n}; b ∈ R^n\nZ = A + b", "cannot add A (n×n) and b (n×1)");
    assertSays(
        "x = (1, 2, 6)\nz = γ x + β\nγ = 2\nβ = 1\nevaluate z",
        "β is added to each entry",
        "z = (3, 5, 13)");
  }

  @Test
  void lettersWithHats() {
    assertSays(
        "x = (1, 2, 3), μ = 2, v = 4\nx̂ = (x − μ)/v\nevaluate x̂",
        "μ is added to each entry",
        "(−1/4, 0, 1/4)");
  }

  @Test
  void numbersByTheirValues() {
    assertSays(
        "c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t\n"
            + "given f_t = 0.5, c_{t-1} = 2, i_t = 0.3, g_t = −1\nevaluate c_t",
        "cₜ = 0.7\n");
    assertSays(
        "h = relu(w x)\nd = m ⊙ h\nL = (d − y)^2\ngiven w = 2, x = 1, m = 1, y = 1\n"
            + "evaluate L, ∂L/∂w",
        "L     = 1\n∂L/∂w = 2\n");
    assertSays( // a vector of numbers stays one
        "c = f ⊙ g\ngiven f = (1, 2), g = (3, 4)\nevaluate c", "c = (3, 8)\n");
  }

  @Test
  void givenNumbersBesideGivenVectors() {
    String values = "given x = (0, 1, 2), b = 1, w = 2, y = (1, 2, 3)\n";
    assertSays(values + "evaluate w x + b", "= (1, 3, 5)\n", "b is added to each entry");
    assertSays(values + "r = y − w x − b\nevaluate r", "r = (0, −1, −2)\n");
  }

  /// The delta of a layer with tanh.
  @Test
  void squaresBesideProductsEntryByEntry() {
    String layer = "a = tanh(W x + b)\nL = ||a - y||^2/2\n";
    assertSays(
        layer + "δ = (a - y) ⊙ (1 - a^2)\ncheck ∂L/∂b = δ", "a^2 is entry by entry", "proved");
    assertSays("z, g ∈ R^n\na = tanh(z)\np = g ⊙ a^2\nshapes p", "(n×1) ⊙ (n×1) → n×1");
  }

  /// `4 + 25 + 64`
  @Test
  void numbersGivenBelow() {
    assertSays("X ∈ R^{3×2}; w ∈ R^2; b2 ∈ R\nz = X w + b2", "b2 is added to each entry");
    assertSays(
        "L = ||X w + b - y||^2\n"
            + "given X = [1, 2; 3, 4; 5, 6], w = (1, 1), b = 0, y = (1, 2, 3)\nevaluate L, ∂L/∂b",
        "b is added to each entry",
        "L     = 93\n",
        "∂L/∂b = 30\n");
    assertSays(
        "z = W1 x + b1\ngiven W1 = [1, 2; 3, 4], x = (1, 2), b1 = 0.1\nevaluate z",
        "z = (5.1, 11.1)\n");
  }

  /// A mask is no row: the matrix that it would make is not meant, and a number is said to be one.
  @Test
  void productsOfTwoLists() {
    assertSays(
        "W = [1, -1; 2, 0; 0, 1]\nx = (1, 2)\nm = (1, 0, 1)\nh = relu(W x)\nd = h * m",
        "h ⊙ m (entry by entry)");
    assertSays(
        "given a = (0, 3, 2), m = (1, 0, 1)\nb = a * m\nevaluate b",
        "a * m is the number aᵀm; write a ⊙ m",
        "b = 2\n");
    assertSays("δ = (1, 2, 3)\nx = (3, 4)\ndW = δ x\nevaluate dW", "= [3, 4; 6, 8; 9, 12]");
  }

  /// Entries 0 − 0.1·1/(2 + 0.5) and 0 − 0.1·2/(3 + 0.5).
  @Test
  void stepsOfListsOfNumbers() {
    assertSays(
        """
        w1 = 0, w2 = 0
        w = (w1, w2)
        m = (1, 2), v = (4, 9), ε = 0.5
        w ← w - 0.1 m/(√v + ε)
        evaluate w
        """,
        "ε is added to each entry",
        "w = (−0.04, −2/35)");
    assertSays( // where w is known by its entries alone
        """
        J(w) = w_1^2 + 10 w_2^2
        g = ∇J(w)
        given w = (1, 1), δ = 1e-6, r = (0.4, 40)
        w ← w - 0.01 g/√(r + δ)
        """,
        "w ← ≈ (0.968377262927, 0.968377223794)\n",
        "δ is added to each entry");
  }

  /// numpy.polyfit gives 23/14 and 3/2.
  @Test
  void theInterceptOfALine() {
    String points = "x = (1, 2, 4)\ny = (3, 5, 8)\n";
    String solve = "solve ∂L/∂a = 0, ∂L/∂b = 0 for a, b";
    String[] right = {"a = 3/2 = 1.5\n", "b = 23/14 ≈ 1.64285714286\n", "a minimum"};
    assertSays(points + "L = ||y - (a + b x)||^2\n" + solve, right);
    assertSays("given x = (1, 2, 4), y = (3, 5, 8)\nL = ||y - (a + b x)||^2\n" + solve, right);
    assertSays(points + "L = Σ (y - a - b x)^2\n" + solve, right);
    assertSays(points + "L = ||y - (a + b x)||^2\ngiven a = 0, b = 0\nevaluate L", "L = 98\n");
  }

  /// Lists of numbers above what is made of them.
  @Test
  void derivativesOfSumsOverLists() {
    String sum = "x = (1, 2, 4)\nL = Σ_i (x_i - a)^2\ngiven a = 0\nevaluate L, ∂L/∂a";
    assertSays(sum, "L     = 21\n", "∂L/∂a = −14\n");
  }

  @Test
  void numbersMadeOfNumbers() {
    assertSays(
        "y = (1, 0, 0), ε = 0.1, K = 3\nv = (1 - ε) y + ε/K\nevaluate v",
        "ε/K is added to each entry",
        "v = (14/15, 1/30, 1/30)");
    assertSays("x ∈ R^n; b, c ∈ R\nz = x + b c\nderive z wrt b", "b c is added to each entry");
  }

  @Test
  void rowsAndDiagonals() {
    assertSays(
        "X = [1, 2; 3, 4]\nw = (1, 1)\nb = 0.5\nz = w^T X + b\nevaluate z", "z = (4.5, 6.5)ᵀ");
    assertSays("h = (0.5, 0.2)\nD = diag(1 - h^2)\nevaluate D", "D = [0.75, 0; 0, 0.96]");
    assertSays("z ∈ R^n; W ∈ R^{n×n}\na = tanh(W z)\ncheck ∂a/∂z = diag(1 - a^2) W", "proved");
  }

  /// Of a square matrix A² would be a product of matrices.
  @Test
  void squaresOfMatricesBesideHadamardProducts() {
    assertSays(
        "A = [0.5, 0.1; 0.2, 0.3], dA = [1, 1; 1, 1]\ndZ = dA ⊙ (1 - A^2)\nevaluate dZ",
        "A^2 is entry by entry",
        "dZ = [0.75, 0.99; 0.96, 0.91]");
  }

  @Test
  void oneOfSeveralFormulas() {
    assertSays(
        "given x = (1, 2, 3), b = 1\nevaluate x, x + b",
        "x             = (1, 2, 3)\n",
        "(2, 3, 4)");
  }
}
