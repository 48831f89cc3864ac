package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.rewrite.Derivation;
import nabla.write.Derivations;
import nabla.write.Katex;
import nabla.write.Latex;
import nabla.write.Steps;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Entries of arrays whose names have marks of their own, and the letters of bound indices.
class IndexNotationTest {

  private static Derived inIndices(String formula, String where, String variable) {
    return Nabla.formula(formula, where)
        .derive(variable, 1, Conventions.DEFAULT.withStyle(Style.INDEX), true, true)
        .getFirst();
  }

  /// An entry of one of many vectors has both numbers below the line, as in the matrix of them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Σ_i (y_i - a_i^T x)^2 | x | a_{ik}",
        "Σ_i (x_i - μ)^T (x_i - μ) | μ | x_{ik}",
        "Σ_i log(1 + e^{-y_i w^T x_i}) | w | x_{ik}",
      })
  void entriesOfRowsAreLatex(String formula, String by, String entry) {
    List<String> latex = new ArrayList<>();
    for (Derivation derivation : inIndices(formula, "", by).derivations()) {
      latex.add(Derivations.latex(derivation, Steps.FULL, WriteOptions.DEFAULT));
    }
    assertTrue(String.join("", latex).contains(entry), latex::toString);
    assertEquals(List.of(), Katex.complaints(latex));
  }

  /// Sizes with a number below them are the letters that a formula says them with.
  @Test
  void sizesHaveIndices() {
    Derived derived = inIndices("Σ_i x_i/n_1", "x in R^{n_1}", "x");
    assertEquals("𝟏_{n₁}/n₁", derived.toText());
    assertTrue(Objects.requireNonNull(derived.verification()).isVerified());
    assertEquals(
        "\\frac{\\mathbf{1}_{n_{1}}}{n_{1}}", Latex.of(derived.result(), WriteOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W",
        "W_1",
        "W_{12}",
        "W_q",
        "Ŵ",
        "W^{(2)}",
        "W^{[l+1]}",
        "W_1^{(2)}",
        "W'",
        "Ŵ_1"
      })
  void entriesOfMarkedNamesAreLatexAndAreRead(String name) {
    String where = name + " ∈ R^{m×n}; x ∈ R^n";
    Formula formula = Nabla.formula("||(" + name + ") x||^2", where);
    Derived derived = inIndices("||(" + name + ") x||^2", where, name);
    List<String> latex = new ArrayList<>();
    for (Derivation derivation : derived.derivations()) {
      latex.add(Derivations.latex(derivation, Steps.FULL, formula.writing()));
    }
    assertEquals(List.of(), Katex.complaints(latex));
    Expr entries = derived.derivations().getFirst().result();
    assertEquals(entries, Nabla.formula(Text.of(entries), where).reading().expression());
    assertEquals(entries, Nabla.formula(formula.latex(entries), where).reading().expression());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (W_1)_{ij}                 | (W₁)ᵢⱼ
          {W_1}_{ij}                 | (W₁)ᵢⱼ
          \\left(W_{1}\\right)_{ij}  | (W₁)ᵢⱼ
          (W^{[l]})_{ij} + (x')_i    | W^{[l]}ᵢⱼ + (x′)ᵢ
          Σ_i (x)_i y_i              | Σ_{i=1}^n xᵢyᵢ
          """)
  void aNameInParenthesesHasEntries(String formula, String text) {
    assertEquals(text, Nabla.formula(formula).toText());
  }

  @Test
  void aNumberInParenthesesHasNone() {
    // (x)_n is the rising factorial elsewhere
    assertThrows(NablaException.class, () -> Nabla.formula("(x)_n"));
  }

  @Test
  void theDerivativeNamesTheEntry() {
    Formula formula = Nabla.formula("||W_1 x||^2");
    List<Derivation> lines = inIndices("||W_1 x||^2", "", "W_1").derivations();
    String heading = formula.text(lines.get(1).subject());
    assertEquals("∂/∂(W₁)ₖₗ[‖W₁x‖²]", heading);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X^T X                          | X ∈ R^{m×n} | X
          Σ_iΣ_jΣ_k (X_{ik}-X_{jk})^2    | X ∈ R^{m×n} | X
          tr((X Y)^T X Y)                | X ∈ R^{i×j}; Y ∈ R^{j×k} | X
          """)
  void boundLettersAreNoSizesAndNotFree(String formula, String where, String variable) {
    Formula whole = Nabla.formula(formula, where);
    for (Derivation derivation : inIndices(formula, where, variable).derivations()) {
      List<Expr> lines = new ArrayList<>(List.of(derivation.subject()));
      derivation.steps().forEach(step -> lines.add(step.after()));
      for (Expr line : lines) {
        String text = whole.text(line);
        for (Expr node : Dag.of(line).nodes()) {
          node.shape().rows().terms().keySet().stream()
              .flatMap(List::stream)
              .forEach(size -> assertTrue(!text.contains("_{" + size + "="), text));
        }
        if (text.startsWith("∂/∂Xₖₗ")) {
          assertTrue(!text.contains("Σ_{k=") && !text.contains("Σ_{l="), text);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_i Σ_{j=1}^{i} x_i x_j                | Σ_{i=1}^n Σ_{j=1}^i xᵢxⱼ
          Σ_i Σ_{j=1}^{i-1} A_ij                 | Σ_{i=1}^n Σ_{j=1}^{i − 1} Aᵢⱼ
          Σ_i x_i Σ_{j=1}^i y_j                  | Σ_{i=1}^n xᵢΣ_{j=1}^i yⱼ
          Σ_i Σ_{j=1}^i Σ_{k=1}^j x_i y_j z_k    | Σ_{i=1}^n Σ_{j=1}^i Σ_{k=1}^j xᵢyⱼzₖ
          Σ_{i=1}^n Σ_{j=1}^i Σ_{k=1}^j x_k      | Σ_{i=1}^n Σ_{j=1}^i Σ_{k=1}^j xₖ
          Σ_t x_t                                | Σ_{t=1}^n xₜ
          """)
  void anIndexIsNoSize(String formula, String text) {
    assertEquals(text, Nabla.formula(formula).toText());
  }
}
