package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What README.md shows is what happens. Where it is not, `target/README.md` has what does happen;
/// copying it over the other accepts that.
final class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @Test
  void everyCommandAnswersAsShown() throws IOException {
    List<String> actual = new ArrayList<>();
    int commands = 0;
    List<String> lines = Files.readAllLines(README);
    for (int i = 0; i < lines.size(); ) {
      String line = lines.get(i++);
      actual.add(line);
      if (line.startsWith("$ ") && Shell.runs(line.substring(2))) {
        commands++;
        Shell.run(line.substring(2)).lines().forEach(actual::add);
        while (!lines.get(i).startsWith("```") && !lines.get(i).startsWith("$ ")) {
          i++;
        }
        if (lines.get(i).startsWith("$ ")) {
          actual.add("");
        }
      }
    }
    assertTrue(commands > 10, "the README shows what there is");
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/README.md"), actual);
    assertEquals(comparable(lines), comparable(actual));
  }

  /// The digits of errors differ between machines.
  private static String comparable(List<String> lines) {
    return String.join("\n", lines)
        .replaceAll("max relative error [-0-9.e]+", "max relative error …")
        .replaceAll("\"maxRelativeError\": ?[-0-9.eE]+", "\"maxRelativeError\": …");
  }

  @Test
  void theProgramPrintsWhatIsShown(@TempDir Path folder) throws Exception {
    String readme = Files.readString(README);
    String program = block(readme, "java");
    String shown = block(readme.substring(readme.indexOf("```java")), "text");
    Path source = folder.resolve("Example.java");
    Files.writeString(source, program);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(comparable(shown.lines().toList()), comparable(printed.lines().toList()));
  }

  private static String block(String text, String language) {
    String fence = "```" + language + "\n";
    int start = text.indexOf(fence) + fence.length();
    return text.substring(start, text.indexOf("```", start));
  }
}
