package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Signs of transposes and norms beside names of the same letters.
class TransposesTest {

  @Test
  void targetsOfTheNameT() {
    assertSays(
        "X ∈ R^{N×M}; W ∈ R^{M×K}; T ∈ R^{N×K}\n"
            + "let E = 1/2 tr((X W − T)^T (X W − T))\nderive E wrt W",
        "∂E/∂W = Xᵀ(XW − T)");
    assertSays(
        "X = [1, 2; 3, 4]\nW = (1, 1)\nT = (1, 1)\nY = X W\nevaluate X^T (Y − T)", "= (20, 28)\n");
    assertSays( // the power of a matrix, where T is a number
        "P = [1, 1; 0, 1]\nT = 5\nevaluate P^T",
        "= [1, 5; 0, 1]",
        "^T is a power, as T is a number; the transpose is ᵀ or ′");
    assertSays("w = (1, 2)\nT = 5\nevaluate w^T w", "Did you mean wᵀ (the transpose;");
  }

  @Test
  void lossesOfTheNameF() {
    assertSays("let F = ||X||_F^2\nderive F wrt X", "∂F/∂X = 2X");
    assertSays("F = \\|X − Y\\|_F^2\nderive F wrt X", "∂F/∂X = 2(X − Y)");
    assertSays("let F(U, V) = 1/2 ||R − U V^T||_F^2\nderive F wrt U", "= −(R − UVᵀ)V");
  }

  @Test
  void primes() {
    assertSays("X = [1, 2; 3, 4]\ny = (1, 2)\nevaluate X' y", "Xᵀy = (7, 10)");
    String line = "q = w^T x\nq' = w^T x'\n"; // of the next state
    assertSays(
        line + "given w = (0.5, 1), x = (1, 0), x' = (0, 1)\nevaluate q, q'", "q  = 0.5\nq′ = 1\n");
    assertSays(
        line + "w = (0.5, 1)\nx = (1, 0)\nx' = (0, 1)\nevaluate q, q'", "q  = 0.5\nq′ = 1\n");
  }

  @Test
  void labelsOfOneBesideRows() {
    assertSays( // 1 wᵀ is no vector of ones
        "w, x ∈ R^2\nlet L = log(1 + exp(−y w^T x))\ndata x, y = ((1, 2), 1), ((2, 0), −1)\n"
            + "descend L over w from 0 with α = 0.5 for 2 steps",
        "−0.2420784, ≈ 0.4536667");
  }

  @Test
  void divisionsThatAreClear() {
    String said = WorksheetTest.text("let L = 1/2 (y − w x)^2\nderive L wrt w");
    assertFalse(said.contains("is read as"), said);
    assertSays("let L = 1/2 σ^2", "1/2σ^2 is read as (1/2)·σ^2");
    assertSays("let L = 1/2(a + b)", "is read as (1/2)·(a + b)");
  }

  @Test
  void columnsOfWhoWritesRows() {
    String z = "z = W x\nevaluate z";
    assertSays("W = [1, 0; 2, 1]\nx = [1, 2]^T\n" + z, "z = (1, 4)\n");
    assertSays("z = W x\ngiven W = [1, 0; 2, 1], x = (1, 2)^T\nevaluate z", "z = (1, 4)\n");
    assertSays("w = (1, 2)^T\nx = (3, 4)\nevaluate w x", "wx = 11\n"); // a row, where that fits
  }

  @Test
  void labelledWeightsAsPlainLines() {
    assertSays(
        """
        x = (1, 2)
        W^{(1)} = [1, 0; 2, 1]
        W^{(2)} = [1, 1; 0, 1]
        a = W^{(1)} x
        y = W^{(2)} a
        evaluate a, y
        """,
        "a = (1, 4)\n",
        "y = (5, 4)\n");
  }
}
