package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void aShortExpressionStaysWhole() {
    assertEquals(List.of(), Parts.of(Samples.SIGMOID, WriteOptions.DEFAULT).parts());
    assertEquals(
        "σ(x)", Parts.of(Samples.SIGMOID, WriteOptions.DEFAULT).text(WriteOptions.DEFAULT));
  }

  @Test
  void sharedPartsPutBackGiveTheWhole() {
    Expr whole = nested(40);
    Parts parts = Parts.of(whole, WriteOptions.DEFAULT);
    Map<Expr, Expr> values = new HashMap<>();
    for (Parts.Part part : parts.parts()) {
      values.put(part.name(), Substitution.of(values).apply(part.value()));
    }
    assertEquals(whole, Substitution.of(values).apply(parts.expression()));
  }

  @Test
  void whatWouldExplodeIsShort() {
    String text = Parts.of(nested(2000), WriteOptions.DEFAULT).text(WriteOptions.DEFAULT);
    assertTrue(
        text.startsWith("sin(u₁₉₉₉)u₁₉₉₉ + x where u₁ = sin(x)x + x; u₂ = "),
        text.substring(0, 80));
    assertTrue(text.length() < 100_000, text.length() + " characters");
  }

  /// f₀ = x, f_{k+1} = sin(f_k) f_k + x
  private static Expr nested(int depth) {
    Expr expression = Samples.X;
    for (int level = 0; level < depth; level++) {
      Expr sine = Apply.of(Trigonometric.SIN, expression);
      expression = Samples.sum(Samples.product(sine, expression), Samples.X);
    }
    return expression;
  }
}
