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
    "tan(arctan(x)) = x, ''",
    "arsinh(x) = ln(x + √(x^2+1)), ''",
    "artanh(x) = ln((1+x)/(1-x))/2, ''",
    "tan(-x) = -tan(x), ''",
    "1/(x+1) + 1/(x-1) = 2x/(x^2-1), ''",
    "1/(x+y) + 1/(y+x) = 2/(x+y), ''",
    "1/(x-1) = (x+1)/(x^2-1), x ≠ −1"
  })
  void conditionsAreSaidOnceAndNotWhereTheyAlwaysHold(String claim, String conditions) {
    assertProvedWhere(claim, conditions);
  }

  @ParameterizedTest
  @CsvSource({
    "d/dx |x| = sign(x), x ≠ 0",
    "d/dx |x| = x/|x|, ''",
    "d/dx relu(x) = 𝟙[x > 0], x ≠ 0",
    "d/dx relu(2x-1) = 2 𝟙[x > 1/2], x ≠ 1/2",
    "d/dx floor(x) = 0, x ∉ ℤ",
    "d^2/dx^2 |x| = 0, x ≠ 0",
    "d/dx (x|x|) = 2|x|, ''",
    "d/dx ln x = 1/x, x > 0",
    "d/dx x^3 = 3x^2, ''"
  })
  void aDerivativeIsComparedWhereItExists(String claim, String conditions) {
    assertProvedWhere(claim, conditions);
  }

  private static void assertProvedWhere(String claim, String conditions) {
    Verdict verdict = check(claim);
    assertEquals(Kind.PROVED, verdict.kind());
    assertEquals(
        conditions, String.join("; ", verdict.conditions().stream().map(Text::of).toList()));
  }

  @ParameterizedTest
  @CsvSource({
    // signs that are mixed, zeros, and large values
    "'(x^a)^b = x^(a b)', 'x = −1, a = 2, b = 1/2'",
    "'atan2(y, x) = -atan2(-y, x)', 'y = 0, x = −1'",
    "sign(x)^2 = 1, x = 0",
    "|floor(x)| = floor(|x|), x = −1/2",
    "'max(x, y, 0) = max(x, y)', 'x = −2, y = −3/2'",
    "Σ_{k=0}^{50} x^k/k! = e^x, x = −10",
    "tanh(x) = 1 where x ≥ 20, x = 20",
    "sin(x)^2 + cos(x)^2 = 1 + 10^(-40), x = 1"
  })
  void whatFailsOnlyInCornersIsRefutedThere(String claim, String place) {
    Verdict verdict = check(claim);
    assertEquals(Kind.REFUTED, verdict.kind());
    Counterexample found = verdict.counterexample();
    assertNotNull(found);
    assertEquals(place, found.point().toString().replace('-', '−'));
  }

  @ParameterizedTest
  @CsvSource({
    "'Σ_{k=0}^n binom(n,k) = 2^n', n ≥ 0",
    "Σ_{k=1}^n k = n(n+1)/2, n ≥ 1",
    "Σ_{k=1}^(n-1) k = n(n-1)/2, n ≥ 2",
    "Σ_{k=m}^n 1 = n - m + 1, m ≤ n",
    "Π_{k=1}^n x = x^n, n ≥ 1",
    "Π_{k=1}^n x = x^n where n > 3, ''"
  })
  void boundsOfSumsAreWholeAndInOrder(String claim, String condition) {
    Verdict verdict = check(claim);
    assertTrue(verdict.isGood(), () -> verdict.toString());
    assertTrue(
        String.join("; ", verdict.conditions().stream().map(Text::of).toList()).endsWith(condition),
        () -> verdict.conditions().toString());
  }

  @Test
  void aSumThatIsWrongIsRefutedFromItsFirstTermOn() {
    Counterexample found = check("Σ_{k=0}^n k = n^2").counterexample();
    assertNotNull(found);
    assertEquals("n = 2: left 3, right 4", found.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "π = 22/7, 3.141592654, 22/7 ≈ 3.142857143",
    "e = 2.718281828459045, 2.7182818284590452, 2.718281828459045",
    "1/3 = 0.333333333333, 1/3 ≈ 0.3333333333333, 0.333333333333",
    "1 + 10^(-30) = 1, 1.000000000000000000000000000001, 1",
    "2^100 = 10^30, 1.2676506e30, 1e30"
  })
  void constantsAreClaimsAndTheirDigitsTellThemApart(String claim, String left, String right) {
    Counterexample found = check(claim).counterexample();
    assertNotNull(found);
    assertEquals(left, found.left().toString());
    assertEquals(right, found.right().toString());
  }

  @Test
  void constantsAreComparedInManyDigits() {
    Counterexample found = check("tanh(100) = 1").counterexample();
    assertNotNull(found);
    assertTrue(found.isClose());
    assertEquals("-2.767793053e-87", found.differenceText());
    assertEquals(Kind.REFUTED, check("erf(10) = 1").kind());
    Verdict verdict = check("√(5 + 2√6) = √2 + √3");
    assertTrue(verdict.isGood());
    assertTrue(verdict.kind() == Kind.PROVED || verdict.digits() > 900);
    assertEquals(Kind.PROVED, check("π = 4 arctan(1)").kind());
    assertEquals(Kind.REFUTED, check("pi = 3.14").kind());
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
    "e^x ≥ 1+x, PROVED",
    "e^x > 1+x, REFUTED",
    "e^x > 1+x where x ≠ 0, PROVED",
    "e^x ≥ 1+x+x^2/2 where x ≥ 0, PROVED",
    "e^x ≥ 1+x+x^2/2, REFUTED",
    "ln x ≤ x-1, PROVED",
    "ln x < x-1, REFUTED",
    "ln(1+x) ≥ x/(1+x), PROVED",
    "x ln x ≥ -1/e, PROVED",
    "x ln x ≥ -1/3, REFUTED",
    "x e^{-x} ≤ 1/e, PROVED",
    "x^x ≥ e^{-1/e} where x > 0, SUPPORTED",
    "x^x ≥ -1/2, REFUTED",
    "sign(x) ≥ x - 1 where x ≤ 2, SUPPORTED",
    "x + 1/x ≥ 2 where x > 0, PROVED",
    "x + 1/x ≥ 2, REFUTED",
    "1/x ≤ 1, REFUTED",
    "sin x ≤ x where x ≥ 0, PROVED",
    "sin x ≤ x, REFUTED",
    "sin x ≥ x - x^3/6 where x ≥ 0, PROVED",
    "cos x ≥ 1 - x^2/2, PROVED",
    "cosh x ≥ 1 + x^2/2, PROVED",
    "√(1+x) ≤ 1 + x/2, PROVED",
    "(1+x)^3 ≥ 1+3x where x ≥ -1, PROVED",
    "(1+x)^3 ≥ 1+3x, REFUTED",
    "⌊x⌋ ≤ x, SUPPORTED",
    "softplus(x) ≥ x, SUPPORTED",
    "(a+b)/2 ≥ √(ab) where a>0; b>0, PROVED",
    "(a+b)/2 > √(ab) where a>0; b>0, REFUTED",
    "(a+b)/2 ≥ √(ab), REFUTED",
    "sin x < 2, PROVED",
    "σ(x) ≤ 1, PROVED",
    "x ≠ x+1, PROVED",
    "x ≠ x^2, REFUTED",
    "π ≈ 3.14, PROVED",
    "π ≈ 3.15, REFUTED",
    "e^7 ≈ 1096.63, PROVED",
    "e^x ≈ 1 + x, REFUTED",
    "e^π > π^e, PROVED",
    "e^π < π^e, REFUTED",
    "1 < tanh(100), REFUTED",
    "tanh(100) < 1, PROVED",
    "x^2 ≥ x - 1/4 + 10^(-30), REFUTED"
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
  @CsvSource({"x^2", "y = x^2"})
  void whatIsNoClaimIsDeclined(String text) {
    NablaException declined = assertThrows(NablaException.class, () -> check(text));
    assertEquals(NablaException.Kind.UNSUPPORTED, declined.kind());
  }
}
