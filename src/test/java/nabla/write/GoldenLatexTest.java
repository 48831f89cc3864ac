package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The LaTeX of every golden derivation is such that KaTeX takes it.
class GoldenLatexTest {

  @Test
  void katexTakesEveryDerivation() throws IOException {
    List<String> blocks;
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/derivations"))) {
      blocks =
          files
              .filter(file -> file.toString().endsWith(".tex"))
              .sorted()
              .flatMap(file -> Stream.of(read(file).split("\n\n")))
              .toList();
    }
    assertFalse(blocks.isEmpty());
    assertEquals(List.of(), Katex.complaints(blocks));
    assertEquals(
        1, Katex.complaints(List.of(blocks.getFirst().replace("\\end{aligned}", ""))).size());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
