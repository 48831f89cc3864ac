package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import nabla.answer.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The worksheets in samples/ run as they stand.
class SampleSheetsTest {

  static Stream<Path> sheets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void runsWithoutAnError(Path file) throws IOException {
    Worksheet.Settings settings =
        new Worksheet.Settings(Path.of("samples"), false, null, Duration.ofSeconds(30));
    Answered answered = Worksheet.of(Files.readString(file), true).run(settings, answer -> {});
    List<String> errors =
        answered.answers().stream()
            .flatMap(Collection::stream)
            .filter(answer -> answer.error() != null)
            .map(answer -> answer.line() + ": " + answer.text() + ": " + answer.error())
            .toList();
    assertEquals(List.of(), errors);
    assertEquals(ExitCode.DONE, answered.exitCode());
    String text = new SheetWriter(answered, file.toString(), false).write(SheetFormat.TEXT);
    assertFalse(text.contains("not verified"), text);
  }
}
