package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nabla.answer.DataFiles;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values in files of JSON and CSV.
class DataFilesTest {

  @TempDir Path folder;

  private String file(String name, String contents) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, contents);
    return file.toString();
  }

  private static String refusal(String values) {
    return String.valueOf(
        assertThrows(NablaException.class, () -> DataFiles.read(values)).getMessage());
  }

  @Test
  void filesStandForTheirContents() throws IOException {
    String json = file("data.json", "{\"x\": [1, 2], \"A\": [[1, 2], [3, 4]]}\n");
    assertEquals("27\n", Outcome.of("evaluate", "x^T A x", "--at", json).output());
    String matrix = file("matrix.csv", "\"first\",second\n1,2\n3, 4\n\n");
    assertEquals(
        "27\n", Outcome.of("evaluate", "x^T A x", "--at", "x = (1, 2); A = @" + matrix).output());
    String columns = file("columns.csv", "x,y\n1,2\n3,-4e0\n");
    assertEquals("−10\n", Outcome.of("evaluate", "x^T y", "--at", columns).output());
    String semicolons = file("semicolons.csv", "x;y\r\n1;2\r\n3;\"-4\"\r\n");
    assertEquals("−10\n", Outcome.of("evaluate", "x^T y", "--at", semicolons).output());
    String list = file("list.json", "[1, 2]");
    assertEquals("5\n", Outcome.of("evaluate", "x^T x", "--at", "x=@" + list).output());
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertTrue(refusal(file("nothing.json", " ")).contains("is empty"));
    assertTrue(refusal(file("nothing.csv", "")).contains("is empty"));
  }

  @Test
  void derivativesTakeThemToo() throws IOException {
    String points = file("points.csv", "1,2\n3,4\n");
    String answer =
        Outcome.of(
                "derive",
                "||X w - y||^2",
                "--wrt",
                "w",
                "--steps",
                "none",
                "--at",
                "X = @" + points + "; w = (1, 1); y = (1, 2)")
            .output();
    assertTrue(answer.contains("= 29\n"), answer);
    assertTrue(answer.contains("= (34, 48)\n"), answer);
  }

  @Test
  void requestsNameNoFiles() throws IOException {
    String json = file("data.json", "{\"x\": [1, 2]}");
    String request = "{\"formula\": \"x^T x\", \"at\": \"" + json.replace("\\", "/") + "\"}";
    assertTrue(Outcome.reading(request + "\n", "evaluate", "--jsonl").output().contains("error"));
  }

  @Test
  void whatIsNoDataIsSaid() throws IOException {
    String ragged = file("ragged.csv", "1,2\n3\n");
    assertTrue(refusal("A = @" + ragged).endsWith("line 2: 1 cells, and the first line has 2"));
    String hole = file("hole.csv", "1,2\n3,\n");
    assertTrue(refusal("A=@" + hole).endsWith("line 2, column 2: a cell is empty"));
    String word = file("word.csv", "1,2\n3,abc\n");
    assertTrue(refusal("A=@" + word).endsWith("line 2, column 2: \"abc\" is no number"));
    String missing = file("missing.csv", "1,NaN\n");
    assertTrue(refusal("A=@" + missing).endsWith("line 1, column 2: \"NaN\" is no number"));
    assertTrue(refusal(word).contains("is to name the variables"));
    String open = file("open.csv", "1,2\n3,\"4\n5,6\n");
    assertTrue(refusal("A=@" + open).endsWith("line 2: the quotation mark is not closed"));
    assertTrue(refusal("A=@nowhere.csv").endsWith("the file nowhere.csv cannot be read"));
    assertTrue(refusal(file("empty.csv", "")).endsWith("is empty"));
  }
}
