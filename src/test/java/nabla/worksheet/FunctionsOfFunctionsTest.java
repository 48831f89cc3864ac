package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Functions that are made of others, and their gradients at places, beside vectors.
class FunctionsOfFunctionsTest {

  @Test
  void claimsKnowTheFunctionsThatAFunctionIsMadeOf() {
    assertSays(
        """
        x, d ∈ R^n
        let f(t) = t ||x||^2
        let g(t) = 2 f(t)
        check g(t) = 2 t ||x||^2
        """,
        "proved by the laws of matrices");
    assertSays("x ∈ R^n\nlet f(t) = t^2\nlet h(t) = 3 f(t)\ncheck h(t) = 3 t^2", "proved");
    String line = "x, d ∈ R^n\nlet f(x) = ||x||^2\nlet φ(α) = f(x + α d)\n";
    assertSays(line + "check φ(α) = ||x||^2 + 2α x^T d + α^2 ||d||^2", "proved by the laws");
    assertSays(line + "check φ'(0) = 2 x^T d", "proved by the laws");
    assertSays(line + "check φ'(0) = 3 x^T d", "refuted");
    assertSays(
        """
        x ∈ R^n
        let L(λ) = Π_{i=1}^n λ e^{-λ x_i}
        let ℓ(λ) = log L(λ)
        check ∂ℓ/∂λ = n/λ - Σ_{i=1}^n x_i
        """,
        "proved entry by entry");
  }

  /// At 3 the slope of (w − 1)² is 4.
  @Test
  void stepsAlongTheGradientAtAPlace() {
    String parabola = "let f(w) = (w - 1)^2\ngiven w = 3, α = 0.25, v = 1\n";
    assertSays(parabola + "w ← w - α ∇f(w)\nw = w - α ∇f(w)", "w ← 2\n", "w ← 1.5\n");
    assertSays(parabola + "evaluate 2 ∇f(w + 0.9 v)", "= 11.6\n");
    assertSays(parabola + "v ← 0.5 v + ∇f(w - 0.5 v)", "v ← 3.5\n");
    String vector = "x ∈ R^2\nlet f(x) = x_1^2 + 10 x_2^2\ngiven x = (10, 1)\n";
    assertSays(vector + "x ← x - 0.05 ∇f(x)", "x ← (9, 0)\n");
    assertSays(vector + "evaluate ‖∇f(x)‖, ∇f(x)^T x", "20√2", "= 220\n");
  }

  /// f(x − αg) with g = (20, 20): 110 − 800α + 4400α².
  @Test
  void lineSearchAlongTheGradient() {
    for (String gradient : new String[] {"∇f(x)", "∇_x f(x)"}) {
      assertSays(
          """
          x ∈ R^2
          let f(x) = x_1^2 + 10 x_2^2
          let φ(α) = f(x - α %s)
          given x = (10, 1)
          evaluate φ(0.05)
          solve φ'(α) = 0 for α
          """
              .formatted(gradient),
          "φ(0.05) = 81\n",
          "8800α − 800 = 0\nα = 1/11");
    }
  }

  @Test
  void gradientsAndHessiansOfFormulas() {
    String form = "x, b, v ∈ R^n; A ∈ R^{n×n} symmetric\nlet f(x) = 1/2 x^T A x - b^T x\n";
    assertSays(form + "check ∇f(x) = A x - b", "proved");
    assertSays(form + "check ∇f(x + v) = A (x + v) - b", "proved");
    assertSays(form + "check ∇f(x + v) = A x - b", "refuted");
    assertSays(form + "check ∇²f(v) = A", "proved");
    assertSays(
        form + "check f(x - α ∇f(x)) = f(x) - α ‖∇f(x)‖² + (α²/2) ∇f(x)^T A ∇f(x)", "proved");
    assertSays("let f(a, b) = a^2 b\nevaluate 3 ∇f(1, 2)", "= (12, 3)\n");
    assertSays("let f(a, b) = a^2 b\nevaluate 1 ∇²f(1, 2)", "= [4, 2; 2, 0]\n");
  }

  @Test
  void scriptLettersAreTheirLetters() {
    String product = "let ℒ = x y - λ (x + y - 10)\n";
    assertSays(product + "check ∂ℒ/∂x = y - λ", "proved");
    assertSays(product + "derive ∂ℒ/∂x wrt y", "= 1 ");
    assertSays(
        product + "solve ∂ℒ/∂x = 0, ∂ℒ/∂y = 0, ∂ℒ/∂λ = 0 for x, y, λ", "x = 5\ny = 5\nλ = 5\n");
    assertSays("let ℓ = x^2\nlet l = x\nevaluate ∂ℓ/∂x at x = 3", "∂ℓ/∂x = 6\n");
  }

  @Test
  void declaredArraysAreNoFunctions() {
    assertSays(
        "f ∈ R^{n×m}\nlet M = Σ_i Σ_j f_{ij} (b_i - y_{ij})^2\nderive M wrt b_k",
        "2Σ_{i=1}^m fₖᵢ(bₖ − yₖᵢ)",
        "verified");
    String vector = text("h ∈ R^n\nlet M = Σ_i h_i (b - y_i)^2\nderive M wrt b");
    assertFalse(vector.contains("error:"), vector);
    assertSays("let M = f(b - y)\nderive M wrt b", "f′(b − y)"); // where nothing is declared
  }

  @Test
  void hessiansOfNamedFormulas() {
    assertSays("f(x) = x^3\nevaluate ∇²f (2)", "= 12\n");
    assertSays(
        "f(x, y) = x^2 + x y + y^3\nlet H = ∇²f\ngiven x = 1, y = 2\nevaluate H",
        "H = [2, 1; 1, 12]\n");
    assertSays("L = a^2 b\ncheck ∇²L = [2b, 2a; 2a, 0]", "proved");
    assertSays("w ∈ R^n\nM = w^T w\ncheck ∇²M = 2 eye(n)", "proved");
    assertSays(
        "w ∈ R^n; S ∈ R^{n×n}\nM = w^T S w\ncheck ∇²M = S + S^T",
        "found ∇ without a variable, expected one below it");
    // [4, 2; 2, 0]⁻¹ (4, 1)
    assertSays("L = a^2 b\ngiven a = 1, b = 2\nevaluate (∇²L)^{-1} ∇L", "(1/2, 1)");
  }
}
