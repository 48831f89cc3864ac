package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Comments, from `#` to the end of a line.
class CommentsTest {

  @Test
  void standAloneOrAtTheEndOfALine() {
    String sheet =
        """
        # a sheet
        let a = 1  # note
          # within
        given x = (1, 2) # a point, with (an open bracket
        derive a y^2 wrt y # by y
        assume α > 0 # a rate = 1; and more
        evaluate a + x[0], \\
          x[1]  # goes on above
        """;
    assertSays(sheet, "d/dy[ay²] = 2ay", "= 2\n");
    assertFalse(text(sheet).contains("error:"), text(sheet));
  }

  @Test
  void errorsKeepTheirPlaces() {
    assertSays("let a = 1 # one\nlet b = 2 + # two", "error: sheet:2:");
  }

  @Test
  void aFileMayHaveTheirSignInItsName(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run #1.csv");
    Files.writeString(file, "u\n1\n3\n");
    assertSays("data u from \"" + file + "\" # the first\nevaluate u", "mean of 2");
  }

  @Test
  void aSignWithinAWordIsNone() {
    assertSays("let a = 2#3", "found the character #");
  }
}
