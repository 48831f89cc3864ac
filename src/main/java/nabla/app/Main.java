package nabla.app;

/// The command line: `nabla COMMAND [FORMULA …]`.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  ///
  /// @param arguments the words after `nabla`
  public static void main(String... arguments) {
    System.exit(run(arguments));
  }

  /// Runs one command without ending the process; the launcher's training run calls it many times.
  ///
  /// @param arguments the words after `nabla`
  /// @return the exit code: 0 done, 1 refuted or undecided, 2 bad input, 3 over budget
  public static int run(String... arguments) {
    System.err.println("usage: nabla COMMAND [FORMULA …]");
    return 2;
  }
}
