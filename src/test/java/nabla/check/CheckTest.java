package nabla.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nabla.check.Verdict.Kind;
import nabla.expr.NablaException;
import nabla.write.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckTest {

  private static Verdict check(String claim) {
    return Check.of(Identities.read(claim));
  }

  @TestFactory
  Stream<DynamicTest> identitiesAreProved() {
    return Identities.all().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.truth(), () -> assertEquals(Kind.PROVED, check(row.truth()).kind())));
  }

  @TestFactory
  Stream<DynamicTest> whatLooksLikeThemIsRefuted() {
    return Identities.all().stream()
        .map(row ->
            DynamicTest.dynamicTest(row.falsehood(), () -> assertRefuted(check(row.falsehood()))));
  }

  private static void assertRefuted(Verdict verdict) {
    assertEquals(Kind.REFUTED, verdict.kind());
    Counterexample found = verdict.counterexample();
    assertNotNull(found);
    assertFalse(
        found.left().decimal().compareTo(found.right().decimal()) == 0,
        () -> "the values must be seen to differ: " + found);
  }

  @Test
  void counterexamplesAreSmallAndExactWhereTheyCanBe() {
    Counterexample found = check("(x+y)^2 = x^2+y^2").counterexample();
    assertNotNull(found);
    assertEquals("x = 1, y = 2: left 9, right 5", found.toString());
    Counterexample decimal = check("1/(1+e^x) · e^{-x}/(1+e^{-x}) = σ(x)(1−σ(x))").counterexample();
    assertNotNull(decimal);
    assertEquals("x = 1: left 0.07232948813, right 0.1966119332", decimal.toString());
  }

  @Test
  void aValueThatOnlyLooksDifferentRefutesNothing() {
    // doubles lose all digits of the left side; it is 1/2
    assertFalse(check("(1 - cos(x))/x^2 = sin(x)^2/(x^2 (1+cos(x)))").kind() == Kind.REFUTED);
    assertEquals(Kind.REFUTED, check("(1 - cos(x))/x^2 = 1/2").kind());
    // and some differ by very little
    assertEquals(Kind.REFUTED, check("x + 10^(-25) = x").kind());
    assertEquals(Kind.REFUTED, check("e^(π √163) = 262537412640768744").kind());
  }

  @ParameterizedTest
  @CsvSource({
    "√(x^2) = x, x ≥ 0, PROVED",
    "|x| = -x, x ≤ 0, PROVED",
    "'max(x, y) = x', x ≥ y, PROVED",
    "sin(n π) = 0, n = ⌊n⌋, PROVED",
    "√(x^2 y^2) = x y, x ≥ 0 and y ≥ 0, PROVED"
  })
  void aRefutationNamesTheAssumptionThatWasMissing(String claim, String assumption, Kind kind) {
    Verdict verdict = check(claim);
    assertEquals(Kind.REFUTED, verdict.kind());
    assertTrue(
        verdict.remedies().stream()
            .anyMatch(
                remedy -> Text.of(remedy.assumption()).equals(assumption) && remedy.kind() == kind),
        () -> verdict.remedies().toString());
  }

  @Test
  void nothingRemediesWhatIsFalseEverywhere() {
    assertEquals(List.of(), check("x = x + 1").remedies());
    assertEquals(List.of(), check("(x+1)^2 = x^2+1 where x > 0").remedies());
  }

  @ParameterizedTest
  @CsvSource({
    "ln(x y) = ln x + ln y, x > 0; y > 0",
    "0 = 1/x - 1/x, x ≠ 0",
    "(x^2-1)/(x-1) = x+1, x ≠ 1",
    "√x √x = x, x ≥ 0",
    "x/x = 1, x ≠ 0",
    "ln x = ln x, ''",
    "sin²x+cos²x = 1, ''"
  })
  void aProofNamesWhereBothSidesAreDefined(String claim, String conditions) {
    Verdict verdict = check(claim);
    assertEquals(Kind.PROVED, verdict.kind());
    assertEquals(
        conditions, String.join("; ", verdict.conditions().stream().map(Text::of).toList()));
  }

  @ParameterizedTest
  @CsvSource({
    "d/dx σ(x) = σ(x)(1-σ(x)), PROVED",
    "d/dx σ(x) = σ(x)(1+σ(x)), REFUTED",
    "σ''(x) = σ(x)(1-σ(x))(1-2σ(x)), PROVED",
    "σ''(x) = σ(x)(1-σ(x))(1+2σ(x)), REFUTED",
    "d/dx x^x = x^x(1+ln x), PROVED",
    "d/dx x^x = x x^(x-1), REFUTED",
    "d/dx tanh x = 1 - tanh(x)^2, PROVED",
    "d/dx softplus(x) = σ(x), PROVED",
    "d^2/dx^2 sin x = -sin x, PROVED",
    "d/dx ln(cosh x) = tanh x, PROVED",
    "d/dx ln(cosh x) = coth x, REFUTED"
  })
  void derivativesAreCarriedOut(String claim, Kind kind) {
    assertEquals(kind, check(claim).kind());
  }

  @ParameterizedTest
  @CsvSource({
    "x^2+1 ≥ 2x, PROVED",
    "x^2 ≥ x, REFUTED",
    "x^2 ≥ x where x ≥ 1, PROVED",
    "e^x > 0, PROVED",
    "e^x > 1, REFUTED",
    "x^2 > 0, REFUTED",
    "x^2 ≥ 0, PROVED",
    "e^x ≥ 1+x, SUPPORTED",
    "sin x < 2, PROVED",
    "σ(x) ≤ 1, PROVED",
    "x ≠ x+1, PROVED",
    "x ≠ x^2, REFUTED",
    "π ≈ 3.14, SUPPORTED",
    "π ≈ 3.15, REFUTED",
    "e^7 ≈ 1096.63, SUPPORTED"
  })
  void inequalitiesAndApproximations(String claim, Kind kind) {
    assertEquals(kind, check(claim).kind());
  }

  @Test
  void aChainIsAsGoodAsItsWorstLink() {
    assertEquals(Kind.PROVED, check("(x+1)^2 = x^2+2x+1 = x(x+2)+1").kind());
    Verdict broken = check("(x+1)^2 = x^2+2x+1 = x(x+2)+2");
    assertEquals(Kind.REFUTED, broken.kind());
    assertEquals("link 2 of 2 decides: x² + 2x + 1 = x(x + 2) + 2", broken.remarks().getFirst());
    assertEquals(Kind.PROVED, check("y = (x+1)^2 = x^2+2x+1").kind());
    assertEquals(Kind.REFUTED, check("y = (x+1)^2 = x^2+1").kind());
  }

  @ParameterizedTest
  @CsvSource({"1/0 = 1", "x/(x-x) = 1", "ln(-1-x^2) = 0", "1/(√6-√2√3) = 1/(√6-√2√3)"})
  void nothingIsSaidOfWhatIsNowhereDefined(String claim) {
    Verdict verdict = check(claim);
    assertEquals(Kind.UNDECIDED, verdict.kind());
    assertEquals(0, verdict.points());
    assertNull(verdict.counterexample());
  }

  @Test
  void unknownFunctionsAreTriedAsRandomOnes() {
    assertEquals(Kind.PROVED, check("f(x)g(x) = g(x)f(x)").kind());
    Verdict verdict = check("f(x+y) = f(x)+f(y)");
    assertEquals(Kind.REFUTED, verdict.kind());
    assertTrue(verdict.remarks().getFirst().contains("random function"));
  }

  @ParameterizedTest
  @CsvSource({"x^2", "y = x^2", "x^T x = x^T x"})
  void whatIsNoClaimIsDeclined(String text) {
    NablaException declined = assertThrows(NablaException.class, () -> check(text));
    assertEquals(NablaException.Kind.UNSUPPORTED, declined.kind());
  }
}
