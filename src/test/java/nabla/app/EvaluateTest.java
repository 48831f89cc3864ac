package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `evaluate` says: `=` for what is exact, `≈` for what is rounded, and both for what no
/// double holds.
class EvaluateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "Π_{k=1}^{10} k¦ 3628800",
        "Π_{k=1}^{0} k¦ 1",
        "Σ_{k=1}^{10} 1/k¦ 7381/2520 ≈ 2.92896825397",
        "Σ_{k=1}^{8} 2^(-k)¦ 255/256 = 0.99609375",
        "Σ_{k=0}^{12} binom(12,k)¦ 4096",
        "Σ_{j=1}^{4} Π_{k=1}^{j} (k + j)¦ 1814",
        "Σ_{k=1}^{9} √k¦ Σ_{k=1}^9 √(k) ≈ 19.306000526",
        "10^(-400)¦ 10⁻⁴⁰⁰ = 1e-400",
        "(2/3)^1000¦ (2/3)^1000 ≈ 8.10477465653e-177",
        "e^(-1000)¦ e^(−1000) ≈ 5.07595889755e-435",
        "-e^1000¦ −e^1000 ≈ −1.97007111402e434",
        "e^(-740)¦ e⁻⁷⁴⁰ ≈ 4.18873988005e-322",
        "σ(-1000)¦ σ(−1000) ≈ 5.07595889755e-435",
        "20000!¦ 20000! ≈ 1.81920632023e77337",
        "Γ(3000.5)¦ Γ(3000.5) ≈ 7.57534386744e9128",
        "2^100¦ 1267650600228229401496703205376",
        "ln(10^100)¦ 100 ln(10) ≈ 230.258509299",
        "ln(10^5000)¦ 5000 ln(10) ≈ 11512.925465",
        "ln(6^60)¦ 60 ln(6) ≈ 107.505568154",
        "ln(2^40·3^60)¦ 20 ln(108) ≈ 93.6426245425",
        "tanh(ln 2)¦ 3/5 = 0.6",
        "sinh(-ln 3)¦ −4/3 ≈ −1.33333333333",
        "cosh(2 ln 2)¦ 17/8 = 2.125",
        "coth(ln 2)¦ 5/3 ≈ 1.66666666667",
        "σ(ln 2)¦ 2/3 ≈ 0.666666666667",
        "σ(-ln 3)¦ 1/4 = 0.25",
        "softplus(ln 2)¦ ln(3) ≈ 1.09861228867",
        "e^(2 ln 3)¦ 9",
        "tanh(ln(2)/2)¦ tanh(ln(2)/2) ≈ 0.333333333333",
        "tanh(ln π)¦ tanh(ln(π)) ≈ 0.816000663299",
      })
  void saysWhatIsExact(String formula, String answer) {
    assertEquals(answer + "\n", Outcome.of("evaluate", formula).output());
  }

  @Test
  void whatIsTooLongStaysAsItIs() {
    assertEquals(
        "(1/7)^1000 ≈ 7.97921166432e-846\n",
        Outcome.of("evaluate", "x^1000", "--at", "x=1/7").output());
    String product = Outcome.of("evaluate", "Π_{k=1}^{2000} k").output();
    assertTrue(product.endsWith("≈ 3.31627509245e5735\n"), product);
  }

  @Test
  void programsGetTheDecimalsToo() {
    String json = Outcome.of("evaluate", "e^(-1000)", "--format", "json").output();
    BigDecimal value =
        new BigDecimal(json.replaceAll("(?s).*\"value\": ([^,\\s]*).*", "$1"))
            .round(new MathContext(12));
    assertEquals(new BigDecimal("5.07595889755E-435"), value);
  }

  @Test
  void casesOfVectorsAreChosenAtEachEntry() {
    assertEquals(
        "≈ 3\n",
        Outcome.of(
                "evaluate", "sum({x if x > 0; -x otherwise}) where x in R^n", "--at", "x=(1, -2)")
            .output());
    assertEquals(
        "≈ (1, 0)\n",
        Outcome.of("evaluate", "{1 if x > 0; 0 otherwise} where x in R^n", "--at", "x=(1, -2)")
            .output());
  }
}
