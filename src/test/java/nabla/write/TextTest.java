package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {

  static Stream<Samples.Sample> samples() {
    return Samples.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesAsPeopleDo(Samples.Sample sample) {
    assertEquals(sample.text(), Text.of(sample.expression()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void asciiIsAscii(Samples.Sample sample) {
    String text = Text.of(sample.expression(), WriteOptions.ASCII);
    assertEquals(sample.ascii(), text);
    assertTrue(text.chars().allMatch(c -> c < 128), text);
  }

  @Test
  void differentTreesAreWrittenDifferently() {
    Expr flat = Samples.product(Samples.X, Samples.Y, Samples.W1);
    Expr nested = Samples.product(Samples.X, Samples.product(Samples.Y, Samples.W1));
    assertNotEquals(Text.of(flat), Text.of(nested));
  }

  @Test
  void boundNamesAreNeverFree() {
    Symbol k = Symbol.of("k");
    Expr sum =
        Binder.of(
            Binder.Kind.SUM, k, Samples.num(1), Samples.N, Samples.product(k, Symbol.of("i")));
    assertEquals("Σ_{j=1}^n ji", Text.of(sum));
    WriteOptions preferring = WriteOptions.DEFAULT.withBoundNames(List.of(Name.of("k")));
    assertEquals("Σ_{k=1}^n ki", Text.of(sum, preferring));
    WriteOptions clashing = WriteOptions.DEFAULT.withBoundNames(List.of(Name.of("i")));
    assertEquals("Σ_{j=1}^n ji", Text.of(sum, clashing));
  }

  @Test
  void nestedBindersHaveDifferentNames() {
    Symbol i = Symbol.of("i");
    Symbol k = Symbol.of("k");
    Expr inner = Binder.of(Binder.Kind.SUM, k, Samples.num(1), i, Samples.product(i, k));
    Expr outer = Binder.of(Binder.Kind.SUM, i, Samples.num(1), Samples.N, inner);
    assertEquals("Σ_{i=1}^n Σ_{j=1}^i ij", Text.of(outer));
  }

  @Test
  void wordsAreQuotedUnlessKnown() {
    Expr loss = Symbol.of("loss");
    assertEquals("\"loss\"", Text.of(loss));
    assertEquals("loss", Text.of(loss, WriteOptions.DEFAULT.withWords(Set.of("loss"))));
  }

  @Test
  void aNewFunctionNeedsNoEdit() {
    Function wobble = Function.function("wobble").latex("\\operatorname{wobble}").entry();
    Expr applied = Samples.product(Samples.num(2), Apply.of(wobble, Samples.X));
    assertEquals("2wobble(x)", Text.of(applied).replace(" ", ""));
    assertEquals("2\\operatorname{wobble}(x)", Latex.of(applied));
  }

  @Test
  void depthIsNoLimit() {
    Expr deep = Samples.X;
    for (int level = 0; level < 200_000; level++) {
      deep = Apply.of(Trigonometric.SIN, deep);
    }
    assertEquals(200_000 * "sin()".length() + 1, Text.of(deep).length());
    assertTrue(Latex.of(deep).endsWith(")"));
  }

  @Test
  void barsWithinBarsAreNamed() {
    Expr deep = Samples.X;
    for (int level = 0; level < 20_000; level++) {
      deep = Apply.of(Elementary.ABS, deep);
    }
    assertTrue(Text.of(deep).startsWith("abs(abs("));
    assertTrue(Text.of(deep).endsWith("(|x|)" + ")".repeat(19_998)));
  }

  @Test
  void longSumsAreWrittenInFull() {
    Expr wide =
        Sum.of(
            IntStream.range(0, 90_000)
                .mapToObj(index -> (Expr) Symbol.of(Name.of("x", "" + index)))
                .toList());
    assertEquals(90_000, Text.of(wide).split(" \\+ ").length);
  }

  @Test
  void shapes() {
    assertEquals("ℝ", Text.of(Shape.SCALAR));
    assertEquals("ℝⁿ", Text.of(Shape.vector(Dimension.named("n"))));
    assertEquals("ℝ^{m×n}", Text.of(Shape.of(Dimension.named("m"), Dimension.named("n"))));
  }
}
