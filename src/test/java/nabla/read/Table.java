package nabla.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// A table of expectations under `src/test/resources/read`: a formula, `⇒`, and what is expected of
/// it.
final class Table {

  private Table() {}

  static Stream<DynamicTest> tests(String file, BiConsumer<String, String> test) {
    return lines(file).stream()
        .map(line -> line.split("  ⇒  ", 2))
        .map(row -> DynamicTest.dynamicTest(row[0], () -> test.accept(row[0], row[1])));
  }

  static List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Table.class.getResourceAsStream("/read/" + file)),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
