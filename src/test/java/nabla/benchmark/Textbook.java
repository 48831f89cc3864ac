package nabla.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The textbook formulas that the benchmarks differentiate, in a spelling that other systems read
/// as well.
final class Textbook {

  static final List<String> FORMULAS = read();

  private Textbook() {}

  private static List<String> read() {
    try (InputStream file = Textbook.class.getResourceAsStream("/benchmark/formulas.txt")) {
      if (file == null) {
        throw new IllegalStateException("the resource benchmark/formulas.txt is missing");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
