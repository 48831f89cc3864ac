package nabla.worksheet.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// CSV files with everything that files have.
class PointsFileTest {
  @TempDir Path folder = Path.of("");

  private Points read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("points.csv"), content);
    return PointsFile.read(file, heading -> new int[] {heading.indexOf("x"), heading.indexOf("y")});
  }

  private Points read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private static double[] row(Points points, int row) {
    double[] into = new double[points.width()];
    points.copy(row, 0, into);
    return into;
  }

  @Test
  void readsWhatSpreadsheetsWrite() throws IOException {
    Points points =
        read("\uFEFF\"x\",name, y\r\n1,\"a, b\",-2.5\r\n\r\n\"3.25\",,+1e-3\r\n .5 ,c, 7. ");
    assertEquals(3, points.count());
    assertArrayEquals(new double[] {1, -2.5}, row(points, 0));
    assertArrayEquals(new double[] {3.25, 0.001}, row(points, 1));
    assertArrayEquals(new double[] {0.5, 7}, row(points, 2));
  }

  @Test
  void readsSemicolonsAndTabs() throws IOException {
    for (String separator : new String[] {";", "\t", ","}) {
      String text = "\"x\"|na|y\n1|\"a|b\"|-2.5\n3|;|4\n".replace(";", "\"; ,\"");
      Points points = read(text.replace("|", separator));
      assertEquals(2, points.count());
      assertArrayEquals(new double[] {1, -2.5}, row(points, 0));
      assertArrayEquals(new double[] {3, 4}, row(points, 1));
    }
    NablaException comma =
        assertThrows(NablaException.class, () -> read("x;y\n1,5;2\n")); // a decimal comma
    assertTrue(String.valueOf(comma.getMessage()).contains("\"1,5\" is no number"));
    NablaException open = assertThrows(NablaException.class, () -> read("x;y\n1;\"2\n"));
    assertTrue(String.valueOf(open.getMessage()).contains("is not closed"), open.getMessage());
  }

  @Test
  void readsEveryDoubleAsTheLibraryDoes() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder("x,y\n");
    double[][] expected = new double[5000][2];
    for (double[] row : expected) {
      String first = "%.6f".formatted(random.nextDouble(-100, 100));
      String second = String.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(-300, 300)));
      row[0] = Double.parseDouble(first);
      row[1] = Double.parseDouble(second);
      text.append(first).append(',').append(second).append('\n');
    }
    Points points = read(text.toString());
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], row(points, i));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x,y/1,2/3,       | line 3, column y: a cell is empty
          x,y/1,2/3        | line 3: 1 cells, and the first line has 2
          x,y/1,2,3        | line 2: 3 cells, and the first line has 2
          x,y/1,two        | line 2, column y: "two" is no number
          x,y/1,NaN        | line 2, column y: "NaN" is no finite number
          x,y/1,-Infinity  | line 2, column y: "-Infinity" is no finite number
          x,y/1,1e999      | line 2, column y: "1e999" is no number
          x,y/1,0x10       | line 2, column y: "0x10" is no number
          x,y/1,1_000      | line 2, column y: "1_000" is no number
          x,y/1,-          | line 2, column y: "-" is no number
          x,y/1,.          | line 2, column y: "." is no number
          x,y              | has no rows of numbers
          x,y/1,2/"3,4/5,6 | line 3: the quotation mark is not closed
          x,y/1,"2""/3,4   | line 2: the quotation mark is not closed
          """)
  void saysWhatIsWrongAndWhere(String content, String message) {
    NablaException refused =
        assertThrows(NablaException.class, () -> read(content.replace('/', '\n')));
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.contains(message) && said.contains("points.csv"), said);
  }

  @Test
  void saysThatAFileIsNoText() {
    NablaException foreign =
        assertThrows(NablaException.class, () -> read(new byte[] {'x', ',', 'y', '\n', -1, -2}));
    assertTrue(String.valueOf(foreign.getMessage()).contains("is no text in UTF-8"));
    NablaException empty = assertThrows(NablaException.class, () -> read(""));
    assertTrue(String.valueOf(empty.getMessage()).contains("is empty"));
    NablaException absent =
        assertThrows(
            NablaException.class,
            () -> PointsFile.read(folder.resolve("none.csv"), heading -> new int[0]));
    assertTrue(String.valueOf(absent.getMessage()).contains("cannot be read"));
  }
}
