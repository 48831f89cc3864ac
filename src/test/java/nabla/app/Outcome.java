package nabla.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What one call of the command line came to.
///
/// @param exitCode what the shell sees
/// @param output what was answered
/// @param messages what was said beside it
record Outcome(int exitCode, String output, String messages) {

  /// Runs a command in this process, with nothing to read.
  static Outcome of(String... arguments) {
    return reading(new byte[0], arguments);
  }

  /// Runs a command that reads a text from standard input.
  static Outcome reading(String input, String... arguments) {
    return reading(input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  /// Runs a command that reads bytes from standard input.
  static Outcome reading(byte[] input, String... arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            new ByteArrayInputStream(input),
            new PrintStream(output, true, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            Terminal.NONE,
            arguments);
    return new Outcome(
        exitCode,
        output.toString(StandardCharsets.UTF_8),
        messages.toString(StandardCharsets.UTF_8));
  }
}
