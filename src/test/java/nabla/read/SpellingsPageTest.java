package nabla.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.expr.Expr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The page on the three spellings shows what is read alike.
class SpellingsPageTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  static Stream<List<String>> rows() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(Path.of("grammar/README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(
                line -> CODE.matcher(line).results().limit(3).map(SpellingsPageTest::code).toList())
            .toList();
    assertTrue(rows.size() > 25, rows.size() + " rows");
    return rows.stream();
  }

  private static String code(MatchResult found) {
    return found.group(1).replace("\\|", "|"); // bars would end the cell
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theSpellingsOfARowAreReadAlike(List<String> row) {
    Expr ascii = read(row.get(0));
    assertEquals(ascii, read(row.get(1)), row.get(1));
    assertEquals(ascii, read(row.get(2)), row.get(2));
    assertTrue(row.get(0).chars().allMatch(c -> c < 128), row.get(0));
  }

  private static Expr read(String formula) {
    return Reader.standard().read(formula).expression();
  }
}
