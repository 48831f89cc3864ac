package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Activations of which nothing is known act on each entry of the layer that they give.
class ActivationsByLayersTest {

  @ParameterizedTest
  @ValueSource(strings = {"g", "g^{[l]}"})
  void unknownActivationsAreOfEachEntry(String activation) {
    Formula loss =
        Nabla.formula(
            "z^{[l+1]} = W^{[l+1]} a^{[l]} + b^{[l+1]}; a^{[l]} = "
                + activation
                + "(z^{[l]}); L = C(z^{[l+1]})");
    assertEquals(
        "(W^{[l+1]})ᵀ ∂C/∂z^{[l+1]} ⊙ " + activation + "′(z^{[l]})",
        loss.derivative("z^{[l]}").toText());
  }
}
