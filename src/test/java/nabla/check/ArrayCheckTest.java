package nabla.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Road;
import nabla.expr.NablaException;
import nabla.write.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Claims about vectors and matrices.
final class ArrayCheckTest {

  private static Verdict check(String claim) {
    return Check.of(Identities.read(claim));
  }

  @TestFactory
  Stream<DynamicTest> identitiesAreProvedOrSupported() {
    return Identities.ofMatrices().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.truth(),
                () -> {
                  boolean supported = row.truth().startsWith("~");
                  String claim = supported ? row.truth().substring(1).strip() : row.truth();
                  Verdict verdict = check(claim);
                  assertEquals(
                      supported ? Kind.SUPPORTED : Kind.PROVED,
                      verdict.kind(),
                      () -> verdict.arrays() + " " + verdict.remarks());
                  assertEquals(supported, verdict.road() == null);
                }));
  }

  @TestFactory
  Stream<DynamicTest> whatLooksLikeThemIsRefuted() {
    return Identities.ofMatrices().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.falsehood(),
                () -> {
                  Verdict verdict = check(row.falsehood());
                  assertEquals(Kind.REFUTED, verdict.kind());
                  ArrayCounterexample found = verdict.arrays();
                  assertNotNull(found);
                  assertFalse(
                      found.left().equals(found.right())
                          && verdict.claim().comparison() == nabla.expr.Relation.Comparison.EQUAL,
                      () -> "the values must be seen to differ: " + found);
                }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (AB)^T = A^T B^T | A = [1, 0; 0, 0], B = [0, 1; 0, 0]: left [0, 0; 1, 0], right [0, 0; 0, 0]
          inv(A + B) = inv(A) + inv(B) | A = 1, B = 1: left 1/2, right 2
          x^T A x ≥ 0 where A symmetric | x = 1, A = −1: left −1, right 0
          det(c A) = c det(A) where A∈R^{n×n} | c = −1, A = [1, 0; 0, 1]: left 1, right −1
          log det(A + A) = 2 log det A where A∈R^{n×n} | A = 1: left ln(2), right 0
          x_i - x_j = 0 where x∈R^n | x = (1, 0), i = 2, j = 1: left −1, right 0
          """)
  void counterexamplesAreTheSmallestArraysOfIntegers(String claim, String expected) {
    ArrayCounterexample found = check(claim).arrays();
    assertNotNull(found);
    assertEquals(expected, found.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ∂(x^T A x)/∂x = 2 A x                         | Aᵀ = A
          inv(A^T) = inv(A)                             | Aᵀ = A
          A B^T = A B where A,B∈R^{n×n}                 | Bᵀ = B
          A^T x = inv(A) x                              | Aᵀ = A⁻¹
          sum(A) = tr(A) where A∈R^{n×n}                | A = diag(diag(A))
          tr(ABC) = tr(ACB) where A,B,C∈R^{n×n}         | Aᵀ = A and Bᵀ = B and Cᵀ = C
          """)
  void aRefutationNamesTheStructureThatWasMissing(String claim, String assumption) {
    Verdict verdict = check(claim);
    assertEquals(Kind.REFUTED, verdict.kind());
    assertTrue(
        verdict.remedies().stream()
            .anyMatch(remedy ->
                remedy.kind() == Kind.PROVED && Text.of(remedy.assumption()).equals(assumption)),
        () -> verdict.remedies().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inv(A) A x = x                        | [det(A) ≠ 0]
          tr(A B A^{-1}) = tr(B)                | [det(A) ≠ 0]
          x (x^T x)/(x^T x) = x                 | [xᵀx ≠ 0]
          ∂/∂X log det X = X^{-T}               | [det(X) > 0]
          inv(AB) = inv(B) inv(A)               | [det(A) ≠ 0, det(B) ≠ 0]
          inv(X^T X) X^T = inv(X)               | [det(X) ≠ 0]
          inv(A) A x = x where A invertible     | []
          x ⊘ x = 1_n where x∈R^n               | [every(x ≠ 0)]
          Σ_i x_i y_i = x^T y                   | []
          S inv(S) x = x where S positive definite | []
          """)
  void aProofSaysWhereItHolds(String claim, String conditions) {
    Verdict verdict = check(claim);
    assertEquals(Kind.PROVED, verdict.kind());
    assertEquals(conditions, verdict.conditions().stream().map(Text::of).toList().toString());
  }

  @Test
  void aProofSaysByWhichRoadItCame() {
    assertEquals(Road.LAWS, check("tr(AB) = tr(BA)").road());
    assertEquals(Road.ENTRIES, check("tr(A^T B) = sum(A ⊙ B)").road());
    assertEquals(Road.ENTRIES, check("softmax(x + c 1_n) = softmax(x)").road());
    assertEquals(Road.ENTRIES, check("x^T x ≥ 0").road());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // true of numbers, and of diagonal matrices
        "A B = B A where A,B∈R^{n×n}",
        // true at most places, but not everywhere
        "x^T x > 0",
        "x^T y = 0 where x,y∈R^n",
        "det(A) ≠ 0",
        // true of vectors with two entries
        "x_1 + x_2 = sum(x) where x∈R^n",
        "tr(A) = A_{1,1} + A_{2,2} where A∈R^{n×n}",
        // true of matrices of odd size, or of small ones
        "det(-A) = -det(A) where A∈R^{n×n}",
        "det(2A) = 4 det(A) where A∈R^{n×n}",
        // differs by very little
        "A + 10^(-25) A = A where A∈R^{n×n}",
        // false without the assumption
        "softmax(x) = x",
        "||A B|| = ||A|| ||B||"
      })
  void whatIsOnlyTrueSomewhereIsRefuted(String claim) {
    assertEquals(Kind.REFUTED, check(claim).kind());
  }

  @Test
  void whatIsTrueOfMatricesThatCommuteIsFound() {
    Verdict verdict = check("(A+B)^2 = A^2 + 2AB + B^2 where A,B∈R^{n×n}");
    assertEquals(Kind.REFUTED, verdict.kind());
    assertEquals("AB = BA", Text.of(verdict.remedies().getFirst().assumption()));
  }

  @Test
  void divisorsThatVanishNowhereInParticularAreNoConditions() {
    Verdict verdict = check("inv(X^T X + λI) X^T = X^T inv(X X^T + λI)");
    assertTrue(
        verdict.conditions().stream().map(Text::of).noneMatch("λ ≠ 0"::equals),
        () -> verdict.conditions().toString());
  }

  /// Counterexamples to claims on orthogonal matrices are rotations with plain entries.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "||Q x||_1 = ||x||_1 # REFUTED",
        "||Q x|| = ||x|| # PROVED",
        "Q^T = Q # REFUTED",
        "det(Q)^2 = 1 # SUPPORTED",
        "tr(Q^T Q) = tr(Q Q^T) # PROVED",
      })
  void orthogonalMatrices(String claim, Kind kind) {
    assertEquals(kind, check(claim + " where Q orthogonal").kind());
  }

  @Test
  void aDeterminantThatVanishesForOrthogonalMatricesOfOneKindIsNotZero() {
    assertEquals(Kind.REFUTED, check("det(I + Q) = 0 where Q orthogonal").kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X^a X^b = X^{a+b} where X∈R^{n×n}              | a ≥ 0 and b ≥ 0 or det(X) ≠ 0
          X^a X^b = X^{a+b} where X∈R^{n×n}; a ≥ 0       | b ≥ 0 or det(X) ≠ 0
          X^a X^b = X^{a+b} where X∈R^{n×n}; a, b ∈ N    | ''
          X^a X^b = X^{a+b} where X positive definite    | ''
          (X^k)^T = (X^T)^k where X∈R^{n×n}              | k ≥ 0 or det(X) ≠ 0
          X^{k+1} = X X^k where X∈R^{n×n}                | k ≥ 0 or det(X) ≠ 0
          X^8 X^{-7} = X where X∈R^{n×n}                 | det(X) ≠ 0
          X^8 X^7 = X^15 where X∈R^{n×n}                 | ''
          det(X^k) = det(X)^k where X∈R^{n×n}            | det(X) > 0
          """)
  void powersOfMatricesSayWhereTheyAreDefined(String claim, String conditions) {
    Verdict verdict = check(claim);
    assertEquals(Kind.PROVED, verdict.kind());
    assertEquals(
        conditions, String.join(", ", verdict.conditions().stream().map(Text::of).toList()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AB = BA",
        "(AB)^-1 = A^-1 B^-1",
        "(A+B)^2 = A^2 + 2AB + B^2",
        "A^2 B = B A^2",
        "(A B)^2 = A^2 B^2"
      })
  void productsOfCapitalLettersAreNotTrueForWantOfADeclaration(String claim) {
    NablaException refused = assertThrows(NablaException.class, () -> check(claim));
    assertTrue(refused.toString().contains("--where \"A, B ∈ R\""), refused::toString);
    assertEquals(Kind.PROVED, check(claim + " where A, B ∈ R").kind());
    assertEquals(Kind.REFUTED, check(claim + " where A, B ∈ R^{n×n}").kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A + B = B + A",
        "G M/R^2 = (M/R^2) G",
        "(1/2) U I = (1/2) I U",
        "√(A B) = √(B A)",
        "g M h = M g h"
      })
  void otherClaimsOfCapitalLettersAreOfNumbers(String claim) {
    assertEquals(Kind.PROVED, check(claim).kind());
  }

  @Test
  void capitalLettersThatAreNumbersAreNoted() {
    Verdict verdict = check("A/B = A B^(-1)");
    assertEquals(Kind.PROVED, verdict.kind());
    assertEquals(
        "A and B are read as numbers, which commute; for matrices write --where \"A, B ∈"
            + " R^{n×n}\"",
        verdict.remarks().getFirst());
    assertEquals(List.of(), check("A/B = A B^(-1) where A, B ∈ R").remarks());
  }

  @Test
  void aDerivativeSaysNothingAtAKink() {
    Verdict verdict = check("∂/∂x sum(relu(x)) = heaviside(x) where x∈R^n");
    assertEquals(Kind.PROVED, verdict.kind());
    assertTrue(verdict.remarks().getFirst().contains("away from kinks"));
    assertEquals(Kind.REFUTED, check("∂/∂x sum(relu(x)) = 1_n where x∈R^n").kind());
  }

  @Test
  void chainsAreAsGoodAsTheirWorstLink() {
    assertEquals(Kind.PROVED, check("(AB)^T = B^T A^T = ((A^T)^T B)^T").kind());
    Verdict verdict = check("(A + B)^T = A^T + B^T = A + B where A,B∈R^{n×n}");
    assertEquals(Kind.REFUTED, verdict.kind());
    assertTrue(verdict.remarks().getFirst().startsWith("link 2 of 2 decides"));
  }

  @Test
  void intermediatesAndDerivativesAreCarriedOut() {
    assertEquals(Kind.PROVED, check("z = W x; ∂(z^T z)/∂x = 2 W^T z").kind());
    assertEquals(Kind.REFUTED, check("z = W x; ∂(z^T z)/∂x = 2 W z where W∈R^{n×n}; x∈R^n").kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A x = b where A∈R^{2×3}; b∈R^3; x∈R^3",
        "x^T x = x where x∈R^n",
        "A A^T = A^T A where A∈R^{m×n}"
      })
  void sidesOfDifferentShapesAreAnError(String claim) {
    NablaException error = assertThrows(NablaException.class, () -> check(claim));
    assertEquals(NablaException.Kind.SHAPE, error.kind());
  }

  @Test
  void inequalitiesBetweenMatricesAreDeclined() {
    NablaException declined =
        assertThrows(NablaException.class, () -> check("A A^T ≥ A where A∈R^{n×n}"));
    assertEquals(NablaException.Kind.UNSUPPORTED, declined.kind());
    assertEquals(List.of(), check("x^T x ≥ 0").conditions());
  }
}
