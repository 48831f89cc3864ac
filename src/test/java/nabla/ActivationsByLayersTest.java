package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Activations of which nothing is known act on each entry of the layer that they give.
class ActivationsByLayersTest {

  @ParameterizedTest
  @ValueSource(strings = {"g", "g^{[l]}"})
  void unknownActivationsAreOfEachEntry(String activation) {
    String network =
        "z^{[l+1]} = W^{[l+1]} a^{[l]} + b^{[l+1]}; a^{[l]} = %s(z^{[l]}); L = C(z^{[l+1]})";
    Formula loss = Nabla.formula(network.formatted(activation));
    String slope = activation + "′(z^{[l]})";
    assertEquals("(W^{[l+1]})ᵀ ∂C/∂z^{[l+1]} ⊙ " + slope, loss.derivative("z^{[l]}").toText());
  }
}
