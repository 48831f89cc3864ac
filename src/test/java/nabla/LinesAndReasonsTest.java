package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.write.Derivations;
import nabla.write.Steps;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the lines of a derivation say: each names the rule that it uses, and none stands twice.
class LinesAndReasonsTest {

  private static String lines(String formula, String where, String by, Style style) {
    return Nabla.formula(formula, where)
        .derive(by, 1, Conventions.DEFAULT.withStyle(style), true, false)
        .getFirst()
        .derivations()
        .stream()
        .map(derivation -> Derivations.text(derivation, Steps.FULL, WriteOptions.DEFAULT))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sin(A) | A ∈ R^{m×n} | A | vec(A ⊙ B) = diag(vec(A)) vec(B) | vec(AXB)",
        "A X B | A ∈ R^{m×n}; X ∈ R^{n×k} | X | vec(AXB) = (Bᵀ ⊗ A) vec(X) | vec(A ⊙ B)",
        "A X^T B | A ∈ R^{m×n}; X ∈ R^{k×n} | X | vec(Xᵀ) = commutation | vec(A ⊙ B)",
        "(x - y)^T | x,y ∈ R^n | x | the derivative stands before the differential | vec(AXB)",
        "tr(X^k) | X ∈ R^{n×n} | X | d tr(A^k) = k tr(A^(k−1) dA) | d tr A",
        "tr(X^3) | X ∈ R^{n×n} | X | d tr(A^k) = k tr(A^(k−1) dA) | d tr A",
      })
  void aLineNamesItsRule(String formula, String where, String by, String rule, String other) {
    String lines = lines(formula, where, by, Style.DIFFERENTIAL);
    assertTrue(lines.contains(rule), lines);
    assertFalse(lines.contains(other), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logsumexp(z) | z ∈ R^n | z | INDEX | softmax(z)ₖ ",
        "log det S | S symmetric | S | DIFFERENTIAL | dS)  ",
      })
  void noLineStandsTwice(String formula, String where, String by, Style style, String line) {
    String lines = lines(formula, where, by, style) + "  ";
    List<String> right =
        lines
            .lines()
            .filter(each -> each.contains("= "))
            .map(each -> each.substring(each.indexOf("= ")).split(" {2}", 2)[0])
            .toList();
    assertEquals(right.stream().distinct().toList(), right, lines);
    assertTrue((lines + "  ").contains(line), lines);
  }

  /// A definition that the formula does not use leaves the chain to the links of the formula.
  @Test
  void theChainOfAFormulaThatUsesNoDefinition() {
    String lines =
        lines("p = σ(y ⊙ (X w)); L = sum(log(1 + exp(-y ⊙ (X w))))", "", "w", Style.CHAIN);
    assertTrue(lines.contains("chain rule through"), lines);
    assertTrue(lines.contains("−Xᵀ(y ⊙ (1 − p))"), lines);
  }

  @Test
  void meansAreOverTheirSizes() {
    String lines = lines("mean(x)", "x ∈ R^n", "x", Style.INDEX);
    assertTrue(lines.contains("(Σ_{i=1}^n xᵢ)/n "), lines);
    assertTrue(lines("mean(X)", "X ∈ R^{m×n}", "X", Style.INDEX).contains("/(mn)"));
  }

  /// What differs by its sign from an answer before has the sign of neither twice.
  @Test
  void oppositeAnswers() {
    List<Derived> answers = Nabla.formula("exp(-||x - c||^2/(2σ^2))").derive("x,c", 1, false, true);
    assertEquals("−e^(−‖x − c‖²/(2σ²))(x − c)/σ²", Text.of(answers.getFirst().result()));
    assertEquals("e^(−‖x − c‖²/(2σ²))(x − c)/σ²", Text.of(answers.getLast().result()));
  }

  /// A named matrix is known to be symmetric where what it stands for is, and only there; by itself
  /// it moves as any matrix does.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "K = X X^T + s I; L = y^T K^{-1} y + log det K | y | 2K⁻¹y",
        "K = X X^T + s I; L = y^T K^{-1} y + log det K | X | 2K⁻¹(Iₘ − yyᵀK⁻¹)X",
        "K = X X^T + s I; L = y^T K^{-1} y + log det K | K | K⁻ᵀ − K⁻ᵀyyᵀK⁻ᵀ",
        "K = X A + s I; L = y^T K^{-1} y + log det K | y | (K⁻¹ + K⁻ᵀ)y",
        "C = X^T X/n; L = tr(W^T C W) | W | 2CW",
        "C = X^T A X; L = tr(W^T C W) | W | (C + Cᵀ)W",
        "C = X^T A X; L = tr(W^T C W) | X | (A + Aᵀ)XWWᵀ",
      })
  void symmetricDefinitions(String formula, String by, String result) {
    Derived derived = Nabla.formula(formula).derivative(by);
    assertEquals(result, derived.toText());
    assertTrue(Objects.requireNonNull(derived.verification()).isVerified());
  }
}
