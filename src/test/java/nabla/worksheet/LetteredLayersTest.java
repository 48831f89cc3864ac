package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Networks whose layers are told apart by the letters of indices: Bishop, Pattern Recognition and
/// Machine Learning, 5.3; Duda, Hart and Stork, Pattern Classification, 6.3; Russell and Norvig,
/// Artificial Intelligence, 18.7.
class LetteredLayersTest {

  private static final String BISHOP =
      """
      a_j = Σ_i w_{ji} x_i
      z_j = tanh(a_j)
      a_k = Σ_j w_{kj} z_j
      E = 1/2 Σ_k (a_k - t_k)^2
      δ_k = a_k - t_k
      δ_j = (1 - z_j^2) Σ_k w_{kj} δ_k
      """;

  @Test
  void twoLayers() {
    assertSays(
        BISHOP + "check ∂E/∂w_{kj} = δ_k z_j",
        "a is one thing for each layer",
        "w^{(1)}_{ji}, w^{(2)}_{kj}",
        "proved");
    assertSays(BISHOP + "check ∂E/∂w_{ji} = δ_j x_i", "proved");
    assertSays(BISHOP + "check ∂E/∂a_j = δ_j", "proved");
    assertSays(BISHOP + "check ∂E/∂w_{ji} = 0", "refuted");
    assertSays(BISHOP + "check ∂E/∂w_{ji} = δ_j", "refuted");
    assertSays(BISHOP + "derive E wrt w_{kj}", "tanh(Σ_{i=1}^p w^{(1)}ⱼᵢxᵢ)");
  }

  @Test
  void longNamesAndAnOpenActivation() {
    String duda =
        """
        net_j = Σ_i w_{ji} x_i
        y_j = f(net_j)
        net_k = Σ_j w_{kj} y_j
        z_k = f(net_k)
        J = 1/2 Σ_k (t_k - z_k)^2
        δ_k = (t_k - z_k) f'(net_k)
        δ_j = f'(net_j) Σ_k w_{kj} δ_k
        """;
    assertSays(duda + "check ∂J/∂w_{kj} = -δ_k y_j", "proved");
    assertSays(duda + "check ∂J/∂w_{ji} = -δ_j x_i", "proved");
    assertSays(duda + "check ∂J/∂w_{ji} = δ_j x_i", "refuted");
  }

  @Test
  void weightsFromTheLayerBelowFirst() {
    String norvig =
        """
        in_j = Σ_i w_{i,j} a_i
        a_j = g(in_j)
        in_k = Σ_j w_{j,k} a_j
        a_k = g(in_k)
        E = 1/2 Σ_k (y_k - a_k)^2
        Δ_k = (y_k - a_k) g'(in_k)
        Δ_j = g'(in_j) Σ_k w_{j,k} Δ_k
        """;
    assertSays(norvig + "check ∂E/∂w_{j,k} = -a_j Δ_k", "proved");
    assertSays(norvig + "check ∂E/∂w_{i,j} = -a_i Δ_j", "proved");
    assertSays(norvig + "check ∂E/∂w_{i,j} = -a_j Δ_j", "refuted");
  }

  @Test
  void weightsAloneWithOneLetter() {
    String layers = "h_j = σ(Σ_i w_{ji} x_i)\ny_k = Σ_j w_{kj} h_j\nL = 1/2 Σ_k (y_k - t_k)^2\n";
    assertSays(
        layers + "check ∂L/∂w_{kj} = (y_k - t_k) h_j", "w is one thing for each layer", "proved");
  }

  /// A matrix that is applied twice, and the same definition with another letter, are no layers.
  @Test
  void oneMatrix() {
    assertSays(
        "A ∈ R^{n×n}\np_j = Σ_i A_{ij} q_i\nr_k = Σ_j A_{jk} p_j\nS = Σ_k r_k\nderive S wrt q",
        "q ∈ ℝⁿ");
    assertSays("h_i = σ(z_i)\nh_j = σ(z_j)\nL = Σ_k h_k\nderive L wrt z_i", "σ(zᵢ)(1 − σ(zᵢ))");
  }

  @Test
  void softmaxOfEntries() {
    String outputs =
        """
        a_k = Σ_j w_{kj} z_j
        y_k = e^{a_k}/Σ_l e^{a_l}
        E = -Σ_k t_k log(y_k)
        assume Σ_k t_k = 1
        δ_k = y_k - t_k
        """;
    assertSays(outputs + "check ∂E/∂a_k = δ_k", "proved");
    assertSays(outputs + "check ∂E/∂a_k = y_k", "refuted");
  }

  /// A whole of which entries were taken before is what these are entries of.
  @Test
  void entriesOfAWhole() {
    String unit =
        """
        a_j = Σ_i w_{ji} x_i
        o_j = σ(a_j)
        E = 1/2 Σ_k (t_k - o_k)^2
        s = ‖a‖^2
        given w = [1,2;3,4], x = (1, -1), t = (1, 0)
        """;
    assertSays(unit + "evaluate ∂E/∂a_1", "≈ −0.143734840457");
    assertSays(unit + "check ∂E/∂a_j = 0", "refuted");
  }

  /// What is declared too late leaves a definition without a meaning, which is no variable then.
  @Test
  void definitionsThatCannotBeRead() {
    assertSays(
        """
        w ∈ R^{m×n}; x ∈ R^n
        a = w x
        L = Σ_i (a_i - t_i)^2
        t ∈ R^2
        check ∂L/∂a_j = 0
        """,
        "L cannot be read with what was declared and given");
  }
}
