package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Formulas as the notes of two courses of Stanford University have them, CS229 and CS231n.
class CourseNotesTest {

  /// The entry j of example i, `x_j^{(i)}`.
  @Test
  void entriesOfExamples() {
    String logistic =
        """
        h_θ(x) = 1/(1 + e^{-θ^T x})
        ℓ(θ) = Σ_{i=1}^m (y^{(i)} log h_θ(x^{(i)}) + (1 - y^{(i)}) log(1 - h_θ(x^{(i)})))
        """;
    assertSays(logistic + "check ∂ℓ/∂θ_j = Σ_{i=1}^m (y^{(i)} - h_θ(x^{(i)})) x_j^{(i)}", "proved");
    String squares = "J = 1/2 Σ_{i=1}^m (θ^T x^{(i)} - y^{(i)})^2\n";
    assertSays(squares + "check ∂J/∂θ_j = Σ_{i=1}^m (θ^T x^{(i)} - y^{(i)}) x^{(i)}_j", "proved");
    assertSays(squares + "check ∂J/∂θ_j = Σ_{i=1}^m (θ^T x^{(i)} - y^{(i)}) x_k^{(i)}", "refuted");
    assertSays("J = Σ_{i=1}^m (θ^T x_i)^2\ncheck ∂J/∂θ_j = 2 Σ_{i=1}^m θ^T x_i x_{ij}", "proved");
    assertSays("J = Σ_{i=1}^m (θ^T x_i)^2\ncheck ∂J/∂θ_j = 2 Σ_{i=1}^m θ^T x_i x_{ji}", "refuted");
  }

  @Test
  void updatesOverExamples() {
    assertSays(
        """
        J(θ) = 1/2 Σ_{i=1}^m (θ^T x^{(i)} - y^{(i)})^2
        data x, y = ((1, 1), 2), ((1, 2), 3), ((1, 4), 4)
        θ = (0, 0)
        α = 0.1
        θ_j := θ_j + α Σ_{i=1}^m (y^{(i)} - θ^T x^{(i)}) x_j^{(i)}
        evaluate J(θ)
        """,
        "θ ← (0.9, 2.4)",
        "J(θ) = 25.615");
  }

  /// The score of the class of one example, `s_{y_i}`.
  @Test
  void classesOfExamples() {
    assertSays(
        """
        s = W x
        L_i = Σ_{j≠y_i} max(0, s_j - s_{y_i} + 1/2)
        given W = [1, 0; 0, 1; 1, 1], x = (1, 2), y_i = 2
        evaluate L_i, ∂L_i/∂W
        """,
        "y_i is the class of one example, y",
        "= 1.5\n",
        "[0, 0; −1, −2; 1, 2]");
    assertSays("L_i = -log(e^{f_{y_i}}/Σ_j e^{f_j})\nderive L_i wrt f_k", "softmax(f)ₖ − δ_{y,k}");
  }
}
