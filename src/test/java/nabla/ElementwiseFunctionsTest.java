package nabla;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.NablaException;
import nabla.numeric.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every function of one number, at each entry of a vector.
class ElementwiseFunctionsTest {

  static Stream<Function> functions() {
    return Catalogue.standard().functions().stream()
        .filter(function ->
            function.isElementwise()
                && function.notation() == Notation.PREFIX
                && function.minimumArity() == 1
                && function.parameters().size() == 1);
  }

  @Test
  void mostAreVerified() {
    List<String> others = new ArrayList<>();
    functions()
        .forEach(function -> {
          if (!isVerified(function, "A x")) {
            others.add(function.name());
          }
        });
    // those defined only beyond 1 or on whole numbers have no points where the entries are small
    assertTrue(others.size() <= functions().count() / 4, others::toString);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isDerivedAtEachEntry(Function function) {
    for (String argument : List.of("A x", "x ⊙ x", "a - B x")) {
      isVerified(function, argument);
    }
  }

  /// Whether the Jacobian was compared with differences; one that disagrees would be withheld.
  private static boolean isVerified(Function function, String argument) {
    String where = "A ∈ R^{m×n}; B ∈ R^{m×n}; x ∈ R^n; a ∈ R^m";
    Formula formula = Nabla.formula(function.written() + "(" + argument + ")", where);
    try {
      Verification verification = formula.derivative("x").verification();
      return verification != null && verification.isVerified();
    } catch (NablaException declined) {
      assertTrue(
          String.valueOf(declined.getMessage()).startsWith("no rule is known"),
          declined::getMessage);
      return false;
    }
  }
}
