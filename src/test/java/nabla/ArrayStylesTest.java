package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.calculus.Conventions;
import nabla.calculus.Conventions.Layout;
import nabla.calculus.Conventions.Symmetric;
import nabla.calculus.Style;
import nabla.catalogue.Matrices;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Sum;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.LinearEquation;
import nabla.write.Parts;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivations of vectors and matrices in their styles: each leads to the same answer by its own
/// rules.
class ArrayStylesTest {

  /// Parts of matrices come out entry by entry as products with columns of the identity.
  private static final Set<String> IN_OTHER_WORDS = Set.of("sum(X[:, 0])", "‖X[0, :]^T - y‖^2");

  static List<ArrayDerivativesTest.Line> lines() throws IOException {
    List<ArrayDerivativesTest.Line> lines = new ArrayList<>(ArrayDerivativesTest.lines());
    lines.addAll(ArrayDerivativesTest.lines("functions.txt"));
    return lines;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theChainLeadsToTheSameAnswer(ArrayDerivativesTest.Line line) {
    Formula formula = Nabla.formula(line.formula(), line.where());
    Expr expected = formula.derive(line.by(), 1, false, false).getFirst().substituted();
    Derived chain =
        formula
            .derive(line.by(), 1, Conventions.DEFAULT.withStyle(Style.CHAIN), true, true)
            .getFirst();
    assertEquals(formula.text(expected), formula.text(chain.substituted()));
    assertNotNull(chain.verification());
    assertTrue(chain.verification().isVerified(), chain.verification()::summary);
    Derivation last = chain.derivations().getLast();
    assertEquals(formula.text(chain.result()), formula.text(last.result()));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void entriesLeadToTheSameAnswer(ArrayDerivativesTest.Line line) {
    Formula formula = Nabla.formula(line.formula(), line.where());
    Expr expected = formula.derive(line.by(), 1, false, false).getFirst().substituted();
    Derived index =
        formula
            .derive(line.by(), 1, Conventions.DEFAULT.withStyle(Style.INDEX), true, true)
            .getFirst();
    if (!IN_OTHER_WORDS.contains(line.formula())) {
      assertEquals(formula.text(expected), formula.text(index.substituted()));
    }
    assertNotNull(index.verification());
    assertTrue(index.verification().isVerified(), index.verification()::summary);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void differentialsLeadToTheSameAnswer(ArrayDerivativesTest.Line line) {
    Formula formula = Nabla.formula(line.formula(), line.where());
    Conventions conventions = Conventions.DEFAULT.withStyle(Style.DIFFERENTIAL);
    Derived usual = formula.derive(line.by(), 1, false, false).getFirst();
    Derived answer = formula.derive(line.by(), 1, conventions, false, false).getFirst();
    assertEquals(usual.toText(), answer.toText());
  }

  @Test
  void namesOfIntermediatesStayInEveryStyle() {
    Formula loss = Nabla.formula("z = W x; L = ||z-y||^2");
    for (Style style : Style.values()) {
      assertEquals("2(z − y)xᵀ", one(loss, "W", Conventions.DEFAULT.withStyle(style)));
    }
  }

  static List<ArrayDerivativesTest.Line> entries() throws IOException {
    return ArrayDerivativesTest.lines("entries.txt");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void derivesByEntries(ArrayDerivativesTest.Line line) {
    Formula formula = Nabla.formula(line.formula(), line.where()).askedAbout(line.by(), "");
    Derived answer = formula.derive(line.by(), 1, true, true).getFirst();
    assertEquals(line.derivative(), ArrayDerivativesTest.text(answer));
    assertNotNull(answer.verification());
    assertTrue(answer.verification().isVerified(), answer.verification()::summary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_{i<j} ln(x_i - x_j)               | −(Σ_{j=k + 1}^n 1/(xₖ − xⱼ)²)δₖₗ + 𝟙[l ≥ k + 1]/(xₖ − xₗ)² − (Σ_{j=1}^{k − 1} 1/(xₖ − xⱼ)²)δₖₗ + 𝟙[l ≤ k − 1]/(xₖ − xₗ)²
          Σ_{i<j} A_{ij} x_i x_j              | Aₖₗ 𝟙[l ≥ k + 1] + Aₗₖ 𝟙[l ≤ k − 1]
          Σ_{i=1}^n exp(Σ_{j=1}^i x_j)        | Σ_{i=k}^n exp(Σ_{j=1}^i xⱼ) 𝟙[l ≤ i]
          Σ_i {x_i^2/2 if abs(x_i) <= 1; abs(x_i) - 1/2 otherwise} | {1 if abs(xₖ) ≤ 1; 0 otherwise} δₖₗ
          """)
  void secondDerivativesWithoutMatrixAreThoseByTwoEntries(String formula, String entry) {
    Derived second = Nabla.formula(formula).derive("x", 2, true, true).getFirst();
    assertVerified(second);
    assertEquals(entry.replace("abs(xₖ)", "|xₖ|"), second.toText());
    assertTrue(Text.of(second.subject()).startsWith("∂²"), Text.of(second.subject()));
    assertTrue(Text.of(second.subject()).contains("/∂xₗ∂xₖ"), Text.of(second.subject()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_{i=1}^n Σ_{j=1}^i x_i x_j     | 𝟏ₙ 𝟏ₙᵀ + Iₙ
          Σ_{i<j} x_i x_j                 | 𝟏ₙ 𝟏ₙᵀ − Iₙ
          Σ_{i<j} (x_i - x_j)^2           | 2nIₙ − 2 𝟏ₙ 𝟏ₙᵀ
          """)
  void hessiansOfOrderedPairsAreMatrices(String formula, String hessian) {
    Derived second = Nabla.formula(formula).derive("x", 2, true, true).getFirst();
    assertVerified(second);
    assertEquals(hessian, second.toText());
  }

  @Test
  void foldsSumsOverIndicesBackIntoMatrices() {
    assertEquals("2x", by("Σ_i x_i^2", "x"));
    assertEquals("−2(x ⊙ (y − w ⊙ x))", by("Σ_i (y_i - w_i x_i)^2", "w"));
    assertEquals("(A + Aᵀ)x", by("Σ_i Σ_j A_{ij} x_i x_j", "x"));
    assertEquals("softmax(x)", by("log Σ_j e^{x_j}", "x"));
  }

  @Test
  void nothingIsRefusedForTooManyAxes() {
    Formula cube = Nabla.formula("sum(x⊙x⊙x)").where("x ∈ R^n");
    Derived third =
        cube.derive("x", 3, Conventions.DEFAULT.withStyle(Style.INDEX), true, true).getFirst();
    assertVerified(third);
    assertEquals("6 diag(vec(Iₙ))(𝟏ₙ ⊗ Iₙ)", third.toText());
    Formula indexed = Nabla.formula("x_i^2 + Σ_j x_j");
    Derived gradient = indexed.derive("x", 1, true, true).getFirst();
    assertVerified(gradient);
    assertEquals("2xᵢ unit(i, n) + 𝟏ₙ", gradient.toText());
    Derived twice = Nabla.formula("Σ_i x_i^3").derive("x_k", 2, true, true).getFirst();
    assertVerified(twice);
    assertEquals("6xₖ", twice.toText());
  }

  @Test
  void aLossOfWhichNothingIsKnownHasItsGradient() {
    Formula layer =
        Nabla.formula("z^{[l+1]} = W^{[l+1]} σ(z^{[l]}) + b^{[l+1]}; C(z^{[l+1]})")
            .where("z^{[l]} ∈ R^n; C a function");
    Derived before = layer.derive("z^{[l]}", 1, true, true).getFirst();
    assertVerified(before);
    assertEquals(
        "(W^{[l+1]})ᵀ ∂L/∂z^{[l+1]} ⊙ σ(z^{[l]}) ⊙ (1 − σ(z^{[l]}))",
        layer.text(before.derivations().getLast().steps().getFirst().after()));
    Formula unknown = Nabla.formula("f(Wx + b)").where("x ∈ R^n");
    assertEquals("f′(Wx + b)xᵀ", unknown.derivative("W").toText());
    assertVerified(Nabla.formula("f(x)").where("x ∈ R^n").derivative("x", 2));
  }

  @Test
  void aLossWithoutANameGetsOneThatIsFree() {
    Map<String, String> names =
        Map.of(
            "z = L x; ||z - y||^2", "∂f/∂L",
            "z = f L x; ||z - y||^2", "∂J/∂L",
            "z = W x; ||z - y||^2", "∂L/∂W",
            "Σ = L L^T; ½ log det Σ + ½ r^T Σ^{-1} r", "∂f/∂L");
    names.forEach((formula, expected) -> {
      String variable = expected.substring(expected.length() - 1);
      Derived answer = Nabla.formula(formula).derive(variable, 1, true, true).getFirst();
      assertVerified(answer);
      assertTrue(answer.explanation().contains(expected + " = "), answer.explanation());
    });
  }

  @Test
  void layoutsTurnGradientsOrJacobians() {
    Conventions numerator = new Conventions(null, Layout.NUMERATOR, Symmetric.INNER);
    Conventions denominator = new Conventions(null, Layout.DENOMINATOR, Symmetric.INNER);
    Formula loss = Nabla.formula("||Xw-y||^2");
    assertEquals("2Xᵀ(Xw − y)", one(loss, "w", Conventions.DEFAULT));
    assertEquals("2(Xw − y)ᵀX", one(loss, "w", numerator));
    assertEquals("2Xᵀ(Xw − y)", one(loss, "w", denominator));
    Formula map = Nabla.formula("A x + b").where("x ∈ R^n");
    assertEquals("A", one(map, "x", numerator));
    assertEquals("Aᵀ", one(map, "x", denominator));
    Formula curve = Nabla.formula("t^2 A x").where("A ∈ R^{m×n}; x ∈ R^n");
    assertEquals("2tAx", one(curve, "t", numerator));
    assertEquals("2txᵀAᵀ", one(curve, "t", denominator));
  }

  @Test
  void gradientsBySymmetricMatrices() {
    Conventions entries = new Conventions(null, Layout.MIXED, Symmetric.ENTRIES);
    Formula logDet = Nabla.formula("log det S").where("S symmetric");
    assertEquals("S⁻¹", one(logDet, "S", Conventions.DEFAULT));
    assertEquals("2S⁻¹ − S⁻¹ ⊙ Iₙ", one(logDet, "S", entries));
    Formula bilinear = Nabla.formula("a^T S b").where("S symmetric");
    for (Style style : Style.values()) { // a bᵀ is not its own symmetric part
      Conventions conventions = Conventions.DEFAULT.withStyle(style);
      List<Derivation> lines =
          bilinear.derive("S", 1, conventions, true, true).getFirst().derivations();
      assertEquals("G", bilinear.text(lines.get(lines.size() - 2).subject()));
      assertEquals("abᵀ", bilinear.text(lines.get(lines.size() - 2).result()));
      assertEquals(
          List.of("(1/2)(G + Gᵀ)", "(1/2)(abᵀ + baᵀ)"),
          lines.getLast().steps().stream().map(step -> bilinear.text(step.after())).toList());
    }
    Formula linear = Nabla.formula("tr(AS)").where("S symmetric");
    assertEquals("(1/2)(Aᵀ + A)", one(linear, "S", Conventions.DEFAULT));
    assertEquals("Aᵀ", one(Nabla.formula("tr(AS)"), "S", Conventions.DEFAULT));
  }

  @Test
  void higherDerivativesBySymmetricMatrices() {
    Formula quadratic = Nabla.formula("a^T S S b").where("S symmetric; a ∈ R^2");
    Conventions entries = new Conventions(null, Layout.MIXED, Symmetric.ENTRIES);
    Derived inner = quadratic.derive("S", 2, Conventions.DEFAULT, true, true).getFirst();
    assertVerified(inner);
    assertEquals(
        "(1/2)(eye(2) ⊗ abᵀ + baᵀ ⊗ eye(2) + abᵀ ⊗ eye(2) + eye(2) ⊗ baᵀ)", inner.toText());
    String values = "a = (1, 2); b = (3, 5); S = [1, 2; 2, 7]";
    // of 3s₁² + 11s₁s₂ + 13s₂² + 11s₂s₃ + 10s₃², where S = [s₁, s₂; s₂, s₃]
    String expected = "[6, 11, 11, 0; 11, 26, 26, 11; 11, 26, 26, 11; 0, 11, 11, 20]";
    for (Style style : Style.values()) {
      Derived second = quadratic.derive("S", 2, entries.withStyle(style), true, true).getFirst();
      assertVerified(second);
      assertEquals(expected, second.at(values).toString(), style::toString);
    }
    Formula vector = Nabla.formula("S a").where("S symmetric; a ∈ R^2");
    assertEquals(
        "[1, 2, 2, 0; 0, 1, 1, 2]",
        vector.derive("S", 1, entries, true, true).getFirst().at("a = (1, 2)").toString());
    Formula logDet = Nabla.formula("log det S").where("S symmetric");
    NablaException refusal =
        assertThrows(NablaException.class, () -> logDet.derive("S_{12}", 1, entries, true, true));
    assertTrue(String.valueOf(refusal.getMessage()).contains("leave out --symmetric entries"));
  }

  @Test
  void thirdDerivativeOfACubicForm() {
    Formula form = Nabla.formula("1/6 Σ_{ijk} T_{ijk} x_i x_j x_k");
    Derived third = form.derive("x", 3, Conventions.DEFAULT, true, true).getFirst();
    assertVerified(third);
    assertTrue(third.toText().startsWith("(Tₖₗₛ + Tₖₛₗ + Tₗₖₛ"), third.toText());
    for (String name : List.of("T", "T_{abc}")) {
      NablaException refusal =
          assertThrows(
              NablaException.class, () -> form.derive(name, 1, Conventions.DEFAULT, true, true));
      assertTrue(String.valueOf(refusal.getMessage()).startsWith("T has 3 indices"));
    }
  }

  @Test
  void highOrdersGiveAnAnswerOrALimitThatIsTrue() {
    Formula logDet = Nabla.formula("log det X");
    Derived sixth = logDet.derive("X", 6, Conventions.DEFAULT, true, false).getFirst();
    assertFalse(
        Parts.of(sixth.result(), WriteOptions.DEFAULT)
            .parts()
            .isEmpty()); // none stands for the size n⁶
    Conventions index = Conventions.DEFAULT.withStyle(Style.INDEX);
    assertVerified(logDet.derive("X", 6, index, false, true).getFirst());
    Formula softmax = Nabla.formula("softmax(z)");
    String refusal = refusal(softmax, 5, Conventions.DEFAULT);
    assertTrue(refusal.startsWith("each entry of the derivative of order 4 is made of"), refusal);
    assertTrue(refusal.endsWith("or for entries, --style index"), refusal);
    assertVerified(softmax.derive("z", 5, index, false, true).getFirst());
    assertTrue(refusal(softmax, 6, index).endsWith("ask for order 5 or less"));
  }

  private static String refusal(Formula formula, int order, Conventions conventions) {
    NablaException refusal =
        assertThrows(
            NablaException.class, () -> formula.derive("z", order, conventions, false, false));
    return String.valueOf(refusal.getMessage());
  }

  private static String one(Formula formula, String by, Conventions conventions) {
    Derived answer = formula.derive(by, 1, conventions, true, true).getFirst();
    assertVerified(answer);
    return answer.toText();
  }

  @Test
  void normalEquations() {
    LinearEquation ridge = stationary("||Xw-y||^2 + λ||w||^2", "w");
    assertEquals("(XᵀX + λIₙ)w = Xᵀy", text(ridge.equation()));
    assertEquals("w = (XᵀX + λIₙ)⁻¹Xᵀy", text(ridge.solution()));
    assertEquals("(A + Aᵀ)x = 2b", text(stationary("1/2 x^T A x - b^T x", "x").equation()));
    assertEquals("(XᵀX)B = XᵀY", text(stationary("||Y - XB||^2", "B").equation()));
    assertNull(Nabla.formula("log(1+exp(w^T x))").derivative("w").stationary());
    assertNull(Nabla.formula("(w^T w)^2").derivative("w").stationary());
  }

  @Test
  void numbersUnderSumsAreSolvedFor() {
    String mean = "(Σ_{i=1}^n xᵢ)/n";
    assertEquals("m = " + mean, text(stationary("Σ_i (x_i - m)^2", "m").solution()));
    String bernoulli = "Σ_i (x_i log p + (1 - x_i) log(1 - p))";
    assertEquals("p = " + mean, text(stationary(bernoulli, "p").solution()));
    LinearEquation slope = stationary("Σ_i (y_i - w x_i)^2", "w");
    assertEquals("w = (Σ_{i=1}^n xᵢyᵢ)/(Σ_{i=1}^n xᵢ²)", text(slope.solution()));
    assertEquals("Σ_{i=1}^n xᵢ² ≠ 0", text(slope.conditions(Assumptions.NONE).getFirst()));
    assertNull(Nabla.formula("Σ_i e^(w x_i)").derivative("w").stationary());
  }

  /// What a number is divided by is not 0, and that is said unless it is known to be positive.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "||y - m x||^2 ; xᵀx ≠ 0",
        "(y - m x)^T A (y - m x) ; xᵀAx ≠ 0",
        "a ||x||^2 m^2 - 2 m ; a ≠ 0, ‖x‖ ≠ 0",
        "||y - m x||^2 + a m^2 ; a + xᵀx ≠ 0",
        "||y - m x||^2 + t m^2 ; ''",
        "||y - m x||^2 + m^2 ; ''",
        "||y - m 1||^2 ; ''",
      })
  void divisorsAreNotZero(String formula, String expected) {
    Formula loss = Nabla.formula(formula).where("x, y ∈ R^n; m, a ∈ R; A ∈ R^{n×n}; t > 0");
    LinearEquation linear = loss.derivative("m").stationary();
    assertNotNull(linear);
    List<Expr> conditions = linear.conditions(loss.reading().assumptions());
    assertEquals(
        expected, conditions.stream().map(ArrayStylesTest::text).collect(Collectors.joining(", ")));
  }

  @Test
  void vectorsOfTheirOwnAreNoFamily() {
    Formula form = Nabla.formula("x_i^T A x_j");
    NablaException refusal = assertThrows(NablaException.class, () -> form.derivative("x_k"));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("x_k does not occur"));
  }

  private static LinearEquation stationary(String formula, String by) {
    LinearEquation linear = Nabla.formula(formula).derivative(by).stationary();
    assertNotNull(linear);
    return linear;
  }

  private static String text(@Nullable Expr expression) {
    assertNotNull(expression);
    return Nabla.formula("0").text(expression);
  }

  static void assertVerified(Derived answer) {
    assertNotNull(answer.verification());
    assertTrue(answer.verification().isVerified(), answer.verification()::summary);
  }

  private static String by(String formula, String variable) {
    return Nabla.formula(formula).derivative(variable).toText();
  }

  static void assertSame(Formula formula, Expr expected, Expr found) {
    if (!expected.equals(found)) {
      Expr difference = Sum.of(List.of(expected, Negate.of(found)));
      Expr zero = new ArrayClosedForm(formula.written()).of(difference);
      assertTrue(
          zero.equals(Num.ZERO) || zero.equals(Matrices.zeros(expected.shape())),
          () -> formula.text(zero));
    }
  }

  @Test
  void backpropagationReusesAdjoints() {
    Formula network = Nabla.formula("a = W1 x + b1; h = relu(a); ŷ = W2 h + b2; L = 1/2 ||ŷ-y||^2");
    Derived weights = network.derive("W1", 1, true, true).getFirst();
    List<String> lines =
        weights.derivations().stream()
            .map(each ->
                network.text(each.subject())
                    + " = "
                    + network.text(each.steps().getFirst().after()))
            .toList();
    assertEquals(
        List.of(
            "∂L/∂ŷ = ŷ − y", "∂L/∂h = W₂ᵀ ∂L/∂ŷ", "∂L/∂a = ∂L/∂h ⊙ 𝟙[a > 0]", "∂L/∂W₁ = ∂L/∂a·xᵀ"),
        lines);
    assertEquals("(W₂ᵀ(ŷ − y) ⊙ 𝟙[a > 0])xᵀ", weights.toText());
    assertEquals("(ŷ − y)hᵀ", network.derive("W2", 1, false, true).getFirst().toText());
    assertEquals("W₂ᵀ(ŷ − y)", network.derive("h", 1, false, true).getFirst().toText());
  }

  @Test
  void normalisationIsWrittenInItsOwnValue() {
    Formula norm =
        Nabla.formula("let μ = mean(x); s = sqrt(||x-μ𝟏||^2/n); x̂ = (x-μ𝟏)/s").where("x ∈ R^n");
    Derived jacobian = norm.derivative("x");
    assertVerified(jacobian);
    assertEquals("(Iₙ − 𝟏ₙ 𝟏ₙᵀ/n − x̂x̂ᵀ/n)/s", jacobian.toText());
    assertEquals("‖x − μ 𝟏ₙ‖ ≠ 0", norm.text(jacobian.conditions().getFirst()));
    assertEquals(1, jacobian.conditions().size());
    Formula variance = Nabla.formula("μ = mean(x); ||x-μ𝟏||^2/n").where("x ∈ R^n");
    assertEquals("2(x − μ 𝟏ₙ)/n", variance.derivative("x").toText());
    assertEquals("2μ − 2 mean(x)", variance.derivative("μ").toText());
  }

  @Test
  void anAdjointThatVanishesSaysWhy() {
    Derived variance =
        Nabla.formula("μ = mean(x); L = ||x - μ 𝟏||^2/n").derive("x", 1, true, true).getFirst();
    assertVerified(variance);
    List<Step> steps = variance.derivations().getFirst().steps();
    assertEquals("2μ − 2 mean(x)", variance.formula().text(steps.getFirst().after()));
    Expr meaning = steps.getLast().reasons().getFirst().amount();
    assertNotNull(meaning);
    assertEquals("μ = mean(x)", variance.formula().text(meaning));
  }

  @Test
  void deepChainsStayLinear() {
    StringBuilder text = new StringBuilder("let a_{00} = x");
    int layers = 60;
    for (int i = 1; i <= layers; i++) {
      text.append("; a_{0%d} = tanh(W_{0%d} a_{0%d})".formatted(i, i, i - 1));
    }
    text.append("; L = 1/2||a_{0%d} - y||^2".formatted(layers));
    Formula network = Nabla.formula(text.toString()).where("x ∈ R^n; y ∈ R^n");
    Derived first = network.derive("W_{01}", 1, false, false).getFirst();
    assertTrue(first.result().weight() < 40, () -> network.text(first.result()));
    assertEquals(layers - 2, first.where().size(), () -> network.text(first.result()));
  }
}
