package nabla.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nabla.expr.Assumptions;
import nabla.expr.Symbol;
import nabla.numeric.Verification.Verdict;
import nabla.read.Reader;
import nabla.read.Reading;
import org.junit.jupiter.api.Test;

/// Right derivatives of arrays are verified, wrong ones are found out.
class ArrayVerifierTest {

  @Test
  void findsTheMissingTranspose() {
    assertEquals(Verdict.WRONG, verdict("x^T A x", "2 A x", "x", "x ∈ R^n; A ∈ R^{n×n}"));
    assertEquals(Verdict.VERIFIED, verdict("x^T A x", "(A + A^T) x", "x", "x ∈ R^n; A ∈ R^{n×n}"));
    assertEquals(
        Verdict.VERIFIED, verdict("x^T A x", "2 A x", "x", "x ∈ R^n; A ∈ R^{n×n}; A symmetric"));
  }

  @Test
  void findsWhatRivalsAnswer() {
    String x = "x ∈ R^n";
    assertEquals(Verdict.WRONG, verdict("logsumexp(x)", "0 x", "x", x));
    assertEquals(Verdict.VERIFIED, verdict("logsumexp(x)", "softmax(x)", "x", x));
    assertEquals(Verdict.WRONG, verdict("ln(det(X))", "X^{-1}", "X", "X ∈ R^{n×n}"));
    assertEquals(Verdict.VERIFIED, verdict("ln(det(X))", "X^{-T}", "X", "X ∈ R^{n×n}"));
  }

  @Test
  void orthogonalMatricesAndSumsAreSampledSo() {
    assertEquals(
        Verdict.VERIFIED, verdict("||Q x||^2", "2 x", "x", "x ∈ R^n; Q ∈ R^{n×n}; Q orthogonal"));
    assertEquals(Verdict.VERIFIED, verdict("(1^T y) x^T x", "2 x", "x", "x, y ∈ R^n; 1^T y = 1"));
  }

  @Test
  void sizesDiffer() {
    // true where m = n only by chance of shapes that fit
    assertEquals(Verdict.WRONG, verdict("||A||^2", "2 A + (n - m) A", "A", "A ∈ R^{m×n}"));
  }

  /// Sums that have no terms on small arrays are compared on larger ones.
  @Test
  void sumsHaveTerms() {
    String x = "x ∈ R^n";
    String common = "Σ_{i=1}^{n-2} Σ_{j=3}^n 𝟙[i = j] x_i^2";
    assertEquals(Verdict.WRONG, verdict(common, "0 x", "x", x));
    String some = "Σ_{i=1}^n 𝟙[i ≥ 6] x_i^2";
    assertEquals(Verdict.WRONG, verdict(some, "0 x", "x", x));
    assertEquals(Verdict.VERIFIED, verdict(some, "2 [zeros(5); x[5:]]", "x", x));
    assertEquals(Verdict.WRONG, verdict(some + " + x_1", "[1; zeros(n - 1)]", "x", x));
  }

  private static Verdict verdict(String formula, String gradient, String by, String where) {
    Reading before = Reader.standard().read(formula, where);
    Reading after = Reader.standard().read(gradient, where);
    Symbol variable =
        before.variables().stream()
            .filter(symbol -> symbol.name().toString().equals(by))
            .findFirst()
            .orElseThrow();
    Assumptions assumptions = before.assumptions();
    Verification verification =
        ArrayVerifier.verify(
            before.expression(),
            variable,
            after.expression(),
            (derivative, direction) ->
                ArrayVerifier.vec(derivative).transpose().multiply(ArrayVerifier.vec(direction)),
            assumptions);
    assertTrue(
        verification.verdict() != Verdict.UNVERIFIED, () -> formula + ": " + verification.reason());
    return verification.verdict();
  }
}
