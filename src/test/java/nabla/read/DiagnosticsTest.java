package nabla.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;

final class DiagnosticsTest {

  private static String caret(String formula) {
    NablaException error =
        assertThrows(NablaException.class, () -> Reader.standard().read(formula));
    String[] lines = Diagnostics.render(formula, error).split("\n", -1);
    return lines[1] + "|" + lines[2];
  }

  @Test
  void putsTheCaretBelowThePlace() {
    assertEquals("  x + )|      ^", caret("x + )"));
    assertEquals("  \tx + )|  \t    ^", caret("\tx + )"));
    assertEquals("  y @|    ^", caret("x = 1;\r\ny @"));
  }

  @Test
  void countsCharactersAsAReaderDoes() {
    assertEquals("  x̄ + )|      ^", caret("x\u0304 + )"));
    assertEquals("  x + )|      ^", caret("\uFEFFx + )"));
    assertEquals("  （x @|      ^", caret("（x @"));
  }

  @Test
  void leavesOutThePlaceWhereThereIsNone() {
    assertEquals(
        "no place",
        Diagnostics.render("x", new NablaException(NablaException.Kind.DOMAIN, "no place")));
  }
}
