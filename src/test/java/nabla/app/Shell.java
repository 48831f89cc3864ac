package nabla.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs lines such as `./nabla derive "x^2"` and `echo '…' | ./nabla read -` in this process.
final class Shell {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private Shell() {}

  /// Whether the line is one that can be run.
  static boolean runs(String line) {
    List<String> words = words(line);
    return words.contains("./nabla");
  }

  /// What is seen on a terminal, answers and messages together, without the digits of errors, which
  /// depend on the machine.
  static String run(String line) {
    List<String> words = words(line);
    int start = words.indexOf("./nabla");
    String input = start > 0 && words.getFirst().equals("echo") ? words.get(1) + "\n" : "";
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8)) {
      Main.run(
          new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
          stream,
          stream,
          Terminal.NONE,
          words.subList(start + 1, words.size()).toArray(String[]::new));
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(line); word.find(); ) {
      String quoted = word.group(1) != null ? word.group(1) : word.group(2);
      words.add(quoted != null ? quoted : word.group(3));
    }
    return words;
  }
}
