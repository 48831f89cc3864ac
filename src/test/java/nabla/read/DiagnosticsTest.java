package nabla.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertEquals("  y €|    ^", caret("x = 1;\r\ny €"));
  }

  @Test
  void countsCharactersAsAReaderDoes() {
    assertEquals("  x̄ + )|      ^", caret("x\u0304 + )"));
    assertEquals("  x + )|      ^", caret("\uFEFFx + )"));
    assertEquals("  （x €|      ^", caret("（x €"));
  }

  @Test
  void leavesOutThePlaceWhereThereIsNone() {
    assertEquals(
        "no place",
        Diagnostics.render("x", new NablaException(NablaException.Kind.DOMAIN, "no place")));
  }

  @Test
  void showsTheSurroundingsOfAnErrorInALongLine() {
    String formula = "x + ".repeat(100_000) + "? + x" + " + y".repeat(1000);
    NablaException error =
        assertThrows(NablaException.class, () -> Reader.standard().read(formula));
    String[] lines = Diagnostics.render(formula, error).split("\n", -1);
    assertTrue(lines[1].length() < 200, lines[1]);
    assertEquals('?', lines[1].charAt(lines[2].indexOf('^')));
  }
}
