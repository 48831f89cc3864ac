package nabla.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Runs the commands of a file, one a line, in one process: the rehearsal from which the launcher
/// makes its ahead-of-time cache.
final class Training {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private Training() {}

  public static void main(String... files) throws IOException {
    for (String file : files) {
      for (String line : Files.readAllLines(Path.of(file))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rehearse(words(line));
        }
      }
    }
  }

  private static String[] words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .toArray(String[]::new);
  }

  /// A command that fails costs its part of the cache, never the build.
  @SuppressWarnings("CatchAndPrintStackTrace") // The launcher's log is the place for it.
  private static void rehearse(String... words) {
    try {
      Main.run(words);
    } catch (RuntimeException | StackOverflowError failure) {
      failure.printStackTrace();
    }
  }
}
