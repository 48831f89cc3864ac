package nabla.read;

import static nabla.catalogue.Function.function;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ReaderTest {

  private static Reading read(String formula) {
    return Reader.standard().read(formula);
  }

  @TestFactory
  Stream<DynamicTest> readsAsListed() {
    return Table.tests(
        "formulas.txt",
        (formula, prefix) -> assertEquals(prefix, read(formula).expression().toString()));
  }

  @TestFactory
  Stream<DynamicTest> infersShapes() {
    return Table.tests(
        "shapes.txt",
        (formula, shapes) -> {
          StringJoiner found = new StringJoiner(", ");
          read(formula).shapes().forEach((name, shape) -> found.add(name + " " + shape));
          assertEquals(shapes, found.toString());
        });
  }

  @TestFactory
  Stream<DynamicTest> notesOtherReadings() {
    return Table.tests(
        "notes.txt",
        (formula, notes) -> {
          StringJoiner found = new StringJoiner(" | ");
          read(formula).notes().forEach(note -> found.add(note.column() + " " + note.message()));
          assertEquals(notes, found.toString());
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesWithPlaceAndReason() {
    return Table.tests(
        "refusals.txt",
        (formula, expected) -> {
          NablaException error = assertThrows(NablaException.class, () -> read(formula));
          String found =
              error.kind()
                  + " "
                  + error.line()
                  + ":"
                  + error.column()
                  + " "
                  + String.valueOf(error.getMessage()).split(", expected", 2)[0];
          assertEquals(expected, found);
        });
  }

  /// Each line holds spellings of one formula.
  @TestFactory
  Stream<DynamicTest> readsThreeSpellingsAlike() {
    return Table.lines("spellings.txt").stream()
        .map(line ->
            DynamicTest.dynamicTest(
                line,
                () -> {
                  String[] spellings = line.split("  ≡  ", -1);
                  Expr first = read(spellings[0]).expression();
                  for (String spelling : spellings) {
                    assertEquals(first, read(spelling).expression(), spelling);
                  }
                }));
  }

  @Test
  void keepsIntermediatesAsSymbols() {
    Reading reading = read("let z = b + w1 x1 + w2 x2; L = (y-σ(z))^2");
    assertEquals(Name.of("L"), reading.name());
    assertEquals("[z]", reading.definitions().stream().map(Definition::name).toList().toString());
    assertEquals(read("(y-σ(b + w1 x1 + w2 x2))^2").expression(), reading.expanded());
    assertEquals(
        "[b, w_1, x_1, w_2, x_2, y]",
        reading.variables().stream().map(Symbol::name).toList().toString());
    assertNull(read("x^2").name());
  }

  @Test
  void takesDeclarationsFromOutside() {
    Reading reading = Reader.standard().read("α x", "α > 0; x ∈ (0, 1); n ∈ N");
    assertEquals(
        "[GREATER(x, 0), LESS(x, 1), GREATER_OR_EQUAL(n, 0), GREATER(α, 0)]",
        reading.assumptions().facts().toString());
    assertEquals("[n]", reading.assumptions().integers().toString());
    assertTrue(read("α x").assumptions().facts().isEmpty());
  }

  @Test
  void remembersTheNamesOfBoundVariables() {
    assertEquals("[i, k]", read("Σ_{i=1}^n Π_{k=1}^i k").boundNames().toString());
    assertEquals(read("Σ_{i=1}^n i").expression(), read("Σ_{j=1}^n j").expression());
  }

  @Test
  void readsDefinedFunctionsByTheirBody() {
    assertEquals(
        "max(Product(2, y), 0)", read("let f(x) = max(x, 0); f(2y)").expression().toString());
    assertEquals("f(Product(2, y))", read("f(2y)").expression().toString());
    assertEquals("[w]", read("L(w) = (w-1)^2").parameters().toString());
  }

  @Test
  void givesDerivativesOfDefinedNames() {
    Expr derivative = read("∂L/∂w where L = (y - z)^2; z = w x").expression();
    assertEquals("Derivative1(Power(Sum(y, Negate(Product(w, x))), 2), w)", derivative.toString());
    assertNotEquals(read("σ'(2z)").expression(), read("d/dz σ(2z)").expression());
  }

  @Test
  void readsAFunctionThatIsAddedInOneCall() {
    Reader reader =
        new Reader(
            Catalogue.standard().with(function("frobnicate").latex("\\frob").means("x^2").entry()));
    assertEquals("frobnicate(x)", reader.read("frobnicate x").expression().toString());
    assertEquals("frobnicate(x)", reader.read("\\frob(x)").expression().toString());
    assertThrows(NablaException.class, () -> read("frobnicate(x)"));
  }

  @Test
  void readsSnippetsWithoutNotes() {
    assertEquals(
        "Product(σ(u), Sum(1, Negate(σ(u))))",
        Reader.standard().expression("σ(u)(1-σ(u))").toString());
    assertEquals("GREATER(x, 0)", Reader.standard().expression("x > 0").toString());
  }

  @Test
  void readsANinetyThousandTermSum() {
    StringBuilder text = new StringBuilder("x_1");
    for (int i = 2; i <= 90_000; i++) {
      text.append(" + ").append(i).append(" x_").append(i);
    }
    assertEquals(90_000, read(text.toString()).expression().arity());
  }

  @Test
  void boundsTheDepthOfEveryChain() {
    int n = 100_000;
    List<String> chains =
        List.of(
            "(".repeat(n) + "x" + ")".repeat(n),
            "sin ".repeat(n) + "x",
            "-".repeat(n) + "x",
            "x" + "^x".repeat(n),
            "x" + "! ".repeat(n),
            "√".repeat(n) + "x",
            "\\frac1".repeat(n) + "2",
            "a/b".repeat(n),
            "d/dx ".repeat(n) + "x");
    for (String chain : chains) {
      NablaException error =
          assertThrows(NablaException.class, () -> read(chain), chain.substring(0, 8));
      assertEquals(NablaException.Kind.BUDGET, error.kind(), chain.substring(0, 8));
    }
    assertEquals(Symbol.of("x"), read("(".repeat(2000) + "x" + ")".repeat(2000)).expression());
  }

  @Test
  void separatesStatementsByLineEnds() {
    assertEquals(
        read("let z = w x; (y - z)^2").expression(),
        read("let z = w x\r\n(y\t- z)^2\r\n").expression());
    assertFalse(read("x\n+ y").expression() instanceof Symbol);
  }

  @Test
  void ignoresInvisibleCharacters() {
    assertEquals(read("x + 1").expression(), read("\uFEFFx\u200F +\u200B 1\u200E").expression());
    assertThrows(NablaException.class, () -> read("x + \uFFFD"));
  }
}
