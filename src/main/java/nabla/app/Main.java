package nabla.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import nabla.answer.ExitCode;
import nabla.answer.Worker;

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
    Outlet outlet = new Outlet(new FileOutputStream(FileDescriptor.out));
    PrintStream output = outlet.print();
    PrintStream messages = new Outlet(new FileOutputStream(FileDescriptor.err)).print();
    int exitCode =
        run(
            new FileInputStream(FileDescriptor.in),
            output,
            messages,
            Terminal.ofProcess(),
            arguments);
    output.flush();
    String complaint = outlet.complaint();
    if (complaint != null) {
      if (!outlet.isAbandoned()) {
        messages.println("nabla: " + complaint);
      }
      exitCode = Math.max(exitCode, ExitCode.BAD_INPUT);
    }
    messages.flush();
    return exitCode;
  }

  /// Runs one command on other streams than those of the process.
  static int run(
      InputStream input,
      PrintStream output,
      PrintStream messages,
      Terminal terminal,
      String... arguments) {
    try {
      return dispatch(input, output, messages, terminal, arguments);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      messages.println("nabla: " + Worker.internal(fault).getMessage());
      return ExitCode.BAD_INPUT;
    }
  }

  private static int dispatch(
      InputStream input,
      PrintStream output,
      PrintStream messages,
      Terminal terminal,
      String... arguments) {
    Arguments read = Arguments.read(arguments);
    if (read == null) {
      return Usage.explain(output, messages, arguments);
    }
    return switch (read.command()) {
      case HELP -> Usage.help(output, messages, read.words());
      case COMPLETION -> Usage.completion(output);
      case FUNCTIONS -> FunctionTable.print(output, messages, read.words());
      case DERIVE, SHAPES, SIMPLIFY, CHECK, EVALUATE, READ ->
          new Session(read, input, output, messages, terminal).run();
      case RUN, WATCH -> new Running(read, input, output, messages, terminal).run();
    };
  }
}
