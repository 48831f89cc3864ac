package nabla.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.write.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is made of numbers and vectors that are declared with an index, and sums that do not say
/// over what.
class SamplesTest {
  private static final String NUMBERS = "; x_i, y_i ∈ R; let ŷ = w x + b; let e = y − ŷ";
  private static final String VECTORS = "; x_i ∈ R^3; y_i ∈ R; let z = w^T x + b; let p = σ(z)";

  private static String read(String formula, String where) {
    return Text.of(Nabla.formula(formula, where).reading().expanded());
  }

  /// What is written short, the same written out, and what is declared beside the first.
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("Σ_i (y_i − ŷ_i)^2", "Σ_i (y_i − (w x_i + b))^2", NUMBERS),
          List.of("Σ_j e_j^2", "Σ_j (y_j − (w x_j + b))^2", NUMBERS),
          List.of("Σ_i (y^{(i)} − ŷ^{(i)})^2", "Σ_i (y_i − (w x_i + b))^2", NUMBERS),
          List.of("mean(e^2)", "(Σ_i (y_i − (w x_i + b))^2)/n", NUMBERS),
          List.of("mean(e^2) + λ w^2", "(Σ_i (y_i − (w x_i + b))^2)/n + λ w^2", NUMBERS),
          List.of("sum(e^2)/2", "(Σ_i (y_i − (w x_i + b))^2)/2", NUMBERS),
          List.of("Σ e^2", "Σ_i (y_i − (w x_i + b))^2", NUMBERS),
          List.of("\\sum e^2", "Σ_i (y_i − (w x_i + b))^2", NUMBERS),
          List.of("mean((x − mean(x))^2)", "(Σ_i (x_i − mean(x))^2)/n", NUMBERS),
          List.of("mean(f(x))", "(Σ_i (2 x_i + b))/n", NUMBERS + "; let f(t) = 2 t + b"),
          List.of("Σ_i (y_i ln p_i)", "Σ_i (y_i ln σ(w^T x_i + b)) where x_i ∈ R^3", VECTORS),
          List.of("mean(p)", "(Σ_i σ(w^T x_i + b))/n where x_i ∈ R^3", VECTORS),
          List.of("Σ y_i", "Σ_i y_i", ""),
          List.of("1/n Σ (y_i − w x_i)^2", "1/n Σ_i (y_i − w x_i)^2", ""),
          List.of("-Σ p_k ln p_k", "-Σ_k p_k ln p_k", ""),
          List.of("\\prod x_i", "Π_i x_i", ""));

  @TestFactory
  Stream<DynamicTest> whatIsWrittenShort() {
    return PAIRS.stream()
        .map(pair ->
            DynamicTest.dynamicTest(
                pair.getFirst(),
                () -> assertEquals(read(pair.get(1), ""), read(pair.getFirst(), pair.getLast()))));
  }

  /// A matrix, and a Σ that stands as one anywhere.
  @Test
  void matricesStayMatrices() {
    assertEquals("xᵀΣx", read("x^T Σ x", ""));
    assertEquals("Σyᵢ", read("Σ y_i", "Σ ∈ R^{n×n}"));
    assertEquals("Σa + Σbᵢ", read("Σ a + Σ b_i", "a ∈ R^n"));
  }

  /// Alone it is that of one.
  @Test
  void whatHasAValueForEachStandsAloneForOne() {
    assertEquals("y − (wx + b)", read("y − ŷ", NUMBERS));
    assertThrows(NablaException.class, () -> read("Σ_i ŷ_i + ŷ", NUMBERS));
  }

  /// What has an index by its definition needs none in a mean, and entries of vectors are none of
  /// the values.
  @Test
  void indicesOfOtherKinds() {
    assertEquals(
        read("(Σ_i (y_i − (w x_i + b))^2)/n", "x_i, y_i ∈ R"),
        read("mean((y − z)^2)", "x_i, y_i ∈ R; let z_i = w x_i + b"));
    assertEquals(
        read("(Σ_i (Σ_k x_{ik} a_k))/n", "x ∈ R^{n×3}; a ∈ R^3"),
        read("mean(L)", "x_i ∈ R^3; a ∈ R^3; let L = Σ_k x_k a_k"));
    assertEquals(
        read("1/n Σ_i (y_i − w x_i)^2", ""), read("L = 1/n Σ_i L_i", "let L_i = (y_i − w x_i)^2"));
  }

  /// y_i is no entry of a number y; a list with one number has one.
  @Test
  void numbersHaveNoEntries() {
    NablaException number =
        assertThrows(NablaException.class, () -> read("Σ_{i=1}^n (a − y_i)^2", "y ∈ R"));
    assertTrue(
        String.valueOf(number.getMessage())
            .contains("found an entry of y, which is declared to be a number"));
    assertEquals(read("Σ_{i=1}^n (a − y)^2", "y ∈ R"), read("Σ_{i=1}^n (a − y_i)^2", "y ∈ R^1"));
  }

  @Test
  void theGreatestOfAllIsNoneOfOne() {
    NablaException greatest =
        assertThrows(NablaException.class, () -> read("mean((x − max(x))^2)", NUMBERS));
    assertTrue(String.valueOf(greatest.getMessage()).contains("found max of all values"));
  }
}
