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

  /// Bars belong to what stands between them, and those around a vector are taken for its norm.
  @Test
  void barsAreSaidWhole() {
    String where = "x, b ∈ R^n; A ∈ R^{n×n}";
    assertSays("|x|^2", where, "  |x|^2|  ^^^^^", "Did you mean ‖x‖² or |x|.^2 (entry by entry)?");
    assertSays(
        "1 + |A x - b|^3",
        where,
        "  1 + |A x - b|^3|      ^^^^^^^^^^^",
        "Did you mean ‖A x - b‖^3 or");
    assertSays("x + ||b||_1", where, "  x + ||b||_1|      ^^^^^^^", "write ||b||_1 𝟏 for");
    assertSays("x + |A| + b", where, "  x + |A| + b|      ^^^", "the scalar |A| and");
  }

  /// Rows and columns are taken by square brackets, counted from 0.
  @Test
  void rowsInSubscriptsAreShownInBrackets() {
    String where = "A ∈ R^{m×n}; x ∈ R^n; y ∈ R^m";
    String caret = "  A_{1,:} x|    ^";
    assertSays("A_{1,:} x", where, caret, "taken by [0, :] behind the letter, counted from 0");
    assertSays("y^T A_{:,2}", where, "  y^T A_{:,2}|        ^", "taken by [:, 1] behind");
    assertSays("A_{i,:} x", where, "  A_{i,:} x|    ^", "taken by [i-1, :] behind");
  }

  private static void assertSays(String formula, String where, String caret, String said) {
    NablaException error =
        assertThrows(NablaException.class, () -> Reader.standard().read(formula, where));
    String message = Diagnostics.render(formula, error);
    String[] lines = message.split("\n", -1);
    assertEquals(caret, lines[1] + "|" + lines[2]);
    assertTrue(message.contains(said), message);
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
