package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.numeric.Verification;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;

/// The partial derivatives of sums in many variables are those of the whole sum.
class TermsByVariableTest {

  private static final int MANY = 40;

  private static String sum(String term) {
    return IntStream.rangeClosed(1, MANY)
        .mapToObj(i ->
            term.replace("{i}", String.valueOf(i)).replace("{j}", String.valueOf(i % MANY + 1)))
        .collect(Collectors.joining(" + "));
  }

  private static void assertAsOneByOne(String formula) {
    Formula whole = Nabla.formula(formula);
    List<Derived> together = whole.derive("", 2, false, true);
    assertTrue(together.size() >= MANY);
    for (Derived partial : together) {
      Derived alone =
          whole.derive(whole.text(partial.variables().getFirst()), 2, false, false).getFirst();
      assertEquals(Canonical.of(alone.result()), Canonical.of(partial.result()));
      assertEquals(alone.subject(), partial.subject());
      assertEquals(
          alone.conditions().stream().map(whole::text).toList(),
          partial.conditions().stream().map(whole::text).toList());
      Verification verification = partial.verification();
      assertTrue(verification != null && verification.isVerified());
    }
  }

  @Test
  void alikeTermsHaveAlikeDerivatives() {
    assertAsOneByOne(sum("sin(x{i})"));
    assertAsOneByOne(sum("x{i}^3 e^{x{i}}"));
  }

  @Test
  void termsMayShareVariables() {
    assertAsOneByOne(sum("x{i}^2 x{j} + sin(x{i} x{j})"));
    assertAsOneByOne(sum("a x{i}^{i}"));
  }

  @Test
  void conditionsOfOtherTermsAreKept() {
    assertAsOneByOne("ln(y) + " + sum("cos({i} x{i})"));
    assertAsOneByOne("√x1 + " + sum("x{i}^2"));
    assertAsOneByOne("1/(x1 - x2) + " + sum("|x{i}|"));
  }
}
