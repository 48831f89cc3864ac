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
}
