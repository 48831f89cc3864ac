package nabla.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The command line: `nabla COMMAND [FORMULA …]`.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  ///
  /// @param arguments the words after `nabla`
  public static void main(String... arguments) {
    int exitCode = run(arguments);
    // A thread that ran past its deadline may be left; it is not waited for.
    Runtime.getRuntime().halt(exitCode);
  }

  /// Runs one command without ending the process; the launcher's training run calls it many times.
  ///
  /// @param arguments the words after `nabla`
  /// @return the exit code: 0 done, 1 refuted or undecided, 2 bad input, 3 over budget
  public static int run(String... arguments) {
    PrintStream output = stream(FileDescriptor.out);
    PrintStream messages = stream(FileDescriptor.err);
    int exitCode =
        run(
            new FileInputStream(FileDescriptor.in),
            output,
            messages,
            Colours.forTerminal(),
            arguments);
    output.flush();
    messages.flush();
    return exitCode;
  }

  /// Runs one command on other streams than those of the process.
  static int run(
      InputStream input,
      PrintStream output,
      PrintStream messages,
      Colours colours,
      String... arguments) {
    try {
      return dispatch(input, output, messages, colours, arguments);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      messages.println("nabla: " + Worker.internal(fault).getMessage());
      return ExitCode.BAD_INPUT;
    }
  }

  private static int dispatch(
      InputStream input,
      PrintStream output,
      PrintStream messages,
      Colours colours,
      String... arguments) {
    Arguments read = Arguments.read(arguments);
    if (read == null) {
      return Usage.explain(output, messages, arguments);
    }
    return switch (read.command()) {
      case HELP -> Usage.help(output, messages, read.words());
      case COMPLETION -> Usage.completion(output);
      case FUNCTIONS -> FunctionTable.print(output, messages, read.words());
      case DERIVE, SIMPLIFY, CHECK, EVALUATE, READ ->
          new Session(read, input, output, messages, colours).run();
    };
  }

  /// UTF-8 whatever the locale, and written in one piece.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14),
        false,
        StandardCharsets.UTF_8);
  }
}
